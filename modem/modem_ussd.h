// SPDX-License-Identifier: MIT
#pragma once

/*
 * What the owner of a modem asks its SIM card's operator by USSD: credit, validity, its
 * own number. A modem is a client of USSD and nothing else: +CUSD names no caller, and a
 * resident's *123# ends in the network of his own operator. So this is no door for
 * residents, and a question that the network asks unasked is called off, never answered:
 * such sessions have drained credit. (By contract with an operator: cusd_door.h.)
 */

#include <stdbool.h>

#include "modem/modem.h"
#include "modem/ussd_text.h"

/* What one modem (by its IMEI) was found to understand. The owner keeps it, so that the
 * wrong forms are tried only once. All zero: nothing is known. */
struct modem_ussd_habit {
	char imei[MODEM_FACT_SIZE];
	enum ussd_form form; /* of a code, the one that was answered */
	/* It says OK before the answer. Else the line may be blocked until that is there
	 * (27.007 7.15, before Release 6), and an OK is waited for as long. */
	bool is_ok_first;
};

enum modem_ussd_result {
	MODEM_USSD_RESULT_ANSWERED, /* `text` is what the network said */
	MODEM_USSD_RESULT_REFUSED,  /* in every form of the code, by modem or network */
	MODEM_USSD_RESULT_SILENT,   /* no answer within a minute, to none of them */
	MODEM_USSD_RESULT_GONE,     /* the modem went away, or lost the network */
	MODEM_USSD_RESULT_UNASKED,  /* no answer to modem_ussd(): a push of the network */
};

struct modem_ussd_answer {
	enum modem_ussd_result result;
	const char *text; /* UTF-8 with line ends; "" when there is none */
	bool is_cut;      /* its end did not come */
	int status;       /* <m> of +CUSD, -1 none */
	int error;        /* +CME number of a REFUSED one, -1 when none was said */
	/* To be kept for the next time; all zero when UNASKED. */
	struct modem_ussd_habit habit;
};

/* One step of a session that the network opened for a caller (modem/cusd_door.h). */
struct modem_session_step {
	const char *key;    /* of the session, never the same again */
	const char *number; /* of the caller, as the network wrote it */
	unsigned step;      /* 0: `text` may be what was dialled */
	const char *text;
};

struct modem_session_page {
	char text[128 + 1]; /* septets; plain characters, '\n' between lines */
	bool is_end;
	enum ussd_form form; /* that this modem is known to take, or UNKNOWN */
};

/* "answered", "refused"... */
const char *modem_ussd_result_name(enum modem_ussd_result result);

/*
 * Ask for a code ("*888#"); messages go first, in both directions. A menu behind it is
 * closed. `habit`: what is known of this modem, or NULL; another modem's is ignored.
 * Returns 0, and on_ussd() is called exactly once, within five minutes at the latest.
 * -EINVAL: no code that may be dialled; -EBUSY: a session runs, or the modem is not
 * READY.
 */
int modem_ussd(struct modem *modem, const char *code,
	       const struct modem_ussd_habit *habit);

/* Whether modem_ussd() would be taken now. */
bool modem_may_ussd(const struct modem *modem);
