// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "handlers/explain.h"
#include "store/inbox.h"
#include "tests/support/house.h"

static sqlite3 *open_json(void)
{
	sqlite3 *database = NULL;

	assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
	return database;
}

/* Read one path of a JSON text with SQLite, whose reader is not ours. */
static void check_json(sqlite3 *database, const char *json, const char *path,
		       const char *expected)
{
	sqlite3_stmt *statement = NULL;
	const unsigned char *value;

	assert_int_equal(sqlite3_prepare_v2(database, "SELECT json_extract(?1, ?2)", -1,
					    &statement, NULL),
			 SQLITE_OK);
	sqlite3_bind_text(statement, 1, json, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(statement, 2, path, -1, SQLITE_TRANSIENT);
	if (sqlite3_step(statement) != SQLITE_ROW)
		fail_msg("no JSON: %s", json);
	value = sqlite3_column_text(statement, 0);
	assert_non_null(value);
	assert_string_equal((const char *)value, expected);
	sqlite3_finalize(statement);
}

static void explain(struct house *house, const char *text, const char *from,
		    char json[EXPLAIN_SIZE])
{
	struct text out;

	text_init(&out, json, EXPLAIN_SIZE);
	assert_int_equal(answer_explain(&house->office, text, from, house->now_s, &out),
			 0);
	assert_false(out.is_cut);
}

static void test_it_says_what_would_be_done(void **state)
{
	sqlite3 *database = open_json();
	char json[EXPLAIN_SIZE];
	struct house house;

	(void)state;
	house_open(&house);
	explain(&house, "sktm 3513151205909901 buat sekolah anak", "", json);
	check_json(database, json, "$.intent", "REQUEST");
	check_json(database, json, "$.letters[0]", "SKTM");
	check_json(database, json, "$.nik[0]", "3513151205909901");
	check_json(database, json, "$.purpose", "sekolah anak");
	check_json(database, json, "$.code", "");
	check_json(database, json, "$.tickets[0]", "SKTM");
	check_json(database, json, "$.state", "handled");
	explain(&house, "halo", "0812-3456-7890", json);
	check_json(database, json, "$.intent", "GREETING");
	explain(&house, "kutip \"x\" \\ \n\ttab", "", json);
	check_json(database, json, "$.tickets", "[]");
	explain(&house, "menu", "TELKOMSEL", json);
	check_json(database, json, "$.note", "alphanumeric");
	check_json(database, json, "$.replies", "[]");
	house_close(&house);
	sqlite3_close(database);
}

static void test_nothing_changes(void **state)
{
	char json[EXPLAIN_SIZE];
	struct house house;
	struct inbox_row row;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 20; i++)
		explain(&house, "sktm 3513151205909901 buat sekolah anak", HOUSE_PHONE,
			json);
	assert_int_equal(house_count_texts(&house, NULL), 0);
	assert_int_equal(house_count_tickets(&house, NULL), 0);
	assert_int_equal(inbox_get(house.office.store, 1, &row), -ENOENT);
	house_receive(&house, HOUSE_PHONE, "sktm 3513151205909901 buat sekolah anak");
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	house_close(&house);
}

static void test_the_conversation_so_far_counts(void **state)
{
	sqlite3 *database = open_json();
	char json[EXPLAIN_SIZE];
	struct house house;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm 3513151205909901");
	explain(&house, "kredit bank", HOUSE_PHONE, json);
	check_json(database, json, "$.tickets[0]", "SKTM");
	explain(&house, "kredit bank", HOUSE_OTHER, json);
	check_json(database, json, "$.tickets", "[]");
	house_close(&house);
	sqlite3_close(database);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_says_what_would_be_done),
		cmocka_unit_test(test_nothing_changes),
		cmocka_unit_test(test_the_conversation_so_far_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
