// SPDX-License-Identifier: MIT
#pragma once

/* What the files of the entity share. */

#include "ussd/euse.h"

enum session_state {
	SESSION_FREE,
	SESSION_LOOKED_UP, /* whose IMSI is it? */
	SESSION_ASKED,     /* the phone has a page with a question */
};

struct euse_session {
	enum session_state state;
	char imsi[GSUP_IMSI_SIZE];
	uint32_t id;        /* the network's, of this IMSI */
	uint8_t invoke_id;  /* of the phone's request: what the last page answers */
	uint8_t our_invoke; /* of our question */
	char key[EUSE_KEY_SIZE];
	char number[GSUP_MSISDN_SIZE];
	char text[COMPONENT_TEXT_SIZE]; /* dialled, while the number is looked up */
	unsigned lookup;                /* of the question to the control port */
	unsigned step;
	int64_t until_ms; /* monotonic */
};

struct euse {
	struct euse_options options;
	struct euse_owner owner;
	struct link *gsup, *control;
	sd_event_source *timer;
	bool is_known; /* the HLR has been told our name */
	int64_t started_ms;
	unsigned n_keys, n_lookups;
	struct euse_session sessions[EUSE_SESSIONS_MAX];
};

/* A message of the HLR. */
void euse_take(struct euse *euse, const struct gsup *gsup);

/* The number of the session's IMSI is known ("": it is not): its first page. */
void euse_go_on(struct euse *euse, struct euse_session *session);

/* Ask the control port. */
void euse_look_up(struct euse *euse, struct euse_session *session);
/* An answer of the control port. */
void euse_take_control(struct euse *euse, const struct ipa_frame *frame);

/* Those whose time is over. */
void euse_look_at_clock(struct euse *euse);

/* The connection is gone, and with it what the HLR knew. */
void euse_forget_all(struct euse *euse);
