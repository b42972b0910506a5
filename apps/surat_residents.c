// SPDX-License-Identifier: MIT
/* surat residents import: the file; what its rows mean is handlers/import.c. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_read.h"
#include "base/text.h"
#include "handlers/import.h"

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
