// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "conf/settings.h"

/* The smallest whole settings, without letters, words and phrases. */
#define MINIMUM                                                                          \
	"village = { code = \"3513152007\"; name = \"Krejengan\"; subdistrict = "        \
	"\"Krejengan\"; regency = \"Probolinggo\"; province = \"Jawa Timur\"; phone = "  \
	"\"0335550107\"; head_name = \"Contoh\"; };\n"
#define TEXTS                                                                            \
	"@include \"letters.conf\"\n@include \"words.conf\"\n@include "                  \
	"\"phrases.conf\"\n"

static const char *const texts[] = { "letters.conf", "words.conf", "phrases.conf" };

/* A folder with links to the project's texts, and a settings file written by each test.
 */
struct fixture {
	char folder[64];
	char file[96];
	struct settings_source source;
	struct settings *settings;
	char *said;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	char here[512], target[1024], link[1024];

	snprintf(fixture->folder, sizeof fixture->folder, "/tmp/surat-settings-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	assert_non_null(getcwd(here, sizeof here));
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		snprintf(target, sizeof target, "%s/conf/%s", here, texts[i]);
		snprintf(link, sizeof link, "%s/%s", fixture->folder, texts[i]);
		assert_int_equal(symlink(target, link), 0);
	}
	snprintf(fixture->file, sizeof fixture->file, "%s/surat.conf", fixture->folder);
	fixture->source.file = fixture->file;
	*state = fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;
	char path[1024];

	unlink(fixture->file);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", fixture->folder, texts[i]);
		unlink(path);
	}
	rmdir(fixture->folder);
	settings_free(fixture->settings);
	free(fixture->said);
	free(fixture);
	return 0;
}

/* Write the file and read it. */
static int load(struct fixture *fixture, const char *bytes)
{
	FILE *file = fopen(fixture->file, "w"), *out;
	size_t length;
	int error;

	assert_non_null(file);
	fputs(bytes, file);
	fclose(file);
	free(fixture->said);
	settings_free(fixture->settings);
	out = open_memstream(&fixture->said, &length);
	error = settings_load_telling(&fixture->source, out, &fixture->settings);
	fclose(out);
	assert_int_equal(error == 0, fixture->settings != NULL);
	assert_int_equal(error == 0, length == 0);
	return error;
}

static void override(struct fixture *fixture, const char *argument)
{
	assert_true(settings_take_option(&fixture->source, 'o', argument));
}

static void test_the_sample_can_be_read_as_it_is(void **state)
{
	struct fixture *fixture = *state;
	char bytes[65536] = "";
	FILE *file = fopen("conf/surat.conf.sample", "r");
	size_t length;

	assert_non_null(file);
	length = fread(bytes, 1, sizeof bytes - 1, file);
	fclose(file);
	assert_in_range(length, 1000, sizeof bytes - 2);
	load(fixture, bytes);
	assert_string_equal(fixture->said, "");
	assert_string_equal(fixture->settings->village.code, "35.13.15.2007");
	assert_int_equal(fixture->settings->n_modems, 1);
	assert_true(fixture->settings->catalogue.n_letters >= 7);
	assert_true(fixture->settings->phrases.n_phrases > 10);
	assert_true(fixture->settings->words.n_words[WORD_LIST_YES] > 0);
}

static void test_defaults_and_what_follows_from_them(void **state)
{
	struct fixture *fixture = *state;
	const struct settings *settings;

	assert_int_equal(load(fixture, MINIMUM TEXTS), 0);
	settings = fixture->settings;
	assert_string_equal(settings->village.code, "35.13.15.2007");
	assert_string_equal(settings->village.head_title, "Kepala Desa");
	assert_string_equal(settings->village.service_number, "");
	assert_int_equal(settings->village.open_weekdays, 0x3E);
	assert_int_equal(settings->village.open_from_min, 480);
	assert_int_equal(settings->village.open_to_min, 840);
	assert_int_equal(settings->n_modems, 0);
	assert_string_equal(settings->store.path, "/var/lib/surat/surat.db");
	assert_int_equal(settings->outbox.unsure_wait_s, 120);
	assert_true(settings->outbox.pace_s == 0.0);
	assert_int_equal(settings->guards.replies_per_day, 300);
	assert_int_equal(settings->guards.replies_per_number_10min, 4);
}

static void test_modems_are_read_in_their_order(void **state)
{
	struct fixture *fixture = *state;
	const struct modem_options *modems;

	override(fixture, "modems.[1].baud=9600");
	override(fixture, "store.path=/tmp/x/a.db");
	override(fixture, "village.service_number=0812-3456-7890");
	assert_int_equal(load(fixture, MINIMUM TEXTS
			      "modems = ( { port = \"/dev/a\"; pin = \"1234\"; },\n"
			      "{ name = \"b\"; port = \"/dev/b\"; state_dir = \"/s\"; } "
			      ");"),
			 0);
	modems = fixture->settings->modems;
	assert_int_equal(fixture->settings->n_modems, 2);
	assert_string_equal(modems[0].name, "a");
	assert_string_equal(modems[0].port, "/dev/a");
	assert_string_equal(modems[0].pin, "1234");
	assert_int_equal(modems[0].baud, 115200);
	assert_int_equal(modems[0].hurry, 1);
	assert_string_equal(modems[0].state_dir, "/tmp/x");
	assert_int_equal(modems[1].baud, 9600);
	assert_string_equal(modems[1].state_dir, "/s");
	assert_string_equal(fixture->settings->village.service_number, "+6281234567890");
}

