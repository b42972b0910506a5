// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/tickets.h"
#include "tests/support/visit.h"

static void check_one(struct visit *visit, char code[LIMIT_CODE_SIZE])
{
	char path[64];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	snprintf(path, sizeof path, "/permohonan/%s/langkah", code);
	assert_int_equal(visit_post(visit, path, "langkah=accept&dari=received"), 303);
}

static void test_nothing_without_his_pin(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE], fields[128];
	struct ticket ticket;

	check_one(visit, code);
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	snprintf(fields, sizeof fields, "langkah=approve&kode=%s&pin=111111", code);
	/* He has none yet. */
	visit_post(visit, "/putusan", fields);
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=pin-"));
	house_newest_ticket(&visit->house, HOUSE_PHONE, &ticket);
	assert_int_equal(ticket.state, TICKET_STATE_CHECKED);
	assert_int_equal(visit_post(visit, "/putusan", "langkah=terbang&kode=1"), 400);
}

static void test_others_decide_nothing(void **state)
{
	struct visit *visit = *state;

	visit_log_in(visit, OFFICER_ROLE_SECRETARY);
	assert_int_equal(visit_post(visit, "/putusan", "langkah=approve&kode=1&pin=1"),
			 403);
	visit_log_in(visit, OFFICER_ROLE_ADMIN);
	assert_int_equal(visit_post(visit, "/mandat", "petugas=x"), 403);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_nothing_without_his_pin),
		VISIT(test_others_decide_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
