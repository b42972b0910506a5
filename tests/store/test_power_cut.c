// SPDX-License-Identifier: MIT

/*
 * What store_commit() said yes to survives a power cut. The real store does random work
 * on a file system that loses a random half of what was not synced; after each cut the
 * store is opened again and compared with a ledger of what was acknowledged. SURAT_CUTS=n
 * makes n cuts instead of 2,000; SURAT_SEED=n begins elsewhere.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "store/drafts.h"
#include "store/modems.h"
#include "tests/support/cut_vfs.h"
#include "tests/support/store_fixture.h"

#ifdef __SANITIZE_ADDRESS__ /* seven times slower */
#define CUTS 300
#else
#define CUTS 2000
#endif

enum {
	CUTS_IN_LONG_RUN = 100000,
	CUTS_WITHOUT_FULL = 200,
	CUTS_PER_STORE = 25,
	RECORDS_MAX = 4096,
	CHANGES_MAX = 12, /* between two cuts */
	STORES_MAX = 2,   /* the service, and sometimes another program */
};

/* One request and what was acknowledged about it. */
struct record {
	int64_t inbox_id, ticket_id, outbox_id;
	enum ticket_state ticket_state;
	enum outbox_state outbox_state;
	int n_events;
};

enum change_kind {
	CHANGE_REQUEST, /* message, ticket, reply: one transaction */
	CHANGE_SENDING,
	CHANGE_SENT,
	CHANGE_STEP,
};

struct change {
	enum change_kind kind;
	int index; /* of the record */
	struct record after;
};

struct trial {
	struct cut_vfs *vfs;
	struct store *stores[STORES_MAX];
	int n_stores;
	char folder[FIXTURE_PATH_SIZE];
	struct store_options options;
	unsigned random;
	bool is_normal; /* synchronous = NORMAL, which must not pass */

	struct record records[RECORDS_MAX];
	int n_records;
	int64_t n_acknowledged; /* transactions */
	bool has_pending;       /* one was not answered when the power went */
	struct change pending;

	int64_t n_commits, n_lost, n_pending_found;
	int n_cuts;
};

static unsigned toss(struct trial *trial, unsigned below)
{
	trial->random = trial->random * 1103515245u + 12345u;
	return (trial->random >> 16) % below;
}

static void code_of(int index, char out[LIMIT_CODE_SIZE])
{
	snprintf(out, LIMIT_CODE_SIZE, "%08u", (unsigned)index % 100000000u);
}

static int add_request(struct store *store, struct change *change)
{
	struct record *after = &change->after;
	struct draft draft = { .page = change->index, .details = "" };
	struct inbox_row message = fixture_message("+6281200000001", "sktm");
	struct outbox_row reply = fixture_text("+6281200000001", "kode");
	struct ticket ticket;
	char code[LIMIT_CODE_SIZE];
	bool is_code_taken;
	int error = inbox_add(store, &message, (const char *)&change->index,
			      sizeof change->index);

	code_of(change->index, code);
	ticket = fixture_ticket(message.id, code);
	reply.inbox_id = message.id;
	text_copy(draft.person, sizeof draft.person, message.sender);
	if (error == 0)
		error = ticket_add(store, &ticket, message.sender, &is_code_taken);
	reply.ticket_id = ticket.id;
	if (error == 0)
		error = outbox_add(store, &reply);
	if (error == 0)
		error = inbox_set_state(store, message.id, INBOX_STATE_HANDLED, "ticket",
					"");
	if (error == 0)
		error = draft_put(store, &draft);
	*after = (struct record){ .inbox_id = message.id,
				  .ticket_id = ticket.id,
				  .outbox_id = reply.id,
				  .n_events = 1 };
	return error;
}

static int set_sent(struct store *store, struct change *change)
{
	struct outbox_row row = { .id = change->after.outbox_id,
				  .state = OUTBOX_STATE_SENT,
				  .to = "+6281200000001" };

	change->after.outbox_state = OUTBOX_STATE_SENT;
	return outbox_update(store, &row);
}

static int step(struct store *store, struct change *change)
{
	struct record *after = &change->after;
	const struct ticket ticket = { .id = after->ticket_id };
	struct ticket_event event = { .actor = "system",
				      .from = after->ticket_state,
				      .to = after->ticket_state + 1 };

	after->ticket_state = event.to;
	after->n_events++;
	return ticket_step(store, &ticket, &event, NULL);
}

