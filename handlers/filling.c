// SPDX-License-Identifier: MIT
#include "handlers/filling.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/details.h"
#include "handlers/office.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "letters/spelling.h"
#include "store/tickets.h"

static const enum step_role desk =
	STEP_ROLE_OPERATOR | STEP_ROLE_SECRETARY | STEP_ROLE_ACCOUNT;

/* Of the person, where the residents' list may have a gap. */
static const struct filling_field gaps[FILLING_GAPS] = {
	{ "nik", "NIK", false },
	{ "no_kk", "Nomor KK", false },
	{ "tempat_lahir", "Tempat lahir", false },
	{ "tanggal_lahir", "Tanggal lahir", false },
	{ "jenis_kelamin", "Jenis kelamin", false },
	{ "agama", "Agama", false },
	{ "status_kawin", "Status perkawinan", false },
	{ "pekerjaan", "Pekerjaan", false },
	{ "kewarganegaraan", "Kewarganegaraan", false },
	{ "alamat", "Alamat", false },
	{ "dusun", "Dusun", false },
	{ "rt", "RT", false },
	{ "rw", "RW", false },
};

size_t filling_fields(const struct letter *letter,
		      struct filling_field out[FILLING_FIELDS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; letter != NULL && i < letter->n_fields; i++)
		out[n++] = (struct filling_field){ letter->fields[i].name,
						   letter->fields[i].label, true };
	for (size_t i = 0; i < FILLING_GAPS; i++)
		out[n++] = gaps[i];
	return n;
}

static bool is_field(const struct letter *letter, const char *name)
{
	struct filling_field fields[FILLING_FIELDS_MAX];
	size_t n = filling_fields(letter, fields);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(fields[i].name, name) == 0)
			return true;
	}
	return false;
}

static int check(const struct office *office, const struct ticket *ticket,
		 const char *name, const char *value, struct text *why)
{
	const struct letter *letter = catalogue_find(office->catalogue, ticket->kind);

	if (!is_field(letter, name))
		text_say(why, "surat %s tidak punya isian '%s'", ticket->kind, name);
	else if (!spelling_is_printable(value))
		text_say(why, "isian '%s' memuat huruf kendali atau tanda bertumpuk",
			 name);
	else
		return 0;
	return -EINVAL;
}

bool filling_is_open(enum ticket_state state)
{
	return state == TICKET_STATE_RECEIVED || state == TICKET_STATE_INCOMPLETE ||
	       state == TICKET_STATE_CHECKED;
}

int filling_set(const struct office *office, const struct ticket *ticket,
		const char *name, const char *value, const struct actor *actor,
		int64_t now_s, struct text *why)
{
	struct ticket_event event = {
		.at = now_s, .step = "fill", .from = ticket->state, .to = ticket->state
	};
	char details[sizeof ticket->details];
	struct text said;
	int error;

	if (!filling_is_open(ticket->state))
		return -EPERM;
	if ((desk & actor->role) == 0)
		return -EACCES;
	error = check(office, ticket, name, value, why);
	if (error < 0)
		return error;
	text_copy(details, sizeof details, ticket->details);
	if (!details_set(details, sizeof details, name, value)) {
		text_say(why, "isian surat ini sudah terlalu panjang");
		return -EINVAL;
	}
	text_copy(event.actor, sizeof event.actor, actor->name);
	text_copy(event.role, sizeof event.role, step_role_name(actor->role));
	text_copy(event.door, sizeof event.door, actor->door);
	text_init(&said, event.why, sizeof event.why);
	text_add_format(&said, "%s: %s", name, value);
	return ticket_set_details(office->store, ticket, &event, details);
}
