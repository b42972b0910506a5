// SPDX-License-Identifier: MIT
#pragma once

/*
 * Texts with blanks: "menjalankan usaha {usaha}[ sejak tahun {sejak}]". What stands in
 * [ ] is left out when a value in it is empty or "-"; everywhere else an empty value is
 * an error that names it. A value is put in as it is and never read as a template.
 */

#include <stdbool.h>
#include <stddef.h>

struct text;

enum {
	TEMPLATE_NAME_SIZE = 24,
};

/* Where names get their values from. */
struct template_source {
	/* The value, "" when it is empty; NULL when there is no such name. */
	const char *(*find)(const void *context, const char *name);
	const void *context;
};

/* Whether it can be used: braces and brackets in pairs, known names (`source` finds them,
 * whatever the value). Says in `why` what is wrong. */
bool template_check(const char *written, const struct template_source *source,
		    struct text *why);

/* Add the filled text to `out`. False when values are empty or unknown: then their names
 * are added to `missing`, apart by ", ", each once. */
bool template_fill(const char *written, const struct template_source *source,
		   struct text *out, struct text *missing);
