// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/rig.h"

/* The whole of modem/ against the simulator, with what goes wrong in the field. */

enum {
	HURRY = 50
};

static void burst_and_drain(struct rig *rig, int n)
{
	rig->n_wanted += (size_t)n;
	rig_say(rig, "burst %d 0812 halo {n}", n);
	rig_run_until(rig, rig_is_drained, "all is stored, answered and deleted");
	assert_int_equal(rig->n_messages, rig->n_wanted);
	rig_check_nothing_lost(rig);
}

static void test_a_burst_is_stored_answered_and_deleted(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	burst_and_drain(&rig, 500);
	assert_int_equal(rig.n_repeats, 0);
	assert_int_equal(rig.n_results[MODEM_SEND_RESULT_SENT], 500);
	assert_int_equal(rig_count(&rig, 'S'), 500);
	rig_close(&rig);
}

enum {
	REPEAT = 1, /* a message may be offered twice: the owner knows it */
	UNSURE = 2, /* the answer to a send may be lost */
	NOISY = 4,  /* bytes change under way: no message can be vouched for */
};

/* One fault at a time, while messages come in and are answered. */
static const struct trouble {
	const char *what, *fault;
	const char *arguments;
	unsigned may;
} troubles[] = {
	{ "the stick is pulled and comes back", "hup 0.2", "", REPEAT | UNSURE },
	{ "it comes back under another name", "hup 0.2 newlink", "", REPEAT | UNSURE },
	{ "it goes silent for a while", "silence 0.5", "", REPEAT | UNSURE },
	{ "an OK is lost", "drop-ok 3", "", REPEAT },
	{ "the OK of each read is lost", "drop-ok AT+CMGR 5", "", REPEAT },
	{ "the OK of a delete is lost", "drop-ok AT+CMGD 2", "", REPEAT },
	{ "the OK of a send is lost", "drop-ok AT+CMGS 2", "", 0 },
	{ "a line of network strength all the time", "urc-every 150 ^RSSI:17", "",
	  UNSURE },
	{ "noise on what it says", "garbage 2 out", "", REPEAT | UNSURE | NOISY },
	{ "noise on what we say", "garbage 1 in", "", REPEAT | UNSURE | NOISY },
	{ "answers are late", "late 30", "", 0 },
	{ "the echo comes and goes", "echo random", "", 0 },
	{ "line ends are LF", "line-end lf", "", 0 },
	{ "line ends are CR CR LF", "line-end crcrlf", "", 0 },
	{ "line ends are CR", "line-end cr", "", 0 },
	{ "lines without a leading end", "line-end nolead", "", 0 },
	{ "blank lines in front of the last", "line-end blank", "", 0 },
	{ "the prompt has no blank", "prompt bare", "", 0 },
	{ "the prompt is a line", "prompt crlf", "", 0 },
	{ "the prompt has two blanks", "prompt double", "", 0 },
	{ "the prompt begins no line", "prompt noline", "", 0 },
	{ "notices come while the prompt stands", "urcs-in-prompt on", "", 0 },
	{ "an empty slot says OK", "empty-slot ok", "", 0 },
	{ "an empty slot says ERROR", "empty-slot error", "", 0 },
	{ "new messages are not told", "mute-cmti on", "", 0 },
	{ "an index is negative", "bad-index on", "", 0 },
	{ "what overflows goes to the other storage", "overflow on", "--slots 4", 0 },
	{ "deleting is refused twice", "reject-delete 2", "", REPEAT },
	{ "the prompt is lost", "no-prompt 2", "", 0 },
	{ "Ctrl-Z is ignored once", "ignore-ctrl-z 1", "", UNSURE },
	{ "the answer to a send is lost", "hang-after-ctrl-z 1", "", UNSURE },
	{ "a message is lost by the network", "lose-send 1", "", UNSURE },
	{ "pulled behind the Ctrl-Z, after the network took it",
	  "hup-after-ctrl-z after 0.2 1", "", REPEAT | UNSURE },
	{ "pulled behind the Ctrl-Z, before that", "hup-after-ctrl-z before 0.2 1", "",
	  REPEAT | UNSURE },
	{ "it resets itself", "reset", "", REPEAT | UNSURE },
	{ "the SIM is busy for a while", "sim-busy 0.2", "", 0 },
	{ "the length that it tells is wrong", "lie-length 2", "", 0 },
	{ "a small SIM", "slots 3", "", 0 },
};

