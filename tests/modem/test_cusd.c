// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "modem/cusd.h"
#include "modem/lexer.h"

enum {
	LINE_SIZE = 8192,
	ANY_DCS = -2,
};

struct vector {
	const char *line;
	int status;
	const char *text;
	int dcs;
	bool is_cut;
};

/* What people read, in each of the forms. */
static const struct vector vectors[] = {
	{ "+CUSD: 0,\"Pulsa Rp5000\",15", 0, "Pulsa Rp5000", 15, false },
	{ "+CUSD: 0,\"0050 0075\",15", 0, "0050 0075", 15, false },
	{ "+CUSD: 0,\"00500075006C00730061\",72", 0, "Pulsa", 72, false },
	{ "+CUSD: 0,\"00500075006C00730061\",15", 0, "Pulsa", 15, false },
	{ "+CUSD: 0,\"00500075006c00730061\"", 0, "Pulsa", -1, false },
	{ "+CUSD: 0,\"50756C736120527035303030\",0", 0, "Pulsa Rp5000", 0, false },
	{ "+CUSD: 0,\"D03A7B1E0649E135180C06\",15", 0, "Pulsa Rp5000", 15, false },
	{ "+CUSD: 0,\"D3F43C0C82D7D9F33028E826874152386DE682C160\",0", 0,
	  "Sisa pulsa Anda Rp43.000", 0, false },
	{ "+CUSD: 0,\"D03A7B1E06DD1A\",15", 0, "Pulsa 7", 15, false },
	{ "+CUSD: 0,\"D03A7B1E06DD00\",15", 0, "Pulsa 7", 15, false },
	{ "+CUSD: 0,\"D03A7B1E06C56A0D\",15", 0, "Pulsa 15\r", 15, false },
	{ "+CUSD: 0,\"6972035A67CFC3A01B0C0603\",16", 0, "Pulsa 7000", 16, false },
	{ "+CUSD: 0,\"C1353D6D06CD5F64900CF782E15E3298CC06\"", 0, "Aktif s/d 28/08/2026",
	  -1, false },
	{ "+CUSD: 0,\"D03A7B1E06096A2C503822066DCA\",15", 0, "Pulsa $5, a_b \u20AC", 15,
	  false },
	{ "+CUSD: 0,\"0A332E20496E666F0A302E204B65\",0", 0, "\n3. Info\n0. Ke", 0,
	  false },
	/* framing */
	{ "+CUSD:0,\"a\",15", 0, "a", 15, false },
	{ "+CUSD: 0, \"a\", 15", 0, "a", 15, false },
	{ "+CUSD: 0 , \"a\" , 15 ", 0, "a", 15, false },
	{ "+CUSD: 0,a b c,15", 0, "a b c", 15, false },
	{ "+CUSD: 0,a b c", 0, "a b c", -1, false },
	{ "+CUSD: 1", 1, "", -1, false },
	{ "+CUSD: 2,", 2, "", -1, false },
	{ "+CUSD: 2,\"\"", 2, "", -1, false },
	{ "+CUSD: 2,\"\",15", 2, "", 15, false },
	{ "+CUSD: 12,\"x\",0", 12, "x", 0, false },
	{ "+CUSD: 1,\"a\r\n\r\n1. b\n2. c\r\n\",0", 1, "a\r\n\r\n1. b\n2. c\r\n", 0,
	  false },
	{ "+CUSD: 0,\"tarif \"Hemat\", Rp 5\",15", 0, "tarif \"Hemat\", Rp 5", 15,
	  false },
	{ "+CUSD: 0,\"tarif \"Hemat\"\",15", 0, "tarif \"Hemat\"", 15, false },
	{ "+CUSD: 0,\"kode \"5\", dan \"6\", ya\",15", 0, "kode \"5\", dan \"6\", ya", 15,
	  false },
	/* the end is missing, or there is more than the end */
	{ "+CUSD: 0,\"Sisa pulsa", 0, "Sisa pulsa", -1, true },
	{ "+CUSD: 0,\"Sisa pulsa\r\n", 0, "Sisa pulsa", -1, true },
	{ "+CUSD: 0,\"Sisa pulsa\r\n\r\nOK\r\n", 0, "Sisa pulsa", -1, true },
	{ "+CUSD: 0,\"Sisa\nOKE ya\r\n+CMTI: \"SM\",3\r\n", 0, "Sisa\nOKE ya", -1, true },
	{ "+CUSD: 0,\"Sisa\r\n+CMTI: \"SM\",3", 0, "Sisa", -1, true },
	{ "+CUSD: 0,\"00500075006C0073006", 0, "Puls", -1, true },
	{ "+CUSD: 0,\"Sisa\",15 xx", 0, "Sisa", 15, false },
	{ "+CUSD: 0,\"Sisa\",15\r\nxx", 0, "Sisa", 15, false },
	{ "+CUSD: 0,\"Sisa\",15\x01\x02", 0, "Sisa", 15, false },
	{ "+CUSD: 0,\"Sisa\",15xx", 0, "Sisa\",15xx", -1, true },
	{ "+CUSD: 0,\"Sisa\", 1500", 0, "Sisa\", 1500", -1, true },
	/* what stands behind the text and in front of it */
	{ "+CUSD: 0,\"00500075006C00730061000060B16260FFFF\",72", 0, "Pulsa", 72, false },
	{ "+CUSD: 0,\"00500075006C00730061FFFF60B16260\",72", 0, "Pulsa", 72, false },
	{ "+CUSD: 0,\"693700500075006C00730061\",17", 0, "Pulsa", 17, false },
	{ "+CUSD: 0,\"00500075006C00730061\",17", 0, "Pulsa", 17, false },
	{ "+CUSD: 0,\"693700500075006C00730061\",72", 0, "\u6937Pulsa", 72, false },
	{ "+CUSD: 0,\"id\rPulsa\",16", 0, "Pulsa", 16, false },
	{ "+CUSD: 0,\"id\rPulsa\",15", 0, "id\rPulsa", 15, false },
	/* statuses whose text says nothing */
	{ "+CUSD: 4", 4, "", -1, false },
	{ "+CUSD: 5,\"*b@\x01"
	  "3\",15",
	  5, "", 15, false },
	/* characters */
	{ "+CUSD: 0,\"\x02"
	  "5 a\x11"
	  "b\",15",
	  0, "$5 a_b", 15, false },
	{ "+CUSD: 0,\"caf\xE9 \x7F\",15", 0, "caf\uFFFD \uFFFD", 15, false },
	{ "+CUSD: 0,\"D83DDE00D83DDE000050\",72", 0, "\U0001F600\U0001F600P", 72, false },
	/* numbers and words that happen to be hex digits */
	{ "+CUSD: 0,\"081234567890\",15", 0, "081234567890", 15, false },
	{ "+CUSD: 0,\"6281234567890123\",15", 0, "6281234567890123", 15, false },
	{ "+CUSD: 0,\"20261231\",15", 0, "20261231", 15, false },
	{ "+CUSD: 0,\"DEADBEEF\",15", 0, "DEADBEEF", 15, false },
	{ "+CUSD: 0,\"ABCDEF\",15", 0, "ABCDEF", 15, false },
	{ "+CUSD: 0,\"0050007\",72", 0, "0050007", 72, false },
};

