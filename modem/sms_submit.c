// SPDX-License-Identifier: MIT
#include "modem/sms_submit.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "modem/gsm7.h"
#include "modem/sms_address.h"

enum {
	/* TP-MTI 01, and what may be added to it (23.040 9.2.2.2) */
	FIRST_OCTET_SUBMIT = 0x01,
	FIRST_OCTET_RELATIVE_VALIDITY = 0x10,
	FIRST_OCTET_WANTS_REPORT = 0x20,
	FIRST_OCTET_HAS_HEADER = 0x40,
	CODING_GSM7 = 0x00,
	CODING_UCS2 = 0x08,
	/* UDHL, IEI 00, its length, reference, total, number (9.2.3.24.1) */
	PART_HEADER_OCTETS = 6,
	PART_HEADER_SEPTETS = 7,
	TPDU_OCTETS_MAX = 164,
};

/* What one SMS holds, in septets or in 16-bit units. */
struct room {
	unsigned alone;
	unsigned as_part;
};

static struct room room_of(enum sms_alphabet alphabet)
{
	if (alphabet == SMS_ALPHABET_GSM7)
		return (struct room){ .alone = 160, .as_part = 153 };
	return (struct room){ .alone = 70, .as_part = 67 };
}

/* What a character takes of the room; 0 when the alphabet lacks it. */
static unsigned size_of_code(uint32_t code, enum sms_alphabet alphabet)
{
	if (alphabet == SMS_ALPHABET_GSM7) {
		uint8_t septets[GSM7_PER_CODE_MAX];

		return (unsigned)gsm7_encode(code, septets);
	}
	return code > 0xFFFF ? 2 : 1;
}

/* The bytes of whole characters that fit; so neither an escape nor a surrogate is ever
 * parted from what follows it. `out_taken` is the room that they need. */
static size_t fit(const char *utf8, size_t length, enum sms_alphabet alphabet,
		  unsigned room, unsigned *out_taken)
{
	size_t at = 0;

	*out_taken = 0;
	while (at < length) {
		uint32_t code;
		size_t n_bytes = utf8_decode(utf8 + at, length - at, &code);
		unsigned size = size_of_code(code, alphabet);

		if (*out_taken + size > room)
			break;
		*out_taken += size;
		at += n_bytes;
	}
	return at;
}

int sms_count_septets(const char *utf8)
{
	size_t length = strlen(utf8);
	int n_septets = 0;

	for (size_t at = 0; at < length;) {
		uint32_t code;
		unsigned size;

		at += utf8_decode(utf8 + at, length - at, &code);
		size = size_of_code(code, SMS_ALPHABET_GSM7);
		if (size == 0)
			return -1;
		n_septets += (int)size;
	}
	return n_septets;
}

int sms_plan(const char *utf8, struct sms_plan *out_plan)
{
	size_t left = strlen(utf8);
	bool is_gsm7 = sms_count_septets(utf8) >= 0;
	struct room room;
	unsigned taken;

	out_plan->alphabet = is_gsm7 ? SMS_ALPHABET_GSM7 : SMS_ALPHABET_UCS2;
	out_plan->n_parts = 1;
	room = room_of(out_plan->alphabet);
	if (fit(utf8, left, out_plan->alphabet, room.alone, &taken) == left)
		return 0;
	for (out_plan->n_parts = 0; left > 0; out_plan->n_parts++) {
		size_t n_bytes;

		if (out_plan->n_parts == LIMIT_SMS_PARTS)
			return -E2BIG;
		n_bytes = fit(utf8, left, out_plan->alphabet, room.as_part, &taken);
		utf8 += n_bytes;
		left -= n_bytes;
	}
	return 0;
}

/* TP-VP relative, the grid of 9.2.3.12.1, rounded up: 5 minutes up to 12 hours, 30
 * minutes up to a day, days up to 30, weeks up to 63. */
static uint8_t validity_of(unsigned minutes)
{
	enum {
		HOUR = 60,
		DAY = 24 * HOUR,
		WEEK = 7 * DAY
	};

	if (minutes <= 12 * HOUR)
		return (uint8_t)((minutes + 4) / 5 - 1);
	if (minutes <= DAY)
		return (uint8_t)(143 + (minutes - 12 * HOUR + 29) / 30);
	if (minutes <= 30 * DAY)
		return (uint8_t)(166 + (minutes + DAY - 1) / DAY);
	if (minutes <= 63 * WEEK)
		return (uint8_t)(192 + (minutes + WEEK - 1) / WEEK);
	return 255;
}

/* A TPDU that grows. Its room suffices for every part that fit() cut. */
struct tpdu {
	uint8_t octets[TPDU_OCTETS_MAX];
	size_t n;
};

static void put(struct tpdu *tpdu, unsigned octet)
{
	must(tpdu->n < TPDU_OCTETS_MAX);
	tpdu->octets[tpdu->n++] = (uint8_t)octet;
}

/* Septets go behind those of the header and its fill bits, counted from `user_data_at`.
 */
