// SPDX-License-Identifier: MIT
#pragma once

/*
 * Requests for letters and their events. Which step is allowed is a table in handlers/;
 * here a state only changes with its event, and a trigger keeps events as they are.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum ticket_state {
	TICKET_STATE_RECEIVED,
	TICKET_STATE_INCOMPLETE,
	TICKET_STATE_CHECKED,
	TICKET_STATE_APPROVED,
	TICKET_STATE_READY,
	TICKET_STATE_COLLECTED,
	TICKET_STATE_REJECTED,
	TICKET_STATE_CANCELLED,
	TICKET_STATE_REVOKED,
	TICKET_STATE_EXPIRED,
	TICKET_STATE_COUNT
};

/* "received"; the words that the store, JSON and the command line use. */
const char *ticket_state_name(enum ticket_state state);
bool ticket_state_of_name(const char *name, enum ticket_state *out_state);

struct ticket {
	int64_t id;
	char code[LIMIT_CODE_SIZE]; /* 8 digits */
	char village[LIMIT_VILLAGE_CODE_SIZE];
	char kind[LIMIT_KEYWORD_SIZE]; /* key word in the catalogue: "SKTM" */
	char nik[LIMIT_NIK_SIZE];      /* "" for a walk-in without one */
	char name[LIMIT_NAME_SIZE];    /* from the residents, else as the sender wrote */
	char purpose[LIMIT_PURPOSE_SIZE];
	char phone[LIMIT_ADDRESS_SIZE];
	char door[12];
	enum ticket_state state;
	char reason[LIMIT_REASON_SIZE]; /* of incomplete, rejected, revoked */
	char flags[64];    /* words: "nik_unknown", "nik_odd", "maybe_double", "minor" */
	char details[512]; /* extra fields as a JSON object of texts, "{}" when none */
	int64_t inbox_id;  /* the message that made it, 0 = at the desk */
	int item;          /* which of several letters in that message */
	int64_t created_at, updated_at;
	int64_t due_at; /* promised to the resident */
};

/* Add it with its first event. Sets ticket->id. -EEXIST when (inbox_id, item) has one
 * already or the code is taken (then *out_is_code_taken is true: draw another). */
int ticket_add(struct store *store, struct ticket *ticket, const char *actor,
	       bool *out_is_code_taken);

/* Of a village: in a state; open, not ready, past their day; before it, not approved. */
int ticket_count_state(struct store *store, const char *village, enum ticket_state state);
int ticket_count_late(struct store *store, const char *village, int64_t now_s);
int ticket_count_before(struct store *store, const struct ticket *ticket);
int ticket_get(struct store *store, int64_t id, struct ticket *out);
int ticket_find_by_code(struct store *store, const char *code, struct ticket *out);
/* The newest of the same person and letter that is still open, whoever filed it. */
int ticket_find_open(struct store *store, const char *village, const char *nik,
		     const char *kind, struct ticket *out);

struct ticket_event {
	int64_t id;
	int64_t at;
	char actor[LIMIT_ADDRESS_SIZE]; /* officer, phone, "system", account name */
	char role[16];
	char door[12];
	char step[16];
	enum ticket_state from, to;
	char why[LIMIT_REASON_SIZE];
};

/* Change the state, if it is still `event->from` (else -ESTALE), and record the event.
 * `reason` NULL keeps the old one. */
int ticket_step(struct store *store, const struct ticket *ticket,
		const struct ticket_event *event, const char *reason);

/* The same for its details; */
int ticket_set_details(struct store *store, const struct ticket *ticket,
		       const struct ticket_event *event, const char *details);
/* for kind, nik, name, purpose and flags. */
int ticket_correct(struct store *store, const struct ticket *ticket,
		   const struct ticket_event *event);
/* An event alone: a reminder, a reprint. */
int ticket_add_event(struct store *store, int64_t ticket_id,
		     const struct ticket_event *event);

struct ticket_filter {
	const char *village; /* NULL = any */
	bool has_state;
	enum ticket_state state;
	const char *phone; /* NULL = any */
	bool is_open_only; /* received, incomplete, checked, approved, ready */
	int64_t late_at;   /* only those past their day then, and not ready; 0 all */
	bool is_newest_first;
	int64_t after_id; /* for following; 0 = all */
	int limit;        /* 0 = 1000 */
};

typedef bool (*ticket_visit_fn)(void *context, const struct ticket *ticket);
int ticket_list(struct store *store, const struct ticket_filter *filter,
		ticket_visit_fn visit, void *context);
/* Those of one person in a village, newest first. */
int ticket_list_of_nik(struct store *store, const char *village, const char *nik,
		       int limit, ticket_visit_fn visit, void *context);
typedef bool (*ticket_event_visit_fn)(void *context, const struct ticket_event *event);
int ticket_events(struct store *store, int64_t ticket_id, ticket_event_visit_fn visit,
		  void *context);

/* One as JSON: code state kind nik name purpose phone village number created_at
 * updated_at due_at door reason flags details. `text` should have 4 KiB. */
int ticket_add_json(struct store *store, int64_t ticket_id, struct text *text);
