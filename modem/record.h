// SPDX-License-Identifier: MIT
#pragma once

/*
 * A bug report as a story: the masked lines of the wire (modem/wire_mask.h) and the steps
 * of the life cycle, each as "MS DIRECTION LINE": '>' written by us, '<' by the modem,
 * '#' a state. It goes into a socket, so that whoever reads it owns the file, and the
 * record ends with the reader. tests/modem/test_stories.c plays such stories back.
 */

#include <stdbool.h>
#include <stdint.h>

enum {
	RECORD_MAX_BYTES = 4 << 20, /* some days of an idle modem; then it ends */
};

struct record {
	int socket; /* -1: nobody reads */
	int64_t began_ms;
	long bytes;
};

void record_init(struct record *record);

/* Write into this connected stream socket from now on; a record under way ends. */
void record_begin(struct record *record, int socket);

/* Close the socket, if one is open. */
void record_end(struct record *record);

/* NULL is allowed, here and below. */
bool record_is_on(const struct record *record);

/* Add one line. Never waits: a reader that is gone, or does not keep up, ends it. */
void record_line(struct record *record, char direction, const char *line);
