// SPDX-License-Identifier: MIT
#pragma once

/* JSON that others send, read by SQLite's own functions. */

#include <stddef.h>

struct store;

/* The member `name` of an object as text, also when it is a number. -EINVAL when `json`
 * is none, -ENOENT without such a member, -EMSGSIZE when it does not fit. */
int json_find(struct store *store, const char *json, const char *name, char *out,
	      size_t size);
