// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "conf/settings.h"
#include "handlers/phrases.h"
#include "tests/support/house.h"

enum {
	SMS_SEPTETS = 160,
	FILLED_SIZE = 2048,
};

/* Every name that a phrase may hold; a new one must be added here to be tested. */
static const char *const names[] = {
	"desa",         "telp",   "hariker", "jam",     "buka",    "surat",
	"kata",         "syarat", "tanya",   "nik4",    "perlu",   "angka",
	"kode",         "hari",   "tgl",     "sampai",  "pukul",   "alasan",
	"status",       "nomor",  "nama",    "rt",      "dari",    "n",
	"catatan",      "menu",   "halaman", "daftar",  "keadaan", "info",
	"nomor_sekali", "sisa",   "baru",    "periksa", "tunggu",  "siap",
	"telat",        "rp",     "isian",
};

enum {
	NAMES_COUNT = sizeof(names) / sizeof(*names)
};

/* An own count by 23.038 6.2.1: -1 for a byte that is not one ASCII septet or two. */
static int count_septets(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte >= 0x80 || byte == '`' || (byte < ' ' && byte != '\n') ||
		    byte == 0x7F)
			return -1;
		count += strchr("^{}\\[~]|", *text) != NULL ? 2 : 1;
	}
	return count;
}

static void fill_all(const struct phrases *phrases, size_t index, const char *value,
		     char out[FILLED_SIZE])
{
	struct phrase_value values[NAMES_COUNT];
	struct text text;

	for (size_t i = 0; i < NAMES_COUNT; i++)
		values[i] = (struct phrase_value){ names[i], value };
	text_init(&text, out, FILLED_SIZE);
	assert_true(phrase_fill(phrases, phrases->phrases[index].id, values, NAMES_COUNT,
				&text));
}

static void test_every_filled_phrase_fits_one_sms(void **state)
{
	static const char *const values[] = {
		"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
		"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
		"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
		"[[[[[[[[[[[[[[[[[[[[[[[[{{{{{{{{{{{{{{{{{{{{|||||||||||||||||||~~~~~~~~~~~~~~"
		"\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\^^^^^^^^^^^^^^^^^^^^]]]]]]]]]]]]]]]]}}}}"
		"[[[[[[[[[[[[[[[[[[[[[[[[{{{{{{{{{{{{{{{{{{{{|||||||||||||||||||~~~~~~~~~~~~~~",
		"éüñ“”‘’–—…ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
		"………………………………………………………………………………………………………………………………………………………………………………………………",
		"3513151205909901351315120590990135131512059099013513151205909901351315120590",
		"3513 1512 0590 9901 3513.1512.0590.9901",
		"",
	};
	struct house house;
	const struct phrases *phrases;

	(void)state;
	house_open(&house);
	phrases = house.office.phrases;
	for (size_t i = 0; i < phrases->n_phrases; i++) {
		for (size_t at = 0; at < sizeof(values) / sizeof(*values); at++) {
			char out[FILLED_SIZE];
			int count;

			fill_all(phrases, i, values[at], out);
			count = count_septets(out);
			if (count < 0 || count > SMS_SEPTETS)
				fail_msg("%s takes %d septets: %s",
					 phrases->phrases[i].id, count, out);
			if (strchr(out, '{') != NULL)
				fail_msg("%s keeps a name: %s", phrases->phrases[i].id,
					 out);
		}
	}
	house_close(&house);
}

static void test_names_that_people_fill_never_show_a_nik(void **state)
{
	static const char *const written[] = { "surat",  "syarat", "tanya", "perlu",
					       "alasan", "nama",   "dari",  "info" };

	(void)state;
	for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
		struct phrases phrases = { .n_phrases = 1 };
		struct phrase_value value = { written[i], "3513151205909901" };
		char out[FILLED_SIZE];
		struct text text;

		snprintf(phrases.phrases[0].id, PHRASE_ID_SIZE, "X01");
		snprintf(phrases.phrases[0].text, PHRASE_SIZE, "{%s}", written[i]);
		text_init(&text, out, sizeof(out));
		assert_true(phrase_fill(&phrases, "X01", &value, 1, &text));
		assert_null(strstr(out, "35131512059099"));
	}
}

