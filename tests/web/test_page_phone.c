// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_no_request_can_make_it_be_there(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_ADMIN);
	assert_int_equal(visit_get(visit, "/latihan?training=/tmp/x"), 404);
	assert_int_equal(
		visit_post(visit, "/latihan", "isi=cek&langkah=kirim&training=/tmp/x"),
		404);
	visit_get(visit, "/antrean");
	assert_false(visit_says(visit, "HP latihan"));
}

static void test_it_shows_one_of_its_phones(void **state)
{
	struct visit *visit = *state;

	visit->web.training = "/nowhere/modemsim.sock";
	house_receive(&visit->house, "+6285799988877", "pak <u>tanya</u>");
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/latihan?hp=085799988877"), 200);
	assert_true(visit_says(visit, "pak &lt;u&gt;tanya"));
	/* Whose number it is not, he sees the first phone. */
	visit_get(visit, "/latihan?hp=081399900011");
	assert_true(visit_says(visit, "value=\"+6281234567890\""));
	assert_true(visit_says(visit, "Belum ada pesan"));
}

static void test_without_a_network_the_words_stay(void **state)
{
	struct visit *visit = *state;

	visit->web.training = "/nowhere/modemsim.sock";
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_post(visit, "/latihan", "isi=menu+saja&langkah=kirim"),
			 503);
	assert_true(visit_says(visit, "menu saja") &&
		    visit_says(visit, "tidak menjawab"));
	assert_int_equal(visit_post(visit, "/latihan", "isi=++&langkah=kirim"), 422);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_no_request_can_make_it_be_there),
		VISIT(test_it_shows_one_of_its_phones),
		VISIT(test_without_a_network_the_words_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
