// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "modem/at.h"

/* The forms of each line that modems are known to give. */

static void test_errors_have_a_number_or_none(void **state)
{
	(void)state;
	assert_int_equal(at_parse_error("+CMS ERROR: 314"), 314);
	assert_int_equal(at_parse_error("+CME ERROR:10"), 10);
	assert_int_equal(at_parse_error("+CMS ERROR: SIM busy"), -1);
	assert_int_equal(at_parse_error("+CMS ERROR: -5"), -1);
	assert_int_equal(at_parse_error("+CMS ERROR: 99999999999"), -1);
	assert_int_equal(at_parse_error("ERROR"), -1);
}

static void test_a_stored_message_is_told_in_many_ways(void **state)
{
	static const struct {
		const char *line, *storage;
		int slot;
	} vectors[] = {
		{ "+CMTI: \"SM\",4", "SM", 4 },
		{ "+CMTI:\"ME\", 0", "ME", 0 },
		{ "+CMTI: \"SM\",-1", "SM", -1 },
		{ "+CMTI: \"SM\",1,\"MMS PUSH\",2,1", "SM", 1 },
		{ "+CDSI: \"SR\",8", "SR", 8 },
		{ "+CMTI: \"sm\",4", NULL, 0 },
		{ "+CMTI: \"SM\r\",4", NULL, 0 },
		{ "+CMTI: \"STORE\",4", NULL, 0 },
		{ "+CMTI: \"S\",4", NULL, 0 },
		{ "+CMTI: SM,4", NULL, 0 },
		{ "+CMTI: \"SM\"", NULL, 0 },
		{ "+CMTI: \"SM\",x", NULL, 0 },
		{ "+CMTI: \"SM\",70000", NULL, 0 },
		{ "+CMTI:", NULL, 0 },
	};
	char storage[AT_STORAGE_SIZE];
	int slot;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		bool is_one = at_parse_stored(vectors[i].line, storage, &slot);

		assert_int_equal(is_one, vectors[i].storage != NULL);
		if (!is_one)
			continue;
		assert_string_equal(storage, vectors[i].storage);
		assert_int_equal(slot, vectors[i].slot);
	}
}

static void test_a_message_header_gives_state_and_length(void **state)
{
	static const struct {
		const char *line;
		int state, octets; /* state -1: not one */
	} vectors[] = {
		{ "+CMGR: 0,,26", 0, 26 },
		{ "+CMGR: 1,\"\",26", 1, 26 },
		{ "+CMGR: 1,\"Pak, Lurah\",26", 1, 26 },
		{ "+CMGR:3,,159", 3, 159 },
		{ "+CMGR: 0, , 26", 0, 26 },
		{ "+CMGR: 1,26", 1, 26 },
		{ "+CMGR: \"REC READ\",\"+62812\",,\"26/11/21,10:00:00+28\"", -1, 0 },
		{ "+CMGR: 0,,", -1, 0 },
		{ "+CMGR: 0", -1, 0 },
		{ "+CMGR: -1,,26", -1, 0 },
		{ "+CMGR: 0,,-26", -1, 0 },
		{ "+CMGR: ", -1, 0 },
	};
	int told, octets;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		bool is_one = at_parse_read(vectors[i].line, &told, &octets);

		assert_int_equal(is_one, vectors[i].state >= 0);
		if (!is_one)
			continue;
		assert_int_equal(told, vectors[i].state);
		assert_int_equal(octets, vectors[i].octets);
	}
}

static void test_a_direct_message_gives_its_length(void **state)
{
	int octets;

	(void)state;
	assert_true(at_parse_direct("+CMT: ,27", &octets));
	assert_int_equal(octets, 27);
	assert_true(at_parse_direct("+CMT: \"a, b\",28", &octets));
	assert_int_equal(octets, 28);
	assert_true(at_parse_direct("+CDS: 25", &octets));
	assert_int_equal(octets, 25);
	assert_false(at_parse_direct("+CMT: \"+62812\",,\"26/11/21\"", &octets));
	assert_false(at_parse_direct("+CMT:", &octets));
}

static void test_storages_are_counted_with_and_without_names(void **state)
{
	struct at_storage storages[AT_STORAGES_MAX];

	(void)state;
	assert_int_equal(
		at_parse_storages("+CPMS: \"SM\",3,20,\"ME\",0,50,\"SM\",3,20", storages),
		3);
	assert_string_equal(storages[1].name, "ME");
	assert_int_equal(storages[1].size, 50);
	assert_int_equal(storages[2].used, 3);
	assert_int_equal(at_parse_storages("+CPMS: 18,30,20,20", storages), 2);
	assert_string_equal(storages[0].name, "");
	assert_int_equal(storages[0].used, 18);
	assert_int_equal(storages[1].size, 20);
	assert_int_equal(at_parse_storages("+CPMS: 1,2,3,4,5,6,7,8", storages), 3);
	assert_int_equal(at_parse_storages("+CPMS: -1,20", storages), 0);
	assert_int_equal(at_parse_storages("+CPMS: 1,999999", storages), 0);
	assert_int_equal(at_parse_storages("+CPMS: \"SM\",1", storages), 0);
	assert_int_equal(at_parse_storages("+CPMS:", storages), 0);
}