static void test_the_lengths_are_those_of_the_field(void **state)
{
	static const struct {
		const char *name;
		size_t max;
	} vectors[] = { { "desa", 16 },  { "surat", 14 },  { "nama", 18 },
			{ "perlu", 26 }, { "alasan", 32 }, { "nomor", 31 },
			{ "kode", 9 },   { "syarat", 52 }, { "telp", 12 },
			{ "nik4", 4 },   { "gaji", 0 },    { "", 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_int_equal(phrase_value_max(vectors[i].name), vectors[i].max);
}

static void check_phrase(const char *id, const char *text, const char *expected)
{
	struct phrase phrase;
	char room[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, room, sizeof(room));
	text_copy(phrase.id, sizeof(phrase.id), id);
	text_copy(phrase.text, sizeof(phrase.text), text);
	assert_int_equal(phrase_check(&phrase, &why), expected == NULL);
	if (expected != NULL && strstr(room, expected) == NULL)
		fail_msg("'%s' says '%s', not '%s'", text, room, expected);
}

static void test_a_broken_phrase_is_named(void **state)
{
	char long_text[PHRASE_SIZE] = "";

	(void)state;
	memset(long_text, 'a', 161);
	check_phrase("X01", long_text, "may need 161 characters");
	long_text[160] = '\0';
	check_phrase("X01", long_text, NULL);
	long_text[130] = '\0';
	check_phrase("X01", long_text, NULL);
	memcpy(long_text + 130, "{alasan}", 9);
	check_phrase("X01", long_text, "may need 162 characters");
	check_phrase("X01", "", "empty");
	check_phrase("X01", "a {gaji} b", "unknown name '{gaji}'");
	check_phrase("X01", "a {kode", "without '}'");
	check_phrase("X01", "a {} b", "unknown name");
	check_phrase("X01", "kutip \u2019", "GSM alphabet");
	check_phrase("X01", "tab\t", "GSM alphabet");
	check_phrase("X01", "contoh 3513151205909901", "16 digits");
	check_phrase("X01", "contoh 3513 1512 0590 9901", "16 digits");
	check_phrase("X01", "telp 081234567890 atau 081234567891", NULL);
	check_phrase("R10", "DITERIMA", "must hold {kode}");
	check_phrase("R10", "DITERIMA {kode}", NULL);
}

static void test_a_missing_phrase_is_refused(void **state)
{
	struct phrases phrases = { .n_phrases = 0 };
	char out[8] = "";
	struct text text;

	(void)state;
	text_init(&text, out, sizeof(out));
	assert_false(phrase_fill(&phrases, "R10", NULL, 0, &text));
	assert_string_equal(out, "");
}

static bool has_phrase(const struct phrases *phrases, const char *id)
{
	for (size_t i = 0; i < phrases->n_phrases; i++) {
		if (strcmp(phrases->phrases[i].id, id) == 0)
			return true;
	}
	return false;
}

static void test_every_text_of_the_field_is_there(void **state)
{
	char line[512];
	struct house house;
	FILE *file = fopen("../shared/samples/replies.tsv", "r");
	int n_ids = 0;

	(void)state;
	if (file == NULL) {
		print_message("absent: samples/replies.tsv, its ids are not compared\n");
		skip();
	}
	house_open(&house);
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\t")] = '\0';
		if (strcmp(line, "id") == 0)
			continue;
		n_ids++;
		if (!has_phrase(house.office.phrases, line))
			fail_msg("no phrase %s", line);
	}
	assert_true(n_ids >= 49);
	fclose(file);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_filled_phrase_fits_one_sms),
		cmocka_unit_test(test_names_that_people_fill_never_show_a_nik),
		cmocka_unit_test(test_the_lengths_are_those_of_the_field),
		cmocka_unit_test(test_a_broken_phrase_is_named),
		cmocka_unit_test(test_a_missing_phrase_is_refused),
		cmocka_unit_test(test_every_text_of_the_field_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
