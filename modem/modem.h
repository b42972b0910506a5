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
#include "modem/cusd_pattern.h"
#include "modem/modem_types.h"
#include "modem/ussd_text.h"

struct modem_options {
	char name[MODEM_NAME_SIZE];
	char port[LIMIT_PATH_SIZE]; /* a serial device, a link to one, or a pty */
	unsigned baud;
	char pin[MODEM_PIN_SIZE]; /* empty: none */
	unsigned sweep_s;         /* how often both storages are read through as a net */
	unsigned hurry; /* all waits are divided by it; 1 in service, more in tests */
	char state_dir[LIMIT_PATH_SIZE]; /* where a refused PIN is remembered (never the
					    PIN) */
	/* Of its SIM card; for the owner, not used in here. */
	char credit_ussd[USSD_CODE_MAX + 1];  /* asks the operator; empty: never */
	unsigned credit_hours;                /* between two times that it is asked */
	unsigned credit_low;                  /* rupiah; less is an alarm, 0 none */
	char cusd_pattern[CUSD_PATTERN_SIZE]; /* modem/cusd_pattern.h; empty: no door */
	char prefixes[128];                   /* "0811,0812": numbers it is to text */
};

const char *modem_state_name(enum modem_state state);

struct modem;
struct modem_ussd_answer;
struct modem_session_page;
struct modem_session_step;

struct modem_owner {
	void *context; /* given to each function below */
	/* One message; answers after its COMMIT. */
	enum modem_verdict (*on_message)(void *context, struct modem *modem,
					 const struct modem_message *message);
	/* What became of a modem_send(); called exactly once for each. */
	void (*on_sent)(void *context, struct modem *modem,
			const struct modem_sent *sent);
	/* The modem could send now and has nothing to: after READY, after each send, and
	 * after each message that was stored: its reply goes before its deletion. */
	void (*on_free)(void *context, struct modem *modem);
	/* Somebody called and was hung up on: `number` is as the network wrote it, with
	 * '+' where it is international. Once or more for each call; NULL: nobody asks.
	 */
	void (*on_call)(void *context, struct modem *modem, const char *number);
	/* Something in modem_health() changed. */
	void (*on_health)(void *context, struct modem *modem);
	/* What became of a modem_ussd(), or what the network said unasked
	 * (modem/modem_ussd.h); NULL: nobody asks for it. */
	void (*on_ussd)(void *context, struct modem *modem,
			const struct modem_ussd_answer *answer);
	/* A caller's step (modem/modem_ussd.h): answer at once. NULL: no such door. */
	void (*on_session)(void *context, struct modem *modem,
			   const struct modem_session_step *step,
			   struct modem_session_page *out_page);
};

/* `options` and `owner` are copied. `loop` must outlive it. Never NULL. */
struct modem *modem_new(sd_event *loop, const struct modem_options *options,
			const struct modem_owner *owner);

/* Closes the port and frees; a send in flight is reported UNSURE (or NOT_GIVEN) first.
 * Not from a callback. */
void modem_free(struct modem *modem);

/* The service centre that this SIM card (its +CIMI) had last: put back when the card has
 * lost it. What is no number is ignored. Call it before modem_start(). */
void modem_set_centre(struct modem *modem, const char *sim, const char *centre);

/* Opens the port now; later tries follow on their own. */
void modem_start(struct modem *modem);

/* Whether modem_send() would be taken now. */
bool modem_is_free(const struct modem *modem);

/*
 * Hand over one PDU from sms_encode(); `pdu_hex` is copied. Returns 0, or -EBUSY when the
 * modem is not free, or -EINVAL for what is no PDU. The result comes by on_sent(), within
 * 300 s + recovery at the latest.
 */
int modem_send(struct modem *modem, int64_t id, const char *pdu_hex, int tpdu_octets);

/* Tell a bug report's reader what goes over the wire, masked, from a fresh set-up on
 * (modem/record.h). `socket` is the modem's from now on; it ends when the reader does. */
void modem_record(struct modem *modem, int socket);

/* The owner can store again: offer what was left on the SIM. */
void modem_resume_receiving(struct modem *modem);

const struct modem_health *modem_health(const struct modem *modem);
const char *modem_name(const struct modem *modem);

/* Print the life cycle's table as Graphviz text on `out`. */

void modem_print_machine(FILE *out);
