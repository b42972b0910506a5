// SPDX-License-Identifier: MIT
#pragma once

/*
 * A chat on one side of a pty, the test as its modem on the other: the test says what the
 * modem says and looks at what it was told. Functions that fail end the test.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "modem/chat.h"

enum {
	DESK_PATIENCE_MS = 20000,
	DESK_HURRY = 100,
	DESK_BYTES = 8192,
};

struct desk {
	sd_event *loop;
	struct chat *chat;
	int master, slave;
	char heard[DESK_BYTES]; /* what the modem was told and the test has not read yet
				 */
	size_t n_heard;
	struct text events; /* notices, as {line|raw} */
	char event_bytes[DESK_BYTES];
	struct chat_reply reply; /* the last one; its texts are in the next two */
	char line[256], raw[512];
	unsigned n_replies, n_noises, n_lost;
	int synced; /* -1 not told */
	int late;   /* reference of an older send whose answer may come late */
};

void desk_open(struct desk *desk);
void desk_close(struct desk *desk);

/* Run until the modem has been told exactly this next. */
void desk_expect(struct desk *desk, const char *bytes);

/* The modem says something, and the chat has read it. */
void desk_say(struct desk *desk, const char *bytes);
void desk_say_bytes(struct desk *desk, const char *bytes, size_t length);

/* One turn of the loop; look at what the modem was told. */
void desk_turn(struct desk *desk);
void desk_hear(struct desk *desk);

bool desk_wait_for_replies(struct desk *desk, unsigned n);

/* The chat's owner asks: a query; a message; a body to be sent. */
int desk_ask(struct desk *desk, const char *line, const char *prefix);
int desk_read_slot(struct desk *desk);
int desk_give(struct desk *desk, const char *body);
void desk_on_reply(void *context, const struct chat_reply *reply);

/* The way back after a time-out, played by a healthy modem. */
void desk_find_again(struct desk *desk);
