// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/rig.h"

/* The whole of modem/ against the simulator, with what goes wrong in the field. */

enum { HURRY = 20 };

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

/* One fault at a time, while messages come in and are answered. */
static const struct trouble {
	const char *what, *fault;
	const char *arguments;
	bool may_repeat; /* a message may be offered twice: the owner knows it */
	bool may_be_unsure;
} troubles[] = {
	{ "the stick is pulled and comes back", "hup 0.2", "", true, true },
	{ "it comes back under another name", "hup 0.2 newlink", "", true, true },
	{ "it goes silent for a while", "silence 0.5", "", true, true },
	{ "an OK is lost", "drop-ok 3", "", true, false },
	{ "the OK of each read is lost", "drop-ok AT+CMGR 5", "", true, false },
	{ "the OK of a delete is lost", "drop-ok AT+CMGD 2", "", true, false },
	{ "the OK of a send is lost", "drop-ok AT+CMGS 2", "", false, false },
	{ "a line of network strength all the time", "urc-every 40 ^RSSI:17", "", false, true },
	{ "noise on what it says", "garbage 2 out", "", true, true },
	{ "noise on what we say", "garbage 1 in", "", true, true },
	{ "answers are late", "late 30", "", false, false },
	{ "the echo comes and goes", "echo random", "", false, false },
	{ "line ends are LF", "line-end lf", "", false, false },
	{ "line ends are CR CR LF", "line-end crcrlf", "", false, false },
	{ "line ends are CR", "line-end cr", "", false, false },
	{ "lines without a leading end", "line-end nolead", "", false, false },
	{ "blank lines in front of the last", "line-end blank", "", false, false },
	{ "the prompt has no blank", "prompt bare", "", false, false },
	{ "the prompt is a line", "prompt crlf", "", false, false },
	{ "the prompt has two blanks", "prompt double", "", false, false },
	{ "the prompt begins no line", "prompt noline", "", false, false },
	{ "notices come while the prompt stands", "urcs-in-prompt on", "", false, false },
	{ "an empty slot says OK", "empty-slot ok", "", false, false },
	{ "an empty slot says ERROR", "empty-slot error", "", false, false },
	{ "new messages are not told", "mute-cmti on", "", false, false },
	{ "an index is negative", "bad-index on", "", false, false },
	{ "what overflows goes to the other storage", "overflow on", "--slots 4", false, false },
	{ "deleting is refused twice", "reject-delete 2", "", true, false },
	{ "the prompt is lost", "no-prompt 2", "", false, false },
	{ "Ctrl-Z is ignored once", "ignore-ctrl-z 1", "", false, true },
	{ "the answer to a send is lost", "hang-after-ctrl-z 1", "", false, true },
	{ "a message is lost by the network", "lose-send 1", "", false, true },
	{ "pulled behind the Ctrl-Z, after the network took it",
	  "hup-after-ctrl-z after 0.2 1", "", true, true },
	{ "pulled behind the Ctrl-Z, before that", "hup-after-ctrl-z before 0.2 1", "",
	  true, true },
	{ "it resets itself", "reset", "", true, true },
	{ "the SIM is busy for a while", "sim-busy 0.2", "", false, false },
	{ "the length that it tells is wrong", "lie-length 2", "", false, false },
	{ "a small SIM", "slots 3", "", false, false },
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
	rig.n_wanted = 50;
	rig_run_until(&rig, rig_is_drained, trouble->what);
	assert_int_equal(rig.n_messages, 50);
	rig_check_nothing_lost(&rig);
	if (!trouble->may_repeat)
		assert_int_equal(rig.n_repeats, 0);
	if (!trouble->may_be_unsure)
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_burst_is_stored_answered_and_deleted),
		cmocka_unit_test(test_nothing_is_lost_or_doubled_in_any_trouble),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
