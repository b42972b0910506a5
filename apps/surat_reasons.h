// SPDX-License-Identifier: MIT
#pragma once

/* Reasons that suratd noted in English, as an official reads them. */

#include <stdint.h>

struct modem_row;

enum {
	REASON_SIZE = 256
};

/* The reason in Bahasa Indonesia, in `out`; one that is not known as it is. Returns
 * `out`. */
const char *reason_in_words(const char *english, char out[REASON_SIZE]);

/* What to do about a modem that does not work; "" for one that does. The first row of
 * state and reason that fits. */
const char *reason_advice(const struct modem_row *row);

/* Since when it works, or does not: not since the last try. */
int64_t reason_since(const struct modem_row *row);
