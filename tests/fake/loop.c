// SPDX-License-Identifier: MIT
#include "tests/fake/loop.h"

#include <errno.h>
#include <time.h>

#include "base/clock.h"
#include "base/must.h"

void loop_init(struct loop *loop)
{
	*loop = (struct loop){ 0 };
}

static struct pollfd *find_fd(struct loop *loop, int fd)
{
	for (size_t i = 0; i < loop->n_fds; i++) {
		if (loop->fds[i].fd == fd)
			return &loop->fds[i];
	}
	return NULL;
}

bool loop_add_fd(struct loop *loop, int fd, short events, loop_fd_fn on_ready,
		 void *owner)
{
	if (loop->n_fds == LOOP_FDS_MAX)
		return false;
	loop->fds[loop->n_fds] = (struct pollfd){ .fd = fd, .events = events };
	loop->watches[loop->n_fds] =
		(struct loop_watch){ .on_ready = on_ready, .owner = owner };
	loop->n_fds++;
	return true;
}

void loop_set_events(struct loop *loop, int fd, short events)
{
	struct pollfd *entry = find_fd(loop, fd);

	must(entry != NULL);
	entry->events = events;
}

void loop_remove_fd(struct loop *loop, int fd)
{
	struct pollfd *entry = find_fd(loop, fd);
	size_t i, last = loop->n_fds - 1;

	if (entry == NULL)
		return;
	i = (size_t)(entry - loop->fds);
	loop->fds[i] = loop->fds[last];
	loop->watches[i] = loop->watches[last];
	loop->n_fds--;
}

void loop_add_timer(struct loop *loop, struct loop_timer *timer, loop_timer_fn on_due,
		    void *owner)
{
	must(loop->n_timers < LOOP_TIMERS_MAX);
	timer->due_us = 0;
	timer->on_due = on_due;
	timer->owner = owner;
	loop->timers[loop->n_timers++] = timer;
}

void loop_remove_timer(struct loop *loop, struct loop_timer *timer)
{
	for (size_t i = 0; i < loop->n_timers; i++) {
		if (loop->timers[i] != timer)
			continue;
		loop->timers[i] = loop->timers[--loop->n_timers];
		return;
	}
}

void loop_start_timer(struct loop_timer *timer, int64_t after_us)
{
	timer->due_us = clock_mono_us() + (after_us > 0 ? after_us : 0);
}

void loop_stop_timer(struct loop_timer *timer)
{
	timer->due_us = 0;
}

/* Microseconds to the nearest timer, -1 when none runs. */
static int64_t next_wait_us(const struct loop *loop)
{
	int64_t nearest = 0, now_us;

	for (size_t i = 0; i < loop->n_timers; i++) {
		int64_t due_us = loop->timers[i]->due_us;

		if (due_us != 0 && (nearest == 0 || due_us < nearest))
			nearest = due_us;
	}
	if (nearest == 0)
		return -1;
	now_us = clock_mono_us();
	return nearest > now_us ? nearest - now_us : 0;
}

static void run_timers(struct loop *loop)
{
	int64_t now_us = clock_mono_us();

	for (size_t i = 0; i < loop->n_timers; i++) {
		struct loop_timer *timer = loop->timers[i];

		if (timer->due_us == 0 || timer->due_us > now_us)
			continue;
		timer->due_us = 0;
		timer->on_due(timer->owner);
	}
}

/* A callback may add or remove descriptors: look up each one anew before calling. */
static void run_ready(struct loop *loop)
{
	struct pollfd ready[LOOP_FDS_MAX];
	size_t n_ready = 0;

	for (size_t i = 0; i < loop->n_fds; i++) {
		if (loop->fds[i].revents != 0)
			ready[n_ready++] = loop->fds[i];
	}
	for (size_t i = 0; i < n_ready; i++) {
		struct pollfd *entry = find_fd(loop, ready[i].fd);
		struct loop_watch watch;

		if (entry == NULL || entry->revents == 0)
			continue; /* removed, or a new descriptor of the same number */
		watch = loop->watches[entry - loop->fds];
		watch.on_ready(watch.owner, ready[i].revents);
	}
}

int loop_run(struct loop *loop)
{
	while (!loop->is_ending) {
		int64_t wait_us = next_wait_us(loop);
		struct timespec wait = { .tv_sec = wait_us / 1000000,
					 .tv_nsec = wait_us % 1000000 * 1000 };
		int n = ppoll(loop->fds, loop->n_fds, wait_us < 0 ? NULL : &wait, NULL);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0)
			run_ready(loop);
		run_timers(loop);
	}
	return 0;
}

void loop_end(struct loop *loop)
{
	loop->is_ending = true;
}
