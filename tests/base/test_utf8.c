// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

/* The first code point of each text and the bytes that it takes; RFC 3629 section 3. */
static void test_decoding_takes_whole_characters_and_single_bad_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		uint32_t code;
		size_t taken;
	} cases[] = {
		{ "A", 1, 'A', 1 },
		{ "\0", 1, 0, 1 },
		{ "\x7F", 1, 0x7F, 1 },
		{ "\xC2\x80", 2, 0x80, 2 },
		{ "\xDF\xBF", 2, 0x7FF, 2 },
		{ "\xE0\xA0\x80", 3, 0x800, 3 },
		{ "\xEF\xBF\xBD", 3, 0xFFFD, 3 },
		{ "\xED\x9F\xBF", 3, 0xD7FF, 3 },
		{ "\xEE\x80\x80", 3, 0xE000, 3 },
		{ "\xF0\x90\x80\x80", 4, 0x10000, 4 },
		{ "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4 },
		/* From here on bad: one byte is taken. */
		{ "\x80", 1, UTF8_REPLACEMENT, 1 },             /* continuation first */
		{ "\xC0\x80", 2, UTF8_REPLACEMENT, 1 },         /* overlong NUL */
		{ "\xC1\xBF", 2, UTF8_REPLACEMENT, 1 },         /* overlong */
		{ "\xE0\x9F\xBF", 3, UTF8_REPLACEMENT, 1 },     /* overlong */
		{ "\xF0\x8F\xBF\xBF", 4, UTF8_REPLACEMENT, 1 }, /* overlong */
		{ "\xED\xA0\x80", 3, UTF8_REPLACEMENT, 1 },     /* surrogate D800 */
		{ "\xED\xBF\xBF", 3, UTF8_REPLACEMENT, 1 },     /* surrogate DFFF */
		{ "\xF4\x90\x80\x80", 4, UTF8_REPLACEMENT, 1 }, /* above 10FFFF */
		{ "\xF5\x80\x80\x80", 4, UTF8_REPLACEMENT, 1 },
		{ "\xFF", 1, UTF8_REPLACEMENT, 1 },
		{ "\xC3", 1, UTF8_REPLACEMENT, 1 },     /* cut */
		{ "\xE2\x82", 2, UTF8_REPLACEMENT, 1 }, /* cut */
		{ "\xE2\x82"
		  "A",
		  3, UTF8_REPLACEMENT, 1 }, /* broken off */
		{ "\xC3\xC3", 2, UTF8_REPLACEMENT, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t code = 0xDEAD;

		assert_int_equal(utf8_decode(cases[i].bytes, cases[i].length, &code),
				 cases[i].taken);
		assert_int_equal(code, cases[i].code);
	}
}

static void test_every_code_point_survives_encoding_and_decoding(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[UTF8_BYTES_MAX];
		size_t length = utf8_encode(code, bytes);
		bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
		uint32_t read;

		if (utf8_decode(bytes, length, &read) != length ||
		    read != (is_surrogate ? (uint32_t)UTF8_REPLACEMENT : code))
			fail_msg("U+%04X became U+%04X", code, read);
	}
}

static void test_a_code_out_of_range_is_written_as_the_replacement(void **state)
{
	char bytes[UTF8_BYTES_MAX];

	(void)state;
	assert_int_equal(utf8_encode(0x110000, bytes), 3);
	assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void test_valid_text_is_told_from_broken_text(void **state)
{
	(void)state;
	assert_true(utf8_is_valid("", 0));
	assert_true(utf8_is_valid("a\0\xC3\xA9\xF0\x9F\x99\x8F", 8));
	assert_true(utf8_is_valid("\xEF\xBF\xBD", 3));
	assert_false(utf8_is_valid("a\xC3", 2));
	assert_false(utf8_is_valid("a\xC3\xA9", 2));
	assert_false(utf8_is_valid("\xED\xA0\x80", 3));
}

static void test_a_cut_keeps_whole_characters(void **state)
{
	static const struct {
		const char *bytes;
		size_t length, kept;
	} cases[] = {
		{ "abc", 3, 3 },
		{ "abc", 0, 0 },
		{ "a\xC3\xA9", 3, 3 },
		{ "a\xC3\xA9", 2, 1 },
		{ "\xE2\x82\xAC", 2, 0 },
		{ "\xE2\x82\xAC", 1, 0 },
		{ "a\xF0\x9F\x99\x8F", 4, 1 },
		{ "a\xF0\x9F\x99\x8F", 5, 5 },
		{ "\x80\x80\x80\x80\x80", 5, 5 }, /* never a character: nothing to keep
						     whole */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(utf8_cut(cases[i].bytes, cases[i].length),
				 cases[i].kept);
}

static void test_marks_that_move_a_cursor_are_controls(void **state)
{
	static const uint32_t controls[] = { 0,      '\n',   0x1B,   0x7F,   0x80,
					     0x9F,   0x61C,  0x200B, 0x200E, 0x2028,
					     0x202E, 0x2066, 0x2069, 0xFEFF };
	static const uint32_t others[] = { ' ',    '~',    0xA0,   0xE9,
					   0x2010, 0x20AC, 0xA984, 0x1F64F };

	(void)state;
	for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++)
		assert_true(utf8_is_control(controls[i]));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(utf8_is_control(others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_decoding_takes_whole_characters_and_single_bad_bytes),
		cmocka_unit_test(test_every_code_point_survives_encoding_and_decoding),
		cmocka_unit_test(test_a_code_out_of_range_is_written_as_the_replacement),
		cmocka_unit_test(test_valid_text_is_told_from_broken_text),
		cmocka_unit_test(test_a_cut_keeps_whole_characters),
		cmocka_unit_test(test_marks_that_move_a_cursor_are_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
