// SPDX-License-Identifier: MIT
#pragma once

/* Puts the "-o path=value" arguments of the command line over what the file says. */

#include <stddef.h>

#include <libconfig.h>

struct report;

/*
 * `path` is libconfig's: store.path, modems.[0].port. Missing groups and the next element
 * of a list are made; the value's type is the option's. The setting's hook then holds the
 * argument, so that messages name it; arguments must outlive `config`.
 */
void overrides_apply(struct report *report, config_t *config,
		     const char *const *arguments, size_t n_arguments);
