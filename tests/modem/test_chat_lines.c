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

static void test_an_answer_has_its_line_and_result(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	assert_false(chat_is_idle(desk.chat));
	assert_int_equal(desk_ask(&desk, "AT", NULL), -EBUSY);
	desk_expect(&desk, "AT+CSQ\r");
	desk_say(&desk, "\r\n+CSQ: 17,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_int_equal(desk.reply.result, CHAT_RESULT_OK);
	assert_string_equal(desk.line, "+CSQ: 17,99");
	assert_true(chat_is_idle(desk.chat));
	assert_int_equal(desk.n_noises, 0);
	desk_close(&desk);
}

static void test_final_results_are_whole_lines(void **state)
{
	static const struct {
		const char *said;
		enum chat_result result;
		int error;
	} vectors[] = {
		{ "\r\nOK\r\n", CHAT_RESULT_OK, -1 },
		{ "\r\nERROR\r\n", CHAT_RESULT_REFUSED, -1 },
		{ "\r\n+CME ERROR: 14\r\n", CHAT_RESULT_REFUSED, 14 },
		{ "\r\n+CMS ERROR: 321\r\n", CHAT_RESULT_REFUSED, 321 },
		{ "\r\n+CMS ERROR: SIM busy\r\n", CHAT_RESULT_REFUSED, -1 },
		{ "\r\nCOMMAND NOT SUPPORT\r\n", CHAT_RESULT_REFUSED, -1 },
		{ "\r\nOKE\r\nERRORS\r\nNO CARRIER\r\n OK\r\n", CHAT_RESULT_OK, -1 },
	};
	struct desk desk;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		desk_open(&desk);
		assert_int_equal(desk_ask(&desk, "AT+CREG=1", NULL), 0);
		desk_say(&desk, vectors[i].said);
		assert_int_equal(desk.n_replies, 1);
		assert_int_equal(desk.reply.result, vectors[i].result);
		assert_int_equal(desk.reply.error, vectors[i].error);
		desk_close(&desk);
	}
}

static void test_an_echo_is_only_what_was_sent(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_say(&desk, "AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_noises, 0);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_say(&desk, "AT+GCAP\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_noises, 1); /* somebody else writes to this modem */
	assert_int_equal(desk.n_replies, 2);
	desk_close(&desk);
}

static void test_an_answer_without_prefix_is_taken_where_it_may_come(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(chat_send(desk.chat,
				   &(struct chat_command){
					   .line = "AT+CGSN",
					   .prefix = "+CGSN:",
					   .timeout_ms = 3000,
					   .takes_bare = true,
					   .on_reply = desk_on_reply,
				   }),
			 0);
	desk_say(&desk, "\r\nRING\r\n\r\n^HCSQ:1\r\n\r\n490154203237518\r\n\r\nOK\r\n");
	assert_string_equal(desk.line, "490154203237518");
	assert_string_equal(desk.event_bytes, "{RING|}");
	desk_close(&desk);
}

static void test_a_message_is_two_lines_whatever_comes_between(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "\r\n+CMGR: 0,,5\r\n\r\n+CMTI: \"SM\",9\r\n"
			"\r\n+CMT: ,2\r\n0011AA\r\nRING\r\n00AABBCCDDEE\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_string_equal(desk.line, "+CMGR: 0,,5");
	assert_string_equal(desk.raw, "00AABBCCDDEE");
	assert_string_equal(desk.event_bytes,
			    "{+CMTI: \"SM\",9|}{+CMT: ,2|0011AA}{RING|}");
	desk_close(&desk);
}

static void test_a_notice_whose_second_line_is_lost_is_told(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "\r\n+CMT: ,3\r\n\r\nOK\r\n");
	assert_string_equal(desk.event_bytes, "{+CMT: ,3|}");
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "+CMGR: 0,,2\r\n00AABB\r\nOK\r\n");
	assert_string_equal(desk.raw, "00AABB");
	desk_close(&desk);
}

/* A notice announces how long its message is: what a second notice cut off is waited for,
 * and what does not come is given up. */
