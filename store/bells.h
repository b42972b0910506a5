// SPDX-License-Identifier: MIT
#pragma once

/*
 * Where the bells of a store hang: sockets beside its file, named <store>.bell-<name>.
 * Internal to store/; see store/doorbell.h for the listener's side.
 */

#include <stdbool.h>
#include <sys/un.h>
#include <time.h>

enum {
	BELLS_FILE_SIZE = 256, /* NAME_MAX and its NUL */
	/* Further listeners are not rung; they look every 10 s. */
	BELLS_MAX = 64,
};

struct bells_place {
	int folder;                   /* of the store; -1 for a store in memory */
	char prefix[BELLS_FILE_SIZE]; /* "surat.db.bell-" */
};

/* Returns 0 or -errno. Cannot fail for a store in memory, which has no bells. */
int bells_place_open(struct bells_place *place, const char *store_path);
void bells_place_close(struct bells_place *place);

/* A socket's path holds 107 bytes and a store's may be longer: the address goes by way of
 * the open folder, and is good as long as `place`. False when even that is too long. */
bool bells_address(const struct bells_place *place, const char *file,
		   struct sockaddr_un *out_address);

/* Calls `visit` with the file name of each bell. */
void bells_each(const struct bells_place *place,
		void (*visit)(void *context, const char *file), void *context);

/*
 * The ringing side, kept open since it is used at each commit: the folder is only listed
 * again when it has changed.
 */
struct ringer {
	struct bells_place place;
	int socket;
	bool is_listed;
	struct timespec listed_of; /* the folder's time when it was listed */
	struct sockaddr_un bells[BELLS_MAX];
	int n_bells;
};

/* Returns 0 or -errno; then nobody can be rung, and ringer_ring() does nothing. */
int ringer_open(struct ringer *ringer, const char *store_path);
void ringer_close(struct ringer *ringer);

/* Ring every bell but the one whose file is `except` ("" none). Never blocks. */
void ringer_ring(struct ringer *ringer, const char *except);
