// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "conf/checks.h"
#include "conf/option.h"

struct sample {
	char name[8];
	int tries;
	unsigned speed;
	double pause_s;
	bool is_on;
};

/* clang-format off */
static const struct option options[] = {
	OPTION_TEXT("name", sample, name, NULL, check_plain_word, "a name"),
	OPTION_NUMBER("tries", OPTION_TYPE_INT, sample, tries, "tries", "3", -5, 10, "tries"),
	OPTION_NUMBER("speed", OPTION_TYPE_UNSIGNED, sample, speed, NULL, "1", 1, 4e9, "speed"),
	OPTION_NUMBER("pause_s", OPTION_TYPE_REAL, sample, pause_s, "seconds", "0.5", 0, 9.5, "pause"),
	OPTION_NUMBER("is_on", OPTION_TYPE_BOOL, sample, is_on, NULL, "true", 0, 0, "whether"),
	OPTION_OTHER("list", "a list"),
};
/* clang-format on */

static const struct option *find(const char *name)
{
	return option_find(options, sizeof options / sizeof options[0], name);
}

static void test_an_option_is_found_by_its_whole_name(void **state)
{
	(void)state;
	assert_ptr_equal(find("tries"), &options[1]);
	assert_null(find("trie"));
	assert_null(find("Tries"));
	assert_null(find(""));
}

/* Each text as it stands behind -o name=, and what reaches the struct or is said. */
static const struct {
	const char *name, *written;
	struct sample stored; /* the field in question */
	const char *said;     /* NULL: taken */
} cases[] = {
	{ "name", "modem-1", { .name = "modem-1" }, NULL },
	{ "name", "modem-10", { .tries = 0 }, "'modem-10' is too long: at most 7 bytes" },
	{ "name",
	  "a b",
	  { .tries = 0 },
	  "'a b' must be letters, digits, '-' and '_' only" },
	{ "name",
	  "a\x1B",
	  { .tries = 0 },
	  "holds bytes that are no printable text (UTF-8)" },
	{ "name",
	  "\xFF",
	  { .tries = 0 },
	  "holds bytes that are no printable text (UTF-8)" },
	{ "tries", "10", { .tries = 10 }, NULL },
	{ "tries", "-5", { .tries = -5 }, NULL },
	{ "tries",
	  "11",
	  { .tries = 0 },
	  "must be a whole number of tries from -5 to 10" },
	{ "tries",
	  "1.5",
	  { .tries = 0 },
	  "must be a whole number of tries from -5 to 10" },
	{ "tries", "", { .tries = 0 }, "must be a whole number of tries from -5 to 10" },
	{ "tries",
	  "3x",
	  { .tries = 0 },
	  "must be a whole number of tries from -5 to 10" },
	{ "tries",
	  "nan",
	  { .tries = 0 },
	  "must be a whole number of tries from -5 to 10" },
	{ "tries",
	  "1e999",
	  { .tries = 0 },
	  "must be a whole number of tries from -5 to 10" },
	{ "speed", "4000000000", { .speed = 4000000000U }, NULL },
	{ "speed", "0", { .tries = 0 }, "must be a whole number from 1 to 4000000000" },
	{ "pause_s", "2.25", { .pause_s = 2.25 }, NULL },
	{ "pause_s", "9", { .pause_s = 9 }, NULL },
	{ "pause_s", "9.6", { .tries = 0 }, "must be a number of seconds from 0 to 9.5" },
	{ "is_on", "true", { .is_on = true }, NULL },
	{ "is_on", "yes", { .tries = 0 }, "must be true or false" },
	{ "list", "x", { .tries = 0 }, "cannot be written as one value" },
};

static void test_values_are_taken_or_refused_with_a_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct option *option = find(cases[i].name);
		char buffer[LIMIT_WHY_SIZE];
		struct sample sample = { 0 };
		struct option_value value;
		struct text why;
		bool is_taken;

		text_init(&why, buffer, sizeof buffer);
		is_taken = option_parse(option, cases[i].written, &value, &why) &&
			   option_store(option, &value, &sample, &why);
		assert_string_equal(why.bytes,
				    cases[i].said != NULL ? cases[i].said : "");
		assert_int_equal(is_taken, cases[i].said == NULL);
		assert_string_equal(sample.name, cases[i].stored.name);
		assert_int_equal(sample.tries, cases[i].stored.tries);
		assert_int_equal(sample.speed, cases[i].stored.speed);
		assert_true(sample.pause_s == cases[i].stored.pause_s);
		assert_int_equal(sample.is_on, cases[i].stored.is_on);
	}
}

static void test_false_is_stored_over_true(void **state)
{
	struct sample sample = { .is_on = true };
	struct option_value value;

	(void)state;
	assert_true(option_parse(find("is_on"), "false", &value, NULL));
	assert_true(option_store(find("is_on"), &value, &sample, NULL));
	assert_false(sample.is_on);
}

static void test_a_text_of_several_lines_is_printable(void **state)
{
	struct sample sample = { 0 };
	struct option free_text = options[0];
	struct option_value value = { .string = "a\nb" };

	(void)state;
	free_text.check = NULL;
	assert_true(option_store(&free_text, &value, &sample, NULL));
	assert_string_equal(sample.name, "a\nb");
	value.string = "a\rb";
	assert_false(option_store(&free_text, &value, &sample, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_option_is_found_by_its_whole_name),
		cmocka_unit_test(test_values_are_taken_or_refused_with_a_reason),
		cmocka_unit_test(test_false_is_stored_over_true),
		cmocka_unit_test(test_a_text_of_several_lines_is_printable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
