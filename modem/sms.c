// SPDX-License-Identifier: MIT
#include "modem/sms.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "modem/sms_address.h"
#include "modem/sms_octets.h"
#include "modem/sms_time.h"
#include "modem/sms_user_data.h"

enum {
	FIRST_OCTET_TYPE = 0x03,       /* TP-MTI, 23.040 9.2.3.1 */
	FIRST_OCTET_VALIDITY = 0x18,   /* TP-VPF, 9.2.3.3 */
	FIRST_OCTET_HAS_HEADER = 0x40, /* TP-UDHI, 9.2.3.23 */
	SMSC_OCTETS_MAX = 11,          /* type of address and 20 digits */
	SIM_FILLER = 0xFF,             /* unused end of a SIM's record, 31.102 4.2.25 */
};

static int read_coding(struct sms_octets *octets, struct sms *sms, struct text *why)
{
	struct sms_coding coding;

	if (!sms_octets_next(octets, &sms->protocol_id) ||
	    !sms_octets_next(octets, &sms->coding))
		return sms_octets_end_in(octets, "data coding", why);
	coding = sms_coding_read(sms->coding);
	sms->alphabet = coding.alphabet;
	sms->message_class = coding.message_class;
	sms->is_waiting_indication = coding.is_waiting_indication;
	return 0;
}

static int read_time(struct sms_octets *octets, struct sms *sms, struct text *why)
{
	const uint8_t *stamp = sms_octets_take(octets, SMS_TIME_OCTETS);

	if (stamp == NULL)
		return sms_octets_end_in(octets, "time stamp", why);
	sms->has_time = sms_time_read(stamp, &sms->time_s, &sms->zone_quarters);
	return 0;
}

/* 9.2.2.1: TP-OA TP-PID TP-DCS TP-SCTS TP-UDL TP-UD */
static int read_deliver(struct sms_octets *octets, uint8_t first, struct sms *sms,
			struct text *why)
{
	int error;

	sms->kind = SMS_KIND_DELIVER;
	error = sms_address_read(octets, &sms->peer, why);
	if (error == 0)
		error = read_coding(octets, sms, why);
	if (error == 0)
		error = read_time(octets, sms, why);
	if (error == 0)
		error = sms_user_data_read(octets, first & FIRST_OCTET_HAS_HEADER, sms,
					   why);
	return error;
}

/* 9.2.2.2: TP-MR TP-DA TP-PID TP-DCS TP-VP TP-UDL TP-UD */
static int read_submit(struct sms_octets *octets, uint8_t first, struct sms *sms,
		       struct text *why)
{
	static const uint8_t validity_octets[4] = { 0, 7, 1, 7 };
	uint8_t reference;
	int error;

	sms->kind = SMS_KIND_SUBMIT;
	if (!sms_octets_next(octets, &reference))
		return sms_octets_end_in(octets, "message reference", why);
	sms->message_reference = reference;
	error = sms_address_read(octets, &sms->peer, why);
	if (error == 0)
		error = read_coding(octets, sms, why);
	if (error < 0)
		return error;
	if (!sms_octets_take(octets,
			     validity_octets[(first & FIRST_OCTET_VALIDITY) >> 3]))
		return sms_octets_end_in(octets, "validity period", why);
	return sms_user_data_read(octets, first & FIRST_OCTET_HAS_HEADER, sms, why);
}

/* 9.2.2.3: TP-MR TP-RA TP-SCTS TP-DT TP-ST, then what nobody needs: TP-PI and a text. */
static int read_report(struct sms_octets *octets, uint8_t first, struct sms *sms,
		       struct text *why)
{
	uint8_t reference;
	uint8_t status;
	int error;

	(void)first;
	sms->kind = SMS_KIND_STATUS_REPORT;
	sms->message_class = -1;
	if (!sms_octets_next(octets, &reference))
		return sms_octets_end_in(octets, "message reference", why);
	sms->message_reference = reference;
	error = sms_address_read(octets, &sms->peer, why);
	if (error == 0)
		error = read_time(octets, sms, why);
	if (error < 0)
		return error;
	if (!sms_octets_take(octets, SMS_TIME_OCTETS) ||
	    !sms_octets_next(octets, &status))
		return sms_octets_end_in(octets, "status", why);
	sms->status = status;
	return 0;
}