static void test_a_modem_can_be_given_on_the_command_line_alone(void **state)
{
	struct fixture *fixture = *state;

	override(fixture, "modems.[0].port=/dev/pts/3");
	assert_int_equal(load(fixture, MINIMUM TEXTS), 0);
	assert_int_equal(fixture->settings->n_modems, 1);
	assert_string_equal(fixture->settings->modems[0].port, "/dev/pts/3");
}

/* Each mistake of each part in one run. The folder's name is in front of each line. */
static void test_all_mistakes_are_told_at_once(void **state)
{
	static const char *const expected[] = {
		"-o store.pth=x: store has no setting 'pth'; did you mean 'path'?\n",
		"surat.conf:1: village.code '35' is no village code",
		"surat.conf:1: village.name is missing: the village's name",
		"surat.conf:2: there is no group 'modem'; did you mean 'modems'?\n",
		"surat.conf:3: outbox.pace_s must be a number of seconds from 0 to 3600",
		"surat.conf:4: guards has no setting 'replies_a_day'; did you mean "
		"'replies_per_day'?\n",
		"surat.conf: letters must be a list with at least one letter",
		"surat.conf: words must be a group of word lists",
		"surat.conf:5: phrases must be a group of texts",
	};
	struct fixture *fixture = *state;

	override(fixture, "store.pth=x");
	assert_int_equal(load(fixture, "village = { code = \"35\"; };\n"
				       "modem = ( );\n"
				       "outbox = { pace_s = \"fast\"; };\n"
				       "guards = { replies_a_day = 1; };\n"
				       "phrases = 1;\n"),
			 -EINVAL);
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		if (strstr(fixture->said, expected[i]) == NULL)
			fail_msg("not told: %s\nbut: %s", expected[i], fixture->said);
	assert_null(fixture->settings);
}

static void test_modems_that_make_no_sense_are_told(void **state)
{
	static const struct {
		const char *modems, *said;
	} cases[] = {
		{ "modems = { port = \"/dev/a\"; };",
		  "modems must be a list: modems = ( { ... } );" },
		{ "modems = ( 3 );", "modems.[0] must be a group" },
		{ "modems = ( { name = \"a\"; } );", "modems.[0].port is missing" },
		{ "modems = ( { port = \"x\"; }, { port = \"y\"; } );",
		  "modems.[0] and modems.[1] are both named 'a'" },
		{ "modems = ( 1, 2, 3, 4, 5, 6, 7, 8, 9 );",
		  "there are 9 modems; at most 8 are possible" },
	};
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char bytes[1024];

		snprintf(bytes, sizeof bytes, "%s%s%s", MINIMUM, TEXTS, cases[i].modems);
		assert_int_equal(load(fixture, bytes), -EINVAL);
		if (strstr(fixture->said, cases[i].said) == NULL)
			fail_msg("not told: %s\nbut: %s", cases[i].said, fixture->said);
	}
}

static void test_a_file_that_is_not_there_is_told(void **state)
{
	struct fixture *fixture = *state;

	fixture->source.file = "/nowhere/surat.conf";
	assert_int_equal(load(fixture, ""), -EINVAL);
	assert_string_equal(fixture->said,
			    "/nowhere/surat.conf: cannot read the settings: No such file "
			    "or directory (-c names another file)\n");
}

static void test_options_of_the_command_line_are_taken(void **state)
{
	struct settings_source source = { 0 };

	(void)state;
	assert_true(settings_take_option(&source, 'c', "a"));
	assert_true(settings_take_option(&source, 'c', "b"));
	assert_string_equal(source.file, "b");
	assert_false(settings_take_option(&source, 'x', "c"));
	for (int i = 0; i < SETTINGS_OVERRIDES_MAX; i++)
		assert_true(settings_take_option(&source, 'o', "a=b"));
	assert_false(settings_take_option(&source, 'o', "a=b"));
	assert_int_equal(source.n_overrides, SETTINGS_OVERRIDES_MAX);
}

static void test_the_default_file_is_that_of_the_environment_first(void **state)
{
	char file[LIMIT_PATH_SIZE];

	(void)state;
	setenv("SURAT_CONF", "/tmp/mine.conf", 1);
	settings_default_file(file);
	assert_string_equal(file, "/tmp/mine.conf");
	/* This program does not stand beside a run/ folder. */
	setenv("SURAT_CONF", "", 1);
	settings_default_file(file);
	assert_string_equal(file, "/etc/surat/surat.conf");
	unsetenv("SURAT_CONF");
	settings_default_file(file);
	assert_string_equal(file, "/etc/surat/surat.conf");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_sample_can_be_read_as_it_is),
		TEST(test_defaults_and_what_follows_from_them),
		TEST(test_modems_are_read_in_their_order),
		TEST(test_a_modem_can_be_given_on_the_command_line_alone),
		TEST(test_all_mistakes_are_told_at_once),
		TEST(test_modems_that_make_no_sense_are_told),
		TEST(test_a_file_that_is_not_there_is_told),
		cmocka_unit_test(test_options_of_the_command_line_are_taken),
		cmocka_unit_test(test_the_default_file_is_that_of_the_environment_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
