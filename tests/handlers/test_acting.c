// SPDX-License-Identifier: MIT

/* A PIN at the terminal and on the pages. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "handlers/acting.h"
#include "handlers/officers.h"
#include "tests/support/head.h"

static int try_pin(struct house *house, struct officer *officer, const char *pin)
{
	return acting_check_pin(&house->office, officer, pin, house->now_s);
}

static void open_with_head(struct house *house, struct officer *officer)
{
	head_open_office(house);
	assert_int_equal(officer_find(house->office.store, house->village.code,
				      "SUTRISNO", officer),
			 0);
}

static void test_three_tries_and_a_wait_before_the_last(void **state)
{
	struct officer officer;
	struct house house;

	(void)state;
	open_with_head(&house, &officer);
	assert_int_equal(try_pin(&house, &officer, "739519"), -EACCES);
	assert_int_equal(try_pin(&house, &officer, "739519"), -EACCES);
	assert_int_equal(officer.failures, 2);
	assert_int_equal(try_pin(&house, &officer, HEAD_PIN), -EAGAIN);
	house.now_s += OFFICERS_COOL_OFF_S - 1;
	assert_int_equal(try_pin(&house, &officer, "739519"), -EAGAIN);
	assert_int_equal(officer.failures, 2); /* not judged, so not counted */
	house.now_s++;
	assert_int_equal(try_pin(&house, &officer, "739519"), -EACCES);
	house.now_s += OFFICERS_COOL_OFF_S;
	assert_int_equal(try_pin(&house, &officer, HEAD_PIN), -EPERM);
	house_close(&house);
}

static void test_a_right_one_begins_anew(void **state)
{
	struct officer officer;
	struct house house;

	(void)state;
	open_with_head(&house, &officer);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(try_pin(&house, &officer, "739519"), -EACCES);
		assert_int_equal(try_pin(&house, &officer, HEAD_PIN), 0);
	}
	house_close(&house);
}

/* What the caller found some time ago is not what counts. */
static void test_who_was_locked_or_left_meanwhile_is_refused(void **state)
{
	struct officer officer, found;
	struct house house;

	(void)state;
	open_with_head(&house, &officer);
	found = officer;
	assert_int_equal(officers_lock(&house.office, &officer), 0);
	assert_int_equal(try_pin(&house, &found, HEAD_PIN), -EPERM);
	house_close(&house);
	open_with_head(&house, &officer);
	found = officer;
	officer.is_active = false;
	assert_int_equal(officer_put(house.office.store, &officer), 0);
	assert_int_equal(try_pin(&house, &found, HEAD_PIN), -EPERM);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_three_tries_and_a_wait_before_the_last),
		cmocka_unit_test(test_a_right_one_begins_anew),
		cmocka_unit_test(test_who_was_locked_or_left_meanwhile_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
