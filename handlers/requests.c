// SPDX-License-Identifier: MIT
#include "handlers/requests.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/advance.h"
#include "handlers/code.h"
#include "handlers/letter_needs.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "handlers/workdays.h"
#include "letters/catalogue.h"
#include "store/residents.h"
#include "store/tickets.h"

enum {
	DAY_S = 86400,
	/* A second request of the same letter within a day is the same one (sent twice);
	 * after that only the same purpose makes it so. */
	SAME_REQUEST_S = DAY_S,
	CODE_TRIES = 20,       /* 5,000 open codes of 10^7: 20 in a row never happens */
	OWN_TICKETS_MAX = 200, /* looked at of one phone */
};

/* One walk over the newest tickets of a phone. One of the future, from before the clock
 * was set back, is none of today's. */
struct own_tickets {
	const struct request *request;
	int64_t since_s, now_s;
	struct ticket *out_same; /* the open one that is the same request */
	bool has_same, has_this_message;
	int n_since, n_unknown; /* filed since then; of these, NIK unknown */
};

static bool is_same_request(const struct request *request, const struct ticket *ticket,
			    int64_t now_s)
{
	if (strcmp(ticket->kind, request->letter->keyword) != 0 ||
	    strcmp(ticket->nik, request->nik) != 0 || request->nik[0] == '\0')
		return false;
	return now_s - ticket->created_at < SAME_REQUEST_S ||
	       request->purpose[0] == '\0' ||
	       strcasecmp(ticket->purpose, request->purpose) == 0;
}

static bool is_open(const struct ticket *ticket)
{
	return ticket->state <= TICKET_STATE_READY;
}

static bool look_at_own(void *context, const struct ticket *ticket)
{
	struct own_tickets *own = context;

	if (ticket->created_at >= own->since_s && ticket->created_at <= own->now_s) {
		own->n_since++;
		if (strstr(ticket->flags, "nik_unknown") != NULL)
			own->n_unknown++;
	}
	if (own->request == NULL)
		return true;
	if (own->request->inbox_id != 0 && ticket->inbox_id == own->request->inbox_id &&
	    ticket->item == own->request->item)
		own->has_this_message = true;
	if (!own->has_same && is_open(ticket) &&
	    is_same_request(own->request, ticket, own->now_s)) {
		*own->out_same = *ticket;
		own->has_same = true;
	}
	return true;
}

static int look_at_own_tickets(const struct office *office, const char *phone,
			       struct own_tickets *own)
{
	struct ticket_filter filter = { .phone = phone,
					.is_newest_first = true,
					.limit = OWN_TICKETS_MAX };

	if (phone[0] == '\0')
		return 0;
	return ticket_list(office->store, &filter, look_at_own, own);
}

int request_count_since(const struct office *office, const char *phone, int64_t since_s)
{
	struct own_tickets own = { .since_s = since_s, .now_s = clock_utc_s() };
	int error = look_at_own_tickets(office, phone, &own);

	return error < 0 ? error : own.n_since;
}

/* A flag that does not fit any more is one of several; the others warn enough. */
static void add_flag(struct ticket *ticket, const char *flag)
{
	size_t used = strlen(ticket->flags);
	struct text flags;

	if (used + strlen(flag) + 2 > sizeof(ticket->flags))
		return;
	text_init(&flags, ticket->flags + used, sizeof(ticket->flags) - used);
	text_add_format(&flags, "%s%s", used > 0 ? " " : "", flag);
}

static int add_resident(const struct office *office, struct ticket *ticket)
{
	struct resident resident;
	int error;

	if (ticket->nik[0] == '\0')
		return 0;
	error = resident_find(office->store, ticket->village, ticket->nik, &resident);
	if (error == -ENOENT) {
		add_flag(ticket, "nik_unknown");
		return 0;
	}
	if (error < 0)
		return error;
	if (ticket->name[0] != '\0' && strcasecmp(ticket->name, resident.name) != 0)
		add_flag(ticket, "name_differs");
	text_copy(ticket->name, sizeof(ticket->name), resident.name);
	return 0;
}

