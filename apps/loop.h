// SPDX-License-Identifier: MIT
#pragma once

/* The event loop of a service: one that ends on a signal and feeds systemd's watchdog. */

#include <systemd/sd-event.h>

/* Make it. SIGTERM, SIGINT and SIGHUP come to `on_signal`; SIGPIPE is ignored. Returns 0
 * or -errno; *out_loop may be there all the same and is the caller's. */
int loop_open(sd_event **out_loop, sd_event_signal_handler_t on_signal, void *context);
