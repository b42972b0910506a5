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
	/* From the manual alone: SIM800 Series AT Command Manual V1.09, 3.2.11 (+CFUN)
	 * and 4.2 (+CMMS). */
	{ .model = "*SIM800*", .reset = "AT+CFUN=1,1", .keeps_link = true },
	/* From the manual alone: SIM7500_SIM7600 Series AT Command Manual V2.00, chapters
	 * 3
	 * (+CRESET) and 9 (+CMMS). */
	{ .model = "*SIM7600*", .reset = "AT+CRESET", .keeps_link = true },
	/* From the manual alone: Quectel EC25&EC21 AT Commands Manual V1.3, 2.24 (+CFUN)
	 * and chapter 9 (+CMMS). Its reports with 2 as <ds> of +CNMI cannot be found
	 * (pull request 75 of IchthysMaranatha/asterisk-chan-quectel); 1 is tried first
	 * for every model. */
	{ .model = "Quectel EC2*", .reset = "AT+CFUN=1,1", .keeps_link = true },
	/* No reset for Huawei and ZTE sticks: they come back as a CD-ROM (gammu issues
	 * 687, 552). No +CMMS there either: refused with 500 (gammu issue 438). */
	{ .model = "*" },
};

const struct quirk *quirk_of_model(const char *model)
{
	const struct quirk *quirk = quirks;

	while (fnmatch(quirk->model, model, 0) != 0 && quirk->model[1] != '\0')
		quirk++;
	return quirk;
}
