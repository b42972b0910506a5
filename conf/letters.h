// SPDX-License-Identifier: MIT
#pragma once

/* Reads the letter catalogue: letters = ( { keyword = "SKTM"; ... }, ... ); */

#include <libconfig.h>

struct catalogue;
struct report;

/* Fills `out_catalogue` and reports all that is wrong, catalogue_check() included. */
void letters_read(struct report *report, const config_t *config,
		  struct catalogue *out_catalogue);
