// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conf/report.h"

struct fixture {
	struct report report;
	FILE *out;
	char *said;
	size_t length;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	fixture->out = open_memstream(&fixture->said, &fixture->length);
	report_init(&fixture->report, fixture->out, "/etc/surat/surat.conf",
		    "/etc/surat");
	*state = fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;

	fclose(fixture->out);
	free(fixture->said);
	free(fixture);
	return 0;
}

static const char *said(struct fixture *fixture)
{
	fflush(fixture->out);
	return fixture->said;
}

static void test_a_message_names_file_and_line(void **state)
{
	struct fixture *fixture = *state;
	config_setting_t in_main = { .line = 7 };
	config_setting_t in_include = { .line = 3, .file = "letters.conf" };
	config_setting_t elsewhere = { .line = 2, .file = "/tmp/x.conf" };

	report_at(&fixture->report, &in_main, "wrong %d", 1);
	report_at(&fixture->report, &in_include, "wrong");
	report_at(&fixture->report, &elsewhere, "wrong");
	report_at(&fixture->report, NULL, "all wrong");
	report_line(&fixture->report, NULL, 9, "line");
	report_line(&fixture->report, "words.conf", 0, "no line");
	assert_string_equal(said(fixture), "/etc/surat/surat.conf:7: wrong 1\n"
					   "/etc/surat/letters.conf:3: wrong\n"
					   "/tmp/x.conf:2: wrong\n"
					   "/etc/surat/surat.conf: all wrong\n"
					   "/etc/surat/surat.conf:9: line\n"
					   "/etc/surat/words.conf: no line\n");
	assert_int_equal(fixture->report.n_errors, 6);
}

static void test_a_setting_from_the_command_line_is_named_by_its_argument(void **state)
{
	struct fixture *fixture = *state;
	char argument[] = "store.path=";
	config_setting_t group = { .line = 7, .hook = argument };
	config_setting_t member = { .line = 0, .parent = &group };

	report_at(&fixture->report, &member, "is empty");
	report_override(&fixture->report, "foo", "must be path=value");
	assert_string_equal(said(fixture), "-o store.path=: is empty\n"
					   "-o foo: must be path=value\n");
}

static void test_a_value_cannot_move_the_cursor_or_fake_a_line(void **state)
{
	struct fixture *fixture = *state;

	report_line(&fixture->report, NULL, 1, "'%s' is odd", "a\nb\x1B[2J");
	assert_string_equal(said(fixture),
			    "/etc/surat/surat.conf:1: 'a\\x0Ab\\x1B[2J' is odd\n");
}

static void test_a_huge_value_is_cut(void **state)
{
	struct fixture *fixture = *state;
	char huge[20000];

	memset(huge, 'x', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	report_line(&fixture->report, NULL, 1, "'%s'", huge);
	report_override(&fixture->report, huge, "x");
	assert_in_range(strlen(said(fixture)), 1000, 16000);
	assert_int_equal(fixture->said[fixture->length - 1], '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_message_names_file_and_line, begin,
						end),
		cmocka_unit_test_setup_teardown(
			test_a_setting_from_the_command_line_is_named_by_its_argument,
			begin, end),
		cmocka_unit_test_setup_teardown(
			test_a_value_cannot_move_the_cursor_or_fake_a_line, begin, end),
		cmocka_unit_test_setup_teardown(test_a_huge_value_is_cut, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
