// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "apps/refusals.h"

enum {
	PAUSE_MS = 100000,
	NO_CREDIT = 38, /* as good as any other: it is counted */
};

static const char *const numbers[] = { "+6281200000001", "+6281200000002",
				       "+6281200000003" };

static void test_each_number_of_the_network_has_its_meaning(void **state)
{
	static const struct {
		int cms_error;
		enum refusal refusal;
	} vectors[] = {
		{ 1, REFUSAL_OF_NUMBER },   { 27, REFUSAL_OF_NUMBER },
		{ 8, REFUSAL_OF_SIM },      { 10, REFUSAL_OF_SIM },
		{ 50, REFUSAL_OF_SIM },     { 197, REFUSAL_NONE },
		{ 38, REFUSAL_PASSING },    { 500, REFUSAL_PASSING },
		{ 330, REFUSAL_PASSING },   { -1, REFUSAL_PASSING },
		{ 99999, REFUSAL_PASSING },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_int_equal(refusal_of(vectors[i].cms_error), vectors[i].refusal);
}

static void test_three_numbers_in_a_row_are_the_credit(void **state)
{
	struct refusals refusals = { .n = 0 };
	const char *why;

	(void)state;
	assert_false(refusals_note(&refusals, numbers[0], NO_CREDIT, PAUSE_MS));
	assert_false(refusals_note(&refusals, numbers[1], NO_CREDIT, PAUSE_MS));
	assert_false(refusals_is_paused(&refusals));
	assert_null(refusals_state(&refusals, &why));
	assert_true(refusals_note(&refusals, numbers[2], NO_CREDIT, PAUSE_MS));
	assert_true(refusals_is_paused(&refusals));
	assert_string_equal(refusals_state(&refusals, &why), "no-credit");
	assert_true(refusals.since_s > 0);
}

/* One number that refuses for ever is its own trouble. */
static void test_the_same_number_counts_once(void **state)
{
	struct refusals refusals = { .n = 0 };

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_false(refusals_note(&refusals, numbers[0], NO_CREDIT, PAUSE_MS));
	assert_int_equal(refusals.n, 1);
}

static void test_a_dead_number_says_nothing_of_the_sim(void **state)
{
	struct refusals refusals = { .n = 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_false(refusals_note(&refusals, numbers[i], 27, PAUSE_MS));
		assert_false(refusals_note(&refusals, numbers[i], 197, PAUSE_MS));
	}
	assert_false(refusals_is_paused(&refusals));
}

static void test_a_barred_sim_pauses_at_once(void **state)
{
	struct refusals refusals = { .n = 0 };
	const char *why;

	(void)state;
	assert_true(refusals_note(&refusals, numbers[0], 8, PAUSE_MS));
	assert_true(refusals_is_paused(&refusals));
	assert_string_equal(refusals_state(&refusals, &why), "barred");
	/* Said another way at the next try: then it is about the credit. */
	assert_false(refusals_note(&refusals, numbers[0], NO_CREDIT, PAUSE_MS));
	assert_string_equal(refusals_state(&refusals, &why), "barred");
}

static void test_one_that_goes_out_ends_it_all(void **state)
{
	struct refusals refusals = { .n = 0 };
	const char *why;

	(void)state;
	assert_false(refusals_end(&refusals));
	assert_false(refusals_note(&refusals, numbers[0], NO_CREDIT, PAUSE_MS));
	assert_false(refusals_note(&refusals, numbers[1], NO_CREDIT, PAUSE_MS));
	assert_false(refusals_end(&refusals)); /* no pause was over */
	assert_false(refusals_note(&refusals, numbers[2], NO_CREDIT, PAUSE_MS));
	assert_true(refusals_note(&refusals, numbers[0], 10, PAUSE_MS));
	assert_true(refusals_end(&refusals));
	assert_false(refusals_is_paused(&refusals));
	assert_null(refusals_state(&refusals, &why));
}

/* A pause that is over lets one try through, and each refusal pauses again. */
static void test_after_a_pause_one_refusal_is_enough(void **state)
{
	struct refusals refusals = { .n = 0 };
	int64_t since_s;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		refusals_note(&refusals, numbers[i], NO_CREDIT, -1);
	since_s = refusals.since_s;
	assert_true(since_s > 0);
	assert_false(refusals_is_paused(&refusals));
	assert_true(refusals_note(&refusals, numbers[0], NO_CREDIT, PAUSE_MS));
	assert_true(refusals_is_paused(&refusals));
	assert_true(refusals.since_s == since_s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_number_of_the_network_has_its_meaning),
		cmocka_unit_test(test_three_numbers_in_a_row_are_the_credit),
		cmocka_unit_test(test_the_same_number_counts_once),
		cmocka_unit_test(test_a_dead_number_says_nothing_of_the_sim),
		cmocka_unit_test(test_a_barred_sim_pauses_at_once),
		cmocka_unit_test(test_one_that_goes_out_ends_it_all),
		cmocka_unit_test(test_after_a_pause_one_refusal_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
