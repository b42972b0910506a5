// SPDX-License-Identifier: MIT
#pragma once

/*
 * The real modem/ driven against the simulator (build/modemsim, its own process) by an
 * owner that keeps what it is given and answers each message once. For tests: functions
 * that fail end the test.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "modem/modem.h"

enum {
	RIG_MESSAGES_MAX = 2000,
	RIG_KEY_SIZE = 400, /* a TPDU as hex */
};

struct rig {
	char folder[64];
	char link[96], socket[96], ledger[96];
	pid_t simulator;
	FILE *control;
	sd_event *loop;
	struct modem *modem;
	struct modem_options options;
	unsigned n_offers;
	struct modem_message last; /* its texts are in the next three; `sms` is NULL */
	char last_storage[8], last_pdu[RIG_KEY_SIZE], last_why[LIMIT_WHY_SIZE];
	bool is_storing;   /* else the owner says NOT_STORED */
	bool is_answering; /* each message that is new gets one reply */
	size_t n_wanted;   /* messages that must have come before it is drained */
	size_t n_messages; /* different ones */
	size_t n_repeats;
	size_t n_damaged;
	size_t n_replies_due, n_replies_taken;
	size_t n_results[4]; /* by enum modem_send_result */
	int64_t last_id;
	int last_error, last_reference;
	bool is_retrying; /* what was NOT_GIVEN is handed over again */
	char (*keys)[RIG_KEY_SIZE];
};

/* Whether the simulator is built beside this test; says so when it is not. */
bool rig_is_possible(void);

/* Start simulator and modem. `arguments`: more for the simulator, apart by blanks. */
void rig_open(struct rig *rig, const char *arguments, unsigned hurry);
void rig_close(struct rig *rig);

/* The same in three steps, where options are to be changed between. */
void rig_prepare(struct rig *rig, unsigned hurry);
void rig_start_simulator(struct rig *rig, const char *arguments);
void rig_start_modem(struct rig *rig);

/* Take the modem away and make a new one, as a restart of the daemon does. */
void rig_restart_modem(struct rig *rig);

/* One command for the simulator; it must answer ok. */
void rig_say(struct rig *rig, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Let both run until `is_true`, for half a minute at most; then the test has failed. */
void rig_run_until(struct rig *rig, bool (*is_true)(struct rig *rig), const char *what);
void rig_run_until_state(struct rig *rig, enum modem_state state);
void rig_run_for_ms(struct rig *rig, int ms);

/* Nothing lies in a storage, nothing waits for a reply. */
bool rig_is_drained(struct rig *rig);

/* Lines of the ledger that begin with this letter. */
size_t rig_count(const struct rig *rig, char letter);

/* Every message that reached a slot was stored, and each reply went out exactly once
 * unless it was reported otherwise. */
void rig_check_nothing_lost(struct rig *rig);
