// SPDX-License-Identifier: MIT
#pragma once

/*
 * The conversation on one port: one command in flight, an absolute deadline for each, and
 * whose line is it? A line is, in this order: the raw line (a PDU) that something waits
 * for, the echo of what was sent, a final result, a line of the command's answer, a
 * notice (an unsolicited line), else it is logged and dropped.
 *
 * There is no queue here: the owner is asked by on_idle() for what is most urgent now,
 * which a queue could not know. After a time-out the chat finds its way back (ESC, quiet,
 * AT, a query that nothing else answers) before the command's owner hears of it; three
 * silences in a row and the modem is lost.
 */

#include <stdbool.h>
#include <stddef.h>

#include <systemd/sd-event.h>

#include "base/limits.h"
#include "modem/port.h"

enum {
	CHAT_LINE_SIZE = 544, /* our longest command is AT+CUSD with a page in UCS-2 */
};

enum chat_result {
	CHAT_RESULT_OK,
	CHAT_RESULT_REFUSED, /* ERROR, +CME ERROR, +CMS ERROR */
	CHAT_RESULT_TIMED_OUT,
	CHAT_RESULT_GONE, /* the port closed or the command was called off */
};

/* Pointers are never NULL, and valid until the next chat_send(). */
struct chat_reply {
	enum chat_result result;
	int error;        /* the number of a REFUSED one, -1 when none was said */
	const char *line; /* first of the answer, with its prefix; "" when none came */
	const char *raw;  /* the raw line behind it, "" when none came */
	size_t raw_length;
	bool is_given; /* the last byte of the body has left for the modem */
};

/* Whether it was refused only because the SIM is starting up. */
bool chat_is_sim_busy(const struct chat_reply *reply);

struct chat_command {
	const char *line; /* without CR; copied; printable ASCII only */
	/* The next two must outlive the command; NULL: none. */
	const char *prefix;  /* of the answer's lines, like "+CPIN:" */
	const char *body;    /* hex, sent with a Ctrl-Z behind the prompt */
	unsigned timeout_ms; /* of the answer; that of the prompt is fixed */
	bool takes_bare;     /* the answer may also be a line without any prefix */
	bool has_raw_line;   /* a PDU follows the answer's line */
	bool is_repeatable;  /* asked again once when its answer was lost or spoiled */
	bool is_secret;      /* a PIN: not logged */
	/* NULL, or: whether a line with the prefix may be the answer to an older command,
	 * come late. Then it is believed only when no second one follows soon. */
	bool (*may_be_late)(void *context, const char *line);
	/* Called exactly once for each command taken. May call chat_send(). */
	void (*on_reply)(void *context, const struct chat_reply *reply);
};

/* One row per unsolicited line. A `prefix` that ends in ':' is the beginning of a line,
 * any other is the whole line. */
struct chat_notice {
	const char *prefix;
	bool has_raw_line; /* a PDU follows on the next line; "" if it was lost */
	void (*on_notice)(void *context, const char *line, const char *raw);
};

struct chat_owner {
	const char *name;      /* for the log; must outlive the chat */
	struct record *record; /* keeps the lines while somebody reads; must outlive it */
	void *context;
	const struct chat_notice *notices; /* ends with a NULL prefix */
	/* What chat_sync() came to. */
	void (*on_synced)(void *context, bool is_ok);
	/* A reply was given and the line stands idle: what next? May call chat_send(). */
	void (*on_idle)(void *context);
	/* Gone, or silent; chat_close() is up to the owner. */
	void (*on_lost)(void *context, bool is_gone, const char *why);
	/* Bytes came that were none of the above: something may have been missed.
	 * `is_damaged`: the line itself is at fault, not our knowledge of the modem. */
	void (*on_noise)(void *context, bool is_damaged);
};

struct chat;

/* `owner` is copied. All waits are divided by `hurry`. Never NULL. */
struct chat *chat_new(sd_event *loop, const struct chat_owner *owner, unsigned hurry);
void chat_free(struct chat *chat);

/* Takes the port. Returns 0, or -errno of the event loop; the port is then closed. */
int chat_open(struct chat *chat, struct port *port);

/* Closes the port. A command in flight is replied to with CHAT_RESULT_GONE. */
void chat_close(struct chat *chat);

bool chat_is_open(const struct chat *chat);

/* Whether chat_send() would take a command now. */
bool chat_is_idle(const struct chat *chat);

/* Write one command. Returns 0; -EBUSY while one is in flight, -ENODEV when closed,
 * -EINVAL for a byte that has no place in a command (a bug or an attack: never sent). */
int chat_send(struct chat *chat, const struct chat_command *command);

/* Call off what is in flight (its owner hears CHAT_RESULT_GONE), then find a common
 * beginning: ESC, quiet, AT up to `n_tries` times, a query. on_synced() tells. */
void chat_sync(struct chat *chat, unsigned n_tries);

/* For a modem that chokes on long writes: at most `piece_bytes` (0: all) at a time,
 * `pause_ms` apart. */
void chat_set_pace(struct chat *chat, size_t piece_bytes, unsigned pause_ms);

/* Another speed of the line; -ENOTSUP where there is none. */
int chat_set_baud(struct chat *chat, unsigned baud);
