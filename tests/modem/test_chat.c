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

static void test_a_body_follows_the_prompt_and_ends_with_ctrl_z(void **state)
{
	static const char *const prompts[] = { "\r\n> ", "\r\n>", "\r\n>\r\n", "\r\n>  ",
					       "AT+CMGS=20\r\r\n> " };
	struct desk desk;

	(void)state;
	for (size_t i = 0; i < sizeof prompts / sizeof prompts[0]; i++) {
		desk_open(&desk);
		assert_int_equal(desk_give(&desk, "0011AABB"), 0);
		desk_expect(&desk, "AT+CMGS=20\r");
		assert_int_equal(desk.n_heard, 0);
		desk_say(&desk, prompts[i]);
		desk_expect(&desk, "0011AABB\x1a");
		desk_say(&desk, "0011AABB\x1a\r\n+CMGS: 77\r\n\r\nOK\r\n");
		assert_int_equal(desk.reply.result, CHAT_RESULT_OK);
		assert_string_equal(desk.line, "+CMGS: 77");
		assert_true(desk.reply.is_given);
		assert_int_equal(desk.n_noises, 0);
		desk_close(&desk);
	}
}

static void test_a_lost_prompt_is_escaped_and_nothing_is_given(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_expect(&desk, "AT+CMGS=20\r");
	desk_find_again(&desk);
	assert_int_equal(desk.n_replies, 1);
	assert_int_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	assert_false(desk.reply.is_given);
	desk_close(&desk);
}

/* A refusal in front of the prompt may be an older command's: then the prompt comes after
 * all, and whatever is written next would stand in the message. */
static void test_a_refusal_before_and_after_the_body_differ(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_expect(&desk, "AT+CMGS=20\r");
	desk_say(&desk, "\r\n+CMS ERROR: 304\r\n");
	desk_say(&desk, "\r\n> ");
	assert_int_equal(desk.n_replies, 0);
	desk_find_again(&desk);
	assert_int_equal(desk.reply.result, CHAT_RESULT_REFUSED);
	assert_int_equal(desk.reply.error, 304);
	assert_false(desk.reply.is_given);
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_say(&desk, "\r\n> ");
	desk_say(&desk, "\r\n+CMS ERROR: 38\r\n");
	assert_int_equal(desk.reply.error, 38);
	assert_true(desk.reply.is_given);
	desk_close(&desk);
}

