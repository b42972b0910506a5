// SPDX-License-Identifier: MIT
#pragma once

/*
 * Complaints (LAPOR): what residents report to the office, what became of each, and the
 * events that tell it. The number told to the resident is that of the note which
 * holds his words. Which step is allowed is a table in handlers/complaints.c.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum {
	COMPLAINT_PLACE_SIZE = 64,
};

enum complaint_state {
	COMPLAINT_STATE_RECEIVED,
	COMPLAINT_STATE_ASSIGNED,
	COMPLAINT_STATE_ANSWERED,
	COMPLAINT_STATE_CLOSED,
	COMPLAINT_STATE_REOPENED,
	COMPLAINT_STATE_COUNT
};

/* "received"; the words that the store, JSON and the command line use. */
const char *complaint_state_name(enum complaint_state state);
bool complaint_state_of_name(const char *name, enum complaint_state *out_state);

struct complaint {
	int64_t id;                            /* the A-number */
	char village[LIMIT_VILLAGE_CODE_SIZE]; /* these five are the note's */
	char phone[LIMIT_ADDRESS_SIZE];
	char text[LIMIT_MESSAGE_SIZE];
	int64_t inbox_id, created_at;
	char door[12];
	char place[COMPLAINT_PLACE_SIZE]; /* "" when none was named */
	enum complaint_state state;
	int64_t officer_id; /* whose it is, 0 nobody's */
	char answer[LIMIT_REASON_SIZE];
	int64_t updated_at, due_at;
	int64_t answered_at;  /* the last time; 0 never */
	int64_t escalated_at; /* the head was told; 0 not since it was opened */
};

struct complaint_event {
	int64_t id;
	int64_t at;
	char actor[LIMIT_ADDRESS_SIZE]; /* officer, phone, "system", account name */
	char role[16];
	char door[12];
	char step[16];
	enum complaint_state from, to;
	char why[LIMIT_REASON_SIZE]; /* answer, reason, name of the officer */
};

/* Add note and complaint with its first event; sets complaint->id. */
int complaint_add(struct store *store, struct complaint *complaint);

int complaint_get(struct store *store, int64_t id, struct complaint *out);

/* The newest with the same words from the same phone since then; -ENOENT none. */
int complaint_find_same(struct store *store, const char *phone, const char *text,
			int64_t since_s, struct complaint *out);

/* Write state, officer, answer and times, if the state is still `event->from` (else
 * -ESTALE: somebody was faster), and record the event. */
int complaint_change(struct store *store, const struct complaint *complaint,
		     const struct complaint_event *event);

struct complaint_filter {
	const char *village;
	bool has_state;
	enum complaint_state state;
	bool is_open_only;   /* received, assigned, reopened */
	int64_t due_before;  /* 0 any */
	bool is_untold_only; /* the head was not told yet */
	int64_t before;      /* updated before; 0 any */
	int64_t below_id;    /* the number is smaller; 0 any */
	int limit;           /* 0 = 1000 */
};

/* The oldest first, since it waits longest; where closed ones are among them, which
 * become many over the years, the newest first. */
typedef bool (*complaint_visit_fn)(void *context, const struct complaint *complaint);
int complaint_list(struct store *store, const struct complaint_filter *filter,
		   complaint_visit_fn visit, void *context);

/* How many wait for an answer. Asked for each page, so an index serves it. */
int complaint_count_open(struct store *store, const char *village);

typedef bool (*complaint_event_visit_fn)(void *context,
					 const struct complaint_event *event);
int complaint_events(struct store *store, int64_t id, complaint_event_visit_fn visit,
		     void *context);

/* One as a JSON object: number state text place phone officer answer village created_at
 * due_at answered_at updated_at. `text` should have 16 KiB. */
int complaint_add_json(struct store *store, int64_t id, struct text *text);

/* Whether note `id` came from this phone. */
bool note_is_of(struct store *store, int64_t id, const char *phone);
