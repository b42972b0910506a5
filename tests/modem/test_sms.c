// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "tests/modem/test_sms_shapes.h"

static void assert_text(const struct sms *sms, const char *utf8)
{
	char buffer[LIMIT_MESSAGE_SIZE];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	sms_add_units(&text, sms->units, sms->n_units);
	assert_string_equal(buffer, utf8);
}

static void test_deliver_with_all_its_fields(void **state)
{
	struct pdu pdu;
	struct sms sms;

	(void)state;
	begin(&pdu, CENTRE "44" SENDER "00 11" STAMP);
	pdu_put_ascii(&pdu, HEADER, "SKTM buat sekolah");
	assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
	assert_int_equal(sms.kind, SMS_KIND_DELIVER);
	assert_int_equal(sms.peer.kind, SMS_ADDRESS_KIND_INTERNATIONAL);
	assert_string_equal(sms.peer.text, "+6281390009901");
	assert_int_equal(sms.protocol_id, 0);
	assert_int_equal(sms.coding, 0x11);
	assert_int_equal(sms.alphabet, SMS_ALPHABET_GSM7);
	assert_int_equal(sms.message_class, 1);
	assert_false(sms.is_waiting_indication);
	assert_true(sms.has_time);
	assert_int_equal(sms.time_s, STAMP_UTC_S);
	assert_int_equal(sms.zone_quarters, 28);
	assert_int_equal(sms.part.reference, 0x2A);
	assert_int_equal(sms.part.total, 2);
	assert_int_equal(sms.part.number, 1);
	assert_false(sms.has_port);
	assert_text(&sms, "SKTM buat sekolah");
	assert_int_equal(sms.n_data, 0);
}

static void test_first_octets_of_a_deliver(void **state)
{
	/* more to send, loop, report indication, reply path; the reserved type 11 */
	static const char *const firsts[] = { "00", "04", "08", "20", "80", "AC", "03" };

	(void)state;
	for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
		struct pdu pdu;
		struct sms sms;

		begin(&pdu, CENTRE);
		pdu_put_hex(&pdu, firsts[i]);
		pdu_put_hex(&pdu, SENDER "00 00" STAMP);
		pdu_put_ascii(&pdu, "", "CEK");
		assert_int_equal(decode(&pdu, -1, &sms), 0);
		assert_int_equal(sms.kind, SMS_KIND_DELIVER);
		assert_text(&sms, "CEK");
	}
}

static void test_service_centre_may_be_absent_or_long(void **state)
{
	static const struct {
		const char *centre;
		int expected;
	} rows[] = {
		{ "00", 0 },
		{ "01 91", 0 },
		{ "0B 91 21436587092143658709", 0 },
		{ "0C 91 2143658709214365870921", -EBADMSG },
		{ "FF 91", -EBADMSG },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pdu pdu;
		struct sms sms;

		begin(&pdu, rows[i].centre);
		pdu_put_hex(&pdu, "04" SENDER "00 00" STAMP);
		pdu_put_ascii(&pdu, "", "CEK");
		assert_int_equal(decode(&pdu, -1, &sms), rows[i].expected);
		if (rows[i].expected == 0)
			assert_text(&sms, "CEK");
	}
}

static void test_odd_messages_are_kept(void **state)
{
	struct pdu pdu;
	struct sms sms;

	(void)state;
	/* no sender, no such time */
	begin(&pdu, CENTRE "04"
			   "0080"
			   "00 00"
			   "62310000000000");
	pdu_put_ascii(&pdu, "", "TANPA PENGIRIM");
	assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
	assert_int_equal(sms.peer.kind, SMS_ADDRESS_KIND_NONE);
	assert_false(sms.has_time);
	assert_int_equal(sms.time_s, 0);
	assert_text(&sms, "TANPA PENGIRIM");
	/* silent type 0 */
	begin(&pdu, CENTRE "04" SENDER "40 00" STAMP "00");
	assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
	assert_int_equal(sms.protocol_id, 0x40);
	assert_int_equal(sms.n_units, 0);
	/* voice mail waits */
	begin(&pdu, CENTRE "04" SENDER "00 C8" STAMP "00");
	assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
	assert_true(sms.is_waiting_indication);
	/* to the SIM, not to us */
	begin(&pdu, CENTRE "44" SENDER "7F F6" STAMP "05 027000 1506");
	assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
	assert_int_equal(sms.alphabet, SMS_ALPHABET_BINARY);
	assert_int_equal(sms.message_class, 2);
	assert_int_equal(sms.n_data, 2);
	assert_int_equal(sms.n_units, 0);
}

