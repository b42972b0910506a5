// SPDX-License-Identifier: MIT
#include "modem/chat.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "modem/chat_internal.h"

enum {
	PROMPT_MS = 10000,
	FINAL_MS = 5000, /* of the final result behind a whole answer */
	SECOND_MS =
		30000, /* of the own answer behind one that may be an older command's */
	STRING_MS = 2000, /* a +CUSD text or a notice that goes no further */
	READ_BYTES = 4096,
	FLOOD_MS = 500, /* a deadline is seen this late while bytes never stop */
	TIMER_ACCURACY_US = 1000,
};

int64_t chat_wait_ms(const struct chat *chat, unsigned ms)
{
	return ms / chat->hurry > 0 ? ms / chat->hurry : 1;
}

static int64_t earlier(int64_t a, int64_t b)
{
	if (a == 0 || b == 0)
		return a + b;
	return a < b ? a : b;
}

static void arm(struct chat *chat)
{
	int64_t due_ms =
		earlier(chat->deadline_ms, earlier(chat->string_ms, chat->pace_ms));

	if (chat->timer == NULL)
		return;
	if (due_ms > 0)
		sd_event_source_set_time(chat->timer, (uint64_t)due_ms * 1000);
	sd_event_source_set_enabled(chat->timer,
				    due_ms > 0 ? SD_EVENT_ONESHOT : SD_EVENT_OFF);
}

void chat_enter(struct chat *chat, enum chat_phase phase, unsigned timeout_ms)
{
	chat->phase = phase;
	chat->deadline_ms =
		timeout_ms > 0 ? clock_mono_ms() + chat_wait_ms(chat, timeout_ms) : 0;
	chat->lexer.is_prompt_awaited = phase == CHAT_PHASE_PROMPT;
	arm(chat);
}

static void want_writable(struct chat *chat, bool is_wanted)
{
	sd_event_source_set_io_events(chat->io,
				      EPOLLIN | (is_wanted ? (uint32_t)EPOLLOUT : 0));
}

/* Write what is left, or one piece of it. A port that is gone says so by HUP as well, and
 * there it is handled; should it not, the deadline is near enough. */
static void write_out(struct chat *chat)
{
	size_t left = chat->out_length - chat->out_at;
	ssize_t n;

	if (chat->piece_bytes > 0 && left > chat->piece_bytes)
		left = chat->piece_bytes;
	n = left > 0 ? port_write(chat->port, chat->out + chat->out_at, left) : 0;
	if (n > 0)
		chat->out_at += (size_t)n;
	left = chat->out_length - chat->out_at;
	if (left == 0 && chat->is_body_out)
		chat->is_given = true;
	chat->pace_ms = 0;
	if (left > 0 && n > 0 && chat->piece_bytes > 0)
		chat->pace_ms = clock_mono_ms() + chat->pause_ms;
	want_writable(chat, left > 0 && chat->pace_ms == 0 && n != -ENODEV);
	arm(chat);
}

void chat_write(struct chat *chat, const char *bytes, const char *end, bool is_body)
{
	struct text out;

	text_init(&out, chat->out, sizeof chat->out);
	text_add(&out, bytes);
	text_add(&out, end);
	must(!out.is_cut);
	chat->out_length = out.length;
	chat->out_at = 0;
	chat->is_body_out = is_body;
	write_out(chat);
}

void chat_write_line(struct chat *chat, const char *line, bool is_secret)
{
	chat_log_wire(chat, '>', line, is_secret);
	chat_write(chat, line, "\r", false);
}

void chat_write_command(struct chat *chat)
{
	bool has_body = chat->command.body != NULL;

	chat->n_sent++;
	chat->doubt = CHAT_DOUBT_NONE;
	chat->is_spoiled = false;
	chat->is_given = false;
	chat->line[0] = '\0';
	chat->is_line_open = false;
	text_clear(&chat->raw);
	chat->fragment[0] = '\0';
	/* The phase first: the prompt may be there before write() returns. */
	chat_enter(chat, has_body ? CHAT_PHASE_PROMPT : CHAT_PHASE_ANSWER,
		   has_body ? PROMPT_MS : chat->command.timeout_ms);
	chat_write_line(chat, chat->command_line, chat->command.is_secret);
}

