// SPDX-License-Identifier: MIT
#include "tests/fake/tpdu.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

#include "base/must.h"
#include "base/utf8.h"
#include "tests/fake/gsm7.h"

enum {
	MTI_DELIVER = 0x00, /* 9.2.3.1, network to phone */
	MTI_STATUS_REPORT = 0x02,
	FLAG_NO_MORE_MESSAGES = 0x04, /* 9.2.3.2 */
	FLAG_HEADER = 0x40,           /* 9.2.3.23 */
	TYPE_INTERNATIONAL = 0x91,    /* 9.1.2.5 */
	TYPE_UNKNOWN = 0x81,
	TYPE_ALPHANUMERIC = 0xD0,
	ALPHANUMERIC_SEPTETS_MAX = 11,
};

static void add_octet(struct tpdu *tpdu, unsigned octet)
{
	must(tpdu->length < sizeof tpdu->octets);
	tpdu->octets[tpdu->length++] = (uint8_t)octet;
}

/* 23.040 9.1.2.3: the codes of a semi-octet. */
static int semi_octet(char digit)
{
	static const char codes[] = "0123456789*#abc";
	const char *found = digit == '\0' ? NULL : strchr(codes, digit);

	return found == NULL ? -1 : (int)(found - codes);
}

static bool is_dialled(const char *address)
{
	for (const char *c = address; *c != '\0'; c++) {
		if (!isdigit((unsigned char)*c) && *c != '*' && *c != '#')
			return false;
	}
	return true;
}

static void add_semi_octets(struct tpdu *tpdu, const char *digits, size_t n_digits)
{
	for (size_t i = 0; i < n_digits; i += 2) {
		int low = semi_octet(digits[i]);
		int high = i + 1 < n_digits ? semi_octet(digits[i + 1]) : 0xF;

		add_octet(tpdu, (unsigned)(high << 4 | low));
	}
}

static void add_alphanumeric(struct tpdu *tpdu, const char *name)
{
	uint8_t septets[2 * ALPHANUMERIC_SEPTETS_MAX + 2], packed[24];
	size_t length = strlen(name), at = 0, n = 0, n_octets;

	while (at < length && n < ALPHANUMERIC_SEPTETS_MAX) {
		uint32_t code;
		size_t added;

		at += utf8_decode(name + at, length - at, &code);
		added = gsm7_encode(code, septets + n);
		if (added == 0)
			septets[n] = '?';
		n += added == 0 ? 1 : added;
	}
	if (n > ALPHANUMERIC_SEPTETS_MAX)
		n = ALPHANUMERIC_SEPTETS_MAX;
	n_octets = gsm7_pack(septets, n, 0, packed);
	add_octet(tpdu, (unsigned)((n * 7 + 3) / 4)); /* useful semi-octets */
	add_octet(tpdu, TYPE_ALPHANUMERIC);
	for (size_t i = 0; i < n_octets; i++)
		add_octet(tpdu, packed[i]);
}

void tpdu_add_address(struct tpdu *tpdu, const char *address)
{
	bool is_international = address[0] == '+' && address[1] != '\0';
	const char *digits = is_international ? address + 1 : address;
	size_t n_digits = strlen(digits);

	if (!is_dialled(digits) || n_digits > 20) {
		add_alphanumeric(tpdu, address);
		return;
	}
	add_octet(tpdu, (unsigned)n_digits);
	add_octet(tpdu, is_international ? TYPE_INTERNATIONAL : TYPE_UNKNOWN);
	add_semi_octets(tpdu, digits, n_digits);
}

void tpdu_add_centre(struct tpdu *out, const char *number)
{
	bool is_international = number[0] == '+';
	const char *digits = is_international ? number + 1 : number;
	size_t n_digits = strlen(digits);

	if (n_digits == 0 || n_digits > 20 || !is_dialled(digits)) {
		add_octet(out, 0);
		return;
	}
	add_octet(out, (unsigned)(1 + (n_digits + 1) / 2));
	add_octet(out, is_international ? TYPE_INTERNATIONAL : TYPE_UNKNOWN);
	add_semi_octets(out, digits, n_digits);
}

size_t tpdu_centre_octets(const uint8_t *octets, size_t length)
{
	if (length == 0 || octets[0] > 11 || length < 1U + octets[0])
		return 0;
	if (octets[0] == 1 || (octets[0] > 1 && (octets[1] & 0x80) == 0))
		return 0;
	return 1U + octets[0];
}

static unsigned swapped_digits(int value)
{
	return (unsigned)(value % 10 << 4 | value / 10 % 10);
}

