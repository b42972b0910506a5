// SPDX-License-Identifier: MIT
#pragma once

/*
 * The web server on the program's event loop: one thread, one request at a time, short
 * answers. It listens where systemd says (sd_listen_fds(3)), else at web.listen.
 */

#include <systemd/sd-event.h>

struct server;
struct text;
struct web;

enum {
	SERVER_CONNECTIONS_MAX = 200,
	SERVER_CONNECTIONS_OF_ONE_MAX = 100, /* a flood from one leaves room for others */
	SERVER_ADDRESS_SIZE = 80,
};

/* Start to serve. `web` must live as long. -errno with a sentence in `why`. */
int server_start(struct server **out_server, sd_event *loop, struct web *web,
		 struct text *why);
void server_stop(struct server *server); /* NULL is allowed */

/* Where it can be reached: "http://127.0.0.1:8080". */
const char *server_address(const struct server *server);
