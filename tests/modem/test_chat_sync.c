// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "tests/support/desk.h"

static void test_a_lost_answer_is_asked_for_once_more(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_expect(&desk, "AT+CSQ\r");
	desk_find_again(&desk);
	desk_expect(&desk, "AT+CSQ\r");
	desk_say(&desk, "\r\n+CSQ: 5,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_int_equal(desk.reply.result, CHAT_RESULT_OK);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_expect(&desk, "AT+CSQ\r");
	desk_find_again(&desk);
	desk_expect(&desk, "AT+CSQ\r");
	desk_find_again(&desk);
	assert_true(desk_wait_for_replies(&desk, 2));
	assert_int_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	assert_int_equal(desk.n_lost, 0);
	desk_close(&desk);
}

static void test_what_must_not_be_done_twice_is_not(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(chat_send(desk.chat,
				   &(struct chat_command){
					   .line = "AT+CMGD=1",
					   .timeout_ms = 10000,
					   .on_reply = desk_on_reply,
				   }),
			 0);
	desk_expect(&desk, "AT+CMGD=1\r");
	desk_find_again(&desk);
	assert_int_equal(desk.n_replies, 1);
	assert_int_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	assert_int_equal(desk.n_heard, 0);
	desk_close(&desk);
}

static void test_a_line_whose_ok_is_lost_is_kept(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_expect(&desk, "AT+CMGR=4\r");
	desk_say(&desk, "\r\n+CMGR: 0,,2\r\n00AABB\r\n");
	desk_find_again(&desk);
	assert_int_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	assert_string_equal(desk.line, "+CMGR: 0,,2");
	assert_string_equal(desk.raw, "00AABB");
	desk_close(&desk);
}

static void test_a_late_answer_is_not_the_next_commands(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(chat_send(desk.chat,
				   &(struct chat_command){
					   .line = "AT+CMGD=1",
					   .timeout_ms = 10000,
					   .on_reply = desk_on_reply,
				   }),
			 0);
	desk_expect(&desk, "AT+CMGD=1\r\x1b\r");
	desk_expect(&desk, "AT\r");
	desk_say(&desk, "\r\nOK\r\n"); /* of AT+CMGD */
	desk_expect(&desk, "AT+CPIN?\r");
	desk_say(&desk, "\r\nOK\r\n"); /* of AT */
	assert_int_equal(desk.n_replies, 0);
	desk_say(&desk, "\r\n+CPIN: READY\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_int_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	desk_close(&desk);
}

/* One refusal may be an older command's; without a SIM there are two. */
static void test_a_query_that_is_refused_is_asked_once_more(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	chat_sync(desk.chat, 5);
	desk_expect(&desk, "\x1b\rAT\r");
	desk_say(&desk, "\r\nOK\r\n");
	desk_expect(&desk, "AT+CPIN?\r");
	desk_say(&desk, "\r\n+CMS ERROR: 500\r\n");
	desk_expect(&desk, "AT+CPIN?\r");
	assert_int_equal(desk.synced, -1);
	desk_say(&desk, "\r\n+CME ERROR: 10\r\n");
	assert_int_equal(desk.synced, 1);
	desk_close(&desk);
}

static void test_three_silences_in_a_row_and_it_is_lost(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_expect(&desk, "AT+CSQ\r\x1b\rAT\r\x1b\rAT\r");
	assert_true(desk_wait_for_replies(&desk, 1));
	assert_int_equal(desk.reply.result, CHAT_RESULT_GONE);
	assert_int_equal(desk.n_lost, 1);
	assert_int_equal(desk_ask(&desk, "AT", NULL), -ENODEV);
	desk_close(&desk);
}

static void test_one_that_answers_at_and_nothing_else_is_lost_too(void **state)
{
	struct desk desk;
	int n;

	(void)state;
	desk_open(&desk);
	for (n = 0; n < 20 && desk.n_lost == 0; n++) {
		assert_int_equal(chat_send(desk.chat,
					   &(struct chat_command){
						   .line = "AT+CSQ",
						   .timeout_ms = 1000,
						   .on_reply = desk_on_reply,
					   }),
				 0);
		desk_expect(&desk, "AT+CSQ\r");
		desk_find_again(&desk);
	}
	assert_int_equal(desk.n_lost, 1);
	assert_in_range(n, 3, 10);
	desk_close(&desk);
}

static void test_chatter_does_not_keep_a_deadline_alive(void **state)
{
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_expect(&desk, "AT+CSQ\r");
	while (desk.n_heard == 0 && clock_mono_ms() < until_ms) {
		desk_say(&desk, "\r\n^RSSI:25\r\n");
		desk_turn(&desk);
	}
	assert_memory_equal(desk.heard, "\x1b\r", 2);
	/* Nor is it waited for silence for ever. */
	while (desk.n_heard < 5 && clock_mono_ms() < until_ms) {
		desk_say(&desk, "\r\n^RSSI:25\r\n");
		desk_turn(&desk);
	}
	desk_expect(&desk, "\x1b\rAT\r");
	desk_close(&desk);
}

/* Here the event loop always has bytes to hand over, and never a turn for its timers. */
static void test_a_flood_does_not_either(void **state)
{
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_expect(&desk, "AT+CSQ\r");
	while (desk.n_heard < 5 && clock_mono_ms() < until_ms)
		desk_say(&desk, "\r\n^RSSI:25\r\n");
	assert_true(desk.n_heard >= 5);
	desk_expect(&desk, "\x1b\rAT\r");
	desk_close(&desk);
}

static void test_syncing_calls_off_what_is_in_flight(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	chat_sync(desk.chat, 5);
	assert_int_equal(desk.n_replies, 1);
	assert_int_equal(desk.reply.result, CHAT_RESULT_GONE);
	desk_expect(&desk, "AT+CSQ\r");
	desk_find_again(&desk);
	assert_int_equal(desk.synced, 1);
	assert_true(chat_is_idle(desk.chat));
	desk_close(&desk);
}

static void test_syncing_tries_as_often_as_it_was_told(void **state)
{
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;
	struct desk desk;

	(void)state;
	desk_open(&desk);
	chat_sync(desk.chat, 5);
	while (desk.synced < 0 && clock_mono_ms() < until_ms)
		desk_turn(&desk);
	assert_int_equal(desk.synced, 0);
	desk_expect(&desk, "\x1b\rAT\r\x1b\rAT\r\x1b\rAT\r\x1b\rAT\r\x1b\rAT\r");
	assert_int_equal(desk.n_heard, 0);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_lost_answer_is_asked_for_once_more),
		cmocka_unit_test(test_what_must_not_be_done_twice_is_not),
		cmocka_unit_test(test_a_line_whose_ok_is_lost_is_kept),
		cmocka_unit_test(test_a_late_answer_is_not_the_next_commands),
		cmocka_unit_test(test_a_query_that_is_refused_is_asked_once_more),
		cmocka_unit_test(test_three_silences_in_a_row_and_it_is_lost),
		cmocka_unit_test(test_one_that_answers_at_and_nothing_else_is_lost_too),
		cmocka_unit_test(test_chatter_does_not_keep_a_deadline_alive),
		cmocka_unit_test(test_a_flood_does_not_either),
		cmocka_unit_test(test_syncing_calls_off_what_is_in_flight),
		cmocka_unit_test(test_syncing_tries_as_often_as_it_was_told),
	};

	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
