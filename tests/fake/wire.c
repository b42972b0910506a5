// SPDX-License-Identifier: MIT
#include "tests/fake/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/must.h"

enum {
	CHUNK_NS = 1000000
}; /* paced bytes travel in chunks of a millisecond at most */

static int64_t now_ns(void)
{
	return clock_mono_us() * 1000;
}

/* What `n` bytes take on the line. */
static int64_t line_ns(const struct wire *wire, size_t n)
{
	return (int64_t)n * 10 * 1000000000 / (int64_t)wire->baud;
}

/*
 * How many of `n_waiting` bytes the line has carried by now. When it is none or not yet
 * worth a wake-up, the timer is set and 0 returned.
 */
static size_t carried(struct wire *wire, int64_t *free_ns, struct loop_timer *timer,
		      size_t n_waiting)
{
	int64_t whole_ns = line_ns(wire, n_waiting), passed_ns = now_ns() - *free_ns;
	size_t n;

	if (passed_ns >= whole_ns) {
		*free_ns += whole_ns;
		return n_waiting;
	}
	if (passed_ns < CHUNK_NS) {
		int64_t next_ns = whole_ns < CHUNK_NS ? whole_ns : CHUNK_NS;

		loop_start_timer(timer, (next_ns - passed_ns + 999) / 1000);
		return 0;
	}
	n = (size_t)(passed_ns * (int64_t)wire->baud / 10 / 1000000000);
	if (n == 0) {
		loop_start_timer(timer, (line_ns(wire, 1) - passed_ns + 999) / 1000);
		return 0;
	}
	*free_ns += line_ns(wire, n);
	loop_start_timer(timer, CHUNK_NS / 1000);
	return n;
}

static void tell_marks(struct wire *wire)
{
	size_t n_told = 0;
	int64_t at_us = clock_mono_us();

	while (n_told < wire->n_marks && wire->marks[n_told].at_byte <= wire->n_written) {
		wire->owner.on_mark(wire->owner.context, wire->marks[n_told].seq, at_us);
		n_told++;
	}
	wire->n_marks -= n_told;
	memmove(wire->marks, wire->marks + n_told, wire->n_marks * sizeof wire->marks[0]);
}

static void set_events(struct wire *wire, bool is_blocked)
{
	short events = wire->n_input == 0 ? POLLIN : 0;

	if (wire->pty.master < 0)
		return;
	loop_set_events(wire->loop, wire->pty.master,
			(short)(events | (is_blocked ? POLLOUT : 0)));
}

static void forget_output(struct wire *wire)
{
	wire->n_queued = wire->n_written;
	wire->n_output = 0;
	wire->output_at = 0;
	wire->n_marks = 0;
}

static void write_waiting(struct wire *wire)
{
	while (wire->n_output > 0) {
		size_t n = wire->n_output;
		ssize_t written;

		if (wire->baud > 0)
			n = carried(wire, &wire->output_free_ns, &wire->output_timer, n);
		if (n == 0)
			break;
		written = write(wire->pty.master, wire->output + wire->output_at, n);
		if (written <=
		    0) { /* its reader sleeps: the kernel tells when there is room */
			set_events(wire, true);
			return;
		}
		wire->output_at += (size_t)written;
		wire->n_output -= (size_t)written;
		wire->n_written += (uint64_t)written;
		tell_marks(wire);
	}
	if (wire->n_output == 0)
		wire->output_at = 0;
	set_events(wire, false);
}

static void give_input(struct wire *wire)
{
	char bytes[WIRE_INPUT_BYTES];
	size_t n = wire->n_input;
	int64_t at_us = clock_mono_us();

	if (n == 0)
		return;
	if (wire->baud > 0)
		n = carried(wire, &wire->input_free_ns, &wire->input_timer, n);
	if (n == 0)
		return;
	if (wire->baud > 0)
		at_us = (wire->input_free_ns - line_ns(wire, n - 1)) / 1000;
	memcpy(bytes, wire->input, n);
	wire->n_input -= n;
	wire->n_read += n;
	memmove(wire->input, wire->input + n, wire->n_input);
	set_events(wire, false);
	wire->owner.on_bytes(wire->owner.context, bytes, n, at_us);
	if (wire->n_output > 0)
		write_waiting(wire);
}

static void on_output_due(void *owner)
{
	struct wire *wire = owner;

	if (wire->pty.master >= 0)
		write_waiting(wire);
}

static void on_input_due(void *owner)
{
	give_input(owner);
}

