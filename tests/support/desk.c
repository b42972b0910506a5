// SPDX-License-Identifier: MIT
#include "tests/support/desk.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"

static void note_stored(void *context, const char *line, const char *raw)
{
	struct desk *desk = context;

	text_add_format(&desk->events, "{%s|%s}", line, raw);
}

static const struct chat_notice notices[] = {
	{ "+CMTI:", false, note_stored }, { "+CMT:", true, note_stored },
	{ "+CUSD:", false, note_stored }, { "RING", false, note_stored },
	{ "+CREG:", false, note_stored }, { .prefix = NULL },
};

void desk_on_reply(void *context, const struct chat_reply *reply)
{
	struct desk *desk = context;

	desk->n_replies++;
	desk->reply = *reply;
	text_copy(desk->line, sizeof desk->line, reply->line);
	text_copy(desk->raw, sizeof desk->raw, reply->raw);
}

static void on_synced(void *context, bool is_ok)
{
	((struct desk *)context)->synced = is_ok;
}

static void on_idle(void *context)
{
	(void)context;
}

static void on_lost(void *context, bool is_gone, const char *why)
{
	struct desk *desk = context;

	(void)why, (void)is_gone;
	desk->n_lost++;
	chat_close(desk->chat);
}

static void on_noise(void *context, bool is_damaged)
{
	(void)is_damaged;
	((struct desk *)context)->n_noises++;
}

void desk_open(struct desk *desk)
{
	struct chat_owner owner = {
		.name = "t",
		.context = desk,
		.notices = notices,
		.on_synced = on_synced,
		.on_idle = on_idle,
		.on_lost = on_lost,
		.on_noise = on_noise,
	};
	struct port *port;
	char path[64];

	memset(desk, 0, sizeof *desk);
	desk->synced = -1;
	desk->late = -1;
	text_init(&desk->events, desk->event_bytes, sizeof desk->event_bytes);
	assert_int_equal(openpty(&desk->master, &desk->slave, path, NULL, NULL), 0);
	assert_int_equal(fcntl(desk->master, F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(port_open(path, 115200, &port, NULL), 0);
	assert_true(sd_event_new(&desk->loop) >= 0);
	desk->chat = chat_new(desk->loop, &owner, DESK_HURRY);
	assert_int_equal(chat_open(desk->chat, port), 0);
}

void desk_close(struct desk *desk)
{
	chat_free(desk->chat);
	sd_event_unref(desk->loop);
	if (desk->master >= 0)
		close(desk->master);
	close(desk->slave);
}

void desk_hear(struct desk *desk)
{
	ssize_t n = read(desk->master, desk->heard + desk->n_heard,
			 sizeof desk->heard - 1 - desk->n_heard);

	if (n > 0)
		desk->n_heard += (size_t)n;
	desk->heard[desk->n_heard] = '\0';
}

void desk_turn(struct desk *desk)
{
	assert_true(sd_event_run(desk->loop, 1000) >= 0);
	desk_hear(desk);
}

void desk_expect(struct desk *desk, const char *bytes)
{
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;
	size_t length = strlen(bytes);

	while (desk->n_heard < length) {
		if (clock_mono_ms() > until_ms)
			fail_msg("waited for \"%s\", heard \"%s\"", bytes, desk->heard);
		desk_turn(desk);
	}
	if (memcmp(desk->heard, bytes, length) != 0)
		fail_msg("waited for \"%s\", heard \"%s\"", bytes, desk->heard);
	desk->n_heard -= length;
	memmove(desk->heard, desk->heard + length, desk->n_heard + 1);
}

/* The kernel carries bytes over in its own time. */
static bool has_arrived(const struct desk *desk, int patience_ms)
{
	struct pollfd slave = { .fd = desk->slave, .events = POLLIN };

	return poll(&slave, 1, patience_ms) == 1;
}

void desk_say_bytes(struct desk *desk, const char *bytes, size_t length)
{
	assert_int_equal(write(desk->master, bytes, length), (ssize_t)length);
	if (length == 0)
		return;
	for (int patience_ms = 1000; has_arrived(desk, patience_ms); patience_ms = 2)
		assert_true(sd_event_run(desk->loop, 0) >= 0);
	desk_hear(desk);
}

void desk_say(struct desk *desk, const char *bytes)
{
	desk_say_bytes(desk, bytes, strlen(bytes));
}

bool desk_wait_for_replies(struct desk *desk, unsigned n)
{
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;

	while (desk->n_replies < n && clock_mono_ms() < until_ms)
		desk_turn(desk);
	return desk->n_replies >= n;
}

int desk_ask(struct desk *desk, const char *line, const char *prefix)
{
	return chat_send(desk->chat, &(struct chat_command){
					     .line = line,
					     .prefix = prefix,
					     .timeout_ms = 20000,
					     .is_repeatable = true,
					     .on_reply = desk_on_reply,
				     });
}

int desk_read_slot(struct desk *desk)
{
	return chat_send(desk->chat, &(struct chat_command){
					     .line = "AT+CMGR=4",
					     .prefix = "+CMGR:",
					     .timeout_ms = 20000,
					     .has_raw_line = true,
					     .is_repeatable = true,
					     .on_reply = desk_on_reply,
				     });
}

static bool may_be_late(void *context, const char *line)
{
	char expected[32];

	snprintf(expected, sizeof expected, "+CMGS: %d", ((struct desk *)context)->late);
	return strcmp(line, expected) == 0;
}

int desk_give(struct desk *desk, const char *body)
{
	return chat_send(desk->chat, &(struct chat_command){
					     .line = "AT+CMGS=20",
					     .prefix = "+CMGS:",
					     .body = body,
					     .timeout_ms = 300000,
					     .may_be_late = may_be_late,
					     .on_reply = desk_on_reply,
				     });
}

void desk_find_again(struct desk *desk)
{
	desk_expect(desk, "\x1b\r");
	desk_expect(desk, "AT\r");
	desk_say(desk, "\r\nOK\r\n");
	desk_expect(desk, "AT+CPIN?\r");
	desk_say(desk, "\r\n+CPIN: READY\r\n\r\nOK\r\n");
}
