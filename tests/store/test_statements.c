// SPDX-License-Identifier: MIT

/* The store must stay fast with a million tickets: no question walks a whole table. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/outbox.h"
#include "store/query.h"
#include "tests/support/store_fixture.h"

/* These walk by intention, from one end and up to a limit, or over few rows. */
static const enum statement_id walkers[] = {
	STATEMENT_INBOX_LIST,    STATEMENT_OUTBOX_LIST,        STATEMENT_MODEM_LIST,
	STATEMENT_TICKET_LIST,   STATEMENT_TICKET_LIST_NEWEST, STATEMENT_RESIDENT_COUNT,
	STATEMENT_WEB_VIEW_LIST, STATEMENT_RESIDENT_SEARCH,    STATEMENT_COMPLAINT_LIST,
	STATEMENT_RESIDENT_LIST,
};

/* These sort a handful of rows. */
static const enum statement_id sorters[] = {
	STATEMENT_INBOX_FIND_PARTS,
	STATEMENT_INBOX_FIND_STALE_PARTS,
	STATEMENT_INBOX_JOIN_OTHERS,
	STATEMENT_OUTBOX_REPORT,
	STATEMENT_DELEGATION_FIND,
	STATEMENT_DELEGATION_LIST,
	STATEMENT_TICKET_LIST_OF_NIK,
	/* These a month of letters. */
	STATEMENT_REPORT_LETTERS,
	STATEMENT_REPORT_MEDIAN,
	STATEMENT_REPORT_MEDIANS,
	STATEMENT_REPORT_REGISTER,
	STATEMENT_REPORT_RECAP_LETTERS,
	STATEMENT_REPORT_RECAP_OFFICERS,
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

/* The text of a statement, which this prepares as the programs do. */
static const char *sql_of(struct store *store, enum statement_id id)
{
	return sqlite3_sql(query_start(store, id).statement);
}

/* The steps of SQLite's plan, each followed by a newline. */
static void plan_of(struct store *store, enum statement_id id, char out[1024])
{
	char sql[4096];
	struct text steps;
	sqlite3_stmt *plan;

	text_init(&steps, out, 1024);
	snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", sql_of(store, id));
	assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &plan, NULL),
			 SQLITE_OK);
	while (sqlite3_step(plan) == SQLITE_ROW)
		text_add_format(&steps, "%s\n",
				(const char *)sqlite3_column_text(plan, 3));
	sqlite3_finalize(plan);
	assert_false(steps.is_cut);
}

static void test_no_statement_walks_a_whole_table(void **state)
{
	const struct store_fixture *fixture = *state;
	struct store *store = fixture->store;

	for (unsigned id = 0; id < STATEMENT_COUNT; id++) {
		char plan[1024], *rest = plan;
		const char *step;

		/* A plain insert shows the search for children that wait for their
		 * parent, which is skipped as long as there are none. */
		if (strncmp(sql_of(store, id), "INSERT", 6) == 0)
			continue;
		plan_of(store, id, plan);
		while ((step = strsep(&rest, "\n")) != NULL) {
			if (is_slow(id, step))
				fail_msg("statement %u: %s", id, step);
		}
	}
}

/* The questions that are asked for each message or each look at the queue, and what of
 * their index they must use. */
