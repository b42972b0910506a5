// SPDX-License-Identifier: MIT
#include "tests/fake/fault_table.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "tests/fake/control_command.h"
#include "tests/fake/fault_actions.h"
#include "tests/fake/fault_words.h"
#include "tests/fake/simulator.h"

enum fault_kind {
	FAULT_KIND_FLAG,    /* on|off */
	FAULT_KIND_NUMBER,  /* a whole number; `otherwise` when left out */
	FAULT_KIND_SECONDS, /* kept in milliseconds */
	FAULT_KIND_ACTION,
};

struct fault_row {
	const char *name, *arguments;
	enum fault_kind kind;
	size_t offset; /* of the value in struct faults */
	int otherwise;
	bool (*act)(struct simulator *simulator, char *rest);
};

#define VALUE(name) offsetof(struct faults, name)

/* clang-format off */
static const struct fault_row rows[] = {
	{ "clear", "", FAULT_KIND_ACTION, 0, 0, fault_act_clear },
	{ "hup", "SECONDS [newlink]", FAULT_KIND_ACTION, 0, 0, fault_act_unplug },
	{ "silence", "SECONDS|on|off", FAULT_KIND_ACTION, 0, 0, fault_act_silence },
	{ "garbage", "N-OF-1000 [in|out|both]", FAULT_KIND_ACTION, 0, 0, fault_act_garbage },
	{ "speed", "BAUD", FAULT_KIND_NUMBER, VALUE(line_speed), 0, NULL },
	{ "input-burst", "BYTES", FAULT_KIND_NUMBER, VALUE(input_burst), 0, NULL },
	{ "drop-first", "AFTER-SECONDS", FAULT_KIND_NUMBER, VALUE(drop_first_after_s), 0, NULL },
	{ "urc-at", "[each] OFFSET LINE|off", FAULT_KIND_ACTION, 0, 0, fault_act_line_at },
	{ "urc-every", "BYTES [LINE]", FAULT_KIND_ACTION, 0, 0, fault_act_line_every },
	{ "urcs-in-prompt", "on|off", FAULT_KIND_FLAG, VALUE(urcs_in_prompt), 0, NULL },
	{ "drop-ok", "N|COMMAND [N]", FAULT_KIND_ACTION, 0, 0, fault_act_drop_ok },
	{ "late", "MILLISECONDS", FAULT_KIND_NUMBER, VALUE(late_ms), 0, NULL },
	{ "answer", "N|always COMMAND BYTES", FAULT_KIND_ACTION, 0, 0, fault_act_answer },
	{ "prompt", "normal|bare|crlf|double|noline|lf", FAULT_KIND_ACTION, 0, 0, fault_act_prompt },
	{ "line-end", "crlf|lf|crcrlf|cr|nolead|blank", FAULT_KIND_ACTION, 0, 0, fault_act_line_end },
	{ "echo", "on|off|random", FAULT_KIND_ACTION, 0, 0, fault_act_echo },
	{ "refuse-send", "CODE [N] [NUMBER] [SKIP]", FAULT_KIND_ACTION, 0, 0, fault_act_refuse },
	{ "hold-send", "SECONDS", FAULT_KIND_SECONDS, VALUE(hold_send_ms), 0, NULL },
	{ "hang-after-ctrl-z", "[N]", FAULT_KIND_NUMBER, VALUE(hang_after_send), 1, NULL },
	{ "lose-send", "[N]", FAULT_KIND_NUMBER, VALUE(lose_send), 1, NULL },
	{ "hup-after-ctrl-z", "[before|after] [SECONDS] [N] [newlink]", FAULT_KIND_ACTION, 0, 0, fault_act_unplug_at_send },
	{ "no-prompt", "[N]", FAULT_KIND_NUMBER, VALUE(no_prompt), 1, NULL },
	{ "ignore-esc", "[N]", FAULT_KIND_NUMBER, VALUE(ignore_escape), 1, NULL },
	{ "ignore-ctrl-z", "[N]", FAULT_KIND_NUMBER, VALUE(ignore_end), 1, NULL },
	{ "reject-delete", "[N]", FAULT_KIND_NUMBER, VALUE(reject_delete), 1, NULL },
	{ "slow-delete", "SECONDS", FAULT_KIND_SECONDS, VALUE(slow_delete_ms), 0, NULL },
	{ "cascade-delete", "on|off", FAULT_KIND_FLAG, VALUE(deletes_all_parts), 0, NULL },
	{ "lie-length", "N", FAULT_KIND_NUMBER, VALUE(lie_length), 1, NULL },
	{ "empty-slot", "profile|ok|error|mixed", FAULT_KIND_ACTION, 0, 0, fault_act_empty_slot },
	{ "bad-index", "on|off", FAULT_KIND_FLAG, VALUE(has_bad_index), 0, NULL },
	{ "mute-cmti", "on|off", FAULT_KIND_FLAG, VALUE(is_mute_about_new), 0, NULL },
	{ "overflow", "on|off", FAULT_KIND_FLAG, VALUE(stores_elsewhere), 0, NULL },
	{ "lose-centre", "on|off", FAULT_KIND_FLAG, VALUE(loses_centre), 0, NULL },
	{ "dup", "on|off", FAULT_KIND_FLAG, VALUE(is_double), 0, NULL },
	{ "reorder", "on|off", FAULT_KIND_FLAG, VALUE(is_shuffled), 0, NULL },
	{ "delay", "SECONDS", FAULT_KIND_SECONDS, VALUE(delay_ms), 0, NULL },
	{ "report", "on|off", FAULT_KIND_ACTION, 0, 0, fault_act_report },
	{ "hup-at", "COMMAND [before|after] [SECONDS] [N] [newlink]", FAULT_KIND_ACTION, 0, 0, fault_act_unplug_at },
	{ "urc-repeat", "SECONDS [LINE]", FAULT_KIND_ACTION, 0, 0, fault_act_repeat },
	{ "at-open", "BYTES", FAULT_KIND_ACTION, 0, 0, fault_act_at_open },
	{ "cut", "BYTES [N]", FAULT_KIND_ACTION, 0, 0, fault_act_cut },
	{ "forget", "", FAULT_KIND_ACTION, 0, 0, fault_act_forget },
	{ "swap-after-read", "[N]", FAULT_KIND_NUMBER, VALUE(swap_after_read), 1, NULL },
	{ "lte-only", "on|off", FAULT_KIND_FLAG, VALUE(is_lte_only), 0, NULL },
	{ "no-credit", "[CODE]", FAULT_KIND_NUMBER, VALUE(no_credit_code), 38, NULL },
	{ "drop-sent", "on|off", FAULT_KIND_FLAG, VALUE(drops_sent), 0, NULL },
	{ "reset", "", FAULT_KIND_ACTION, 0, 0, fault_act_reset },
	{ "creg", "STAT", FAULT_KIND_ACTION, 0, 0, fault_act_registration },
	{ "no-network", "STAT search|radio", FAULT_KIND_ACTION, 0, 0, fault_act_no_network },
	{ "sim-busy", "SECONDS", FAULT_KIND_ACTION, 0, 0, fault_act_busy_card },
	{ "balance", "TEXT", FAULT_KIND_ACTION, 0, 0, fault_act_balance },
	{ "slots", "N", FAULT_KIND_ACTION, 0, 0, fault_act_slots },
	{ "signal", "N", FAULT_KIND_ACTION, 0, 0, fault_act_signal },
};
/* clang-format on */

