// SPDX-License-Identifier: MIT
#pragma once

/* Every cap of the programs, with its reason. Sizes that end in _SIZE include the NUL. */

enum {
	/* A line from a modem: +CMGR of a 176-octet PDU is 352 digits; USSD texts are
	 * longer. */
	LIMIT_AT_LINE_BYTES = 4096,
	/* SMSC (12) + TPDU (164) octets as hex digits, and some modems pad (27.005 4.1).
	 */
	LIMIT_PDU_HEX_SIZE = 2 * 176 + 1,
	/* One SMS holds at most 160 septets or 70 UCS-2 units (23.040 9.2.3.16). */
	LIMIT_SMS_UNITS = 160,
	/* Parts of one long message that we take; a resident never needs more. */
	LIMIT_SMS_PARTS = 8,
	/* A joined message as UTF-8: 8 parts of 153 units, three bytes each at most. */
	LIMIT_MESSAGE_SIZE = 8 * 160 * 3 + 1,
	/* "+" and 20 digits (23.040 9.1.2.5), or 11 characters of 3 bytes. */
	LIMIT_ADDRESS_SIZE = 40,
	LIMIT_NIK_SIZE = 16 + 1,
	LIMIT_CODE_SIZE = 8 + 1,
	/* Names on an identity card; longer ones are cut there too. */
	LIMIT_NAME_SIZE = 100 + 1,
	LIMIT_PURPOSE_SIZE = 160 + 1,
	LIMIT_REASON_SIZE = 160 + 1,
	LIMIT_VILLAGE_CODE_SIZE = 13 + 1, /* 35.13.15.2007 */
	LIMIT_KEYWORD_SIZE = 16 + 1,      /* a letter's key word */
	LIMIT_PATH_SIZE = 4096,
	LIMIT_WHY_SIZE = 512, /* one sentence for a human */
};
