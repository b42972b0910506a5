// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "tests/support/rig.h"

/* `D` lines of the ledger: put into a slot; `X`: deleted or acknowledged. */

enum {
	HURRY = 20
};

static void open_ready(struct rig *rig, const char *arguments)
{
	rig_open(rig, arguments, HURRY);
	rig->is_answering = false;
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static bool has_been_offered(struct rig *rig)
{
	return rig->n_offers > 0;
}

static void test_what_the_owner_cannot_store_stays_on_the_sim(void **state)
{
	struct rig rig;
	unsigned n;

	(void)state;
	open_ready(&rig, "");
	rig.is_storing = false;
	rig_say(&rig, "burst 5 0812 halo {n}");
	rig_run_until(&rig, has_been_offered, "it is offered");
	assert_true(modem_health(rig.modem)->is_receiving_stopped);
	n = rig.n_offers;
	/* Offered again at each sweep, one of them, not all the time. */
	rig_run_for_ms(&rig, 3000);
	assert_in_range(rig.n_offers, n + 1, n + 5);
	assert_int_equal(rig_count(&rig, 'X'), 0);
	rig.is_storing = true;
	modem_resume_receiving(rig.modem);
	rig.n_wanted = 5;
	rig_run_until(&rig, rig_is_drained, "all is taken when he can");
	assert_false(modem_health(rig.modem)->is_receiving_stopped);
	rig_close(&rig);
}

static void test_a_sweep_finds_out_that_the_owner_can_store_again(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig.is_storing = false;
	rig_say(&rig, "burst 5 0812 halo {n}");
	rig_run_until(&rig, has_been_offered, "it is offered");
	rig.is_storing = true;
	rig.n_wanted = 5;
	rig_run_until(&rig, rig_is_drained, "nobody had to say so");
	assert_false(modem_health(rig.modem)->is_receiving_stopped);
	rig_close(&rig);
}

static bool is_stopped(struct rig *rig)
{
	return modem_health(rig->modem)->is_receiving_stopped;
}

static void test_a_flash_message_is_acknowledged_behind_the_commit(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig, "sms-class 0 081234567890 segera");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "it is taken and acknowledged");
	assert_string_equal(rig.last_storage, "");
	assert_int_equal(rig.last.slot, -1);
	assert_true(rig.last.is_decoded);
	rig.is_storing = false;
	rig_say(&rig, "sms-class 0 081234567890 lagi");
	rig_run_until(&rig, is_stopped, "it cannot be stored");
	rig_run_for_ms(&rig, 100);
	assert_int_equal(rig_count(&rig, 'X'), 1);
	rig_close(&rig);
}

static bool is_half_read(struct rig *rig)
{
	return rig_count(rig, 'R') > 0;
}

static void test_both_storages_are_read_and_not_mixed_up(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_simulator(&rig, "--slots 4");
	rig_say(&rig, "fault overflow on");
	rig_start_modem(&rig);
	rig.is_answering = false;
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig.is_storing = false;
	rig_say(&rig, "burst 8 0812 halo {n}"); /* four here, four there, same indexes */
	rig_run_until(&rig, is_half_read, "they are there");
	rig_run_for_ms(&rig, 100);
	rig.is_storing = true;
	modem_resume_receiving(rig.modem);
	rig.n_wanted = 8;
	rig_run_until(&rig, rig_is_drained, "eight different ones");
	assert_int_equal(rig.n_messages, 8);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static bool is_damaged_told(struct rig *rig)
{
	return rig->n_damaged > 0;
}

static void test_a_damaged_message_is_read_thrice_and_then_shown(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig,
		"fault answer 3 AT+CMGR= \\r\\n+CMGR: 0,,22\\r\\n079126180xyz\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig, "sms 081234567890 halo");
	rig_run_until(&rig, is_damaged_told, "it is shown to a human");
	assert_int_equal(rig.n_offers, 1);
	assert_false(rig.last.is_decoded);
	assert_string_equal(rig.last_pdu, "079126180xyz");
	assert_string_not_equal(rig.last_why, "");
	rig_close(&rig);
}

static void test_noise_on_one_reading_is_no_damage(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig,
		"fault answer 2 AT+CMGR= \\r\\n+CMGR: 0,,22\\r\\n079126180xyz\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig, "sms 081234567890 halo");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "the third reading is good");
	assert_int_equal(rig.n_damaged, 0);
	assert_int_equal(rig.n_offers, 1);
	rig_close(&rig);
}

/* Noise differs from reading to reading; damage in the SIM does not. */
static void test_noise_that_lasts_is_waited_out(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	for (char digit = 'p'; digit < 'x'; digit++)
		rig_say(&rig,
			"fault answer 1 AT+CMGR= \\r\\n+CMGR: "
			"0,,22\\r\\n079126180%cyz\\r\\n\\r\\nOK\\r\\n",
			digit);
	rig_say(&rig, "sms 081234567890 halo");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "a later reading is good");
	assert_int_equal(rig_count(&rig, 'R'), 2); /* of the message itself */
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_after_noise_two_readings_must_agree(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig, "raw \\r\\n+CM\\xD4I: garbled\\r\\n");
	rig_run_for_ms(&rig, 20);
	rig_say(&rig, "sms 081234567890 halo");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "it is read");
	assert_int_equal(rig_count(&rig, 'R'), 2);
	assert_int_equal(rig.n_offers, 1);
	rig_close(&rig);
}

