// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void take_token(struct visit *visit)
{
	visit_get(visit, "/masuk");
	if (visit->exchange.answer.cookie[0] != '\0')
		memcpy(visit->cookie, visit->exchange.answer.cookie,
		       sizeof visit->cookie);
}

static void test_the_right_password_leads_in_with_a_new_token(void **state)
{
	struct visit *visit = *state;
	char before[WEB_TOKEN_SIZE];

	take_token(visit);
	memcpy(before, visit->cookie, sizeof before);
	assert_int_equal(
		visit_post(visit, "/masuk", "nama=Petugas+operator&sandi=rahasia-desa-1"),
		303);
	assert_int_not_equal(strcmp(before, visit->exchange.answer.cookie), 0);
	memcpy(visit->cookie, visit->exchange.answer.cookie, sizeof visit->cookie);
	assert_int_equal(visit_get(visit, "/"), 303);
	assert_string_equal(visit->exchange.answer.location, "/antrean");
	assert_int_equal(visit_post(visit, "/keluar", ""), 303);
	assert_int_equal(visit_get(visit, "/antrean"), 303);
	assert_string_equal(visit->exchange.answer.location, "/masuk");
}

static void test_wrong_ones_are_told_alike_and_wait(void **state)
{
	struct visit *visit = *state;

	take_token(visit);
	for (int i = 0; i < ACCOUNT_NAME_FAILURES; i++) {
		assert_int_equal(
			visit_post(visit, "/masuk", "nama=Petugas+operator&sandi=x"),
			403);
		assert_true(visit_says(visit, "Nama atau kata sandi salah"));
	}
	assert_int_equal(
		visit_post(visit, "/masuk", "nama=Petugas+operator&sandi=rahasia-desa-1"),
		429);
	assert_int_equal(visit_post(visit, "/masuk", "nama=Tidak+Ada&sandi=x"), 403);
	assert_true(visit_says(visit, "Nama atau kata sandi salah"));
}

static void test_each_role_begins_on_its_page(void **state)
{
	static const struct {
		enum officer_role role;
		const char *page;
	} rows[] = { { OFFICER_ROLE_OPERATOR, "/antrean" },
		     { OFFICER_ROLE_HEAD, "/putusan" },
		     { OFFICER_ROLE_SECRETARY, "/putusan" },
		     { OFFICER_ROLE_SUBDISTRICT, "/periksa" } };
	struct visit *visit = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		visit_log_in(visit, rows[i].role);
		visit_get(visit, "/");
		assert_string_equal(visit->exchange.answer.location, rows[i].page);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_right_password_leads_in_with_a_new_token),
		VISIT(test_wrong_ones_are_told_alike_and_wait),
		VISIT(test_each_role_begins_on_its_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
