// SPDX-License-Identifier: MIT
#pragma once

/*
 * The copy of the store that an admin asked for, made between the requests: a piece of it
 * (store/backup.h) each time the loop has nothing better to do. One at a time.
 */

#include <stdbool.h>

#include <systemd/sd-event.h>

#include "handlers/copies.h"

struct copying;
struct live;

/* What the page says of it. */
struct copying_state {
	bool is_running;
	int percent;
	int error;                       /* of the last one; 0 none */
	char name[COPIES_NAME_SIZE + 1]; /* of the running or last one; "" none yet */
};

/* `live` is told of each percent and of the end. */
struct copying *copying_new(sd_event *loop, struct live *const *live);
void copying_free(struct copying *copying); /* NULL is allowed */

/* Begin one in the folder. -EBUSY while one is running. */
int copying_start(struct copying *copying, const char *store_path, const char *folder,
		  int64_t now_s);

void copying_get(const struct copying *copying, struct copying_state *out);
