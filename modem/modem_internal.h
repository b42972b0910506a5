// SPDX-License-Identifier: MIT
#pragma once

/*
 * One modem as the files of this folder see it. Each part owns its struct and its file;
 * they meet here and in the table of works (modem_work.c), which says what goes first.
 */

#include "modem/call.h"
#include "modem/centre.h"
#include "modem/chat.h"
#include "modem/cusd_door.h"
#include "modem/health.h"
#include "modem/ladder.h"
#include "modem/modem.h"
#include "modem/quirks.h"
#include "modem/receive.h"
#include "modem/record.h"
#include "modem/send.h"
#include "modem/startup.h"
#include "modem/sweep.h"
#include "modem/ussd.h"

struct modem {
	sd_event *loop;
	struct modem_options options;
	struct modem_owner owner;
	struct chat *chat;
	struct record record;
	const struct quirk *quirk;
	sd_event_source *timer;
	struct modem_health health;
	int64_t state_until_ms; /* monotonic; 0: this state waits for nothing */
	unsigned n_failures;    /* since the modem was last set up; chooses the pause */
	bool is_port_missing;   /* nothing there to open: looked for more often */
	struct startup startup;
	struct receive receive;
	struct sweep sweep;
	struct send send;
	struct polls polls;
	struct ussd ussd;
	struct cusd_door door;
	struct call call;
	struct ladder ladder;
	struct centre centre;
};

/* The only way to change the state. Logs it with the reason, refuses what the table does
 * not allow, tells the owner. */
void modem_go(struct modem *modem, enum modem_state state, const char *why, ...)
	__attribute__((format(printf, 3, 4)));

/* A wait of a table, divided by the owner's hurry; at least 1. */
int64_t modem_wait_ms(const struct modem *modem, unsigned ms);

/* modem_wait_ms() from now. */
int64_t modem_after_ms(const struct modem *modem, unsigned ms);

/* Something in modem_health() changed. */
void modem_tell_health(struct modem *modem);

/* The owner may hand over a message now, if it has one. */
void modem_offer_free(struct modem *modem);

/* modem_work.c: write the most urgent command, if the line stands idle. */
void work_begin(struct modem *modem);

/* The same, but only what may go ahead of a callback that takes its time: so the line
 * works while the owner commits. */
void work_begin_ahead(struct modem *modem);

/* When work_begin() has something to do that no line from the modem will announce. */
int64_t work_due_ms(const struct modem *modem);

/* Set the timer to what is due next. */
void modem_rearm(struct modem *modem);

/* The smaller one; 0 counts as never. */
int64_t earlier_ms(int64_t a, int64_t b);
