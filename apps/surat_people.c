// SPDX-License-Identifier: MIT
/* surat residents search, show, link, unlink: one of them. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/link.h"
#include "letters/spelling.h"
#include "store/links.h"
#include "store/residents.h"
#include "store/store.h"

enum {
	ROWS_MAX = 50,
	WORDS_SIZE = 100,
	PLACE_SIZE = 256,
	DAY_SIZE = 40,
};

static const struct print_column columns[] = {
	{ "NIK", 16 },
	{ "NAMA", 28 },
	{ "LAHIR", 10 },
	{ "ALAMAT", 0 },
};

static const struct print_table table = {
	.columns = columns,
	.n_columns = sizeof columns / sizeof columns[0],
};

struct found {
	int n_rows;
};

static void say_address(const struct resident *resident, char out[PLACE_SIZE])
{
	struct text text;

	text_init(&text, out, PLACE_SIZE);
	text_add(&text, resident->address);
	if (resident->rt[0] != '\0' || resident->rw[0] != '\0')
		text_add_format(&text, " RT %s RW %s", resident->rt, resident->rw);
	if (resident->hamlet[0] != '\0')
		text_add_format(&text, " Dusun %s", resident->hamlet);
}

static bool print_found(void *context, const struct resident *resident)
{
	struct found *found = context;
	char address[PLACE_SIZE];
	const char *cells[] = { resident->nik, resident->name, resident->birth_date,
				address };

	say_address(resident, address);
	if (found->n_rows++ == 0)
		print_headings(&table);
	print_row(&table, cells);
	return true;
}

int surat_residents_search(struct surat *surat)
{
	char words[WORDS_SIZE];
	struct found found = { 0 };
	struct resident_search search = {
		.village = surat->office.village->code,
		.words = words,
		.rt = "",
		.rw = "",
		.limit = surat_limit(surat, ROWS_MAX),
	};
	struct text text;
	int error;

	text_init(&text, words, sizeof words);
	if (search.limit < 0)
		return SURAT_EXIT_USAGE;
	if (!surat_join_arguments(surat, 0, &text) || text.length == 0) {
		surat_complain("kata yang dicari kosong atau terlalu panjang");
		return SURAT_EXIT_USAGE;
	}
	surat_note_view(surat, "cari", words);
	if (strncasecmp(words, "desil ", 6) == 0) {
		search.desil = words + 6;
		search.words = "";
	}
	error = resident_search(surat->store, &search, print_found, &found);
	if (error < 0)
		return surat_store_failed("mencari penduduk", error);
	if (found.n_rows == 0)
		surat_complain("tidak ada yang cocok dengan '%s'", words);
	else if (found.n_rows == search.limit)
		print_line("(hanya %d yang pertama; lebih banyak dengan --limit)",
			   found.n_rows);
	return found.n_rows > 0 ? SURAT_EXIT_OK : SURAT_EXIT_NO;
}

/* Who linked which phone when; the newest first. */
static bool print_link(void *context, const struct phone_link *link)
{
	char at[PRINT_TIME_SIZE];

	(void)context;
	print_line("  %s  %s  %s (%s)", print_time(link->at, at),
		   link->phone[0] != '\0' ? link->phone : "nomor HP dihapus", link->actor,
		   link->door);
	return true;
}

int surat_residents_show(struct surat *surat)
{
	struct resident resident;
	char address[PLACE_SIZE], birth[DAY_SIZE];
	struct text day;
	int error = resident_find(surat->store, surat->office.village->code,
				  surat->arguments[0], &resident);

	if (error == -ENOENT) {
		surat_complain("tidak ada penduduk dengan NIK itu");
		return SURAT_EXIT_NO;
	}
	if (error < 0)
		return surat_store_failed("membaca penduduk", error);
	surat_note_view(surat, "penduduk", resident.nik);
	say_address(&resident, address);
	text_init(&day, birth, sizeof birth);
	spelling_add_day(resident.birth_date, &day);
	print_field("NIK", resident.nik);
	print_field("Nomor KK", resident.family_card);
	print_field("Nama", resident.name);
	print_field("Jenis kelamin", resident.sex);
	print_field("Tempat lahir", resident.birth_place);
	print_field("Tanggal lahir", birth);
	print_field("Agama", resident.religion);
	print_field("Status kawin", resident.marital_status);
	print_field("Pekerjaan", resident.occupation);
	print_field("Warga negara", resident.citizenship);
	print_field("Alamat", address);
	print_field("Keadaan", resident.life_state);
	print_field("HP", resident.phone);
	print_field("Desil", resident.desil);
	error = phone_link_list(surat->store, resident.nik, print_link, NULL);
	return error < 0 ? surat_store_failed("membaca nomor HP", error) : SURAT_EXIT_OK;
}

static int set_phone(struct surat *surat, const char *phone)
{
	char buffer[LIMIT_WHY_SIZE];
	struct resident resident = { .phone = "" };
	struct acting acting;
	struct text why;
	int error, result = ask_actor(surat, STEP_REJECT, &acting);

	if (result != SURAT_EXIT_OK)
		return result;
	text_init(&why, buffer, sizeof buffer);
	error = store_begin(surat->store);
	if (error == 0)
		error = surat_end_transaction(
			surat->store,
			link_phone(&surat->office, surat->arguments[0], phone,
				   &acting.actor, clock_utc_s(), &resident, &why));
	if (why.length > 0) {
		surat_complain("%s", buffer);
		return SURAT_EXIT_NO;
	}
	if (error < 0)
		return surat_store_failed("menyimpan nomor HP", error);
	print_line("%s: %s", resident.name,
		   resident.phone[0] != '\0' ? resident.phone : "tanpa nomor HP");
	return SURAT_EXIT_OK;
}

int surat_residents_link(struct surat *surat)
{
	if (surat->arguments[1][0] == '\0') {
		surat_complain("nomor HP kosong; menghapusnya dengan residents unlink");
		return SURAT_EXIT_USAGE;
	}
	return set_phone(surat, surat->arguments[1]);
}

int surat_residents_unlink(struct surat *surat)
{
	return set_phone(surat, "");
}
