// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/tickets.h"
#include "tests/support/visit.h"

static unsigned change(struct visit *visit, const char *code, const char *fields)
{
	char path[64];

	snprintf(path, sizeof path, "/permohonan/%s/ubah", code);
	return visit_post(visit, path, fields);
}

static void test_what_was_understood_is_put_right(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];
	struct ticket ticket;

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(
		change(visit, code,
		       "surat=DOMISILI&nik=3513+1512+0590+9901&untuk=kredit+bank"),
		303);
	house_newest_ticket(&visit->house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.kind, "DOMISILI");
	assert_string_equal(ticket.purpose, "kredit bank");
	change(visit, code, "surat=DOMISILI&nik=12&untuk=x");
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=isian"));
	house_newest_ticket(&visit->house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "kredit bank");
}

static void test_a_walk_in_is_filed_with_a_slip(void **state)
{
	struct visit *visit = *state;
	char path[64];

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/baru?nik=" HOUSE_NIK), 200);
	assert_true(visit_says(visit, HOUSE_NIK));
	assert_int_equal(
		visit_post(visit, "/baru", "surat=SKTM&nik=" HOUSE_NIK "&untuk=sekolah"),
		303);
	assert_int_equal(strncmp(visit->exchange.answer.location, "/permohonan/", 12), 0);
	snprintf(path, sizeof path, "%.20s/tanda", visit->exchange.answer.location);
	assert_int_equal(visit_get(visit, path), 200);
	assert_true(visit_says(visit, "class=\"big kode\"") || visit_says(visit, "kode"));
	assert_int_equal(
		visit_post(visit, "/baru", "surat=SKTM&nik=" HOUSE_NIK "&untuk="), 422);
	assert_int_equal(visit_post(visit, "/baru", "surat=X&nik=" HOUSE_NIK "&untuk=x"),
			 422);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_what_was_understood_is_put_right),
		VISIT(test_a_walk_in_is_filed_with_a_slip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
