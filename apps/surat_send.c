// SPDX-License-Identifier: MIT
/* surat send, seen: what an officer does himself with texts. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/utf8.h"
#include "handlers/phone.h"
#include "handlers/texts.h"
#include "modem/sms.h"
#include "store/drafts.h"
#include "store/outbox.h"
#include "store/store.h"

static bool is_sendable(const char *text, struct sms_plan *out_plan)
{
	const char *at = text;
	size_t left = strlen(text);

	if (!utf8_is_valid(text, left)) {
		surat_complain("tulisan ini bukan UTF-8");
		return false;
	}
	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(at, left, &code);

		if (utf8_is_control(code) && code != '\n') {
			surat_complain("ada huruf kendali di dalam SMS: %s", text);
			return false;
		}
		at += taken;
		left -= taken;
	}
	if (text[strspn(text, " \n")] == '\0') {
		surat_complain("SMS ini kosong");
		return false;
	}
	if (sms_plan(text, out_plan) < 0) {
		surat_complain("SMS ini terlalu panjang, paling banyak %d bagian",
			       LIMIT_SMS_PARTS);
		return false;
	}
	return true;
}

static void warn_if_stopped(struct store *store, const char *phone)
{
	struct person person;

	if (person_get(store, phone, &person) == 0 && person.is_stopped)
		surat_complain("ingat: nomor ini pernah mengirim STOP");
}

static int queue_text(struct surat *surat, struct outbox_row *row)
{
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	return surat_end_transaction(surat->store, outbox_add(surat->store, row));
}

int surat_send(struct surat *surat)
{
	struct outbox_row row = { .created_at = clock_utc_s(),
				  .priority = OUTBOX_PRIORITY_NOTICE,
				  .error = -1,
				  .sms_reference = -1 };
	struct sms_plan plan;
	struct text text;
	int error;

	if (!phone_normalise(surat->arguments[0], row.to)) {
		surat_complain("'%s' bukan nomor HP Indonesia", surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	text_init(&text, row.text, sizeof row.text);
	if (!surat_join_arguments(surat, 1, &text)) {
		surat_complain("SMS ini terlalu panjang");
		return SURAT_EXIT_NO;
	}
	if (!is_sendable(row.text, &plan))
		return SURAT_EXIT_NO;
	warn_if_stopped(surat->store, row.to);
	error = queue_text(surat, &row);
	if (error < 0)
		return surat_store_failed("menyimpan SMS", error);
	print_line("SMS nomor %lld untuk %s menunggu dikirim (%u bagian)",
		   (long long)row.id, row.to, plan.n_parts);
	return SURAT_EXIT_OK;
}

/* "17" -> 17; 0 for what is no number of a row. */
static int64_t read_id(const char *typed)
{
	char *end;
	long long id;

	errno = 0;
	id = strtoll(typed, &end, 10);
	return errno == 0 && end != typed && *end == '\0' && id > 0 ? id : 0;
}

int surat_seen(struct surat *surat)
{
	char who[LIMIT_ADDRESS_SIZE];
	int error = store_begin(surat->store);

	if (error < 0)
		return surat_store_failed("menandai SMS", error);
	surat_account(who);
	for (int i = 0; error == 0 && i < surat->n_arguments; i++) {
		error = texts_mark_seen(surat->store, read_id(surat->arguments[i]), who);
		if (error == -ENOENT)
			surat_complain("tidak ada SMS nomor '%s' yang perlu dibaca",
				       surat->arguments[i]);
	}
	error = surat_end_transaction(surat->store, error);
	if (error == -ENOENT)
		return SURAT_EXIT_NO;
	return error < 0 ? surat_store_failed("menandai SMS", error) : SURAT_EXIT_OK;
}
