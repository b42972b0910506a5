// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/spelling.h"

static void expect(void (*add)(const char *, struct text *), const char *given,
		   const char *wanted)
{
	char buffer[64];
	struct text out;

	text_init(&out, buffer, sizeof buffer);
	add(given, &out);
	assert_string_equal(buffer, wanted);
}

static void test_days_are_written_out(void **state)
{
	(void)state;
	expect(spelling_add_day, "2026-11-21", "21 November 2026");
	expect(spelling_add_day, "1990-05-01", "1 Mei 1990");
	expect(spelling_add_day, "2027-08-17", "17 Agustus 2027");
	expect(spelling_add_day, "2026-13-01", "2026-13-01");
	expect(spelling_add_day, "2026-00-01", "2026-00-01");
	expect(spelling_add_day, "2026-01-32", "2026-01-32");
	expect(spelling_add_day, "besok", "besok");
	expect(spelling_add_day, "2026-11-21x", "2026-11-21x");
	expect(spelling_add_day, "", "");
}

static void test_codes_and_numbers_are_grouped(void **state)
{
	(void)state;
	expect(spelling_add_code, "48291372", "4829-1372");
	expect(spelling_add_code, "4829", "4829");
	expect(spelling_add_phone, "+6281234567899", "0812 3456 7899");
	expect(spelling_add_phone, "+628123456789", "0812 3456 789");
	expect(spelling_add_phone, "+6512345", "+6512345");
	expect(spelling_add_phone, "", "");
	expect(spelling_add_nip, "198001312005011001", "19800131 200501 1 001");
	expect(spelling_add_nip, "19800131200501100", "19800131200501100");
	expect(spelling_add_nip, "", "");
	assert_string_equal(spelling_sex("L"), "Laki-laki");
	assert_string_equal(spelling_sex("P"), "Perempuan");
	assert_string_equal(spelling_sex("?"), "?");
}

static void test_a_hundred_thousand_marks_are_refused(void **state)
{
	char *pile = must_alloc(200002);

	(void)state;
	pile[0] = 'a';
	for (int i = 0; i < 100000; i++)
		memcpy(pile + 1 + (size_t)i * 2, "\xcc\x81", 2);
	assert_false(spelling_is_printable(pile));
	free(pile);
}

static void test_only_plain_text_may_be_printed(void **state)
{
	static const struct {
		const char *value;
		bool is_printable;
	} vectors[] = {
		{ "", true },
		{ "<b>&amp;{nama}[x]%n\\", true },
		{ "Nguy\xe1\xbb\x85n", true },
		{ "a\xcc\x81\xcc\xa3\xcc\x80", true },            /* three marks */
		{ "a\xcc\x81\xcc\xa3\xcc\x80\xcc\x81", false },   /* four */
		{ "a\xcc\x81\xcc\xa3\xcc\x80g\xcc\x81", true },   /* on two letters */
		{ "\xea\xa6\xb1\xea\xa6\xb8\xea\xa6\xa5", true }, /* Javanese */
		{ "\xd8\xb9\xd9\x84\xd9\x8a", true },             /* Arabic */
		{ "a\xe2\x80\xae"
		  "b",
		  false }, /* U+202E */
		{ "a\xe2\x81\xa6"
		  "b",
		  false }, /* U+2066 */
		{ "a\xe2\x80\x8b"
		  "b",
		  false }, /* U+200B */
		{ "a\nb", false },
		{ "a\tb", false },
		{ "a\x1b[31m", false },
		{ "a\x7f", false },
		{ "a\xc2\x85", false }, /* C1 */
		{ "a\xff", false },
		{ "a\xc3", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		if (spelling_is_printable(vectors[i].value) != vectors[i].is_printable)
			fail_msg("vector %zu", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_written_out),
		cmocka_unit_test(test_codes_and_numbers_are_grouped),
		cmocka_unit_test(test_a_hundred_thousand_marks_are_refused),
		cmocka_unit_test(test_only_plain_text_may_be_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
