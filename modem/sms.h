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
#include "modem/sms_coding.h" /* enum sms_alphabet */
#include "modem/sms_submit.h" /* sms_plan(), sms_encode() */

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
	bool is_part_illegal; /* part 0, part 3 of 2, total 0; `part` is then empty */
	bool has_port;        /* application port: not for people */
	unsigned port;
	unsigned message_reference; /* STATUS_REPORT and SUBMIT: TP-MR */
	unsigned status; /* STATUS_REPORT: TP-ST (9.2.3.15), < 0x20 delivered */
	uint16_t units[LIMIT_SMS_UNITS]; /* text, when the alphabet is not binary */
	size_t n_units;
	uint8_t data[LIMIT_SMS_UNITS]; /* user data, when it is binary */
	size_t n_data;
};

struct text;

/*
 * Decode what a modem gives as hex: the service centre's address, then the TPDU.
 * `tpdu_octets` is the length that the modem announced in +CMGR, or -1 when unknown.
 * Returns 0, or -EBADMSG with the reason and the octet (from 0, of all) in `why`; then
 * only `kind` and `peer` may hold something. Never reads past `hex_length`; any bytes
 * are allowed as input.
 *
 * A DELIVER or SUBMIT must fit exactly, else it is damaged: fewer octets than announced
 * or than TP-UDL says, or more than it needs. Only FF may follow (a SIM's record). Behind
 * a STATUS_REPORT anything may follow; its TP-PI and text are not read.
 */
int sms_decode(const char *hex, size_t hex_length, int tpdu_octets, struct sms *out_sms,
	       struct text *why);

/* The TPDU's first hex digit in `hex`, behind the service centre's address; NULL when
 * there is none. Two deliveries of one message agree from here on, whatever centre
 * brought them. */
const char *sms_tpdu_hex(const char *hex, size_t hex_length);

/* Add UTF-16 units as UTF-8; an unpaired surrogate or a zero becomes U+FFFD. Once `text`
 * is cut nothing more is added. */
void sms_add_units(struct text *text, const uint16_t *units, size_t n_units);
