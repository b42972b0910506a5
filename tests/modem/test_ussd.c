// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/modem.h"
#include "modem/modem_ussd.h"
#include "modem/ussd.h"
#include "tests/support/rig.h"

/* The USSD session against the simulator, with what modems and networks do to it. */

enum {
	HURRY = 20,
	PATIENT = 1, /* where the pauses themselves are tried */
};

#define BALANCE "Sisa pulsa Rp 25.000, berlaku s/d 31/12/2027"

/* An owner that stores each message, answers it, and keeps what it hears of USSD. */
struct owner {
	struct rig rig;
	unsigned n_stored, n_replies_due;
	unsigned n_answers; /* but pushes */
	struct modem_ussd_answer answer;
	char text[CUSD_TEXT_SIZE];
	unsigned n_pushes;
	char push[CUSD_TEXT_SIZE];
};

static struct owner *owner_of(struct rig *rig)
{
	return (struct owner *)rig; /* its first member */
}

static enum modem_verdict on_message(void *context, struct modem *modem,
				     const struct modem_message *message)
{
	struct owner *owner = context;

	(void)modem;
	if (message->is_decoded && message->sms->kind == SMS_KIND_DELIVER) {
		owner->n_stored++;
		owner->n_replies_due++;
	}
	return MODEM_VERDICT_STORED;
}

static void on_sent(void *context, struct modem *modem, const struct modem_sent *sent)
{
	(void)context, (void)modem;
	assert_int_equal(sent->result, MODEM_SEND_RESULT_SENT);
}

static void on_free(void *context, struct modem *modem)
{
	struct owner *owner = context;
	const struct sms_submit submit = { .to = "+6281234567890",
					   .utf8 = "ya",
					   .part = 1 };
	char hex[LIMIT_PDU_HEX_SIZE];
	int octets;

	if (owner->n_replies_due == 0)
		return;
	owner->n_replies_due--;
	assert_int_equal(sms_encode(&submit, hex, &octets), 0);
	assert_int_equal(modem_send(modem, 1, hex, octets), 0);
}

static void on_health(void *context, struct modem *modem)
{
	(void)context, (void)modem;
}

static void on_ussd(void *context, struct modem *modem,
		    const struct modem_ussd_answer *answer)
{
	struct owner *owner = context;

	(void)modem;
	if (answer->result == MODEM_USSD_RESULT_UNASKED) {
		text_copy(owner->push, sizeof owner->push, answer->text);
		owner->n_pushes++;
		return;
	}
	owner->n_answers++;
	owner->answer = *answer;
	text_copy(owner->text, sizeof owner->text, answer->text);
}

static void open_rig(struct owner *owner, const char *arguments, unsigned hurry)
{
	const struct modem_owner modem_owner = { .context = owner,
						 .on_message = on_message,
						 .on_sent = on_sent,
						 .on_free = on_free,
						 .on_health = on_health,
						 .on_ussd = on_ussd };
	struct rig *rig = &owner->rig;

	*owner = (struct owner){ .n_stored = 0 };
	rig_open(rig, arguments, hurry);
	modem_free(rig->modem);
	rig->modem = modem_new(rig->loop, &rig->options, &modem_owner);
	modem_start(rig->modem);
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static bool is_over(struct rig *rig)
{
	return owner_of(rig)->n_answers > 0;
}

static void ask(struct owner *owner, const struct modem_ussd_habit *habit)
{
	owner->n_answers = 0;
	assert_true(modem_may_ussd(owner->rig.modem));
	assert_int_equal(modem_ussd(owner->rig.modem, "*888#", habit), 0);
}

static void wait_for_answer(struct owner *owner)
{
	rig_run_until(&owner->rig, is_over, "an answer");
	assert_int_equal(owner->n_answers, 1);
}

static void assert_answered(struct owner *owner, const char *text)
{
	wait_for_answer(owner);
	assert_int_equal(owner->answer.result, MODEM_USSD_RESULT_ANSWERED);
	assert_string_equal(owner->text, text);
	assert_true(modem_may_ussd(owner->rig.modem));
}

/* Lines of the ledger that say exactly this. */
static size_t count_in_ledger(const struct owner *owner, const char *what)
{
	FILE *file = fopen(owner->rig.ledger, "r");
	char line[4096];
	size_t n = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		n += strcmp(line, what) == 0;
	}
	fclose(file);
	return n;
}