static void test_only_the_first_list_says_what_can_be_read(void **state)
{
	static const char line[] = "+CPMS: (\"SM\",\"ME\"),(\"SM\",\"MT\"),(\"SR\")";

	(void)state;
	assert_true(at_offers_storage(line, "SM"));
	assert_true(at_offers_storage(line, "ME"));
	assert_false(at_offers_storage(line, "MT"));
	assert_false(at_offers_storage(line, "M"));
	assert_false(at_offers_storage("+CPMS: \"SM\"", "SM"));
	assert_true(at_offers_storage("+CPMS: (\"SM\", \"ME\")", "ME"));
}

static void test_registration_is_an_answer_or_a_notice(void **state)
{
	static const struct {
		const char *line;
		int status; /* -1: none */
	} vectors[] = {
		{ "+CREG: 1,5", 5 },         { "+CREG: 2,1,\"00C3\",\"0012\"", 1 },
		{ "+CREG: 1", 1 },           { "+CREG: 5,\"25FF\",\"825E\"", 5 },
		{ "+CREG: 1,25FF,825E", 1 }, { "+CREG: 1,0025,825E", 1 },
		{ "+CREG: 0,2", 2 },         { "+CEREG:0,1", 1 },
		{ "+CREG: 2, 3", 3 },        { "+CREG: x", -1 },
	};
	int status;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		bool is_one = at_parse_registration(vectors[i].line, &status);

		assert_int_equal(is_one, vectors[i].status >= 0);
		if (is_one && status != vectors[i].status)
			fail_msg("%s: %d", vectors[i].line, status);
	}
	for (int i = 0; i <= 10; i++)
		assert_int_equal(at_is_registered(i),
				 i == 1 || i == 5 || i == 6 || i == 7);
	assert_false(at_is_registered(-1));
}

