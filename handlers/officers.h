// SPDX-License-Identifier: MIT
#pragma once

/*
 * The office's people as they act: who may approve today, and whether a PIN is right.
 *
 * A PIN has 6 digits and is kept as an Argon2id hash. One check takes 8 MiB for its
 * duration only (given back at once) and 3 passes: 15 ms on a PC, under 100 ms on the
 * boards that villages use. Against somebody who has the file, 10^6 PINs last about four
 * hours on one core: without the pepper (handlers/pins.h) they cannot be tried. Against
 * everybody else the three tries count: 3 of 10^6. Before the last of the three a quarter
 * of an hour must pass, so that nobody loses it in a hurry.
 */

#include <stdbool.h>
#include <stdint.h>

#include "store/officers.h"

struct office;
struct text;

enum {
	OFFICERS_COOL_OFF_S = 15 * 60,
	OFFICERS_PHONE_COOL_OFF_S = 24 * 3600,
};

/* What is typed to add one; "" where nothing is known. */
struct officer_request {
	const char *name, *role, *title, *phone;
};

/* Add an officer. Returns 0, -EINVAL or -EEXIST with a sentence in `why`. */
int officers_add(const struct office *office, const struct officer_request *request,
		 int64_t now_s, struct officer *out, struct text *why);

/* His number as a civil servant, as typed: 18 digits, of which the first 8 are his day of
 * birth; "-" takes it away. It stands below his name on letters. -EINVAL with a sentence
 * in `why`. */
int officers_set_nip(const struct office *office, struct officer *officer,
		     const char *nip, struct text *why);

/* Whether these digits may be his PIN: 6 of them, no pattern, no date, not of his phone.
 */
bool officers_is_good_pin(const struct officer *officer, const char *pin,
			  struct text *why);

/* Set it, open what was locked, and store it. -EINVAL with a sentence in `why`; -ENOKEY
 * when the pepper cannot be used. */
int officers_set_pin(const struct office *office, struct officer *officer,
		     const char *pin, struct text *why);

/*
 * Judge a PIN after officer_take_try() has counted the try. Returns 0 (right: the count
 * is back at none), -EACCES (wrong), -ENOKEY (its pepper is lost, the try is given
 * back), or a store error.
 */
int officers_judge_pin(const struct office *office, struct officer *officer,
		       const char *pin);

/* Takes as long as judging does and says nothing: a refusal for another reason must not
 * be quicker. */
void officers_pretend(const struct office *office, const char *pin);

bool officers_is_locked(const struct officer *officer);

/* How long the last try, or a phone that is another one, must wait; 0 not at all. */
int64_t officers_wait_s(const struct officer *officer, int64_t now_s);
int64_t officers_phone_wait_s(const struct officer *officer, int64_t now_s);

/* A phone was stolen, or somebody pretends: nothing is approved in his name until the
 * office opens it again or gives a new PIN. He is logged out everywhere. */
int officers_lock(const struct office *office, struct officer *officer);

/* He works here no more. */
int officers_retire(const struct office *office, struct officer *officer);

/* Another phone; "" none. What was asked on the old one ends, it is told so, and the new
 * one approves nothing for a day. -EINVAL or -EEXIST with a sentence in `why`. */
int officers_change_phone(const struct office *office, struct officer *officer,
			  const char *phone, int64_t now_s, struct text *why);

/* Whether he may approve letters now, and as what: "" the head himself, "a.n.", "Plh.",
 * "u.b.", "Plt.", "Pj.". A store error counts as no. */
bool officers_may_approve(const struct office *office, const struct officer *officer,
			  int64_t now_s, char out_kind[8]);

/* Who is asked for approval now: who stands in for the head, else the head. -ENOENT when
 * nobody has a phone and a PIN. */
int officers_find_acting_head(const struct office *office, int64_t now_s,
			      struct officer *out);
