// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "letters/seal_key.h"

static void test_a_key_is_written_in_one_way(void **state)
{
	static const unsigned char bytes[SEAL_KEY_BYTES] = { 0xFB, 0xFF, [31] = 0x01 };
	static const char written[] = "-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE";
	static const char *const refused[] = {
		"",
		"-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA",
		"-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF", /* bits left over */
		"+/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE",
		"-_8AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAE",
		"-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
	};
	unsigned char read[SEAL_KEY_BYTES];
	char again[SEAL_KEY_SIZE];

	(void)state;
	seal_key_write(bytes, again);
	assert_string_equal(again, written);
	assert_true(seal_key_read(written, read));
	assert_memory_equal(read, bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		if (seal_key_read(refused[i], read))
			fail_msg("'%s' was taken", refused[i]);
}

/* Of the text, by sha256sum: what two people read to each other must never change. */
static void test_a_fingerprint_is_for_the_telephone(void **state)
{
	char shown[SEAL_FINGERPRINT_SIZE];

	(void)state;
	seal_key_fingerprint("4e8v5vIR9zmaimpV_cgR7pLsfwHuEllC2ofvZZVTSZ8", shown);
	assert_string_equal(shown, "46ED-341F-2C9A-E31D");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_key_is_written_in_one_way),
		cmocka_unit_test(test_a_fingerprint_is_for_the_telephone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