enum {
	N_ROWS = sizeof rows / sizeof rows[0]
};

static bool set_value(struct simulator *simulator, const struct fault_row *row,
		      char *rest)
{
	char *value = (char *)&simulator->faults + row->offset;
	const char *word = control_word(&rest);
	bool flag = false;
	int number = row->otherwise;

	switch (row->kind) {
	case FAULT_KIND_FLAG:
		if (!fault_read_flag(word, &flag))
			return false;
		memcpy(value, &flag, sizeof flag);
		return true;
	case FAULT_KIND_NUMBER:
		if (word[0] != '\0' && !fault_read_number(word, &number))
			return false;
		memcpy(value, &number, sizeof number);
		return true;
	case FAULT_KIND_SECONDS:
		if (!fault_read_ms(word, &number))
			return false;
		memcpy(value, &number, sizeof number);
		return true;
	case FAULT_KIND_ACTION:
		break;
	}
	return row->act(simulator, rest);
}

bool fault_set(struct simulator *simulator, char *line, struct text *why)
{
	char *rest = line;
	const char *name;

	ledger_add_text(&simulator->ledger, line, "F set");
	name = control_word(&rest);
	for (size_t i = 0; i < N_ROWS; i++) {
		bool is_set;

		if (strcmp(rows[i].name, name) != 0)
			continue;
		is_set = rows[i].kind == FAULT_KIND_ACTION
				 ? rows[i].act(simulator, rest)
				 : set_value(simulator, &rows[i], rest);
		if (!is_set)
			text_say(why, "usage: fault %s %s", name, rows[i].arguments);
		return is_set;
	}
	text_say(why, "there is no fault '%s', see help", name);
	return false;
}

void fault_add_list(struct text *out)
{
	for (size_t i = 0; i < N_ROWS; i++)
		text_add_format(out, "%sfault %s%s%s", i > 0 ? "; " : "", rows[i].name,
				rows[i].arguments[0] != '\0' ? " " : "",
				rows[i].arguments);
}