static void assert_reads(const struct vector *vector, const char *line, size_t length)
{
	struct cusd cusd;

	memset(&cusd, 0xA5, sizeof cusd);
	if (!cusd_parse(line, length, &cusd))
		fail_msg("not read: %s", vector->line);
	if (strcmp(cusd.text, vector->text) != 0)
		fail_msg("%s\n  gives:  %s\n  wanted: %s", vector->line, cusd.text,
			 vector->text);
	assert_int_equal(cusd.status, vector->status);
	if (vector->dcs != ANY_DCS && cusd.dcs != vector->dcs)
		fail_msg("%s: dcs %d", vector->line, cusd.dcs);
	if (cusd.is_cut != vector->is_cut)
		fail_msg("%s: is_cut %d", vector->line, cusd.is_cut);
}

static void test_every_form_and_frame_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_reads(&vectors[i], vectors[i].line, strlen(vectors[i].line));
}

static void test_other_lines_are_refused(void **state)
{
	static const char *const lines[] = {
		"",
		"+CUSD",
		"+CUSD:",
		"+CUSD: ",
		"+CUSD: ,\"a\",15",
		"+CUSD: x",
		"+CUSD: -1",
		"+CUSD: 100",
		"+CUSD: 99999999999",
		"CUSD: 0",
		"+CMTI: \"SM\",1",
	};
	struct cusd cusd;

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		if (cusd_parse(lines[i], strlen(lines[i]), &cusd))
			fail_msg("read: %s", lines[i]);
	}
}

static void test_a_long_text_is_cut_between_characters(void **state)
{
	char line[3 * CUSD_TEXT_SIZE];
	struct cusd cusd;
	struct text text;

	(void)state;
	text_init(&text, line, sizeof line);
	text_add(&text, "+CUSD: 0,\"a");
	while (text.length < 2 * CUSD_TEXT_SIZE)
		text_add(&text, "\u20AC");
	text_add(&text, "\",15");
	assert_true(cusd_parse(line, text.length, &cusd));
	assert_true(cusd.is_cut);
	assert_true(utf8_is_valid(cusd.text, strlen(cusd.text)));
	assert_in_range(strlen(cusd.text), CUSD_TEXT_SIZE - 4, CUSD_TEXT_SIZE - 1);
}

/* --- through the lexer ------------------------------------------------------------- */

/* The line of +CUSD in what a modem says, in feeds of `step` bytes; whatever comes behind
 * it must not be taken into it. */
