// SPDX-License-Identifier: MIT
#include "handlers/link.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/office.h"
#include "handlers/phone.h"

int link_phone(const struct office *office, const char *nik, const char *phone,
	       struct resident *out, struct text *why)
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
	return resident_put(office->store, out);
}
