// SPDX-License-Identifier: MIT
#pragma once

/*
 * One turn of a conversation: a message came, what is known of its sender is loaded, the
 * handlers change it and reply, and at the end it is kept. Internal to handlers/answer*.
 *
 * A conversation is a draft that fills up: letter, NIK, purpose, the letter's own
 * questions, a YA where the reading was unsure. What is asked next follows from what is
 * missing, so a conversation can be taken up at any point, after any break.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/limits.h"
#include "handlers/words.h"
#include "store/drafts.h"

struct facts;
struct inbox_row;
struct office;

struct turn {
	const struct office *office;
	const struct inbox_row *message;
	int64_t now_s;
	struct reading reading;
	struct draft draft, before; /* as it is becoming, as it was */
	struct person person;
	bool has_stored_draft, is_person_changed;
	bool has_progress; /* a ticket was filed or changed, a conversation taken up */
	bool is_misunderstood;
	bool needs_human;                 /* the inbox row becomes UNREAD */
	int n_replies;                    /* queued */
	char filed_code[LIMIT_CODE_SIZE]; /* of the ticket that this message led to, ""
					     none */
	bool is_filed_before;             /* it was there already */
	const char *note;                 /* for the inbox row; NULL none */
};

/* What was asked last (draft.step). */
#define TURN_STEP_MENU     "menu"
#define TURN_STEP_NIK      "nik"
#define TURN_STEP_PURPOSE  "purpose"
#define TURN_STEP_FIELD    "field" /* the letter's first question without an answer */
#define TURN_STEP_CONFIRM  "confirm"
#define TURN_STEP_RESUME   "resume"
#define TURN_STEP_PEOPLE   "people"
#define TURN_STEP_PARENT   "parent"
#define TURN_STEP_NEEDS    "needs"    /* which letter's requirements? */
#define TURN_STEP_REGISTER "register" /* whose phone is this? */

/* Load what is known of the sender. A draft that lay too long is forgotten. */
int turn_begin(struct turn *turn, const struct office *office,
	       const struct inbox_row *message, int64_t now_s);

/* Keep the draft, the person, and what became of the inbox row. */
int turn_end(struct turn *turn);

/* Reply with a phrase, if the guards let it go. Returns 0 or a store error. */
int turn_reply(struct turn *turn, const char *phrase, const struct facts *facts);

bool turn_is_step(const struct turn *turn, const char *step);
void turn_set_step(struct turn *turn, const char *step);

/* Forget the request so far. */
void turn_clear_request(struct turn *turn);
