// SPDX-License-Identifier: MIT
#pragma once

/*
 * One SMS as a plain value: what 3GPP TS 23.040 says in a TPDU, with the text as UTF-16
 * units. Units and not UTF-8, because a long message may be cut in the middle of a
 * surrogate pair; join the units of all parts first, then turn them into UTF-8.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

enum sms_kind {
	SMS_KIND_DELIVER,       /* network to us (23.040 9.2.2.1) */
	SMS_KIND_STATUS_REPORT, /* what became of one that we sent (9.2.2.3) */
	SMS_KIND_SUBMIT, /* us to the network (9.2.2.2); also met stored on a SIM */
};

enum sms_address_kind {
	SMS_ADDRESS_KIND_NONE,          /* TP-OA of length 0 */
	SMS_ADDRESS_KIND_INTERNATIONAL, /* type of number 001; text begins with '+' */
	SMS_ADDRESS_KIND_NATIONAL,      /* 010 and unknown 000; text is digits */
	SMS_ADDRESS_KIND_ALPHANUMERIC,  /* 101; text is UTF-8 */
	SMS_ADDRESS_KIND_OTHER,
};

struct sms_address {
	enum sms_address_kind kind;
	char text[LIMIT_ADDRESS_SIZE];
};

enum sms_alphabet {
	SMS_ALPHABET_GSM7,
	SMS_ALPHABET_BINARY, /* 8-bit: never text */
	SMS_ALPHABET_UCS2,
};

/* One part of a long message (23.040 9.2.3.24.1 and .8); total 0 = not a part. */
struct sms_part {
	unsigned reference;
	unsigned reference_bits; /* 8 or 16 */
	unsigned total;
	unsigned number; /* 1..total */
};

struct sms {
	enum sms_kind kind;
	struct sms_address peer; /* sender, or recipient of a SUBMIT or report */
	uint8_t protocol_id;     /* TP-PID; 0x40 = silent type 0 */
	uint8_t coding;          /* TP-DCS as it came (23.038 section 4) */
	enum sms_alphabet alphabet;
	int message_class; /* 0..3, -1 none; 0 = flash */
	bool is_waiting_indication;
	bool has_time;     /* false: month 13, FF... */
	int64_t time_s;    /* service centre time stamp as UTC seconds */
	int zone_quarters; /* its quarters of an hour east of UTC */
	struct sms_part part;
	bool is_part_illegal; /* part 0, part 3 of 2, total 0 */
	bool has_port;        /* application port: not for people */
	unsigned port;
	unsigned message_reference; /* STATUS_REPORT and SUBMIT: TP-MR */
	unsigned status; /* STATUS_REPORT: TP-ST (9.2.3.15), < 0x20 delivered */
	uint16_t units[LIMIT_SMS_UNITS]; /* text, when the alphabet is not binary */
	size_t n_units;
	uint8_t data[LIMIT_SMS_UNITS]; /* user data, when it is binary */
	size_t n_data;
};

/*
 * Decode what a modem gives as hex: the service centre's address, then the TPDU.
 * `tpdu_octets` is the length that the modem announced in +CMGR, or -1 when unknown.
 * Returns 0, or -EBADMSG with the reason and octet position in `why`; then only `kind`
 * and `peer` may hold something. Never reads past `hex_length`; any bytes are allowed as
 * input.
 */
struct text;
int sms_decode(const char *hex, size_t hex_length, int tpdu_octets, struct sms *out_sms,
	       struct text *why);

/* The TPDU's first hex digit in `hex`, behind the service centre's address; NULL when
 * there is none. Two deliveries of one message agree from here on, whatever centre
 * brought them. */
const char *sms_tpdu_hex(const char *hex, size_t hex_length);

/* UTF-16 units as UTF-8; an unpaired surrogate becomes U+FFFD. Cut when `text` is full.
 */
void sms_add_units(struct text *text, const uint16_t *units, size_t n_units);

/* How one text will travel. */
struct sms_plan {
	enum sms_alphabet alphabet; /* GSM7 when every character is in it, else UCS2 */
	unsigned n_parts;           /* 1..LIMIT_SMS_PARTS */
};

/* Returns 0; -E2BIG when it needs more than LIMIT_SMS_PARTS parts. */
int sms_plan(const char *utf8, struct sms_plan *out_plan);

/* Septets that a text needs in GSM-7 with its extension table; -1 when it does not fit in
 * it. */
int sms_count_septets(const char *utf8);

struct sms_submit {
	const char *to;         /* "+628..." or digits */
	const char *utf8;       /* the whole text */
	unsigned part;          /* which one to encode, 1..plan.n_parts */
	unsigned reference;     /* of the long message, 0..255 */
	unsigned valid_minutes; /* TP-VP relative, rounded up to its grid; 0 = none */
	bool wants_report;      /* TP-SRR */
};

/*
 * Encode one part as the hex for AT+CMGS (service centre length 00 in front) and the
 * TPDU's octets for its argument. Returns 0, -EINVAL for a number that is none, -E2BIG as
 * sms_plan().
 */
int sms_encode(const struct sms_submit *submit, char out_hex[LIMIT_PDU_HEX_SIZE],
	       int *out_tpdu_octets);
