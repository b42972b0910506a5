// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "modem/wire_mask.h"

static void check(struct wire_mask *mask, char direction, const char *line,
		  const char *expected)
{
	char buffer[512];
	struct text out;

	text_init(&out, buffer, sizeof buffer);
	wire_mask_line(mask, direction, line, false, &out);
	assert_string_equal(buffer, expected);
}

static void test_what_a_modem_does_stays_readable(void **state)
{
	static const struct {
		char direction;
		const char *line, *expected;
	} vectors[] = {
		{ '>', "AT+CPMS=\"SM\",\"ME\",\"SM\"", "AT+CPMS=\"SM\",\"ME\",\"SM\"" },
		{ '<', "+CPMS: 3,20,0,50,3,20", "+CPMS: 3,20,0,50,3,20" },
		{ '<', "+CMTI: \"SM\",4", "+CMTI: \"SM\",4" },
		{ '<', "+CMS ERROR: 500", "+CMS ERROR: 500" },
		{ '<', "+COPS: 0,0,\"TELKOMSEL\",2", "+COPS: 0,0,\"TELKOMSEL\",2" },
		{ '<', "OK", "OK" },
		{ '<', "NO CARRIER", "NO CARRIER" },
		{ '<', "UNDER-VOLTAGE WARNNING", "UNDER-VOLTAGE WARNNING" },
		{ '>', "AT+CGMM", "AT+CGMM" },
		{ '<', "SIMCOM_SIM800L", "SIMCOM_SIM800L" },
	};
	struct wire_mask mask = { "" };

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		check(&mask, vectors[i].direction, vectors[i].line, vectors[i].expected);
}

static void test_people_are_not_in_it(void **state)
{
	static const struct {
		char direction;
		const char *line, *expected;
	} vectors[] = {
		{ '>', "AT+CGSN", "AT+CGSN" },
		{ '<', "356938035643809", "000000000000000" }, /* also not as hex */
		{ '<', "+CLIP: \"+6281234567890\",145,,,\"BUDI\"",
		  "+CLIP: \"+0000000000000\",145,,,\"xxxx\"" },
		{ '<', "+CMGR: 1,\"Bank 24\",27", "+CMGR: 1,\"xxxx 24\",27" },
		{ '<', "07912618010000000CFE", "00000000000000000000" },
		{ '>', "0001000D91261832547698F0",
		  "00000000000000000000"
		  "0000" },
		{ '<', "+CUSD: 0,\"Pulsa Rp 25.000\",15",
		  "+CUSD: 0,\"xxxxx xx 25.000\",15" },
		{ '<', "+CUSD: 0,\"00500075006C0073\",72",
		  "+CUSD: 0,\"0000000000000000\",72" },
		{ '>', "AT+CUSD=1,\"*123*4321#\",15", "AT+CUSD=1,\"*123*4321#\",15" },
		{ '>', "AT+CSCA=\"+6281100000\",145", "AT+CSCA=\"+0000000000\",145" },
		{ '<', "sktm buat sekolah \x1b[31m", "xxxx xxxx xxxxxxx ?[00x" },
		{ '<', "", "" },
	};
	struct wire_mask mask = { "" };

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		check(&mask, vectors[i].direction, vectors[i].line, vectors[i].expected);
}

static void test_a_secret_is_not_even_counted(void **state)
{
	struct wire_mask mask = { "" };
	char buffer[64];
	struct text out;

	(void)state;
	text_init(&out, buffer, sizeof buffer);
	wire_mask_line(&mask, '>', "AT+CPIN=\"1234\"", true, &out);
	assert_string_equal(buffer, "(secret)");
}

/* An echoed PIN, and the text of a message in text mode. */
static void test_what_comes_back_is_masked_too(void **state)
{
	struct wire_mask mask = { "" };

	(void)state;
	check(&mask, '<', "AT+CPIN=\"1234\"", "xx+xxxx=\"0000\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_a_modem_does_stays_readable),
		cmocka_unit_test(test_people_are_not_in_it),
		cmocka_unit_test(test_a_secret_is_not_even_counted),
		cmocka_unit_test(test_what_comes_back_is_masked_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
