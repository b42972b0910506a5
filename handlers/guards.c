// SPDX-License-Identifier: MIT
#include "handlers/guards.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "handlers/draft_state.h"
#include "handlers/office.h"
#include "handlers/phrases.h"
#include "handlers/requests.h"
#include "handlers/turn.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/sessions.h"
#include "store/tickets.h"

enum {
	MINUTES_10_S = 600,
	HOUR_S = 3600,
	DAY_S = 86400,
	ECHO_S = 7 * DAY_S, /* how long ago "one of our last replies" is */
	/* The same text so often within an hour is a machine's; people too send "CEK",
	 * "MENU" and "1" again. */
	SAME_TEXT_MAX = 3,
	SAME_SHORT_TEXT_MAX = 6,
	SHORT_TEXT_CHARS = 25,
	HOUR_FACTOR = 2, /* an hour holds twice the replies of ten minutes */
	/* Progress may go on for so long, and each ticket pays for its own dialogue:
	 * otherwise TIDAK and a new start would be progress for ever. */
	PROGRESS_FACTOR = 4,
	REPLIES_PER_TICKET = 12,
	/* What a phrase says between two {names}; shorter is everybody's language. */
	FRAGMENT_MIN_CHARS = 28,
};

/* Of the day's replies: 2 of 15 (40 of 300) are kept for approvals, and of the rest a
 * third for conversations that get somewhere. */
static int day_limit(int replies_per_day, bool is_progress)
{
	int answers = replies_per_day - replies_per_day * 2 / 15;

	return is_progress ? answers : answers * 2 / 3;
}

int guards_ask_day(const struct office *office, bool is_progress, int64_t now_s,
		   const char **out_refusal)
{
	int limit = office->guards->replies_per_day;
	int count;

	if (limit == 0)
		return 0;
	count = outbox_count_since(office->store, NULL, now_s - DAY_S);
	if (count >= day_limit(limit, is_progress))
		*out_refusal = "no reply: budget of the day";
	return count < 0 ? count : 0;
}

/* All replies to a number, progress or not. */
static int guard_number_total(const struct turn *turn, const char **out_refusal)
{
	const char *sender = turn->message->sender;
	int limit = turn->office->guards->replies_per_number_day;
	int count, n_tickets;

	if (limit == 0)
		return 0;
	count = outbox_count_since(turn->office->store, sender, turn->now_s - DAY_S);
	if (count < limit * PROGRESS_FACTOR)
		return count < 0 ? count : 0;
	n_tickets = request_count_since(turn->office, sender, turn->now_s - DAY_S);
	if (n_tickets < 0)
		return n_tickets;
	if (count >= limit * PROGRESS_FACTOR + n_tickets * REPLIES_PER_TICKET)
		*out_refusal = "no reply: too many to this number";
	return 0;
}

static bool take_newest(void *context, const struct ticket *ticket)
{
	int64_t *newest_at = context;

	if (ticket->updated_at > *newest_at)
		*newest_at = ticket->updated_at;
	return true;
}

/* When this number last got anywhere; 0 never. What is of the future, from before the
 * clock was set back, would open the guards until then. */
static int find_progress(const struct turn *turn, int64_t *out_at)
{
	struct ticket_filter filter = { .phone = turn->message->sender,
					.is_newest_first = true,
					.limit = 3 };

	int error;

	*out_at = draft_rank(&turn->before) > 0 ? turn->before.updated_at : 0;
	error = ticket_list(turn->office->store, &filter, take_newest, out_at);
	if (*out_at > turn->now_s)
		*out_at = 0;
	return error;
}

static int guard_window(const struct turn *turn, int64_t progress_at, int window_s,
			int limit, const char **out_refusal)
{
	int64_t since_s = turn->now_s - window_s;
	int count;

	if (limit == 0 || *out_refusal != NULL)
		return 0;
	if (progress_at + 1 > since_s)
		since_s = progress_at + 1;
	count = outbox_count_since(turn->office->store, turn->message->sender, since_s);
	if (count >= limit)
		*out_refusal = "no reply: led nowhere too often";
	return count < 0 ? count : 0;
}

/* For longer than a day nobody is: that is from before the clock was set back. */
static bool is_quiet(const struct turn *turn)
{
	int64_t left_s = turn->person.quiet_until - turn->now_s;

	return left_s > 0 && left_s <= DAY_S;
}

