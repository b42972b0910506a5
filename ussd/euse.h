// SPDX-License-Identifier: MIT
#pragma once

/*
 * An external USSD entity ("EUSE") of an Osmocom HLR: registers there by GSUP, takes the
 * sessions that phones begin with our code, asks the HLR's control port whose number the
 * IMSI is, and answers page by page. Knows no letters and no store.
 *
 * It never begins a session: a request of ours to a phone makes osmo-hlr (1.5 to 1.9)
 * fall. The HLR tells nobody when its guard timer ends a session, so ours end by a timer
 * of their own.
 */

#include <stdbool.h>

#include <systemd/sd-event.h>

#include "ussd/component.h"
#include "ussd/gsup.h"
#include "ussd/link.h"

enum {
	EUSE_NAME_SIZE = 32,
	EUSE_CODE_SIZE = 16,
	EUSE_KEY_SIZE = 48,
	EUSE_SESSIONS_MAX = 256, /* more at once: the oldest is forgotten */
	EUSE_LOOKUP_MS = 2000,   /* whose number is it? */
	EUSE_GUARD_MS = 60000,   /* without an answer of the phone; the HLR waits 30 s */
};

struct euse_options {
	char host[LINK_HOST_SIZE]; /* of the HLR; "" = no such door */
	unsigned port, control_port;
	char name[EUSE_NAME_SIZE]; /* as the HLR's settings say behind "euse" */
	char code[EUSE_CODE_SIZE]; /* that leads here, "*77": what is behind it is an
				      answer */
};

/* One step of one phone. */
struct euse_step {
	const char *key;    /* of the session; never the same again */
	const char *number; /* as the HLR knows it, "" unknown */
	unsigned step;      /* 0 = `text` is what was dialled */
	const char *text;
};

struct euse_page {
	char text[COMPONENT_PAGE_SEPTETS + 1]; /* plain characters */
	bool is_end;
};

struct euse_owner {
	void *context;
	/* Answer at once: the HLR and the phone wait. */
	void (*on_step)(void *context, const struct euse_step *step,
			struct euse_page *out_page);
};

struct euse;

/* `options` and `owner` are copied. NULL when the event loop has no room. */
struct euse *euse_new(sd_event *loop, const struct euse_options *options,
		      const struct euse_owner *owner);
void euse_free(struct euse *euse);