static void test_frequent_questions_use_their_index(void **state)
{
	static const struct {
		enum statement_id id;
		const char *part; /* of one step of the plan */
	} expected[] = {
		{ STATEMENT_INBOX_COUNT_SINCE,
		  "(sender=? AND received_at>? AND received_at<?)" },
		{ STATEMENT_INBOX_COUNT_SAME_TEXT,
		  "(sender=? AND received_at>? AND received_at<?)" },
		{ STATEMENT_INBOX_FIND_PARTS, "USING INDEX inbox_parts" },
		{ STATEMENT_INBOX_JOIN_OTHERS, "USING INDEX inbox_parts" },
		{ STATEMENT_INBOX_JOIN_REST, "USING INDEX inbox_parts" },
		{ STATEMENT_INBOX_FIND_STALE_PARTS, "USING INDEX inbox_parts" },
		{ STATEMENT_OUTBOX_NEXT, "SCAN outbox USING INDEX outbox_waiting" },
		{ STATEMENT_OUTBOX_NEXT_TIME, "INDEX outbox_waiting" },
		{ STATEMENT_OUTBOX_COUNT_WAITING, "INDEX outbox_waiting" },
		{ STATEMENT_OUTBOX_PARKED_UNTIL, "outbox_by_number (to=?)" },
		{ STATEMENT_OUTBOX_REPORT, "outbox_by_number (to=?)" },
		{ STATEMENT_OUTBOX_COUNT_SINCE, "(created_at>? AND created_at<?)" },
		{ STATEMENT_OUTBOX_COUNT_SINCE_TO,
		  "(to=? AND created_at>? AND created_at<?)" },
		{ STATEMENT_OUTBOX_HAS_SAID, "(to=? AND created_at>?)" },
		{ STATEMENT_TICKET_FIND_BY_CODE, "(code=?)" },
		{ STATEMENT_TICKET_OF_MESSAGE, "(inbox_id=? AND item=?)" },
		{ STATEMENT_TICKET_FIND_OPEN, "tickets_by_nik (nik=? AND kind=?)" },
		{ STATEMENT_TICKET_LIST_OPEN, "INDEX tickets_queue" },
		{ STATEMENT_TICKET_LIST_OPEN_NEWEST, "INDEX tickets_queue" },
		{ STATEMENT_TICKET_LIST_STATE, "(state=? AND rowid>?)" },
		{ STATEMENT_TICKET_LIST_PHONE, "(phone=? AND rowid>?)" },
		{ STATEMENT_TICKET_LIST_PHONE_NEWEST, "(phone=? AND rowid>?)" },
		{ STATEMENT_COMPLAINT_COUNT_OPEN, "INDEX complaints_open" },
		{ STATEMENT_EVENT_LIST, "(ticket_id=?)" },
		{ STATEMENT_RESIDENT_OF_FAMILY, "(family_card=?)" },
		{ STATEMENT_RESIDENT_FIND_BY_PHONE, "(phone=?)" },
		{ STATEMENT_DRAFT_DELETE_BEFORE, "(updated_at<?)" },
	};
	const struct store_fixture *fixture = *state;

	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		char plan[1024];

		plan_of(fixture->store, expected[i].id, plan);
		if (strstr(plan, expected[i].part) == NULL)
			fail_msg("statement %u: no '%s' in '%s'", expected[i].id,
				 expected[i].part, plan);
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

/* Somebody changed the tables behind an open store: the statement that is used first now
 * fails, in a transaction too, and the store goes on. */
static void test_a_statement_that_cannot_be_prepared_is_an_error(void **state)
{
	struct store_fixture *fixture = *state;
	struct outbox_row row = { .to = "+6281234567890", .text = "Halo" };

	assert_int_equal(
		fixture_run(fixture->store, "ALTER TABLE outbox RENAME TO elsewhere"),
		SQLITE_OK);
	assert_int_equal(outbox_count_waiting(fixture->store), -EINVAL);
	assert_int_equal(store_begin(fixture->store), 0);
	assert_int_equal(outbox_add(fixture->store, &row), -EINVAL);
	assert_int_equal(store_commit(fixture->store), -EINVAL);
	assert_int_equal(
		fixture_run(fixture->store, "ALTER TABLE elsewhere RENAME TO outbox"),
		SQLITE_OK);
	assert_int_equal(outbox_add(fixture->store, &row), 0);
	assert_int_equal(outbox_count_waiting(fixture->store), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_no_statement_walks_a_whole_table,
						store_fixture_in_memory,
						store_fixture_remove),
		cmocka_unit_test_setup_teardown(test_frequent_questions_use_their_index,
						store_fixture_in_memory,
						store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_statement_that_does_not_fit_the_tables_fails_at_open,
			store_fixture_in_file, store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_statement_that_cannot_be_prepared_is_an_error,
			store_fixture_in_file, store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
