// SPDX-License-Identifier: MIT
#pragma once

/*
 * The simulated network of `make run`, for the training phone: one line to modemsim's
 * control socket, one line back (tests/fake/README.md). It answers at once; it is never
 * asked in a service with a real modem.
 */

struct text;

/* A phone's text to the service. 0, or -errno with a sentence in `why`. */
int simulator_send_text(const char *socket_path, const char *from, const char *words,
			struct text *why);

/* A phone rings the service and hangs up. */
int simulator_call(const char *socket_path, const char *from, struct text *why);
