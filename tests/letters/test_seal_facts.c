// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "letters/seal_facts.h"

static const struct seal_facts facts = {
	.village = "35.13.15.2007",
	.code = "48291372",
	.number = "470/012/2026",
	.kind = "DOMISILI",
	.name = "A|B\\C",
	.issued = "2026-11-21",
	.valid_until = "",
};

static const char written[] =
	"SURAT1|35.13.15.2007|48291372|470/012/2026|DOMISILI|A\\pB\\bC|2026-11-21|";

static void test_facts_are_written_and_taken_back(void **state)
{
	char buffer[SEAL_TEXT_SIZE];
	struct seal_facts taken;
	struct text text;
	const char *at;

	(void)state;
	text_init(&text, buffer, sizeof buffer);
	seal_facts_write(&facts, &text);
	assert_string_equal(buffer, written);
	text_add(&text, "|rest");
	at = buffer + sizeof SEAL_BEGINNING;
	assert_true(seal_facts_take(&at, buffer + text.length, &taken));
	assert_string_equal(at, "rest");
	assert_true(seal_facts_are_same(&taken, &facts));
	taken.valid_until[0] = '2';
	taken.valid_until[1] = '\0';
	assert_false(seal_facts_are_same(&taken, &facts));
}

static void test_what_has_another_form_is_not_taken(void **state)
{
	static const char *const forms[] = {
		"",
		"a|b|c|d|e|f",
		"a|b|c|d|e|f|g",               /* its end is missing */
		"35.13.15.20071|b|c|d|e|f|g|", /* too long */
		"a|b|c|d|e\\|f|g|",
		"a|b|c|d|e\\x|f|g|",
		"a|b|c|d|e|f|\\",
	};
	struct seal_facts taken;

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		const char *at = forms[i];

		if (seal_facts_take(&at, forms[i] + strlen(forms[i]), &taken))
			fail_msg("'%s' was taken", forms[i]);
	}
	{
		const char *at = "a|b|c|d|e\0f|f|g|";

		assert_false(seal_facts_take(&at, at + 16, &taken));
	}
}

static void test_days_villages_and_lines(void **state)
{
	static const char *const days[] = { "2000-01-01", "2024-02-29", "2000-02-29",
					    "2026-12-31" };
	static const char *const no_days[] = { "",           "2026-02-29", "2100-02-29",
					       "2026-00-10", "2026-13-01", "2026-04-31",
					       "2026-1-01",  "2026-01-00", "2026-01-011",
					       "1999-12-31", "2026/01/01" };

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
		assert_true(seal_is_date(days[i]));
	for (size_t i = 0; i < sizeof no_days / sizeof no_days[0]; i++)
		assert_false(seal_is_date(no_days[i]));
	assert_true(seal_is_village("35.13.15.2007"));
	assert_false(seal_is_village("35.13.15.20071"));
	assert_false(seal_is_village("35.13.15.200"));
	assert_false(seal_is_village("3513152007"));
	assert_true(seal_is_line("Desa \xc3\x89"));
	assert_false(seal_is_line(""));
	assert_false(seal_is_line("A\n"));
	assert_false(seal_is_line("A\xe2\x80\xae"));
	assert_false(seal_is_line("\xc3"));
}

static void test_the_first_wrong_fact_is_named(void **state)
{
	struct seal_facts wrong = facts;
	char buffer[128];
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	assert_true(seal_facts_check(&wrong, &why));
	assert_int_equal(why.length, 0);
	wrong.kind[0] = 'd';
	assert_false(seal_facts_check(&wrong, &why));
	assert_string_equal(buffer, "not a kind");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_facts_are_written_and_taken_back),
		cmocka_unit_test(test_what_has_another_form_is_not_taken),
		cmocka_unit_test(test_days_villages_and_lines),
		cmocka_unit_test(test_the_first_wrong_fact_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