static void test_an_ok_alone_says_nothing_about_a_body(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_say(&desk, "\r\nOK\r\n"); /* an old one, before the prompt */
	assert_int_equal(desk.n_replies, 0);
	desk_say(&desk, "\r\n> ");
	desk_say(&desk, "\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 0);
	desk_expect(&desk, "AT+CMGS=20\r0011AABB\x1a");
	desk_find_again(&desk);
	assert_int_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	assert_string_equal(desk.line, "");
	assert_true(desk.reply.is_given);
	desk_close(&desk);
}

static void test_an_older_bodys_answer_gives_way_to_the_own_one(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	desk.late = 7;
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_say(&desk, "\r\n> ");
	desk_say(&desk, "\r\n+CMGS: 7\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 0);
	desk_say(&desk, "\r\n+CMGS: 8\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_string_equal(desk.line, "+CMGS: 8");
	/* And is believed when no other follows. */
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_say(&desk, "\r\n> ");
	desk_say(&desk, "\r\n+CMGS: 7\r\n\r\nOK\r\n");
	assert_true(desk_wait_for_replies(&desk, 2));
	assert_int_equal(desk.reply.result, CHAT_RESULT_OK);
	assert_string_equal(desk.line, "+CMGS: 7");
	desk_close(&desk);
}

static void test_an_answer_before_the_body_is_an_older_ones(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_give(&desk, "0011AABB"), 0);
	desk_say(&desk, "\r\n+CMGS: 6\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 0);
	desk_say(&desk, "\r\n> ");
	desk_say(&desk, "\r\n+CMGS: 7\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_string_equal(desk.line, "+CMGS: 7");
	desk_close(&desk);
}

static void test_an_unplug_tells_whether_the_body_was_given(void **state)
{
	struct desk desk;

	(void)state;
	for (int has_prompt = 0; has_prompt < 2; has_prompt++) {
		desk_open(&desk);
		assert_int_equal(desk_give(&desk, "0011AABB"), 0);
		if (has_prompt)
			desk_say(&desk, "\r\n> ");
		close(desk.master);
		desk.master = -1;
		assert_true(desk_wait_for_replies(&desk, 1));
		assert_int_equal(desk.reply.result, CHAT_RESULT_GONE);
		assert_int_equal(desk.reply.is_given, has_prompt);
		assert_int_equal(desk.n_lost, 1);
		desk_close(&desk);
	}
}

static void test_only_printable_commands_and_hex_bodies_leave(void **state)
{
	static const char *const lines[] = { "AT\rAT+CFUN=0", "AT\n",   "AT\x1a",
					     "AT\x1b",        "AT\x7f", "AT\xC3\xA9" };
	struct desk desk;
	char too_long[CHAT_LINE_SIZE + 1];

	(void)state;
	memset(too_long, 'A', sizeof too_long - 1);
	too_long[CHAT_LINE_SIZE] = '\0';
	desk_open(&desk);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		assert_int_equal(desk_ask(&desk, lines[i], NULL), -EINVAL);
	assert_int_equal(desk_ask(&desk, too_long, NULL), -EINVAL);
	assert_int_equal(desk_give(&desk, "0011\x1a"), -EINVAL);
	assert_int_equal(desk_give(&desk, "0011\rAT"), -EINVAL);
	assert_int_equal(desk_give(&desk, "halo"), -EINVAL);
	desk_hear(&desk);
	assert_int_equal(desk.n_heard, 0);
	assert_int_equal(desk.n_replies, 0);
	desk_close(&desk);
}

static void test_a_slow_modem_gets_its_bytes_in_pieces(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	chat_set_pace(desk.chat, 4, 1);
	assert_int_equal(desk_give(&desk, "00112233445566778899"), 0);
	desk_hear(&desk);
	assert_int_equal(desk.n_heard, 4);
	desk_expect(&desk, "AT+CMGS=20\r");
	desk_say(&desk, "\r\n> ");
	desk_expect(&desk, "00112233445566778899\x1a");
	desk_say(&desk, "\r\n+CMGS: 1\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	desk_close(&desk);
}

/* The program was held up, by a slow disk say, and its deadline is over; but the answer
 * lies there since long. */
static void test_what_has_come_is_read_before_a_deadline_counts(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	assert_int_equal(write(desk.master, "+CSQ: 9,99\r\nOK\r\n", 16), 16);
	usleep(400 * 1000); /* of 200 */
	assert_true(desk_wait_for_replies(&desk, 1));
	assert_int_equal(desk.reply.result, CHAT_RESULT_OK);
	desk_expect(&desk, "AT+CSQ\r");
	assert_int_equal(desk.n_heard, 0);
	desk_close(&desk);
}

static void test_half_a_body_is_not_given(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_give(&desk, "00112233445566778899"), 0);
	chat_set_pace(desk.chat, 4, 10000);
	desk_say(&desk, "\r\n> ");
	desk_expect(&desk, "AT+CMGS=20\r0011");
	chat_close(desk.chat);
	assert_int_equal(desk.n_replies, 1);
	assert_false(desk.reply.is_given);
	desk_close(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_body_follows_the_prompt_and_ends_with_ctrl_z),
		cmocka_unit_test(test_a_lost_prompt_is_escaped_and_nothing_is_given),
		cmocka_unit_test(test_a_refusal_before_and_after_the_body_differ),
		cmocka_unit_test(test_an_ok_alone_says_nothing_about_a_body),
		cmocka_unit_test(test_an_older_bodys_answer_gives_way_to_the_own_one),
		cmocka_unit_test(test_an_answer_before_the_body_is_an_older_ones),
		cmocka_unit_test(test_an_unplug_tells_whether_the_body_was_given),
		cmocka_unit_test(test_only_printable_commands_and_hex_bodies_leave),
		cmocka_unit_test(test_what_has_come_is_read_before_a_deadline_counts),
		cmocka_unit_test(test_half_a_body_is_not_given),
		cmocka_unit_test(test_a_slow_modem_gets_its_bytes_in_pieces),
	};

	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
