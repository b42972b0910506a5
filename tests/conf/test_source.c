// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "conf/report.h"
#include "conf/source.h"

static const char *const names[] = { "surat.conf", "letters.conf", "inner.conf" };

struct fixture {
	char folder[64];
	char file[96];
	char *said;
	bool is_parsed;
};

static void put(struct fixture *fixture, const char *name, const char *bytes)
{
	char path[LIMIT_PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(bytes, file);
	fclose(file);
}

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	char path[LIMIT_PATH_SIZE];

	snprintf(fixture->folder, sizeof fixture->folder, "/tmp/surat-source-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	snprintf(fixture->file, sizeof fixture->file, "%s/surat.conf", fixture->folder);
	snprintf(path, sizeof path, "%s/folder", fixture->folder);
	mkdir(path, 0700);
	*state = fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;
	char path[LIMIT_PATH_SIZE];

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", fixture->folder, names[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/folder", fixture->folder);
	rmdir(path);
	rmdir(fixture->folder);
	free(fixture->said);
	free(fixture);
	return 0;
}

/* Parse and keep what was said, with the folder's name taken out of it. */
static const char *parse(struct fixture *fixture, const char *file, long long *out_value)
{
	struct report report;
	config_t config;
	size_t length, folder_length = strlen(fixture->folder);
	FILE *out = open_memstream(&fixture->said, &length);
	char *found;

	report_init(&report, out, file, fixture->folder);
	config_init(&config);
	fixture->is_parsed = source_parse(&report, &config);
	*out_value = -1;
	config_lookup_int64(&config, "value", out_value);
	config_destroy(&config);
	fclose(out);
	assert_int_equal(fixture->is_parsed, report.n_errors == 0);
	while ((found = strstr(fixture->said, fixture->folder)) != NULL)
		memmove(found, found + folder_length, strlen(found + folder_length) + 1);
	return fixture->said;
}

static void test_a_file_and_what_it_includes_is_parsed(void **state)
{
	struct fixture *fixture = *state;
	long long value;

	put(fixture, "surat.conf", "other = 1;\n  @include \"letters.conf\"\n");
	put(fixture, "letters.conf", "@include \"inner.conf\"\n");
	put(fixture, "inner.conf", "value = 7;\n");
	assert_string_equal(parse(fixture, fixture->file, &value), "");
	assert_int_equal(value, 7);
}

static void test_a_mistake_is_told_with_its_file_and_line(void **state)
{
	struct fixture *fixture = *state;
	long long value;

	put(fixture, "surat.conf", "a = 1;\n@include \"letters.conf\"\n");
	put(fixture, "letters.conf", "b = 2;\nc = \n;\n");
	assert_string_equal(parse(fixture, fixture->file, &value),
			    "/letters.conf:3: syntax error; look for a missing ';', "
			    "quote or bracket here or above\n");
	free(fixture->said);
	put(fixture, "surat.conf", "a = 1;\na = 2;\n");
	assert_string_equal(parse(fixture, fixture->file, &value),
			    "/surat.conf:2: duplicate setting name; look for a missing "
			    "';', quote or bracket here or above\n");
}

/* Each would make libconfig end the program or hide the name. */
static void test_every_include_that_cannot_be_read_is_told(void **state)
{
	struct fixture *fixture = *state;
	long long value;

	put(fixture, "surat.conf",
	    "a = 1;\n@include \"none.conf\"\n@include \"folder\"\n@include "
	    "\"/etc/passwd\"\n");
	assert_string_equal(
		parse(fixture, fixture->file, &value),
		"/surat.conf:2: cannot include '/none.conf': No such file or directory\n"
		"/surat.conf:3: cannot include '/folder': Is a directory\n"
		"/surat.conf:4: cannot include '/etc/passwd': give a name relative to "
		"this file's folder\n");
}

static void test_a_folder_in_place_of_the_file_is_told(void **state)
{
	struct fixture *fixture = *state;
	long long value;

	assert_string_equal(parse(fixture, fixture->folder, &value),
			    ": cannot read the settings: Is a directory (-c names "
			    "another file)\n");
	free(fixture->said);
	assert_string_equal(parse(fixture, fixture->file, &value),
			    "/surat.conf: cannot read the settings: No such file or "
			    "directory (-c names another file)\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_file_and_what_it_includes_is_parsed),
		TEST(test_a_mistake_is_told_with_its_file_and_line),
		TEST(test_every_include_that_cannot_be_read_is_told),
		TEST(test_a_folder_in_place_of_the_file_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
