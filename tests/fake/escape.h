// SPDX-License-Identifier: MIT
#pragma once

/*
 * Text on one line: \n \r \t \\ \e \" and \xNN, as the control socket and the ledger
 * write them. In the ledger a blank is \s too, where more fields follow.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;

/* Add `bytes` escaped: control characters and the backslash, blanks when asked. */
void escape_add(struct text *out, const char *bytes, size_t length, bool with_blanks);

/* Undo in place; returns the length, since \x00 may be among them. A NUL is added. */
size_t escape_undo(char *string);
