// SPDX-License-Identifier: MIT
#pragma once

/*
 * On a line that garbles a message is read twice before it is believed. Until then the
 * first reading is kept: the slot may hold another message, or nothing, the next time.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

struct doubt {
	bool is_open;
	int storage, index; /* the slot that was read */
	char pdu_hex[LIMIT_PDU_HEX_SIZE];
};

/* Keep a reading; one of another slot is replaced. What is longer than a PDU is not kept.
 */
void doubt_keep(struct doubt *doubt, int storage, int index, const char *pdu_hex);

/* Whether a reading of this slot was kept that is no misreading of `pdu_hex` ("" for an
 * empty slot): a few digits are noise, more are another message. */
bool doubt_is_other(const struct doubt *doubt, int storage, int index,
		    const char *pdu_hex);

/* The slot was read and believed: forget its first reading. */
void doubt_settle(struct doubt *doubt, int storage, int index);