static void test_submit_as_stored_on_a_sim(void **state)
{
	static const struct {
		const char *first;
		const char *validity;
	} rows[] = {
		{ "01", "" },    { "11", "A7" }, { "09", "01020304050607" },
		{ "19", STAMP }, { "31", "A7" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pdu pdu;
		struct sms sms;

		begin(&pdu, CENTRE);
		pdu_put_hex(&pdu, rows[i].first);
		pdu_put_hex(&pdu, "07" SENDER "00 00");
		pdu_put_hex(&pdu, rows[i].validity);
		pdu_put_ascii(&pdu, "", "Surat siap");
		assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
		assert_int_equal(sms.kind, SMS_KIND_SUBMIT);
		assert_int_equal(sms.message_reference, 7);
		assert_string_equal(sms.peer.text, "+6281390009901");
		assert_false(sms.has_time);
		assert_text(&sms, "Surat siap");
	}
}

static void assert_is_report(const struct sms *sms)
{
	assert_int_equal(sms->kind, SMS_KIND_STATUS_REPORT);
	assert_int_equal(sms->message_reference, 0x2A);
	assert_string_equal(sms->peer.text, "+6281390009901");
	assert_true(sms->has_time);
	assert_int_equal(sms->time_s, STAMP_UTC_S);
	assert_int_equal(sms->message_class, -1);
	assert_int_equal(sms->n_units, 0);
	assert_int_equal(sms->n_data, 0);
}

static void test_report_with_anything_behind_it(void **state)
{
	static const struct {
		const char *tail;
		unsigned repeated;
	} rows[] = {
		{ "", 0 },
		{ "00", 1 },
		{ "07 00 00 05 D3AA344805", 1 },
		{ "07 00 00 A0 D3AA", 1 },
		{ "FF", 142 },
		{ "00", 150 },
		{ "000000FF00", 1 },
		{ "7A", 300 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pdu pdu;
		struct sms sms;

		report(&pdu);
		for (unsigned n = 0; n < rows[i].repeated; n++)
			pdu_put_hex(&pdu, rows[i].tail);
		assert_int_equal(decode(&pdu, -1, &sms), 0);
		assert_is_report(&sms);
		assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
		assert_is_report(&sms);
		assert_int_equal(decode(&pdu, REPORT_OCTETS, &sms), 0);
		assert_is_report(&sms);
		assert_int_equal(decode(&pdu, REPORT_OCTETS - 1, &sms), -EBADMSG);
		assert_int_equal(decode(&pdu, announced(&pdu) + 1, &sms), -EBADMSG);
	}
}

static void test_report_says_its_status(void **state)
{
	(void)state;
	for (unsigned status = 0; status < 256; status++) {
		struct pdu pdu;
		struct sms sms;

		report(&pdu);
		pdu.octets[pdu.n - 1] = (uint8_t)status;
		assert_int_equal(decode(&pdu, -1, &sms), 0);
		assert_int_equal(sms.status, status);
	}
}

static void test_small_letters_are_digits_too(void **state)
{
	struct pdu pdu;
	struct sms sms;

	(void)state;
	deliver(&pdu, "CEK 48291372");
	pdu_hex(&pdu);
	for (size_t i = 0; i < 2 * pdu.n; i++) {
		if (pdu.hex[i] >= 'A')
			pdu.hex[i] = (char)(pdu.hex[i] + 32);
	}
	assert_int_equal(decode_hex(pdu.hex, 2 * pdu.n, announced(&pdu), &sms), 0);
	assert_text(&sms, "CEK 48291372");
}

static void test_damaged_leaves_only_kind_and_peer(void **state)
{
	const struct sms empty = { 0 };
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	struct pdu pdu;
	struct sms sms;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	begin(&pdu, CENTRE "51 05" SENDER "40 11 A7 A0 C227F2E904");
	memset(&sms, 0xA5, sizeof sms);
	assert_int_equal(sms_decode(pdu_hex(&pdu), 2 * pdu.n, -1, &sms, &why), -EBADMSG);
	assert_int_equal(sms.kind, SMS_KIND_SUBMIT);
	assert_string_equal(sms.peer.text, "+6281390009901");
	sms.kind = empty.kind;
	sms.peer = empty.peer;
	assert_int_equal(sms.protocol_id, 0);
	assert_int_equal(sms.coding, 0);
	assert_int_equal(sms.message_class, 0);
	assert_int_equal(sms.message_reference, 0);
	assert_int_equal(sms.part.total, 0);
	assert_int_equal(sms.n_units, 0);
	assert_int_equal(sms.n_data, 0);
	/* TP-UDL is octet 22: 8 of the centre, 2, 9 of the peer, 3 */
	assert_string_equal(buffer, "octet 22: user data of 140 octets, 5 are here");
}

static void test_finds_the_tpdu(void **state)
{
	static const struct {
		const char *hex;
		int offset; /* -1: none */
	} rows[] = {
		{ "079126180999000004", 16 },
		{ "0004", 2 },
		{ "0B9100000000000000000000FF", 24 },
		{ "01910", -1 },
		{ "000", -1 },
		{ "00", -1 },
		{ "0", -1 },
		{ "", -1 },
		{ "0791261809990000", -1 },
		{ "079126180999000", -1 },
		{ "0C9100000000000000000000FFFF", -1 },
		{ "FF04", -1 },
		{ "G004", -1 },
		{ "0b9100000000000000000000ff", 24 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *found = sms_tpdu_hex(rows[i].hex, strlen(rows[i].hex));

		if (rows[i].offset < 0)
			assert_null(found);
		else
			assert_ptr_equal(found, rows[i].hex + rows[i].offset);
	}
}

static void test_units_become_utf8(void **state)
{
	static const struct {
		uint16_t units[5];
		size_t n;
		const char *utf8;
	} rows[] = {
		{ { 'a', 0x00E9, 0x20AC }, 3, "aé€" },
		{ { 0xD83D, 0xDCC4 }, 2, "📄" },
		{ { 0xD800, 0xDC00, 0xDBFF, 0xDFFF },
		  4,
		  "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF" },
		{ { 0xD83D }, 1, "\xEF\xBF\xBD" },
		{ { 0xD83D, 'x' }, 2, "\xEF\xBF\xBDx" },
		{ { 0xDCC4, 0xD83D }, 2, "\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ { 0xD83D, 0xD83D, 0xDCC4 }, 3, "\xEF\xBF\xBD📄" },
		{ { 'a', 0, 'b' },
		  3,
		  "a\xEF\xBF\xBD"
		  "b" },
		{ { 0xFFFF }, 1, "\xEF\xBF\xBF" },
		{ { 'a' }, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char buffer[64];
		struct text text;

		text_init(&text, buffer, sizeof buffer);
		sms_add_units(&text, rows[i].units, rows[i].n);
		assert_string_equal(buffer, rows[i].utf8);
		assert_int_equal(text.length, strlen(rows[i].utf8));
		assert_false(text.is_cut);
	}
}

static void test_nothing_follows_a_cut(void **state)
{
	static const uint16_t units[] = { 'a', 'b', 0x20AC, 'c' };
	char buffer[5];
	struct text text;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	sms_add_units(&text, units, 4);
	assert_string_equal(buffer, "ab");
	assert_true(text.is_cut);
	sms_add_units(&text, units, 1);
	assert_string_equal(buffer, "ab");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deliver_with_all_its_fields),
		cmocka_unit_test(test_first_octets_of_a_deliver),
		cmocka_unit_test(test_service_centre_may_be_absent_or_long),
		cmocka_unit_test(test_odd_messages_are_kept),
		cmocka_unit_test(test_submit_as_stored_on_a_sim),
		cmocka_unit_test(test_report_with_anything_behind_it),
		cmocka_unit_test(test_report_says_its_status),
		cmocka_unit_test(test_small_letters_are_digits_too),
		cmocka_unit_test(test_damaged_leaves_only_kind_and_peer),
		cmocka_unit_test(test_finds_the_tpdu),
		cmocka_unit_test(test_units_become_utf8),
		cmocka_unit_test(test_nothing_follows_a_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
