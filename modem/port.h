// SPDX-License-Identifier: MIT
#pragma once

/*
 * The terminal that a modem hangs on, as a descriptor for the event loop. A serial device
 * (all that stands in /sys/class/tty) is opened and set up through libserialport, any
 * other terminal (a pty) by descriptor. Either is raw, non-blocking, locked against a
 * second program, and does not drop DTR when it is closed.
 *
 * libserialport 0.1.1 hides an unplug; so this folder reads and polls the descriptor
 * itself, and a HUP, an error or a read of 0 bytes means: gone, close at once.
 */

#include <stddef.h>
#include <sys/types.h>

struct port;
struct text;

/*
 * Open what `path` leads to now, links followed. Returns 0 and gives the port to the
 * caller; else -errno with the reason and, where we know it, the next step in `why`:
 * -ENOENT when there is no such device, -EBUSY when another program has it.
 */
int port_open(const char *path, unsigned baud, struct port **out_port, struct text *why);

/* NULL is allowed. */
void port_close(struct port *port);

int port_descriptor(const struct port *port);

/* Bytes read (at least 1), -EAGAIN when there are none now, -ENODEV when it is gone. */
ssize_t port_read(struct port *port, char *bytes, size_t size);

/* Bytes taken (at least 1), -EAGAIN when none fit now, -ENODEV when it is gone. */
ssize_t port_write(struct port *port, const char *bytes, size_t length);

/* Throw away what came and was not read, and what was written and has not left. */
void port_flush(struct port *port);

/* Another speed. -ENOTSUP on a terminal that has none (a pty) or when it is refused. */
int port_set_baud(struct port *port, unsigned baud);
