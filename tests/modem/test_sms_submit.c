// SPDX-License-Identifier: MIT
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "modem/sms.h"
#include "modem/sms_submit.h"
#include "tests/modem/test_sms_bits.h"

enum {
	TEXT_SIZE = 8 * 160 * 4
};

#define TO     "+6281390009901"
#define TO_HEX "0D91261893009009F1"

static void repeat(struct text *text, const char *what, unsigned times)
{
	for (unsigned i = 0; i < times; i++)
		text_add(text, what);
}

static struct sms_submit submit_of(const char *utf8, unsigned part)
{
	return (struct sms_submit){ .to = TO, .utf8 = utf8, .part = part };
}

static void encode_and_decode(const struct sms_submit *submit, struct sms *out_sms)
{
	char hex[LIMIT_PDU_HEX_SIZE];
	int tpdu_octets = -1;

	assert_int_equal(sms_encode(submit, hex, &tpdu_octets), 0);
	assert_int_equal(strlen(hex), 2 + 2 * (size_t)tpdu_octets);
	assert_int_equal(sms_decode(hex, strlen(hex), tpdu_octets, out_sms, NULL), 0);
	assert_int_equal(out_sms->kind, SMS_KIND_SUBMIT);
	assert_string_equal(out_sms->peer.text, submit->to);
}

/* Every part back into units, and these into UTF-8. */
static void join_parts(const char *utf8, struct text *joined)
{
	static uint16_t units[LIMIT_SMS_PARTS * LIMIT_SMS_UNITS];
	size_t n_units = 0;
	struct sms_plan plan;

	assert_int_equal(sms_plan(utf8, &plan), 0);
	for (unsigned part = 1; part <= plan.n_parts; part++) {
		struct sms_submit submit = submit_of(utf8, part);
		struct sms sms;

		submit.reference = 0x1A5;
		encode_and_decode(&submit, &sms);
		assert_int_equal(sms.alphabet, plan.alphabet);
		assert_int_equal(sms.part.total, plan.n_parts > 1 ? plan.n_parts : 0);
		assert_int_equal(sms.part.number, plan.n_parts > 1 ? part : 0);
		assert_int_equal(sms.part.reference, plan.n_parts > 1 ? 0xA5 : 0);
		memcpy(units + n_units, sms.units, sms.n_units * sizeof units[0]);
		n_units += sms.n_units;
	}
	sms_add_units(joined, units, n_units);
}

static void assert_survives(const char *utf8)
{
	char buffer[TEXT_SIZE];
	struct text joined;

	text_init(&joined, buffer, sizeof buffer);
	join_parts(utf8, &joined);
	assert_string_equal(buffer, utf8);
}