static void read_input(struct wire *wire)
{
	ssize_t length;

	if (wire->n_input > 0)
		return;
	length = read(wire->pty.master, wire->input, sizeof wire->input);
	if (length <= 0)
		return;
	wire->n_input = (size_t)length;
	if (wire->input_free_ns < now_ns())
		wire->input_free_ns = now_ns();
	set_events(wire, wire->n_output > 0 && wire->baud == 0);
	give_input(wire);
}

static void on_ready(void *owner, short revents)
{
	struct wire *wire = owner;

	if ((revents & POLLIN) != 0)
		read_input(wire);
	if ((revents & POLLOUT) != 0 && wire->pty.master >= 0)
		write_waiting(wire);
}

static void on_notice(void *owner, short revents)
{
	struct wire *wire = owner;

	bool was_open = pty_is_open(&wire->pty);

	(void)revents;
	pty_look(&wire->pty);
	if (!was_open && pty_is_open(&wire->pty))
		wire->owner.on_opened(wire->owner.context);
	if (!was_open || pty_is_open(&wire->pty))
		return;
	forget_output(wire);
	wire->n_input = 0;
	pty_reset(&wire->pty);
	wire->owner.on_closed(wire->owner.context);
}

int wire_plug(struct wire *wire)
{
	const char *link = wire->pty.link;
	int error = pty_plug(&wire->pty, link);

	if (error == 0 && wire->wants_new_number &&
	    strcmp(wire->pty.name, wire->last_name) == 0) {
		struct pty same =
			wire->pty; /* while it is held, the kernel gives another */

		error = pty_plug(&wire->pty, link);
		same.link = NULL;
		pty_unplug(&same);
	}
	if (error != 0)
		return error;
	must(loop_add_fd(wire->loop, wire->pty.master, POLLIN, on_ready, wire));
	if (wire->pty.notices >= 0)
		must(loop_add_fd(wire->loop, wire->pty.notices, POLLIN, on_notice, wire));
	return 0;
}

void wire_unplug(struct wire *wire)
{
	if (wire->pty.master < 0)
		return;
	loop_remove_fd(wire->loop, wire->pty.master);
	if (wire->pty.notices >= 0)
		loop_remove_fd(wire->loop, wire->pty.notices);
	loop_stop_timer(&wire->output_timer);
	loop_stop_timer(&wire->input_timer);
	forget_output(wire);
	wire->n_input = 0;
	memcpy(wire->last_name, wire->pty.name, sizeof wire->last_name);
	pty_unplug(&wire->pty);
}

bool wire_is_plugged(const struct wire *wire)
{
	return wire->pty.master >= 0;
}

int wire_init(struct wire *wire, struct loop *loop, const struct wire_owner *owner,
	      const char *link, unsigned baud)
{
	*wire = (struct wire){ .loop = loop, .owner = *owner, .baud = baud };
	wire->pty =
		(struct pty){ .master = -1, .slave = -1, .notices = -1, .link = link };
	wire->output = must_alloc(WIRE_OUTPUT_BYTES);
	loop_add_timer(loop, &wire->output_timer, on_output_due, wire);
	loop_add_timer(loop, &wire->input_timer, on_input_due, wire);
	return wire_plug(wire);
}

void wire_clear(struct wire *wire)
{
	wire_unplug(wire);
	free(wire->output);
	wire->output = NULL;
}

void wire_send(struct wire *wire, const char *bytes, size_t length)
{
	if (length == 0 || wire->pty.master < 0)
		return;
	if (!pty_is_open(&wire->pty))
		on_notice(wire, 0); /* who opened a moment ago must hear it */
	if (!pty_is_open(&wire->pty) || wire->n_output + length > WIRE_OUTPUT_BYTES)
		return;
	if (wire->output_at + wire->n_output + length > WIRE_OUTPUT_BYTES) {
		memmove(wire->output, wire->output + wire->output_at, wire->n_output);
		wire->output_at = 0;
	}
	memcpy(wire->output + wire->output_at + wire->n_output, bytes, length);
	if (wire->n_output == 0 && wire->output_free_ns < now_ns())
		wire->output_free_ns = now_ns();
	wire->n_output += length;
	wire->n_queued += length;
	/* In chunks of one answer: several lines of it leave together, at the end. */
	loop_start_timer(&wire->output_timer, 0);
}

void wire_mark(struct wire *wire, int64_t seq)
{
	if (wire->n_marks == WIRE_MARKS_MAX || wire->n_output == 0)
		return;
	wire->marks[wire->n_marks++] =
		(struct wire_mark){ .at_byte = wire->n_queued, .seq = seq };
}
