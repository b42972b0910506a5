// SPDX-License-Identifier: MIT
#pragma once

/*
 * One GSM modem: its life cycle and the few things its owner does with it. Make it with
 * modem_new(), start it; from then on it opens its port, recovers from all that a modem
 * does, and calls back. It never gives up and it knows no letters and no database.
 *
 * The promise: a message is deleted from the SIM only after on_message() answered STORED,
 * and a send whose answer was lost is reported as UNSURE, never repeated here.
 *
 * Callbacks run from the event loop, one at a time; they may call modem_send().
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <systemd/sd-event.h>

#include "base/limits.h"
#include "modem/sms.h"

enum {
	MODEM_NAME_SIZE = 16,
	MODEM_PIN_SIZE = 8 + 1,
	MODEM_FACT_SIZE = 64, /* operator, model, IMEI */
};

struct modem_options {
	char name[MODEM_NAME_SIZE];
	char port[LIMIT_PATH_SIZE]; /* a serial device, a link to one, or a pty */
	unsigned baud;
	char pin[MODEM_PIN_SIZE]; /* empty: none */
	unsigned sweep_s;         /* how often both storages are read through as a net */
	unsigned hurry; /* all waits are divided by it; 1 in service, more in tests */
	char state_dir[LIMIT_PATH_SIZE]; /* where a refused PIN is remembered (never the
					    PIN) */
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

const char *modem_state_name(enum modem_state state);

/* What the page and `surat modem` show; numbers are -1 while unknown. */
struct modem_health {
	enum modem_state state;
	int64_t since_s;                     /* UTC, of the state */
	char why[LIMIT_WHY_SIZE];            /* why this state */
	char model[MODEM_FACT_SIZE];         /* +CGMI +CGMM */
	char imei[MODEM_FACT_SIZE];          /* +CGSN */
	char sim[MODEM_FACT_SIZE];           /* +CIMI */
	char operator_name[MODEM_FACT_SIZE]; /* +COPS */
	int signal_percent;                  /* from +CSQ */
	int sim_used, sim_size;              /* both storages together */
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
	MODEM_SEND_RESULT_SENT,      /* +CMGS and OK */
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

struct modem;

struct modem_owner {
	void *context; /* given to each function below */
	/* One message; answers after its COMMIT. */
	enum modem_verdict (*on_message)(void *context, struct modem *modem,
					 const struct modem_message *message);
	/* What became of a modem_send(); called exactly once for each. */
	void (*on_sent)(void *context, struct modem *modem,
			const struct modem_sent *sent);
	/* The modem could send now and has nothing to: after READY, and after each send.
	 */
	void (*on_free)(void *context, struct modem *modem);
	/* Something in modem_health() changed. */
	void (*on_health)(void *context, struct modem *modem);
};

/* `options` and `owner` are copied. `loop` must outlive it. Never NULL. */
struct modem *modem_new(sd_event *loop, const struct modem_options *options,
			const struct modem_owner *owner);

/* Closes the port and frees; a send in flight is reported UNSURE (or NOT_GIVEN) first. */
void modem_free(struct modem *modem);

/* Opens the port now; later tries follow on their own. */
void modem_start(struct modem *modem);

/* Whether modem_send() would be taken now. */
bool modem_is_free(const struct modem *modem);

/*
 * Hand over one PDU from sms_encode(); `pdu_hex` is copied. Returns 0, or -EBUSY when the
 * modem is not free. The result comes by on_sent(), within 300 s + recovery at the
 * latest.
 */
int modem_send(struct modem *modem, int64_t id, const char *pdu_hex, int tpdu_octets);

/* The owner can store again: offer what was left on the SIM. */
void modem_resume_receiving(struct modem *modem);

const struct modem_health *modem_health(const struct modem *modem);
const char *modem_name(const struct modem *modem);

/* Print the life cycle's table as Graphviz text on `out`. */

void modem_print_machine(FILE *out);
