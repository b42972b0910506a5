// SPDX-License-Identifier: MIT
#pragma once

/*
 * A TCP connection that carries IPA frames, and is made again whenever it ends, with
 * growing pauses. Numeric addresses only: no resolver may hang us.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <systemd/sd-event.h>

#include "ussd/ipa.h"

enum {
	LINK_HOST_SIZE = 48,
	LINK_PATIENCE_MS = 10000, /* to connect; for the answer to a ping */
	LINK_PING_MS = 10000,
	LINK_PAUSE_FIRST_MS = 500,
	LINK_PAUSE_MAX_MS = 30000,
};

struct link;

struct link_owner {
	void *context;
	const char *what; /* for the log; must outlive the link */
	void (*on_up)(void *context);
	void (*on_down)(void *context);
	void (*on_frame)(void *context, const struct ipa_frame *frame);
	bool has_ping; /* the peer answers pings: one that does not is gone */
};

/* The first try is made from the loop. NULL when the event loop has no room. */
struct link *link_new(sd_event *loop, const struct link_owner *owner, const char *host,
		      unsigned port);
void link_free(struct link *link);

bool link_is_up(const struct link *link);

/* Send bytes (whole frames). A peer that takes no more is closed. */
void link_send(struct link *link, const uint8_t *bytes, size_t length);

/* What came makes no sense: begin anew. */
void link_reset(struct link *link, const char *why);

/* It works as it should: the next pause begins small again. */
void link_settled(struct link *link);
