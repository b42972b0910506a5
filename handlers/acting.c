// SPDX-License-Identifier: MIT
#include "handlers/acting.h"

#include <errno.h>

#include "base/text.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "store/store.h"

bool acting_fill(const struct office *office, const struct officer *officer,
		 enum step step, int64_t now_s, struct actor *out)
{
	static const enum step_role roles[OFFICER_ROLE_COUNT] = {
		[OFFICER_ROLE_OPERATOR] = STEP_ROLE_OPERATOR,
		[OFFICER_ROLE_ADMIN] = STEP_ROLE_OPERATOR,
		[OFFICER_ROLE_SECRETARY] = STEP_ROLE_SECRETARY,
		[OFFICER_ROLE_HEAD] = STEP_ROLE_HEAD,
	};
	unsigned allowed = step_row(step)->roles;

	*out = (struct actor){ .name = officer->name,
			       .role = roles[officer->role],
			       .officer = officer };
	if ((allowed & (unsigned)out->role) != 0)
		return true;
	out->role = STEP_ROLE_HEAD;
	return (allowed & STEP_ROLE_HEAD) != 0 &&
	       officers_may_approve(office, officer, now_s, out->capacity);
}

bool acting_needs_pin(enum step step)
{
	return (step_row(step)->roles & STEP_ROLE_OPERATOR) == 0;
}

static int end_transaction(struct store *store, int error)
{
	if (error == 0)
		return store_commit(store);
	store_rollback(store);
	return error;
}

int acting_check_pin(const struct office *office, struct officer *officer,
		     const char *pin)
{
	int error = store_begin(office->store);

	if (error < 0)
		return error;
	/* The try is on the disk before the PIN is looked at: no kill gives one away. */
	error = end_transaction(office->store, officer_take_try(office->store, officer));
	if (error == -EACCES)
		return -EPERM;
	if (error == 0)
		error = store_begin(office->store);
	if (error < 0)
		return error;
	return end_transaction(office->store, officers_judge_pin(office, officer, pin));
}
