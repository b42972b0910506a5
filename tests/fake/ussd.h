// SPDX-License-Identifier: MIT
#pragma once

/* How a modem writes a USSD text, and how it reads one: by profile and +CSCS. */

#include <stdbool.h>
#include <stddef.h>

struct device;
struct text;

/* Add `,"<str>",<dcs>` of a +CUSD line. */
void ussd_add_text(struct text *line, const struct device *device, const char *utf8);

/* What the service dialled. False when this modem would not understand its coding. */
bool ussd_read_request(const struct device *device, const char *written,
		       struct text *out);

/* What the service answers in a session that the network opened. */
bool ussd_read_answer(const struct device *device, const char *written, struct text *out);

/* A string in the character set of +CSCS, as far as it can be said in it. */
void ussd_add_string(struct text *out, const struct device *device, const char *utf8);
