// SPDX-License-Identifier: MIT
#include "apps/loop.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

int loop_open(sd_event **out_loop, sd_event_signal_handler_t on_signal, void *context)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
	sigset_t blocked;
	int error = sd_event_new(out_loop);

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaddset(&blocked, signals[i]);
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; error >= 0 && i < sizeof signals / sizeof signals[0]; i++)
		error = sd_event_add_signal(*out_loop, NULL, signals[i], on_signal,
					    context);
	/* Fed by the loop itself, so a slow modem is no reason to die. */
	if (error >= 0)
		error = sd_event_set_watchdog(*out_loop, true);
	return error < 0 ? error : 0;
}
