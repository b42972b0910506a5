// SPDX-License-Identifier: MIT
#include "modem/doubt.h"

#include <string.h>

#include "base/text.h"

enum {
	NOISE_DIGITS = 8, /* two messages differ in more: sender, time and text */
};

static bool is_of(const struct doubt *doubt, int storage, int index)
{
	return doubt->is_open && doubt->storage == storage && doubt->index == index;
}

void doubt_keep(struct doubt *doubt, int storage, int index, const char *pdu_hex)
{
	doubt->storage = storage;
	doubt->index = index;
	doubt->is_open = text_copy(doubt->pdu_hex, sizeof doubt->pdu_hex, pdu_hex);
}

bool doubt_is_other(const struct doubt *doubt, int storage, int index,
		    const char *pdu_hex)
{
	size_t length = strlen(pdu_hex), n_different = 0;

	if (!is_of(doubt, storage, index))
		return false;
	if (strlen(doubt->pdu_hex) != length)
		return true;
	for (size_t i = 0; i < length; i++)
		n_different += doubt->pdu_hex[i] != pdu_hex[i];
	return n_different > NOISE_DIGITS;
}

void doubt_settle(struct doubt *doubt, int storage, int index)
{
	if (is_of(doubt, storage, index))
		doubt->is_open = false;
}
