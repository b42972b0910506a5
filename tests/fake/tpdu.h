// SPDX-License-Identifier: MIT
#pragma once

/*
 * Transfer PDUs of 3GPP TS 23.040, from the network's side: DELIVER and STATUS-REPORT are
 * built, SUBMIT is checked as strictly as the standard allows and taken apart. Octets are
 * those of the TPDU; the service centre's address is a separate pair of functions.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/fake/smstext.h"

enum {
	TPDU_OCTETS_MAX = 164, /* 9.2.2 with the longest address and time fields */
	TPDU_ADDRESS_SIZE = 40,
	TPDU_DEFAULT_QUARTERS = 28, /* western Indonesia, +07:00 */
	TPDU_PID_TYPE_0 = 0x40,
};

struct tpdu {
	uint8_t octets[TPDU_OCTETS_MAX + 16]; /* a built one may be over-long by a part */
	size_t length;
};

/* One part of a long text; total 0 = whole. */
struct tpdu_part {
	unsigned reference;
	unsigned reference_bits; /* 8 or 16 */
	unsigned total, number;
};

struct tpdu_deliver {
	const char *from; /* see tpdu_add_address() */
	uint8_t pid, dcs;
	int64_t sent_at_s;
	int quarters; /* of the service centre, east positive */
	bool is_ucs2;
	const uint16_t *units; /* septets or UTF-16 */
	size_t n_units;
	struct tpdu_part part;
	bool has_more; /* TP-MMS: more messages wait */
};

void tpdu_build_deliver(const struct tpdu_deliver *deliver, struct tpdu *out_tpdu);

struct tpdu_report {
	const char *to;
	uint8_t reference, status; /* TP-MR, TP-ST */
	int64_t sent_at_s, done_at_s;
	int quarters;
};

void tpdu_build_report(const struct tpdu_report *report, struct tpdu *out_tpdu);

struct tpdu_submit {
	uint8_t reference;
	bool rejects_duplicates, wants_report;
	char to[TPDU_ADDRESS_SIZE]; /* "+..." when international */
	uint8_t pid, dcs;
	struct tpdu_part part;
	bool is_binary;
	uint16_t units[SMSTEXT_PART_UNITS_MAX]; /* septets or UTF-16 */
	size_t n_units;
	bool is_ucs2;
};

/* Returns NULL, or what is wrong with it. */
const char *tpdu_parse_submit(const uint8_t *octets, size_t length,
			      struct tpdu_submit *out_submit);

/* The parsed text as UTF-8; of a binary one as hex. */
struct text;
void tpdu_add_submit_text(struct text *out, const struct tpdu_submit *submit);

/*
 * Add an address field (9.1.2.5): "+62..." international, digits and * # unknown type,
 * anything else alphanumeric. "" gives one of length 0.
 */
void tpdu_add_address(struct tpdu *tpdu, const char *address);

/* The service centre's address with its own kind of length octet (27.005 4.1). */
void tpdu_add_centre(struct tpdu *out, const char *number);
/* Octets of such a field at the start of `octets`, or 0 when it is malformed. */
size_t tpdu_centre_octets(const uint8_t *octets, size_t length);

/* Seven semi-octet octets of a time (9.2.3.11). */
void tpdu_add_time(struct tpdu *tpdu, int64_t utc_s, int quarters);

/* Digits as upper-case hex, NUL-terminated; and back. False: odd, not hex or too long. */
void tpdu_to_hex(const uint8_t *octets, size_t length, char *out_hex);
bool tpdu_of_hex(const char *hex, size_t n_digits, uint8_t *out, size_t size,
		 size_t *out_length);