/* A page of USSD asks little: the office asks the rest. At the desk it does so anyway. */
static bool is_missing_something(const struct office *office, const struct ticket *ticket)
{
	const struct letter *letter = catalogue_find(office->catalogue, ticket->kind);

	if (ticket->inbox_id == 0 || letter == NULL)
		return false;
	return letter_missing_field(letter, ticket->details) != NULL ||
	       (ticket->purpose[0] == '\0' && letter_needs_purpose(letter));
}

static int add_doubt(const struct office *office, struct ticket *ticket, int64_t now_s)
{
	struct ticket other;
	int error;

	if (ticket->nik[0] == '\0')
		return 0;
	if (nik_is_odd(ticket->nik, now_s))
		add_flag(ticket, "nik_odd");
	if (nik_is_minor(ticket->nik, now_s))
		add_flag(ticket, "minor");
	if (resident_is_family_card(office->store, ticket->nik))
		add_flag(ticket, "kk_number");
	if (is_missing_something(office, ticket))
		add_flag(ticket, "ask_details");
	error = ticket_find_open(office->store, ticket->village, ticket->nik,
				 ticket->kind, &other);
	if (error == 0 && other.id != ticket->id)
		add_flag(ticket, "maybe_double");
	return error == -ENOENT ? 0 : error;
}

int request_judge(const struct office *office, int64_t now_s, struct ticket *ticket)
{
	int error;

	ticket->flags[0] = '\0';
	error = add_resident(office, ticket);
	return error < 0 ? error : add_doubt(office, ticket, now_s);
}

static void fill(const struct office *office, const struct request *request,
		 int64_t now_s, struct ticket *ticket)
{
	*ticket = (struct ticket){ .state = TICKET_STATE_RECEIVED,
				   .inbox_id = request->inbox_id,
				   .item = request->item,
				   .created_at = now_s,
				   .updated_at = now_s };
	text_copy(ticket->village, sizeof(ticket->village), office->village->code);
	text_copy(ticket->kind, sizeof(ticket->kind), request->letter->keyword);
	text_copy(ticket->nik, sizeof(ticket->nik), request->nik);
	text_copy(ticket->name, sizeof(ticket->name), request->name);
	text_copy(ticket->purpose, sizeof(ticket->purpose), request->purpose);
	text_copy(ticket->phone, sizeof(ticket->phone), request->phone);
	text_copy(ticket->door, sizeof(ticket->door), request->door);
	text_copy(ticket->details, sizeof(ticket->details),
		  request->details[0] == '\0' ? "{}" : request->details);
	ticket->due_at = office_due(office->village, now_s, request->letter->work_days);
}

static int add_with_code(const struct office *office, struct ticket *ticket,
			 const char *actor)
{
	for (int try = 0; try < CODE_TRIES; try++) {
		bool is_code_taken = false;
		int error;

		code_draw(ticket->code);
		error = ticket_add(office->store, ticket, actor, &is_code_taken);
		if (error != -EEXIST)
			return error;
		if (!is_code_taken)
			return -EALREADY;
	}
	return -EIO;
}

int request_file(const struct office *office, const struct request *request,
		 const char *actor, int64_t now_s, struct ticket *out_ticket)
{
	struct own_tickets own = { .request = request,
				   .since_s = now_s - DAY_S,
				   .now_s = now_s,
				   .out_same = out_ticket };
	int error = look_at_own_tickets(office, request->phone, &own);

	if (error < 0)
		return error;
	if (own.has_this_message)
		return -EALREADY;
	if (own.has_same)
		return -EEXIST;
	fill(office, request, now_s, out_ticket);
	error = request_judge(office, now_s, out_ticket);
	if (error < 0)
		return error;
	if (own.n_unknown >= office->guards->unknown_nik_per_day &&
	    office->guards->unknown_nik_per_day > 0)
		add_flag(out_ticket, "many_unknown");
	error = add_with_code(office, out_ticket, actor);
	if (error == 0)
		log_info("ticket filed code=%s kind=%s door=%s flags=\"%s\"",
			 out_ticket->code, out_ticket->kind, out_ticket->door,
			 out_ticket->flags);
	return error < 0 ? error : advance_request(office, out_ticket, now_s);
}
