// SPDX-License-Identifier: MIT
#pragma once

/*
 * A modem that knows nothing but a story (modem/record.h): what is written to it is
 * looked for in the story and answered with the lines behind it; what is not there is an
 * ERROR. What the story's modem said unasked, it says too. A line that begins with "# "
 * is for people.
 */

#include <stddef.h>

#include <systemd/sd-event.h>

enum {
	PLAYER_STORY_SIZE = 65536,
	PLAYER_LINE_SIZE = 600,
	PLAYER_STATES_SIZE = 400,
};

struct player {
	char story[PLAYER_STORY_SIZE];
	const char *at; /* what is played next */
	int master, slave;
	char heard[PLAYER_LINE_SIZE];
	size_t n_heard;
	unsigned n_unknown;
};

/* Read a story. Fails the test when there is none, or too long a one. */
void player_read(struct player *player, const char *path);

/* A pty in `loop` that plays it; its name is put into `out_port`. */
void player_open(struct player *player, sd_event *loop, char *out_port, size_t size);
void player_close(struct player *player);

/* The states of a story from the first "probing" on, each with a blank behind it. */
void player_states(const char *story, char out[PLAYER_STATES_SIZE]);
