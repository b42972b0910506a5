// SPDX-License-Identifier: MIT
#pragma once

/* Whole PDUs of every shape, and how the tests of modem/sms.h decode them. Only for
 * tests. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "modem/sms.h"
#include "tests/modem/test_sms_bits.h"

/* Our own vectors, written down from 23.040: a service centre, a sender, a time. */
#define CENTRE      "07 91 261809990000"
#define SENDER      "0D 91 261893009009F1" /* +6281390009901 */
#define STAMP       "62111270513082"       /* 2026-11-21 07:15:03 +07:00 */
#define STAMP_UTC_S 1795220103
#define HEADER      "05 0003 2A 02 01"

enum {
	REPORT_OCTETS = 26
};

static inline void begin(struct pdu *pdu, const char *hex)
{
	*pdu = (struct pdu){ .n = 0 };
	pdu_put_hex(pdu, hex);
}

static inline void deliver(struct pdu *pdu, const char *ascii)
{
	begin(pdu, CENTRE "04" SENDER "00 00" STAMP);
	pdu_put_ascii(pdu, "", ascii);
}

/* In memory of exactly the size, so that a sanitizer sees one byte too many. */
static inline int decode_hex(const char *hex, size_t length, int tpdu_octets,
			     struct sms *out_sms)
{
	char *exact = malloc(length + (length == 0));
	int result;

	assert_non_null(exact);
	memcpy(exact, hex, length);
	memset(out_sms, 0xA5, sizeof *out_sms);
	result = sms_decode(exact, length, tpdu_octets, out_sms, NULL);
	free(exact);
	return result;
}

static inline int decode(struct pdu *pdu, int tpdu_octets, struct sms *out_sms)
{
	return decode_hex(pdu_hex(pdu), 2 * pdu->n, tpdu_octets, out_sms);
}

static inline int announced(const struct pdu *pdu)
{
	return (int)pdu->n - (pdu->octets[0] + 1);
}

enum {
	N_SHAPES = 8,
	SHAPE_REPORT = 7
};

/* One of each shape, for cutting and damaging; SHAPE_REPORT is the only report. */
static inline void shape(struct pdu *pdu, unsigned which)
{
	static const char asked[] = "sktm 3513151205909901 buat sekolah anak";
	static const struct {
		const char *hex;
		const char *header;
		const char *ascii; /* NULL: `hex` is all */
	} shapes[N_SHAPES] = {
		{ CENTRE "04" SENDER "00 00" STAMP, "", asked },
		{ "00 04 0C 81 803109009910 00 00" STAMP, "", asked },
		{ CENTRE "04 07 D0 C4E23408 00 00" STAMP, "", asked },
		{ CENTRE "11 00" SENDER "00 00 A7", "", asked },
		{ CENTRE "44" SENDER "00 00" STAMP, HEADER, "surat pengantar nikah" },
		{ CENTRE "44" SENDER "00 08" STAMP "0D 06 0804 BEEF 0302 0041 D83D DCC4",
		  "", NULL },
		{ CENTRE "44" SENDER "00 04" STAMP "0A 06 0504 0B84 23F0 010203", "",
		  NULL },
		{ CENTRE "06 2A" SENDER STAMP "62111270514082 00", "", NULL },
	};

	begin(pdu, shapes[which].hex);
	if (shapes[which].ascii != NULL)
		pdu_put_ascii(pdu, shapes[which].header, shapes[which].ascii);
}

static inline void report(struct pdu *pdu)
{
	shape(pdu, SHAPE_REPORT);
}
