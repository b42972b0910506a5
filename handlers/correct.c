// SPDX-License-Identifier: MIT
#include "handlers/correct.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "handlers/requests.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "store/tickets.h"

enum {
	ROLES = STEP_ROLE_OPERATOR | STEP_ROLE_SECRETARY | STEP_ROLE_ACCOUNT,
};

static bool is_good(const struct office *office, const struct correction *correction,
		    struct text *why)
{
	if (correction->kind != NULL &&
	    catalogue_find(office->catalogue, correction->kind) == NULL)
		text_say(why, "Tidak ada surat '%s'.", correction->kind);
	else if (correction->nik != NULL && correction->nik[0] != '\0' &&
		 !nik_is_whole(correction->nik))
		text_say(why, "NIK harus 16 angka.");
	else if (correction->purpose != NULL && correction->purpose[0] == '\0')
		text_say(why, "Keperluan harus diisi.");
	else
		return true;
	return false;
}

/* Take a value over; what it was and is goes into the event. */
static void take(char *value, size_t size, const char *wanted, const char *label,
		 struct text *said)
{
	char nik[LOG_NUMBER_SIZE];

	if (wanted == NULL || strcmp(value, wanted) == 0)
		return;
	text_add_format(said, "%s%s", said->length > 0 ? ", " : "", label);
	if (strcmp(label, "NIK") == 0)
		text_add_format(said, " dari %s",
				value[0] != '\0' ? log_nik(nik, value) : "kosong");
	else
		text_add_format(said, " dari '%s'", value);
	text_copy(value, size, wanted);
}

int ticket_put_right(const struct office *office, struct ticket *ticket,
		     const struct correction *correction, const struct actor *actor,
		     int64_t now_s, struct text *why)
{
	struct ticket_event event = { .at = now_s,
				      .from = ticket->state,
				      .to = ticket->state };
	struct text said;
	int error;

	if (ticket->state != TICKET_STATE_RECEIVED &&
	    ticket->state != TICKET_STATE_INCOMPLETE)
		return -EPERM;
	if ((ROLES & (unsigned)actor->role) == 0)
		return -EACCES;
	if (!is_good(office, correction, why))
		return -EINVAL;
	text_init(&said, event.why, sizeof event.why);
	take(ticket->kind, sizeof ticket->kind, correction->kind, "surat", &said);
	take(ticket->nik, sizeof ticket->nik, correction->nik, "NIK", &said);
	take(ticket->name, sizeof ticket->name, correction->name, "nama", &said);
	take(ticket->purpose, sizeof ticket->purpose, correction->purpose, "keperluan",
	     &said);
	if (said.length == 0)
		return 0;
	error = request_judge(office, now_s, ticket);
	if (error < 0)
		return error;
	text_copy(event.actor, sizeof event.actor, actor->name);
	text_copy(event.role, sizeof event.role, step_role_name(actor->role));
	text_copy(event.door, sizeof event.door, actor->door);
	text_copy(event.step, sizeof event.step, "correct");
	log_info("ticket code=%s step=correct by=%s door=%s", ticket->code, event.role,
		 event.door);
	return ticket_correct(office->store, ticket, &event);
}