/* --- answers ----------------------------------------------------------------------- */

static void test_the_answer_comes_after_ok(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	ask(&owner, NULL);
	assert_int_equal(modem_ussd(owner.rig.modem, "*123#", NULL), -EBUSY);
	assert_answered(&owner, BALANCE);
	assert_int_equal(owner.answer.status, CUSD_STATUS_DONE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_PLAIN);
	assert_true(owner.answer.habit.is_ok_first);
	assert_string_equal(owner.answer.habit.imei, modem_health(owner.rig.modem)->imei);
	assert_int_equal(count_in_ledger(&owner, "U *888#"), 1);
	rig_close(&owner.rig);
}

/* A modem from before Release 6 blocks the line until the answer is there. */
static void test_the_answer_comes_before_ok(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "--profile zte", HURRY);
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	assert_false(owner.answer.habit.is_ok_first);
	rig_close(&owner.rig);
}

static void test_every_profile_is_understood(void **state)
{
	static const char *const profiles[] = { "generic", "huawei-e173", "sim800",
						"sim7600", "ec25",        "wavecom",
						"zte" };

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		char arguments[64];
		struct owner owner;

		print_message("  %s\n", profiles[i]);
		snprintf(arguments, sizeof arguments, "--profile %s", profiles[i]);
		open_rig(&owner, arguments, HURRY);
		ask(&owner, NULL);
		assert_answered(&owner, BALANCE);
		ask(&owner, &owner.answer.habit);
		assert_answered(&owner, BALANCE);
		assert_int_equal(count_in_ledger(&owner, "U *888#"), 2);
		rig_close(&owner.rig);
	}
}

static void test_a_text_of_many_lines_is_whole(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 0,\"Sisa "
		"pulsa\\r\\nOK\\n\\nERROR\\n> \\n2.Info\\n\",0\\r\\n");
	ask(&owner, NULL);
	assert_answered(&owner, "Sisa pulsa\r\nOK\n\nERROR\n> \n2.Info\n");
	assert_false(owner.answer.is_cut);
	rig_close(&owner.rig);
}

static void test_a_menu_is_read_and_closed(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 1,\"1. "
			    "Pulsa\\n2. Info\",15\\r\\n");
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=2 \\r\\nOK\\r\\n\\r\\n+CUSD: "
			    "2,\"selesai\",15\\r\\n");
	ask(&owner, NULL);
	assert_answered(&owner, "1. Pulsa\n2. Info");
	assert_int_equal(owner.answer.status, CUSD_STATUS_ASKED);
	assert_int_equal(count_in_ledger(&owner, "F answer AT+CUSD=2"), 1);
	rig_close(&owner.rig);
}

static void test_the_text_of_a_release_is_the_answer(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 2,\"Masa "
		"tenggang\",0\\r\\n");
	ask(&owner, NULL);
	assert_answered(&owner, "Masa tenggang");
	assert_int_equal(owner.answer.status, CUSD_STATUS_RELEASED);
	rig_close(&owner.rig);
}

static void test_an_answer_behind_a_release_is_preferred(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", PATIENT);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: "
			    "2,\"Initiating Release\",15\\r\\n");
	ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 300);
	assert_int_equal(owner.n_answers, 0);
	rig_say(&owner.rig, "ussd 0 Sisa pulsa Rp 500");
	assert_answered(&owner, "Sisa pulsa Rp 500");
	assert_int_equal(owner.n_pushes, 0);
	rig_close(&owner.rig);
}

static void test_a_cut_text_is_told_and_hides_no_message(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault mute-cmti on");
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 0,\"Sisa "
		"pulsa\\r\\n+CMTI: \"SM\",1\\r\\n");
	rig_say(&owner.rig, "sms 081234567890 sktm");
	ask(&owner, NULL);
	assert_answered(&owner, "Sisa pulsa");
	assert_true(owner.answer.is_cut);
	rig_run_for_ms(&owner.rig, 700);
	assert_int_equal(owner.n_stored, 1);
	rig_close(&owner.rig);
}

/* --- forms of the code ------------------------------------------------------------- */

