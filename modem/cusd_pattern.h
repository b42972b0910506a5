// SPDX-License-Identifier: MIT
#pragma once

/*
 * Where a text of +CUSD says who calls. +CUSD has no field for it: only an operator who
 * forwards his callers' sessions to our SIM card by contract can write it into the text,
 * and the pattern says where: "{nomor}*{teks}", "USSD {nomor}: {teks}". Pure.
 */

#include <stdbool.h>

#include "base/limits.h"

struct text;

enum {
	CUSD_PATTERN_SIZE = 64,
	CUSD_ANSWER_SIZE = 256,
};

/* Whether it is empty (no such door) or names {nomor}, then something, then {teks}. */
bool cusd_pattern_check(const char *pattern, struct text *why);

/* Take a text apart. False when the pattern is empty or another text. */
bool cusd_pattern_read(const char *pattern, const char *text,
		       char out_number[LIMIT_ADDRESS_SIZE],
		       char out_answer[CUSD_ANSWER_SIZE]);
