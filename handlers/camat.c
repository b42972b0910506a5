// SPDX-License-Identifier: MIT
#include "handlers/camat.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/date.h"
#include "handlers/office.h"
#include "handlers/steps.h"
#include "letters/seal_facts.h"
#include "store/camat.h"

static const unsigned may = STEP_ROLE_SUBDISTRICT | STEP_ROLE_OPERATOR |
			    STEP_ROLE_SECRETARY | STEP_ROLE_ACCOUNT;

_Static_assert((int)CAMAT_DAY_SIZE == (int)DATE_SIZE, "a day is a day");

static void day_of(int64_t at_s, char out[DATE_SIZE])
{
	struct tm local;

	clock_local(at_s, &local);
	date_show(&(struct date){ local.tm_year + 1900, local.tm_mon + 1, local.tm_mday },
		  out);
}

/* Between the letter's own day and today. */
static bool read_day(const char *typed, int64_t now_s, struct camat_letter *letter,
		     struct text *why)
{
	char today[DATE_SIZE], issued[DATE_SIZE];
	struct date date;

	day_of(now_s, today);
	day_of(letter->issued_at, issued);
	if (typed[0] == '\0') {
		text_copy(letter->camat_day, sizeof letter->camat_day, today);
		return true;
	}
	if (!date_parse(typed, &date)) {
		text_say(why, "'%s' bukan tanggal; tulis seperti 2026-12-03", typed);
		return false;
	}
	date_show(&date, letter->camat_day);
	if (strcmp(letter->camat_day, today) <= 0 &&
	    strcmp(letter->camat_day, issued) >= 0)
		return true;
	text_say(why, "tanggal register camat harus antara tanggal surat dan hari ini");
	return false;
}

static bool read_number(const char *typed, struct camat_letter *letter, struct text *why)
{
	if (typed[0] != ' ' && seal_is_line(typed) &&
	    text_copy(letter->camat_number, sizeof letter->camat_number, typed))
		return true;
	text_say(why, "nomor register harus diisi, paling banyak %zu huruf",
		 sizeof letter->camat_number - 1);
	return false;
}

static int put(const struct office *office, const struct camat_letter *letter,
	       struct text *why)
{
	int error = camat_put(office->store, office->village->code, letter);

	if (error != -EEXIST)
		return error;
	text_say(why, "nomor register itu sudah dipakai surat lain di tahun itu");
	return -EINVAL;
}

int camat_enter(const struct office *office, const struct ticket *ticket,
		const struct camat_entry *entry, const struct actor *actor, int64_t now_s,
		struct text *why)
{
	struct ticket_event event = {
		.at = now_s, .step = "camat", .from = ticket->state, .to = ticket->state
	};
	struct camat_letter letter;
	struct text said;
	int error;

	if ((may & (unsigned)actor->role) == 0)
		return -EACCES;
	error = camat_get(office->store, ticket->id, &letter);
	if (error < 0)
		return error;
	if (!read_number(entry->number, &letter, why) ||
	    !read_day(entry->day, now_s, &letter, why))
		return -EINVAL;
	error = put(office, &letter, why);
	if (error < 0)
		return error;
	text_copy(event.actor, sizeof event.actor, actor->name);
	text_copy(event.role, sizeof event.role, step_role_name(actor->role));
	text_copy(event.door, sizeof event.door, actor->door);
	text_init(&said, event.why, sizeof event.why);
	text_add_format(&said, "register camat %s, %s", letter.camat_number,
			letter.camat_day);
	log_info("camat registered code=%s number=\"%s\" by=%s door=%s", ticket->code,
		 letter.camat_number, event.role, event.door);
	return ticket_add_event(office->store, ticket->id, &event);
}
