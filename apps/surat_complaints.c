// SPDX-License-Identifier: MIT
/* surat complaints: what residents report, who answers it, and what became of it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/cursor.h"
#include "base/text.h"
#include "handlers/complaints.h"
#include "store/complaints.h"
#include "store/store.h"

enum {
	JSON_SIZE = 8 * LIMIT_MESSAGE_SIZE,
	NUMBER_SIZE = 24,
	ANSWER_SIZE = 2 * LIMIT_REASON_SIZE,
};

static const struct print_column columns[] = {
	{ "NO", 6 }, { "MASUK", 11 }, { "BATAS", 11 }, { "KEADAAN", 12 }, { "ISI", 0 },
};

static const struct print_table table = { columns, 5, true };

static const char *show_number(int64_t id, char out[NUMBER_SIZE])
{
	snprintf(out, NUMBER_SIZE, "A-%lld", (long long)id);
	return out;
}

struct listing {
	struct store *store;
	struct print_list list;
	bool is_json;
	int64_t now_s;
	int error;
};

static bool print_one(void *context, const struct complaint *complaint)
{
	struct listing *listing = context;
	char number[NUMBER_SIZE], at[PRINT_TIME_SIZE], due[PRINT_TIME_SIZE];
	char buffer[JSON_SIZE];
	const char *cells[] = { show_number(complaint->id, number),
				print_short_time(complaint->created_at, at),
				print_short_time(complaint->due_at, due),
				complaint_state_word(complaint->state), buffer };
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	if (listing->is_json) {
		listing->error = complaint_add_json(listing->store, complaint->id, &text);
		if (listing->error == 0)
			print_list_add(&listing->list, buffer);
		return listing->error == 0;
	}
	text_add(&text, complaint->text);
	if (complaint_is_late(complaint, listing->now_s))
		text_add(&text, "\n! lewat batas");
	print_row(&table, cells);
	return true;
}

static bool read_state(const struct surat *surat, struct complaint_filter *filter)
{
	const char *typed = surat->options[SURAT_OPTION_STATE];

	if (typed == NULL)
		return true;
	filter->has_state = complaint_state_of_name(typed, &filter->state);
	filter->is_open_only = false;
	if (!filter->has_state)
		surat_complain("keadaan '%s' tidak ada; pilih received, assigned, "
			       "answered, closed atau reopened",
			       typed);
	return filter->has_state;
}

int surat_complaints_list(struct surat *surat)
{
	struct complaint_filter filter = { .village = surat->office.village->code,
					   .is_open_only = true };
	struct listing listing = { .store = surat->store,
				   .is_json = surat_has(surat, SURAT_OPTION_JSON),
				   .now_s = clock_utc_s() };
	int error;

	if (!read_state(surat, &filter))
		return SURAT_EXIT_USAGE;
	if (surat_has(surat, SURAT_OPTION_LATE)) {
		filter.is_open_only = true;
		filter.due_before = listing.now_s;
	}
	if (listing.is_json)
		print_list_begin(&listing.list, true);
	else
		print_headings(&table);
	error = complaint_list(surat->store, &filter, print_one, &listing);
	if (listing.is_json)
		print_list_end(&listing.list);
	if (error == 0)
		error = listing.error;
	return error < 0 ? surat_store_failed("membaca laporan", error) : SURAT_EXIT_OK;
}

/* "A-12", "a12", "12". */
static bool read_number(const struct surat *surat, int64_t *out_number)
{
	struct cursor cursor = cursor_over_string(surat->arguments[0]);
	int number;

	if (!cursor_skip_char(&cursor, 'A'))
		cursor_skip_char(&cursor, 'a');
	cursor_skip_char(&cursor, '-');
	if (!cursor_next_int(&cursor, &number) || !cursor_is_at_end(&cursor)) {
		surat_complain("'%s' bukan nomor laporan, misalnya A-12",
			       surat->arguments[0]);
		return false;
	}
	*out_number = number;
	return true;
}

/* One of this village. */
static int find(struct surat *surat, int64_t number, struct complaint *out)
{
	int error = complaint_get(surat->store, number, out);

	if (error == 0 && strcmp(out->village, surat->office.village->code) != 0)
		error = -ENOENT;
	return error;
}

static bool print_event(void *context, const struct complaint_event *event)
{
	char at[PRINT_TIME_SIZE];

	(void)context;
	print_line("  %s  %s  %s (%s)%s%s", print_time(event->at, at),
		   complaint_state_word(event->to), event->actor, event->door,
		   event->why[0] != '\0' ? ": " : "", event->why);
	return true;
}

static int print_whole(struct surat *surat, const struct complaint *complaint)
{
	char number[NUMBER_SIZE], at[PRINT_TIME_SIZE];
	struct officer officer = { .name = "" };
	int error = 0;

	if (complaint->officer_id != 0)
		error = officer_get(surat->store, complaint->officer_id, &officer);
	if (error < 0)
		return error;
	print_field("Nomor", show_number(complaint->id, number));
	print_field("Keadaan", complaint_state_word(complaint->state));
	print_field("Isi", complaint->text);
	print_field("Tempat", complaint->place);
	print_field("HP", complaint->phone);
	print_field("Petugas", officer.name);
	print_field("Jawaban", complaint->answer);
	print_field("Masuk", print_time(complaint->created_at, at));
	print_field("Batas", print_time(complaint->due_at, at));
	puts("Riwayat");
	return complaint_events(surat->store, complaint->id, print_event, NULL);
}

