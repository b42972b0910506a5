// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/officers.h"
#include "tests/support/house.h"

static void test_pins_that_people_guess_are_refused(void **state)
{
	static const char *const weak[] = {
		"",       "12345",  "1234567", "12345a", "111111", "123456", "654321",
		"890123", "121212", "123123",  "112233", "111222", "120590", "900512",
		"051290", "311299", "198507",  "200145", "850719", "234567", "777888",
	};
	static const char *const good[] = { "739518", "847362", "563914", "967485" };
	struct officer officer = { .phone = "+6281323456741" };

	(void)state;
	for (size_t i = 0; i < sizeof weak / sizeof weak[0]; i++) {
		if (officers_is_good_pin(&officer, weak[i], NULL))
			fail_msg("'%s' is taken", weak[i]);
	}
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		if (!officers_is_good_pin(&officer, good[i], NULL))
			fail_msg("'%s' is refused", good[i]);
	}
	text_copy(officer.phone, sizeof officer.phone, "+6287395181");
	assert_false(officers_is_good_pin(&officer, "739518", NULL));
}

static void test_a_pin_is_kept_as_argon2id_and_judged(void **state)
{
	const struct officer_request request = {
		.name = "SUTRISNO", .role = "kades", .title = "", .phone = "081111111111"
	};
	struct house house;
	struct officer officer;

	(void)state;
	house_open(&house);
	assert_int_equal(
		officers_add(&house.office, &request, house.now_s, &officer, NULL), 0);
	assert_int_equal(officers_judge_pin(&house.office, &officer, "739518"), -EACCES);
	assert_int_equal(officers_set_pin(&house.office, &officer, "739518", NULL), 0);
	assert_memory_equal(officer.pin, "$argon2id$", 10);
	assert_null(strstr(officer.pin, "739518"));
	assert_int_equal(officer_take_try(house.office.store, &officer, house.now_s), 0);
	assert_int_equal(officers_judge_pin(&house.office, &officer, "739519"), -EACCES);
	assert_int_equal(officer_take_try(house.office.store, &officer, house.now_s), 0);
	assert_int_equal(officer.failures, 2);
	assert_int_equal(officers_judge_pin(&house.office, &officer, "739518"), 0);
	assert_int_equal(officer.failures, 0);
	house_close(&house);
}

static void test_what_is_typed_wrong_is_told(void **state)
{
	static const struct officer_request wrong[] = {
		{ "SITI", "ratu", "", "" },
		{ " ", "kades", "", "" },
		{ "SITI", "kades", "", "12" },
	};
	char buffer[LIMIT_WHY_SIZE];
	struct officer officer;
	struct house house;
	struct text why;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		text_init(&why, buffer, sizeof buffer);
		assert_int_equal(officers_add(&house.office, &wrong[i], house.now_s,
					      &officer, &why),
				 -EINVAL);
		assert_true(why.length > 0);
	}
	house_close(&house);
}

static void test_a_nip_begins_with_a_day_of_birth(void **state)
{
	static const struct {
		const char *typed, *kept; /* NULL: refused, and the old one stays */
	} vectors[] = {
		{ "198001312005011001", "198001312005011001" },
		{ "19800131 200501 1 001", "198001312005011001" },
		{ "199512012024212007", "199512012024212007" }, /* PPPK */
		{ "19800131200501100", NULL },
		{ "1980013120050110011", NULL },
		{ "19800131200501100x", NULL },
		{ "198002312005011001", NULL },
		{ "198001311979011001", NULL },
		{ "198001312005013001", NULL },
		{ "20991231210001 1 001", NULL },
		{ "", NULL },
		{ " ", NULL },
		{ "-", "" },
	};
	const struct officer_request request = { "SITI", "sekdes", "", "" };
	const char *kept = "";
	char buffer[LIMIT_WHY_SIZE];
	struct officer officer, found;
	struct house house;
	struct text why;

	(void)state;
	house_open(&house);
	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(
		officers_add(&house.office, &request, house.now_s, &officer, &why), 0);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		text_clear(&why);
		assert_int_equal(
			officers_set_nip(&house.office, &officer, vectors[i].typed, &why),
			vectors[i].kept == NULL ? -EINVAL : 0);
		assert_int_equal(why.length > 0, vectors[i].kept == NULL);
		kept = vectors[i].kept == NULL ? kept : vectors[i].kept;
		assert_int_equal(officer_get(house.office.store, officer.id, &found), 0);
		assert_string_equal(found.nip, kept);
	}
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pins_that_people_guess_are_refused),
		cmocka_unit_test(test_a_pin_is_kept_as_argon2id_and_judged),
		cmocka_unit_test(test_what_is_typed_wrong_is_told),
		cmocka_unit_test(test_a_nip_begins_with_a_day_of_birth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
