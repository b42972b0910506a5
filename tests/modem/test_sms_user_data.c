// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "modem/sms_user_data.h"
#include "tests/modem/test_sms_bits.h"

static int read_pdu(struct pdu *pdu, enum sms_alphabet alphabet, bool has_header,
		    struct sms *out_sms)
{
	struct sms_octets octets;
	int result;

	*out_sms = (struct sms){ .alphabet = alphabet };
	assert_int_equal(sms_octets_from_hex(&octets, pdu_hex(pdu), 2 * pdu->n, NULL), 0);
	result = sms_user_data_read(&octets, has_header, out_sms, NULL);
	if (result == 0)
		assert_int_equal(sms_octets_left(&octets), 0);
	return result;
}

static int read_hex(const char *hex, enum sms_alphabet alphabet, bool has_header,
		    struct sms *out_sms)
{
	struct pdu pdu = { .n = 0 };

	pdu_put_hex(&pdu, hex);
	return read_pdu(&pdu, alphabet, has_header, out_sms);
}

/* Text "X" behind a header. */
static void read_header(const char *header_hex, struct sms *out_sms)
{
	struct pdu pdu = { .n = 0 };

	pdu_put_ascii(&pdu, header_hex, "X");
	if (read_pdu(&pdu, SMS_ALPHABET_GSM7, true, out_sms) != 0)
		fail_msg("header %s refused", header_hex);
	assert_int_equal(out_sms->n_units, 1);
	assert_int_equal(out_sms->units[0], 'X');
}

static void test_texts_of_every_length(void **state)
{
	uint8_t septets[160];

	(void)state;
	for (size_t i = 0; i < 160; i++)
		septets[i] = (uint8_t)('A' + i % 26);
	for (size_t n = 0; n <= 160; n++) {
		struct pdu pdu = { .n = 0 };
		struct sms sms;

		pdu_put_gsm7(&pdu, "", septets, n);
		assert_int_equal(read_pdu(&pdu, SMS_ALPHABET_GSM7, false, &sms), 0);
		assert_int_equal(sms.n_units, n);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(sms.units[i], septets[i]);
	}
}

/* Headers of 2 to 60 octets meet every number of fill bits. */
static void test_text_begins_at_a_septet_behind_any_header(void **state)
{
	(void)state;
	for (unsigned n = 0; n <= 57; n++) {
		struct pdu pdu = { .n = 0 };
		char header[2 * 60 + 1];
		struct text text;
		struct sms sms;

		text_init(&text, header, sizeof header);
		text_add_format(&text, "%02X70%02X", n + 2, n);
		for (unsigned i = 0; i < n; i++)
			text_add(&text, "FF");
		pdu_put_ascii(&pdu, header, "SKTM buat sekolah");
		assert_int_equal(read_pdu(&pdu, SMS_ALPHABET_GSM7, true, &sms), 0);
		assert_int_equal(sms.n_units, 17);
		for (size_t i = 0; i < 17; i++)
			assert_int_equal(sms.units[i], "SKTM buat sekolah"[i]);
	}
}

