// SPDX-License-Identifier: MIT
#include "handlers/answer_complaint.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "handlers/complaints.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/phrases.h"
#include "handlers/steps.h"
#include "handlers/turn.h"
#include "store/inbox.h"

enum {
	NUMBER_DIGITS_MAX = 9,
	SAME_S = 86400, /* the same words within a day are the same complaint */
};

static const struct {
	const char *word;
	enum complaint_wish wish;
} verbs[] = {
	{ "cek", COMPLAINT_WISH_STATUS },    { "cekk", COMPLAINT_WISH_STATUS },
	{ "status", COMPLAINT_WISH_STATUS }, { "tanya", COMPLAINT_WISH_STATUS },
	{ "selesai", COMPLAINT_WISH_CLOSE }, { "beres", COMPLAINT_WISH_CLOSE },
	{ "tutup", COMPLAINT_WISH_CLOSE },   { "sudah", COMPLAINT_WISH_CLOSE },
	{ "lapor", COMPLAINT_WISH_MORE },    { "laporan", COMPLAINT_WISH_MORE },
	{ "belum", COMPLAINT_WISH_MORE },    { "buka", COMPLAINT_WISH_MORE },
	{ "aduan", COMPLAINT_WISH_MORE },    { "lagi", COMPLAINT_WISH_MORE },
};

static const char *skip_marks(const char *at)
{
	return at + strspn(at, " \t\r\n.,:;#*-");
}

/* "A-12", "a12", "A 12": where it ends, or NULL. */
static const char *read_number(const char *at, int64_t *out_number)
{
	int64_t number = 0;
	int n_digits = 0;

	if (tolower((unsigned char)*at) != 'a')
		return NULL;
	at++;
	at += strspn(at, " -");
	for (; isdigit((unsigned char)*at) && n_digits <= NUMBER_DIGITS_MAX; at++) {
		number = number * 10 + (*at - '0');
		n_digits++;
	}
	if (n_digits == 0 || n_digits > NUMBER_DIGITS_MAX || isalnum((unsigned char)*at))
		return NULL;
	*out_number = number;
	return at;
}

static const char *skip_word(const char *at)
{
	while (isalpha((unsigned char)*at))
		at++;
	return at;
}

static enum complaint_wish wish_of(const char *at, size_t length)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (strlen(verbs[i].word) == length &&
		    strncasecmp(verbs[i].word, at, length) == 0)
			return verbs[i].wish;
	}
	return COMPLAINT_WISH_NONE;
}

/* "cek nomor A-12", "status laporan A-12": the word between tells nothing. */
static const char *skip_filler(const char *at)
{
	static const char *const fillers[] = { "no ",    "nomor ", "nomer ", "laporan ",
					       "aduan ", "lapor ", "no.",    "keluhan " };

	for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
		if (strncasecmp(at, fillers[i], strlen(fillers[i])) == 0)
			return skip_marks(at + strlen(fillers[i]));
	}
	return at;
}

enum complaint_wish complaint_read(const char *text, int64_t *out_number,
				   const char **out_rest)
{
	const char *at = skip_marks(text), *end;
	enum complaint_wish wish = COMPLAINT_WISH_MAYBE, behind;

	end = read_number(at, out_number);
	if (end == NULL) {
		wish = wish_of(at, (size_t)(skip_word(at) - at));
		if (wish == COMPLAINT_WISH_NONE)
			return COMPLAINT_WISH_NONE;
		end = read_number(skip_filler(skip_marks(skip_word(at))), out_number);
	}
	if (end == NULL)
		return COMPLAINT_WISH_NONE;
	*out_rest = at = skip_marks(end);
	behind = wish_of(at, (size_t)(skip_word(at) - at));
	if (wish == COMPLAINT_WISH_MAYBE && behind != COMPLAINT_WISH_NONE)
		return behind; /* "A-12 selesai", "A-12 belum" */
	return wish == COMPLAINT_WISH_MORE && *at == '\0' ? COMPLAINT_WISH_STATUS : wish;
}

static int say(struct turn *turn, const char *phrase, const struct complaint *complaint)
{
	const struct phrase_value more[] = {
		{ "jawaban", complaint->answer },
		{ "status", complaint_state_word(complaint->state) },
	};
	struct facts facts = { .number = complaint->id,
			       .date_at = complaint->due_at,
			       .more = more,
			       .n_more = sizeof more / sizeof more[0] };

	return turn_reply(turn, phrase, &facts);
}