void tpdu_add_time(struct tpdu *tpdu, int64_t utc_s, int quarters)
{
	time_t local_s = (time_t)(utc_s + (int64_t)quarters * 15 * 60);
	struct tm local = { 0 };
	int size = quarters < 0 ? -quarters : quarters;

	gmtime_r(&local_s, &local);
	add_octet(tpdu, swapped_digits(local.tm_year % 100));
	add_octet(tpdu, swapped_digits(local.tm_mon + 1));
	add_octet(tpdu, swapped_digits(local.tm_mday));
	add_octet(tpdu, swapped_digits(local.tm_hour));
	add_octet(tpdu, swapped_digits(local.tm_min));
	add_octet(tpdu, swapped_digits(local.tm_sec));
	/* The sign is bit 3 of the first digit, which stands in the low half. */
	add_octet(tpdu, swapped_digits(size) | (quarters < 0 ? 0x08U : 0U));
}

static size_t header_octets(const struct tpdu_part *part)
{
	if (part->total == 0)
		return 0;
	return part->reference_bits == 16 ? 7 : 6;
}

static void add_header(struct tpdu *tpdu, const struct tpdu_part *part)
{
	if (part->total == 0)
		return;
	if (part->reference_bits == 16) {
		add_octet(tpdu, 6);
		add_octet(tpdu, 0x08); /* 9.2.3.24.8 */
		add_octet(tpdu, 4);
		add_octet(tpdu, part->reference >> 8 & 0xFF);
	} else {
		add_octet(tpdu, 5);
		add_octet(tpdu, 0x00); /* 9.2.3.24.1 */
		add_octet(tpdu, 3);
	}
	add_octet(tpdu, part->reference & 0xFF);
	add_octet(tpdu, part->total);
	add_octet(tpdu, part->number);
}

static void add_user_data(struct tpdu *tpdu, const struct tpdu_deliver *deliver)
{
	size_t header = header_octets(&deliver->part);
	size_t header_septets = (header * 8 + 6) / 7;
	uint8_t septets[SMSTEXT_PART_UNITS_MAX], packed[140];
	size_t n_octets;

	must(deliver->n_units <= SMSTEXT_PART_UNITS_MAX);
	if (deliver->is_ucs2) {
		add_octet(tpdu, (unsigned)(header + 2 * deliver->n_units));
		add_header(tpdu, &deliver->part);
		for (size_t i = 0; i < deliver->n_units; i++) {
			add_octet(tpdu, deliver->units[i] >> 8);
			add_octet(tpdu, deliver->units[i] & 0xFF);
		}
		return;
	}
	for (size_t i = 0; i < deliver->n_units; i++)
		septets[i] = (uint8_t)deliver->units[i];
	add_octet(tpdu, (unsigned)(header_septets + deliver->n_units));
	add_header(tpdu, &deliver->part);
	n_octets = gsm7_pack(septets, deliver->n_units,
			     (unsigned)(header_septets * 7 - header * 8), packed);
	for (size_t i = 0; i < n_octets; i++)
		add_octet(tpdu, packed[i]);
}

void tpdu_build_deliver(const struct tpdu_deliver *deliver, struct tpdu *out_tpdu)
{
	unsigned first = MTI_DELIVER;

	if (!deliver->has_more)
		first |= FLAG_NO_MORE_MESSAGES;
	if (deliver->part.total > 0)
		first |= FLAG_HEADER;
	out_tpdu->length = 0;
	add_octet(out_tpdu, first);
	tpdu_add_address(out_tpdu, deliver->from);
	add_octet(out_tpdu, deliver->pid);
	add_octet(out_tpdu, deliver->dcs | (deliver->is_ucs2 ? 0x08U : 0U));
	tpdu_add_time(out_tpdu, deliver->sent_at_s, deliver->quarters);
	add_user_data(out_tpdu, deliver);
}

void tpdu_build_report(const struct tpdu_report *report, struct tpdu *out_tpdu)
{
	out_tpdu->length = 0;
	add_octet(out_tpdu, MTI_STATUS_REPORT | FLAG_NO_MORE_MESSAGES);
	add_octet(out_tpdu, report->reference);
	tpdu_add_address(out_tpdu, report->to);
	tpdu_add_time(out_tpdu, report->sent_at_s, report->quarters);
	tpdu_add_time(out_tpdu, report->done_at_s, report->quarters);
	add_octet(out_tpdu, report->status);
}

void tpdu_to_hex(const uint8_t *octets, size_t length, char *out_hex)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		out_hex[2 * i] = digits[octets[i] >> 4];
		out_hex[2 * i + 1] = digits[octets[i] & 0xF];
	}
	out_hex[2 * length] = '\0';
}

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool tpdu_of_hex(const char *hex, size_t n_digits, uint8_t *out, size_t size,
		 size_t *out_length)
{
	if (n_digits % 2 != 0 || n_digits / 2 > size)
		return false;
	for (size_t i = 0; i < n_digits; i += 2) {
		int high = hex_value(hex[i]), low = hex_value(hex[i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i / 2] = (uint8_t)(high << 4 | low);
	}
	*out_length = n_digits / 2;
	return true;
}
