// SPDX-License-Identifier: MIT
/* surat residents import: the file; what its rows mean is handlers/import.c. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/import.h"

/* Read a file of at most `max` bytes and one more, so that a longer one is noticed. The
 * caller frees *out_bytes. Returns the length or -errno. */
static ssize_t read_file(const char *path, size_t max, char **out_bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes;
	size_t length = 0;
	ssize_t got = 1;

	if (fd < 0)
		return -errno;
	bytes = must_alloc(max + 1);
	while (got > 0 && length <= max) {
		got = read(fd, bytes + length, max + 1 - length);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			length += (size_t)got;
	}
	if (got < 0) {
		got = -errno;
		free(bytes);
		bytes = NULL;
	}
	close(fd);
	*out_bytes = bytes;
	return got < 0 ? got : (ssize_t)length;
}

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
	ssize_t length = read_file(path, IMPORT_FILE_MAX_BYTES, &bytes);
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
