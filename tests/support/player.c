// SPDX-License-Identifier: MIT
#include "tests/support/player.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "modem/wire_mask.h"

enum {
	BYTE_CTRL_Z = 0x1A,
	BYTE_ESC = 0x1B,
};

void player_read(struct player *player, const char *path)
{
	FILE *file = fopen(path, "r");
	size_t n;

	if (file == NULL)
		fail_msg("cannot read %s", path);
	n = fread(player->story, 1, sizeof player->story - 1, file);
	assert_true(feof(file));
	player->story[n] = '\0';
	fclose(file);
}

void player_states(const char *story, char out[PLAYER_STATES_SIZE])
{
	struct text text;

	text_init(&text, out, PLAYER_STATES_SIZE);
	story = strstr(story, " # probing");
	for (; story != NULL; story = strstr(story + 3, " # "))
		text_add_format(&text, "%.*s ", (int)strcspn(story + 3, "\n"), story + 3);
	assert_false(text.is_cut);
}

/* The direction of the line at `at`, and what it says; '-' for a line for people. */
static char take(const char *at, char out[PLAYER_LINE_SIZE])
{
	size_t length = strcspn(at, "\n"), n_time = strspn(at, "0123456789");

	if (n_time == 0)
		return '-';
	assert_true(length >= n_time + 3 && length - n_time - 3 < PLAYER_LINE_SIZE);
	memcpy(out, at + n_time + 3, length - n_time - 3);
	out[length - n_time - 3] = '\0';
	return at[n_time + 1];
}

static const char *behind(const char *at)
{
	at += strcspn(at, "\n");
	return *at == '\n' ? at + 1 : at;
}

static bool is_final(const char *line)
{
	return strcmp(line, "OK") == 0 || strcmp(line, "ERROR") == 0 ||
	       strncmp(line, "+CME ERROR", 10) == 0 ||
	       strncmp(line, "+CMS ERROR", 10) == 0;
}

static void say(const struct player *player, const char *line)
{
	bool is_prompt = strcmp(line, ">") == 0;

	dprintf(player->master, is_prompt ? "\r\n%s " : "\r\n%s\r\n", line);
}

/* What the modem said between `from` and `to`; `is_unasked`: only what no command had. */
static const char *play(const struct player *player, const char *from, const char *to,
			bool is_unasked)
{
	bool is_answered = true; /* what stands first was said unasked */
	char line[PLAYER_LINE_SIZE];

	for (; from < to && *from != '\0'; from = behind(from)) {
		char direction = take(from, line);

		if (direction == '>' && !is_unasked)
			break;
		if (direction == '>')
			is_answered = false;
		else if (direction == '<' && is_answered)
			say(player, line);
		if (direction == '<' && is_final(line))
			is_answered = true;
	}
	return from;
}

static bool is_same(const char *told, const char *heard)
{
	char masked[PLAYER_LINE_SIZE];
	struct wire_mask mask = { .command = "" };
	struct text text;

	if (strcmp(told, "(secret)") == 0)
		return strncmp(heard, "AT+CPIN=", 8) == 0;
	/* The length of the answer is the answer's. */
	if (strncmp(told, "AT+CMGS=", 8) == 0)
		return strncmp(heard, told, 8) == 0;
	text_init(&text, masked, sizeof masked);
	wire_mask_line(&mask, '>', heard, false, &text);
	return strcmp(told, heard) == 0 || strcmp(told, masked) == 0;
}

static const char *find(const char *from, const char *heard)
{
	char line[PLAYER_LINE_SIZE];

	for (; *from != '\0'; from = behind(from)) {
		if (take(from, line) == '>' && is_same(line, heard))
			return from;
	}
	return NULL;
}

/* Further down in the story the story goes on there; further up it was asked before, and
 * the answer is the same. */
static void hear(struct player *player)
{
	const char *end = player->story + strlen(player->story);
	const char *next = find(player->at, player->heard), *old = player->at;

	if (next != NULL) {
		player->at = play(player, behind(next), end, false);
		play(player, old, next, true);
		return;
	}
	next = find(player->story, player->heard);
	if (next != NULL) {
		char line[PLAYER_LINE_SIZE] = "";

		for (next = behind(next); *next != '\0' && !is_final(line);
		     next = behind(next)) {
			if (take(next, line) == '<')
				say(player, line);
		}
		return;
	}
	player->n_unknown++;
	say(player, "ERROR");
}

/* What is typed into the prompt is the next line of ours. */
static void hear_body(struct player *player)
{
	const char *end = player->story + strlen(player->story);
	char line[PLAYER_LINE_SIZE];

	if (*player->at != '\0' && take(player->at, line) == '>')
		player->at = play(player, behind(player->at), end, false);
	else
		say(player, "ERROR");
}

static int on_bytes(sd_event_source *source, int fd, uint32_t events, void *context)
{
	struct player *player = context;
	char byte;

	(void)source;
	(void)events;
	while (read(fd, &byte, 1) == 1) {
		bool is_end = byte == '\r' || byte == BYTE_CTRL_Z;

		player->heard[player->n_heard] = '\0';
		if (byte == BYTE_CTRL_Z)
			hear_body(player);
		else if (byte == '\r' && player->n_heard > 0)
			hear(player);
		else if (byte >= ' ' && player->n_heard < PLAYER_LINE_SIZE - 1)
			player->heard[player->n_heard++] = byte;
		if (is_end || byte == BYTE_ESC)
			player->n_heard = 0;
	}
	return 0;
}

void player_open(struct player *player, sd_event *loop, char *out_port, size_t size)
{
	struct termios raw;

	player->at = player->story;
	player->n_heard = player->n_unknown = 0;
	player->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
	assert_true(player->master >= 0);
	assert_int_equal(grantpt(player->master), 0);
	assert_int_equal(unlockpt(player->master), 0);
	assert_int_equal(ptsname_r(player->master, out_port, size), 0);
	player->slave = open(out_port, O_RDWR | O_NOCTTY); /* stays open: no hang-up */
	assert_true(player->slave >= 0);
	assert_int_equal(tcgetattr(player->slave, &raw), 0);
	cfmakeraw(&raw);
	assert_int_equal(tcsetattr(player->slave, TCSANOW, &raw), 0);
	assert_true(sd_event_add_io(loop, NULL, player->master, EPOLLIN, on_bytes,
				    player) >= 0);
}

void player_close(struct player *player)
{
	close(player->master);
	close(player->slave);
}
