// SPDX-License-Identifier: MIT
#pragma once

/* Opens the settings file and lets libconfig parse it and what it includes. */

#include <stdbool.h>

#include <libconfig.h>

struct report;

/*
 * Parse report->file, includes relative to report->folder. `config` is initialised by the
 * caller, who destroys it too. False after what is wrong was reported.
 */
bool source_parse(struct report *report, config_t *config);
