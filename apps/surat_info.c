// SPDX-License-Identifier: MIT
#include "apps/surat_info.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_read.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/apbdes.h"
#include "handlers/apbdes_text.h"
#include "handlers/details.h"
#include "handlers/info_pages.h"
#include "store/store.h"

enum {
	JSON_SIZE = 4096,
};

static const struct print_column columns[] = {
	{ "HALAMAN", 16 },
	{ "DIUBAH", 11 },
	{ "OLEH", 14 },
	{ "ISI", 0 },
};

static const struct print_table table = { columns, 4, true };

struct listing {
	struct print_list list;
	bool is_json;
	int n_pages;
};

static void add_member(struct text *json, const char *name, const char *value)
{
	text_add_char(json, json->length == 0 ? '{' : ',');
	json_add_text(json, name);
	text_add_char(json, ':');
	json_add_text(json, value);
}

static void print_json(struct print_list *list, const struct info_page *page)
{
	char buffer[JSON_SIZE];
	struct text json;

	text_init(&json, buffer, sizeof buffer);
	add_member(&json, "name", page->name);
	add_member(&json, "words", page->words);
	add_member(&json, "text", page->text);
	add_member(&json, "by", page->actor);
	add_member(&json, "door", page->door);
	text_add_format(&json, ",\"at\":%lld}", (long long)page->at);
	print_list_add(list, buffer);
}

static bool print_one(void *context, const struct info_page *page)
{
	struct listing *listing = context;
	char at[PRINT_TIME_SIZE], said[INFO_TEXT_SIZE + INFO_WORDS_SIZE + 8];
	const char *cells[] = { page->name, print_short_time(page->at, at), page->actor,
				said };
	struct text text;

	if (listing->is_json) {
		print_json(&listing->list, page);
		return true;
	}
	text_init(&text, said, sizeof said);
	text_add(&text, page->text);
	if (page->words[0] != '\0')
		text_add_format(&text, "\n(%s)", page->words);
	if (listing->n_pages++ == 0)
		print_headings(&table);
	print_row(&table, cells);
	return true;
}

int surat_info_list(struct surat *surat)
{
	struct listing listing = { .is_json = surat_has(surat, SURAT_OPTION_JSON) };
	int error;

	if (listing.is_json)
		print_list_begin(&listing.list, true);
	error = info_list(surat->store, surat->office.village->code, print_one, &listing);
	if (listing.is_json)
		print_list_end(&listing.list);
	else if (error == 0 && listing.n_pages == 0)
		puts("Belum ada halaman. Yang pertama: surat info set posyandu 'Posyandu "
		     "...'");
	return error < 0 ? surat_store_failed("membaca halaman", error) : SURAT_EXIT_OK;
}

static int complain_missing(const struct surat *surat)
{
	surat_complain("tidak ada halaman '%s'; lihat: surat info list",
		       surat->arguments[0]);
	return SURAT_EXIT_NO;
}

static bool print_change(void *context, const struct info_page *page)
{
	char at[PRINT_TIME_SIZE];

	(void)context;
	print_line("  %s  %s (%s, %s)  %s", print_time(page->at, at), page->actor,
		   page->role, page->door, page->is_removed ? "dihapus" : page->text);
	return true;
}

static int print_result(struct surat *surat, const struct info_page *page)
{
	struct print_list list;

	if (surat_has(surat, SURAT_OPTION_JSON)) {
		print_list_begin(&list, false);
		print_json(&list, page);
	} else {
		print_field("Halaman", page->name);
		print_field("Kata lain", page->words);
		print_field("Isi", page->text);
	}
	return SURAT_EXIT_OK;
}

int surat_info_show(struct surat *surat)
{
	struct info_page page = { .id = 0 };
	int error = info_find(&surat->office, surat->arguments[0], &page);

	if (error == -ENOENT)
		return complain_missing(surat);
	if (error == 0)
		print_result(surat, &page);
	if (error == 0 && !surat_has(surat, SURAT_OPTION_JSON)) {
		puts("Riwayat");
		error = info_history(surat->store, page.village, page.name, print_change,
				     NULL);
	}
	return error < 0 ? surat_store_failed("membaca halaman", error) : SURAT_EXIT_OK;
}

