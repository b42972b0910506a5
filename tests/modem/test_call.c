// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/modem.h"
#include "tests/support/rig.h"

/* Missed calls against the simulator: a call that stands leaves no room for a second one,
 * which tells whether it was hung up on. */

enum {
	HURRY = 20,
};

struct caller_rig {
	struct rig rig; /* first */
	unsigned n_calls;
	char number[LIMIT_ADDRESS_SIZE];
};

static enum modem_verdict on_message(void *context, struct modem *modem,
				     const struct modem_message *message)
{
	(void)context, (void)modem, (void)message;
	return MODEM_VERDICT_STORED;
}

static void on_sent(void *context, struct modem *modem, const struct modem_sent *sent)
{
	(void)context, (void)modem, (void)sent;
}

static void nothing(void *context, struct modem *modem)
{
	(void)context, (void)modem;
}

static void on_call(void *context, struct modem *modem, const char *number)
{
	struct caller_rig *owner = context;

	(void)modem;
	owner->n_calls++;
	text_copy(owner->number, sizeof owner->number, number);
}

/* `before`: a command for the simulator before the modem starts; NULL none. */
static void open_rig(struct caller_rig *owner, const char *before)
{
	const struct modem_owner modem_owner = { .context = owner,
						 .on_message = on_message,
						 .on_sent = on_sent,
						 .on_free = nothing,
						 .on_health = nothing,
						 .on_call = on_call };
	struct rig *rig = &owner->rig;

	*owner = (struct caller_rig){ .n_calls = 0 };
	rig_open(rig, "", HURRY);
	modem_free(rig->modem);
	if (before != NULL)
		rig_say(rig, "%s", before);
	rig->modem = modem_new(rig->loop, &rig->options, &modem_owner);
	modem_start(rig->modem);
	rig_run_until_state(rig, MODEM_STATE_READY);
}

static bool is_told(struct rig *rig)
{
	return ((struct caller_rig *)rig)->n_calls > 0; /* its first member */
}

static void expect_call(struct caller_rig *owner, const char *number)
{
	owner->n_calls = 0;
	rig_say(&owner->rig, "call %s 10", number);
	rig_run_until(&owner->rig, is_told, "the call to be told");
	rig_run_for_ms(&owner->rig, 200);
	assert_int_equal(owner->n_calls, 1);
	assert_string_equal(owner->number, number);
}

static void test_a_caller_is_hung_up_on_and_told_once(void **state)
{
	struct caller_rig owner;

	(void)state;
	open_rig(&owner, NULL);
	expect_call(&owner, "+6281234567891");
	expect_call(&owner, "+6281234567892");
	rig_close(&owner.rig);
}

static void test_a_modem_that_refuses_chup_is_told_ath(void **state)
{
	struct caller_rig owner;

	(void)state;
	open_rig(&owner, "fault answer always AT+CHUP \\r\\nERROR\\r\\n");
	expect_call(&owner, "+6281234567891");
	expect_call(&owner, "+6281234567892");
	rig_close(&owner.rig);
}

static void test_a_caller_without_a_number_is_hung_up_on_and_not_told(void **state)
{
	struct caller_rig owner;

	(void)state;
	open_rig(&owner, "fault answer always AT+CLIP=1 \\r\\nERROR\\r\\n");
	rig_say(&owner.rig, "call +6281234567891 10");
	rig_run_for_ms(&owner.rig, 200);
	rig_say(&owner.rig, "urc RING");
	rig_run_for_ms(&owner.rig, 300);
	rig_say(&owner.rig, "call +6281234567892 10");
	assert_int_equal(owner.n_calls, 0);
	rig_close(&owner.rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_caller_is_hung_up_on_and_told_once),
		cmocka_unit_test(test_a_modem_that_refuses_chup_is_told_ath),
		cmocka_unit_test(
			test_a_caller_without_a_number_is_hung_up_on_and_not_told),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