static int read_tpdu(struct sms_octets *octets, struct sms *sms, struct text *why)
{
	/* By TP-MTI. The reserved one is taken as a DELIVER (9.2.3.1). */
	static int (*const read[FIRST_OCTET_TYPE + 1])(struct sms_octets *, uint8_t,
						       struct sms *, struct text *) = {
		read_deliver,
		read_submit,
		read_report,
		read_deliver,
	};
	uint8_t first;

	if (!sms_octets_next(octets, &first))
		return sms_octets_end_in(octets, "type", why);
	return read[first & FIRST_OCTET_TYPE](octets, first, sms, why);
}

static int skip_service_centre(struct sms_octets *octets, struct text *why)
{
	uint8_t length;

	if (!sms_octets_next(octets, &length) || length > SMSC_OCTETS_MAX ||
	    sms_octets_take(octets, length) == NULL) {
		text_say(why, "octet 0: no such service centre");
		return -EBADMSG;
	}
	return 0;
}

/* End the octets where the announced TPDU ends; all of it must be there. */
static int end_at_announced(struct sms_octets *octets, int tpdu_octets, struct text *why)
{
	size_t left = sms_octets_left(octets);

	if (tpdu_octets < 0)
		return 0;
	if ((size_t)tpdu_octets > left + octets->n_more) {
		text_say(why, "octet %zu: %d octets announced, %zu are here", octets->at,
			 tpdu_octets, left + octets->n_more);
		return -EBADMSG;
	}
	if ((size_t)tpdu_octets < left)
		octets->n = octets->at + (size_t)tpdu_octets;
	return 0;
}

/* What follows the message may only be the filler of a SIM's record. Anything else says
 * that octets were lost, changed or mixed on the line: better read again than believed.
 */
static int expect_filler(struct sms_octets *octets, struct text *why)
{
	uint8_t octet;

	while (sms_octets_next(octets, &octet)) {
		if (octet != SIM_FILLER) {
			text_say(why, "octet %zu: something behind the message",
				 octets->at - 1);
			return -EBADMSG;
		}
	}
	if (octets->n_more == 0)
		return 0;
	text_say(why, "octet %zu: longer than any message", octets->at);
	return -EBADMSG;
}

static int decode(struct sms_octets *octets, int tpdu_octets, struct sms *sms,
		  struct text *why)
{
	int error = skip_service_centre(octets, why);
	size_t held = octets->n;

	if (error == 0)
		error = end_at_announced(octets, tpdu_octets, why);
	if (error == 0)
		error = read_tpdu(octets, sms, why);
	/* Some modems pad reports with rubbish. A report is a hint, so it may be
	 * believed. */
	if (error < 0 || sms->kind == SMS_KIND_STATUS_REPORT)
		return error;
	octets->n = held;
	return expect_filler(octets, why);
}

int sms_decode(const char *hex, size_t hex_length, int tpdu_octets, struct sms *out_sms,
	       struct text *why)
{
	struct sms_octets octets;
	int error = sms_octets_from_hex(&octets, hex, hex_length, why);

	*out_sms = (struct sms){ 0 };
	if (error == 0)
		error = decode(&octets, tpdu_octets, out_sms, why);
	if (error < 0)
		*out_sms = (struct sms){ .kind = out_sms->kind, .peer = out_sms->peer };
	return error;
}

const char *sms_tpdu_hex(const char *hex, size_t hex_length)
{
	int length = hex_length < 2 ? -1 : sms_octet_of_hex(hex);
	size_t offset;

	if (length < 0 || length > SMSC_OCTETS_MAX)
		return NULL;
	offset = 2 + 2 * (size_t)length;
	return hex_length < offset + 2 ? NULL : hex + offset;
}

static bool is_high_surrogate(uint16_t unit)
{
	return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(uint16_t unit)
{
	return unit >= 0xDC00 && unit <= 0xDFFF;
}

void sms_add_units(struct text *text, const uint16_t *units, size_t n_units)
{
	/* Nothing follows what was cut, or a hole would be in the middle. */
	for (size_t i = 0; i < n_units && !text->is_cut; i++) {
		uint32_t code = units[i];
		char bytes[UTF8_BYTES_MAX];

		if (is_high_surrogate(units[i]) && i + 1 < n_units &&
		    is_low_surrogate(units[i + 1])) {
			i++;
			code = 0x10000 + ((code - 0xD800) << 10) + (units[i] - 0xDC00u);
		}
		if (code == 0) /* would end a string and hide the rest */
			code = UTF8_REPLACEMENT;
		text_add_bytes(text, bytes, utf8_encode(code, bytes));
	}
}
