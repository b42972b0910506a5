// SPDX-License-Identifier: MIT
#pragma once

/*
 * A bug report as a file: the masked lines of the wire (modem/wire_mask.h) and the steps
 * of the life cycle, each as "MS DIRECTION LINE": '>' written by us, '<' by the modem,
 * '#' a state and why. tests/modem/test_record.c plays one back.
 */

#include <stddef.h>

struct record;

enum {
	RECORD_MAX_BYTES = 4 << 20, /* some days of an idle modem; then it ends */
};

/* Add to the file at `path`. Returns NULL when it is empty, or cannot be written: that is
 * logged, and the modem works without. */
struct record *record_open(const char *path);
void record_close(struct record *record);

/* Add one line; it is in the file when this returns. */
void record_line(struct record *record, char direction, const char *line);