static const struct {
	const char *header;
	struct sms_part part;
	bool is_illegal;
} part_headers[] = {
	/* clang-format off */
	{ "05 0003 00 02 01", { 0x00, 8, 2, 1 }, false },
	{ "05 0003 FF FF FF", { 0xFF, 8, 255, 255 }, false },
	{ "05 0003 07 01 01", { 0x07, 8, 1, 1 }, false },
	{ "06 0804 BEEF 03 02", { 0xBEEF, 16, 3, 2 }, false },
	{ "06 0804 0000 02 02", { 0x0000, 16, 2, 2 }, false },
	{ "05 0003 07 02 03", { 0 }, true },  /* 3 of 2 */
	{ "05 0003 07 02 00", { 0 }, true },  /* 0 of 2 */
	{ "05 0003 07 00 01", { 0 }, true },  /* 1 of 0 */
	{ "05 0003 07 00 00", { 0 }, true },
	{ "06 0804 0007 02 03", { 0 }, true },
	{ "06 0804 0007 02 00", { 0 }, true },
	{ "04 0002 07 02", { 0 }, false },       /* wrong length: skipped */
	{ "06 0004 07 02 01 00", { 0 }, false },
	{ "05 0803 07 02 01", { 0 }, false },
	{ "00", { 0 }, false },
	/* behind an element that nobody knows */
	{ "09 7002 AABB 0003 07 02 01", { 0x07, 8, 2, 1 }, false },
	{ "07 7000 0003 07 02 01", { 0x07, 8, 2, 1 }, false },
	/* of two, the last counts (9.2.3.24) */
	{ "0A 0003 07 02 01 0003 08 03 02", { 0x08, 8, 3, 2 }, false },
	{ "0B 0003 07 02 01 0804 0102 03 02", { 0x0102, 16, 3, 2 }, false },
	{ "0A 0003 07 02 01 0003 08 03 04", { 0 }, true },
	{ "0A 0003 08 03 04 0003 07 02 01", { 0x07, 8, 2, 1 }, false },
	/* elements that do not add up: the whole header is skipped */
	{ "06 0003 07 02 01 00", { 0 }, false },
	{ "07 0003 07 02 01 7001", { 0 }, false },
	{ "05 0004 07 02 01", { 0 }, false },
	{ "05 00FF 07 02 01", { 0 }, false },
	{ "01 00", { 0 }, false },
	/* clang-format on */
};

static void test_part_of_a_long_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof part_headers / sizeof part_headers[0]; i++) {
		const struct sms_part *expected = &part_headers[i].part;
		struct sms sms;

		read_header(part_headers[i].header, &sms);
		if (sms.part.reference != expected->reference ||
		    sms.part.reference_bits != expected->reference_bits ||
		    sms.part.total != expected->total ||
		    sms.part.number != expected->number)
			fail_msg("header %s: part %u of %u", part_headers[i].header,
				 sms.part.number, sms.part.total);
		if (sms.is_part_illegal != part_headers[i].is_illegal)
			fail_msg("header %s: illegal %d", part_headers[i].header,
				 sms.is_part_illegal);
	}
}

static void test_ports_and_waiting_lamps(void **state)
{
	static const struct {
		const char *header;
		bool has_port;
		unsigned port;
		bool is_waiting_indication;
	} rows[] = {
		{ "04 0402 F0F1", true, 0xF0, false },
		{ "06 0504 0B84 23F0", true, 2948, false },
		{ "06 0504 0000 15B3", true, 0, false },
		{ "0B 0504 0B84 23F0 0003 01 02 01", true, 2948, false },
		{ "04 0502 0B84", false, 0, false },
		{ "06 0404 0B84 23F0", false, 0, false },
		{ "04 0102 8001", false, 0, true },
		{ "03 2401 01", false, 0, false }, /* Turkish */
		{ "06 2401 01 2501 01", false, 0, false },
		{ "04 7002 F0F1", false, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct sms sms;

		read_header(rows[i].header, &sms);
		if (sms.has_port != rows[i].has_port || sms.port != rows[i].port ||
		    sms.is_waiting_indication != rows[i].is_waiting_indication)
			fail_msg("header %s: port %u", rows[i].header, sms.port);
	}
}

static void test_ucs2_units(void **state)
{
	struct sms sms;

	(void)state;
	/* "é", the two halves of U+1F4C4, a lonely half */
	assert_int_equal(
		read_hex("08 00E9 D83D DCC4 D83D", SMS_ALPHABET_UCS2, false, &sms), 0);
	assert_int_equal(sms.n_units, 4);
	assert_int_equal(sms.units[0], 0x00E9);
	assert_int_equal(sms.units[1], 0xD83D);
	assert_int_equal(sms.units[2], 0xDCC4);
	assert_int_equal(sms.units[3], 0xD83D);
	/* half a unit at the end */
	assert_int_equal(read_hex("03 0041 00", SMS_ALPHABET_UCS2, false, &sms), 0);
	assert_int_equal(sms.n_units, 2);
	assert_int_equal(sms.units[0], 'A');
	assert_int_equal(sms.units[1], 0xFFFD);
	/* behind a header there are no fill bits */
	assert_int_equal(
		read_hex("0A 05 0003 07 02 01 0041 0042", SMS_ALPHABET_UCS2, true, &sms),
		0);
	assert_int_equal(sms.n_units, 2);
	assert_int_equal(sms.units[0], 'A');
	assert_int_equal(sms.part.number, 1);
}

static void test_binary_is_never_text(void **state)
{
	struct sms sms;

	(void)state;
	assert_int_equal(read_hex("03 414243", SMS_ALPHABET_BINARY, false, &sms), 0);
	assert_int_equal(sms.n_units, 0);
	assert_int_equal(sms.n_data, 3);
	assert_memory_equal(sms.data, "ABC", 3);
	assert_int_equal(
		read_hex("09 06 0504 0B84 23F0 4142", SMS_ALPHABET_BINARY, true, &sms),
		0);
	assert_int_equal(sms.n_data, 2);
	assert_memory_equal(sms.data, "AB", 2);
	assert_int_equal(sms.port, 2948);
}

static void test_text_has_no_data(void **state)
{
	struct sms sms;

	(void)state;
	read_header("05 0003 07 02 01", &sms);
	assert_int_equal(sms.n_data, 0);
}

static void test_lengths_that_lie(void **state)
{
	static const struct {
		const char *hex;
		enum sms_alphabet alphabet;
		bool has_header;
	} rows[] = {
		{ "A0 C227F2E904", SMS_ALPHABET_GSM7, false }, /* 160 of 5 */
		{ "09 3132333435363738", SMS_ALPHABET_BINARY, false },
		{ "03 0041", SMS_ALPHABET_UCS2, false },
		{ "03 FF0003", SMS_ALPHABET_BINARY, true },
		{ "03 03 0003", SMS_ALPHABET_UCS2, true },
		{ "00", SMS_ALPHABET_GSM7, true }, /* a header in nothing */
		{ "00", SMS_ALPHABET_BINARY, true },
		/* 8 octets of header are 10 septets */
		{ "09 07 0005 AABBCCDDEE", SMS_ALPHABET_GSM7, true },
	};
	struct sms sms;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (read_hex(rows[i].hex, rows[i].alphabet, rows[i].has_header, &sms) !=
		    -EBADMSG)
			fail_msg("%s was taken", rows[i].hex);
	}
}

