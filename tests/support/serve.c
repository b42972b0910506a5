// SPDX-License-Identifier: MIT
#include "tests/support/serve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

void serve_open_with(struct rig *rig, const char *arguments, const char *fault)
{
	rig_prepare(rig, SERVE_HURRY);
	rig_start_simulator(rig, arguments);
	rig_say(rig, "commands on");
	if (fault[0] != '\0')
		rig_say(rig, "fault %s", fault);
	rig_start_modem(rig);
	rig_run_until_state(rig, MODEM_STATE_READY);
}

void serve_open(struct rig *rig, const char *arguments)
{
	serve_open_with(rig, arguments, "");
}

void serve(struct rig *rig, int n)
{
	rig->n_wanted = rig->n_messages + (size_t)n;
	rig_say(rig, "burst %d 0812 halo {n}", n);
	rig_run_until(rig, rig_is_drained, "all is stored, answered and deleted");
	assert_int_equal(rig->n_messages, rig->n_wanted);
	rig_check_nothing_lost(rig);
}

void serve_under(struct rig *rig, const char *fault, int n)
{
	print_message("  %s\n", fault);
	rig_say(rig, "fault %s", fault);
	serve(rig, n);
	rig_say(rig, "fault clear");
}

static bool is_offered_and_gone(struct rig *rig)
{
	return rig->n_messages + rig->n_damaged >= rig->n_wanted &&
	       rig_count(rig, 'D') == rig_count(rig, 'X');
}

bool serve_pdu(struct rig *rig, const char *pdu_hex, struct sms *out_sms)
{
	rig->n_wanted = rig->n_messages + rig->n_damaged + 1;
	rig_say(rig, "pdu %s", pdu_hex);
	rig_run_until(rig, is_offered_and_gone, pdu_hex);
	return sms_decode(rig->last_pdu, strlen(rig->last_pdu), -1, out_sms, NULL) == 0;
}

size_t serve_count(const struct rig *rig, const char *beginning)
{
	char line[4096];
	FILE *file = fopen(rig->ledger, "r");
	size_t n = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		n += strncmp(line, beginning, strlen(beginning)) == 0;
	if (file != NULL)
		fclose(file);
	return n;
}
