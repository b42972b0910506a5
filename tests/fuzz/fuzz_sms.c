// SPDX-License-Identifier: MIT
/* Any bytes as a PDU's hex, as a PDU's octets, and as a text to send. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "modem/sms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	OCTETS_MAX = 400,
	TEXT_MAX_BYTES = 6000
};

static void check_text(const struct sms *sms)
{
	char buffer[LIMIT_MESSAGE_SIZE];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	sms_add_units(&text, sms->units, sms->n_units);
	must(!text.is_cut && strlen(buffer) == text.length);
	must(utf8_is_valid(buffer, text.length));
	must(memchr(sms->peer.text, '\0', sizeof sms->peer.text) != NULL);
	must(utf8_is_valid(sms->peer.text, strlen(sms->peer.text)));
}

static void check_sms(const struct sms *sms)
{
	must(sms->n_units <= LIMIT_SMS_UNITS && sms->n_data <= LIMIT_SMS_UNITS);
	must(sms->n_data == 0 || sms->alphabet == SMS_ALPHABET_BINARY);
	must(sms->n_units == 0 || sms->alphabet != SMS_ALPHABET_BINARY);
	must(sms->part.number <= sms->part.total);
	must((sms->part.number == 0) == (sms->part.total == 0));
	must(sms->message_class >= -1 && sms->message_class <= 3);
	must(sms->has_time || sms->time_s == 0);
	check_text(sms);
}

/* The same with its true length announced, and never with one octet more. */
static void check_announced(const char *hex, size_t length, const struct sms *sms)
{
	const char *tpdu = sms_tpdu_hex(hex, length);
	struct sms again;
	int n;

	must(tpdu != NULL);
	n = (int)((size_t)(hex + length - tpdu) / 2);
	must(sms_decode(hex, length, n, &again, NULL) == 0);
	must(again.kind == sms->kind && again.n_units == sms->n_units);
	must(sms_decode(hex, length, n + 1, &again, NULL) == -EBADMSG);
}

static void decode(const char *hex, size_t length)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	struct sms sms;
	int result;

	text_init(&why, buffer, sizeof buffer);
	result = sms_decode(hex, length, -1, &sms, &why);
	must(result == 0 || result == -EBADMSG);
	must((result == 0) == (why.length == 0));
	check_sms(&sms);
	if (result == 0)
		check_announced(hex, length, &sms);
}

static void decode_octets(const uint8_t *data, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	char hex[2 * OCTETS_MAX];
	size_t n = size < OCTETS_MAX ? size : OCTETS_MAX;

	for (size_t i = 0; i < n; i++) {
		hex[2 * i] = digits[data[i] >> 4];
		hex[2 * i + 1] = digits[data[i] & 0xF];
	}
	decode(hex, 2 * n);
}

static size_t units_of(const char *utf8, uint16_t *out_units)
{
	size_t length = strlen(utf8);
	size_t n_units = 0;

	for (size_t at = 0; at < length;) {
		uint32_t code;

		at += utf8_decode(utf8 + at, length - at, &code);
		if (code > 0xFFFF)
			out_units[n_units++] = (uint16_t)(0xD7C0 + (code >> 10));
		out_units[n_units++] =
			(uint16_t)(code > 0xFFFF ? 0xDC00 + (code & 0x3FF) : code);
	}
	return n_units;
}

/* What is sent in parts must come back as the same units in the same order. */
static void send_text(const char *utf8, unsigned seed)
{
	static uint16_t units[TEXT_MAX_BYTES];
	size_t n_units = units_of(utf8, units);
	size_t n_back = 0;
	struct sms_plan plan;

	if (sms_plan(utf8, &plan) < 0)
		return;
	must(plan.n_parts >= 1 && plan.n_parts <= LIMIT_SMS_PARTS);
	for (unsigned part = 1; part <= plan.n_parts; part++) {
		struct sms_submit submit = { .to = "+6281390009901",
					     .utf8 = utf8,
					     .part = part,
					     .reference = seed,
					     .valid_minutes = seed * 40,
					     .wants_report = seed % 2 };
		char hex[LIMIT_PDU_HEX_SIZE];
		struct sms sms;
		int n;

		must(sms_encode(&submit, hex, &n) == 0);
		must(sms_decode(hex, strlen(hex), n, &sms, NULL) == 0);
		must(sms.alphabet == plan.alphabet);
		must(sms.part.number == (plan.n_parts > 1 ? part : 0));
		must(sms.n_units <= n_units - n_back);
		must(memcmp(sms.units, units + n_back, sms.n_units * 2) == 0);
		n_back += sms.n_units;
	}
	must(n_back == n_units);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (text == NULL)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	decode(text, size);
	decode_octets(data, size);
	if (size < TEXT_MAX_BYTES)
		send_text(text, size > 0 ? data[0] : 0);
	free(text);
	return 0;
}
