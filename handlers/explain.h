// SPDX-License-Identifier: MIT
#pragma once

/*
 * `surat explain`: what the service understands of a text, and what it would do. The real
 * handlers answer it inside a transaction that is taken back, so that nothing changes and
 * nothing differs from the truth.
 */

#include <stdint.h>

struct office;
struct text;

enum {
	EXPLAIN_SIZE = 8192, /* a buffer of this size holds any explanation */
};

/*
 * Explain `utf8` as it would be taken from `sender` ("": some phone that never wrote).
 * Adds one JSON object: intent, letters, nik, name, purpose, code, choice, confidence,
 * why, and what would happen: state, note, replies, tickets. The store must not be inside
 * a transaction. Returns 0 or a store error.
 */
int answer_explain(const struct office *office, const char *utf8, const char *sender,
		   int64_t now_s, struct text *out_json);
