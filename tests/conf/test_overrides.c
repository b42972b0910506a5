// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conf/overrides.h"
#include "conf/report.h"

struct fixture {
	config_t config;
	struct report report;
	FILE *out;
	char *said;
	size_t length;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	fixture->out = open_memstream(&fixture->said, &fixture->length);
	report_init(&fixture->report, fixture->out, "surat.conf", ".");
	config_init(&fixture->config);
	*state = fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;

	config_destroy(&fixture->config);
	fclose(fixture->out);
	free(fixture->said);
	free(fixture);
	return 0;
}

static void apply(struct fixture *fixture, const char *file, const char *const *arguments,
		  size_t n_arguments)
{
	assert_int_equal(config_read_string(&fixture->config, file), CONFIG_TRUE);
	overrides_apply(&fixture->report, &fixture->config, arguments, n_arguments);
	fflush(fixture->out);
}

static const char *string_at(struct fixture *fixture, const char *path)
{
	const char *string = NULL;

	config_lookup_string(&fixture->config, path, &string);
	return string;
}

static void test_an_argument_replaces_adds_and_makes_its_group(void **state)
{
	static const char *const arguments[] = {
		"store.path=/tmp/a.db", "modems.[0].port=/dev/pts/3",
		"modems.[0].pin=0000",  "modems.[1].port=/dev/b=c",
		"outbox.pace_s=1.5",    "village.name=Desa Baru",
		"village.address="
	};
	struct fixture *fixture = *state;
	double pace_s;

	apply(fixture, "store = { path = 7; }; modems = ( { port = \"old\"; } );",
	      arguments, sizeof arguments / sizeof arguments[0]);
	assert_string_equal(fixture->said, "");
	assert_string_equal(string_at(fixture, "store.path"), "/tmp/a.db");
	assert_string_equal(string_at(fixture, "modems.[0].port"), "/dev/pts/3");
	assert_string_equal(string_at(fixture, "modems.[0].pin"), "0000");
	assert_string_equal(string_at(fixture, "modems.[1].port"), "/dev/b=c");
	assert_string_equal(string_at(fixture, "village.name"), "Desa Baru");
	assert_string_equal(string_at(fixture, "village.address"), "");
	assert_int_equal(config_lookup_float(&fixture->config, "outbox.pace_s", &pace_s),
			 CONFIG_TRUE);
	assert_true(pace_s == 1.5);
}

static void test_the_last_of_two_arguments_wins(void **state)
{
	static const char *const arguments[] = { "store.path=a", "store.path=b" };
	struct fixture *fixture = *state;

	apply(fixture, "", arguments, 2);
	assert_string_equal(string_at(fixture, "store.path"), "b");
}

static void test_a_setting_remembers_its_argument(void **state)
{
	static const char *const arguments[] = { "store.path=" };
	struct fixture *fixture = *state;

	apply(fixture, "", arguments, 1);
	report_at(&fixture->report, config_lookup(&fixture->config, "store.path"), "bad");
	fflush(fixture->out);
	assert_string_equal(fixture->said, "-o store.path=: bad\n");
}

static void test_each_wrong_argument_is_told_with_its_reason(void **state)
{
	static const struct {
		const char *argument, *said;
	} cases[] = {
		{ "store.path", "must be path=value, like store.path=/tmp/a.db" },
		{ "", "must be path=value, like store.path=/tmp/a.db" },
		{ "stor.path=x", "there is no group 'stor'; did you mean 'store'?" },
		{ "letters.[0].short=x", "there is no group 'letters'" },
		{ "=x", "there is no group ''" },
		{ "store.pth=x", "store has no setting 'pth'; did you mean 'path'?" },
		{ "store=x", "write the path like store.path" },
		{ "modems.port=x", "write the path like modems.[0].name" },
		{ "modems.[-1].port=x", "write the path like modems.[0].name" },
		{ "modems.[0]port=x", "write the path like modems.[0].name" },
		{ "modems.[99999999999].port=x", "write the path like modems.[0].name" },
		{ "modems.[2].port=x",
		  "there are only 1 modems; the next one is modems.[1]" },
		{ "outbox.pace_s=fast", "must be a number of seconds from 0 to 3600" },
	};
	struct fixture *fixture = *state;

	apply(fixture, "modems = ( { port = \"a\"; } );", NULL, 0);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char expected[256];

		snprintf(expected, sizeof expected, "-o %s: %s\n", cases[i].argument,
			 cases[i].said);
		rewind(fixture->out);
		overrides_apply(&fixture->report, &fixture->config, &cases[i].argument,
				1);
		fflush(fixture->out);
		assert_int_equal(strncmp(fixture->said, expected, strlen(expected)), 0);
		assert_int_equal(fixture->report.n_errors, i + 1);
	}
}

static void test_a_group_of_another_type_is_left_to_its_reader(void **state)
{
	static const char *const arguments[] = { "store.path=a", "modems.[0].port=b",
						 "modems.[1].port=b" };
	struct fixture *fixture = *state;

	apply(fixture, "store = 7; modems = ( 3 );", arguments, 2);
	assert_int_equal(fixture->report.n_errors, 0);
	assert_null(string_at(fixture, "store.path"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_an_argument_replaces_adds_and_makes_its_group, begin, end),
		cmocka_unit_test_setup_teardown(test_the_last_of_two_arguments_wins,
						begin, end),
		cmocka_unit_test_setup_teardown(test_a_setting_remembers_its_argument,
						begin, end),
		cmocka_unit_test_setup_teardown(
			test_each_wrong_argument_is_told_with_its_reason, begin, end),
		cmocka_unit_test_setup_teardown(
			test_a_group_of_another_type_is_left_to_its_reader, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
