// SPDX-License-Identifier: MIT
#pragma once

/*
 * What single models do differently, as rows. Nothing else in this folder asks which
 * model it talks to. A new row needs a source in its comment.
 */

#include <stdbool.h>
#include <stddef.h>

struct quirk {
	const char *model;  /* shell pattern over "+CGMI +CGMM"; the first match holds */
	size_t piece_bytes; /* at most so many bytes in one write; 0: all */
	unsigned pause_ms;  /* between two pieces */
	bool reads_all_first; /* deleting one message may take others with it */
	const char *notices;  /* the only +CNMI it takes; NULL: try the usual ones */
	const char *reset;    /* restarts it and it comes back by itself; NULL: never */
	bool keeps_link;      /* takes AT+CMMS: the link stays open from text to text */
};

/* Never NULL: the last row fits every model. */
const struct quirk *quirk_of_model(const char *model);
