// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is done with a complaint (LAPOR), from any door: one table of steps, and what is
 * told to whom. All functions work in the caller's transaction, so that a text to a
 * resident or to the head is there if and only if the step is.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/complaints.h"

struct actor;
struct office;
struct officer;
struct text;

enum complaint_step {
	COMPLAINT_STEP_ASSIGN, /* it is this officer's now; he is told */
	COMPLAINT_STEP_ANSWER, /* the resident gets the answer */
	COMPLAINT_STEP_CLOSE,
	COMPLAINT_STEP_REOPEN, /* the resident is not content */
	COMPLAINT_STEP_COUNT
};

const char *complaint_step_name(enum complaint_step step);

/* Whether the step exists from this state. */
bool complaint_step_is_allowed(enum complaint_step step, enum complaint_state state);

/* Whether nobody answered it by the day that was promised. */
bool complaint_is_late(const struct complaint *complaint, int64_t now_s);

struct complaint_doing {
	enum complaint_step step;
	const char *text;              /* answer or reason; NULL none */
	const struct officer *officer; /* to whom it is given */
};

/* What a complaint says: who, what, by which door and message. */
struct complaint_report {
	const char *phone, *text, *door;
	int64_t inbox_id;
};

/* Write it down with its place, if it names one, and the day until which it must be
 * answered. */
int complaint_file(const struct office *office, const struct complaint_report *report,
		   int64_t now_s, struct complaint *out);

/*
 * Do one step: state, event, texts. Returns 0 and brings `complaint` up to date; -EINVAL
 * with a sentence in `why`; -EPERM (not from this state), -EACCES (not for this role),
 * -ESTALE (somebody was faster), or a store error.
 */
int complaint_do(const struct office *office, struct complaint *complaint,
		 const struct complaint_doing *doing, const struct actor *actor,
		 int64_t now_s, struct text *why);

/* More words about an open one: an event, nothing else. */
int complaint_add_words(const struct office *office, const struct complaint *complaint,
			const struct actor *actor, const char *words, int64_t now_s);

/* Tell the head, once for each time it is opened, of those that nobody answered in time.
 * Returns how many, or -errno. */
int complaint_escalate(const struct office *office, int64_t now_s);

/* Close what was answered and not spoken of for two weeks. Returns how many, or -errno.
 */
int complaint_close_silent(const struct office *office, int64_t now_s);

/* The longest answer that fits its text, in characters. */
size_t complaint_answer_max(void);

/* "di depan masjid", "dusun Krajan rt 3": the words from there to the next mark; "" when
 * none is named. */
void complaint_find_place(const char *text, char out[COMPLAINT_PLACE_SIZE]);

/* The state as a resident knows it: "DIJAWAB". */
const char *complaint_state_word(enum complaint_state state);
