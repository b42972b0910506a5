// SPDX-License-Identifier: MIT
/* surat camat: letters that the camat signs too, and their numbers in his register. */
#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/camat.h"
#include "handlers/code.h"
#include "handlers/csv_write.h"
#include "store/camat.h"
#include "store/store.h"
#include "store/tickets.h"

enum {
	ROW_SIZE = 1024,
	DAY_SIZE = 16,
	LIST_MAX = 1000,
	N_COLUMNS = 7,
};

static const struct print_column columns[N_COLUMNS] = {
	{ "KODE", 9 },        { "NOMOR", 28 },   { "TANGGAL", 10 }, { "SURAT", 9 },
	{ "REG. CAMAT", 12 }, { "TGL REG", 10 }, { "NAMA", 0 },
};

static const struct print_table table = { columns, N_COLUMNS, false };

static void put(const struct surat *surat, const char *const cells[N_COLUMNS])
{
	char buffer[ROW_SIZE];
	struct text row;

	if (!surat_has(surat, SURAT_OPTION_CSV)) {
		print_row(&table, cells);
		return;
	}
	text_init(&row, buffer, sizeof buffer);
	csv_write_row(&row, cells, N_COLUMNS);
	fputs(buffer, stdout);
}

static int put_letter(void *context, const struct camat_letter *letter)
{
	char code[CODE_SHOWN_SIZE], day[DAY_SIZE];
	const char *cells[N_COLUMNS] = { code_show(letter->code, code),
					 letter->number,
					 day,
					 letter->kind,
					 letter->camat_number,
					 letter->camat_day,
					 letter->name };
	struct tm local;

	clock_local(letter->issued_at, &local);
	strftime(day, sizeof day, "%Y-%m-%d", &local);
	put(context, cells);
	return 0;
}

/* What waits for its number; with --month, all letters of that month. */
int surat_camat_list(struct surat *surat)
{
	struct camat_filter filter = { .span = { .village = surat->office.village->code,
						 .from_at = clock_utc_s() - CAMAT_WAIT_S,
						 .until_at = INT64_MAX },
				       .is_waiting_only =
					       !surat_has(surat, SURAT_OPTION_MONTH),
				       .limit = LIST_MAX };
	const char *headings[N_COLUMNS];
	char month[DAY_SIZE];
	int error;

	if (!filter.is_waiting_only && !surat_read_month(surat, &filter.span, month))
		return SURAT_EXIT_USAGE;
	for (int i = 0; i < N_COLUMNS; i++)
		headings[i] = columns[i].heading;
	put(surat, headings);
	error = camat_list(surat->store, &filter, put_letter, surat);
	return error < 0 ? surat_store_failed("membaca register", error) : SURAT_EXIT_OK;
}

static int enter(struct surat *surat, const char *code, const struct actor *actor,
		 struct text *why)
{
	const struct camat_entry entry = { .number = surat->arguments[1],
					   .day = surat->n_arguments > 2
							  ? surat->arguments[2]
							  : "" };
	struct ticket ticket;
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	error = ticket_find_by_code(surat->store, code, &ticket);
	if (error == 0)
		error = camat_enter(&surat->office, &ticket, &entry, actor, clock_utc_s(),
				    why);
	return surat_end_transaction(surat->store, error);
}

/* CODE NUMBER [DATE] */
int surat_camat_number(struct surat *surat)
{
	char code[LIMIT_CODE_SIZE], buffer[LIMIT_WHY_SIZE];
	struct acting acting;
	struct text why;
	int result, error;

	text_init(&why, buffer, sizeof buffer);
	if (!code_read(surat->arguments[0], code)) {
		surat_complain("'%s' bukan kode permohonan", surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	result = ask_himself(surat, &acting);
	if (result != SURAT_EXIT_OK)
		return result;
	error = enter(surat, code, &acting.actor, &why);
	if (error == -EINVAL)
		surat_complain("%s", buffer);
	else if (error == -EACCES)
		surat_complain("%s tidak berwenang untuk itu", acting.actor.name);
	else if (error == -ENOENT)
		surat_complain("tidak ada surat dengan kode itu yang sudah terbit dan "
			       "perlu tanda tangan camat");
	else if (error < 0)
		return surat_store_failed("menyimpan nomor register", error);
	else
		print_line("tersimpan");
	return error < 0 ? SURAT_EXIT_NO : SURAT_EXIT_OK;
}
