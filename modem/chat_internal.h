// SPDX-License-Identifier: MIT
#pragma once

/* What the three files of the chat share: chat.c (writing, deadlines), chat_lines.c
 * (whose line is it?) and chat_sync.c (the way back after a time-out). Nobody else
 * includes this. */

#include "base/text.h"
#include "modem/chat.h"
#include "modem/lexer.h"
#include "modem/wire_mask.h"

enum chat_phase {
	CHAT_PHASE_IDLE,
	CHAT_PHASE_PROMPT, /* the command is written, its body waits for the prompt */
	CHAT_PHASE_ANSWER,
	CHAT_PHASE_QUIET, /* after ESC: until no byte comes any more */
	CHAT_PHASE_HELLO, /* AT is written, exactly OK is awaited */
	CHAT_PHASE_QUERY, /* an answer that only this question has */
};

/* An answer that may be an older command's, come late. */
enum chat_doubt {
	CHAT_DOUBT_NONE,
	CHAT_DOUBT_LINE,  /* its line is here */
	CHAT_DOUBT_FINAL, /* its result too: will another answer follow? */
};

enum {
	CHAT_QUIET_MS = 300,    /* without a byte: nothing old is under way any more */
	CHAT_BACK_TRIES = 2,    /* with the command's time-out: three silences in a row */
	CHAT_SENT_MAX = 2,      /* times a repeatable command is written after silence */
	CHAT_ANSWER_SIZE = 512, /* the longest line we look at is +COPS=? or +CPMS=? */
	CHAT_FRAGMENT_SIZE = 512, /* of a line that a notice cut in two */
	CHAT_OUT_SIZE = LIMIT_PDU_HEX_SIZE + CHAT_LINE_SIZE,
};

struct chat {
	sd_event *loop;
	struct chat_owner owner;
	unsigned hurry;
	struct port *port;
	unsigned n_opened; /* so that a walk over bytes sees that the port is another */
	sd_event_source *io;
	sd_event_source *timer;
	struct lexer lexer;
	struct wire_mask mask;
	enum chat_phase phase;
	int64_t deadline_ms; /* of the phase; 0 = none, as the next three */
	int64_t quiet_limit_ms;
	int64_t string_ms; /* when an open +CUSD text or notice is given up */
	int64_t pace_ms;   /* when the next piece may be written */

	bool has_command;
	struct chat_command command;
	char command_line[CHAT_LINE_SIZE];
	unsigned n_sent;
	enum chat_doubt doubt;
	bool is_spoiled; /* a line of the answer came damaged */
	bool is_given;
	char line[CHAT_ANSWER_SIZE];
	bool is_line_open; /* a notice came right behind it, and may have cut it */
	struct text raw;
	char raw_bytes[LIMIT_AT_LINE_BYTES + 1];
	unsigned n_failed; /* commands in a row that timed out although AT was answered */

	const struct chat_notice *pending; /* a notice whose raw line is not whole yet */
	char pending_line[CHAT_ANSWER_SIZE];
	struct text pending_raw; /* what came of it, cut in two by another notice */
	char pending_raw_bytes[LIMIT_AT_LINE_BYTES + 1];
	char fragment[CHAT_FRAGMENT_SIZE];
	bool is_behind_blank; /* the line that is being looked at */

	/* While finding the way back: */
	unsigned n_tries_left;   /* of AT */
	enum chat_result result; /* to be told of the command when it is found */
	int error;
	unsigned n_refusals; /* of the query */
	bool is_query_answered;

	char out[CHAT_OUT_SIZE];
	size_t out_length, out_at;
	bool is_body_out; /* what stands in `out` is a body */
	size_t piece_bytes;
	unsigned pause_ms;
};

/* chat_lines.c: decide whose line it is and act. */
void chat_take_line(struct chat *chat, const struct lexer_token *token);

/* A notice that waits for its raw line, or the rest of it, will not get it: tell its
 * owner what there is. */
void chat_drop_pending(struct chat *chat);

/* chat.c: a final result came, or the answer is whole but for it: that follows soon. */
void chat_take_final(struct chat *chat, enum chat_result result, int error);
void chat_expect_final_soon(struct chat *chat);

/* A wait of the tables, divided by the owner's hurry; at least 1. */
int64_t chat_wait_ms(const struct chat *chat, unsigned ms);

void chat_enter(struct chat *chat, enum chat_phase phase, unsigned timeout_ms);
void chat_write(struct chat *chat, const char *bytes, const char *end, bool is_body);
void chat_write_line(struct chat *chat, const char *line, bool is_secret);
void chat_write_command(struct chat *chat);

/* The command in flight is over: tell its owner, then ask what is next. */
void chat_finish(struct chat *chat, enum chat_result result, int error);

/* chat_sync.c: ESC and quiet; then AT, and AT once more; final results on the way; nobody
 * is there. */
void chat_find_back(struct chat *chat, unsigned n_tries);
void chat_find_back_from(struct chat *chat, enum chat_result result, int error);
void chat_say_hello(struct chat *chat);
void chat_say_hello_again(struct chat *chat);
void chat_take_final_while_back(struct chat *chat, enum chat_result result);
void chat_be_lost(struct chat *chat, const char *why);

/* One line of the wire into the debug log, without what letters and PINs say. */
void chat_log_wire(struct chat *chat, char direction, const char *line, bool is_secret);
