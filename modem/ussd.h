// SPDX-License-Identifier: MIT
#pragma once

/*
 * The USSD session of a modem, one at a time: AT+CUSD, and the +CUSD lines that come
 * before or after its OK, or not at all. While the network thinks, the line is free for
 * messages.
 */

#include <stdbool.h>
#include <stdint.h>

#include "modem/cusd.h"
#include "modem/modem_ussd.h"

enum ussd_phase {
	USSD_PHASE_NONE,
	USSD_PHASE_CHARSET,  /* the character set of the form is to be chosen */
	USSD_PHASE_DIAL,     /* the code is to be written */
	USSD_PHASE_ANSWER,   /* it is written: a line of +CUSD is waited for */
	USSD_PHASE_RELEASED, /* the network has ended it: perhaps in front of its answer
			      */
	USSD_PHASE_CLOSE,    /* AT+CUSD=2 is to be written */
	USSD_PHASE_RESTORE,  /* the character set is to be put back */
	USSD_PHASE_COUNT
};

struct ussd {
	enum ussd_phase phase;
	int64_t until_ms; /* of ANSWER and RELEASED, monotonic */
	char code[USSD_CODE_MAX + 1];
	unsigned tried; /* forms, as a mask */
	enum ussd_form form;
	bool is_ok_seen;      /* of the code, before any answer */
	bool is_foreign;      /* the character set is UCS2 */
	bool is_answered;     /* `text` is the answer */
	bool is_asked;        /* the network waits for ours */
	bool is_call_off_due; /* a session that nobody asked for is open */
	struct modem_ussd_answer answer;
	char text[CUSD_TEXT_SIZE];
};

/* Rows of modem_work.c: the session's next command; the end of one nobody asked for. */
bool ussd_work(struct modem *modem);
bool ussd_call_off_work(struct modem *modem);

/* When it has something to do that no line will announce; 0 = never. */
int64_t ussd_due_ms(const struct modem *modem);

/* A line of +CUSD came. */
void ussd_told(struct modem *modem, const char *line);

/* The modem is gone: end the session and tell so. */
void ussd_cancel(struct modem *modem);