static void test_no_length_octet(void **state)
{
	struct sms_octets octets = { .n = 0 };
	struct sms sms = { 0 };

	(void)state;
	assert_int_equal(sms_user_data_read(&octets, false, &sms, NULL), -EBADMSG);
}

/* 9.2.3.16: 140 octets are all that an SMS holds. */
static void test_more_than_an_sms_holds(void **state)
{
	static const struct {
		enum sms_alphabet alphabet;
		unsigned length;
		unsigned n_octets;
		int expected;
	} rows[] = {
		{ SMS_ALPHABET_GSM7, 160, 140, 0 },
		{ SMS_ALPHABET_GSM7, 161, 141, -EBADMSG },
		{ SMS_ALPHABET_GSM7, 180, 158, -EBADMSG },
		{ SMS_ALPHABET_BINARY, 140, 140, 0 },
		{ SMS_ALPHABET_BINARY, 141, 141, -EBADMSG },
		{ SMS_ALPHABET_UCS2, 140, 140, 0 },
		{ SMS_ALPHABET_UCS2, 142, 142, -EBADMSG },
		{ SMS_ALPHABET_BINARY, 170, 170, -EBADMSG },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pdu pdu = { .n = 0 };
		struct sms sms;

		pdu_put(&pdu, rows[i].length);
		for (unsigned n = 0; n < rows[i].n_octets; n++)
			pdu_put(&pdu, 0x41);
		assert_int_equal(read_pdu(&pdu, rows[i].alphabet, false, &sms),
				 rows[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_of_every_length),
		cmocka_unit_test(test_text_begins_at_a_septet_behind_any_header),
		cmocka_unit_test(test_part_of_a_long_message),
		cmocka_unit_test(test_ports_and_waiting_lamps),
		cmocka_unit_test(test_ucs2_units),
		cmocka_unit_test(test_binary_is_never_text),
		cmocka_unit_test(test_text_has_no_data),
		cmocka_unit_test(test_lengths_that_lie),
		cmocka_unit_test(test_no_length_octet),
		cmocka_unit_test(test_more_than_an_sms_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
