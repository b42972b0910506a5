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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pins_that_people_guess_are_refused),
		cmocka_unit_test(test_a_pin_is_kept_as_argon2id_and_judged),
		cmocka_unit_test(test_what_is_typed_wrong_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
