// SPDX-License-Identifier: MIT
#pragma once

/* What a modem says unasked, as a table: whoever wants to react to one more line adds a
 * row. The context of each function is the struct modem. */

#include "modem/chat.h"

/* Ends with a NULL prefix. */
const struct chat_notice *notices_of_modem(void);