static void finish(struct chat *chat, enum chat_result result, int error)
{
	struct chat_reply reply = {
		.result = result,
		.error = error,
		.line = chat->line,
		.raw = chat->raw.bytes,
		.raw_length = chat->raw.length,
		.is_given = chat->is_given,
	};

	if (!chat->has_command)
		return;
	chat->has_command = false;
	if (result == CHAT_RESULT_OK || result == CHAT_RESULT_REFUSED)
		chat->n_failed = 0;
	chat->command.on_reply(chat->owner.context, &reply);
}

void chat_finish(struct chat *chat, enum chat_result result, int error)
{
	chat_enter(chat, CHAT_PHASE_IDLE, 0);
	finish(chat, result, error);
	if (chat_is_idle(chat))
		chat->owner.on_idle(chat->owner.context);
}

/* --- what the lines decide --------------------------------------------------------- */

static void expect_within(struct chat *chat, unsigned ms)
{
	int64_t soon_ms = clock_mono_ms() + chat_wait_ms(chat, ms);

	if (chat->phase != CHAT_PHASE_ANSWER || soon_ms >= chat->deadline_ms)
		return;
	chat->deadline_ms = soon_ms;
	arm(chat);
}

void chat_expect_final_soon(struct chat *chat)
{
	expect_within(chat, FINAL_MS);
}

static void final_of_command(struct chat *chat, enum chat_result result, int error)
{
	const struct chat_command *command = &chat->command;
	bool lacks_line = command->body != NULL && chat->line[0] == '\0';

	if (result == CHAT_RESULT_OK && chat->doubt == CHAT_DOUBT_LINE) {
		chat->doubt = CHAT_DOUBT_FINAL;
		expect_within(chat, SECOND_MS);
	} else if (result == CHAT_RESULT_OK && lacks_line) {
		/* Without its +CMGS an OK says nothing about the message: it may be that
		 * of an older command. */
		if (chat->phase == CHAT_PHASE_ANSWER && chat->is_given)
			chat_expect_final_soon(chat);
	} else if (chat->is_spoiled && command->is_repeatable &&
		   chat->n_sent <= CHAT_SENT_MAX) {
		chat_write_command(chat);
	} else if (chat->phase == CHAT_PHASE_PROMPT) {
		/* If that was an older command's, the prompt will come, and the next
		 * command would be typed into the message. */
		chat_find_back_from(chat, result, error);
	} else {
		chat_finish(chat, result, error);
	}
}

void chat_take_final(struct chat *chat, enum chat_result result, int error)
{
	bool is_answer =
		chat->phase == CHAT_PHASE_PROMPT || chat->phase == CHAT_PHASE_ANSWER;

	if (is_answer)
		final_of_command(chat, result, error);
	else if (chat->phase == CHAT_PHASE_IDLE)
		log_debug("stray result modem=%s", chat->owner.name);
	else
		chat_take_final_while_back(chat, result);
}

static void take_prompt(struct chat *chat)
{
	if (chat->phase != CHAT_PHASE_PROMPT)
		return;
	chat_log_wire(chat, '<', ">", false);
	chat_log_wire(chat, '>', chat->command.body, false);
	chat_enter(chat, CHAT_PHASE_ANSWER, chat->command.timeout_ms);
	chat_write(chat, chat->command.body, "\x1a", true);
}

static void take_token(struct chat *chat, const struct lexer_token *token)
{
	if (token->kind == LEXER_KIND_LINE) {
		chat_take_line(chat, token);
	} else if (token->kind == LEXER_KIND_PROMPT) {
		take_prompt(chat);
	} else if (token->kind == LEXER_KIND_TOO_LONG) {
		log_debug("line too long modem=%s", chat->owner.name);
		chat->is_spoiled = true;
		chat->owner.on_noise(chat->owner.context, true);
	}
}

static bool is_half_told(const struct chat *chat)
{
	return chat->lexer.is_in_string ||
	       (chat->pending != NULL && chat->pending_raw.length > 0);
}

