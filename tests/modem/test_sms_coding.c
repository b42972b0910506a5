// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "modem/sms_coding.h"

/*
 * 23.038 section 4 spelled out: a row for the upper four bits, a column for the lower.
 * Alphabets: g GSM 7 bit, b 8 bit or compressed, u UCS2. Classes: 0 to 3, - none.
 */
static const struct {
	const char *alphabets;
	const char *classes;
	bool is_waiting_indication;
} table[16] = {
	/* 0000 general */ { "ggggbbbbuuuugggg", "----------------", false },
	/* 0001 with class */ { "ggggbbbbuuuugggg", "0123012301230123", false },
	/* 0010 compressed */ { "bbbbbbbbbbbbbbbb", "----------------", false },
	/* 0011 both */ { "bbbbbbbbbbbbbbbb", "0123012301230123", false },
	/* 0100 automatic deletion */ { "ggggbbbbuuuugggg", "----------------", false },
	/* 0101 with class */ { "ggggbbbbuuuugggg", "0123012301230123", false },
	/* 0110 compressed */ { "bbbbbbbbbbbbbbbb", "----------------", false },
	/* 0111 both */ { "bbbbbbbbbbbbbbbb", "0123012301230123", false },
	/* 1000 reserved */ { "gggggggggggggggg", "----------------", false },
	/* 1001 reserved */ { "gggggggggggggggg", "----------------", false },
	/* 1010 reserved */ { "gggggggggggggggg", "----------------", false },
	/* 1011 reserved */ { "gggggggggggggggg", "----------------", false },
	/* 1100 waiting, discard */ { "gggggggggggggggg", "----------------", true },
	/* 1101 waiting, store */ { "gggggggggggggggg", "----------------", true },
	/* 1110 waiting, UCS2 */ { "uuuuuuuuuuuuuuuu", "----------------", true },
	/* 1111 coding and class */ { "ggggbbbbggggbbbb", "0123012301230123", false },
};

static enum sms_alphabet alphabet_of(char letter)
{
	if (letter == 'u')
		return SMS_ALPHABET_UCS2;
	return letter == 'b' ? SMS_ALPHABET_BINARY : SMS_ALPHABET_GSM7;
}

static void test_all_256_codings(void **state)
{
	(void)state;
	for (unsigned dcs = 0; dcs < 256; dcs++) {
		struct sms_coding coding = sms_coding_read((uint8_t)dcs);
		char class = table[dcs >> 4].classes[dcs & 0xF];

		if (coding.alphabet != alphabet_of(table[dcs >> 4].alphabets[dcs & 0xF]))
			fail_msg("alphabet of coding %02X", dcs);
		if (coding.message_class != (class == '-' ? -1 : class - '0'))
			fail_msg("class of coding %02X", dcs);
		if (coding.is_waiting_indication != table[dcs >> 4].is_waiting_indication)
			fail_msg("waiting indication of coding %02X", dcs);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_256_codings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
