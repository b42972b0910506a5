// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/content.h"
#include "letters/envelope.h"
#include "letters/pdf.h"
#include "tests/support/paper.h"

enum {
	SAID_SIZE = 8192,
};

static void read_envelope(const struct content *content, char *said, int *out_sheets)
{
	struct letter_options options = paper_options();
	char buffer[256];
	struct text why;
	struct pdf pdf;

	text_init(&why, buffer, sizeof buffer);
	pdf_init(&pdf);
	assert_true(envelope_draw(content, &options, 1795312800, &pdf, &why));
	paper_read(&pdf, said, SAID_SIZE);
	*out_sheets = paper_count_sheets(&pdf);
	pdf_clear(&pdf);
}

static void test_it_names_sender_letter_and_addressee(void **state)
{
	static const char *const parts[] = { "KEPALADESAKREJENGAN", "Nomor:470/001/2026",
					     "Kode4829-1372", "KepadaYth.SUPARMAN",
					     "DusunKRAJANRT002" };
	struct content *content = must_alloc(sizeof *content);
	char *said = must_alloc(SAID_SIZE);
	int n_sheets;

	(void)state;
	paper_compose(content);
	read_envelope(content, said, &n_sheets);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (strstr(said, parts[i]) == NULL)
			fail_msg("no %s in %s", parts[i], said);
	}
	assert_int_equal(n_sheets, 1);
	free(content);
	free(said);
}

/* A name and an address of the longest kind stay on the one envelope. */
static void test_the_longest_values_stay_on_it(void **state)
{
	struct content *content = must_alloc(sizeof *content);
	char *said = must_alloc(SAID_SIZE);
	int n_sheets;

	(void)state;
	paper_compose(content);
	for (int i = 0; i < 99; i++)
		content->rows[0].value[i] = "NAMA "[i % 5];
	content->rows[0].value[99] = '\0';
	for (int i = 0; i < 220; i++)
		content->rows[CONTENT_ROWS - 1].value[i] = "jalan "[i % 6];
	content->rows[CONTENT_ROWS - 1].value[220] = '\0';
	read_envelope(content, said, &n_sheets);
	assert_int_equal(n_sheets, 1);
	free(content);
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_names_sender_letter_and_addressee),
		cmocka_unit_test(test_the_longest_values_stay_on_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
