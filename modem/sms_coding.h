// SPDX-License-Identifier: MIT
#pragma once

/* What the octet TP-DCS says (23.038 section 4). Every one of the 256 means something. */

#include <stdbool.h>
#include <stdint.h>

enum sms_alphabet {
	SMS_ALPHABET_GSM7,
	SMS_ALPHABET_BINARY, /* 8-bit, or compressed: never text */
	SMS_ALPHABET_UCS2,
};

struct sms_coding {
	enum sms_alphabet alphabet;
	int message_class;          /* 0..3, -1 none */
	bool is_waiting_indication; /* groups 1100, 1101, 1110 */
};

/* Cannot fail: what is reserved is read as GSM7, as the standard asks. */
struct sms_coding sms_coding_read(uint8_t dcs);
