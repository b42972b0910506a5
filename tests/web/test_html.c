// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web/html.h"

static void assert_shown(const char *text, const char *expected)
{
	struct html html = { .bytes = NULL };

	html_add(&html, "%s", text);
	assert_string_equal(html.bytes == NULL ? "" : html.bytes, expected);
	html_clear(&html);
}

static void test_values_are_escaped_for_text_and_for_attributes(void **state)
{
	(void)state;
	assert_shown("<script>alert(1)</script>",
		     "&lt;script&gt;alert(1)&lt;/script&gt;");
	assert_shown("\" onload='x' & &amp;",
		     "&quot; onload=&#39;x&#39; &amp; &amp;amp;");
	assert_shown("caf\xc3\xa9 \xe2\x82\xac\n\tx\r",
		     "caf\xc3\xa9 \xe2\x82\xac\n\tx&#13;");
	assert_shown("", "");
}

static void test_what_moves_or_hides_characters_is_shown_as_a_sign(void **state)
{
	(void)state;
	assert_shown("a\x1b[2Jb", "a\xe2\x90\x9b[2Jb");
	assert_shown("\xe2\x80\xae"
		     "abc",
		     "[U+202E]abc");
	assert_shown("\xe2\x80\x8b", "[U+200B]");
	assert_shown("\xc2\x85", "[U+0085]");
	assert_shown("\xff<", "\xef\xbf\xbd&lt;");
}

static void test_a_format_holds_the_markup_and_its_values(void **state)
{
	struct html html = { .bytes = NULL };

	(void)state;
	html_add(&html, "<a href=\"/p/%s\">%d %u %lld 100%%</a>", "x\"y", -3, 4U,
		 5000000000LL);
	assert_string_equal(html.bytes,
			    "<a href=\"/p/x&quot;y\">-3 4 5000000000 100%</a>");
	html_clear(&html);
	assert_null(html.bytes);
	html_add(&html, "again");
	assert_string_equal(html.bytes, "again");
	html_clear(&html);
}

static void test_a_value_of_a_query_stands_for_itself(void **state)
{
	struct html html = { .bytes = NULL };

	(void)state;
	html_add_query(&html, "100% A&B #1+'\"<\xc3\xa9-._~9");
	assert_string_equal(html.bytes, "100%25%20A%26B%20%231%2B%27%22%3C%C3%A9-._~9");
	html_clear(&html);
}

static void test_a_page_has_an_end(void **state)
{
	struct html html = { .bytes = NULL };
	char *block = malloc(1024 * 1024);

	(void)state;
	memset(block, 'x', 1024 * 1024);
	for (int i = 0; i < 10; i++)
		html_add_raw(&html, block, 1024 * 1024);
	assert_true(html.is_cut);
	assert_true(html.length < HTML_BYTES_MAX);
	html_clear(&html);
	free(block);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_escaped_for_text_and_for_attributes),
		cmocka_unit_test(test_what_moves_or_hides_characters_is_shown_as_a_sign),
		cmocka_unit_test(test_a_format_holds_the_markup_and_its_values),
		cmocka_unit_test(test_a_value_of_a_query_stands_for_itself),
		cmocka_unit_test(test_a_page_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
