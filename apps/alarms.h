// SPDX-License-Identifier: MIT
#pragma once

/* What the admin is told of a modem by SMS: each once, until it is over. */

#include <stdbool.h>
#include <stdint.h>

struct modem_row;
struct service;
struct service_modem;

enum alarm {
	ALARM_DOWN,  /* not ready; told by another modem, if there is one */
	ALARM_FULL,  /* the SIM's storage, and it does not empty */
	ALARM_POWER, /* power or plug are gone again and again */
	ALARM_COUNT
};

struct alarms {
	int64_t since_ms[ALARM_COUNT]; /* monotonic, valid while it holds */
	int64_t since_s[ALARM_COUNT];  /* the same in UTC, for people; 0: all is well */
	bool is_told[ALARM_COUNT];
};

/* What is to outlive a restart, into the modem's row and out of it again: nobody is told
 * twice, and what held for a while goes on holding. */
void alarms_describe(const struct service_modem *at, struct modem_row *row);
void alarms_restore(struct service_modem *at, const struct modem_row *row);

/* Look at all modems; from time to time. */
void alarms_look(struct service *service);
