// SPDX-License-Identifier: MIT
#pragma once

/*
 * The one configuration file, read once, checked as a whole: every error with file and
 * line, unknown names with the nearest known one. Fills each folder's own options struct.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/limits.h"
#include "handlers/gateway.h"
#include "handlers/office.h"
#include "handlers/phrases.h"
#include "handlers/words.h"
#include "letters/catalogue.h"
#include "letters/seal.h"
#include "modem/modem.h"
#include "store/store.h"
#include "ussd/euse.h"
#include "web/options.h"

enum {
	SETTINGS_MODEMS_MAX = 8,
	SETTINGS_OVERRIDES_MAX = 64,
};

struct outbox_options {
	int unsure_wait_s; /* a lost answer waits so long for its report before its one
			      retry */
	double pace_s;    /* pause between texts that can wait; answers are never paced */
	int attempts_max; /* then the text is FAILED and shown */
	int quiet_from_hour, quiet_to_hour; /* no reminder in between; equal: always */
	int price_rp;                       /* of one SMS, for the report; 0 unknown */
};

struct settings {
	struct village village;
	struct modem_options modems[SETTINGS_MODEMS_MAX];
	size_t n_modems;
	struct store_options store;
	struct outbox_options outbox;
	struct guard_options guards;
	struct officer_options officers;
	struct seal_options seal;
	struct euse_options ussd;
	struct gateway_options gateway;
	struct web_options web;
	struct desk_options desk;
	struct catalogue catalogue;
	struct phrases phrases;
	struct words words;
};

/* From the command line. */
struct settings_source {
	const char *file; /* -c; NULL: see settings_default_file() */
	const char *overrides[SETTINGS_OVERRIDES_MAX]; /* -o path=value */
	size_t n_overrides;
};

/* Takes "-c FILE" and "-o path=value" out of the arguments as getopt gives them. */
bool settings_take_option(struct settings_source *source, int option, const char *value);

/* $SURAT_CONF, else run/surat.conf beside the program (a build folder), else
 * /etc/surat/surat.conf. Writes into `out`. */
void settings_default_file(char out[LIMIT_PATH_SIZE]);

/*
 * Read and check. Returns 0 with *out_settings (give back by settings_free()), or -EINVAL
 * after every error has been written to stderr as "file:line: what is wrong".
 */
int settings_load(const struct settings_source *source, struct settings **out_settings);
/* The same, with the errors written to another place. */
int settings_load_telling(const struct settings_source *source, FILE *errors,
			  struct settings **out_settings);
void settings_free(struct settings *settings);
