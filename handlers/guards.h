// SPDX-License-Identifier: MIT
#pragma once

/*
 * Who is answered, and how often. Every reply costs credit, and two services that answer
 * each other would spend all of it. What came in is kept and shown in any case; only the
 * answer is held back. What counts against a number is replies that led nowhere: those
 * since its last progress (a draft grew, a ticket was filed or changed).
 */

#include <stdbool.h>
#include <stdint.h>

struct office;
struct phrases;
struct turn;

/*
 * Whether one more reply may go out for this turn: *out_refusal is NULL, or why not (a
 * word or two for the inbox note). Returns 0 or a store error.
 */
int guards_ask(struct turn *turn, const char **out_refusal);

/* The same, only for the budget of the day in all. */
int guards_ask_day(const struct office *office, bool is_progress, int64_t now_s,
		   const char **out_refusal);

/* Whether this caller may open one more session of pages (handlers/session.h). They cost
 * no credit, so more of them may lead nowhere than replies. */
int guards_ask_session(struct turn *turn, const char **out_refusal);

/* Whether the message is an echo: one of our own texts, of this service or of another one
 * with the same phrases. 1, 0 or a store error. */
int guards_is_echo(const struct turn *turn);

/* Whether `text` holds what only a phrase of ours says. */
bool guards_is_our_phrase(const struct phrases *phrases, const char *text);
