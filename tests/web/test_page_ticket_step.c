// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/tickets.h"
#include "tests/support/visit.h"

/* A step as the page's form sends it. */
static unsigned step(struct visit *visit, const char *code, const char *word,
		     const char *from, const char *more)
{
	char path[64], fields[512];

	snprintf(path, sizeof path, "/permohonan/%s/langkah", code);
	snprintf(fields, sizeof fields, "langkah=%s&dari=%s%s", word, from, more);
	return visit_post(visit, path, fields);
}

static enum ticket_state state_of(struct visit *visit)
{
	struct ticket ticket;

	house_newest_ticket(&visit->house, HOUSE_PHONE, &ticket);
	return ticket.state;
}

static void test_a_step_is_done_and_said(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(step(visit, code, "accept", "received", ""), 303);
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=accept"));
	assert_int_equal(state_of(visit), TICKET_STATE_CHECKED);
	/* Somebody was faster: nothing is done twice. */
	assert_int_equal(step(visit, code, "accept", "received", ""), 303);
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=berubah"));
}

static void test_a_reason_is_chosen_or_written(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(step(visit, code, "incomplete", "received", ""), 303);
	assert_non_null(strstr(visit->exchange.answer.location, "pesan=alasan"));
	assert_int_equal(state_of(visit), TICKET_STATE_RECEIVED);
	step(visit, code, "incomplete", "received", "&alasan=fotokopi+KK+belum+ada");
	assert_int_equal(state_of(visit), TICKET_STATE_INCOMPLETE);
}

static void test_what_is_no_step_of_this_role_is_refused(void **state)
{
	struct visit *visit = *state;
	char code[LIMIT_CODE_SIZE];

	visit_file(visit, "sktm 3513151205909901 sekolah", code);
	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	assert_int_equal(step(visit, code, "approve", "received", ""), 403);
	assert_int_equal(step(visit, code, "terbang", "received", ""), 400);
	assert_int_equal(state_of(visit), TICKET_STATE_RECEIVED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_a_step_is_done_and_said),
		VISIT(test_a_reason_is_chosen_or_written),
		VISIT(test_what_is_no_step_of_this_role_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
