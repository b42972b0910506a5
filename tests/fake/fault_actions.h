// SPDX-License-Identifier: MIT
#pragma once

/*
 * Faults that are more than one value: each takes its words from `rest` and answers
 * whether they made sense. Their arguments stand in the table (fault_table.c).
 */

#include <stdbool.h>

struct simulator;

bool fault_act_unplug(struct simulator *simulator, char *rest);
bool fault_act_silence(struct simulator *simulator, char *rest);
bool fault_act_garbage(struct simulator *simulator, char *rest);
bool fault_act_line_at(struct simulator *simulator, char *rest);
bool fault_act_line_every(struct simulator *simulator, char *rest);
bool fault_act_drop_ok(struct simulator *simulator, char *rest);
bool fault_act_refuse(struct simulator *simulator, char *rest);
bool fault_act_unplug_at_send(struct simulator *simulator, char *rest);
bool fault_act_unplug_at(struct simulator *simulator, char *rest);
bool fault_act_repeat(struct simulator *simulator, char *rest);
bool fault_act_at_open(struct simulator *simulator, char *rest);
bool fault_act_cut(struct simulator *simulator, char *rest);
bool fault_act_forget(struct simulator *simulator, char *rest);
bool fault_act_prompt(struct simulator *simulator, char *rest);
bool fault_act_line_end(struct simulator *simulator, char *rest);
bool fault_act_echo(struct simulator *simulator, char *rest);
bool fault_act_empty_slot(struct simulator *simulator, char *rest);
bool fault_act_answer(struct simulator *simulator, char *rest);
bool fault_act_reset(struct simulator *simulator, char *rest);
bool fault_act_registration(struct simulator *simulator, char *rest);
bool fault_act_no_network(struct simulator *simulator, char *rest);
bool fault_act_busy_card(struct simulator *simulator, char *rest);
bool fault_act_balance(struct simulator *simulator, char *rest);
bool fault_act_report(struct simulator *simulator, char *rest);
bool fault_act_slots(struct simulator *simulator, char *rest);
bool fault_act_signal(struct simulator *simulator, char *rest);
bool fault_act_clear(struct simulator *simulator, char *rest);
