// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_a_conversation_is_shown_and_answered(void **state)
{
	struct visit *visit = *state;
	char text[LIMIT_MESSAGE_SIZE];

	house_receive(&visit->house, HOUSE_PHONE, "pak <i>tanya</i> batas tanah");
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(visit_get(visit, "/nomor/" HOUSE_PHONE), 200);
	assert_true(visit_says(visit, "pak &lt;i&gt;tanya&lt;/i&gt; batas tanah"));
	assert_int_equal(visit_post(visit, "/nomor/" HOUSE_PHONE, "isi=Besok+pagi"), 303);
	assert_string_equal(
		house_last_text(&visit->house, HOUSE_PHONE, text, sizeof text),
		"Besok pagi");
	assert_int_equal(visit_post(visit, "/nomor/" HOUSE_PHONE, "isi=+"), 422);
	assert_int_equal(visit_post(visit, "/nomor/112", "isi=halo"), 422);
}

static void test_what_must_be_read_is_listed_until_it_is(void **state)
{
	struct visit *visit = *state;

	house_receive(&visit->house, HOUSE_PHONE,
		      "pak saya mau tanya soal batas tanah dengan tetangga");
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/pesan");
	assert_true(visit_says(visit, "batas tanah"));
	assert_int_equal(visit_post(visit, "/pesan/1/dibaca", ""), 303);
	visit_get(visit, "/pesan");
	assert_false(visit_says(visit, "batas tanah"));
	visit_post(visit, "/pesan/99/dibaca", "");
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=berubah"));
	assert_int_equal(visit_post(visit, "/pesan/1x/dibaca", ""), 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_a_conversation_is_shown_and_answered),
		VISIT(test_what_must_be_read_is_listed_until_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
