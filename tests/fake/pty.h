// SPDX-License-Identifier: MIT
#pragma once

/*
 * The plug of the simulated modem: a pty whose slave the service opens by a symlink. It
 * knows by inotify whether anybody has it open: what a modem says to a closed port is
 * gone, as on a real serial line, and a lock left by a killed program is taken off.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
	PTY_NAME_SIZE = 64
};

struct pty {
	int master, slave; /* -1 while unplugged; the slave is held so that a closing
			      program is no hang-up */
	int notices;       /* inotify; -1 = not to be had, then it counts as open */
	int n_openers;
	char name[PTY_NAME_SIZE];
	const char *link; /* NULL: none */
};

/* Plug in: a new pty, the link put in place of an older one. Returns 0 or -errno. */
int pty_plug(struct pty *pty, const char *link);

/* Unplug: both ends are closed, so the service sees a hang-up; the link is removed. */
void pty_unplug(struct pty *pty);

/* Take notice of openers and closers. */
void pty_look(struct pty *pty);
bool pty_is_open(const struct pty *pty);

/* Forget unread bytes, make it raw again, take off TIOCEXCL. */
void pty_reset(struct pty *pty);

/* Bits per second that the service set; 0 when it is no standard speed. */
unsigned pty_speed(const struct pty *pty);
