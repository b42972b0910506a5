// SPDX-License-Identifier: MIT
#pragma once

/*
 * Bytes to and from the service over the pty, paced in both directions: at N bits per
 * second a byte takes 10/N seconds (start, eight bits, stop), exactly, whatever the load,
 * so that what a line can carry may be computed. 0 bits per second is as fast as it goes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/fake/loop.h"
#include "tests/fake/pty.h"

enum {
	WIRE_INPUT_BYTES = 4096,
	WIRE_OUTPUT_BYTES = 1 << 20, /* a modem's buffer has an end as well */
	WIRE_MARKS_MAX = 256,
};

struct wire_owner {
	void *context;
	/* Bytes arrived, the first of them at this monotonic time. */
	void (*on_bytes)(void *context, char *bytes, size_t length, int64_t at_us);
	/* Somebody has the port open now. */
	void (*on_opened)(void *context);
	/* The last program that had the port open closed it. */
	void (*on_closed)(void *context);
	/* The byte before a wire_mark() was written at this monotonic time. */
	void (*on_mark)(void *context, int64_t seq, int64_t at_us);
};

struct wire_mark {
	uint64_t at_byte;
	int64_t seq;
};

struct wire {
	struct loop *loop;
	struct wire_owner owner;
	struct pty pty;
	unsigned baud;
	bool wants_new_number; /* the next pty must not be the one before */
	char last_name[PTY_NAME_SIZE];
	struct loop_timer output_timer, input_timer;
	int64_t output_free_ns,
		input_free_ns; /* when the line has carried its last byte */
	char input[WIRE_INPUT_BYTES];
	size_t n_input;
	char *output;
	size_t output_at,
		n_output; /* waiting bytes are output[output_at .. + n_output] */
	uint64_t n_queued, n_written; /* bytes to the daemon since the start */
	uint64_t n_read;              /* bytes from it */
	struct wire_mark marks[WIRE_MARKS_MAX];
	size_t n_marks;
};

/* Plug in. Returns 0 or -errno. */
int wire_init(struct wire *wire, struct loop *loop, const struct wire_owner *owner,
	      const char *link, unsigned baud);
void wire_clear(struct wire *wire);

/* Queue bytes; gone when nobody has the port open or 1 MiB waits already. */
void wire_send(struct wire *wire, const char *bytes, size_t length);

/* Call on_mark() when all that is queued has been written. */
void wire_mark(struct wire *wire, int64_t seq);

void wire_unplug(struct wire *wire);
int wire_plug(struct wire *wire);
bool wire_is_plugged(const struct wire *wire);
