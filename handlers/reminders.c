// SPDX-License-Identifier: MIT
#include "handlers/reminders.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/guards.h"
#include "handlers/notice.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/steps.h"
#include "handlers/workdays.h"
#include "store/duties.h"
#include "store/officers.h"
#include "store/outbox.h"
#include "store/tickets.h"

enum {
	AT_ONCE = 50, /* in one transaction of the service */
	DAY_S = 86400,
	STAFF_MAX = 8,
	COUNT_SIZE = 8,
	COUNT_SHOWN_MAX = 999,
};

/* Whether a text that nobody asked for may go now. */
static bool may_tell(const struct office *office, int64_t now_s)
{
	const char *refusal = NULL;

	return office_is_open(office->village, now_s) &&
	       guards_ask_day(office, false, now_s, &refusal) == 0 && refusal == NULL;
}

static int remind(const struct office *office, int64_t id, int64_t now_s)
{
	struct ticket_event event = { .at = now_s,
				      .actor = "system",
				      .role = "system",
				      .door = "system",
				      .step = "remind" };
	struct ticket ticket;
	int error = ticket_get(office->store, id, &ticket);

	if (error < 0)
		return error;
	event.from = event.to = ticket.state;
	error = ticket_add_event(office->store, id, &event);
	return error < 0 ? error : notice_remind(office, &ticket, now_s);
}

static int expire(const struct office *office, int64_t id, int64_t now_s)
{
	const struct actor actor = { .name = "system",
				     .role = STEP_ROLE_SYSTEM,
				     .door = "system" };
	struct ticket ticket;
	int error = ticket_get(office->store, id, &ticket);

	if (error < 0)
		return error;
	if (notice_pickup_end(office, &ticket) > now_s)
		return 0; /* until closing time of its last day */
	return office_step(office, &ticket, STEP_EXPIRE, &actor, NULL, now_s);
}

static int for_ready(const struct office *office, int days, bool is_unreminded,
		     int64_t now_s,
		     int (*act)(const struct office *office, int64_t id, int64_t now_s))
{
	int64_t ids[AT_ONCE];
	int n, error = 0;

	if (days == 0 || !may_tell(office, now_s))
		return 0;
	n = duty_find_ready(office->store, office->village->code,
			    now_s - (int64_t)days * DAY_S, is_unreminded, ids, AT_ONCE);
	for (int i = 0; i < n && error == 0; i++)
		error = act(office, ids[i], now_s);
	return error < 0 ? error : n;
}

int reminders_collect(const struct office *office, int64_t now_s)
{
	return for_ready(office, office_desk(office)->remind_days, true, now_s, remind);
}

int reminders_expire(const struct office *office, int64_t now_s)
{
	return for_ready(office, office_desk(office)->ready_days, false, now_s, expire);
}

struct staff {
	struct officer officers[STAFF_MAX];
	int count;
};

static bool take_staff(void *context, const struct officer *officer)
{
	struct staff *staff = context;

	if ((officer->role == OFFICER_ROLE_OPERATOR ||
	     officer->role == OFFICER_ROLE_SECRETARY) &&
	    phone_is_mobile(officer->phone))
		staff->officers[staff->count++] = *officer;
	return staff->count < STAFF_MAX;
}

static bool take_first(void *context, const struct ticket *ticket)
{
	*(struct ticket *)context = *ticket;
	return false;
}

static void show_count(int count, char out[COUNT_SIZE])
{
	snprintf(out, COUNT_SIZE, "%d",
		 count < COUNT_SHOWN_MAX ? count : COUNT_SHOWN_MAX);
}

/* What they read: how many are late, how many are new, and the oldest of the late. */
static int tell(const struct office *office, const char *phone, int n_late,
		const struct ticket *oldest, int64_t now_s)
{
	char late[COUNT_SIZE], new[COUNT_SIZE];
	const struct phrase_value more[] = { { "telat", late }, { "baru", new } };
	struct facts facts = {
		.ticket = oldest, .date_at = oldest->due_at, .more = more, .n_more = 2
	};
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_REMINDER,
				  .created_at = now_s,
				  .valid_until = now_s + DAY_S,
				  .error = -1,
				  .sms_reference = -1 };
	int n_new = ticket_count_state(office->store, office->village->code,
				       TICKET_STATE_RECEIVED);
	struct text text;

	if (n_new < 0)
		return n_new;
	show_count(n_late, late);
	show_count(n_new, new);
	text_init(&text, row.text, sizeof row.text);
	if (!facts_fill(office, "K23", &facts, &text))
		return 0;
	text_copy(row.to, sizeof row.to, phone);
	text_copy(row.phrase, sizeof row.phrase, "K23");
	return outbox_add(office->store, &row);
}

/* -EEXIST when it was done today. */
static int take_today(const struct office *office, int64_t now_s)
{
	char day[sizeof "2026-11-22"];
	struct tm local;

	clock_local(now_s, &local);
	strftime(day, sizeof day, "%Y-%m-%d", &local);
	return duty_take(office->store, office->village->code, "nudge", day);
}

int reminders_nudge(const struct office *office, int64_t now_s)
{
	const struct ticket_filter filter = { .village = office->village->code,
					      .is_open_only = true,
					      .late_at = now_s };
	struct staff staff = { .count = 0 };
	struct ticket oldest;
	int n_late, error;

	if (!may_tell(office, now_s))
		return 0;
	n_late = ticket_count_late(office->store, office->village->code, now_s);
	if (n_late <= 0)
		return n_late;
	error = take_today(office, now_s);
	if (error == 0)
		error = officer_list(office->store, office->village->code, take_staff,
				     &staff);
	if (error == 0)
		error = ticket_list(office->store, &filter, take_first, &oldest);
	for (int i = 0; i < staff.count && error == 0; i++)
		error = tell(office, staff.officers[i].phone, n_late, &oldest, now_s);
	return error == -EEXIST ? 0 : error < 0 ? error : staff.count;
}