static void test_packed_is_tried_after_an_error_and_kept(void **state)
{
	struct owner owner;
	struct modem_ussd_habit habit;

	(void)state;
	open_rig(&owner, "--profile huawei-e173", HURRY);
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	habit = owner.answer.habit;
	assert_int_equal(habit.form, USSD_FORM_PACKED);
	/* Known from then on: an error for the plain form would not be noticed, so count
	 * what was dialled with an answer that no form gets. */
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1,\"*888#\" \\r\\nOK\\r\\n");
	ask(&owner, &habit);
	assert_answered(&owner, BALANCE);
	assert_int_equal(count_in_ledger(&owner, "F answer AT+CUSD=1,\"*888#\",15"), 0);
	/* Another modem's habit says nothing about this one. */
	text_copy(habit.imei, sizeof habit.imei, "1");
	ask(&owner, &habit);
	wait_for_answer(&owner);
	assert_int_equal(count_in_ledger(&owner, "F answer AT+CUSD=1,\"*888#\",15"), 1);
	rig_close(&owner.rig);
}

static void test_ucs2_is_tried_last_and_put_back(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 2 AT+CUSD=1 \\r\\n+CME ERROR: 100\\r\\n");
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_UCS2);
	/* Were it still UCS2, the plain form would be no code any more. */
	rig_say(&owner.rig, "fault answer 1 AT+CSCS \\r\\nOK\\r\\n");
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_PLAIN);
	assert_int_equal(count_in_ledger(&owner, "U *888#"), 2);
	rig_close(&owner.rig);
}

static void test_not_supported_leads_to_the_next_form(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "--profile huawei-e173", HURRY);
	rig_say(&owner.rig,
		"fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n\\r\\n+CUSD: 4\\r\\n");
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	assert_int_equal(owner.answer.habit.form, USSD_FORM_PACKED);
	rig_close(&owner.rig);
}

static void test_refused_in_every_form_is_told_once(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 3 AT+CUSD=1 \\r\\n+CME ERROR: 30\\r\\n");
	ask(&owner, NULL);
	wait_for_answer(&owner);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_REFUSED);
	assert_int_equal(owner.answer.error, 30);
	assert_string_equal(owner.text, "");
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	rig_close(&owner.rig);
}

static void test_silence_is_closed_and_told(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", 400);
	rig_say(&owner.rig, "fault answer 3 AT+CUSD=1 \\r\\nOK\\r\\n");
	rig_say(&owner.rig, "fault answer 3 AT+CUSD=2 \\r\\nERROR\\r\\n");
	ask(&owner, NULL);
	wait_for_answer(&owner);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_SILENT);
	assert_int_equal(count_in_ledger(&owner, "F answer AT+CUSD=2"), 3);
	assert_int_equal(modem_health(owner.rig.modem)->state, MODEM_STATE_READY);
	rig_close(&owner.rig);
}

static void test_a_modem_that_goes_is_told_once(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n");
	ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 100);
	rig_say(&owner.rig, "fault hup 0.2");
	wait_for_answer(&owner);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_GONE);
	rig_run_until_state(&owner.rig, MODEM_STATE_READY);
	assert_int_equal(owner.n_answers, 1);
	ask(&owner, NULL);
	assert_answered(&owner, BALANCE);
	/* And so is one that is given back while it waits. */
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n");
	ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 50);
	modem_free(owner.rig.modem);
	owner.rig.modem = NULL;
	assert_int_equal(owner.n_answers, 1);
	assert_int_equal(owner.answer.result, MODEM_USSD_RESULT_GONE);
	rig_close(&owner.rig);
}

/* --- what nobody asked for --------------------------------------------------------- */

static bool is_pushed(struct rig *rig)
{
	return owner_of(rig)->n_pushes > 0;
}

static bool is_called_off(struct rig *rig)
{
	return count_in_ledger(owner_of(rig), "F answer AT+CUSD=2") > 0;
}