/* The answer itself, as long as it waits for the resident's word. */
static int tell_state(struct turn *turn, const struct complaint *complaint)
{
	static const char *const phrases[COMPLAINT_STATE_COUNT] = {
		[COMPLAINT_STATE_RECEIVED] = "R61", [COMPLAINT_STATE_ASSIGNED] = "R61",
		[COMPLAINT_STATE_ANSWERED] = "R60", [COMPLAINT_STATE_CLOSED] = "R65",
		[COMPLAINT_STATE_REOPENED] = "R61",
	};

	return say(turn, phrases[complaint->state], complaint);
}

static struct actor sender_of(const struct turn *turn)
{
	return (struct actor){ .name = turn->message->sender,
			       .role = STEP_ROLE_RESIDENT,
			       .door = turn->message->door };
}

static int change(struct turn *turn, struct complaint *complaint,
		  enum complaint_step step, const char *words, const char *phrase)
{
	const struct complaint_doing doing = { .step = step, .text = words };
	const struct actor actor = sender_of(turn);
	int error =
		complaint_do(turn->office, complaint, &doing, &actor, turn->now_s, NULL);

	if (error == -EPERM) /* closed already, or too long ago */
		return tell_state(turn, complaint);
	if (error < 0)
		return error;
	turn->has_progress = true;
	return say(turn, phrase, complaint);
}

static bool is_settled(const struct complaint *complaint)
{
	return complaint->state == COMPLAINT_STATE_ANSWERED ||
	       complaint->state == COMPLAINT_STATE_CLOSED;
}

static int add_words(struct turn *turn, struct complaint *complaint, const char *words)
{
	const struct actor actor = sender_of(turn);
	int error;

	if (is_settled(complaint))
		return change(turn, complaint, COMPLAINT_STEP_REOPEN, words, "R63");
	error = complaint_add_words(turn->office, complaint, &actor, words, turn->now_s);
	if (error < 0)
		return error;
	turn->has_progress = true;
	return tell_state(turn, complaint);
}

static int act(struct turn *turn, struct complaint *complaint, enum complaint_wish wish,
	       const char *rest)
{
	if (wish == COMPLAINT_WISH_CLOSE)
		return change(turn, complaint, COMPLAINT_STEP_CLOSE, NULL, "R62");
	if (wish == COMPLAINT_WISH_STATUS || rest[0] == '\0')
		return tell_state(turn, complaint);
	return add_words(turn, complaint, rest);
}

/* A question that the office was given: no complaint, but it has its number too. */
static int speak_of_note(struct turn *turn, int64_t number, const char *rest)
{
	const struct facts facts = { .number = number };

	turn->needs_human = rest[0] != '\0';
	return turn_reply(turn, "R31", &facts);
}

int complaint_take(struct turn *turn, bool *out_is_taken)
{
	const struct complaint nobodys = { .id = 0 };
	const char *rest = "", *sender = turn->message->sender;
	struct complaint complaint;
	int64_t number = 0;
	enum complaint_wish wish = complaint_read(turn->message->text, &number, &rest);
	bool is_own;
	int error;

	*out_is_taken = false;
	if (wish == COMPLAINT_WISH_NONE)
		return 0;
	is_own = note_is_of(turn->office->store, number, sender);
	if (!is_own && wish == COMPLAINT_WISH_MAYBE)
		return 0; /* a house number, a row, a size */
	*out_is_taken = true;
	if (!is_own)
		return say(turn, "R64", &nobodys);
	error = complaint_get(turn->office->store, number, &complaint);
	if (error == -ENOENT)
		return speak_of_note(turn, number, rest);
	return error < 0 ? error : act(turn, &complaint, wish, rest);
}

int complaint_receive(struct turn *turn)
{
	const struct complaint_report report = { .phone = turn->message->sender,
						 .text = turn->message->text,
						 .door = turn->message->door,
						 .inbox_id = turn->message->id };
	struct complaint complaint;
	struct facts facts = { .number = 0 };
	int error = complaint_find_same(turn->office->store, report.phone, report.text,
					turn->now_s - SAME_S, &complaint);

	if (error == 0) /* sent twice */
		return tell_state(turn, &complaint);
	if (error == -ENOENT)
		error = complaint_file(turn->office, &report, turn->now_s, &complaint);
	if (error < 0)
		return error;
	turn->note = "complaint";
	facts.number = complaint.id;
	return turn_reply(turn, "R31", &facts);
}
