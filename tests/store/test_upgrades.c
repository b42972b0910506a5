// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/query.h"
#include "store/residents.h"
#include "store/store.h"
#include "store/upgrades.h"
#include "tests/support/store_fixture.h"

struct sample {
	sqlite3 *database;
	char why_buffer[LIMIT_WHY_SIZE];
	struct text why;
};

static void open_sample(struct sample *sample)
{
	assert_int_equal(sqlite3_open(":memory:", &sample->database), SQLITE_OK);
	text_init(&sample->why, sample->why_buffer, sizeof sample->why_buffer);
}

static int run(struct sample *sample, const char *sql)
{
	return sqlite3_exec(sample->database, sql, NULL, NULL, NULL);
}

static int64_t ask(struct sample *sample, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int64_t answer = -1;

	assert_int_equal(sqlite3_prepare_v2(sample->database, sql, -1, &statement, NULL),
			 SQLITE_OK);
	if (sqlite3_step(statement) == SQLITE_ROW)
		answer = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return answer;
}

static int upgrade(struct sample *sample)
{
	return upgrades_run(sample->database, "/var/lib/surat/surat.db", &sample->why);
}

static void test_an_empty_file_gets_all_tables(void **state)
{
	struct sample sample;

	(void)state;
	open_sample(&sample);
	assert_int_equal(upgrade(&sample), SQLITE_OK);
	assert_int_equal(ask(&sample, "PRAGMA user_version"), upgrades_version());
	assert_int_equal(ask(&sample, "PRAGMA application_id"), UPGRADES_APPLICATION_ID);
	assert_int_equal(
		ask(&sample,
		    "SELECT count(*) FROM sqlite_schema"
		    " WHERE type = 'table' AND name IN ('meta', 'inbox',"
		    " 'outbox', 'tickets', 'events', 'residents',"
		    " 'drafts', 'people', 'notes', 'modems',"
		    " 'officers', 'delegations', 'challenges', 'register',"
		    " 'numbers_kept', 'complaints', 'complaint_events', 'duties',"
		    " 'camat_registers')"),
		19);
	assert_int_equal(ask(&sample, "SELECT count(*) FROM pragma_table_list"
				      " WHERE schema = 'main' AND type = 'table'"
				      " AND NOT strict AND name NOT LIKE 'sqlite_%'"),
			 0);
	assert_int_equal(upgrades_version(), store_schema_version());
	sqlite3_close(sample.database);
}

static void test_an_upgrade_that_was_done_changes_nothing(void **state)
{
	struct sample sample;
	int64_t cookie;

	(void)state;
	open_sample(&sample);
	assert_int_equal(upgrade(&sample), SQLITE_OK);
	cookie = ask(&sample, "PRAGMA schema_version");
	assert_int_equal(upgrade(&sample), SQLITE_OK);
	assert_int_equal(ask(&sample, "PRAGMA schema_version"), cookie);
	sqlite3_close(sample.database);
}

static void test_a_newer_store_is_refused_and_left_alone(void **state)
{
	struct sample sample;

	(void)state;
	open_sample(&sample);
	assert_int_equal(upgrade(&sample), SQLITE_OK);
	assert_int_equal(run(&sample, "PRAGMA user_version = 999"), SQLITE_OK);
	assert_int_equal(upgrade(&sample), SQLITE_MISMATCH);
	assert_non_null(strstr(sample.why.bytes, "newer surat (schema 999"));
	assert_non_null(strstr(sample.why.bytes, "/var/lib/surat/surat.db"));
	assert_int_equal(ask(&sample, "PRAGMA user_version"), 999);
	sqlite3_close(sample.database);
}

static void test_a_file_of_another_program_is_refused_and_left_alone(void **state)
{
	static const char *const files[] = {
		"CREATE TABLE recipes (name TEXT)",
		"PRAGMA application_id = 12345",
		"CREATE TABLE inbox (id INTEGER); PRAGMA user_version = 1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct sample sample;
		int64_t cookie;

		open_sample(&sample);
		assert_int_equal(run(&sample, files[i]), SQLITE_OK);
		cookie = ask(&sample, "PRAGMA schema_version");
		assert_int_equal(upgrade(&sample), SQLITE_MISMATCH);
		assert_non_null(strstr(sample.why.bytes, "another program"));
		assert_int_equal(ask(&sample, "PRAGMA schema_version"), cookie);
		sqlite3_close(sample.database);
	}
}

static void test_a_step_that_fails_leaves_nothing_behind(void **state)
{
	struct sample sample;

	(void)state;
	open_sample(&sample);
	/* Ours by its mark, but a table is in the way. */
	assert_int_equal(run(&sample, "CREATE TABLE outbox (id INTEGER)"), SQLITE_OK);
	assert_int_equal(run(&sample, "PRAGMA application_id = 1400197729"), SQLITE_OK);
	assert_int_equal(ask(&sample, "PRAGMA application_id"), UPGRADES_APPLICATION_ID);
	assert_int_not_equal(upgrade(&sample), SQLITE_OK);
	assert_int_equal(ask(&sample, "SELECT count(*) FROM sqlite_schema"), 1);
	assert_int_equal(ask(&sample, "PRAGMA user_version"), 0);
	assert_true(sqlite3_get_autocommit(sample.database));
	sqlite3_close(sample.database);
}