/* A machine repeats itself: then it is left alone for a day. */
static int guard_repeats(struct turn *turn, int64_t progress_at, const char **out_refusal)
{
	const struct inbox_row *message = turn->message;
	bool is_short = strlen(message->text) < SHORT_TEXT_CHARS;
	int64_t since_s = turn->now_s - HOUR_S;
	int count;

	if (progress_at + 1 > since_s)
		since_s = progress_at + 1;
	count = inbox_count_same_text(turn->office->store, message->sender, message->text,
				      since_s);
	if (count >= (is_short ? SAME_SHORT_TEXT_MAX : SAME_TEXT_MAX)) {
		turn->person.quiet_until = turn->now_s + DAY_S;
		turn->is_person_changed = true;
		*out_refusal = "no reply: the same text again and again";
	}
	return count < 0 ? count : 0;
}

/* Each window with its limit, while nothing led anywhere. */
static int guard_windows(const struct turn *turn, int64_t progress_at,
			 const char **out_refusal)
{
	const struct guard_options *guards = turn->office->guards;
	const struct {
		int window_s, limit;
	} windows[] = {
		{ MINUTES_10_S, guards->replies_per_number_10min },
		{ HOUR_S, guards->replies_per_number_10min * HOUR_FACTOR },
		{ DAY_S, guards->replies_per_number_day },
	};
	int error = 0;

	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows) && error == 0; i++)
		error = guard_window(turn, progress_at, windows[i].window_s,
				     windows[i].limit, out_refusal);
	return error;
}

static int guard_nowhere(struct turn *turn, const char **out_refusal)
{
	int64_t progress_at = 0;
	int error = find_progress(turn, &progress_at);

	if (turn->office->guards->replies_per_number_10min > 0 && error == 0)
		error = guard_repeats(turn, progress_at, out_refusal);
	return error < 0 ? error : guard_windows(turn, progress_at, out_refusal);
}

int guards_ask(struct turn *turn, const char **out_refusal)
{
	bool is_progress = turn->has_progress ||
			   draft_rank(&turn->draft) > draft_rank(&turn->before);
	int error;

	*out_refusal = NULL;
	if (!is_progress && is_quiet(turn))
		*out_refusal = "no reply: quiet";
	error = guards_ask_day(turn->office, is_progress, turn->now_s, out_refusal);
	if (error == 0 && *out_refusal == NULL)
		error = guard_number_total(turn, out_refusal);
	if (is_progress || error < 0 || *out_refusal != NULL)
		return error;
	return guard_nowhere(turn, out_refusal);
}

int guards_ask_session(struct turn *turn, const char **out_refusal)
{
	const struct guard_options *guards = turn->office->guards;
	const struct {
		int window_s, limit;
	} windows[] = {
		{ MINUTES_10_S, guards->replies_per_number_10min * PROGRESS_FACTOR },
		{ DAY_S, guards->replies_per_number_day * PROGRESS_FACTOR },
	};
	int64_t progress_at = 0;
	int error = find_progress(turn, &progress_at);

	*out_refusal = is_quiet(turn) ? "quiet" : NULL;
	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows) && error == 0; i++) {
		int64_t since_s = turn->now_s - windows[i].window_s;
		int count;

		if (progress_at + 1 > since_s)
			since_s = progress_at + 1;
		count = session_count_since(turn->office->store, turn->message->sender,
					    since_s);
		error = count < 0 ? count : 0;
		if (windows[i].limit > 0 && count > windows[i].limit)
			*out_refusal = "sessions led nowhere too often";
	}
	return error;
}

/* The longest stretch of a template without a {name}. */
static const char *longest_fragment(const char *template, size_t *out_length)
{
	const char *longest = template;

	*out_length = 0;
	while (*template != '\0') {
		size_t length = strcspn(template, "{");

		if (length > *out_length) {
			longest = template;
			*out_length = length;
		}
		template += length;
		if (*template == '{')
			template += strcspn(template, "}");
		if (*template == '}')
			template ++;
	}
	return longest;
}

static bool holds(const char *text, size_t text_length, const char *fragment,
		  size_t length)
{
	for (size_t at = 0; at + length <= text_length; at++) {
		if (strncasecmp(text + at, fragment, length) == 0)
			return true;
	}
	return false;
}

bool guards_is_our_phrase(const struct phrases *phrases, const char *text)
{
	size_t text_length = strlen(text);

	for (size_t i = 0; i < phrases->n_phrases; i++) {
		size_t length;
		const char *fragment =
			longest_fragment(phrases->phrases[i].text, &length);

		if (length >= FRAGMENT_MIN_CHARS &&
		    holds(text, text_length, fragment, length))
			return true;
	}
	return false;
}

int guards_is_echo(const struct turn *turn)
{
	const struct inbox_row *message = turn->message;

	if (turn->reading.n_niks > 0) /* no text of ours holds one: somebody quotes us */
		return 0;
	if (guards_is_our_phrase(turn->office->phrases, message->text))
		return 1;
	return outbox_has_said(turn->office->store, message->sender, message->text,
			       turn->now_s - ECHO_S);
}