static void suffer(const struct trouble *trouble)
{
	struct rig rig;

	print_message("  %s\n", trouble->what);
	rig_open(&rig, trouble->arguments, HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_say(&rig, "burst 10 0812 halo {n}");
	rig_run_for_ms(&rig, 2);
	rig_say(&rig, "fault %s", trouble->fault);
	rig_say(&rig, "burst 30 0813 apa kabar {n}");
	rig_run_for_ms(&rig, 500);
	rig_say(&rig, "fault clear");
	rig_say(&rig, "burst 10 0814 sampai jumpa {n}");
	rig.n_wanted = (trouble->may & NOISY) ? 30 : 50;
	rig_run_until(&rig, rig_is_drained, trouble->what);
	if ((trouble->may & NOISY) == 0) {
		assert_int_equal(rig.n_messages, 50);
		rig_check_nothing_lost(&rig);
	}
	if ((trouble->may & REPEAT) == 0)
		assert_int_equal(rig.n_repeats, 0);
	if ((trouble->may & UNSURE) == 0)
		assert_int_equal(rig.n_results[MODEM_SEND_RESULT_UNSURE], 0);
	rig_close(&rig);
}

static void test_nothing_is_lost_or_doubled_in_any_trouble(void **state)
{
	const char *only = getenv("SURAT_TROUBLE"); /* part of `what`: that one alone */

	(void)state;
	for (size_t i = 0; i < sizeof troubles / sizeof troubles[0]; i++) {
		if (only == NULL || strstr(troubles[i].what, only) != NULL)
			suffer(&troubles[i]);
	}
}

/* `how`: "each", in each answer, or "", in the next one. */
static void interrupt_at_each_byte(const char *how, const char *line, unsigned may)
{
	enum {
		LONGEST_ANSWER_BYTES = 110
	};
	struct rig rig;

	print_message("  %s\n", line);
	rig_open(&rig, "", HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	for (int at = 0; at < LONGEST_ANSWER_BYTES; at++) {
		rig_say(&rig, "fault urc-at %s %d %s", how, at, line);
		rig_say(&rig, "burst 2 0812 halo %d-{n}", at);
		rig.n_wanted += 2;
		rig_run_until(&rig, rig_is_drained, line);
	}
	rig_check_nothing_lost(&rig);
	assert_int_equal(rig.n_damaged, 0);
	assert_int_equal(rig.n_messages, rig.n_wanted);
	if ((may & UNSURE) == 0)
		assert_int_equal(rig.n_results[MODEM_SEND_RESULT_UNSURE], 0);
	rig_close(&rig);
}

static void test_a_notice_at_each_byte_of_each_answer_harms_nothing(void **state)
{
	(void)state;
	interrupt_at_each_byte("", "+CMTI: \"SM\",9", 0);
	interrupt_at_each_byte("", "RING", 0);
	interrupt_at_each_byte("", "^RSSI:17", 0);
	interrupt_at_each_byte("", "+CREG: 1", 0);
	/* A restart in the middle of a send leaves it unsure. */
	interrupt_at_each_byte("", "RDY", UNSURE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_burst_is_stored_answered_and_deleted),
		cmocka_unit_test(test_nothing_is_lost_or_doubled_in_any_trouble),
		cmocka_unit_test(test_a_notice_at_each_byte_of_each_answer_harms_nothing),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