static int make(struct store *store, struct change *change)
{
	switch (change->kind) {
	case CHANGE_REQUEST:
		return add_request(store, change);
	case CHANGE_SENDING:
		change->after.outbox_state = OUTBOX_STATE_SENDING;
		return outbox_set_sending(store, change->after.outbox_id, "a", 1);
	case CHANGE_SENT:
		return set_sent(store, change);
	case CHANGE_STEP:
		return step(store, change);
	}
	return -1;
}

/* Each transaction also writes its number, so one look tells how many there are. */
static int number_it(struct store *store, int64_t number)
{
	const struct modem_row row = { .name = "number", .last_in_at = number };

	return modem_row_put(store, &row);
}

static struct change choose(struct trial *trial)
{
	struct change change = { .kind = CHANGE_REQUEST, .index = trial->n_records };

	if (trial->n_records == 0 || toss(trial, 3) == 0)
		return change;
	change.index = (int)toss(trial, (unsigned)trial->n_records);
	change.after = trial->records[change.index];
	if (change.after.outbox_state == OUTBOX_STATE_QUEUED)
		change.kind = CHANGE_SENDING;
	else if (change.after.outbox_state == OUTBOX_STATE_SENDING)
		change.kind = CHANGE_SENT;
	else if (change.after.ticket_state < TICKET_STATE_EXPIRED)
		change.kind = CHANGE_STEP;
	else
		change.index = trial->n_records;
	return change;
}

static void acknowledge(struct trial *trial, const struct change *change)
{
	must(change->index < RECORDS_MAX);
	trial->records[change->index] = change->after;
	if (change->index == trial->n_records)
		trial->n_records++;
	trial->n_acknowledged++;
}

/* One transaction by one of the programs; false when the power went. */
static bool do_one_change(struct trial *trial)
{
	struct store *store = trial->stores[toss(trial, (unsigned)trial->n_stores)];
	struct change change = choose(trial);
	int error = store_begin(store);

	if (error == 0)
		error = make(store, &change);
	if (error == 0)
		error = number_it(store, trial->n_acknowledged + 1);
	if (error == 0 && toss(trial, 10) == 0) {
		store_rollback(store);
		return true;
	}
	if (error == 0) {
		trial->has_pending = true;
		trial->pending = change;
		error = store_commit(store);
	}
	if (error != 0) {
		assert_true(cut_vfs_is_cut(trial->vfs));
		assert_true(store_is_broken(store));
		store_rollback(store);
		return false;
	}
	trial->has_pending = false;
	trial->n_commits++;
	acknowledge(trial, &change);
	if (toss(trial, 4) == 0)
		store_tidy(store);
	return true;
}

static bool open_all(struct trial *trial)
{
	for (int i = 0; i < trial->n_stores; i++) {
		if (store_open(&trial->stores[i], &trial->options, NULL) != 0)
			return false;
		if (trial->is_normal)
			assert_int_equal(fixture_run(trial->stores[i],
						     "PRAGMA synchronous = NORMAL"),
					 SQLITE_OK);
	}
	return true;
}

static void close_all(struct trial *trial)
{
	for (int i = 0; i < STORES_MAX; i++) {
		store_close(trial->stores[i]);
		trial->stores[i] = NULL;
	}
}

static void compare_record(struct trial *trial, int index)
{
	struct store *store = trial->stores[0];
	const struct record *record = &trial->records[index];
	struct inbox_row message;
	struct outbox_row reply;
	struct ticket ticket;
	char code[LIMIT_CODE_SIZE];

	code_of(index, code);
	assert_int_equal(ticket_find_by_code(store, code, &ticket), 0);
	assert_int_equal(ticket.id, record->ticket_id);
	assert_int_equal(ticket.state, record->ticket_state);
	assert_int_equal(inbox_get(store, record->inbox_id, &message), 0);
	assert_int_equal(message.state, INBOX_STATE_HANDLED);
	assert_int_equal(outbox_get(store, record->outbox_id, &reply), 0);
	assert_int_equal(reply.state, record->outbox_state);
	assert_int_equal(reply.ticket_id, record->ticket_id);
}

static int64_t count_events(const struct trial *trial)
{
	int64_t n = 0;

	for (int i = 0; i < trial->n_records; i++)
		n += trial->records[i].n_events;
	return n;
}

static void compare_all(struct trial *trial)
{
	struct store *store = trial->stores[0];

	assert_int_equal(fixture_ask(store, "SELECT * FROM pragma_integrity_check"
					    " WHERE integrity_check <> 'ok'"),
			 -1);
	assert_int_equal(fixture_ask(store, "SELECT * FROM pragma_foreign_key_check"),
			 -1);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM tickets"),
			 trial->n_records);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM inbox"),
			 trial->n_records);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM outbox"),
			 trial->n_records);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM events"),
			 count_events(trial));
	for (int i = 0; i < trial->n_records; i++)
		compare_record(trial, i);
}

