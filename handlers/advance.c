// SPDX-License-Identifier: MIT
#include "handlers/advance.h"

#include <errno.h>
#include <string.h>

#include "handlers/approval.h"
#include "handlers/office.h"
#include "handlers/steps.h"
#include "handlers/workdays.h"
#include "store/tickets.h"

enum {
	AT_ONCE = 50, /* in one transaction of the service */
};

static const struct actor system_actor = { .name = "system",
					   .role = STEP_ROLE_SYSTEM,
					   .door = "system" };

int advance_request(const struct office *office, struct ticket *ticket, int64_t now_s)
{
	int error;

	if (!step_is_off(office, STEP_ACCEPT) || ticket->flags[0] != '\0')
		return 0;
	error = office_step(office, ticket, STEP_ACCEPT, &system_actor, NULL, now_s);
	return error < 0 ? error : ticket_get(office->store, ticket->id, ticket);
}

struct approved {
	const struct office *office;
	int64_t ids[AT_ONCE];
	int count;
};

static bool take(void *context, const struct ticket *ticket)
{
	struct approved *approved = context;

	if (strcmp(ticket->village, approved->office->village->code) == 0)
		approved->ids[approved->count++] = ticket->id;
	return approved->count < AT_ONCE;
}

/* Returns 1 when it is ready now. */
static int advance_one(const struct office *office, int64_t id, int64_t now_s)
{
	struct ticket ticket;
	int error = ticket_get(office->store, id, &ticket);

	if (error == 0)
		error = approval_may_withdraw(office, &ticket, now_s);
	if (error != -EPERM) /* it may still be withdrawn */
		return error;
	error = office_step(office, &ticket, STEP_READY, &system_actor, NULL, now_s);
	return error < 0 ? error : 1;
}

int advance_approved(const struct office *office, int64_t now_s)
{
	const struct ticket_filter filter = { .village = office->village->code,
					      .has_state = true,
					      .state = TICKET_STATE_APPROVED };
	struct approved approved = { .office = office };
	int error, done = 0;

	if (!step_is_off(office, STEP_READY) || office_awake_at(now_s) != 0)
		return 0;
	error = ticket_list(office->store, &filter, take, &approved);
	for (int i = 0; i < approved.count && error >= 0; i++) {
		error = advance_one(office, approved.ids[i], now_s);
		done += error > 0;
	}
	return error < 0 ? error : done;
}
