// SPDX-License-Identifier: MIT
#include "handlers/mandates.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/date.h"
#include "handlers/office.h"
#include "store/officers.h"

static const char *const kinds[] = { "a.n.", "u.b.", "Plh.", "Plt.", "Pj." };

const char *const *mandate_kinds(size_t *out_count)
{
	*out_count = sizeof kinds / sizeof kinds[0];
	return kinds;
}

/* Midnight at the beginning of that day, local. */
static bool read_day(const char *written, int days_later, int64_t *out_at,
		     struct text *why)
{
	struct date date;
	struct tm local = { .tm_isdst = -1 };

	if (!date_parse(written, &date)) {
		text_say(why, "'%s' bukan tanggal; tulis seperti 2026-12-03", written);
		return false;
	}
	local.tm_year = date.year - 1900;
	local.tm_mon = date.month - 1;
	local.tm_mday = date.day + days_later;
	*out_at = clock_utc_of_local(&local);
	return true;
}

static bool is_kind(const char *kind, struct text *why)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	}
	text_say(why, "'%s' harus a.n., u.b., Plh., Plt. atau Pj.", kind);
	return false;
}

static bool read(const struct mandate_request *request, int64_t now_s,
		 struct delegation *out, struct text *why)
{
	*out = (struct delegation){ .created_at = now_s };
	if (!is_kind(request->kind, why) ||
	    !read_day(request->from, 0, &out->from_at, why) ||
	    !read_day(request->until, 1, &out->until_at, why))
		return false;
	if (out->until_at > out->from_at)
		return true;
	text_say(why, "akhir mandat sebelum awalnya");
	return false;
}

static bool may_give(const struct officer *giver)
{
	return giver == NULL || (giver->is_active && giver->role == OFFICER_ROLE_HEAD);
}

int mandate_give(const struct office *office, const struct mandate_request *request,
		 int64_t now_s, struct text *why)
{
	struct delegation delegation;
	struct officer officer;
	int error;

	if (!may_give(request->giver))
		return -EACCES;
	if (!read(request, now_s, &delegation, why))
		return -EINVAL;
	error = officer_find(office->store, office->village->code, request->name,
			     &officer);
	if (error < 0)
		return error;
	if (officer.role == OFFICER_ROLE_SUBDISTRICT) {
		text_say(why, "%s bukan perangkat desa", officer.name);
		return -EINVAL;
	}
	delegation.officer_id = officer.id;
	text_copy(delegation.kind, sizeof delegation.kind, request->kind);
	text_copy(delegation.created_by, sizeof delegation.created_by, request->by);
	return delegation_add(office->store, &delegation);
}

int mandate_end(const struct office *office, const struct officer *giver,
		const char *name, int64_t now_s)
{
	struct officer officer;
	int error;

	if (!may_give(giver))
		return -EACCES;
	error = officer_find(office->store, office->village->code, name, &officer);
	return error < 0 ? error : delegation_end(office->store, officer.id, now_s);
}
