// SPDX-License-Identifier: MIT
#pragma once

/* What the admin is told of a modem by SMS: each once, until it is over. */

#include <stdbool.h>
#include <stdint.h>

struct service;

enum alarm {
	ALARM_DOWN,  /* not ready; told by another modem, if there is one */
	ALARM_FULL,  /* the SIM's storage, and it does not empty */
	ALARM_POWER, /* power or plug are gone again and again */
	ALARM_COUNT
};

struct alarms {
	int64_t since_ms[ALARM_COUNT]; /* monotonic; 0: all is well */
	int64_t since_s[ALARM_COUNT];  /* the same in UTC, for people */
	bool is_told[ALARM_COUNT];
};

/* Look at all modems; from time to time. */
void alarms_look(struct service *service);
