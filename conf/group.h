// SPDX-License-Identifier: MIT
#pragma once

/* Reads one group of settings into a struct by its table, and reports all that is wrong
 * in it: unknown names, missing values, wrong types, ranges. */

#include <stddef.h>

#include <libconfig.h>

struct option;
struct report;

/*
 * `path` names the group in messages ("village", "modems.[0]"). `setting` NULL: the group
 * is absent, all defaults. Rows of type OTHER are left to the caller.
 */
void group_read(struct report *report, const config_setting_t *setting, const char *path,
		const struct option *options, size_t n_options, void *base);