static int write_page(struct surat *surat, const struct info_writing *writing)
{
	char buffer[LIMIT_WHY_SIZE];
	struct acting acting;
	struct info_page page = { .id = 0 };
	struct text why;
	int error, result = ask_actor(surat, STEP_REJECT, &acting);

	text_init(&why, buffer, sizeof buffer);
	if (result != SURAT_EXIT_OK)
		return result;
	error = store_begin(surat->store);
	if (error == 0)
		error = surat_end_transaction(
			surat->store, info_set(&surat->office, writing, &acting.actor,
					       clock_utc_s(), &page, &why));
	if (error == -EINVAL) {
		surat_complain("belum disimpan: %s", buffer);
		return SURAT_EXIT_NO;
	}
	return error < 0 ? surat_store_failed("menyimpan halaman", error)
			 : print_result(surat, &page);
}

int surat_info_set(struct surat *surat)
{
	char said[LIMIT_MESSAGE_SIZE];
	struct info_writing writing = { .name = surat->arguments[0],
					.text = said,
					.words = surat->options[SURAT_OPTION_WORDS],
					.expected_id = INFO_ANY_ID };
	struct text text;

	text_init(&text, said, sizeof said);
	if (!surat_join_arguments(surat, 1, &text)) {
		surat_complain("belum disimpan: isinya jauh melebihi satu SMS");
		return SURAT_EXIT_NO;
	}
	return write_page(surat, &writing);
}

int surat_info_remove(struct surat *surat)
{
	struct acting acting;
	int error, result = ask_actor(surat, STEP_REJECT, &acting);

	if (result != SURAT_EXIT_OK)
		return result;
	error = store_begin(surat->store);
	if (error == 0)
		error = surat_end_transaction(
			surat->store, info_remove(&surat->office, surat->arguments[0],
						  &acting.actor, clock_utc_s()));
	if (error == -ENOENT)
		return complain_missing(surat);
	if (error < 0)
		return surat_store_failed("menghapus halaman", error);
	print_line("%s dihapus", surat->arguments[0]);
	return SURAT_EXIT_OK;
}

static void print_issue(void *context, unsigned line, const char *what)
{
	(void)context;
	print_line("baris %u: %s", line, what);
}

static int read_budget(const char *path, struct apbdes *out)
{
	char buffer[LIMIT_WHY_SIZE], *bytes = NULL;
	struct text why;
	ssize_t length = surat_read_file(path, APBDES_FILE_MAX_BYTES, &bytes);
	int error;

	if (length < 0) {
		surat_complain("tidak dapat membaca '%s': %s", path,
			       strerror((int)-length));
		return SURAT_EXIT_NO;
	}
	text_init(&why, buffer, sizeof buffer);
	error = apbdes_read(bytes, (size_t)length, print_issue, NULL, out, &why);
	free(bytes);
	if (error < 0)
		surat_complain("%s: %s", path, buffer);
	return error < 0 ? SURAT_EXIT_NO : SURAT_EXIT_OK;
}

int surat_info_apbdes(struct surat *surat)
{
	char said[LIMIT_MESSAGE_SIZE];
	struct info_writing writing = { .name = "apbdes",
					.text = said,
					.expected_id = INFO_ANY_ID };
	struct apbdes budget;
	struct info_page page = { .id = 0 };
	struct text text;
	struct tm today;
	int error, result = read_budget(surat->arguments[0], &budget);

	if (result != SURAT_EXIT_OK)
		return result;
	error = info_find(&surat->office, writing.name, &page);
	if (error == -ENOENT)
		writing.words = "anggaran desa, apb desa, dana desa";
	else if (error < 0)
		return surat_store_failed("membaca halaman", error);
	clock_local(clock_utc_s(), &today);
	text_init(&text, said, sizeof said);
	apbdes_write(&budget, today.tm_year + 1900, &text);
	return write_page(surat, &writing);
}
