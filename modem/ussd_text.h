// SPDX-License-Identifier: MIT
#pragma once

/*
 * The ways in which modems write a USSD string between two quotes. 27.007 7.15 says that
 * it follows +CSCS; in the field it follows the maker: as it is, UCS-2 as hex, the packed
 * septets of 23.038 as hex, or one pair of hex digits for each character. Nothing tells
 * which: <dcs> is the coding on the air. Pure; any bytes allowed.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;

enum ussd_form {
	USSD_FORM_UNKNOWN,
	USSD_FORM_PLAIN,
	USSD_FORM_PACKED, /* 7-bit septets, packed, as hex */
	USSD_FORM_UCS2,   /* four hex digits for each character */
	USSD_FORM_BYTES,  /* two of them; only in answers */
	USSD_FORM_COUNT
};

/* "plain", "packed", "ucs2", "bytes"; "" for unknown. */
const char *ussd_form_name(enum ussd_form form);

/* The form of that name, else USSD_FORM_UNKNOWN. */
enum ussd_form ussd_form_of_name(const char *name);

/*
 * Add the text of a payload as UTF-8, read in the form that gives the most legible text;
 * `dcs` (-1 unknown) decides between two that are as good. Returns the form. `is_cut`:
 * its end did not come, so a last digit or two may be missing. A byte that has no meaning
 * becomes U+FFFD; what lies behind a zero or 0xFFFF unit is memory of the modem and is
 * dropped, and so are the language in front (23.038 5, dcs 16 and 17) and the filler of
 * the last octet.
 */
enum ussd_form ussd_text_read(const char *bytes, size_t length, int dcs, bool is_cut,
			      struct text *out);

enum {
	USSD_CODE_MAX = 32,  /* longer than any code with a voucher's number in it */
	USSD_TEXT_MAX = 182, /* septets of one USSD string (23.038) */
};

/* Whether it is a service code that one may dial: '*', '#' and digits, one of the first
 * two in front, '#' at its end, no longer than USSD_CODE_MAX. Nothing else is ever
 * written to a modem. */
bool ussd_is_code(const char *code);

/* Add a code or a text of plain characters in a form: plain, packed or UCS-2. */
void ussd_text_write(const char *code, enum ussd_form form, struct text *out);
