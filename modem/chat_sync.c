// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "modem/chat_internal.h"

/*
 * The way back after a time-out, and the way in after an open: ESC, since a modem may
 * still wait for the rest of a PDU; quiet, so that nothing old is under way; AT until OK;
 * and a query whose answer cannot be mistaken for that of an older command.
 */

enum {
	QUIET_LIMIT_MS = 3000, /* a modem that never stops talking is greeted anyway */
	HELLO_MS = 3000,
	QUERY_MS = 10000,
	REFUSALS = 2,   /* of the query, that make an answer */
	FAILED_MAX = 4, /* answers AT and nothing else: lost too */
};

static const char hello[] = "AT";
static const char query[] = "AT+CPIN?"; /* each state of a SIM has an answer to it */

void chat_say_hello(struct chat *chat)
{
	chat->n_tries_left--;
	chat_enter(chat, CHAT_PHASE_HELLO, HELLO_MS);
	chat_write_line(chat, hello, false);
}

/* Whatever the modem made of the first ESC, a prompt may have come behind it. */
void chat_say_hello_again(struct chat *chat)
{
	chat_write(chat, "\x1b", "\r", false);
	chat_say_hello(chat);
}

void chat_find_back_from(struct chat *chat, enum chat_result result, int error)
{
	chat->result = result;
	chat->error = error;
	chat_find_back(chat, CHAT_BACK_TRIES);
}

void chat_find_back(struct chat *chat, unsigned n_tries)
{
	chat->n_tries_left = n_tries;
	chat->quiet_limit_ms = clock_mono_ms() + chat_wait_ms(chat, QUIET_LIMIT_MS);
	chat_drop_pending(chat);
	chat_enter(chat, CHAT_PHASE_QUIET, CHAT_QUIET_MS);
	/* A modem may still wait for the rest of a PDU; only ESC helps there. */
	chat_write(chat, "\x1b", "\r", false);
}

void chat_be_lost(struct chat *chat, const char *why)
{
	bool was_asked = !chat->has_command;

	chat_enter(chat, CHAT_PHASE_IDLE, 0);
	if (was_asked)
		chat->owner.on_synced(chat->owner.context, false);
	else
		chat->owner.on_lost(chat->owner.context, false, why);
}

static void be_back(struct chat *chat)
{
	bool may_repeat = chat->command.is_repeatable && chat->n_sent < CHAT_SENT_MAX;

	chat->n_failed += chat->result == CHAT_RESULT_TIMED_OUT;
	if (!chat->has_command) {
		chat_enter(chat, CHAT_PHASE_IDLE, 0);
		chat->owner.on_synced(chat->owner.context, true);
	} else if (chat->n_failed > FAILED_MAX) {
		chat_be_lost(chat, "answers AT and nothing else");
	} else if (may_repeat && chat->line[0] == '\0') {
		chat_write_command(chat);
	} else {
		chat_finish(chat, chat->result, chat->error);
	}
}

static void say_query(struct chat *chat)
{
	chat_enter(chat, CHAT_PHASE_QUERY, QUERY_MS);
	chat_write_line(chat, query, false);
}

/* An OK without the answer is an old command's: the own one follows. A refusal may be
 * one's too; a SIM that cannot be asked refuses twice. */
static void final_of_query(struct chat *chat, enum chat_result result)
{
	bool is_refused = result == CHAT_RESULT_REFUSED;

	if (!chat->is_query_answered && is_refused && ++chat->n_refusals < REFUSALS)
		say_query(chat);
	else if (chat->is_query_answered || is_refused)
		be_back(chat);
}

void chat_take_final_while_back(struct chat *chat, enum chat_result result)
{
	if (chat->phase == CHAT_PHASE_QUERY) {
		final_of_query(chat, result);
	} else if (chat->phase == CHAT_PHASE_HELLO && result == CHAT_RESULT_OK) {
		chat->is_query_answered = false;
		chat->n_refusals = 0;
		say_query(chat);
	} else if (chat->phase == CHAT_PHASE_HELLO && chat->n_tries_left > 0) {
		chat_say_hello_again(chat);
	}
}
