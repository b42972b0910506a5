// SPDX-License-Identifier: MIT
#pragma once

/*
 * Asking the head: a text with a one-time number to his phone (K01), when a request has
 * been checked. At night it waits until the morning; with many waiting he gets one text
 * that says so (K05) and asks for the list himself.
 */

#include <stddef.h>
#include <stdint.h>

struct office;
struct officer;
struct ticket;

enum {
	/* A head in the field answers in the evening. What protects the number is that
	 * wrong ones are counted, not that it is short-lived. */
	CHALLENGE_VALID_S = 86400,
	CHALLENGE_WITHDRAW_S = 15 * 60,
};

/* Ask whoever acts as head now; nothing when nobody has a phone and a PIN. `checked_by`
 * is told to him. */
int challenge_ask(const struct office *office, const struct ticket *ticket,
		  const char *checked_by, int64_t now_s);

/* The same to this officer, at once, as the answer to the message `inbox_id`. */
int challenge_ask_again(const struct office *office, const struct officer *officer,
			const struct ticket *ticket, int64_t inbox_id, int64_t now_s);

/* Hide the one-time numbers in a text to an officer: each run of four digits that is no
 * part of a code, a date or a letter's number becomes "****". Lists show it so. */
void challenge_hide_numbers(char *text, size_t length);
