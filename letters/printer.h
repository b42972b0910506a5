// SPDX-License-Identifier: MIT
#pragma once

/* Paper: a file goes to CUPS by its own program `lp`, never through a shell. */

#include <stdbool.h>

struct text;

struct printer_job {
	const char *path;    /* of the PDF, absolute or not beginning with '-' */
	const char *printer; /* as CUPS names it, "" its default one */
	const char *title;   /* what the printer's queue shows */
	int copies;
};

/* Hand it over and wait until lp has taken it. False: `why` says in Indonesian what is
 * wrong: lp is missing, or refuses. */
bool printer_print(const struct printer_job *job, struct text *why);

/* Whether there is an lp at all. */
bool printer_is_there(void);
