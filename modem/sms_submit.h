// SPDX-License-Identifier: MIT
#pragma once

/*
 * From a text to the PDUs that carry it: SMS-SUBMIT (23.040 9.2.2.2). First sms_plan(),
 * then sms_encode() for each part. Nothing is rewritten on the way: a text with one
 * character that GSM-7 lacks travels as UCS-2 whole.
 */

#include <stdbool.h>

#include "base/limits.h"
#include "modem/sms_coding.h"

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
	const char *to;         /* "+628..." or digits, at most 20 */
	const char *utf8;       /* the whole text */
	unsigned part;          /* which one to encode, 1..plan.n_parts */
	unsigned reference;     /* of the long message; its low 8 bits are sent */
	unsigned valid_minutes; /* TP-VP relative, rounded up to its grid; 0 = none */
	bool wants_report;      /* TP-SRR */
};

/*
 * Encode one part as the hex for AT+CMGS (service centre length 00 in front) and the
 * TPDU's octets for its argument. Returns 0, -EINVAL for a number that is none or a part
 * that the plan lacks, -E2BIG as sms_plan().
 */
int sms_encode(const struct sms_submit *submit, char out_hex[LIMIT_PDU_HEX_SIZE],
	       int *out_tpdu_octets);
