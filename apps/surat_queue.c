// SPDX-License-Identifier: MIT
/* surat queue [--follow], surat show: what people asked for and how far it is. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "apps/surat_commands.h"
#include "apps/surat_follow.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/labels.h"
#include "letters/catalogue.h"
#include "store/register.h"
#include "store/tickets.h"

enum {
	JSON_SIZE = 8192,
	LIST_PAGE = 500, /* tickets asked for at a time */
};

static const struct print_column queue_columns[] = {
	{ "KODE", 9 },  { "MASUK", 11 }, { "KEADAAN", 21 }, { "SURAT", 10 },
	{ "NAMA", 16 }, { "NIK", 7 },    { "UNTUK", 0 },
};

static const struct print_table queue_table = {
	.columns = queue_columns,
	.n_columns = sizeof queue_columns / sizeof queue_columns[0],
};

static void add_flags(struct text *out, const char *flags)
{
	while (*flags != '\0') {
		char flag[sizeof((struct ticket *)0)->flags];
		size_t length = strcspn(flags, " ,");

		snprintf(flag, sizeof flag, "%.*s", (int)length, flags);
		if (length > 0)
			text_add_format(out, "%s%s", out->length > 0 ? ", " : "",
					label_flag(flag));
		flags += length + (flags[length] != '\0');
	}
}

static bool is_late(const struct ticket *ticket)
{
	return ticket->state < TICKET_STATE_READY && ticket->due_at > 0 &&
	       ticket->due_at < clock_utc_s();
}

static void print_remark(const struct ticket *ticket)
{
	char buffer[2 * LIMIT_REASON_SIZE], at[PRINT_TIME_SIZE];
	struct text remark;

	text_init(&remark, buffer, sizeof buffer);
	if (is_late(ticket))
		text_add_format(&remark, "terlambat, dijanjikan %s",
				print_short_time(ticket->due_at, at));
	add_flags(&remark, ticket->flags);
	if (ticket->reason[0] != '\0')
		text_add_format(&remark, "%s%s", remark.length > 0 ? "; " : "",
				ticket->reason);
	if (remark.length > 0)
		print_line("           ! %s", buffer);
}

static void print_ticket(const struct ticket *ticket)
{
	char code[CODE_SHOWN_SIZE], at[PRINT_TIME_SIZE], nik[LOG_NUMBER_SIZE];
	const char *cells[] = { code_show(ticket->code, code),
				print_short_time(ticket->created_at, at),
				label_ticket_state(ticket->state),
				ticket->kind,
				ticket->name[0] != '\0' ? ticket->name : "-",
				ticket->nik[0] != '\0' ? log_nik(nik, ticket->nik) : "-",
				ticket->purpose };

	print_row(&queue_table, cells);
	print_remark(ticket);
}

static int print_ticket_json(struct store *store, const struct ticket *ticket,
			     struct print_list *list)
{
	char buffer[JSON_SIZE];
	struct text json;
	int error;

	text_init(&json, buffer, sizeof buffer);
	error = ticket_add_json(store, ticket->id, &json);
	if (error == 0)
		print_list_add(list, buffer);
	return error;
}

struct queue_print {
	struct store *store;
	struct print_list list;
	bool is_json;
	int n_left; /* to be printed */
};

/* -ECANCELED ends the walk when enough have been printed. */
static int queue_print_ticket(void *context, const struct ticket *ticket)
{
	struct queue_print *print = context;
	int error = 0;

	if (print->is_json)
		error = print_ticket_json(print->store, ticket, &print->list);
	else
		print_ticket(ticket);
	return error == 0 && --print->n_left == 0 ? -ECANCELED : error;
}

/* "ready", "rea", "SIAP DIAMBIL"; false after stderr was told which ones there are. */
static bool read_state(const char *typed, enum ticket_state *out_state)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text names;
	int n_found = 0;

	if (ticket_state_of_name(typed, out_state))
		return true;
	text_init(&names, buffer, sizeof buffer);
	for (int i = 0; i < TICKET_STATE_COUNT; i++) {
		enum ticket_state state = (enum ticket_state)i;
		const char *name = ticket_state_name(state);

		text_add_format(&names, "%s%s", i > 0 ? ", " : "", name);
		if (*typed == '\0' || (strncmp(name, typed, strlen(typed)) != 0 &&
				       strcasecmp(label_ticket_state(state), typed) != 0))
			continue;
		*out_state = state;
		n_found++;
	}
	if (n_found != 1)
		surat_complain("keadaan '%s' tidak jelas; yang ada: %s", typed, buffer);
	return n_found == 1;
}