static int complain(const struct complaint *complaint, int error, const struct text *why)
{
	switch (error) {
	case -ENOENT:
		surat_complain("tidak ada laporan dengan nomor itu");
		return SURAT_EXIT_NO;
	case -EPERM:
	case -ESTALE:
		surat_complain("laporan ini sekarang %s; itu tidak bisa dari situ",
			       complaint_state_word(complaint->state));
		return SURAT_EXIT_NO;
	case -EACCES:
		surat_complain("tidak berwenang untuk itu");
		return SURAT_EXIT_NO;
	case -EINVAL:
		surat_complain("%s", why->bytes);
		return SURAT_EXIT_NO;
	default:
		return surat_store_failed("menyimpan laporan", error);
	}
}

static int print_result(struct surat *surat, const struct complaint *complaint)
{
	char buffer[JSON_SIZE], number[NUMBER_SIZE];
	struct text text;
	int error = 0;

	text_init(&text, buffer, sizeof buffer);
	if (!surat_has(surat, SURAT_OPTION_JSON))
		print_line("%s  %s", show_number(complaint->id, number),
			   complaint_state_word(complaint->state));
	else
		error = complaint_add_json(surat->store, complaint->id, &text);
	if (text.length > 0)
		printf("%s\n", buffer);
	return error < 0 ? surat_store_failed("membaca laporan", error) : SURAT_EXIT_OK;
}

int surat_complaints_show(struct surat *surat)
{
	struct complaint complaint;
	int64_t number;
	int error;

	if (!read_number(surat, &number))
		return SURAT_EXIT_NO;
	error = find(surat, number, &complaint);
	if (error == -ENOENT)
		return complain(&complaint, error, NULL);
	if (error == 0 && surat_has(surat, SURAT_OPTION_JSON))
		return print_result(surat, &complaint);
	if (error == 0)
		error = print_whole(surat, &complaint);
	return error < 0 ? surat_store_failed("membaca laporan", error) : SURAT_EXIT_OK;
}

/* In one transaction: look at it as it is now, and do the step. */
static int do_step(struct surat *surat, int64_t number,
		   const struct complaint_doing *doing, struct complaint *complaint,
		   struct text *why)
{
	struct acting acting;
	int error, result = ask_actor(surat, STEP_REJECT, &acting);

	if (result != SURAT_EXIT_OK)
		return result;
	*complaint = (struct complaint){ .id = number };
	error = store_begin(surat->store);
	if (error == 0)
		error = find(surat, number, complaint);
	if (error == 0)
		error = complaint_do(&surat->office, complaint, doing, &acting.actor,
				     clock_utc_s(), why);
	error = surat_end_transaction(surat->store, error);
	return error < 0 ? complain(complaint, error, why)
			 : print_result(surat, complaint);
}

static int run(struct surat *surat, enum complaint_step step, const char *said,
	       const struct officer *officer)
{
	const struct complaint_doing doing = { .step = step,
					       .text = said,
					       .officer = officer };
	char buffer[LIMIT_WHY_SIZE];
	struct complaint complaint;
	struct text why;
	int64_t number;

	text_init(&why, buffer, sizeof buffer);
	return read_number(surat, &number)
		       ? do_step(surat, number, &doing, &complaint, &why)
		       : SURAT_EXIT_NO;
}

int surat_complaints_assign(struct surat *surat)
{
	const char *name = surat->arguments[1];
	struct officer officer;
	int error =
		officer_find(surat->store, surat->office.village->code, name, &officer);

	if (error == -ENOENT) {
		surat_complain(
			"tidak ada petugas bernama '%s'; lihat: surat officers list",
			name);
		return SURAT_EXIT_NO;
	}
	return error < 0 ? surat_store_failed("mencari petugas", error)
			 : run(surat, COMPLAINT_STEP_ASSIGN, NULL, &officer);
}

static int run_with_words(struct surat *surat, enum complaint_step step)
{
	char said[ANSWER_SIZE];
	struct text text;

	text_init(&text, said, sizeof said);
	if (!surat_join_arguments(surat, 1, &text)) {
		surat_complain("terlalu panjang");
		return SURAT_EXIT_NO;
	}
	return run(surat, step, said, NULL);
}

int surat_complaints_answer(struct surat *surat)
{
	return run_with_words(surat, COMPLAINT_STEP_ANSWER);
}

int surat_complaints_close(struct surat *surat)
{
	return run_with_words(surat, COMPLAINT_STEP_CLOSE);
}

int surat_complaints_reopen(struct surat *surat)
{
	return run_with_words(surat, COMPLAINT_STEP_REOPEN);
}
