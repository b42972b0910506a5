// SPDX-License-Identifier: MIT
#pragma once

/*
 * What every handler works with: the store and the settings of the house. Made once in
 * apps/, passed everywhere, never a global.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"
#include "letters/letter_options.h"

struct store;
struct catalogue;
struct words;
struct phrases;

struct village {
	char code[LIMIT_VILLAGE_CODE_SIZE]; /* dotted */
	char name[16 + 1];
	char subdistrict[32], regency[32], province[32];
	char address[96], phone[12 + 1];
	char service_number[LIMIT_ADDRESS_SIZE]; /* the SIM's own number, "" unknown */
	char admin_phone[LIMIT_ADDRESS_SIZE];    /* who keeps the service; "" nobody */
	char head_name[64], head_title[48];
	char open_days[16];             /* "Sen-Jum", as texts say it */
	char open_hours[16];            /* "08.00-14.00" */
	int open_from_min, open_to_min; /* minutes of the day, local */
	unsigned open_weekdays;         /* bit 0 = Sunday */
	char holidays[512];             /* "2026-12-25 2027-01-01": closed all day */
	char number_format[64];         /* letters/numbers.h */
	char number_scope[12];          /* what is counted together: enum in approval.c */
	char number_start[16];          /* "217/2026": the first number in that year */
	char code_table[4];             /* "old", "new" */
	char unit[16], short_name[16];  /* {unit}, {singkatan} */
	struct letter_options letter;   /* how its letters look */
};

struct officer_options {
	int pin_memory_kib; /* what one check of a PIN takes, see officers.h */
	int pin_passes;
	int approvals_per_day;        /* by SMS, of one officer; 0 no limit */
	bool approval_needs_officer;  /* the terminal approves with --as only */
	char pepper[LIMIT_PATH_SIZE]; /* handlers/pepper.h; "" none */
};

/* How long things take and wait; days of work or of the calendar. */
struct desk_options {
	int ready_days;      /* a letter lies ready so long, then it expires */
	int remind_days;     /* then the resident is reminded, once; 0 never */
	int complaint_days;  /* working days until a complaint must be answered */
	char check[12];      /* who checks before the head: "operator" (or sekdes),
				"sekdes", "none" */
	bool has_ready_step; /* else an approved letter is ready by itself */
};

/* Those of the office, or the usual ones when it was made without. */
struct office;
const struct desk_options *office_desk(const struct office *office);

struct guard_options {
	int replies_per_day; /* all numbers together; 0 = no limit, like the others */
	int replies_per_number_day; /* replies that led nowhere */
	int replies_per_number_10min;
	int tickets_per_number_day;
	int unknown_nik_per_day;
};

struct office {
	struct store *store;
	const struct village *village;
	const struct catalogue *catalogue;
	const struct words *words;
	const struct phrases *phrases;
	const struct guard_options *guards;
	const struct officer_options *officers;
	const struct desk_options *desk;
};
