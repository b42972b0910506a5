// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "store/modems.h"
#include "store/store.h"
#include "tests/support/visit.h"

static void test_what_is_wrong_is_red_and_what_waits_is_counted(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit_get(visit, "/antrean");
	assert_true(visit_says(visit, "Layanan SMS tidak berjalan"));
	assert_true(visit_says(visit, "SMS menunggu dikirim <b>0</b>"));
	house_receive(&visit->house, HOUSE_PHONE, "lapor jalan rusak");
	house_receive(&visit->house, HOUSE_OTHER,
		      "pak saya mau tanya soal batas tanah dengan tetangga");
	visit_get(visit, "/antrean");
	assert_true(visit_says(visit, "LAPOR <b>1</b>"));
	assert_true(visit_says(visit, "Perlu dibaca <b>"));
	assert_false(visit_says(visit, "SMS menunggu dikirim <b>0</b>"));
}

static void test_the_kecamatan_is_not_told_what_waits_at_the_desk(void **state)
{
	struct visit *visit = *state;

	house_receive(&visit->house, HOUSE_PHONE, "lapor jalan rusak");
	visit_log_in(visit, OFFICER_ROLE_SUBDISTRICT);
	visit_get(visit, "/periksa");
	assert_true(visit_says(visit, "id=\"strip\""));
	assert_false(visit_says(visit, "LAPOR"));
}

static void test_a_simulated_modem_is_said(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	visit->web.training = "/tmp/modemsim.sock";
	visit_get(visit, "/antrean");
	assert_true(visit_says(visit, "Modem simulasi"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_what_is_wrong_is_red_and_what_waits_is_counted),
		VISIT(test_the_kecamatan_is_not_told_what_waits_at_the_desk),
		VISIT(test_a_simulated_modem_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
