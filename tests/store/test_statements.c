// SPDX-License-Identifier: MIT

/* The store must stay fast with a million tickets: no question walks a whole table. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/query.h"
#include "tests/support/store_fixture.h"

/* These walk by intention, from one end and up to a limit, or over few rows. */
static const enum statement_id walkers[] = {
	STATEMENT_INBOX_LIST,  STATEMENT_OUTBOX_LIST,        STATEMENT_MODEM_LIST,
	STATEMENT_TICKET_LIST, STATEMENT_TICKET_LIST_NEWEST, STATEMENT_RESIDENT_COUNT,
};

/* These sort a handful of rows. */
static const enum statement_id sorters[] = {
	STATEMENT_INBOX_FIND_PARTS,
	STATEMENT_INBOX_FIND_STALE_PARTS,
	STATEMENT_INBOX_JOIN_OTHERS,
	STATEMENT_OUTBOX_REPORT,
};

static bool is_among(const enum statement_id *ids, size_t n, enum statement_id id)
{
	for (size_t i = 0; i < n; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

/* Whether a step of SQLite's plan walks over a table. "SCAN outbox USING INDEX
 * outbox_waiting" does not, since partial indexes are small; nor does "SCAN
 * (subquery-1)", which is what was found. */
static bool is_walk(const char *step)
{
	if (strstr(step, "(rowid>?)") != NULL)
		return true;
	return strncmp(step, "SCAN ", 5) == 0 && step[5] != '(' &&
	       strstr(step, " INDEX ") == NULL && strcmp(step, "SCAN CONSTANT ROW") != 0;
}

static bool is_slow(enum statement_id id, const char *step)
{
	if (is_walk(step))
		return !is_among(walkers, sizeof walkers / sizeof walkers[0], id);
	if (strstr(step, "USE TEMP B-TREE") != NULL)
		return !is_among(sorters, sizeof sorters / sizeof sorters[0], id);
	return strstr(step, "AUTOMATIC") != NULL;
}

static void test_no_statement_walks_a_whole_table(void **state)
{
	const struct store_fixture *fixture = *state;
	struct store *store = fixture->store;

	for (unsigned id = 0; id < STATEMENT_COUNT; id++) {
		const char *text = sqlite3_sql(store->statements[id]);
		sqlite3_stmt *plan;
		char sql[4096];

		/* A plain insert shows the search for children that wait for their
		 * parent, which is skipped as long as there are none. */
		if (strncmp(text, "INSERT", 6) == 0)
			continue;
		snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", text);
		assert_int_equal(
			sqlite3_prepare_v2(store->database, sql, -1, &plan, NULL),
			SQLITE_OK);
		while (sqlite3_step(plan) == SQLITE_ROW) {
			const char *step = (const char *)sqlite3_column_text(plan, 3);

			if (is_slow(id, step))
				fail_msg("statement %u: %s: %s", id, step, sql);
		}
		sqlite3_finalize(plan);
	}
}

static void test_a_statement_that_does_not_fit_the_tables_fails_at_open(void **state)
{
	struct store_fixture *fixture = *state;
	struct store *store;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(
		fixture_run(fixture->store, "ALTER TABLE outbox DROP COLUMN note"),
		SQLITE_OK);
	assert_true(store_open(&store, &fixture->options, &why) < 0);
	assert_null(store);
	assert_non_null(strstr(why.bytes, "does not fit the store"));
	assert_non_null(strstr(why.bytes, "note"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_no_statement_walks_a_whole_table,
						store_fixture_in_memory,
						store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_statement_that_does_not_fit_the_tables_fails_at_open,
			store_fixture_in_file, store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
