// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void test_a_text_starts_empty_and_terminated(void **state)
{
	char buffer[4] = "xyz";
	struct text text;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	assert_string_equal(text.bytes, "");
	assert_int_equal(text.length, 0);
	assert_false(text.is_cut);
}

static void test_what_fits_exactly_is_not_cut(void **state)
{
	char buffer[6];
	struct text text;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	text_add(&text, "ab");
	text_add_format(&text, "%d", 123);
	assert_string_equal(text.bytes, "ab123");
	assert_false(text.is_cut);
	text_add_char(&text, 'x');
	assert_string_equal(text.bytes, "ab123");
	assert_true(text.is_cut);
}

static void test_a_buffer_of_one_byte_holds_the_empty_text(void **state)
{
	char buffer[1] = { 'x' };
	struct text text;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	text_add(&text, "a");
	text_add_format(&text, "%s", "b");
	assert_string_equal(text.bytes, "");
	assert_true(text.is_cut);
}

/* What is added, to a text of 4 bytes, and what must be left of it. */
static void test_a_cut_never_splits_a_character(void **state)
{
	static const struct {
		const char *added, *left;
	} cases[] = {
		{ "abcde", "abcd" },
		{ "abc\xC3\xA9", "abc" },              /* two bytes */
		{ "ab\xE2\x82\xAC", "ab" },            /* three */
		{ "a\xF0\x9F\x99\x8F", "a" },          /* four */
		{ "a\xE2\x82\xAC!", "a\xE2\x82\xAC" }, /* fits to its end */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char buffer[5];
		struct text text;

		text_init(&text, buffer, sizeof buffer);
		text_add(&text, cases[i].added);
		assert_string_equal(text.bytes, cases[i].left);
		assert_true(text.is_cut);
		text_clear(&text);
		text_add_format(&text, "%s", cases[i].added);
		assert_string_equal(text.bytes, cases[i].left);
		assert_true(text.is_cut);
		assert_int_equal(text.length, strlen(cases[i].left));
	}
}

static void test_clear_forgets_the_cut(void **state)
{
	char buffer[2];
	struct text text;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	text_add(&text, "abc");
	text_clear(&text);
	assert_false(text.is_cut);
	assert_string_equal(text.bytes, "");
}

static void test_bytes_may_hold_a_nul(void **state)
{
	char buffer[8];
	struct text text;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	text_add_bytes(&text, "a\0b", 3);
	assert_int_equal(text.length, 3);
	assert_memory_equal(buffer, "a\0b", 4);
}

static void test_the_first_reason_is_kept(void **state)
{
	char buffer[32];
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	text_say(&why, "no '%s'", "port");
	text_say(&why, "and then everything broke");
	assert_string_equal(why.bytes, "no 'port'");
	text_say(NULL, "nobody wants to know");
}

static void test_copy_says_whether_it_was_cut(void **state)
{
	char out[4];

	(void)state;
	assert_true(text_copy(out, sizeof out, "abc"));
	assert_string_equal(out, "abc");
	assert_false(text_copy(out, sizeof out, "ab\xC3\xA9"));
	assert_string_equal(out, "ab");
}

static void test_escaping_hides_all_that_could_move_a_cursor(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *shown;
	} cases[] = {
		{ "Halo, \xC3\xA9 \xE2\x82\xAC", 12, "Halo, \xC3\xA9 \xE2\x82\xAC" },
		{ "a\nb\r", 4, "a\\x0Ab\\x0D" },
		{ "\x1B[2J", 4, "\\x1B[2J" },
		{ "a\0b", 3, "a\\x00b" },
		{ "\x7F", 1, "\\x7F" },
		{ "\xC2\x9B", 2, "\\x9B" },           /* C1: CSI */
		{ "\xE2\x80\xAE", 3, "\\x202E" },     /* right to left override */
		{ "\xFF\xC3", 2, "\\xFF\\xC3" },      /* no UTF-8, and cut UTF-8 */
		{ "\xEF\xBF\xBD", 3, "\xEF\xBF\xBD" } /* a real U+FFFD may pass */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char buffer[64];
		struct text text;

		text_init(&text, buffer, sizeof buffer);
		text_add_escaped(&text, cases[i].bytes, cases[i].length);
		assert_string_equal(text.bytes, cases[i].shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_starts_empty_and_terminated),
		cmocka_unit_test(test_what_fits_exactly_is_not_cut),
		cmocka_unit_test(test_a_buffer_of_one_byte_holds_the_empty_text),
		cmocka_unit_test(test_a_cut_never_splits_a_character),
		cmocka_unit_test(test_clear_forgets_the_cut),
		cmocka_unit_test(test_bytes_may_hold_a_nul),
		cmocka_unit_test(test_the_first_reason_is_kept),
		cmocka_unit_test(test_copy_says_whether_it_was_cut),
		cmocka_unit_test(test_escaping_hides_all_that_could_move_a_cursor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
