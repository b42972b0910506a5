// SPDX-License-Identifier: MIT
#include "modem/quirks.h"

#include <fnmatch.h>

static const struct quirk quirks[] = {
	/* Loses bytes of a long PDU; Kannel's profile "nokiaphone" writes 18 bytes, then
	 * waits 10 ms. */
	{ .model = "Nokia*", .piece_bytes = 18, .pause_ms = 10 },
	/* Deleting the first part of a long message deletes its other parts (SMS Server
	 * Tools 3.1.5beta5). */
	{ .model = "*SIM600*", .reads_all_first = true },
	{ .model = "*" },
};

const struct quirk *quirk_of_model(const char *model)
{
	const struct quirk *quirk = quirks;

	while (fnmatch(quirk->model, model, 0) != 0 && quirk->model[1] != '\0')
		quirk++;
	return quirk;
}
