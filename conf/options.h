// SPDX-License-Identifier: MIT
#pragma once

/* The table of all settings but the letters, the words and the phrases. */

#include <stdbool.h>
#include <stddef.h>

#include "conf/option.h"

/* A group of settings, or a list of such groups, and the struct that it fills. */
struct option_group {
	const char *name;
	bool is_list;
	const struct option *options;
	size_t n_options;
	size_t offset; /* in struct settings */
};

/* Which groups there are; `*out_count` of them. */
const struct option_group *option_groups(size_t *out_count);
const struct option_group *option_group_find(const char *name);
