// SPDX-License-Identifier: MIT
#pragma once

/* The faults by name, as the control command `fault` sets them. */

#include <stdbool.h>

struct simulator;
struct text;

/* `line`: NAME [ARGUMENTS], taken apart in place. False with the reason in `why`. */
bool fault_set(struct simulator *simulator, char *line, struct text *why);

/* Add "NAME ARGUMENTS; ..." of all. */
void fault_add_list(struct text *out);
