// SPDX-License-Identifier: MIT
#include "handlers/rounds.h"

#include "handlers/advance.h"
#include "handlers/complaints.h"
#include "handlers/reminders.h"

const struct duty *rounds(size_t *out_count)
{
	static const struct duty duties[] = {
		{ "reminders", reminders_collect },
		{ "letters ready", advance_approved },
		{ "letters expired", reminders_expire },
		{ "nudges", reminders_nudge },
		{ "late complaints", complaint_escalate },
		{ "settled complaints", complaint_close_silent },
	};

	*out_count = sizeof duties / sizeof duties[0];
	return duties;
}
