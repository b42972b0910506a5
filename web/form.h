// SPDX-License-Identifier: MIT
#pragma once

/*
 * Names and values as a browser sends them (application/x-www-form-urlencoded, URL
 * Standard section 5.1), in a query or in a body. Values are valid UTF-8 without NUL, or
 * the form is refused. Pure.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
	FORM_FIELDS_MAX = 300, /* 200 letters approved at once, and some */
};

struct form_field {
	const char *name, *value;
};

struct form {
	char *bytes; /* what the fields point into; owned */
	struct form_field fields[FORM_FIELDS_MAX];
	size_t n_fields;
};

/* Read it. False when it is damaged: bad %xx, a NUL, no UTF-8, too many fields. */
bool form_read(struct form *form, const char *bytes, size_t length);
void form_clear(struct form *form);

/* The first value of that name; "" when there is none. */
const char *form_get(const struct form *form, const char *name);

/* The next value of that name; `*at` is 0 for the first. NULL at the end. */
const char *form_next(const struct form *form, const char *name, size_t *at);