static void test_counts_septets(void **state)
{
	static const struct {
		const char *utf8;
		int n_septets;
	} rows[] = {
		{ "", 0 },      { "SKTM", 4 },     { "€", 2 },          { "[10€]", 8 },
		{ "àé\n@", 4 }, { "a\fb", 4 },     { "\\^{}~|[]", 16 }, { "`", -1 },
		{ "ą", -1 },    { "surat 📄", -1 }, { "\x1B", -1 },      { "a\xFF", -1 },
		{ "’", -1 },    { "\t", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(sms_count_septets(rows[i].utf8), rows[i].n_septets);
}

static const struct {
	const char *character;
	unsigned times;
	enum sms_alphabet alphabet;
	unsigned n_parts; /* 0: too long */
} limits[] = {
	/* clang-format off */
	{ "a", 0, SMS_ALPHABET_GSM7, 1 },
	{ "a", 160, SMS_ALPHABET_GSM7, 1 },
	{ "a", 161, SMS_ALPHABET_GSM7, 2 },
	{ "a", 2 * 153, SMS_ALPHABET_GSM7, 2 },
	{ "a", 2 * 153 + 1, SMS_ALPHABET_GSM7, 3 },
	{ "a", 7 * 153, SMS_ALPHABET_GSM7, 7 },
	{ "a", 7 * 153 + 1, SMS_ALPHABET_GSM7, 8 },
	{ "a", 8 * 153, SMS_ALPHABET_GSM7, 8 },
	{ "a", 8 * 153 + 1, SMS_ALPHABET_GSM7, 0 },
	{ "€", 80, SMS_ALPHABET_GSM7, 1 },
	{ "€", 81, SMS_ALPHABET_GSM7, 2 },
	{ "€", 2 * 76, SMS_ALPHABET_GSM7, 2 }, /* 153 holds 76 pairs */
	{ "€", 2 * 76 + 1, SMS_ALPHABET_GSM7, 3 },
	{ "€", 8 * 76, SMS_ALPHABET_GSM7, 8 },
	{ "€", 8 * 76 + 1, SMS_ALPHABET_GSM7, 0 },
	{ "ą", 70, SMS_ALPHABET_UCS2, 1 },
	{ "ą", 71, SMS_ALPHABET_UCS2, 2 },
	{ "ą", 2 * 67, SMS_ALPHABET_UCS2, 2 },
	{ "ą", 2 * 67 + 1, SMS_ALPHABET_UCS2, 3 },
	{ "ą", 8 * 67, SMS_ALPHABET_UCS2, 8 },
	{ "ą", 8 * 67 + 1, SMS_ALPHABET_UCS2, 0 },
	{ "📄", 35, SMS_ALPHABET_UCS2, 1 },
	{ "📄", 36, SMS_ALPHABET_UCS2, 2 },
	{ "📄", 2 * 33, SMS_ALPHABET_UCS2, 2 }, /* 67 holds 33 pairs */
	{ "📄", 2 * 33 + 1, SMS_ALPHABET_UCS2, 3 },
	{ "📄", 8 * 33, SMS_ALPHABET_UCS2, 8 },
	{ "📄", 8 * 33 + 1, SMS_ALPHABET_UCS2, 0 },
	/* clang-format on */
};

static void test_plans_at_every_limit(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		char buffer[TEXT_SIZE];
		struct text text;
		struct sms_plan plan = { .n_parts = 99 };
		struct sms_submit submit;
		char hex[LIMIT_PDU_HEX_SIZE];
		int tpdu_octets;

		text_init(&text, buffer, sizeof buffer);
		repeat(&text, limits[i].character, limits[i].times);
		submit = submit_of(buffer, 1);
		if (limits[i].n_parts == 0) {
			assert_int_equal(sms_plan(buffer, &plan), -E2BIG);
			assert_int_equal(sms_encode(&submit, hex, &tpdu_octets), -E2BIG);
			continue;
		}
		assert_int_equal(sms_plan(buffer, &plan), 0);
		assert_int_equal(plan.alphabet, limits[i].alphabet);
		if (plan.n_parts != limits[i].n_parts)
			fail_msg("%u times %s: %u parts", limits[i].times,
				 limits[i].character, plan.n_parts);
		assert_survives(buffer);
	}
}

static size_t units_of_part(const char *utf8, unsigned part)
{
	struct sms_submit submit = submit_of(utf8, part);
	struct sms sms;

	encode_and_decode(&submit, &sms);
	return sms.n_units;
}

static void test_escape_and_surrogate_stay_with_what_follows(void **state)
{
	static const struct {
		const char *filler;
		const char *pair;
		unsigned n_filler;
		size_t first_part_units;
	} rows[] = {
		{ "a", "€", 151, 152 }, /* 151 + 2 septets: it still fits */
		{ "a", "€", 152, 152 }, /* one septet is left: it goes over whole */
		{ "a", "€", 153, 153 }, { "ą", "📄", 65, 67 },
		{ "ą", "📄", 66, 66 },   { "ą", "📄", 67, 67 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char buffer[TEXT_SIZE];
		struct text text;

		text_init(&text, buffer, sizeof buffer);
		repeat(&text, rows[i].filler, rows[i].n_filler);
		text_add(&text, rows[i].pair);
		repeat(&text, rows[i].filler, 20);
		assert_int_equal(units_of_part(buffer, 1), rows[i].first_part_units);
		assert_survives(buffer);
	}
}

static void test_any_mix_survives(void **state)
{
	static const char *const gsm7[] = { "a", " ", "@", "€", "[", "à", "Ω", "\n" };
	static const char *const any[] = { "a", "€", "ą", "📄", "ꦗ", "@", "\xEF\xBF\xBD" };
	uint64_t seed = 7;

	(void)state;
	for (unsigned round = 0; round < 600; round++) {
		bool is_gsm7 = round % 2 == 0;
		unsigned n = (unsigned)(random_next(&seed) % (is_gsm7 ? 600 : 260));
		char buffer[TEXT_SIZE];
		struct text text;

		text_init(&text, buffer, sizeof buffer);
		for (unsigned i = 0; i < n; i++)
			text_add(&text, is_gsm7 ? gsm7[random_next(&seed) % 8]
						: any[random_next(&seed) % 7]);
		assert_survives(buffer);
	}
}

static void test_bytes_that_are_no_utf8_become_replacements(void **state)
{
	char buffer[64];
	struct text joined;

	(void)state;
	text_init(&joined, buffer, sizeof buffer);
	join_parts("a\xFF\xC3z", &joined);
	assert_string_equal(buffer, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
}

static void assert_encodes(const struct sms_submit *submit, struct pdu *expected)
{
	char hex[LIMIT_PDU_HEX_SIZE];
	int tpdu_octets = -1;

	assert_int_equal(sms_encode(submit, hex, &tpdu_octets), 0);
	assert_string_equal(hex, pdu_hex(expected));
	assert_int_equal(tpdu_octets, expected->n - 1);
}

static void test_short_message_octet_by_octet(void **state)
{
	struct sms_submit submit = submit_of("SURAT", 1);
	struct pdu pdu = { .n = 0 };
	struct pdu full = { .n = 0 };
	struct pdu ucs2 = { .n = 0 };

	(void)state;
	pdu_put_hex(&pdu, "00 01 00" TO_HEX "00 00 05 D3AA344805");
	assert_encodes(&submit, &pdu);
	submit.valid_minutes = 24 * 60;
	submit.wants_report = true;
	pdu_put_hex(&full, "00 31 00" TO_HEX "00 00 A7 05 D3AA344805");
	assert_encodes(&submit, &full);
	submit = submit_of("ą📄", 1);
	submit.to = "4433";
	pdu_put_hex(&ucs2, "00 01 00 04814433 00 08 06 0105 D83D DCC4");
	assert_encodes(&submit, &ucs2);
}

static void test_long_message_octet_by_octet(void **state)
{
	char buffer[TEXT_SIZE];
	char first[153 + 1];
	struct text text;
	struct sms_submit submit;
	struct pdu part_1 = { .n = 0 };
	struct pdu part_2 = { .n = 0 };

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	repeat(&text, "Surat keterangan ", 11); /* 187 */
	memcpy(first, buffer, 153);
	first[153] = '\0';
	submit = submit_of(buffer, 1);
	submit.reference = 0x2A;
	pdu_put_hex(&part_1, "00 41 00" TO_HEX "00 00");
	pdu_put_ascii(&part_1, "05 0003 2A 02 01", first);
	assert_encodes(&submit, &part_1);
	submit.part = 2;
	pdu_put_hex(&part_2, "00 41 00" TO_HEX "00 00");
	pdu_put_ascii(&part_2, "05 0003 2A 02 02", buffer + 153);
	assert_encodes(&submit, &part_2);
}

/* 23.040 9.2.3.12.1, as its table says it */
static unsigned minutes_of(unsigned validity)
{
	if (validity <= 143)
		return (validity + 1) * 5;
	if (validity <= 167)
		return 12 * 60 + (validity - 143) * 30;
	if (validity <= 196)
		return (validity - 166) * 24 * 60;
	return (validity - 192) * 7 * 24 * 60;
}

static unsigned validity_of(unsigned minutes)
{
	struct sms_submit submit = submit_of("x", 1);
	char hex[LIMIT_PDU_HEX_SIZE];
	char digits[3] = { 0 };
	int tpdu_octets;

	submit.valid_minutes = minutes;
	assert_int_equal(sms_encode(&submit, hex, &tpdu_octets), 0);
	memcpy(digits, hex + strlen("000100" TO_HEX "0000"), 2);
	return (unsigned)strtoul(digits, NULL, 16);
}

static void test_validity_is_rounded_up_to_its_grid(void **state)
{
	(void)state;
	assert_int_equal(validity_of(1), 0);
	for (unsigned validity = 0; validity < 256; validity++) {
		assert_int_equal(validity_of(minutes_of(validity)), validity);
		assert_int_equal(validity_of(minutes_of(validity) - 1), validity);
		assert_int_equal(validity_of(minutes_of(validity) + 1),
				 validity < 255 ? validity + 1 : 255);
	}
	assert_int_equal(validity_of(UINT_MAX), 255);
}

static void test_refuses_what_cannot_be_sent(void **state)
{
	struct sms_submit submit = submit_of("SURAT", 1);
	char hex[LIMIT_PDU_HEX_SIZE];
	int tpdu_octets;

	(void)state;
	submit.to = "TELKOMSEL";
	assert_int_equal(sms_encode(&submit, hex, &tpdu_octets), -EINVAL);
	submit = submit_of("SURAT", 0);
	assert_int_equal(sms_encode(&submit, hex, &tpdu_octets), -EINVAL);
	submit = submit_of("SURAT", 2);
	assert_int_equal(sms_encode(&submit, hex, &tpdu_octets), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_septets),
		cmocka_unit_test(test_plans_at_every_limit),
		cmocka_unit_test(test_escape_and_surrogate_stay_with_what_follows),
		cmocka_unit_test(test_any_mix_survives),
		cmocka_unit_test(test_bytes_that_are_no_utf8_become_replacements),
		cmocka_unit_test(test_short_message_octet_by_octet),
		cmocka_unit_test(test_long_message_octet_by_octet),
		cmocka_unit_test(test_validity_is_rounded_up_to_its_grid),
		cmocka_unit_test(test_refuses_what_cannot_be_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
