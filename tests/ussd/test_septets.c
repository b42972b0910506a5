// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "ussd/septets.h"

static const char *unpack(const uint8_t *octets, size_t n, char *out, size_t size)
{
	struct text text;

	text_init(&text, out, size);
	septets_add_packed(&text, octets, n);
	return out;
}

static void test_every_plain_character_comes_back(void **state)
{
	static const char plain[] = " !\"#%&'()*+,-./0123456789:;<=>?@$_"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ\n"
				    "abcdefghijklmnopqrstuvwxyz";
	uint8_t septets[200], octets[200];
	char back[256];
	int count = septets_of(plain, septets, sizeof septets);

	(void)state;
	assert_int_equal(count, strlen(plain));
	assert_string_equal(unpack(octets, septets_pack(septets, (size_t)count, octets),
				   back, sizeof back),
			    plain);
}

static void test_every_length_comes_back(void **state)
{
	char plain[160], back[256];
	uint8_t septets[160], octets[160];

	(void)state;
	for (size_t n = 0; n < sizeof plain; n++) {
		memset(plain, 'z', n);
		plain[n] = '\0';
		assert_int_equal(septets_of(plain, septets, sizeof septets), n);
		assert_string_equal(unpack(octets, septets_pack(septets, n, octets), back,
					   sizeof back),
				    plain);
	}
}

/* 23.038 6.1.2.3.1: seven spare bits hold a CR; a phone may leave them zero. */
static void test_the_filler(void **state)
{
	uint8_t septets[8] = { '1', '2', '3', '4', '5', '6', '7' }, octets[8];
	char back[16];

	(void)state;
	assert_int_equal(septets_pack(septets, 7, octets), 7);
	assert_int_equal(octets[6] >> 1, '\r');
	octets[6] &= 1;
	assert_string_equal(unpack(octets, 7, back, sizeof back), "1234567");
}

static void test_other_characters_are_refused_or_read_as_unknown(void **state)
{
	static const char *const not_plain[] = { "{",        "a|b", "[", "~", "\x01",
						 "\xC3\xA9", "\\",  "^", "`" };
	static const uint8_t escape[] = { 0x1B | 0x80, 0x32 }; /* ESC e: the euro */
	static const uint8_t ucs2[] = { 0, '2', 0x06, 0x62, 0, 'x', 0 };
	uint8_t septets[8];
	char back[16];
	struct text text;

	(void)state;
	for (size_t i = 0; i < sizeof not_plain / sizeof not_plain[0]; i++)
		assert_int_equal(septets_of(not_plain[i], septets, sizeof septets), -1);
	assert_int_equal(septets_of("123456789", septets, sizeof septets), -1);
	assert_string_equal(unpack(escape, sizeof escape, back, sizeof back), "?");
	text_init(&text, back, sizeof back);
	septets_add_ucs2(&text, ucs2, sizeof ucs2);
	assert_string_equal(back, "2?x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_plain_character_comes_back),
		cmocka_unit_test(test_every_length_comes_back),
		cmocka_unit_test(test_the_filler),
		cmocka_unit_test(test_other_characters_are_refused_or_read_as_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
