// SPDX-License-Identifier: MIT
#include "apps/surat_follow.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "apps/surat.h"
#include "base/must.h"
#include "base/text.h"
#include "store/doorbell.h"
#include "store/store.h"

enum {
	SWEEP_MS = 10 * 1000,   /* the net under a lost ring */
	NO_BELL_SWEEP_MS = 500, /* nobody can ring us */
};

/* What was told of a ticket. */
struct seen {
	int64_t id, updated_at;
	enum ticket_state state;
	char code[LIMIT_CODE_SIZE];
};

/* By id, as the list comes. */
struct seen_list {
	struct seen *rows;
	size_t n_rows, capacity;
};

/* One walk: what was there last time, what is there now. */
struct walk {
	struct follow *follow;
	const struct seen_list *before;
	struct seen_list now;
	size_t at; /* in `before` */
	int64_t last_id;
	int n_page, error;
};

static void seen_list_add(struct seen_list *list, const struct ticket *ticket)
{
	struct seen *seen;

	if (list->n_rows == list->capacity) {
		list->capacity = list->capacity * 2 + 64;
		list->rows = reallocarray(list->rows, list->capacity, sizeof *list->rows);
		must(list->rows != NULL);
	}
	seen = &list->rows[list->n_rows++];
	*seen = (struct seen){ .id = ticket->id,
			       .updated_at = ticket->updated_at,
			       .state = ticket->state };
	(void)text_copy(seen->code, sizeof seen->code, ticket->code);
}

/* Tell those between the last ticket and `id`: they do not fit the filter any more. */
static int tell_gone(struct walk *walk, int64_t id)
{
	for (; walk->at < walk->before->n_rows && walk->before->rows[walk->at].id < id;
	     walk->at++) {
		struct ticket ticket;
		int error = ticket_find_by_code(
			walk->follow->store, walk->before->rows[walk->at].code, &ticket);

		if (error == 0)
			error = walk->follow->on_ticket(walk->follow->context, &ticket);
		if (error < 0 && error != -ENOENT)
			return error;
	}
	return 0;
}

static bool is_known(struct walk *walk, const struct ticket *ticket)
{
	const struct seen *seen;

	if (walk->at == walk->before->n_rows ||
	    walk->before->rows[walk->at].id != ticket->id)
		return false;
	seen = &walk->before->rows[walk->at++];
	return seen->state == ticket->state && seen->updated_at == ticket->updated_at;
}

static bool visit(void *context, const struct ticket *ticket)
{
	struct walk *walk = context;

	walk->last_id = ticket->id;
	walk->n_page++;
	walk->error = tell_gone(walk, ticket->id);
	if (walk->error == 0 && !is_known(walk, ticket))
		walk->error = walk->follow->on_ticket(walk->follow->context, ticket);
	seen_list_add(&walk->now, ticket);
	return walk->error == 0;
}

static int walk_all(struct walk *walk)
{
	struct ticket_filter filter = *walk->follow->filter;
	int error;

	do {
		walk->n_page = 0;
		filter.after_id = walk->last_id;
		error = ticket_list(walk->follow->store, &filter, visit, walk);
		if (error == 0)
			error = walk->error;
	} while (error == 0 && walk->n_page == filter.limit);
	return error < 0 ? error : tell_gone(walk, INT64_MAX);
}

/* Tell what changed since `seen` was made, and bring it up to date. */
static int look(struct follow *follow, struct seen_list *seen)
{
	struct walk walk = { .follow = follow, .before = seen };
	int error = walk_all(&walk);

	free(seen->rows);
	*seen = walk.now;
	fflush(stdout);
	return error;
}

int follow_once(struct follow *follow)
{
	struct seen_list none = { .rows = NULL };
	int error = look(follow, &none);

	free(none.rows);
	return error;
}

static int open_signals(void)
{
	sigset_t signals;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	return signalfd(-1, &signals, SFD_CLOEXEC);
}

/* Wait for the bell. False when it is time to end. */
static bool wait_for_bell(struct doorbell *bell, int signals_fd)
{
	struct pollfd waits[] = {
		{ .fd = bell != NULL ? doorbell_fd(bell) : -1, .events = POLLIN },
		{ .fd = signals_fd, .events = POLLIN },
		{ .fd = STDOUT_FILENO }, /* only to hear that its reader is gone */
	};
	int n = poll(waits, 3, bell != NULL ? SWEEP_MS : NO_BELL_SWEEP_MS);

	if (n < 0 && errno != EINTR)
		return false;
	if (n > 0 && (waits[1].revents != 0 || waits[2].revents != 0))
		return false;
	if (bell != NULL)
		doorbell_silence(bell);
	return !ferror(stdout);
}

int follow_run(struct follow *follow)
{
	struct seen_list seen = { .rows = NULL };
	struct doorbell *bell = NULL;
	char name[32], buffer[LIMIT_WHY_SIZE];
	struct text why;
	int signals_fd = open_signals(), error;
	int64_t version, version_now;

	text_init(&why, buffer, sizeof buffer);
	snprintf(name, sizeof name, "follow-%ld", (long)getpid());
	if (doorbell_open(&bell, follow->store_path, name, &why) < 0)
		surat_complain("%s; perubahan dilihat tiap setengah detik", buffer);
	version = store_version(follow->store);
	error = look(follow, &seen);
	while (error == 0 && wait_for_bell(bell, signals_fd)) {
		version_now = store_version(follow->store);
		if (version_now != version)
			error = look(follow, &seen);
		version = version_now;
	}
	free(seen.rows);
	doorbell_close(bell);
	close(signals_fd);
	return error;
}