static void test_the_tables_refuse_what_no_program_of_ours_writes(void **state)
{
	static const char *const refused[] = {
		"UPDATE inbox SET state = 'x'",
		"UPDATE inbox SET dedupe = x'00'",
		"UPDATE inbox SET received_at = 'soon'",
		"UPDATE inbox SET sender = NULL",
		"UPDATE inbox SET joined_into = 999",
		"UPDATE outbox SET state = 'x'",
		"UPDATE outbox SET ticket_id = 999",
		"UPDATE tickets SET state = 'x'",
		"UPDATE tickets SET code = '123'",
		"INSERT INTO events (ticket_id, at, actor, role, door, step, \"from\","
		" \"to\", why) VALUES (999, 0, '', '', '', '', '', '', '')",
	};
	const struct store_fixture *fixture = *state;

	fixture_add_message(fixture->store, "+6281", "a");
	fixture_add_text(fixture->store, "+6281", "a");
	fixture_add_ticket(fixture->store, "00000001");
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		assert_int_equal(fixture_run(fixture->store, refused[i]) & 0xFF,
				 SQLITE_CONSTRAINT);
}

/* A store as a village has had it since that version; the file is never changed. */
static void load_stored(const struct store_options *options, const char *file)
{
	char sql[16384];
	sqlite3 *database;
	FILE *stream = fopen(file, "r");
	size_t length;

	assert_non_null(stream);
	length = fread(sql, 1, sizeof sql - 1, stream);
	assert_true(length > 0 && length < sizeof sql - 1);
	sql[length] = '\0';
	fclose(stream);
	assert_int_equal(sqlite3_open(options->path, &database), SQLITE_OK);
	assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(database);
}

/* What makes the tables, indexes and triggers, without regard to their order. */
static void schema_of(struct store *store, char *out, size_t size)
{
	sqlite3_stmt *statement;
	struct text text;

	text_init(&text, out, size);
	assert_int_equal(sqlite3_prepare_v2(store->database,
					    "SELECT name, sql FROM sqlite_schema"
					    " WHERE sql IS NOT NULL ORDER BY name",
					    -1, &statement, NULL),
			 SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW)
		text_add_format(&text, "%s: %s\n",
				(const char *)sqlite3_column_text(statement, 0),
				(const char *)sqlite3_column_text(statement, 1));
	sqlite3_finalize(statement);
	assert_false(text.is_cut);
}

static void test_a_stored_version_1_becomes_what_a_new_store_is(void **state)
{
	static char upgraded[32768], fresh[32768];
	struct store_fixture *fixture = *state;
	struct store_options options = { .is_check_skipped = false };
	char path[FIXTURE_FILE_SIZE];
	struct store *store;

	text_copy(options.path, sizeof options.path,
		  fixture_beside(fixture, "-stored", path));
	load_stored(&options, "tests/store/store-v1.sql");
	assert_int_equal(store_open(&store, &options, NULL), 0);
	assert_int_equal(fixture_ask(store, "PRAGMA user_version"), upgrades_version());
	schema_of(store, upgraded, sizeof upgraded);
	schema_of(fixture->store, fresh, sizeof fresh);
	assert_string_equal(upgraded, fresh);
	store_close(store);
}

static void test_a_stored_version_1_keeps_its_rows(void **state)
{
	struct store_fixture *fixture = *state;
	struct store_options options = { .is_check_skipped = false };
	char path[FIXTURE_FILE_SIZE];
	struct resident resident;
	struct ticket ticket;
	struct store *store;

	text_copy(options.path, sizeof options.path,
		  fixture_beside(fixture, "-stored", path));
	load_stored(&options, "tests/store/store-v1.sql");
	assert_int_equal(store_open(&store, &options, NULL), 0);
	assert_int_equal(ticket_find_by_code(store, "48291372", &ticket), 0);
	assert_string_equal(ticket.name, "SUPARMAN");
	assert_int_equal(ticket.inbox_id, 1);
	assert_int_equal(resident_find(store, NULL, "3513151205909901", &resident), 0);
	assert_int_equal(fixture_ask(store, "SELECT (SELECT count(*) FROM inbox)"
					    " + (SELECT count(*) FROM outbox)"
					    " + (SELECT count(*) FROM events)"
					    " + (SELECT count(*) FROM drafts)"
					    " + (SELECT count(*) FROM people)"
					    " + (SELECT count(*) FROM notes)"
					    " + (SELECT count(*) FROM modems)"),
			 7);
	assert_int_equal(fixture_ask(store, "SELECT credit_rupiah FROM modems"), -1);
	/* Repeats are known by the key that it had. */
	assert_int_equal(store->dedupe_key[31], 0x1F);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_file_gets_all_tables),
		cmocka_unit_test(test_an_upgrade_that_was_done_changes_nothing),
		cmocka_unit_test(test_a_newer_store_is_refused_and_left_alone),
		cmocka_unit_test(
			test_a_file_of_another_program_is_refused_and_left_alone),
		cmocka_unit_test(test_a_step_that_fails_leaves_nothing_behind),
		cmocka_unit_test_setup_teardown(
			test_the_tables_refuse_what_no_program_of_ours_writes,
			store_fixture_in_memory, store_fixture_remove),
		cmocka_unit_test_setup_teardown(
			test_a_stored_version_1_becomes_what_a_new_store_is,
			store_fixture_in_file, store_fixture_remove),
		cmocka_unit_test_setup_teardown(test_a_stored_version_1_keeps_its_rows,
						store_fixture_in_file,
						store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
