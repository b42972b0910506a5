// SPDX-License-Identifier: MIT
/* surat new: the request of somebody who stands at the desk. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/desk.h"
#include "handlers/labels.h"
#include "store/store.h"
#include "store/tickets.h"

enum {
	JSON_SIZE = 8192,
};

static const char *value_of(const struct surat *surat, enum surat_option option)
{
	return surat_has(surat, option) ? surat->options[option] : "";
}

static bool is_fitting(const struct desk_request *request)
{
	if (strlen(request->purpose) >= LIMIT_PURPOSE_SIZE)
		surat_complain("keperluan terlalu panjang, paling banyak %d huruf",
			       LIMIT_PURPOSE_SIZE - 1);
	else if (strlen(request->name) >= LIMIT_NAME_SIZE)
		surat_complain("nama terlalu panjang, paling banyak %d huruf",
			       LIMIT_NAME_SIZE - 1);
	else if (request->purpose[strspn(request->purpose, " ")] == '\0')
		surat_complain("keperluan harus diisi");
	else
		return true;
	return false;
}

static int file_request(struct surat *surat, const struct desk_request *request,
			struct ticket *out_ticket, struct text *why)
{
	char account[LIMIT_ADDRESS_SIZE];
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	error = desk_new_ticket(&surat->office, request, surat_account(account),
				clock_utc_s(), out_ticket, why);
	return surat_end_transaction(surat->store, error);
}

static int print_filed(struct surat *surat, const struct ticket *ticket)
{
	char buffer[JSON_SIZE], code[CODE_SHOWN_SIZE];
	struct print_list list;
	struct text json;
	int error;

	if (!surat_has(surat, SURAT_OPTION_JSON)) {
		print_line("%s  %s  %s  %s", code_show(ticket->code, code),
			   label_ticket_state(ticket->state), ticket->kind, ticket->name);
		return 0;
	}
	text_init(&json, buffer, sizeof buffer);
	error = ticket_add_json(surat->store, ticket->id, &json);
	if (error < 0)
		return error;
	print_list_begin(&list, false);
	print_list_add(&list, buffer);
	return 0;
}

int surat_new(struct surat *surat)
{
	const struct desk_request request = {
		.kind = value_of(surat, SURAT_OPTION_KIND),
		.nik = value_of(surat, SURAT_OPTION_NIK),
		.name = value_of(surat, SURAT_OPTION_NAME),
		.purpose = value_of(surat, SURAT_OPTION_PURPOSE),
		.phone = value_of(surat, SURAT_OPTION_PHONE),
	};
	char buffer[LIMIT_WHY_SIZE];
	struct ticket ticket = { 0 };
	struct text why;
	int error, printed;

	text_init(&why, buffer, sizeof buffer);
	if (!is_fitting(&request))
		return SURAT_EXIT_NO;
	error = file_request(surat, &request, &ticket, &why);
	if (error == -EINVAL && why.length > 0) {
		surat_complain("%s", buffer);
		return SURAT_EXIT_NO;
	}
	if (error < 0 && error != -EEXIST)
		return surat_store_failed("menyimpan permohonan", error);
	if (error == -EEXIST)
		surat_complain("permohonan yang sama masih terbuka; tidak dibuat lagi");
	printed = print_filed(surat, &ticket);
	if (printed < 0)
		return surat_store_failed("membaca permohonan", printed);
	return error == -EEXIST ? SURAT_EXIT_NO : SURAT_EXIT_OK;
}
