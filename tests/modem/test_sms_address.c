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
#include "modem/sms_address.h"
#include "tests/modem/test_sms_bits.h"

enum {
	NONE = SMS_ADDRESS_KIND_NONE,
	INTERNATIONAL = SMS_ADDRESS_KIND_INTERNATIONAL,
	NATIONAL = SMS_ADDRESS_KIND_NATIONAL,
	NAME = SMS_ADDRESS_KIND_ALPHANUMERIC,
	OTHER = SMS_ADDRESS_KIND_OTHER,
};

/* 23.040 9.1.2.5: digits (or a name's semi-octets), type, value */
static const struct {
	const char *what;
	const char *hex;
	int kind;
	const char *text;
} readable[] = {
	/* clang-format off */
	{ "international, odd", "0D 91 261893009009F1", INTERNATIONAL, "+6281390009901" },
	{ "international, even", "0C 91 261893009009", INTERNATIONAL, "+628139000990" },
	{ "unknown type", "0C 81 803109009910", NATIONAL, "081390009901" },
	{ "national type", "0C A1 803109009910", NATIONAL, "081390009901" },
	{ "short code", "04 81 4433", NATIONAL, "4433" },
	{ "short code, odd", "03 81 21F3", NATIONAL, "123" },
	{ "one digit", "01 81 F7", NATIONAL, "7" },
	{ "a digit where filler belongs", "03 81 2143", NATIONAL, "123" },
	{ "filler counted as a digit", "04 91 26F8", INTERNATIONAL, "+628" },
	{ "only filler", "02 81 FF", NONE, "" },
	{ "20 digits", "14 91 21436587092143658709", INTERNATIONAL, "+12345678901234567890" },
	{ "20 signs", "14 91 EEEEEEEEEEEEEEEEEEEE", OTHER, "+cccccccccccccccccccc" },
	{ "signs", "06 81 A0CBED", OTHER, "0*#abc" },
	{ "a star", "03 81 A1F2", OTHER, "1*2" },
	{ "a sign in an international one", "05 91 261AFE", OTHER, "+62*1c" },
	{ "network specific", "03 B1 21F3", OTHER, "123" },
	{ "subscriber", "03 C1 21F3", OTHER, "123" },
	{ "abbreviated", "03 E1 21F3", OTHER, "123" },
	{ "reserved type", "03 F1 21F3", OTHER, "123" },
	{ "no extension bit in the type", "03 11 21F3", INTERNATIONAL, "+123" },
	{ "no numbering plan", "03 80 21F3", NATIONAL, "123" },
	{ "nobody", "00 80", NONE, "" },
	{ "nobody with a name's type", "00 D0", NONE, "" },
	{ "nobody, international", "00 91", NONE, "" },
	{ "name", "07 D0 C4E23408", NAME, "DESA" },
	{ "name of 7", "0D D0 4B695159741E01", NAME, "KREJENG" },
	{ "name of 7 counted as octets", "0E D0 4B695159741E01", NAME, "KREJENG" },
	{ "name of 8", "0E D0 4B695159741E83", NAME, "KREJENGA" },
	{ "name of 11", "14 D0 D422B3087D3A89C56910", NAME, "TELEPONDESA" },
	{ "11 letters of two bytes", "14 D0 89442291482412894402", NAME, "ÇÇÇÇÇÇÇÇÇÇÇ" },
	{ "11 times @", "14 D0 00000000000000000000", NAME, "@@@@@@@@@@@" },
	{ "name with escape and return", "07 D0 9BF2B601", NAME, "€Ä\r" },
	{ "name too short for a letter", "01 D0 44", NONE, "" },
	/* clang-format on */
};

static int read_hex(const char *hex, struct sms_address *out_address, size_t *out_at,
		    struct text *why)
{
	struct sms_octets octets;
	struct pdu pdu = { .n = 0 };
	int result;

	pdu_put_hex(&pdu, hex);
	pdu_hex(&pdu);
	memset(out_address, 0xA5, sizeof *out_address);
	assert_int_equal(sms_octets_from_hex(&octets, pdu.hex, 2 * pdu.n, NULL), 0);
	result = sms_address_read(&octets, out_address, why);
	*out_at = octets.at;
	return result;
}

static void test_reads_each_kind_of_address(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++) {
		struct sms_address address;
		char hex[64];
		size_t at;

		/* What follows belongs to the next field. */
		text_copy(hex, sizeof hex, readable[i].hex);
		assert_true(strlen(hex) + 5 < sizeof hex);
		memcpy(hex + strlen(hex), "6E6E", 5);
		if (read_hex(hex, &address, &at, NULL) != 0)
			fail_msg("%s: refused", readable[i].what);
		if ((int)address.kind != readable[i].kind)
			fail_msg("%s: kind %d", readable[i].what, address.kind);
		assert_string_equal(address.text, readable[i].text);
		assert_int_equal(at, 2 + (strtoul(readable[i].hex, NULL, 16) + 1) / 2);
	}
}

static void test_refuses_what_could_be_another_sender(void **state)
{
	static const struct {
		const char *hex;
		const char *reason;
	} rows[] = {
		{ "15 91 2143658709214365870921", "21 digits" },
		{ "FF 91 2143658709214365870921", "255 digits" },
		{ "15 D0 D422B3087D3A89C5691041", "21 digits" },
		{ "03 91 F6F2", "gap" },
		{ "04 91 F62F", "gap" },
		{ "0D 91 2618", "ends within" },
		{ "0D", "ends within" },
		{ "01 91", "ends within" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char buffer[LIMIT_WHY_SIZE];
		struct sms_address address;
		struct text why;
		size_t at;

		text_init(&why, buffer, sizeof buffer);
		if (read_hex(rows[i].hex, &address, &at, &why) != -EBADMSG)
			fail_msg("%s was taken", rows[i].hex);
		if (strstr(buffer, rows[i].reason) == NULL)
			fail_msg("%s: %s", rows[i].hex, buffer);
		assert_int_equal(address.kind, NONE);
		assert_string_equal(address.text, "");
	}
}

static void test_writes_numbers(void **state)
{
	static const struct {
		const char *number;
		const char *hex;
	} rows[] = {
		{ "+6281390009901", "0D91261893009009F1" },
		{ "081390009901", "0C81803109009910" },
		{ "4433", "04814433" },
		{ "1", "0181F1" },
		{ "+12345678901234567890", "149121436587092143658709" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pdu pdu = { .n = 0 };
		int n = sms_address_write(rows[i].number, pdu.octets);

		assert_true(n > 0);
		pdu.n = (size_t)n;
		assert_string_equal(pdu_hex(&pdu), rows[i].hex);
	}
}

static void test_refuses_what_is_no_number(void **state)
{
	static const char *const numbers[] = {
		"",
		"+",
		"TELKOM",
		"+62 813",
		"++62",
		"62+",
		"*123#",
		"0813\r",
		"081390009901;",
		"\xC2\xB2",
		"0x41",
		"123456789012345678901",
		"+123456789012345678901",
	};
	uint8_t octets[SMS_ADDRESS_OCTETS_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		assert_int_equal(sms_address_write(numbers[i], octets), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_each_kind_of_address),
		cmocka_unit_test(test_refuses_what_could_be_another_sender),
		cmocka_unit_test(test_writes_numbers),
		cmocka_unit_test(test_refuses_what_is_no_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
