// SPDX-License-Identifier: MIT
#pragma once

/*
 * Is a letter genuine and still good? By its code or its number: the register answers. By
 * what its QR code holds: the signature answers, by the village's public key, and then
 * the register, if it is here.
 */

#include <stdbool.h>
#include <stdint.h>

#include "letters/seal.h"
#include "store/register.h"
#include "store/tickets.h"

struct office;
struct text;

enum check_verdict {
	CHECK_VERDICT_UNKNOWN, /* no such letter, or only a request for one */
	CHECK_VERDICT_GOOD,    /* in the register, and good */
	CHECK_VERDICT_REVOKED,
	CHECK_VERDICT_WITHDRAWN, /* by the head, before it was printed */
	CHECK_VERDICT_EXPIRED,   /* run out, or never collected */
	/* Of seals: */
	CHECK_VERDICT_UNASKED,     /* good; the register of its village is not here */
	CHECK_VERDICT_UNTRUSTED,   /* of a village whose key we do not have */
	CHECK_VERDICT_KEY_REVOKED, /* or signed after its key was replaced */
	CHECK_VERDICT_FORGED,      /* the signature is not that of the facts */
	CHECK_VERDICT_DIFFERS,     /* good, but our register says otherwise: alarm */
	CHECK_VERDICT_FUTURE,      /* issued after today: whose clock is wrong? */
	CHECK_VERDICT_BROKEN,      /* not a whole seal */
	CHECK_VERDICT_COUNT
};

struct check {
	enum check_verdict verdict;
	bool is_seal;   /* a seal was asked about */
	bool has_facts; /* `facts` are those of a letter, or what a seal says */
	struct seal_facts facts;
	bool is_known; /* the next two are of a letter of our register */
	struct ticket ticket;
	struct register_entry letter;
	int64_t ended_at;
};

/* What somebody typed or scanned: a code, a number, a sealed text or the URL that holds
 * one. Returns 0 with the verdict, or a store error. */
int check_any(const struct office *office, const char *asked, int64_t now_s,
	      struct check *out);

/* One of them. The code has 8 digits. */
int check_code(const struct office *office, const char *code, int64_t now_s,
	       struct check *out);
int check_number(const struct office *office, const char *number, int64_t now_s,
		 struct check *out);
int check_seal(const struct office *office, const char *sealed, int64_t now_s,
	       struct check *out);

/* Where a sealed text begins in a message; NULL when there is none. */
const char *check_find_seal(const char *message);

/* The verdict as one sentence with the facts, as the kecamatan reads it (V01 to V12).
 * Writes which phrase it is; false when there is none. Never holds a NIK. */
bool check_say(const struct office *office, const struct check *check,
	       const char **out_phrase, struct text *out);

/* The verdict in two words for anybody: "SAH". */
const char *check_word(enum check_verdict verdict);
/* And for programs: "good". */
const char *check_verdict_name(enum check_verdict verdict);
