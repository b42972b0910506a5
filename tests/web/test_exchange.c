// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/store_fixture.h"
#include "tests/support/visit.h"

static const char *take(struct visit *visit, const char *form, size_t size,
			bool may_have_lines)
{
	static char out[64];

	form_clear(&visit->exchange.request.form);
	assert_true(form_read(&visit->exchange.request.form, form, strlen(form)));
	return exchange_take(&visit->exchange, "a", out, size, may_have_lines) ? out
									       : "(no)";
}

static void test_fields_are_trimmed_bounded_and_clean(void **state)
{
	struct visit *visit = *state;

	assert_string_equal(take(visit, "a=++x+y+%0A", 64, false), "x y");
	assert_string_equal(take(visit, "b=1", 64, false), "");
	assert_string_equal(take(visit, "a=1234", 5, false), "1234");
	assert_string_equal(take(visit, "a=12345", 5, false), "(no)");
	assert_string_equal(take(visit, "a=x%0Ay", 64, false), "(no)");
	assert_string_equal(take(visit, "a=x%0D%0Ay", 64, true), "x\ny");
	assert_string_equal(take(visit, "a=x%1By", 64, true), "(no)");
	assert_string_equal(take(visit, "a=x%E2%80%AEy", 64, true), "(no)");
}

static void test_a_redirect_takes_the_message_along(void **state)
{
	struct visit *visit = *state;

	assert_int_equal(exchange_redirect(&visit->exchange, "/antrean", "baru"), 0);
	assert_string_equal(visit->exchange.answer.location, "/antrean?pesan=baru");
	exchange_redirect(&visit->exchange, "/latihan?hp=1", "baru");
	assert_string_equal(visit->exchange.answer.location, "/latihan?hp=1&pesan=baru");
	assert_int_equal(visit->exchange.answer.status, 303);
}

static int count_views(struct visit *visit)
{
	return (int)fixture_ask(visit->web.office.store,
				"SELECT count(*) FROM web_views");
}

static void test_a_look_again_within_minutes_is_one_look(void **state)
{
	struct visit *visit = *state;
	int before = count_views(visit);

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/penduduk/" HOUSE_NIK);
	visit_get(visit, "/penduduk/" HOUSE_NIK);
	assert_int_equal(count_views(visit), before + 1);
	house_wait(&visit->house, 601);
	visit_get(visit, "/penduduk/" HOUSE_NIK);
	assert_int_equal(count_views(visit), before + 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_fields_are_trimmed_bounded_and_clean),
		VISIT(test_a_redirect_takes_the_message_along),
		VISIT(test_a_look_again_within_minutes_is_one_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
