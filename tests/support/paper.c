// SPDX-License-Identifier: MIT
#include "tests/support/paper.h"

#include <ctype.h>
#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/pdf.h"
#include "letters/values.h"

struct letter_options paper_options(void)
{
	return (struct letter_options){
		.paper = "F4",
		.font = "Liberation Sans",
		.font_points = 11.5,
		.head_1 = "Pemerintah Kabupaten {kabupaten}",
		.head_2 = "Kecamatan {kecamatan}",
		.head_3 = "Desa {desa}",
		.opening = "Yang bertanda tangan {jabatan_kepala} {desa}:",
		.closing = "[Berlaku sampai {berlaku_sampai}. ]Demikian.",
		.copies = 2,
	};
}

void paper_fill(struct values *values)
{
	static const char *const pairs[][2] = {
		{ "nama", "SUPARMAN" },
		{ "nik", "3513151205909901" },
		{ "no_kk", "3513150101109901" },
		{ "tempat_lahir", "PROBOLINGGO" },
		{ "tanggal_lahir", "12 Mei 1990" },
		{ "jenis_kelamin", "Laki-laki" },
		{ "agama", "ISLAM" },
		{ "status_kawin", "KAWIN" },
		{ "pekerjaan", "PETANI" },
		{ "kewarganegaraan", "WNI" },
		{ "alamat", "" },
		{ "dusun", "KRAJAN" },
		{ "rt", "002" },
		{ "rw", "001" },
		{ "desa", "Krejengan" },
		{ "kecamatan", "Krejengan" },
		{ "kabupaten", "Probolinggo" },
		{ "provinsi", "Jawa Timur" },
		{ "alamat_kantor", "Jl. Raya 1" },
		{ "telepon", "0335550107" },
		{ "keperluan", "sekolah" },
		{ "tanggal", "21 November 2026" },
		{ "kode", "48291372" },
		{ "nomor", "470/001/2026" },
		{ "judul", "Surat Keterangan" },
		{ "isi", "Orang tersebut untuk {keperluan}." },
		{ "penanda_tangan", "H. CONTOH" },
		{ "jabatan", "Kepala Desa" },
		{ "jabatan_kepala", "Kepala Desa" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_true(values_add(values, pairs[i][0], pairs[i][1]));
}

void paper_compose(struct content *out)
{
	struct letter_options options = paper_options();
	struct values *values = must_alloc(sizeof *values);
	char buffer[256];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	values_init(values);
	paper_fill(values);
	if (!content_compose(values, &options, out, &why))
		fail_msg("%s", buffer);
	free(values);
}

/* The output of a program that is given the PDF as a file. */
static size_t ask(const struct pdf *pdf, const char *program, const char *option,
		  char *out, size_t size)
{
	char path[] = "/tmp/surat-test-XXXXXX";
	char *arguments[] = { strdup(program), strdup(option), path, strdup("-"), NULL };
	posix_spawn_file_actions_t actions;
	int ends[2], fd = mkstemp(path), status;
	size_t length = 0;
	ssize_t got;
	pid_t child;

	must(fd >= 0 && write(fd, pdf->bytes, pdf->length) == (ssize_t)pdf->length);
	must(pipe2(ends, O_CLOEXEC) == 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	if (strcmp(program, "pdfinfo") == 0)
		arguments[3][0] = '\0';
	if (arguments[3][0] == '\0') {
		free(arguments[3]);
		arguments[3] = NULL;
	}
	assert_int_equal(
		posix_spawnp(&child, program, &actions, NULL, arguments, environ), 0);
	close(ends[1]);
	while ((got = read(ends[0], out + length, size - 1 - length)) > 0)
		length += (size_t)got;
	out[length] = '\0';
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[0]);
	close(fd);
	unlink(path);
	free(arguments[0]);
	free(arguments[1]);
	free(arguments[3]);
	return length;
}

void paper_read(const struct pdf *pdf, char *out, size_t size)
{
	size_t length = ask(pdf, "pdftotext", "-raw", out, size), kept = 0;

	for (size_t i = 0; i < length; i++) {
		if (!isspace((unsigned char)out[i]))
			out[kept++] = out[i];
	}
	out[kept] = '\0';
}

int paper_count_sheets(const struct pdf *pdf)
{
	char said[4096];
	const char *at;

	ask(pdf, "pdfinfo", "-isodates", said, sizeof said);
	at = strstr(said, "Pages:");
	assert_non_null(at);
	return (int)strtol(at + strlen("Pages:"), NULL, 10);
}
