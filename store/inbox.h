// SPDX-License-Identifier: MIT
#pragma once

/*
 * What came in, by any door, raw and understood. A message is added once: its unique key
 * is made from the TPDU, so a repeat from the network or a second read of a slot is
 * known. A part of a long message is a row of its own; when the last part is in, its row
 * becomes the message and the others point at it.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum inbox_state {
	INBOX_STATE_NEW,    /* to be handled (only inside the transaction that adds it) */
	INBOX_STATE_PART,   /* waits for the other parts */
	INBOX_STATE_JOINED, /* was a part; see joined_into */
	INBOX_STATE_HANDLED, /* understood and answered, or rightly left unanswered */
	INBOX_STATE_IGNORED, /* not for us: binary, flash, operator, spam; never answered
			      */
	INBOX_STATE_UNREAD,  /* a human must read it */
	INBOX_STATE_DAMAGED, /* could not be decoded; raw for a human */
	INBOX_STATE_REPORT,  /* delivery report */
};

const char *inbox_state_name(enum inbox_state state);

struct inbox_row {
	int64_t id; /* the order of arrival */
	int64_t received_at;
	int64_t service_at; /* service centre's time, 0 = none */
	enum inbox_state state;
	char door[12];  /* "sms", "call", "cusd", "http", "gsup", "desk" */
	char modem[16]; /* which modem; a reply leaves by it */
	char storage[4];
	int slot;
	char sender[LIMIT_ADDRESS_SIZE]; /* normalised "+628..." where it is a phone
					    number */
	char pdu[LIMIT_PDU_HEX_SIZE];
	char text[LIMIT_MESSAGE_SIZE]; /* UTF-8; of the whole message on a joined row */
	char intent[24];               /* what handlers/ understood */
	char note[128];                /* why damaged, ignored... */
	unsigned part_reference, part_bits, part_total, part_number; /* total 0: whole */
	int64_t joined_into;
	int seen; /* times that it arrived */
};

/*
 * Add one message. `key` is what must be unique (the TPDU's hex; for other doors their
 * session and step); only a keyed hash of it is stored. Sets row->id. Returns -EEXIST for
 * a repeat (then row->id is the first one's and its `seen` has grown; nothing else is
 * done).
 */
int inbox_add(struct store *store, struct inbox_row *row, const char *key,
	      size_t key_length);

/*
 * All rows of the long message that `row` is a part of: same sender, reference, bits and
 * total, younger than 24 h, one per part number (the newest), in order of part number,
 * `row` included. Returns how many were found (at most `max`), so == part_total means it
 * is complete.
 */
int inbox_find_parts(struct store *store, const struct inbox_row *row,
		     struct inbox_row *out_parts, int max);

/* Make `row` the whole message with `text` (NEW again), and the other parts that
 * inbox_find_parts() finds JOINED into it. Older content of one of the parts becomes
 * UNREAD: a human reads it, and no later message is mixed with it. Within a transaction.
 */
int inbox_join(struct store *store, struct inbox_row *row, const char *text);

/* Say what became of it. `intent` or `note` NULL keeps the old one. */
int inbox_set_state(struct store *store, int64_t id, enum inbox_state state,
		    const char *intent, const char *note);

/* A secret was written in it: keep `text` instead, and no PDU. It is still recognised
 * when the network brings it again. */
int inbox_hide(struct store *store, int64_t id, const char *text);

/* Parts that waited since before `before_s`: at most `max`, oldest message first, each
 * message's parts together in their order; if wished only those without a note. Returns
 * how many. */
int inbox_find_stale_parts(struct store *store, int64_t before_s, bool is_unnoted_only,
			   struct inbox_row *out_rows, int max);

int inbox_get(struct store *store, int64_t id, struct inbox_row *out_row);

/* The newest `limit` rows, newest first; stops when `visit` returns false. */
typedef bool (*inbox_visit_fn)(void *context, const struct inbox_row *row);
int inbox_list(struct store *store, int limit, inbox_visit_fn visit, void *context);

/* Those that a human must read, oldest first; and how many there are. */
int inbox_list_for_humans(struct store *store, int limit, inbox_visit_fn visit,
			  void *context);
int inbox_count_for_humans(struct store *store);

/* The newest whole messages of one sender, newest first. */
int inbox_list_of_sender(struct store *store, const char *sender, int limit,
			 inbox_visit_fn visit, void *context);

/* How many messages from this sender arrived since then, and with this very text. A long
 * one counts once, when it is whole; one of the future, from before the clock was set
 * back, does not. */
int inbox_count_since(struct store *store, const char *sender, int64_t since_s);
int inbox_count_same_text(struct store *store, const char *sender, const char *text,
			  int64_t since_s);

/* One row as a JSON object with the struct's names. `text` should have 16 KiB. -EMSGSIZE
 * when it did not fit. */
int inbox_add_json(struct store *store, int64_t id, struct text *text);
