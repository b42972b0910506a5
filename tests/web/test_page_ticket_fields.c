// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/details.h"
#include "store/tickets.h"
#include "tests/support/visit.h"

static unsigned look(struct visit *visit, const char *code)
{
	char path[64];

	snprintf(path, sizeof path, "/permohonan/%s", code);
	return visit_get(visit, path);
}

static unsigned fill(struct visit *visit, const char *code, const char *fields)
{
	char path[64];

	snprintf(path, sizeof path, "/permohonan/%s/isian", code);
	return visit_post(visit, path, fields);
}

static const char *detail(struct visit *visit, const char *name)
{
	static char value[64];
	struct ticket ticket;

	value[0] = '\0';
	house_newest_ticket(&visit->house, HOUSE_PHONE, &ticket);
	details_get(ticket.details, name, value, sizeof value);
	return value;
}

static bool went_with(const struct visit *visit, const char *message)
{
	return strstr(visit->exchange.answer.location, message) != NULL;
}

static void test_what_is_empty_is_asked_for_and_kept(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(look(visit, code), 200);
	assert_true(visit_says(visit, "Agama *<input name=\"isi.agama\" value=\"\""));
	assert_int_equal(
		fill(visit, code, "isi.agama=ISLAM&isi.pekerjaan=TANI+%26+TERNAK"), 303);
	assert_true(went_with(visit, "isian-baik"));
	assert_string_equal(detail(visit, "agama"), "ISLAM");
	look(visit, code);
	assert_true(visit_says(visit, "Agama<input name=\"isi.agama\" value=\"ISLAM\""));
	assert_true(visit_says(visit, "value=\"TANI &amp; TERNAK\""));
	assert_true(visit_says(visit, "agama: ISLAM")); /* the history */
}

static void test_a_value_is_taken_away_and_others_stay(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	fill(visit, code, "isi.agama=ISLAM&isi.rt=4");
	fill(visit, code, "isi.agama=&isi.rt=4&isi.gaji=9&agama=HINDU");
	assert_true(went_with(visit, "isian-baik"));
	assert_string_equal(detail(visit, "agama"), "");
	assert_string_equal(detail(visit, "rt"), "4");
	assert_string_equal(detail(visit, "gaji"), "");
}

static void test_what_cannot_be_printed_changes_nothing(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	fill(visit, code, "isi.alamat=DUSUN&isi.agama=a%01b");
	assert_true(went_with(visit, "isian-salah"));
	assert_string_equal(detail(visit, "agama"), "");
	assert_string_equal(detail(visit, "alamat"), ""); /* one transaction */
}

static void test_a_form_of_before_is_told(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	fill(visit, code, "versi=1&isi.agama=ISLAM");
	assert_true(went_with(visit, "berubah"));
	assert_string_equal(detail(visit, "agama"), "");
}

static void test_only_the_desk_fills_in(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	look(visit, code);
	assert_false(visit_says(visit, "/isian\""));
	assert_int_equal(fill(visit, code, "isi.agama=ISLAM"), 403);
	assert_string_equal(detail(visit, "agama"), "");
}

static void test_what_is_decided_is_filled_in_no_more(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE], path[64];

	visit_file(visit, "sktm 3513151205909901 buat sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	snprintf(path, sizeof path, "/permohonan/%s/langkah", code);
	assert_int_equal(visit_post(visit, path, "langkah=cancel&dari=received"), 303);
	look(visit, code);
	assert_false(visit_says(visit, "/isian\""));
	fill(visit, code, "isi.agama=ISLAM");
	assert_true(went_with(visit, "berubah"));
	assert_string_equal(detail(visit, "agama"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_what_is_empty_is_asked_for_and_kept),
		VISIT(test_a_value_is_taken_away_and_others_stay),
		VISIT(test_what_cannot_be_printed_changes_nothing),
		VISIT(test_a_form_of_before_is_told),
		VISIT(test_only_the_desk_fills_in),
		VISIT(test_what_is_decided_is_filled_in_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