static void give_up_half(struct chat *chat)
{
	struct lexer_token token;

	chat->string_ms = 0;
	chat_drop_pending(chat);
	if (chat->port == NULL || !chat->lexer.is_in_string)
		return;
	lexer_give_up_string(&chat->lexer, &token);
	take_token(chat, &token);
}

static void take_bytes(struct chat *chat, const char *bytes, size_t length)
{
	unsigned n_opened = chat->n_opened;
	struct lexer_token token;
	size_t at = 0;

	/* A token's owner may close the port or open another. */
	while (chat->port != NULL && chat->n_opened == n_opened) {
		at += lexer_feed(&chat->lexer, bytes + at, length - at, &token);
		if (token.kind == LEXER_KIND_NONE)
			return;
		take_token(chat, &token);
	}
}

static void on_deadline(struct chat *chat)
{
	chat->deadline_ms = 0;
	switch (chat->phase) {
	case CHAT_PHASE_IDLE:
		break;
	case CHAT_PHASE_PROMPT:
	case CHAT_PHASE_ANSWER:
		if (chat->doubt == CHAT_DOUBT_FINAL) {
			chat_finish(chat, CHAT_RESULT_OK, -1);
			break;
		}
		log_info("no answer modem=%s to=\"%s\"", chat->owner.name,
			 chat->command.is_secret ? "(secret)" : chat->command_line);
		chat_find_back_from(chat, CHAT_RESULT_TIMED_OUT, -1);
		break;
	case CHAT_PHASE_QUIET:
		lexer_clear(&chat->lexer);
		chat_say_hello(chat);
		break;
	case CHAT_PHASE_HELLO:
	case CHAT_PHASE_QUERY:
		if (chat->n_tries_left > 0)
			chat_say_hello_again(chat);
		else
			chat_be_lost(chat, "no answer");
		break;
	}
}

static void after_bytes(struct chat *chat)
{
	int64_t now_ms = clock_mono_ms();
	int64_t quiet_ms = now_ms + chat_wait_ms(chat, CHAT_QUIET_MS);

	if (chat->port == NULL)
		return;
	chat->string_ms = is_half_told(chat) ? now_ms + chat_wait_ms(chat, STRING_MS) : 0;
	if (chat->phase == CHAT_PHASE_QUIET)
		chat->deadline_ms = earlier(quiet_ms, chat->quiet_limit_ms);
	arm(chat);
	/* A flood of bytes keeps timers from their turn, but no deadline alive. */
	if (chat->deadline_ms > 0 && chat->deadline_ms + FLOOD_MS < now_ms)
		on_deadline(chat);
	/* A notice may have brought work. */
	if (chat_is_idle(chat))
		chat->owner.on_idle(chat->owner.context);
}

/* --- the event loop ---------------------------------------------------------------- */

static int on_io(sd_event_source *source, int descriptor, uint32_t events, void *userdata)
{
	struct chat *chat = userdata;
	char bytes[READ_BYTES];
	ssize_t n = 0;

	(void)source, (void)descriptor;
	if (events & EPOLLIN)
		n = port_read(chat->port, bytes, sizeof bytes);
	if (n > 0) {
		take_bytes(chat, bytes, (size_t)n);
		after_bytes(chat);
	}
	if (chat->port == NULL)
		return 0;
	/* With bytes in hand there may be more before the end: the next turn sees. */
	if (n == -ENODEV || (n <= 0 && events & (EPOLLHUP | EPOLLERR)))
		chat->owner.on_lost(chat->owner.context, true, "the port is gone");
	else if (events & EPOLLOUT)
		write_out(chat);
	return 0;
}

static int on_timer(sd_event_source *source, uint64_t at_us, void *userdata)
{
	struct chat *chat = userdata;
	int64_t now_ms = clock_mono_ms();

	(void)source, (void)at_us;
	if (chat->pace_ms > 0 && chat->pace_ms <= now_ms)
		write_out(chat);
	if (chat->string_ms > 0 && chat->string_ms <= now_ms)
		give_up_half(chat);
	if (chat->port != NULL && chat->deadline_ms > 0 && chat->deadline_ms <= now_ms)
		on_deadline(chat);
	if (chat->port != NULL)
		arm(chat);
	return 0;
}

/* --- life -------------------------------------------------------------------------- */

