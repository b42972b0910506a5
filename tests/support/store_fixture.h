// SPDX-License-Identifier: MIT
#pragma once

/* A store for a test, in memory or in a folder of its own, and rows to put into it. */

#include <stdint.h>

#include "store/inbox.h"
#include "store/outbox.h"
#include "store/store.h"
#include "store/tickets.h"

struct text;

enum {
	FIXTURE_PATH_SIZE = 128,
	FIXTURE_FILE_SIZE = 512,
	FIXTURE_NOW_S = 1795312800, /* where the clock stands */
};

struct store_fixture {
	struct store *store;
	char folder[FIXTURE_PATH_SIZE]; /* "" for a store in memory */
	struct store_options options;
};

/* cmocka's setup and teardown; the state is a struct store_fixture. The clock is frozen.
 */
int store_fixture_in_memory(void **state);
int store_fixture_in_file(void **state);
int store_fixture_remove(void **state);

/* A new empty folder under $TMPDIR, and the whole of it away again. */
void fixture_make_folder(char out_folder[FIXTURE_PATH_SIZE]);
void fixture_remove_folder(const char *folder);

/* The path of a file whose name is the store's and `ending`, e.g. "-wal". */
const char *fixture_beside(const struct store_fixture *fixture, const char *ending,
			   char out[FIXTURE_FILE_SIZE]);

/* Close and open again. */
void store_fixture_reopen(struct store_fixture *fixture);

/* The number that this SQL answers with, by the store's own connection. */
int64_t fixture_ask(struct store *store, const char *sql);
/* Run SQL that the store has no function for; returns SQLite's code. */
int fixture_run(struct store *store, const char *sql);

/* How often a test tries: what the variable says, else `usual`, or with SURAT_LONG (make
 * soak) `in_long_run`. */
int fixture_times(const char *variable, int usual, int in_long_run);

/* Rows with every field that a caller fills. */
struct inbox_row fixture_message(const char *sender, const char *text);
struct ticket fixture_ticket(int64_t inbox_id, const char *code);
struct outbox_row fixture_text(const char *to, const char *text);

/* Add them in transactions of their own; the test fails if that is refused. */
int64_t fixture_add_message(struct store *store, const char *sender, const char *text);
int64_t fixture_add_ticket(struct store *store, const char *code);
int64_t fixture_add_text(struct store *store, const char *to, const char *text);

/* A row of the outbox as it stands, and into a state as the sender brings it. */
struct outbox_row fixture_get_text(struct store *store, int64_t id);
void fixture_set_text(struct store *store, int64_t id, enum outbox_state state,
		      int64_t next_at);
void fixture_send_text(struct store *store, int64_t id, int sms_reference);
/* The text that goes next by modem "a"; "" when none does. */
const char *fixture_next_text(struct store *store, int64_t now_s, char out[64]);
