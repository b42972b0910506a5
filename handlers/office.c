// SPDX-License-Identifier: MIT
#include "handlers/office.h"

#include <stddef.h>

const struct desk_options *office_desk(const struct office *office)
{
	static const struct desk_options usual = { .ready_days = 30,
						   .remind_days = 7,
						   .complaint_days = 3,
						   .check = "operator",
						   .has_ready_step = true };

	return office->desk != NULL ? office->desk : &usual;
}
