// SPDX-License-Identifier: MIT
#pragma once

/*
 * Who wants to know at once that another program committed something listens with a
 * datagram socket beside the database: <path>.bell-<name>. A ring has no content: look
 * into the store. A lost ring only costs time, since every listener also looks every 10
 * s. Only a hand-over has content: a word and a descriptor.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;
struct doorbell;

/* Listen as `name` ("suratd", "suratweb", "follow-<pid>"); removes the sockets of dead
 * listeners. -EADDRINUSE when one of this name lives. A store in memory never rings. */
int doorbell_open(struct doorbell **out_bell, const char *store_path, const char *name,
		  struct text *why);
void doorbell_close(struct doorbell *bell); /* removes the socket; NULL is allowed */

/* The descriptor for an event loop; readable when it rang. */
int doorbell_fd(const struct doorbell *bell);

/* Forget the rings that came so far. */
void doorbell_silence(struct doorbell *bell);

/* The same, up to the next hand-over: true, and its descriptor is the caller's. */
bool doorbell_take(struct doorbell *bell, char *out_word, size_t size,
		   int *out_descriptor);

/* Hand a descriptor over to the listener `name`; the caller keeps its own copy. Returns
 * 0, or -errno when nobody listens or it has too much to read. */
int doorbell_hand(const char *store_path, const char *name, const char *word,
		  int descriptor);

/* Its file beside the store; "" for NULL or a store in memory. */
const char *doorbell_file(const struct doorbell *bell);

/* Ring every listener but `except` (NULL: all). Never blocks, never fails. */
void doorbell_ring(const char *store_path, const struct doorbell *except);

/* Whether somebody listens as `name` now. Rings nobody. */
bool doorbell_is_heard(const char *store_path, const char *name);