struct chat *chat_new(sd_event *loop, const struct chat_owner *owner, unsigned hurry)
{
	struct chat *chat = must_alloc(sizeof *chat);

	chat->loop = sd_event_ref(loop);
	chat->owner = *owner;
	chat->hurry = hurry > 0 ? hurry : 1;
	text_init(&chat->raw, chat->raw_bytes, sizeof chat->raw_bytes);
	text_init(&chat->pending_raw, chat->pending_raw_bytes,
		  sizeof chat->pending_raw_bytes);
	return chat;
}

void chat_free(struct chat *chat)
{
	if (chat == NULL)
		return;
	chat_close(chat);
	sd_event_unref(chat->loop);
	free(chat);
}

static int add_sources(struct chat *chat)
{
	int error = sd_event_add_io(chat->loop, &chat->io, port_descriptor(chat->port),
				    EPOLLIN, on_io, chat);

	if (error < 0)
		return error;
	error = sd_event_add_time(chat->loop, &chat->timer, CLOCK_MONOTONIC, 0,
				  TIMER_ACCURACY_US, on_timer, chat);
	if (error < 0)
		return error;
	/* What has come is read before a deadline counts, however late we are. */
	error = sd_event_source_set_priority(chat->timer, SD_EVENT_PRIORITY_NORMAL + 1);
	if (error < 0)
		return error;
	return sd_event_source_set_enabled(chat->timer, SD_EVENT_OFF);
}

int chat_open(struct chat *chat, struct port *port)
{
	int error;

	must(chat->port == NULL);
	chat->port = port;
	chat->n_opened++;
	chat->n_failed = 0;
	lexer_clear(&chat->lexer);
	port_flush(port);
	error = add_sources(chat);
	if (error < 0)
		chat_close(chat);
	return error < 0 ? error : 0;
}

void chat_close(struct chat *chat)
{
	chat->io = sd_event_source_disable_unref(chat->io);
	chat->timer = sd_event_source_disable_unref(chat->timer);
	port_close(chat->port);
	chat->port = NULL;
	chat->phase = CHAT_PHASE_IDLE;
	chat->deadline_ms = chat->string_ms = chat->pace_ms = 0;
	chat->pending = NULL;
	finish(chat, CHAT_RESULT_GONE, -1);
}

bool chat_is_open(const struct chat *chat)
{
	return chat->port != NULL;
}

bool chat_is_idle(const struct chat *chat)
{
	return chat->port != NULL && chat->phase == CHAT_PHASE_IDLE && !chat->has_command;
}

/* The last gate: whatever text a command was made of, no control byte passes. */
static bool is_sendable(const struct chat_command *command)
{
	for (const char *at = command->line; *at != '\0'; at++) {
		if (*at < 0x20 || *at > 0x7E)
			return false;
	}
	return strlen(command->line) < CHAT_LINE_SIZE &&
	       (command->body == NULL ||
		(strlen(command->body) < LIMIT_PDU_HEX_SIZE &&
		 strspn(command->body, "0123456789ABCDEFabcdef") ==
			 strlen(command->body)));
}

int chat_send(struct chat *chat, const struct chat_command *command)
{
	if (chat->port == NULL)
		return -ENODEV;
	if (!chat_is_idle(chat))
		return -EBUSY;
	if (!is_sendable(command))
		return -EINVAL;
	chat->command = *command;
	text_copy(chat->command_line, sizeof chat->command_line, command->line);
	chat->command.line = chat->command_line;
	chat->has_command = true;
	chat->n_sent = 0;
	chat_write_command(chat);
	return 0;
}

void chat_sync(struct chat *chat, unsigned n_tries)
{
	chat_enter(chat, CHAT_PHASE_QUIET, CHAT_QUIET_MS); /* not idle for whom we tell */
	finish(chat, CHAT_RESULT_GONE, -1);
	chat_find_back(chat, n_tries);
}

void chat_set_pace(struct chat *chat, size_t piece_bytes, unsigned pause_ms)
{
	chat->piece_bytes = piece_bytes;
	chat->pause_ms = pause_ms;
}

int chat_set_baud(struct chat *chat, unsigned baud)
{
	return chat->port != NULL ? port_set_baud(chat->port, baud) : -ENODEV;
}