/* After the power came back: everything acknowledged is there, and of what was not
 * answered all or nothing. False when acknowledged transactions are missing. */
static bool check(struct trial *trial)
{
	struct modem_row row = { .last_in_at = 0 };

	if (modem_row_get(trial->stores[0], "number", &row) != 0)
		row.last_in_at = 0;
	if (row.last_in_at < trial->n_acknowledged) {
		trial->n_lost += trial->n_acknowledged - row.last_in_at;
		return false;
	}
	if (row.last_in_at == trial->n_acknowledged + 1) {
		assert_true(trial->has_pending);
		acknowledge(trial, &trial->pending);
		trial->n_pending_found++;
	}
	assert_int_equal(row.last_in_at, trial->n_acknowledged);
	trial->has_pending = false;
	compare_all(trial);
	return true;
}

/* The power comes, the programs start and work, the power goes: within an open, a
 * transaction, a checkpoint or a close. False when something was lost before. */
static bool live_until_cut(struct trial *trial)
{
	bool is_in_open = toss(trial, 4) == 0, is_open, is_whole = true;

	if (is_in_open)
		cut_vfs_cut_at(trial->vfs, 1 + toss(trial, 60));
	is_open = open_all(trial);
	assert_true(is_open || cut_vfs_is_cut(trial->vfs));
	if (is_open)
		is_whole = check(trial);
	if (!is_in_open)
		cut_vfs_cut_at(trial->vfs, 1 + toss(trial, 500));
	for (int i = 0; is_open && is_whole && i < CHANGES_MAX; i++)
		is_open = do_one_change(trial);
	if (toss(trial, 4) == 0)
		close_all(trial);
	cut_vfs_cut(trial->vfs);
	close_all(trial);
	cut_vfs_power_on(trial->vfs);
	trial->n_cuts++;
	return is_whole;
}

/* One store through several cuts; ends early when it has lost something. */
static void run_store(struct trial *trial, int n_cuts)
{
	struct text path;

	trial->n_stores = toss(trial, 4) == 0 ? STORES_MAX : 1;
	fixture_make_folder(trial->folder);
	text_init(&path, trial->options.path, sizeof trial->options.path);
	text_add_format(&path, "%s/surat.db", trial->folder);
	trial->n_records = 0;
	trial->n_acknowledged = 0;
	trial->has_pending = false;
	while (n_cuts > 0 && live_until_cut(trial))
		n_cuts--;
	fixture_remove_folder(trial->folder);
}

static struct trial *new_trial(bool is_normal)
{
	struct trial *trial = must_alloc(sizeof *trial);
	const char *seed = getenv("SURAT_SEED");

	trial->random = seed == NULL ? 1 : (unsigned)strtoul(seed, NULL, 10);
	trial->vfs = cut_vfs_install(trial->random);
	trial->is_normal = is_normal;
	return trial;
}

static void free_trial(struct trial *trial)
{
	print_message("%d cuts, %lld commits acknowledged, %lld lost, %lld unanswered "
		      "ones found whole\n",
		      trial->n_cuts, (long long)trial->n_commits,
		      (long long)trial->n_lost, (long long)trial->n_pending_found);
	cut_vfs_remove(trial->vfs);
	free(trial);
}

static void test_acknowledged_commits_survive_power_cuts(void **state)
{
	struct trial *trial = new_trial(false);
	int n_cuts = fixture_times("SURAT_CUTS", CUTS, CUTS_IN_LONG_RUN);

	(void)state;
	while (trial->n_cuts < n_cuts) {
		run_store(trial, CUTS_PER_STORE);
		assert_int_equal(trial->n_lost, 0);
	}
	assert_true(trial->n_commits > 0);
	assert_true(trial->n_pending_found > 0);
	free_trial(trial);
}

/* The proof that the test above can fail. */
static void test_without_full_sync_acknowledged_commits_are_lost(void **state)
{
	struct trial *trial = new_trial(true);

	(void)state;
	while (trial->n_cuts < CUTS_WITHOUT_FULL)
		run_store(trial, CUTS_PER_STORE);
	assert_true(trial->n_lost > 0);
	free_trial(trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_acknowledged_commits_survive_power_cuts),
		cmocka_unit_test(test_without_full_sync_acknowledged_commits_are_lost),
	};

	log_set_level(LOG_LEVEL_ERROR - 1); /* each cut is an I/O error */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
