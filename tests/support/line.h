// SPDX-License-Identifier: MIT
#pragma once

/* The web server of a visit on a port of its own, and raw bytes to it. */

#include <stddef.h>

#include <systemd/sd-event.h>

#include "tests/support/visit.h"
#include "web/server.h"

enum {
	LINE_HEARD_MAX = 512 * 1024,
};

struct line {
	sd_event *loop;
	struct server *server;
	unsigned short port;
	char *heard; /* what came since line_ask() */
	size_t n_heard;
};

void line_open(struct line *line, struct visit *visit);
void line_close(struct line *line);

/* A new connection; the caller closes it. */
int line_connect(const struct line *line);
void line_send(int fd, const char *bytes, size_t length);

/* Run the loop until `words` came on it, or it is closed. Returns what came. */
const char *line_wait(struct line *line, int fd, const char *words);

/* One request on a connection of its own; the whole answer. */
const char *line_ask(struct line *line, const char *request);
