// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "store/camat.h"
#include "tests/support/store_fixture.h"

static int take(void *context, const struct camat_letter *letter)
{
	struct camat_letter *out = context;

	*out = *letter;
	return -ECANCELED;
}

static void add_letters(struct store *store)
{
	static const char *const rows[] = {
		"UPDATE tickets SET village = 'x', state = 'approved'",
		"INSERT INTO register (ticket_id, village, year, scope, sequence, number,"
		" number_key, kind, signer_name, signer_title, signer_role, signer_kind,"
		" snapshot, issued_at, valid_until, state, revoked_at, revoked_why)"
		" SELECT id, 'x', 2026, '', id, 'n' || id, 'n' || id, 'SKTM', 'H', 'K',"
		" 'kades', '', '{\"camat\":\"1\"}', 1000 + id, 0, 'valid', 0, ''"
		" FROM tickets",
	};

	fixture_add_ticket(store, "48291372");
	fixture_add_ticket(store, "48291373");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(fixture_run(store, rows[i]), 0);
}

static void test_a_number_belongs_to_one_letter_of_a_year(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct camat_letter one = { .ticket_id = 1,
				    .camat_number = "A/1",
				    .camat_day = "2026-11-21" };
	struct camat_letter other = { .ticket_id = 2,
				      .camat_number = "a/1",
				      .camat_day = "2026-01-01" };
	struct camat_letter found;

	add_letters(store);
	assert_int_equal(camat_put(store, "x", &one), 0);
	assert_int_equal(camat_put(store, "x", &other), -EEXIST);
	memcpy(other.camat_day, "2027", 4);
	assert_int_equal(camat_put(store, "x", &other), 0);
	assert_int_equal(camat_put(store, "x", &one), 0);
	assert_int_equal(camat_get(store, 2, &found), 0);
	assert_string_equal(found.camat_number, "a/1");
	assert_string_equal(found.camat_day, "2027-01-01");
	assert_int_equal(camat_get(store, 3, &found), -ENOENT);
}

static void test_the_newest_stands_first_and_the_time_counts(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct camat_filter filter = {
		.span = { .village = "x", .from_at = 1001, .until_at = 1003 }, .limit = 9
	};
	struct camat_letter found = { .ticket_id = 0 };

	add_letters(store);
	assert_int_equal(camat_list(store, &filter, take, &found), -ECANCELED);
	assert_int_equal(found.ticket_id, 2);
	assert_int_equal(found.issued_at, 1002);
	filter.span.until_at = 1002;
	assert_int_equal(camat_list(store, &filter, take, &found), -ECANCELED);
	assert_int_equal(found.ticket_id, 1);
	filter.span.village = "y";
	assert_int_equal(camat_list(store, &filter, take, &found), 0);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_a_number_belongs_to_one_letter_of_a_year),
		IN_MEMORY(test_the_newest_stands_first_and_the_time_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
