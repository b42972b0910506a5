// SPDX-License-Identifier: MIT
#include "handlers/link.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/steps.h"
#include "store/links.h"

static int note_link(const struct office *office, const struct resident *resident,
		     const struct actor *actor, int64_t now_s)
{
	struct phone_link link = { .at = now_s };

	(void)text_copy(link.village, sizeof link.village, office->village->code);
	(void)text_copy(link.nik, sizeof link.nik, resident->nik);
	(void)text_copy(link.phone, sizeof link.phone, resident->phone);
	(void)text_copy(link.actor, sizeof link.actor, actor->name);
	(void)text_copy(link.role, sizeof link.role, step_role_name(actor->role));
	(void)text_copy(link.door, sizeof link.door, actor->door);
	return phone_link_add(office->store, &link);
}

int link_phone(const struct office *office, const char *nik, const char *phone,
	       const struct actor *actor, int64_t now_s, struct resident *out,
	       struct text *why)
{
	char number[LIMIT_ADDRESS_SIZE] = "";
	int error = resident_find(office->store, office->village->code, nik, out);

	if (error == -ENOENT)
		text_say(why, "tidak ada penduduk dengan NIK itu");
	if (error < 0)
		return error;
	if (phone[0] != '\0' && !phone_normalise(phone, number)) {
		text_say(why, "'%s' bukan nomor HP", phone);
		return -EINVAL;
	}
	(void)text_copy(out->phone, sizeof out->phone, number);
	error = resident_put(office->store, out);
	return error < 0 ? error : note_link(office, out, actor, now_s);
}

/* A phone that only a file of residents names was seen by nobody. */
int link_find(const struct office *office, const char *phone, struct resident *out)
{
	struct phone_link link;
	int error = phone[0] == '\0' ? -ENOENT
				     : resident_find_by_phone(office->store, phone, out);

	if (error == 0)
		error = phone_link_last(office->store, out->nik, &link);
	if (error == -ENOENT || error == -EEXIST)
		return 0;
	if (error < 0)
		return error;
	return strcmp(link.phone, phone) == 0 &&
	       strcmp(out->village, office->village->code) == 0 &&
	       strcmp(out->life_state, "HIDUP") == 0;
}
