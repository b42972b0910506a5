// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conf/letters.h"
#include "conf/report.h"
#include "letters/catalogue.h"

#define WHOLE_LETTER                                                                     \
	"keyword = \"SKTM\"; short = \"Tdk mampu\"; "                                    \
	"title = \"Surat Keterangan Tidak Mampu\"; class = \"B\"; "                      \
	"aliases = [ \"sktm\" ]; requirements = \"KK, KTP\"; body = \"Orang tersebut.\"; "

/* Read a file and give what was said; free() it. */
static char *read_letters(const char *file, struct catalogue *out_catalogue)
{
	struct report report;
	config_t config;
	size_t length;
	char *said;
	FILE *out = open_memstream(&said, &length);

	memset(out_catalogue, 0, sizeof *out_catalogue);
	report_init(&report, out, "f", ".");
	config_init(&config);
	if (config_read_string(&config, file) != CONFIG_TRUE)
		fail_msg("%s", config_error_text(&config));
	letters_read(&report, &config, out_catalogue);
	config_destroy(&config);
	fclose(out);
	return said;
}

static int make_catalogue(void **state)
{
	*state = calloc(1, sizeof(struct catalogue));
	return 0;
}

static int drop_catalogue(void **state)
{
	free(*state);
	return 0;
}

static void test_a_letter_is_read_with_all_its_facts(void **state)
{
	struct catalogue *catalogue = *state;
	const struct letter *letter = &catalogue->letters[0];
	char *said = read_letters(
		"letters = ( { keyword = \"USAHA\"; short = \"Usaha\"; unit = \"EKBANG\"; menu = \"Usaha "
		"kecil\"; title = \"Surat Keterangan Usaha\"; code_old = \"581\"; "
		"code_new = \"500.2.2.4\"; class = \"A\"; aliases = [ \"sku\", \" Punya  "
		"WARUNG \" ]; fields = ( { name = \"usaha\"; label = \"Jenis usaha\"; "
		"question = \"Usahanya apa?\"; }, { name = \"sejak\"; label = \"Sejak\"; "
		"question = \"Sejak kapan?\"; required = false; } ); requirements = "
		"\"KK\"; valid_days = 180; work_days = 3; signer = \"a.n.\"; camat = "
		"true; body = \"menjalankan usaha {usaha} sejak {sejak}.\"; } );",
		catalogue);

	assert_string_equal(said, "");
	assert_int_equal(catalogue->n_letters, 1);
	assert_string_equal(letter->keyword, "USAHA");
	assert_string_equal(letter->short_name, "Usaha");
	assert_string_equal(letter->menu_name, "Usaha kecil");
	assert_string_equal(letter->title, "Surat Keterangan Usaha");
	assert_string_equal(letter->code_old, "581");
	assert_string_equal(letter->code_new, "500.2.2.4");
	assert_string_equal(letter->unit, "EKBANG");
	assert_int_equal(letter->class, LETTER_CLASS_SMS);
	assert_int_equal(letter->n_aliases, 2);
	assert_string_equal(letter->aliases[0], "sku");
	assert_string_equal(letter->aliases[1], "punya warung");
	assert_int_equal(letter->n_fields, 2);
	assert_string_equal(letter->fields[0].name, "usaha");
	assert_string_equal(letter->fields[0].label, "Jenis usaha");
	assert_string_equal(letter->fields[0].question, "Usahanya apa?");
	assert_true(letter->fields[0].is_required);
	assert_false(letter->fields[1].is_required);
	assert_string_equal(letter->requirements, "KK");
	assert_int_equal(letter->valid_days, 180);
	assert_int_equal(letter->work_days, 3);
	assert_string_equal(letter->signer, "a.n.");
	assert_true(letter->needs_camat);
	assert_non_null(strstr(letter->body, "{usaha}"));
	free(said);
}

static void test_a_short_entry_gets_the_defaults(void **state)
{
	struct catalogue *catalogue = *state;
	const struct letter *letter = &catalogue->letters[0];
	char *said = read_letters("letters = ( { " WHOLE_LETTER " } );", catalogue);

	assert_string_equal(said, "");
	assert_string_equal(letter->menu_name, "Tdk mampu");
	assert_string_equal(letter->signer, "kades");
	assert_int_equal(letter->class, LETTER_CLASS_DOCUMENTS);
	assert_int_equal(letter->valid_days, 0);
	assert_int_equal(letter->work_days, 2);
	assert_int_equal(letter->n_fields, 0);
	assert_false(letter->needs_camat);
	free(said);
}