int surat_queue(struct surat *surat)
{
	struct ticket_filter filter = { .is_open_only = true, .limit = LIST_PAGE };
	struct queue_print print = { .store = surat->store,
				     .is_json = surat_has(surat, SURAT_OPTION_JSON),
				     .n_left = surat_limit(surat, INT_MAX) };
	bool is_following = surat_has(surat, SURAT_OPTION_FOLLOW);
	struct follow follow = { .store = surat->store,
				 .store_path = surat->settings->store.path,
				 .filter = &filter,
				 .on_ticket = queue_print_ticket,
				 .context = &print };
	int error;

	if (print.n_left < 0)
		return SURAT_EXIT_USAGE;
	if (surat_has(surat, SURAT_OPTION_STATE)) {
		if (!read_state(surat->options[SURAT_OPTION_STATE], &filter.state))
			return SURAT_EXIT_USAGE;
		filter.has_state = true;
		filter.is_open_only = false;
	}
	if (surat_has(surat, SURAT_OPTION_LATE))
		filter.late_at = clock_utc_s();
	if (print.is_json)
		print_list_begin(&print.list, !is_following);
	else
		print_headings(&queue_table);
	error = is_following ? follow_run(&follow) : follow_once(&follow);
	if (print.is_json)
		print_list_end(&print.list);
	if (error < 0 && error != -ECANCELED)
		return surat_store_failed("membaca antrean", error);
	return SURAT_EXIT_OK;
}

static const char *role_word(const char *role)
{
	static const struct {
		const char *role, *word;
	} rows[] = {
		{ "resident", "warga" },   { "operator", "petugas" },
		{ "secretary", "sekdes" }, { "head", "kades" },
		{ "system", "sistem" },    { "account", "akun" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].role, role) == 0)
			return rows[i].word;
	return role;
}

static bool print_event(void *context, const struct ticket_event *event)
{
	char at[PRINT_TIME_SIZE];

	(void)context;
	print_line("  %s  %s  %s%s%s (%s)%s%s", print_time(event->at, at),
		   label_event(event), event->actor, event->role[0] != '\0' ? ", " : "",
		   role_word(event->role), event->door, event->why[0] != '\0' ? ": " : "",
		   event->why);
	return true;
}

static void print_whole_ticket(const struct surat *surat, const struct ticket *ticket)
{
	const struct letter *letter =
		catalogue_find(surat->office.catalogue, ticket->kind);
	char code[CODE_SHOWN_SIZE], at[PRINT_TIME_SIZE], buffer[LIMIT_WHY_SIZE];
	struct register_entry entry = { .number = "" };
	struct text flags;

	text_init(&flags, buffer, sizeof buffer);
	add_flags(&flags, ticket->flags);
	if (register_of_ticket(surat->store, ticket->id, &entry) < 0)
		entry.number[0] = '\0';
	print_field("Kode", code_show(ticket->code, code));
	print_field("Keadaan", label_ticket_state(ticket->state));
	print_field("Alasan", ticket->reason);
	print_field("Surat", letter != NULL ? letter->title : ticket->kind);
	print_field("Nomor", entry.number);
	print_field("NIK", ticket->nik);
	print_field("Nama", ticket->name);
	print_field("Untuk", ticket->purpose);
	if (strcmp(ticket->details, "{}") != 0)
		print_field("Isian lain", ticket->details);
	print_field("Perhatikan", buffer);
	print_field("HP", ticket->phone);
	print_field("Desa", ticket->village);
	print_field("Lewat", ticket->door);
	print_field("Masuk", print_time(ticket->created_at, at));
	print_field("Dijanjikan", print_time(ticket->due_at, at));
	puts("Riwayat");
}

int surat_show(struct surat *surat)
{
	char code[LIMIT_CODE_SIZE];
	struct print_list list;
	struct ticket ticket;
	int error;

	if (!code_read(surat->arguments[0], code)) {
		surat_complain("'%s' bukan kode permohonan", surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	error = ticket_find_by_code(surat->store, code, &ticket);
	if (error == -ENOENT) {
		surat_complain("tidak ada permohonan dengan kode ini");
		return SURAT_EXIT_NO;
	}
	if (error == 0)
		surat_note_view(surat, "lihat", ticket.code);
	if (error == 0 && surat_has(surat, SURAT_OPTION_JSON)) {
		print_list_begin(&list, false);
		error = print_ticket_json(surat->store, &ticket, &list);
	} else if (error == 0) {
		print_whole_ticket(surat, &ticket);
		error = ticket_events(surat->store, ticket.id, print_event, NULL);
	}
	return error < 0 ? surat_store_failed("membaca permohonan", error)
			 : SURAT_EXIT_OK;
}