static void put_gsm7(struct tpdu *tpdu, const char *utf8, size_t length,
		     size_t user_data_at, size_t header_septets)
{
	size_t n_septets = header_septets;

	for (size_t at = 0; at < length;) {
		uint8_t septets[GSM7_PER_CODE_MAX];
		uint32_t code;
		size_t size;

		at += utf8_decode(utf8 + at, length - at, &code);
		size = gsm7_encode(code, septets);
		must(user_data_at + gsm7_octets(n_septets + size) <= TPDU_OCTETS_MAX);
		gsm7_pack(septets, size, n_septets, tpdu->octets + user_data_at);
		n_septets += size;
	}
	tpdu->n = user_data_at + gsm7_octets(n_septets);
}

static void put_ucs2(struct tpdu *tpdu, const char *utf8, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t code;

		at += utf8_decode(utf8 + at, length - at, &code);
		if (code > 0xFFFF) {
			unsigned high = 0xD800 + ((code - 0x10000) >> 10);

			put(tpdu, high >> 8);
			put(tpdu, high & 0xFF);
			code = 0xDC00 + ((code - 0x10000) & 0x3FF);
		}
		put(tpdu, code >> 8);
		put(tpdu, code & 0xFF);
	}
}

/* Where one part's bytes are, and what they take of its room. */
struct slice {
	const char *utf8;
	size_t length;
	unsigned taken;
};

static struct slice slice_of(const char *utf8, const struct sms_plan *plan, unsigned part)
{
	struct room room = room_of(plan->alphabet);
	unsigned here = plan->n_parts == 1 ? room.alone : room.as_part;
	struct slice slice = { .utf8 = utf8 };
	size_t left = strlen(utf8);

	for (unsigned i = 0; i < part; i++) {
		slice.utf8 += slice.length;
		left -= slice.length;
		slice.length = fit(slice.utf8, left, plan->alphabet, here, &slice.taken);
	}
	return slice;
}

static void put_user_data(struct tpdu *tpdu, const struct sms_submit *submit,
			  const struct sms_plan *plan)
{
	struct slice slice = slice_of(submit->utf8, plan, submit->part);
	bool is_gsm7 = plan->alphabet == SMS_ALPHABET_GSM7;
	bool is_long = plan->n_parts > 1;
	size_t header_septets = is_long ? PART_HEADER_SEPTETS : 0;
	unsigned header_octets = is_long ? PART_HEADER_OCTETS : 0;
	size_t user_data_at = tpdu->n + 1;

	put(tpdu, is_gsm7 ? (unsigned)header_septets + slice.taken
			  : header_octets + 2 * slice.taken);
	if (is_long) {
		put(tpdu, PART_HEADER_OCTETS - 1);
		put(tpdu, 0x00);
		put(tpdu, 3);
		put(tpdu, submit->reference & 0xFF);
		put(tpdu, plan->n_parts);
		put(tpdu, submit->part);
	}
	if (is_gsm7)
		put_gsm7(tpdu, slice.utf8, slice.length, user_data_at, header_septets);
	else
		put_ucs2(tpdu, slice.utf8, slice.length);
}

static unsigned first_octet_of(const struct sms_submit *submit,
			       const struct sms_plan *plan)
{
	unsigned first = FIRST_OCTET_SUBMIT;

	if (submit->valid_minutes > 0)
		first |= FIRST_OCTET_RELATIVE_VALIDITY;
	if (submit->wants_report)
		first |= FIRST_OCTET_WANTS_REPORT;
	if (plan->n_parts > 1)
		first |= FIRST_OCTET_HAS_HEADER;
	return first;
}

static void write_hex(const struct tpdu *tpdu, char *out_hex)
{
	static const char digits[] = "0123456789ABCDEF";

	*out_hex++ = '0'; /* the service centre that the SIM knows */
	*out_hex++ = '0';
	for (size_t i = 0; i < tpdu->n; i++) {
		*out_hex++ = digits[tpdu->octets[i] >> 4];
		*out_hex++ = digits[tpdu->octets[i] & 0xF];
	}
	*out_hex = '\0';
}

int sms_encode(const struct sms_submit *submit, char out_hex[LIMIT_PDU_HEX_SIZE],
	       int *out_tpdu_octets)
{
	uint8_t to[SMS_ADDRESS_OCTETS_MAX];
	int n_to = sms_address_write(submit->to, to);
	struct tpdu tpdu = { .n = 0 };
	struct sms_plan plan;
	int error;

	if (n_to < 0)
		return n_to;
	error = sms_plan(submit->utf8, &plan);
	if (error < 0)
		return error;
	if (submit->part == 0 || submit->part > plan.n_parts)
		return -EINVAL;
	put(&tpdu, first_octet_of(submit, &plan));
	put(&tpdu, 0); /* TP-MR: the modem counts */
	for (int i = 0; i < n_to; i++)
		put(&tpdu, to[i]);
	put(&tpdu, 0); /* TP-PID: a plain message */
	put(&tpdu, plan.alphabet == SMS_ALPHABET_GSM7 ? CODING_GSM7 : CODING_UCS2);
	if (submit->valid_minutes > 0)
		put(&tpdu, validity_of(submit->valid_minutes));
	put_user_data(&tpdu, submit, &plan);
	write_hex(&tpdu, out_hex);
	*out_tpdu_octets = (int)tpdu.n;
	return 0;
}