static void test_an_unasked_question_is_called_off_and_never_answered(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 9 AT+CUSD=2 \\r\\nOK\\r\\n");
	rig_say(&owner.rig, "ussd 1 Balas 1 untuk berlangganan");
	rig_run_until(&owner.rig, is_called_off, "AT+CUSD=2");
	rig_run_for_ms(&owner.rig, 100);
	assert_int_equal(owner.n_pushes, 1);
	assert_string_equal(owner.push, "Balas 1 untuk berlangganan");
	assert_int_equal(owner.n_answers, 0);
	assert_int_equal(count_in_ledger(&owner, "F answer AT+CUSD=2"), 1);
	assert_int_equal(rig_count(&owner.rig, 'U'), 0);
	rig_close(&owner.rig);
}

static void test_a_push_is_told_and_needs_no_answer(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	rig_say(&owner.rig, "fault answer 9 AT+CUSD=2 \\r\\nOK\\r\\n");
	rig_say(&owner.rig, "ussd 0 Pulsa Anda Rp 100");
	rig_run_until(&owner.rig, is_pushed, "a push");
	assert_string_equal(owner.push, "Pulsa Anda Rp 100");
	rig_say(&owner.rig, "ussd 2");
	rig_run_for_ms(&owner.rig, 100);
	assert_int_equal(owner.n_pushes, 1);
	assert_int_equal(count_in_ledger(&owner, "F answer AT+CUSD=2"), 0);
	rig_close(&owner.rig);
}

static bool is_replied(struct rig *rig)
{
	return rig_count(rig, 'S') >= 5;
}

static void test_messages_are_answered_while_the_network_thinks(void **state)
{
	struct owner owner;

	(void)state;
	open_rig(&owner, "", PATIENT);
	rig_say(&owner.rig, "fault answer 1 AT+CUSD=1 \\r\\nOK\\r\\n");
	ask(&owner, NULL);
	rig_run_for_ms(&owner.rig, 200);
	rig_say(&owner.rig, "burst 5 0812 halo {n}");
	rig_run_until(&owner.rig, is_replied, "five replies");
	assert_int_equal(owner.n_answers, 0);
	rig_say(&owner.rig, "ussd 0 Pulsa Anda Rp 100");
	assert_answered(&owner, "Pulsa Anda Rp 100");
	rig_close(&owner.rig);
}

static void test_only_codes_are_dialled(void **state)
{
	static const char *const wrong[] = {
		"",
		"*",
		"#",
		"888",
		"*888",
		"888#",
		"*8a8#",
		"*888#\r",
		"*888#\",15;+CMGD=1,4",
		"*123456789012345678901234567890123#",
	};
	static const char *const right[] = {
		"*#",   "##",        "*888#",
		"#31#", "*123*7*1#", "*12345678901234567890123456789*#"
	};
	struct owner owner;

	(void)state;
	open_rig(&owner, "", HURRY);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(ussd_is_code(wrong[i]));
		assert_int_equal(modem_ussd(owner.rig.modem, wrong[i], NULL), -EINVAL);
	}
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++)
		assert_true(ussd_is_code(right[i]));
	assert_true(modem_may_ussd(owner.rig.modem));
	rig_close(&owner.rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_answer_comes_after_ok),
		cmocka_unit_test(test_the_answer_comes_before_ok),
		cmocka_unit_test(test_every_profile_is_understood),
		cmocka_unit_test(test_a_text_of_many_lines_is_whole),
		cmocka_unit_test(test_a_menu_is_read_and_closed),
		cmocka_unit_test(test_the_text_of_a_release_is_the_answer),
		cmocka_unit_test(test_an_answer_behind_a_release_is_preferred),
		cmocka_unit_test(test_a_cut_text_is_told_and_hides_no_message),
		cmocka_unit_test(test_packed_is_tried_after_an_error_and_kept),
		cmocka_unit_test(test_ucs2_is_tried_last_and_put_back),
		cmocka_unit_test(test_not_supported_leads_to_the_next_form),
		cmocka_unit_test(test_refused_in_every_form_is_told_once),
		cmocka_unit_test(test_silence_is_closed_and_told),
		cmocka_unit_test(test_a_modem_that_goes_is_told_once),
		cmocka_unit_test(
			test_an_unasked_question_is_called_off_and_never_answered),
		cmocka_unit_test(test_a_push_is_told_and_needs_no_answer),
		cmocka_unit_test(test_messages_are_answered_while_the_network_thinks),
		cmocka_unit_test(test_only_codes_are_dialled),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