static void test_a_caller_is_a_number_or_withheld(void **state)
{
	static const struct {
		const char *line, *number; /* NULL: none */
	} vectors[] = {
		{ "+CLIP: \"+6281234567890\",145,,,,0", "+6281234567890" },
		{ "+CLIP: \"6281234567890\",145", "+6281234567890" },
		{ "+CLIP: \"081234567890\",129,,,,0", "081234567890" },
		{ "+CLIP: \"081234567890\",161,\"\",,\"Ani\",0", "081234567890" },
		{ "+CLIP:\"4444\"", "4444" },
		{ "+CLIP: \"12345678901234567890\",145", "+12345678901234567890" },
		{ "+CLIP: \"+12345678901234567890\",145", "+12345678901234567890" },
		{ "+CLIP: \"123456789012345678901\",145", NULL },
		{ "+CLIP: \"\",128,,,,1", NULL },
		{ "+CLIP: \"+\",145", NULL },
		{ "+CLIP: \"08123a\",129", NULL },
		{ "+CLIP: \"0812+3\",129", NULL },
		{ "+CLIP: \"0812", NULL },
		{ "+CLIP: 0812,129", NULL },
		{ "+CLIP:", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		char number[AT_NUMBER_SIZE] = "";
		bool is_known = at_parse_caller(vectors[i].line, number);

		print_message("  %s\n", vectors[i].line);
		assert_int_equal(is_known, vectors[i].number != NULL);
		if (is_known)
			assert_string_equal(number, vectors[i].number);
	}
}

static void test_signal_operator_and_notices(void **state)
{
	char name[12];

	(void)state;
	assert_int_equal(at_parse_signal("+CSQ: 31,0"), 100);
	assert_int_equal(at_parse_signal("+CSQ: 0,99"), 0);
	assert_int_equal(at_parse_signal("+CSQ: 99,99"), -1);
	assert_int_equal(at_parse_signal("+CSQ: -5,99"), -1);
	assert_int_equal(at_parse_signal("+CSQ:"), -1);
	assert_true(at_parse_operator("+COPS: 0,0,\"TELKOMSEL\",2", name, sizeof name));
	assert_string_equal(name, "TELKOMSEL");
	assert_true(
		at_parse_operator("+COPS: 0,0,\"a very long name\"", name, sizeof name));
	assert_string_equal(name, "a very long");
	assert_false(at_parse_operator("+COPS: 0", name, sizeof name));
	assert_true(at_is_same_notices("+CNMI: 2,1,0,1,0", "2,1,0,2,0"));
	assert_true(at_is_same_notices("+CNMI: 2, 1", "2,1"));
	assert_false(at_is_same_notices("+CNMI: 0,1,0,0,0", "2,1"));
	assert_false(at_is_same_notices("+CNMI: 2,0,0,0,0", "2,1"));
	assert_false(at_is_same_notices("+CNMI:", "2,1"));
}

static void test_pin_answers_vary(void **state)
{
	(void)state;
	assert_int_equal(at_parse_pin("+CPIN: READY"), AT_PIN_READY);
	assert_int_equal(at_parse_pin("+CPIN:READY"), AT_PIN_READY);
	assert_int_equal(at_parse_pin("+CPIN: \"READY\""), AT_PIN_READY);
	assert_int_equal(at_parse_pin("READY"), AT_PIN_READY);
	assert_int_equal(at_parse_pin("+CPIN: SIM PIN"), AT_PIN_WANTED);
	assert_int_equal(at_parse_pin("+CPIN: SIM PUK"), AT_PIN_OTHER);
	assert_int_equal(at_parse_pin("+CPIN: SIM PIN2"), AT_PIN_OTHER);
	assert_int_equal(at_parse_pin("+CPIN: PH-NET PIN"), AT_PIN_OTHER);
	assert_int_equal(at_parse_pin("+CPIN: SIM PI"), AT_PIN_ODD);
	assert_int_equal(at_parse_pin("+CPIN: NOT READY"), AT_PIN_ODD);
	assert_int_equal(at_parse_pin(""), AT_PIN_UNKNOWN);
	assert_int_equal(at_parse_tries("+CPINR: SIM PIN,2,3"), 2);
	assert_int_equal(at_parse_tries("^CPIN: SIM PIN,1,10,1,10,3"), 1);
	assert_int_equal(at_parse_tries("+SPIC: 3,10"), 3);
	assert_int_equal(at_parse_tries("^CPIN: READY,,10,3,10,3"), -1);
	assert_int_equal(at_parse_tries("+CPINR:"), -1);
}

static void test_the_networks_time_is_read_with_its_zone(void **state)
{
	static const struct {
		const char *line;
		int64_t utc_s; /* 0: none */
		int quarters;
	} rows[] = {
		{ "+CCLK: \"26/11/22,13:45:12+28\"", 1795329912, 28 },
		{ "+CCLK:\"26/11/22,03:15:12-14\"", 1795329912, -14 },
		{ "+CCLK: 26/11/22,06:45:12+00", 1795329912, 0 },
		{ "+CCLK: \"26/11/22,06:45:12\"", 0, 0 },
		{ "+CCLK: \"04/01/01,00:00:12+00\"", 0, 0 },
		{ "+CCLK: \"80/01/06,00:00:12+00\"", 0, 0 },
		{ "+CCLK: \"26/13/22,06:45:12+28\"", 0, 0 },
		{ "+CCLK: \"26/11/22,06:45:12+99\"", 0, 0 },
		{ "+CCLK: \"26/11/22,06:45", 0, 0 },
		{ "+CCLK: \"26/11/22,06:45:12+", 0, 0 },
		{ "+CCLK:", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t utc_s = 0;
		int quarters = 0;
		bool is_time = at_parse_clock(rows[i].line, &utc_s, &quarters);

		assert_int_equal(is_time, rows[i].utc_s != 0);
		if (!is_time)
			continue;
		assert_int_equal(utc_s, rows[i].utc_s);
		assert_int_equal(quarters, rows[i].quarters);
	}
}

static void test_a_value_is_only_what_can_be_shown(void **state)
{
	char value[8];

	(void)state;
	at_copy_value("+CGMM: \"E173\" ", value, sizeof value);
	assert_string_equal(value, "E173");
	at_copy_value("E:173", value, sizeof value);
	assert_string_equal(value, "E:173");
	at_copy_value("a\x01\xC3\xA9z\x7f", value, sizeof value);
	assert_string_equal(value, "az");
	at_copy_value("123456789", value, sizeof value);
	assert_string_equal(value, "1234567");
	at_copy_value("", value, sizeof value);
	assert_string_equal(value, "");
}

static void test_the_reference_of_a_sent_message(void **state)
{
	(void)state;
	assert_int_equal(at_parse_reference("+CMGS: 12"), 12);
	assert_int_equal(at_parse_reference("+CMGS: 255,\"26/11/21\""), 255);
	assert_int_equal(at_parse_reference("+CMGS: "), -1);
	assert_int_equal(at_parse_reference(""), -1);
	assert_int_equal(at_parse_reference("+CMGS: -1"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors_have_a_number_or_none),
		cmocka_unit_test(test_a_stored_message_is_told_in_many_ways),
		cmocka_unit_test(test_a_message_header_gives_state_and_length),
		cmocka_unit_test(test_a_direct_message_gives_its_length),
		cmocka_unit_test(test_storages_are_counted_with_and_without_names),
		cmocka_unit_test(test_only_the_first_list_says_what_can_be_read),
		cmocka_unit_test(test_registration_is_an_answer_or_a_notice),
		cmocka_unit_test(test_a_caller_is_a_number_or_withheld),
		cmocka_unit_test(test_signal_operator_and_notices),
		cmocka_unit_test(test_pin_answers_vary),
		cmocka_unit_test(test_the_networks_time_is_read_with_its_zone),
		cmocka_unit_test(test_a_value_is_only_what_can_be_shown),
		cmocka_unit_test(test_the_reference_of_a_sent_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
