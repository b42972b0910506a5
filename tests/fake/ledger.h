// SPDX-License-Identifier: MIT
#pragma once

/*
 * The simulator's witness: what the network accepted, what reached a slot, what was
 * deleted, what the service sent. Append-only, one write() per line, so that a line is
 * whole whatever is killed. The lines are described in tests/fake/README.md.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
	LEDGER_LINE_SIZE = 65536
};

struct ledger {
	int fd;            /* -1: none is kept */
	bool has_times;    /* T lines for the bench */
	bool has_commands; /* C lines */
	char line[LEDGER_LINE_SIZE];
};

/* `path` NULL: keep none. Returns 0 or -errno. */
int ledger_open(struct ledger *ledger, const char *path);
void ledger_close(struct ledger *ledger);

/* One line; a failing disk ends the program, for a ledger with holes is no witness. */
void ledger_add(struct ledger *ledger, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same with `text` escaped behind it. */
void ledger_add_text(struct ledger *ledger, const char *text, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* `T what seq microseconds`, only while times are wanted. */
void ledger_add_time(struct ledger *ledger, const char *what, long long seq,
		     long long us);
