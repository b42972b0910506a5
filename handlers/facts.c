// SPDX-License-Identifier: MIT
#include "handlers/facts.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/office.h"
#include "letters/catalogue.h"
#include "store/tickets.h"

enum {
	NUMBER_SIZE = 24,
	SHOWN_SIZE = 16, /* of a date or an hour */
	VALUES_MAX = 48,
};

/* The values of one reply and the room for those that are made here. */
struct values {
	struct phrase_value items[VALUES_MAX];
	size_t count;
	char code[CODE_SHOWN_SIZE], opens[SHOWN_SIZE], date[SHOWN_SIZE], hour[SHOWN_SIZE];
	char days[NUMBER_SIZE], number[NUMBER_SIZE];
};

static void add(struct values *values, const char *name, const char *value)
{
	if (values->count < VALUES_MAX)
		values->items[values->count++] =
			(struct phrase_value){ name, value == NULL ? "" : value };
}

static void add_village(struct values *values, const struct village *village)
{
	snprintf(values->opens, sizeof(values->opens), "%02d.%02d",
		 village->open_from_min / 60 % 24, village->open_from_min % 60);
	add(values, "desa", village->name);
	add(values, "telp", village->phone);
	add(values, "hariker", village->open_days);
	add(values, "jam", village->open_hours);
	add(values, "buka", values->opens);
	add(values, "alamat", village->address);
}

static void add_letter(struct values *values, const struct office *office,
		       const struct facts *facts)
{
	const struct letter *letter = facts->letter;

	if (letter == NULL && facts->ticket != NULL)
		letter = catalogue_find(office->catalogue, facts->ticket->kind);
	if (letter == NULL) { /* the catalogue may have changed since */
		add(values, "surat", facts->ticket == NULL ? "" : facts->ticket->kind);
		return;
	}
	snprintf(values->days, sizeof(values->days), "%d", letter->work_days);
	add(values, "surat", letter->short_name);
	add(values, "kata", letter->keyword);
	add(values, "syarat", letter->requirements);
	add(values, "hari", values->days);
}

static void add_ticket(struct values *values, const struct ticket *ticket)
{
	if (ticket == NULL)
		return;
	add(values, "kode", code_show(ticket->code, values->code));
	add(values, "alasan", ticket->reason);
	add(values, "status", facts_state_word(ticket));
}

static void add_date(struct values *values, int64_t at_s)
{
	struct tm local;

	if (at_s == 0) {
		add(values, "tgl", "-");
		return;
	}
	clock_local(at_s, &local);
	strftime(values->date, sizeof(values->date), "%d-%m-%Y", &local);
	strftime(values->hour, sizeof(values->hour), "%H.%M", &local);
	add(values, "tgl", values->date);
	add(values, "pukul", values->hour);
}

static void add_numbers(struct values *values, const struct facts *facts)
{
	static const char *const list_names[] = { "daftar", "keadaan", "menu", "halaman",
						  "tanya" };

	snprintf(values->number, sizeof(values->number), "%lld",
		 (long long)facts->number);
	add(values, "n", values->number);
	add(values, "angka", values->number);
	add(values, "catatan", values->number);
	add(values, "masa", values->number);
	for (size_t i = 0; i < sizeof(list_names) / sizeof(*list_names); i++)
		add(values, list_names[i], facts->list);
}

/* The last four digits of a NIK: enough to see which one was understood. */
static const char *last_four(const char *nik)
{
	size_t length = nik == NULL ? 0 : strlen(nik);

	return length < 4 ? "" : nik + length - 4;
}

bool facts_fill(const struct office *office, const char *id, const struct facts *facts,
		struct text *out)
{
	struct values values = { .count = 0 };

	for (size_t i = 0; i < facts->n_more; i++)
		add(&values, facts->more[i].name, facts->more[i].value);
	add_village(&values, office->village);
	add_letter(&values, office, facts);
	add_ticket(&values, facts->ticket);
	add_date(&values, facts->date_at);
	add_numbers(&values, facts);
	add(&values, "nik4", last_four(facts->nik));
	add(&values, "perlu", facts->purpose);
	return phrase_fill(office->phrases, id, values.items, values.count, out);
}

const char *facts_state_word(const struct ticket *ticket)
{
	static const char *const words[TICKET_STATE_COUNT] = {
		[TICKET_STATE_RECEIVED] = "DITERIMA",
		[TICKET_STATE_INCOMPLETE] = "BELUM LENGKAP",
		[TICKET_STATE_CHECKED] = "TUNGGU TTD",
		[TICKET_STATE_APPROVED] = "DISETUJUI",
		[TICKET_STATE_READY] = "SIAP DIAMBIL",
		[TICKET_STATE_COLLECTED] = "SUDAH DIAMBIL",
		[TICKET_STATE_REJECTED] = "DITOLAK",
		[TICKET_STATE_CANCELLED] = "DIBATALKAN",
		[TICKET_STATE_REVOKED] = "DICABUT",
		[TICKET_STATE_EXPIRED] = "KEDALUWARSA",
	};

	return words[ticket->state];
}

void facts_add_item(const struct office *office, const struct ticket *ticket,
		    bool has_state, struct text *list)
{
	const struct letter *letter = catalogue_find(office->catalogue, ticket->kind);
	const char *name = letter == NULL ? ticket->kind : letter->short_name;
	char code[CODE_SHOWN_SIZE];

	text_add_format(list, "%s%s %s", list->length > 0 ? ", " : "", name,
			code_show(ticket->code, code));
	if (has_state)
		text_add_format(list, " %s", facts_state_word(ticket));
}
