// SPDX-License-Identifier: MIT
/* surat backup, restore: a copy of the store, and the way back. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/copies.h"
#include "store/backup.h"
#include "store/doorbell.h"
#include "store/restore.h"

enum {
	MIB = 1 << 20,
	NUMBER_SIZE = 24,
};

static int fail(const char *doing, const char *path, int error, const char *why)
{
	surat_complain("'%s' tidak dapat %s: %s", path, doing, copies_reason(error));
	fprintf(stderr, "surat: (%s)\n", why);
	return SURAT_EXIT_STORE;
}

static void print_count(const char *label, int64_t count)
{
	char shown[NUMBER_SIZE];

	snprintf(shown, sizeof shown, "%lld", (long long)count);
	print_field(label, shown);
}

static void print_facts(const struct backup_facts *facts)
{
	char at[PRINT_TIME_SIZE], size[NUMBER_SIZE];

	snprintf(size, sizeof size, "%.1f MB", (double)facts->bytes / MIB);
	print_field("Besarnya", size);
	print_field("Data sampai", print_time(facts->last_at, at));
	print_count("Permohonan", facts->tickets);
	print_count("Penduduk", facts->residents);
	print_count("SMS masuk", facts->texts);
	print_count("SMS menunggu", facts->waiting);
	print_field("Surat terakhir",
		    facts->last_number[0] != '\0' ? facts->last_number : "-");
}

/* A folder takes a file named after the time. */
static bool read_target(const struct surat *surat, char out[LIMIT_PATH_SIZE])
{
	const char *typed = surat->arguments[0];
	char name[COPIES_NAME_SIZE + 1];
	struct stat status;
	struct text path;

	text_init(&path, out, LIMIT_PATH_SIZE);
	text_add(&path, typed);
	if (stat(typed, &status) == 0 && S_ISDIR(status.st_mode)) {
		copies_draw_name(clock_utc_s(), name);
		text_add_format(&path, "/%s", name);
	}
	if (path.is_cut)
		surat_complain("nama berkas terlalu panjang");
	return !path.is_cut;
}

int surat_backup(struct surat *surat)
{
	char path[LIMIT_PATH_SIZE], buffer[LIMIT_WHY_SIZE];
	struct backup_facts facts;
	struct text why;
	int error;

	if (!read_target(surat, path))
		return SURAT_EXIT_USAGE;
	text_init(&why, buffer, sizeof buffer);
	error = backup_make(surat->settings->store.path, path, &facts, &why);
	if (error < 0)
		return fail("dibuat", path, error, buffer);
	print_line("Salinan selesai dan sudah diperiksa: %s", path);
	print_facts(&facts);
	print_line("Isinya: " COPIES_HOLDS ". Simpan di tempat yang terkunci.");
	print_line("Tidak termasuk: " COPIES_LACKS ".");
	return SURAT_EXIT_OK;
}

/* Whoever has the store open would go on with the old one. */
static bool is_anybody_at_work(const char *store_path)
{
	static const char *const programs[] = { "suratd", "suratweb" };
	bool is_any = false;

	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		if (!doorbell_is_heard(store_path, programs[i]))
			continue;
		surat_complain("%s masih berjalan; hentikan dulu: systemctl stop %s",
			       programs[i], programs[i]);
		is_any = true;
	}
	return is_any;
}

int surat_restore(struct surat *surat)
{
	const char *path = surat->settings->store.path;
	char kept[LIMIT_PATH_SIZE], buffer[LIMIT_WHY_SIZE];
	struct backup_facts facts;
	struct text why;
	int error;

	if (is_anybody_at_work(path))
		return SURAT_EXIT_NO;
	text_init(&why, buffer, sizeof buffer);
	error = restore_from(surat->arguments[0], path, &facts, kept, &why);
	if (error < 0)
		return fail("dipakai", surat->arguments[0], error, buffer);
	print_line("Data dipulihkan dari %s", surat->arguments[0]);
	print_facts(&facts);
	if (kept[0] != '\0')
		print_line("Data yang lama tetap ada: %s", kept);
	print_line("Bila sesudah salinan ini dibuat masih ada surat yang terbit, catat "
		   "nomornya dulu supaya tidak terpakai dua kali: surat numbers keep "
		   "DARI-SAMPAI \"sebelum pemulihan\"");
	if (facts.waiting > 0)
		print_line("SMS yang menunggu di salinan ini akan dikirim begitu suratd "
			   "berjalan.");
	return SURAT_EXIT_OK;
}
