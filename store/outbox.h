// SPDX-License-Identifier: MIT
#pragma once

/*
 * What must go out. Intent first: `sending` is committed before the modem is told, so a
 * crash leaves a row that says "perhaps sent" and never one that lies. A row is one text;
 * a long one is sent part by part and resumes at the part that failed.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

enum outbox_state {
	OUTBOX_STATE_QUEUED,
	OUTBOX_STATE_SENDING, /* given to a modem; the answer is not committed yet */
	OUTBOX_STATE_SENT,
	OUTBOX_STATE_RETRY,     /* surely not sent; again at next_at */
	OUTBOX_STATE_UNSURE,    /* the answer was lost; one more try at next_at, if any */
	OUTBOX_STATE_FAILED,    /* given up; shown to the office */
	OUTBOX_STATE_DELIVERED, /* sent, and the network reported it delivered */
};

const char *outbox_state_name(enum outbox_state state);

/* Lower goes first. */
enum outbox_priority {
	OUTBOX_PRIORITY_APPROVAL = 0, /* kades, staff */
	OUTBOX_PRIORITY_ANSWER = 1,   /* somebody is waiting */
	OUTBOX_PRIORITY_NOTICE = 2,   /* ready, rejected... */
	OUTBOX_PRIORITY_REMINDER = 3,
};

struct outbox_row {
	int64_t id;
	int64_t created_at;
	enum outbox_state state;
	enum outbox_priority priority;
	char to[LIMIT_ADDRESS_SIZE];
	char text[LIMIT_MESSAGE_SIZE];
	char phrase[8];                   /* "R10"; "" for a free text */
	int64_t inbox_id;                 /* the question, 0 = unasked */
	int64_t ticket_id;                /* 0 = none */
	char modem[16];                   /* the modem it should leave by, "" = any */
	int attempts;                     /* times that a part was given to a modem */
	int unsure;                       /* of these, answers lost */
	int64_t next_at;                  /* UTC: not before */
	int64_t valid_until;              /* not after; 0 = no limit */
	unsigned parts_total, parts_sent; /* parts_total 0 until it is first taken */
	unsigned part_reference;          /* reference of a long one */
	int64_t sent_at;
	int error;         /* last +CMS number, -1 none */
	int sms_reference; /* TP-MR of the last part sent, -1 none */
	char note[128];
};

/* Queue one text; sets row->id. The caller fills to, text, priority and what it knows.
 * A number is parked for an hour after its last three finished texts have all FAILED:
 * then what nobody asked for (inbox_id 0) waits until that time, by its next_at. */
int outbox_add(struct store *store, struct outbox_row *row);

enum {
	OUTBOX_OWN_MODEM_S = 300, /* a dead modem holds an answer no longer than this */
};

/* The next row that may go by this modem ("" = by any): QUEUED, RETRY or UNSURE, its time
 * has come, by priority, then age. One that has a modem, or was begun by one, goes by no
 * other until OUTBOX_OWN_MODEM_S after its creation; then all its parts anew: a phone
 * joins none of two numbers. Parked numbers are passed over; so is a row past its
 * `valid_until`, given up here (FAILED; UNSURE loses its next time). -ENOENT when none.
 */
int outbox_next(struct store *store, const char *modem, int64_t now_s,
		struct outbox_row *out_row);

/* The same, but a number that begins as in `others` (",+62811,+62812,"; "" none) waits as
 * long for another modem when it has none of its own. */
int outbox_next_for(struct store *store, const char *modem, const char *others,
		    int64_t now_s, struct outbox_row *out_row);

/* When the next row's time after `after_s` (-1: at all) comes, whichever its modem.
 * -ENOENT when none waits. UNSURE with next_at 0 stays for good and does not wait. */
int outbox_next_time(struct store *store, int64_t after_s, int64_t *out_at);

/* The row is about to be given to `modem` (another's parts count no more); commit first.
 * -ESTALE when it does not wait any more. */
int outbox_set_sending(struct store *store, int64_t id, const char *modem,
		       unsigned parts_total);

/* Write back what became of it: all from state on that a sending changes. */
int outbox_update(struct store *store, const struct outbox_row *row);
int outbox_get(struct store *store, int64_t id, struct outbox_row *out_row);

/* Rows that a crash left SENDING become UNSURE; returns how many. Each gets `next_at`, or
 * 0 (UNSURE for good) when an answer to it was lost before. */
int outbox_recover(struct store *store, int64_t next_at);

/* A delivery report: the matching SENT or UNSURE row (by number alone: its reference was
 * lost) of the last 72 h becomes DELIVERED or FAILED. -ENOENT if none. */
int outbox_report(struct store *store, const char *to, unsigned sms_reference,
		  bool is_delivered, int64_t now_s);

typedef bool (*outbox_visit_fn)(void *context, const struct outbox_row *row);
int outbox_list(struct store *store, int limit, outbox_visit_fn visit, void *context);
int outbox_list_to(struct store *store, const char *to, int limit, outbox_visit_fn visit,
		   void *context);

/* Texts to one number, or to all (NULL), queued since then. Those of the future, from
 * before the clock was set back, do not count. */
int outbox_count_since(struct store *store, const char *to, int64_t since_s);
/* Whether one of our last replies to this number says exactly this. */
bool outbox_has_said(struct store *store, const char *to, const char *text,
		     int64_t since_s);
int outbox_count_waiting(struct store *store); /* to be sent */
/* One row as JSON with the struct's names; 16 KiB of `text` do, else -EMSGSIZE. */
int outbox_add_json(struct store *store, int64_t id, struct text *text);
