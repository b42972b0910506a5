// SPDX-License-Identifier: MIT
/* surat modem: one screen about each modem, as suratd wrote it down last. */
#include <stdio.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_reasons.h"
#include "base/text.h"
#include "handlers/credit_alarm.h"
#include "handlers/date.h"
#include "handlers/labels.h"
#include "store/modems.h"
#include "store/outbox.h"

enum {
	JSON_SIZE = 8192,
};

struct modem_screen {
	struct store *store;
	struct print_list list;
	bool is_json;
	int n_shown, error;
};

/* "2026-12-31" -> " aktif s/d 31-12-2026". */
static void add_until(struct text *text, const char *what, const char *until)
{
	struct date date;

	if (date_parse(until, &date))
		text_add_format(text, "%s%s s/d %02d-%02d-%04d",
				text->length > 0 ? ", " : "", what, date.day, date.month,
				date.year);
}

/* What was understood of the operator's words, and the words themselves. */
static void print_credit(const struct modem_row *row)
{
	char buffer[128], at[PRINT_TIME_SIZE];
	struct text text;

	if (row->credit_at == 0)
		return;
	text_init(&text, buffer, sizeof buffer);
	if (row->credit_rupiah >= 0) {
		text_add(&text, "Rp ");
		credit_add_rupiah(&text, row->credit_rupiah);
	}
	add_until(&text, "aktif", row->active_until);
	add_until(&text, "masa tenggang", row->grace_until);
	print_field("Pulsa", text.length > 0 ? buffer : "jawaban tidak dikenali");
	print_field("Kata operator", row->credit);
	print_field("Ditanya", print_time(row->credit_at, at));
}

static void print_drops(const struct modem_row *row)
{
	char at[PRINT_TIME_SIZE], buffer[96];

	if (row->dropped_at == 0)
		return;
	snprintf(buffer, sizeof buffer, "%s (%d kali dalam sejam)",
		 print_time(row->dropped_at, at), row->drops);
	print_field("Tercabut", buffer);
}

static void print_modem(const struct modem_row *row)
{
	char at[PRINT_TIME_SIZE], buffer[64], reason[REASON_SIZE];
	const char *advice = reason_advice(row);

	print_field("Modem", row->name);
	print_field("Keadaan", label_modem_state(row->state));
	print_field("Sejak", print_time(reason_since(row), at));
	print_field("Sebab", reason_in_words(row->why, reason));
	if (advice[0] != '\0')
		print_field("Tindakan", advice);
	print_field("Port", row->port);
	print_field("Jenis", row->model);
	print_field("IMEI", row->imei);
	print_field("Operator", row->operator_name);
	if (row->signal_percent >= 0) {
		snprintf(buffer, sizeof buffer, "%d %%", row->signal_percent);
		print_field("Sinyal", buffer);
	}
	if (row->sim_size > 0) {
		snprintf(buffer, sizeof buffer, "%d dari %d tempat SMS terisi",
			 row->sim_used, row->sim_size);
		print_field("SIM", buffer);
	}
	if (row->is_receiving_stopped)
		print_field("Penerimaan", "BERHENTI: SMS ditahan di SIM");
	print_drops(row);
	print_credit(row);
	print_field("SMS masuk", print_time(row->last_in_at, at));
	print_field("SMS keluar", print_time(row->last_out_at, at));
	print_field("Dicatat", print_time(row->updated_at, at));
}

static bool visit(void *context, const struct modem_row *row)
{
	struct modem_screen *screen = context;
	char buffer[JSON_SIZE];
	struct text json;

	screen->n_shown++;
	if (!screen->is_json) {
		print_modem(row);
		putchar('\n');
		return true;
	}
	text_init(&json, buffer, sizeof buffer);
	screen->error = modem_row_add_json(screen->store, row->name, &json);
	if (screen->error == 0)
		print_list_add(&screen->list, buffer);
	return screen->error == 0;
}

static int print_waiting(struct store *store)
{
	int n_waiting = outbox_count_waiting(store);

	if (n_waiting >= 0)
		printf("%d SMS menunggu dikirim\n", n_waiting);
	return n_waiting;
}

int surat_modem(struct surat *surat)
{
	struct modem_screen screen = { .store = surat->store,
				       .is_json = surat_has(surat, SURAT_OPTION_JSON) };
	int error;

	if (screen.is_json)
		print_list_begin(&screen.list, true);
	error = modem_row_list(surat->store, visit, &screen);
	if (error >= 0)
		error = screen.error;
	if (screen.is_json)
		print_list_end(&screen.list);
	else if (error >= 0 && screen.n_shown == 0)
		puts("belum ada modem yang tercatat; apakah suratd berjalan? (surat doctor)\n");
	if (!screen.is_json && error >= 0)
		error = print_waiting(surat->store);
	return error < 0 ? surat_store_failed("membaca keadaan modem", error)
			 : SURAT_EXIT_OK;
}