static void test_the_order_of_the_file_is_the_order_of_the_menu(void **state)
{
	struct catalogue *catalogue = *state;
	char *said = read_letters(
		"letters = ( { " WHOLE_LETTER " }, { keyword = \"N1\"; short = "
		"\"Nikah\"; title = \"Surat Pengantar Nikah\"; class = \"C\"; aliases = "
		"[ \"nikah\" ]; requirements = \"KK\"; body = \"x\"; } );",
		catalogue);

	assert_string_equal(said, "");
	assert_string_equal(catalogue->letters[0].keyword, "SKTM");
	assert_string_equal(catalogue->letters[1].keyword, "N1");
	assert_int_equal(catalogue->letters[1].class, LETTER_CLASS_VISIT);
	free(said);
}

static void test_every_mistake_of_the_catalogue_is_told(void **state)
{
	static const struct {
		const char *file, *said;
	} cases[] = {
		{ "x = 1;", "f: letters must be a list with at least one letter; take in "
			    "the catalogue with @include \"letters.conf\"\n" },
		{ "letters = ( );", "f:1: letters must be a list with at least one "
				    "letter; take in the catalogue with @include "
				    "\"letters.conf\"\n" },
		{ "letters = ( 3 );",
		  "f:1: letters.[0] must be a group: letters.[0] = { ... };\n" },
		{ "letters = (\n{ " WHOLE_LETTER " alias = [ \"x\" ];\nwork_days = "
		  "\"2\"; } );",
		  "f:2: letters.[0] has no setting 'alias'; did you mean 'aliases'?\n"
		  "f:3: letters.[0].work_days must be a whole number of working days "
		  "from 0 to 60: promised: ready within\n" },
		{ "letters = ( { keyword = \"sktm\"; class = \"D\"; } );",
		  "f:1: letters.[0].keyword 'sktm' must be one word of capital letters "
		  "and digits\n"
		  "f:1: letters.[0].short is missing: its name in replies, at most 14 "
		  "characters\n"
		  "f:1: letters.[0].title is missing: its official title\n"
		  "f:1: letters.[0].class must be \"A\" (all by SMS), \"B\" (documents are brought), "
		  "\"C\" (a visit) or \"info\"\n" },
		{ "letters = ( { keyword = \"N1\"; short = \"x\"; title = \"x\"; class = "
		  "\"C\"; aliases = \"nikah\"; } );",
		  "f:1: letters.[0].aliases must be a list of texts: [ \"...\", \"...\" "
		  "]\n" },
		{ "letters = ( { " WHOLE_LETTER " fields = { }; } );",
		  "f:1: letters.[0].fields must be a list: fields = ( { ... } );\n" },
		{ "letters = ( { " WHOLE_LETTER " fields = ( { name = \"a b\"; label = "
		  "\"x\"; question = \"x\"; } ); } );",
		  "f:1: letters.[0].fields.[0].name 'a b' must be letters, digits, '-' and '_' "
		  "only\n" },
		{ "letters = ( { " WHOLE_LETTER " fields = ( 1, 2, 3, 4, 5, 6, 7, 8, 9, "
		  "10, 11 ); } );",
		  "f:1: letters.[0] has 11 fields; at most 10 are possible\n" },
	};
	struct catalogue *catalogue = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *said = read_letters(cases[i].file, catalogue);

		assert_string_equal(said, cases[i].said);
		free(said);
	}
}

static void test_too_many_letters_are_refused(void **state)
{
	char file[4096] = "letters = ( 1";
	char *said;

	for (int i = 0; i < CATALOGUE_LETTERS_MAX; i++)
		snprintf(file + strlen(file), sizeof file - strlen(file), ", 1");
	snprintf(file + strlen(file), sizeof file - strlen(file), " );");
	said = read_letters(file, *state);
	assert_string_equal(said, "f:1: there are 49 letters; at most 48 are possible\n");
	free(said);
}

static void test_the_catalogue_checks_what_one_letter_cannot_see(void **state)
{
	char *said = read_letters(
		"letters = (\n{ " WHOLE_LETTER " },\n{ " WHOLE_LETTER " } );", *state);

	assert_non_null(strstr(said, "f:3: letter SKTM: "));
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_letter_is_read_with_all_its_facts),
		cmocka_unit_test(test_a_short_entry_gets_the_defaults),
		cmocka_unit_test(test_the_order_of_the_file_is_the_order_of_the_menu),
		cmocka_unit_test(test_every_mistake_of_the_catalogue_is_told),
		cmocka_unit_test(test_too_many_letters_are_refused),
		cmocka_unit_test(test_the_catalogue_checks_what_one_letter_cannot_see),
	};

	return cmocka_run_group_tests(tests, make_catalogue, drop_catalogue);
}
