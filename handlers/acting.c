// SPDX-License-Identifier: MIT
#include "handlers/acting.h"

#include <errno.h>

#include "base/text.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "store/store.h"

void acting_as_himself(const struct officer *officer, struct actor *out)
{
	static const enum step_role roles[OFFICER_ROLE_COUNT] = {
		[OFFICER_ROLE_OPERATOR] = STEP_ROLE_OPERATOR,
		[OFFICER_ROLE_ADMIN] = STEP_ROLE_OPERATOR,
		[OFFICER_ROLE_SECRETARY] = STEP_ROLE_SECRETARY,
		[OFFICER_ROLE_HEAD] = STEP_ROLE_HEAD,
		[OFFICER_ROLE_SUBDISTRICT] = STEP_ROLE_SUBDISTRICT,
	};

	*out = (struct actor){ .name = officer->name,
			       .role = roles[officer->role],
			       .officer = officer };
}

bool acting_fill(const struct office *office, const struct officer *officer,
		 enum step step, int64_t now_s, struct actor *out)
{
	unsigned allowed = step_roles(office, step);

	acting_as_himself(officer, out);
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

/* The try is on the disk before the PIN is looked at: no kill gives one away. */
static int take_try(const struct office *office, struct officer *officer, int64_t now_s)
{
	int error = store_begin(office->store);

	if (error < 0)
		return error;
	error = officer_get(office->store, officer->id, officer);
	if (error == 0 && officers_wait_s(officer, now_s) > 0)
		error = -EAGAIN;
	if (error == 0)
		error = officer_take_try(office->store, officer, now_s);
	return end_transaction(office->store, error);
}

int acting_check_pin(const struct office *office, struct officer *officer,
		     const char *pin, int64_t now_s)
{
	int error = take_try(office, officer, now_s);

	if (error == -EACCES)
		return -EPERM;
	if (error == 0)
		error = store_begin(office->store);
	if (error < 0)
		return error;
	/* The office may have locked him meanwhile. */
	error = officer_get(office->store, officer->id, officer);
	if (error == 0 &&
	    (officer->failures > OFFICER_FAILURES_MAX || !officer->is_active))
		error = -EPERM;
	if (error == 0)
		error = officers_judge_pin(office, officer, pin);
	if (error != -ENOKEY)
		return end_transaction(office->store, error);
	error = store_commit(office->store); /* the try is given back */
	return error < 0 ? error : -ENOKEY;
}