static void assert_through_lexer(const struct vector *vector, const char *bytes,
				 size_t length, size_t step)
{
	struct lexer lexer;
	struct lexer_token token = { .kind = LEXER_KIND_NONE };

	lexer_clear(&lexer);
	for (size_t at = 0; at < length;) {
		size_t n = length - at < step ? length - at : step;

		at += lexer_feed(&lexer, bytes + at, n, &token);
		if (token.kind == LEXER_KIND_LINE)
			break;
	}
	if (token.kind == LEXER_KIND_NONE)
		lexer_give_up_string(&lexer, &token);
	assert_int_equal(token.kind, LEXER_KIND_LINE);
	assert_reads(vector, token.bytes, token.length);
}

static void assert_as_said(const struct vector *vector)
{
	static const size_t steps[] = { 1, 2, 7, LINE_SIZE };
	char said[LINE_SIZE];
	struct text text;

	text_init(&text, said, sizeof said);
	text_add(&text, "\r\n");
	text_add(&text, vector->line);
	text_add(&text, "\r\n");
	if (!vector->is_cut)
		text_add(&text, "\r\n+CUSD: 2,\"lain\",15\r\n");
	assert_false(text.is_cut);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		assert_through_lexer(vector, text.bytes, text.length, steps[i]);
}

static void test_a_text_of_many_lines_is_one_line_of_the_lexer(void **state)
{
	static const struct vector said[] = {
		{ "+CUSD: 1,\"Sisa\n\nOK\r\nERROR\r\n> \n2.Info\n\",0", 1,
		  "Sisa\n\nOK\r\nERROR\r\n> \n2.Info\n", 0, false },
		{ "+CUSD: 2,\" a\r\nb\",15", 2, " a\r\nb", 15, false },
		{ "+CUSD: 2,\"putus", 2, "putus", -1, true },
		{ "+CUSD: 4", 4, "", -1, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		assert_as_said(&said[i]);
}

/* --- lines of the field ------------------------------------------------------------ */

/* The sample's own escapes; others stay as they are. */
static void unescape(char *line)
{
	char *to = line;

	for (const char *at = line; *at != '\0'; at++) {
		const char *found = at[0] == '\\' ? strchr("rnt\\", at[1]) : NULL;
		unsigned value;

		if (found != NULL && at[1] != '\0') {
			*to++ = "\r\n\t\\"[found - "rnt\\"];
			at++;
		} else if (at[0] == '\\' && at[1] == 'x' && at[2] == '0') {
			value = (unsigned)(at[3] - '0');
			*to++ = (char)value;
			at += 3;
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
}

/*
 * One line shows the modem's memory behind the text's end, and the language in front of
 * it as if it were a character (dcs 17). Both are no part of the answer; the rest of it
 * must be there.
 */
static void take_memory_away(char *text)
{
	static const char language[] = "\u6139"; /* "ar", two septets */
	char *zero = strstr(text, "\\0");

	if (zero != NULL)
		*zero = '\0';
	if (zero != NULL && strncmp(text, language, strlen(language)) == 0)
		memmove(text, text + strlen(language),
			strlen(text + strlen(language)) + 1);
}

/* What the sample says besides the text follows from the raw line. */
static void expect_sample(struct vector *vector)
{
	const char *comma = strchr(vector->line, ',');
	const char *quote = strchr(vector->line, '"');
	size_t length = strlen(vector->line);

	vector->status = vector->line[strlen("+CUSD: ")] - '0';
	vector->dcs = ANY_DCS;
	while (strchr(" 0123456789", vector->line[length - 1]) != NULL)
		length--;
	length = vector->line[length - 1] == ',' ? length - 1 : strlen(vector->line);
	vector->is_cut =
		comma != NULL && quote != NULL &&
		(vector->line[length - 1] != '"' || &vector->line[length - 1] == quote);
}

static FILE *open_samples(void)
{
	const char *folder = getenv("SURAT_SAMPLES");
	char path[LIMIT_PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof path, "%s/cusd.tsv",
		 folder != NULL ? folder : "../shared/samples");
	file = fopen(path, "r");
	if (file == NULL) {
		print_message("samples are absent, nothing was tried: %s\n", path);
		skip();
	}
	return file;
}

static void test_every_line_of_the_samples_is_read(void **state)
{
	FILE *file = open_samples();
	char line[LINE_SIZE];
	size_t n = 0;

	(void)state;
	while (fgets(line, sizeof line, file) != NULL) {
		char *text = strchr(line, '\t');
		struct vector vector;

		if (line[0] == '#' || text == NULL)
			continue;
		*text++ = '\0';
		text[strcspn(text, "\t\n")] = '\0';
		unescape(line);
		take_memory_away(text);
		unescape(text);
		vector = (struct vector){ .line = line, .text = text };
		expect_sample(&vector);
		assert_reads(&vector, line, strlen(line));
		assert_as_said(&vector);
		n++;
	}
	fclose(file);
	print_message("%zu lines read\n", n);
	assert_true(n >= 47);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_form_and_frame_is_read),
		cmocka_unit_test(test_other_lines_are_refused),
		cmocka_unit_test(test_a_long_text_is_cut_between_characters),
		cmocka_unit_test(test_a_text_of_many_lines_is_one_line_of_the_lexer),
		cmocka_unit_test(test_every_line_of_the_samples_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
