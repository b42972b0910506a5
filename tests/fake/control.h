// SPDX-License-Identifier: MIT
#pragma once

/*
 * The control socket: phones and tests say one command per line and get one line back,
 * `ok ...` or `error why`. A client that watches a number also gets `sms FROM TO TEXT`
 * for each text that reaches it. The commands are described in tests/fake/README.md.
 */

#include <stdbool.h>
#include <stddef.h>

#include "tests/fake/network.h"

enum {
	CONTROL_CLIENTS_MAX = 64,
	CONTROL_LINE_SIZE = 65536,
	CONTROL_WATCHED_MAX = 16,
	CONTROL_UNSENT_MAX = 64 << 20, /* a client that never reads is dropped */
};

struct simulator;

struct control_client {
	struct simulator *simulator;
	int fd;     /* -1 = free */
	char *line; /* CONTROL_LINE_SIZE; owned */
	size_t n_line;
	char *unsent; /* grows; owned */
	size_t n_unsent, unsent_size;
	bool watches_all;
	char watched[CONTROL_WATCHED_MAX][NETWORK_NUMBER_SIZE];
	size_t n_watched;
};

struct control {
	struct simulator *simulator;
	int listener; /* -1 = none */
	const char *path;
	struct control_client clients[CONTROL_CLIENTS_MAX];
};

/* `path` NULL: no socket. A dead one's file is replaced. Returns 0 or -errno. */
int control_open(struct control *control, struct simulator *simulator, const char *path);
void control_close(struct control *control);

/* A text has reached a phone: tell who watches it. */
void control_tell_text(struct control *control, const char *from, const char *to,
		       const char *text);

/* The client wants texts to this number, or to all ("*"). False when it has too many. */
bool control_watch(struct control_client *client, const char *number);
