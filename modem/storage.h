// SPDX-License-Identifier: MIT
#pragma once

/* Choosing the storage that is read from (AT+CPMS), and how full the storages are. */

#include <stdbool.h>

struct modem;
struct receive;
struct text;

/* Choose it; the counts of the answer are noted. */
bool storage_choose(struct modem *modem, int storage);

/* The text of AT+CPMS for this storage, in the form that this modem takes. */
void storage_choose_line(const struct receive *receive, int storage, struct text *line);

/* Note the counts of a +CPMS answer; returns the storages that it named or meant, as a
 * mask. `meant` is the one that was chosen, -1 none. */
unsigned storage_note_counts(struct receive *receive, const char *line, int meant);
