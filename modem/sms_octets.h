// SPDX-License-Identifier: MIT
#pragma once

/*
 * A PDU as octets, read from front to back. Each step either fits and moves on, or
 * changes nothing; so no length inside a PDU can lead behind its end.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

/* Service centre (12) and TPDU (164); so much is a SIM's record too (31.102 4.2.25). */
enum {
	SMS_OCTETS_MAX = 176
};

struct sms_octets {
	uint8_t bytes[SMS_OCTETS_MAX];
	size_t n;      /* octets held */
	size_t n_more; /* octets that followed and were not kept */
	size_t at;     /* the next one */
};

/* Returns 0; -EBADMSG when there is no digit, an odd number of them, or something else.
 * More than SMS_OCTETS_MAX octets are counted and checked, but not kept. */
int sms_octets_from_hex(struct sms_octets *octets, const char *hex, size_t hex_length,
			struct text *why);

size_t sms_octets_left(const struct sms_octets *octets);

bool sms_octets_next(struct sms_octets *octets, uint8_t *out_octet);

/* The next `n` octets, or NULL when fewer are left. */
const uint8_t *sms_octets_take(struct sms_octets *octets, size_t n);

/* Say in `why` that the PDU ends within `what`. Returns -EBADMSG. */
int sms_octets_end_in(const struct sms_octets *octets, const char *what,
		      struct text *why);

/* The octet that two hex digits stand for; -1 when one of them is none. */
int sms_octet_of_hex(const char digits[2]);
