// SPDX-License-Identifier: MIT
#include "handlers/desk.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/text.h"
#include "handlers/nik.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/requests.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "store/tickets.h"

static const struct letter *find_letter(const struct catalogue *catalogue,
					const char *kind)
{
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		if (strcasecmp(catalogue->letters[i].keyword, kind) == 0)
			return &catalogue->letters[i];
	}
	return NULL;
}

int desk_new_ticket(const struct office *office, const struct desk_request *request,
		    const char *actor, int64_t now_s, struct ticket *out_ticket,
		    struct text *why)
{
	char phone[LIMIT_ADDRESS_SIZE] = "";
	struct request filed = { .letter = find_letter(office->catalogue, request->kind),
				 .nik = request->nik,
				 .name = request->name,
				 .purpose = request->purpose,
				 .details = "{}",
				 .phone = phone,
				 .door = "desk" };

	if (filed.letter == NULL)
		text_say(why, "tidak ada surat '%s'", request->kind);
	else if (request->nik[0] != '\0' && !nik_is_whole(request->nik))
		text_say(why, "NIK harus 16 angka: '%s'", request->nik);
	else if (request->phone[0] != '\0' && !phone_normalise(request->phone, phone))
		text_say(why, "'%s' bukan nomor HP Indonesia", request->phone);
	else
		return request_file(office, &filed, actor, now_s, out_ticket);
	return -EINVAL;
}

int desk_collect(const struct office *office, const struct ticket *ticket,
		 const struct desk_proxy *proxy, const struct actor *actor, int64_t now_s,
		 struct text *why)
{
	char reason[LIMIT_REASON_SIZE];
	bool has_nik = proxy->nik[0] != '\0';
	struct text text;

	if (proxy->name[0] == '\0' && !has_nik)
		return office_step(office, ticket, STEP_COLLECT, actor, NULL, now_s);
	text_init(&text, reason, sizeof reason);
	text_add_format(&text, "diwakili %s%s%s", proxy->name, has_nik ? ", NIK " : "",
			proxy->nik);
	if (proxy->name[strspn(proxy->name, " ")] == '\0')
		text_say(why, "nama wakil harus diisi");
	else if (has_nik && !nik_is_whole(proxy->nik))
		text_say(why, "NIK wakil harus 16 angka");
	else if (text.is_cut)
		text_say(why, "nama wakil terlalu panjang");
	else
		return office_step(office, ticket, STEP_COLLECT, actor, reason, now_s);
	return -EINVAL;
}