/* Between the two readings the modem gives the slot to another message, or to none. */
static void test_what_was_read_once_and_is_gone_is_not_lost(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig, "raw \\r\\n+CM\\xD4I: garbled\\r\\n");
	rig_run_for_ms(&rig, 20);
	rig_say(&rig, "fault swap-after-read 1");
	rig_say(&rig, "sms 081234567890 satu");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "the first reading is taken");
	rig_say(&rig, "fault slots 1");
	rig_say(&rig, "fault swap-after-read 1");
	rig_say(&rig, "sms 081234567890 dua");
	rig_say(&rig, "sms 081234567891 tiga");
	rig.n_wanted = 3;
	rig_run_until(&rig, rig_is_drained, "both that had the slot are taken");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static bool is_stored_once(struct rig *rig)
{
	return rig->n_messages > 0;
}

/* Deleting is refused for ever: the message is left alone until the next sweep, and what
 * comes behind it is served. */
static void test_a_slot_that_cannot_be_deleted_does_not_block(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig, "fault reject-delete 100000");
	rig_say(&rig, "sms 081234567890 satu");
	rig_run_until(&rig, is_stored_once, "it is stored");
	rig_run_for_ms(&rig, 100);
	rig_say(&rig, "fault clear");
	rig_say(&rig, "sms 081234567890 dua");
	rig.n_wanted = 2;
	rig_run_until(&rig, rig_is_drained, "both are gone in the end");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

/* The first is deleted and the answer to that is lost; the next message takes its slot
 * without a word. A second AT+CMGD would take that one away. */
static void test_a_slot_that_was_filled_anew_is_not_deleted(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig, "fault drop-ok AT+CMGD 1");
	rig_say(&rig, "sms 081234567890 satu");
	rig_run_until(&rig, is_stored_once, "the first is stored");
	rig_run_for_ms(&rig, 20);
	rig_say(&rig, "fault mute-cmti on");
	rig_say(&rig, "sms 081234567890 dua");
	rig.n_wanted = 2;
	rig_run_until(&rig, rig_is_drained, "both are stored");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_what_was_written_and_not_received_is_left_alone(void **state)
{
	struct rig rig;

	(void)state;
	open_ready(&rig, "");
	rig_say(&rig, "fault answer 1 AT+CMGR= \\r\\n+CMGR: 3,,16\\r\\n"
		      "0001000D91261832547698F0000002C834\\r\\n\\r\\nOK\\r\\n");
	rig_say(&rig, "sms 081234567890 halo");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "what was received is taken");
	assert_int_equal(rig.n_offers, 1);
	assert_memory_equal(rig.last_pdu, "06", 2);
	rig_close(&rig);
}

static void test_notices_in_odd_forms_lead_to_the_message(void **state)
{
	static const char *const notices[] = {
		"+CMTI: \"SM\",-1", "+CMTI: \"SM\",1,\"MMS PUSH\",2,1",
		"+CMTI: \"MT\",1",  "+CMTI: \"XYZ\",1",
		"+CMTI: broken",    "^SMMEMFULL: \"SM\""
	};
	struct rig rig;

	(void)state;
	for (size_t i = 0; i < sizeof notices / sizeof notices[0]; i++) {
		rig_prepare(&rig, HURRY);
		rig_start_simulator(&rig, "");
		rig_start_modem(&rig);
		rig.is_answering = false;
		rig_run_until_state(&rig, MODEM_STATE_READY);
		rig_run_for_ms(&rig, 30);
		rig_say(&rig, "fault mute-cmti on");
		rig_say(&rig, "sms 081234567890 halo");
		rig_run_for_ms(&rig, 30);
		rig_say(&rig, "urc %s", notices[i]);
		rig.n_wanted = 1;
		rig_run_until(&rig, rig_is_drained, notices[i]);
		rig_check_nothing_lost(&rig);
		rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_the_owner_cannot_store_stays_on_the_sim),
		cmocka_unit_test(test_a_sweep_finds_out_that_the_owner_can_store_again),
		cmocka_unit_test(test_a_flash_message_is_acknowledged_behind_the_commit),
		cmocka_unit_test(test_both_storages_are_read_and_not_mixed_up),
		cmocka_unit_test(test_a_damaged_message_is_read_thrice_and_then_shown),
		cmocka_unit_test(test_noise_on_one_reading_is_no_damage),
		cmocka_unit_test(test_noise_that_lasts_is_waited_out),
		cmocka_unit_test(test_after_noise_two_readings_must_agree),
		cmocka_unit_test(test_what_was_read_once_and_is_gone_is_not_lost),
		cmocka_unit_test(test_a_slot_that_cannot_be_deleted_does_not_block),
		cmocka_unit_test(test_a_slot_that_was_filled_anew_is_not_deleted),
		cmocka_unit_test(test_what_was_written_and_not_received_is_left_alone),
		cmocka_unit_test(test_notices_in_odd_forms_lead_to_the_message),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
