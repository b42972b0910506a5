// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static unsigned ask(struct visit *visit, const char *fields)
{
	/* Who has no session yet gets a token with the page. */
	visit_get(visit, "/anjungan");
	if (visit->exchange.answer.cookie[0] != '\0')
		memcpy(visit->cookie, visit->exchange.answer.cookie,
		       sizeof visit->cookie);
	return visit_post(visit, "/anjungan", fields);
}

static void test_it_is_there_when_the_office_wants_it(void **state)
{
	struct visit *visit = *state;

	assert_int_equal(visit_get(visit, "/anjungan"), 404);
	visit->options.is_kiosk = true;
	assert_int_equal(visit_get(visit, "/anjungan"), 200);
	assert_true(visit_says(visit, "http-equiv=\"refresh\""));
}

static void test_the_code_shows_state_and_place_and_no_name(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE], fields[64];

	visit->options.is_kiosk = true;
	house_receive(&visit->house, HOUSE_OTHER, "sktm 3513152802969914 berobat");
	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	snprintf(fields, sizeof fields, "kode=%s", code);
	assert_int_equal(ask(visit, fields), 200);
	assert_true(visit_says(visit, "DITERIMA"));
	assert_true(visit_says(visit, "Antrean nomor <b>2</b>"));
	assert_false(visit_says(visit, HOUSE_NAME) || visit_says(visit, HOUSE_NIK));
	assert_int_equal(visit->exchange.answer.reset_s, 60);
}

static void test_typing_slips_are_told(void **state)
{
	struct visit *visit = *state;

	visit->options.is_kiosk = true;
	assert_int_equal(ask(visit, "kode=1234"), 422);
	assert_int_equal(ask(visit, "nik=12&lahir=12-05-1990"), 422);
	assert_int_equal(ask(visit, "nik=" HOUSE_NIK "&lahir=31-02-1990"), 422);
	assert_int_equal(ask(visit, "nik=" HOUSE_NIK "&lahir=01-01-1901"), 200);
	assert_true(visit_says(visit, "Tidak ditemukan"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_it_is_there_when_the_office_wants_it),
		VISIT(test_the_code_shows_state_and_place_and_no_name),
		VISIT(test_typing_slips_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
