// SPDX-License-Identifier: MIT
#include "modem/sms_coding.h"

enum {
	NO_CLASS = -1
};

/* 00xx, and 01xx which adds "may be deleted once read". */
static struct sms_coding read_general(uint8_t dcs)
{
	static const enum sms_alphabet alphabets[4] = {
		SMS_ALPHABET_GSM7, SMS_ALPHABET_BINARY, SMS_ALPHABET_UCS2,
		SMS_ALPHABET_GSM7, /* reserved */
	};
	bool is_compressed = (dcs & 0x20) != 0;
	bool has_class = (dcs & 0x10) != 0;

	/* Nobody sends compressed text (23.042); unread it is octets like any other. */
	return (struct sms_coding){
		.alphabet = is_compressed ? SMS_ALPHABET_BINARY : alphabets[dcs >> 2 & 3],
		.message_class = has_class ? dcs & 3 : NO_CLASS,
	};
}

static struct sms_coding read_waiting(enum sms_alphabet alphabet)
{
	return (struct sms_coding){
		.alphabet = alphabet,
		.message_class = NO_CLASS,
		.is_waiting_indication = true,
	};
}

struct sms_coding sms_coding_read(uint8_t dcs)
{
	unsigned group = dcs >> 4;

	if (group < 0x8)
		return read_general(dcs);
	if (group == 0xC || group == 0xD)
		return read_waiting(SMS_ALPHABET_GSM7);
	if (group == 0xE)
		return read_waiting(SMS_ALPHABET_UCS2);
	if (group == 0xF) /* bit 3 is reserved; networks set it and mean nothing */
		return (struct sms_coding){
			.alphabet = dcs & 4 ? SMS_ALPHABET_BINARY : SMS_ALPHABET_GSM7,
			.message_class = dcs & 3,
		};
	return (struct sms_coding){ .message_class = NO_CLASS }; /* 1000..1011 reserved */
}
