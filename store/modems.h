// SPDX-License-Identifier: MIT
#pragma once

/* The modems' health as the pages, `surat modem` and `surat doctor` see it. */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"

struct store;
struct text;

struct modem_row {
	char name[16];
	char state[16];
	int64_t since_at;
	char why[LIMIT_WHY_SIZE];
	char port[256];
	char model[64], imei[64], sim[64], operator_name[64];
	int signal_percent; /* -1 unknown, like the numbers below */
	int sim_used, sim_size;
	bool is_receiving_stopped;
	char credit[192];      /* what the operator said last, as it came; "" never */
	int64_t credit_at;     /* when; 0 never */
	int64_t credit_rupiah; /* -1 unknown: not said, or in no words that we know */
	char active_until[11], grace_until[11]; /* "2026-12-31"; "" unknown */
	int credit_alarms;     /* what the admin was told, as a mask of apps/credit.h */
	char ussd_form[8];     /* how this modem wants codes, by ussd_form_name() */
	bool is_ussd_ok_first; /* see modem/modem_ussd.h */
	char centre[24];       /* the SIM card's service centre; "" unknown */
	int drops;          /* times that power or plug were gone in the hour before... */
	int64_t dropped_at; /* ...the last one; 0 never */
	int64_t clock_ahead_s;          /* of the network's clock, before ours... */
	int64_t clock_at;               /* ...when it was asked; 0 never told */
	int alarms_told;                /* what the admin was told, by apps/alarms.h */
	int64_t down_since, full_since; /* what he may be told of; 0 all is well */
	int64_t down_ms, full_ms;       /* how long of it suratd has run */
	int64_t last_in_at, last_out_at;
	int64_t updated_at;
};

int modem_row_put(struct store *store, const struct modem_row *row);
int modem_row_get(struct store *store, const char *name, struct modem_row *out);
typedef bool (*modem_row_visit_fn)(void *context, const struct modem_row *row);
int modem_row_list(struct store *store, modem_row_visit_fn visit, void *context);

/* One row as a JSON object with the struct's names; unknown numbers are null. `text`
 * should have 8 KiB. -ENOENT, or -EMSGSIZE when it did not fit. */
int modem_row_add_json(struct store *store, const char *name, struct text *text);
