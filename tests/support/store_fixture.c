// SPDX-License-Identifier: MIT
#include "tests/support/store_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "store/query.h"

static int open_store(struct store_fixture *fixture)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = store_open(&fixture->store, &fixture->options, &why);
	if (error != 0)
		fprintf(stderr, "store_open: %d %s\n", error, why.bytes);
	return error;
}

int store_fixture_in_memory(void **state)
{
	struct store_fixture *fixture = must_alloc(sizeof *fixture);

	clock_freeze_utc_s(FIXTURE_NOW_S);
	text_copy(fixture->options.path, sizeof fixture->options.path, ":memory:");
	*state = fixture;
	return open_store(fixture);
}

int store_fixture_in_file(void **state)
{
	struct store_fixture *fixture = must_alloc(sizeof *fixture);
	struct text path;

	clock_freeze_utc_s(FIXTURE_NOW_S);
	fixture_make_folder(fixture->folder);
	text_init(&path, fixture->options.path, sizeof fixture->options.path);
	text_add_format(&path, "%s/surat.db", fixture->folder);
	*state = fixture;
	return open_store(fixture);
}

int store_fixture_remove(void **state)
{
	struct store_fixture *fixture = *state;

	store_close(fixture->store);
	if (fixture->folder[0] != '\0')
		fixture_remove_folder(fixture->folder);
	free(fixture);
	clock_freeze_utc_s(-1);
	return 0;
}

void fixture_make_folder(char out_folder[FIXTURE_PATH_SIZE])
{
	const char *parent = getenv("TMPDIR");

	snprintf(out_folder, FIXTURE_PATH_SIZE, "%s/surat-test-XXXXXX",
		 parent == NULL ? "/tmp" : parent);
	must(mkdtemp(out_folder) != NULL);
}

void fixture_remove_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	const struct dirent *entry;

	must(entries != NULL);
	while ((entry = readdir(entries)) != NULL)
		unlinkat(dirfd(entries), entry->d_name, 0); /* "." and ".." refuse */
	closedir(entries);
	rmdir(folder);
}

const char *fixture_beside(const struct store_fixture *fixture, const char *ending,
			   char out[FIXTURE_FILE_SIZE])
{
	struct text path;

	text_init(&path, out, FIXTURE_FILE_SIZE);
	text_add(&path, fixture->options.path);
	text_add(&path, ending);
	must(!path.is_cut);
	return out;
}

void store_fixture_reopen(struct store_fixture *fixture)
{
	store_close(fixture->store);
	fixture->store = NULL;
	assert_int_equal(open_store(fixture), 0);
}

int64_t fixture_ask(struct store *store, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int64_t answer = -1;

	assert_int_equal(sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL),
			 SQLITE_OK);
	if (sqlite3_step(statement) == SQLITE_ROW)
		answer = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return answer;
}

int fixture_run(struct store *store, const char *sql)
{
	return sqlite3_exec(store->database, sql, NULL, NULL, NULL);
}

int fixture_times(const char *variable, int usual, int in_long_run)
{
	const char *wanted = getenv(variable);

	if (wanted != NULL)
		return (int)strtol(wanted, NULL, 10);
	return getenv("SURAT_LONG") != NULL ? in_long_run : usual;
}

struct inbox_row fixture_message(const char *sender, const char *text)
{
	struct inbox_row row = { .received_at = FIXTURE_NOW_S,
				 .service_at = FIXTURE_NOW_S - 3,
				 .door = "sms",
				 .modem = "a",
				 .storage = "SM",
				 .slot = 1,
				 .pdu = "0011" };

	text_copy(row.sender, sizeof row.sender, sender);
	text_copy(row.text, sizeof row.text, text);
	return row;
}

struct ticket fixture_ticket(int64_t inbox_id, const char *code)
{
	struct ticket ticket = { .village = "35.13.15.2007",
				 .kind = "SKTM",
				 .nik = "3513151205909901",
				 .name = "SUPARMAN",
				 .purpose = "sekolah anak",
				 .phone = "+6281200000001",
				 .door = "sms",
				 .details = "{}",
				 .inbox_id = inbox_id,
				 .created_at = FIXTURE_NOW_S,
				 .updated_at = FIXTURE_NOW_S,
				 .due_at = FIXTURE_NOW_S + 86400 };

	text_copy(ticket.code, sizeof ticket.code, code);
	return ticket;
}

struct outbox_row fixture_text(const char *to, const char *text)
{
	struct outbox_row row = { .created_at = FIXTURE_NOW_S,
				  .priority = OUTBOX_PRIORITY_ANSWER,
				  .phrase = "R10" };

	text_copy(row.to, sizeof row.to, to);
	text_copy(row.text, sizeof row.text, text);
	return row;
}

int64_t fixture_add_message(struct store *store, const char *sender, const char *text)
{
	struct inbox_row row = fixture_message(sender, text);
	char key[64];

	/* No two of them are the same to the store. */
	snprintf(key, sizeof key, "fixture %lld",
		 (long long)fixture_ask(store, "SELECT count(*) FROM inbox"));
	assert_int_equal(inbox_add(store, &row, key, strlen(key)), 0);
	return row.id;
}

int64_t fixture_add_ticket(struct store *store, const char *code)
{
	struct ticket ticket = fixture_ticket(0, code);
	bool is_code_taken;

	assert_int_equal(store_begin(store), 0);
	assert_int_equal(ticket_add(store, &ticket, ticket.phone, &is_code_taken), 0);
	assert_int_equal(store_commit(store), 0);
	return ticket.id;
}

int64_t fixture_add_text(struct store *store, const char *to, const char *text)
{
	struct outbox_row row = fixture_text(to, text);

	assert_int_equal(outbox_add(store, &row), 0);
	return row.id;
}

struct outbox_row fixture_get_text(struct store *store, int64_t id)
{
	struct outbox_row row;

	memset(&row, 0xA5, sizeof row);
	assert_int_equal(outbox_get(store, id, &row), 0);
	return row;
}

void fixture_set_text(struct store *store, int64_t id, enum outbox_state state,
		      int64_t next_at)
{
	struct outbox_row row = fixture_get_text(store, id);

	row.state = state;
	row.next_at = next_at;
	assert_int_equal(outbox_update(store, &row), 0);
}

void fixture_send_text(struct store *store, int64_t id, int sms_reference)
{
	struct outbox_row row;

	assert_int_equal(outbox_set_sending(store, id, "a", 1), 0);
	row = fixture_get_text(store, id);
	row.state = OUTBOX_STATE_SENT;
	row.attempts = 1;
	row.parts_sent = 1;
	row.sms_reference = sms_reference;
	row.sent_at = clock_utc_s();
	assert_int_equal(outbox_update(store, &row), 0);
}

const char *fixture_next_text(struct store *store, int64_t now_s, char out[64])
{
	struct outbox_row row;
	int error = outbox_next(store, "a", now_s, &row);

	assert_true(error == 0 || error == -ENOENT);
	text_copy(out, 64, error == 0 ? row.text : "");
	return out;
}
