// SPDX-License-Identifier: MIT
#pragma once

/* Who stands in for the head, from which day to which: given and ended in one way from
 * the terminal and from the head's page. Each runs in the caller's transaction. */

#include <stddef.h>
#include <stdint.h>

struct office;
struct officer;
struct text;

/* What is typed. */
struct mandate_request {
	const char *name;         /* of the officer */
	const char *kind;         /* one of mandate_kinds() */
	const char *from, *until; /* days; to the end of the last one */
	const struct officer *giver;
	const char *by; /* who gives it */
};

/* "a.n.", "u.b.", "Plh.", "Plt.", "Pj." */
const char *const *mandate_kinds(size_t *out_count);

/* Only the head may, or who may use the terminal (`giver` NULL). Returns 0, -EACCES,
 * -EINVAL with a sentence in `why`, -ENOENT (no such officer) or a store error. */
int mandate_give(const struct office *office, const struct mandate_request *request,
		 int64_t now_s, struct text *why);

/* End what is in force or to come for him. Returns how many ended, -EACCES, -ENOENT (no
 * such officer) or a store error. */
int mandate_end(const struct office *office, const struct officer *giver,
		const char *name, int64_t now_s);
