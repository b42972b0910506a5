// SPDX-License-Identifier: MIT
#pragma once

/*
 * Is a letter genuine and still good? By its code or its number; the register answers.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/register.h"
#include "store/tickets.h"

struct office;
struct text;

enum check_verdict {
	CHECK_VERDICT_UNKNOWN, /* no such letter, or only a request for one */
	CHECK_VERDICT_GOOD,
	CHECK_VERDICT_ENDED, /* revoked, run out, never collected */
};

struct check {
	enum check_verdict verdict;
	struct ticket ticket; /* of a letter that is known */
	struct register_entry letter;
	int64_t ended_at;
};

/* Return 0 with the verdict, or a store error. The code has 8 digits. */
int check_code(const struct office *office, const char *code, int64_t now_s,
	       struct check *out);
int check_number(const struct office *office, const char *number, int64_t now_s,
		 struct check *out);

/* The verdict with the facts, as the kecamatan reads it (V01 to V03). Writes which phrase
 * it is; false when there is none. */
bool check_say(const struct office *office, const struct check *check,
	       const char **out_phrase, struct text *out);

/* The verdict as a word: "SAH". */
const char *check_word(enum check_verdict verdict);
