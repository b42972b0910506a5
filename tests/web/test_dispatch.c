// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"
#include "web/dispatch.h"

static void test_whoever_is_not_logged_in_is_led_to_the_login(void **state)
{
	struct visit *visit = *state;

	assert_int_equal(visit_get(visit, "/antrean"), 303);
	assert_string_equal(visit->exchange.answer.location, "/masuk");
	assert_int_equal(visit_post(visit, "/baru", "surat=SKTM"), 403);
}

static void test_a_role_sees_its_own_pages_only(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/antrean"), 200);
	assert_int_equal(visit_get(visit, "/cadangan"), 403);
	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	assert_int_equal(visit_get(visit, "/periksa"), 200);
	assert_int_equal(visit_get(visit, "/antrean"), 403);
}

static void test_what_is_not_there_is_said(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/tidak-ada"), 404);
	assert_true(visit_says(visit, "Tidak ditemukan"));
	assert_int_equal(visit_get(visit, "/permohonan/12345678"), 404);
	assert_int_equal(visit_get(visit, "/keluar"), 405);
}

static void test_a_form_needs_the_token_of_this_very_browser(void **state)
{
	struct visit *visit = *state;
	char other[WEB_TOKEN_SIZE];

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_post(visit, "/baru", "surat=SKTM"), 422);
	/* The first of a name counts: the token of nobody. */
	assert_int_equal(visit_post(visit, "/baru", "surat=SKTM&token=0"), 403);
	/* A browser of another session. */
	memcpy(other, visit->cookie, sizeof other);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_not_equal(strcmp(other, visit->cookie), 0);
}

static void test_an_error_page_takes_nothing_of_the_page_along(void **state)
{
	struct visit *visit = *state;

	visit->exchange.web = &visit->web;
	visit->exchange.office = &visit->web.office;
	visit->exchange.answer.script = "/kamera.js";
	visit->exchange.answer.may_see = true;
	html_add(&visit->exchange.answer.body, "rahasia");
	dispatch_refuse(&visit->exchange, 503);
	assert_int_equal(visit->exchange.answer.status, 503);
	assert_false(visit->exchange.answer.may_see);
	assert_false(visit_says(visit, "rahasia") || visit_says(visit, "kamera.js"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_whoever_is_not_logged_in_is_led_to_the_login),
		VISIT(test_a_role_sees_its_own_pages_only),
		VISIT(test_what_is_not_there_is_said),
		VISIT(test_a_form_needs_the_token_of_this_very_browser),
		VISIT(test_an_error_page_takes_nothing_of_the_page_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
