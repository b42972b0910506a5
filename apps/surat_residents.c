// SPDX-License-Identifier: MIT
/* surat residents: files of them; what rows mean is handlers/import.c and export.c. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_read.h"
#include "base/text.h"
#include "handlers/export.h"
#include "handlers/import.h"
#include "store/residents.h"

static void print_issue(void *context, const struct import_issue *issue)
{
	(void)context;
	print_line("baris %u%s%s: %s%s", issue->line,
		   issue->column[0] != '\0' ? ", kolom " : "", issue->column,
		   issue->is_refusal ? "" : "peringatan: ", issue->what);
}

static void print_report(const struct import_report *report)
{
	printf("%u baris: %u warga baru, %u diperbarui, %u ditolak, %u peringatan\n",
	       report->rows, report->added, report->changed, report->refused,
	       report->warnings);
}

int surat_residents_import(struct surat *surat)
{
	const char *path = surat->arguments[0];
	char buffer[LIMIT_WHY_SIZE], *bytes = NULL;
	struct import_report report;
	struct text why;
	ssize_t length = surat_read_file(path, IMPORT_FILE_MAX_BYTES, &bytes);
	int error;

	if (length < 0) {
		surat_complain("tidak dapat membaca '%s': %s", path,
			       strerror((int)-length));
		return SURAT_EXIT_NO;
	}
	text_init(&why, buffer, sizeof buffer);
	error = import_residents(&surat->office, bytes, (size_t)length, print_issue, NULL,
				 &report, &why);
	free(bytes);
	if (error == -EINVAL) {
		surat_complain("%s: %s", path, buffer);
		return SURAT_EXIT_NO;
	}
	print_report(&report);
	if (error < 0)
		return surat_store_failed("menyimpan penduduk", error);
	return report.refused > 0 ? SURAT_EXIT_NO : SURAT_EXIT_OK;
}

static bool write_resident(void *context, const struct resident *resident)
{
	char buffer[EXPORT_ROW_SIZE];
	struct text row;

	text_init(&row, buffer, sizeof buffer);
	export_add_resident(&row, resident);
	return fputs(buffer, context) >= 0;
}

/* All of them, on the disk. Returns 0 or -errno of the file; *out_store_error is apart.
 */
static int write_residents(struct surat *surat, int file, int *out_store_error)
{
	FILE *out = fdopen(file, "w");
	char buffer[EXPORT_ROW_SIZE];
	struct text header;
	int error = 0;

	if (out == NULL) {
		close(file);
		return -ENOMEM;
	}
	text_init(&header, buffer, sizeof buffer);
	export_add_header(&header);
	if (fputs(buffer, out) >= 0)
		*out_store_error = resident_list(
			surat->store, surat->office.village->code, write_resident, out);
	if (ferror(out) != 0 || fflush(out) != 0 || fsync(fileno(out)) < 0)
		error = errno != 0 ? -errno : -EIO;
	if (fclose(out) != 0 && error == 0)
		error = -errno;
	return error;
}

/* Beside it first: neither a full disk nor a power cut leaves half a village. */
int surat_residents_export(struct surat *surat)
{
	const char *path = surat->arguments[0];
	char beside[4096];
	struct text name;
	int file = -1, store_error = 0, error = 0;

	surat_note_view(surat, "ekspor", "semua penduduk");
	text_init(&name, beside, sizeof beside);
	text_add_format(&name, "%s.XXXXXX", path);
	file = name.is_cut ? -1 : mkstemp(beside); /* for its owner alone */
	if (file < 0) {
		surat_complain("tidak dapat menulis '%s': %s", path,
			       strerror(name.is_cut ? ENAMETOOLONG : errno));
		return SURAT_EXIT_NO;
	}
	errno = 0;
	error = write_residents(surat, file, &store_error);
	if (error == 0 && store_error == 0 && rename(beside, path) < 0)
		error = -errno;
	if (error < 0 || store_error < 0)
		(void)unlink(beside);
	if (store_error < 0)
		return surat_store_failed("membaca penduduk", store_error);
	if (error < 0) {
		surat_complain("tidak dapat menulis '%s': %s", path, strerror(-error));
		return SURAT_EXIT_NO;
	}
	print_line("tersimpan di %s; isinya data pribadi, simpan baik-baik", path);
	return SURAT_EXIT_OK;
}