static void test_a_notice_cut_in_two_is_joined(void **state)
{
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;
	struct desk desk;

	(void)state;
	desk_open(&desk);
	desk_say(&desk, "\r\n+CMT: ,5\r\n01AB\r\n^RSSI:18\r\nAABB\r\nRING\r\nCCDDEE\r\n");
	assert_string_equal(desk.event_bytes, "{RING|}{+CMT: ,5|01ABAABBCCDDEE}");
	desk_say(&desk, "\r\n+CMT: ,5\r\n01AB\r\n");
	assert_string_equal(desk.event_bytes, "{RING|}{+CMT: ,5|01ABAABBCCDDEE}");
	while (strstr(desk.event_bytes, "01AB}") == NULL && clock_mono_ms() < until_ms)
		desk_turn(&desk);
	assert_string_equal(desk.event_bytes,
			    "{RING|}{+CMT: ,5|01ABAABBCCDDEE}{+CMT: ,5|01AB}");
	desk_close(&desk);
}

static void test_the_rest_of_a_notice_is_not_taken_from_an_answer(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "+CMT: ,9\r\n0011AA\r\n+CMGR: 0,,2\r\n00AABB\r\nOK\r\n");
	assert_string_equal(desk.event_bytes, "{+CMT: ,9|0011AA}");
	assert_string_equal(desk.raw, "00AABB");
	desk_close(&desk);
}

/* Where a PDU must stand, anything that is nothing else is a damaged one. */
static void test_a_damaged_message_is_given_as_it_is(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "\r\n+CMGR: 0,,5\r\n00AABBxCDDEE\r\n\r\nOK\r\n");
	assert_string_equal(desk.raw, "00AABBxCDDEE");
	desk_close(&desk);
}

static const struct recorded {
	const char *command, *prefix, *bytes, *line, *raw;
} recordings[] = {
	{ "AT+CSQ", "+CSQ:", "\r\n+CSQ: 17,99\r\n\r\nOK\r\n", "+CSQ: 17,99", "" },
	{ "AT+CREG?", "+CREG:", "\r\n+CREG: 1,1\r\n\r\nOK\r\n", "+CREG: 1,1", "" },
	{ "AT+CSCA?", "+CSCA:", "\r\n+CSCA: \"+62 811 1\",145\r\n\r\nOK\r\n",
	  "+CSCA: \"+62 811 1\",145", "" },
	{ "AT+CPMS?",
	  "+CPMS:", "\r\n+CPMS: \"SM\",3,20,\"ME\",0,50,\"SM\",3,20\r\n\r\nOK\r\n",
	  "+CPMS: \"SM\",3,20,\"ME\",0,50,\"SM\",3,20", "" },
	{ "AT+CMGF=0", NULL, "\r\nOK\r\n", "", "" },
	{ "AT+CMGD=1", NULL, "\r\n+CMS ERROR: 500\r\n", "", "" },
	{ "AT+CMGR=4", "+CMGR:",
	  "\r\n+CMGR: 0,,22\r\n0791261801000000040D91261832547698F0\r\n\r\nOK\r\n",
	  "+CMGR: 0,,22", "0791261801000000040D91261832547698F0" },
};

static void interrupt_at(const struct recorded *recorded, size_t at, const char *notice)
{
	size_t length = strlen(recorded->bytes);
	struct desk desk;

	desk_open(&desk);
	assert_int_equal(chat_send(desk.chat,
				   &(struct chat_command){
					   .line = recorded->command,
					   .prefix = recorded->prefix,
					   .timeout_ms = 20000,
					   .has_raw_line = recorded->raw[0] != '\0',
					   .on_reply = desk_on_reply,
				   }),
			 0);
	desk_expect(&desk, recorded->command);
	desk_expect(&desk, "\r");
	desk_say_bytes(&desk, recorded->bytes, at);
	desk_say(&desk, notice);
	desk_say_bytes(&desk, recorded->bytes + at, length - at);
	if (desk.n_replies == 0)
		desk_find_again(&desk);
	assert_true(desk_wait_for_replies(&desk, 1));
	assert_non_null(strstr(desk.event_bytes, "{+CMTI: \"SM\",9|}"));
	assert_int_not_equal(desk.reply.result, CHAT_RESULT_TIMED_OUT);
	assert_string_equal(desk.line, recorded->line);
	assert_string_equal(desk.raw, recorded->raw);
	desk_close(&desk);
}

