// SPDX-License-Identifier: MIT
#pragma once

/*
 * Pages that want to be told at once when something changed (server-sent events). What is
 * told has no content: the page asks for itself again, with its own rights. A stream that
 * nobody reads ends by itself.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct MHD_Connection;
struct MHD_Response;
struct live;

enum {
	LIVE_STREAMS_MAX = 100,
	LIVE_BEAT_S = 20, /* something is said so often, or a dead page is not noticed */
};

struct live *live_new(void);
void live_free(struct live *live); /* after the server has stopped */

/* Something changed: tell every stream. */
void live_wake(struct live *live);

/* Say that we are still here, and end the streams that are older than they may be. */
void live_beat(struct live *live);

/* Whether streams were woken since this was asked last: then libmicrohttpd must be run,
 * for it does not notice by itself. */
bool live_was_woken(struct live *live);

/* Begin a stream on this connection. Gives a response to be queued and destroyed by the
 * caller; NULL when there are too many. */
struct MHD_Response *live_begin(struct live *live, struct MHD_Connection *connection);
