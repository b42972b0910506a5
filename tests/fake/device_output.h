// SPDX-License-Identifier: MIT
#pragma once

/* The way out: answers, unsolicited lines, prompts (device_output.c). */

#include "tests/fake/at_result.h"
#include "tests/fake/device.h"

/* One line of the running command's answer. */
void device_say(struct device *device, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* An unsolicited line (several, when `line` holds \n). */
void device_urc(struct device *device, const char *line);

/* The same for a +CMTI; the ledger times its last byte. */
void device_urc_of_message(struct device *device, const char *line, int64_t seq);

/* Say what was held back, if nothing holds it any longer. */
void device_release_held(struct device *device);

/* Bytes as they are, past all line ends. */
void device_raw(struct device *device, const char *bytes, size_t length);

/* The end of a line: its result code, and back to the next one. */
void device_end_line(struct device *device, const struct at_result *result);

/* A command that answered AT_KIND_WAIT is done. */
void device_finish(struct device *device, struct at_result result);

/* Show the prompt and collect until Ctrl-Z or ESC. */
struct at_result device_prompt(struct device *device,
			       void (*on_body)(struct device *device, bool is_cancelled));