static void test_a_notice_at_any_byte_of_an_answer_harms_neither(void **state)
{
	size_t n = sizeof recordings / sizeof recordings[0];

	(void)state;
	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(recordings[i].bytes);

		for (size_t at = 0; at <= length; at++)
			interrupt_at(&recordings[i], at, "\r\n+CMTI: \"SM\",9\r\n");
	}
}

/* Only what stands right behind such a notice may be the rest of the line in front of it,
 * and not what has a head of its own. */
static void test_what_follows_a_notice_is_not_always_the_rest(void **state)
{
	static const struct {
		const char *bytes, *line;
	} rows[] = {
		{ "\r\n+CSQ:\r\nRING\r\n17,99\r\nOK\r\n", "+CSQ:17,99" },
		{ "\r\n+CSQ:\r\nRING\r\n 17,99\r\nOK\r\n", "+CSQ: 17,99" },
		{ "\r\n+CSQ:\r\nRING\r\nRING\r\n 17,99\r\nOK\r\n", "+CSQ: 17,99" },
		{ "\r\n+CSQ: 17,99\r\nRING\r\n^ODD: 3\r\nOK\r\n", "+CSQ: 17,99" },
		{ "\r\n+CSQ: 17,99\r\nODD\r\nRING\r\nOK\r\n", "+CSQ: 17,99" },
		{ "\r\n+CSQ: 1\r\nRING\r\n7,99\r\nODD\r\nOK\r\n", "+CSQ: 17,99" },
		{ "\r\nRING\r\n17,99\r\n+CSQ: 3\r\nOK\r\n", "+CSQ: 3" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct desk desk;

		desk_open(&desk);
		assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
		desk_say(&desk, rows[i].bytes);
		assert_int_equal(desk.n_replies, 1);
		assert_string_equal(desk.line, rows[i].line);
		desk_close(&desk);
	}
}

/* No line end in front of it: the line it stands in is what is left and right of it. */
static void test_a_notice_glued_to_a_line_is_cut_off(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "+CM+CMTI: \"SM\",9\r\nGR: 0,,6\r\n");
	desk_say(&desk, "0011+CMTI: \"SM\",8\r\n22334455\r\n");
	desk_say(&desk, "O+CMTI: \"SM\",7\r\nK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_string_equal(desk.line, "+CMGR: 0,,6");
	assert_string_equal(desk.raw, "001122334455");
	assert_string_equal(desk.event_bytes,
			    "{+CMTI: \"SM\",9|}{+CMTI: \"SM\",8|}{+CMTI: \"SM\",7|}");
	assert_int_equal(desk_read_slot(&desk), 0);
	desk_say(&desk, "+CMGR: 0,,6\r\n0011RING\r\n22334455\r\nOK\r\n");
	assert_string_equal(desk.raw, "001122334455");
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_say(&desk, "+CSQ: RING\r\nOK\r\n");
	assert_string_equal(desk.line, "+CSQ: RING");
	text_clear(&desk.events);
	desk_say(&desk, "ABRING\r\n");
	assert_string_equal(desk.event_bytes, "");
	desk_close(&desk);
}

/* "+CMGS: 1" would be the older message's reference, "+CMGS: 12" is not. */
static void test_the_rest_of_a_reference_tells_whose_it_is(void **state)
{
	struct desk desk;

	(void)state;
	desk_open(&desk);
	desk.late = 1;
	assert_int_equal(desk_give(&desk, "0011"), 0);
	desk_say(&desk, "\r\n> ");
	desk_say(&desk, "\r\n+CMGS: 1\r\nRING\r\n2\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_string_equal(desk.line, "+CMGS: 12");
	desk_close(&desk);
}

static void test_a_spoiled_answer_is_asked_again(void **state)
{
	static char long_line[LIMIT_AT_LINE_BYTES + 100];
	struct desk desk;

	(void)state;
	desk_open(&desk);
	assert_int_equal(desk_ask(&desk, "AT+CSQ", "+CSQ:"), 0);
	desk_say(&desk, "\r\n+CS\xD1: 17,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 0);
	assert_int_equal(desk.n_noises, 1);
	desk_expect(&desk, "AT+CSQ\rAT+CSQ\r");
	memset(long_line, 'x', sizeof long_line - 1);
	desk_say(&desk, long_line);
	desk_say(&desk, "\r\n+CSQ: 17,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 0);
	desk_expect(&desk, "AT+CSQ\r");
	desk_say(&desk, "\r\n+CSQ: 17,99\r\n\r\nOK\r\n");
	assert_int_equal(desk.n_replies, 1);
	assert_string_equal(desk.line, "+CSQ: 17,99");
	desk_close(&desk);
}

static void test_an_open_ussd_text_is_given_up(void **state)
{
	struct desk desk;
	int64_t until_ms = clock_mono_ms() + DESK_PATIENCE_MS;

	(void)state;
	desk_open(&desk);
	desk_say(&desk, "\r\n+CUSD: 0,\"Sisa pulsa\nRp 5");
	while (desk.events.length == 0 && clock_mono_ms() < until_ms)
		desk_turn(&desk);
	assert_string_equal(desk.event_bytes, "{+CUSD: 0,\"Sisa pulsa\nRp 5|}");
	desk_close(&desk);
}

/* A message that was taken by the network is never in doubt because of a notice. */
static void test_a_notice_at_any_byte_of_a_sends_answer_leaves_it_sent(void **state)
{
	static const char answer[] = "\r\n+CMGS: 12\r\n\r\nOK\r\n";
	size_t length = sizeof answer - 1;
	struct desk desk;

	(void)state;
	for (size_t at = 0; at <= length; at++) {
		desk_open(&desk);
		assert_int_equal(desk_give(&desk, "0011AABB"), 0);
		desk_say(&desk, "\r\n> ");
		desk_say_bytes(&desk, answer, at);
		desk_say(&desk, "\r\n+CMTI: \"SM\",9\r\n");
		desk_say_bytes(&desk, answer + at, length - at);
		assert_int_equal(desk.n_replies, 1);
		assert_int_equal(desk.reply.result, CHAT_RESULT_OK);
		assert_memory_equal(desk.line, "+CMGS:", 6);
		assert_string_equal(desk.event_bytes, "{+CMTI: \"SM\",9|}");
		desk_close(&desk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_answer_has_its_line_and_result),
		cmocka_unit_test(test_final_results_are_whole_lines),
		cmocka_unit_test(test_an_echo_is_only_what_was_sent),
		cmocka_unit_test(
			test_an_answer_without_prefix_is_taken_where_it_may_come),
		cmocka_unit_test(test_a_message_is_two_lines_whatever_comes_between),
		cmocka_unit_test(test_a_notice_whose_second_line_is_lost_is_told),
		cmocka_unit_test(test_a_notice_cut_in_two_is_joined),
		cmocka_unit_test(test_the_rest_of_a_notice_is_not_taken_from_an_answer),
		cmocka_unit_test(test_a_damaged_message_is_given_as_it_is),
		cmocka_unit_test(test_a_notice_at_any_byte_of_an_answer_harms_neither),
		cmocka_unit_test(
			test_a_notice_at_any_byte_of_a_sends_answer_leaves_it_sent),
		cmocka_unit_test(test_what_follows_a_notice_is_not_always_the_rest),
		cmocka_unit_test(test_a_notice_glued_to_a_line_is_cut_off),
		cmocka_unit_test(test_the_rest_of_a_reference_tells_whose_it_is),
		cmocka_unit_test(test_a_spoiled_answer_is_asked_again),
		cmocka_unit_test(test_an_open_ussd_text_is_given_up),
	};

	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
