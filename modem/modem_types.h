// SPDX-License-Identifier: MIT
#pragma once

/* What a modem and its owner tell each other, as plain values; see modem.h. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "modem/sms.h"

enum {
	MODEM_NAME_SIZE = 16,
	MODEM_PIN_SIZE = 8 + 1,
	MODEM_FACT_SIZE = 64,           /* operator, model, IMEI */
	MODEM_CENTRE_SIZE = 1 + 20 + 1, /* '+' and the digits of 24.011 8.2.5.1 */
};

enum modem_state {
	MODEM_STATE_ABSENT,      /* no port, or it cannot be opened */
	MODEM_STATE_PROBING,     /* open; is it a modem, which one, set it up */
	MODEM_STATE_PIN,         /* the SIM asks */
	MODEM_STATE_REGISTERING, /* set up; messages are read already, none can be sent */
	MODEM_STATE_READY,
	MODEM_STATE_LOST, /* was there and went silent or away; waits, then ABSENT */
	MODEM_STATE_COUNT
};

/* What the page and `surat modem` show; numbers are -1 while unknown. */
struct modem_health {
	enum modem_state state;
	int64_t since_s;                     /* UTC, of the state */
	char why[LIMIT_WHY_SIZE];            /* why this state */
	char trouble[LIMIT_WHY_SIZE];        /* why it was lost last; "" set up since */
	char model[MODEM_FACT_SIZE];         /* +CGMI +CGMM */
	char imei[MODEM_FACT_SIZE];          /* +CGSN */
	char sim[MODEM_FACT_SIZE];           /* +CIMI */
	char operator_name[MODEM_FACT_SIZE]; /* +COPS */
	int signal_percent;                  /* from +CSQ */
	int sim_used, sim_size;              /* of the fullest storage */
	char centre[MODEM_CENTRE_SIZE];      /* +CSCA, the service centre; "" unknown */
	int drops; /* times it lost its power or its plug in the hour before... */
	int64_t dropped_at;        /* ...the last one; UTC, 0 never */
	int64_t clock_ahead_s;     /* of the network's clock, before ours... */
	int64_t clock_at;          /* ...when it was asked, UTC; 0 never told */
	bool is_receiving_stopped; /* the owner cannot store: messages stay on the SIM */
};

/* A message read from a storage or handed over directly. */
struct modem_message {
	const char *storage; /* "SM", "ME"; "" when it came as +CMT */
	int slot;            /* -1 when it came as +CMT */
	const char *pdu_hex; /* as the modem gave it; may be damaged */
	size_t pdu_length;
	bool is_decoded;
	const char *why;       /* why it could not be decoded, else "" */
	const struct sms *sms; /* valid when is_decoded */
};

enum modem_verdict {
	MODEM_VERDICT_STORED,     /* committed: may be deleted */
	MODEM_VERDICT_NOT_STORED, /* leave it there; offered again at a later sweep */
};

enum modem_send_result {
	MODEM_SEND_RESULT_SENT,      /* +CMGS, whether or not its OK came through */
	MODEM_SEND_RESULT_NOT_GIVEN, /* the network never saw it: no prompt, or refused
					before it */
	MODEM_SEND_RESULT_REFUSED,   /* +CMS ERROR after the PDU was given */
	MODEM_SEND_RESULT_UNSURE,    /* given, and the answer was lost */
};

struct modem_sent {
	int64_t id; /* what modem_send() was given */
	enum modem_send_result result;
	int error;     /* +CMS/+CME number, -1 when none was said */
	int reference; /* TP-MR of a SENT one, else -1 */
};
