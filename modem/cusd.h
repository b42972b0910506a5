// SPDX-License-Identifier: MIT
#pragma once

/*
 * One line of +CUSD (27.007 7.15), as modem/lexer.h gives it: with the line ends that its
 * text holds. Pure; any bytes allowed. There is no caller in it: it is what the operator
 * of our own SIM says, and never a resident's.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
	CUSD_TEXT_SIZE = 2048, /* a USSD text has 182 septets; some firmware joins two */
	CUSD_DCS_UNKNOWN = -1,
};

/* <m>; others occur and mean nothing that is written anywhere. */
enum cusd_status {
	CUSD_STATUS_DONE = 0,          /* no further action */
	CUSD_STATUS_ASKED = 1,         /* the network waits for an answer */
	CUSD_STATUS_RELEASED = 2,      /* ended by the network; often holds the answer */
	CUSD_STATUS_ELSEWHERE = 3,     /* another local client has answered */
	CUSD_STATUS_NOT_SUPPORTED = 4, /* also a wrong form, or no network for it */
	CUSD_STATUS_TIMED_OUT = 5,     /* by the network */
};

struct cusd {
	int status;
	int dcs;                   /* CUSD_DCS_UNKNOWN when the line has none */
	bool is_cut;               /* the closing quote is missing, or `text` was full */
	char text[CUSD_TEXT_SIZE]; /* UTF-8; may hold line ends. "" for TIMED_OUT: what
				      stands there is an echo */
};

/* Read a line. False when it is none of +CUSD with its <m>. */
bool cusd_parse(const char *line, size_t length, struct cusd *out);
