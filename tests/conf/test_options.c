// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "conf/options.h"
#include "conf/settings.h"

enum {
	LINE_SIZE = 512,
	NAME_SIZE = 64,
	SEEN_MAX = 128,
};

static size_t n_all_options(void)
{
	size_t n_groups, n_options = 0;
	const struct option_group *groups = option_groups(&n_groups);

	for (size_t i = 0; i < n_groups; i++)
		n_options += groups[i].n_options;
	return n_options;
}

static void test_each_row_is_whole_and_its_default_is_allowed(void **state)
{
	static char scratch[sizeof(struct settings)];
	size_t n_groups;
	const struct option_group *groups = option_groups(&n_groups);

	(void)state;
	for (size_t i = 0; i < n_groups; i++) {
		for (size_t j = 0; j < groups[i].n_options; j++) {
			const struct option *option = &groups[i].options[j];
			struct option_value value;

			assert_ptr_equal(option_group_find(groups[i].name), &groups[i]);
			assert_ptr_equal(option_find(groups[i].options,
						     groups[i].n_options, option->name),
					 option);
			assert_true(option->help != NULL && option->size > 0);
			assert_true(groups[i].offset + option->offset + option->size <=
				    sizeof(struct settings));
			if (option->fallback == NULL || option->fallback[0] == '\0')
				continue;
			assert_true(option_parse(option, option->fallback, &value, NULL));
			assert_true(option_store(option, &value, scratch, NULL));
		}
	}
	assert_null(option_group_find("letters"));
}

/* What a document says of one option. */
struct said {
	char path[NAME_SIZE];  /* "store.path", "modems.port" */
	char value[LINE_SIZE]; /* its default as a setting has it: "\"\"", "120"; "" =
				  required */
};

/* "\t# Default: 120" -> "120", "# Required." -> "". False for another line. */
static bool read_default(const char *line, char out[LINE_SIZE])
{
	static const char label[] = "# Default: ";
	const char *found = strstr(line, label);

	if (found == NULL && strstr(line, "# Required.") == NULL)
		return false;
	snprintf(out, LINE_SIZE, "%s", found != NULL ? found + strlen(label) : "");
	out[strcspn(out, "\n")] = '\0';
	return true;
}

/* A setting's name at the start of a line, a '#' directly before it or not. */
static bool read_name(const char *line, char out[NAME_SIZE])
{
	size_t length;

	line += strspn(line, "\t ");
	if (line[0] == '#')
		line++;
	length = strspn(line, "abcdefghijklmnopqrstuvwxyz_0123456789");
	if (length == 0 || length >= NAME_SIZE || strncmp(line + length, " = ", 3) != 0)
		return false;
	snprintf(out, NAME_SIZE, "%.*s", (int)length, line);
	return true;
}

/* Whether a commented-out setting stands at the default that its comment says. */
static void check_commented_value(const char *line, const char *value)
{
	char expected[LINE_SIZE + 8];

	if (line[strspn(line, "\t ")] != '#')
		return;
	snprintf(expected, sizeof expected, " = %s;\n", value);
	if (strcmp(strstr(line, " = "), expected) != 0)
		fail_msg("the sample says '%s' of the default, and: %s", value, line);
}

static size_t read_sample(struct said said[SEEN_MAX])
{
	FILE *file = fopen("conf/surat.conf.sample", "r");
	char line[LINE_SIZE], name[NAME_SIZE], group[NAME_SIZE] = "", value[LINE_SIZE];
	bool has_value = false;
	size_t n_said = 0;

	if (file == NULL)
		fail_msg("conf/surat.conf.sample cannot be read from here");
	while (fgets(line, sizeof line, file) != NULL) {
		if (read_default(line, value)) {
			has_value = true;
		} else if (read_name(line, name) && !has_value) {
			snprintf(group, sizeof group, "%s", name);
		} else if (read_name(line, name)) {
			assert_true(n_said < SEEN_MAX);
			check_commented_value(line, value);
			snprintf(said[n_said].path, NAME_SIZE, "%.30s.%.30s", group,
				 name);
			snprintf(said[n_said++].value, LINE_SIZE, "%s", value);
			has_value = false;
		}
	}
	fclose(file);
	return n_said;
}

/* "surat.conf.5": .It Sy store.path ( default "/var/..." ) */
static size_t read_manual(struct said said[SEEN_MAX])
{
	static const char item[] = ".It Sy ";
	FILE *file = fopen("docs/man/surat.conf.5", "r");
	char line[LINE_SIZE];
	size_t n_said = 0;

	if (file == NULL)
		fail_msg("docs/man/surat.conf.5 cannot be read from here");
	while (fgets(line, sizeof line, file) != NULL) {
		const char *path = line + strlen(item);
		const char *value;

		if (strncmp(line, item, strlen(item)) != 0 || strchr(path, '.') == NULL)
			continue;
		assert_true(n_said < SEEN_MAX);
		line[strcspn(line, "\n")] = '\0';
		value = strstr(path, " No = ");
		snprintf(said[n_said].path, NAME_SIZE, "%.*s", (int)strcspn(path, " "),
			 path);
		snprintf(said[n_said++].value, LINE_SIZE, "%s",
			 value != NULL ? value + strlen(" No = ") : "");
	}
	fclose(file);
	return n_said;
}

static const struct said *find_said(const struct said *said, size_t n_said,
				    const char *path)
{
	for (size_t i = 0; i < n_said; i++)
		if (strcmp(said[i].path, path) == 0)
			return &said[i];
	return NULL;
}

static void compare_with_table(const char *document, const struct said *said,
			       size_t n_said)
{
	size_t n_groups;
	const struct option_group *groups = option_groups(&n_groups);

	for (size_t i = 0; i < n_groups; i++) {
		for (size_t j = 0; j < groups[i].n_options; j++) {
			const struct option *option = &groups[i].options[j];
			const char *quote =
				option->type == OPTION_TYPE_STRING ? "\"" : "";
			char path[NAME_SIZE], value[LINE_SIZE] = "";
			const struct said *found;

			snprintf(path, sizeof path, "%s.%s", groups[i].name,
				 option->name);
			if (option->fallback != NULL)
				snprintf(value, sizeof value, "%s%s%s", quote,
					 option->fallback, quote);
			found = find_said(said, n_said, path);
			if (found == NULL)
				fail_msg("%s does not name %s", document, path);
			else if (strcmp(found->value, value) != 0)
				fail_msg("%s says '%s' of %s, the table '%s'", document,
					 found->value, path, value);
		}
	}
	/* All are there; so more would be one that does not exist, or one twice. */
	assert_int_equal(n_said, n_all_options());
}

static void test_the_sample_names_each_option_with_its_default(void **state)
{
	static struct said said[SEEN_MAX];

	(void)state;
	compare_with_table("the sample", said, read_sample(said));
}

static void test_the_manual_names_each_option_with_its_default(void **state)
{
	static struct said said[SEEN_MAX];

	(void)state;
	compare_with_table("the manual", said, read_manual(said));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_row_is_whole_and_its_default_is_allowed),
		cmocka_unit_test(test_the_sample_names_each_option_with_its_default),
		cmocka_unit_test(test_the_manual_names_each_option_with_its_default),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
