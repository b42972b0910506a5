// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/reports.h"
#include "tests/support/store_fixture.h"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static int take_letter(void *context, const struct report_letter *letter)
{
	*(struct report_letter *)context = *letter;
	return 0;
}

struct taking {
	struct report_letter *letters;
	size_t n;
};

static int take_two(void *context, const struct report_letter *letter)
{
	struct taking *taking = context;

	assert_true(taking->n < 2);
	taking->letters[taking->n++] = *letter;
	return 0;
}

static void test_only_that_village_and_time_is_counted(void **state)
{
	struct store *store = store_of(state);
	struct report_span span = { .village = "x", .from_at = 1000, .until_at = 2000 };
	struct report_letter letter = { .filed = 0 };
	struct report_totals totals;

	fixture_add_ticket(store, "48291372");
	fixture_add_ticket(store, "48291373");
	fixture_add_ticket(store, "48291374");
	assert_int_equal(fixture_run(store,
				     "UPDATE tickets SET village = 'x', kind = 'A',"
				     " state = 'rejected', door = 'sms',"
				     " created_at = 1000"),
			 0);
	assert_int_equal(fixture_run(store, "UPDATE tickets SET created_at = 2000"
					    " WHERE code = '48291373'"),
			 0);
	assert_int_equal(fixture_run(store, "UPDATE tickets SET village = 'y'"
					    " WHERE code = '48291374'"),
			 0);
	assert_int_equal(report_letters(store, &span, take_letter, &letter), 0);
	assert_string_equal(letter.kind, "A");
	assert_int_equal(letter.filed, 1);
	assert_int_equal(letter.by_sms, 1);
	assert_int_equal(letter.rejected, 1);
	assert_int_equal(letter.waiting, 0);
	assert_int_equal(report_totals(store, &span, &totals), 0);
	assert_int_equal(totals.complaints, 0);
	assert_int_equal(totals.median_s, -1);
}

static void test_each_letter_has_the_median_of_its_own_times(void **state)
{
	static const char *const rows[] = {
		"UPDATE tickets SET village = 'x', created_at = 1000,"
		" kind = iif(code = '48291375', 'B', 'A')",
		"INSERT INTO register (ticket_id, village, year, scope, sequence, number,"
		" number_key, kind, signer_name, signer_title, signer_role, signer_kind,"
		" snapshot, issued_at, valid_until, state, revoked_at, revoked_why)"
		" SELECT id, 'x', 2026, '', id, 'n' || id, 'n' || id, kind, 'H', 'K',"
		" 'kades', '', '{}', 1000 + id * id * 10, 0, 'valid', 0, ''"
		" FROM tickets WHERE kind = 'A'",
	};
	struct store *store = store_of(state);
	const struct report_span span = { .village = "x",
					  .from_at = 1000,
					  .until_at = 2000 };
	struct report_letter letters[2] = { { .filed = 0 } };
	struct taking taking = { letters, 0 };

	fixture_add_ticket(store, "48291372");
	fixture_add_ticket(store, "48291373");
	fixture_add_ticket(store, "48291374");
	fixture_add_ticket(store, "48291375");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(fixture_run(store, rows[i]), 0);
	assert_int_equal(report_letters(store, &span, take_two, &taking), 0);
	assert_int_equal(taking.n, 2);
	assert_string_equal(letters[0].kind, "A");
	assert_int_equal(letters[0].median_s, 40); /* of 10, 40, 90 */
	assert_int_equal(letters[1].median_s, -1);
}

static void test_complaints_and_texts_are_counted(void **state)
{
	static const char *const rows[] = {
		"INSERT INTO notes VALUES (1, 1500, 'x', 'p', 'complaint', 't', 0),"
		" (2, 1500, 'x', 'p', 'complaint', 't', 0),"
		" (3, 1500, 'x', 'p', 'question', 't', 0)",
		"INSERT INTO complaints VALUES"
		" (1, 'sms', '', 'answered', NULL, '', 0, 1700, 1600, 0),"
		" (2, 'sms', '', 'received', NULL, '', 0, 1700, 0, 0)",
		"UPDATE outbox SET created_at = 1500, parts_sent = 2",
	};
	struct store *store = store_of(state);
	const struct report_span span = { .village = "x",
					  .from_at = 1000,
					  .until_at = 2000 };
	struct report_totals totals;

	fixture_add_text(store, "+6281234567890", "halo");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(fixture_run(store, rows[i]), 0);
	assert_int_equal(report_totals(store, &span, &totals), 0);
	assert_int_equal(totals.complaints, 2);
	assert_int_equal(totals.answered, 1);
	assert_int_equal(totals.late, 1);
	assert_int_equal(totals.texts, 1);
	assert_int_equal(totals.parts, 2);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_only_that_village_and_time_is_counted),
		IN_MEMORY(test_each_letter_has_the_median_of_its_own_times),
		IN_MEMORY(test_complaints_and_texts_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
