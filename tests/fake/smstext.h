// SPDX-License-Identifier: MIT
#pragma once

/*
 * A phone's text on its way to TPDUs: as septets when every character has one, else as
 * UTF-16 units; and where it must be cut into parts (3GPP TS 23.040 9.2.3.24.1). And the
 * way back: units of a received part as UTF-8.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SMSTEXT_PARTS_MAX = 255,       /* an octet counts them */
	SMSTEXT_UNITS_MAX = 255 * 153, /* of all parts */
	SMSTEXT_PART_UNITS_MAX = 160,
};

struct smstext {
	bool is_ucs2;
	uint16_t *units; /* septets or UTF-16 units; owned */
	size_t n_units;
	size_t n_parts;
	size_t starts[SMSTEXT_PARTS_MAX + 1]; /* of each part, and the end */
};

struct smstext_options {
	size_t n_parts_min;     /* cut a short text into so many parts; 0 = as needed */
	size_t header_octets;   /* of a part's user data header, length octet included */
	bool may_cut_surrogate; /* as some phones do */
};

/* False when it needs more than 255 parts or is not UTF-8. Clear it afterwards. */
bool smstext_init(struct smstext *text, const char *utf8,
		  const struct smstext_options *options);
void smstext_clear(struct smstext *text);

struct text;

/* Add septets or UTF-16 units as UTF-8; a half surrogate pair becomes U+FFFD. */
void smstext_add_septets(struct text *out, const uint8_t *septets, size_t n_septets);
void smstext_add_units(struct text *out, const uint16_t *units, size_t n_units);
