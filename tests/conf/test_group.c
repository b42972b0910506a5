// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conf/checks.h"
#include "conf/group.h"
#include "conf/option.h"
#include "conf/report.h"

struct sample {
	char name[8];
	int tries;
	double pause_s;
	bool is_on;
};

/* clang-format off */
static const struct option options[] = {
	OPTION_TEXT("name", sample, name, NULL, check_plain_word, "what it is called"),
	OPTION_NUMBER("tries", OPTION_TYPE_INT, sample, tries, NULL, "3", 0, 10, "how often"),
	OPTION_NUMBER("pause_s", OPTION_TYPE_REAL, sample, pause_s, NULL, "0.5", 0, 9, "pause"),
	OPTION_NUMBER("is_on", OPTION_TYPE_BOOL, sample, is_on, NULL, "true", 0, 0, "whether"),
	OPTION_OTHER("others", "read elsewhere"),
};
/* clang-format on */

/* Read `file`, whose group is "g", and give what was said; free() it. */
static char *read_group(const char *file, struct sample *out_sample)
{
	struct report report;
	config_t config;
	size_t length;
	char *said;
	FILE *out = open_memstream(&said, &length);

	memset(out_sample, 0, sizeof *out_sample);
	report_init(&report, out, "f", ".");
	config_init(&config);
	assert_int_equal(config_read_string(&config, file), CONFIG_TRUE);
	group_read(&report, config_lookup(&config, "g"), "g", options,
		   sizeof options / sizeof options[0], out_sample);
	config_destroy(&config);
	fclose(out);
	return said;
}

static void test_values_of_the_file_go_into_the_struct(void **state)
{
	struct sample sample;
	char *said = read_group("g = { name = \"a\"; tries = 7; pause_s = 2; is_on = "
				"false; others = ( ); };",
				&sample);

	(void)state;
	assert_string_equal(said, "");
	assert_string_equal(sample.name, "a");
	assert_int_equal(sample.tries, 7);
	assert_true(sample.pause_s == 2.0);
	assert_false(sample.is_on);
	free(said);
}

static void test_what_is_left_out_has_its_default(void **state)
{
	struct sample sample;
	char *said = read_group("g = { name = \"a\"; };", &sample);

	(void)state;
	assert_string_equal(said, "");
	assert_int_equal(sample.tries, 3);
	assert_true(sample.pause_s == 0.5);
	assert_true(sample.is_on);
	free(said);
}

static void test_every_mistake_of_a_group_is_told(void **state)
{
	static const struct {
		const char *file, *said;
	} cases[] = {
		{ "\n\ng = {\n nam = \"a\";\n tries = \"x\";\n pause_s = 10;\n is_on = "
		  "1;\n};",
		  "f:4: g has no setting 'nam'; did you mean 'name'?\n"
		  "f:3: g.name is missing: what it is called\n"
		  "f:5: g.tries must be a whole number from 0 to 10: how often\n"
		  "f:6: g.pause_s must be a number from 0 to 9\n"
		  "f:7: g.is_on must be true or false: whether\n" },
		{ "g = { name = 5; colour = 1; tries = 2.5; };",
		  "f:1: g has no setting 'colour'\n"
		  "f:1: g.name must be a text in quotes: what it is called\n"
		  "f:1: g.tries must be a whole number from 0 to 10\n" },
		{ "g = { name = ( 1 ); tries = 99999999999L; pause_s = { }; };",
		  "f:1: g.name must be a text in quotes: what it is called\n"
		  "f:1: g.tries must be a whole number from 0 to 10\n"
		  "f:1: g.pause_s must be a number from 0 to 9: pause\n" },
		{ "g = 3;", "f:1: g must be a group: g = { ... };\n" },
		{ "g = [ 3 ];", "f:1: g must be a group: g = { ... };\n" },
		{ "h = 3;", "f: g.name is missing: what it is called\n" },
	};
	struct sample sample;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *said = read_group(cases[i].file, &sample);

		assert_string_equal(said, cases[i].said);
		free(said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_of_the_file_go_into_the_struct),
		cmocka_unit_test(test_what_is_left_out_has_its_default),
		cmocka_unit_test(test_every_mistake_of_a_group_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
