// SPDX-License-Identifier: MIT
#pragma once

/* What a modem makes of a stored PDU: its TPDU, and its rendering in text mode. */

#include <stddef.h>

#include "tests/fake/storage.h"

struct text;

/* The digits behind the service centre's address; all of them when it has none. */
const char *deliver_tpdu(const char *hex);

/* `"REC READ","+62...",,"26/11/21,15:07:28+28"` and the text on the next line
 * (27.005 3.4.3); a PDU that is no plain text shows its hex. */
void deliver_add_text_mode(struct text *out, const char *hex, enum slot_state state);
