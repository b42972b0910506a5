// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"
#include "web/layout.h"

static void test_the_menu_has_what_the_role_may_see(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	visit_get(visit, "/periksa");
	assert_true(visit_says(visit, "aria-current=page>Periksa surat"));
	assert_false(visit_says(visit, "href=\"/antrean\""));
	visit_log_in(visit, OFFICER_ROLE_ADMIN);
	visit_get(visit, "/antrean");
	assert_true(visit_says(visit, ">Cadangan</a>"));
	assert_false(visit_says(visit, "href=\"/putusan\""));
}

static void test_a_message_is_one_of_ours(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/antrean?pesan=baru");
	assert_true(visit_says(visit, "Permohonan masuk antrean"));
	visit_get(visit, "/antrean?pesan=Transfer+dulu+ke+rekening");
	assert_false(visit_says(visit, "rekening"));
}

static void test_every_form_carries_the_token_once(void **state)
{
	struct visit *visit = *state;
	const char *at;
	int n_forms = 0, n_tokens = 0;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/baru");
	for (at = visit_body(visit); (at = strstr(at, "method=\"post\"")) != NULL; at++)
		n_forms++;
	for (at = visit_body(visit);
	     (at = strstr(at, visit->exchange.form_token)) != NULL; at++)
		n_tokens++;
	assert_true(n_forms >= 2);
	assert_int_equal(n_forms, n_tokens);
	assert_false(visit_says(visit, visit->cookie));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_menu_has_what_the_role_may_see),
		VISIT(test_a_message_is_one_of_ours),
		VISIT(test_every_form_carries_the_token_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
