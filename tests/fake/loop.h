// SPDX-License-Identifier: MIT
#pragma once

/*
 * The simulator's event loop: descriptors and timers in one poll(). It sleeps when
 * nothing is due. Timers live in their owner's struct and must be zeroed before first
 * use; callbacks may start and stop any timer, add and remove any descriptor.
 */

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LOOP_FDS_MAX = 96,
	LOOP_TIMERS_MAX = 64,
};

typedef void (*loop_timer_fn)(void *owner);
typedef void (*loop_fd_fn)(void *owner, short revents);

struct loop_timer {
	int64_t due_us; /* monotonic; 0 = not running */
	loop_timer_fn on_due;
	void *owner;
};

struct loop_watch {
	loop_fd_fn on_ready;
	void *owner;
};

struct loop {
	struct pollfd fds[LOOP_FDS_MAX];
	struct loop_watch watches[LOOP_FDS_MAX];
	size_t n_fds;
	struct loop_timer *timers[LOOP_TIMERS_MAX];
	size_t n_timers;
	bool is_ending;
};

void loop_init(struct loop *loop);

/* False when the table is full. */
bool loop_add_fd(struct loop *loop, int fd, short events, loop_fd_fn on_ready,
		 void *owner);
void loop_set_events(struct loop *loop, int fd, short events);
void loop_remove_fd(struct loop *loop, int fd);

/* Make the timer known; it does not run yet. Dies when the table is full. */
void loop_add_timer(struct loop *loop, struct loop_timer *timer, loop_timer_fn on_due,
		    void *owner);
void loop_remove_timer(struct loop *loop, struct loop_timer *timer);
void loop_start_timer(struct loop_timer *timer, int64_t after_us);
void loop_stop_timer(struct loop_timer *timer);

/* Until loop_end() is called. Returns 0 or -errno of poll(). */
int loop_run(struct loop *loop);
void loop_end(struct loop *loop);
