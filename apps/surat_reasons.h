// SPDX-License-Identifier: MIT
#pragma once

/* Reasons that suratd noted in English, as an official reads them. */

enum {
	REASON_SIZE = 256
};

/* The reason in Bahasa Indonesia, in `out`; one that is not known as it is. Returns
 * `out`. */
const char *reason_in_words(const char *english, char out[REASON_SIZE]);
