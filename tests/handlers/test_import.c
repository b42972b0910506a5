// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/import.h"
#include "handlers/office.h"
#include "store/residents.h"
#include "store/store.h"

static const struct village village = { .code = "35.13.15.2007", .name = "Krejengan" };

struct world {
	struct store *store;
	struct office office;
	struct import_report report;
	char issues_buffer[4096]; /* "2 nik! harus...\n", '?' for a warning */
	struct text issues;
	char why_buffer[256];
	struct text why;
};

static int set_up(void **state)
{
	static const struct store_options options = { .path = ":memory:" };
	struct world *world = calloc(1, sizeof *world);

	assert_non_null(world);
	text_init(&world->issues, world->issues_buffer, sizeof world->issues_buffer);
	text_init(&world->why, world->why_buffer, sizeof world->why_buffer);
	assert_int_equal(store_open(&world->store, &options, NULL), 0);
	world->office = (struct office){ .store = world->store, .village = &village };
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	store_close(world->store);
	free(world);
	return 0;
}

static void hear(void *context, const struct import_issue *issue)
{
	struct world *world = context;

	text_add_format(&world->issues, "%u %s%c %s\n", issue->line, issue->column,
			issue->is_refusal ? '!' : '?', issue->what);
}

static int import_bytes(struct world *world, const char *bytes, size_t length)
{
	text_clear(&world->issues);
	text_clear(&world->why);
	return import_residents(&world->office, bytes, length, hear, world,
				&world->report, &world->why);
}

static int import_text(struct world *world, const char *csv)
{
	return import_bytes(world, csv, strlen(csv));
}

static void assert_counts(const struct world *world, unsigned rows, unsigned added,
			  unsigned changed, unsigned refused)
{
	assert_int_equal(world->report.rows, rows);
	assert_int_equal(world->report.added, added);
	assert_int_equal(world->report.changed, changed);
	assert_int_equal(world->report.refused, refused);
}

static int64_t count_residents(const struct world *world)
{
	int64_t count = -1;

	assert_int_equal(resident_count(world->store, &count), 0);
	return count;
}

#define HEADER "nik,nama,sex,tanggallahir,telepon\n"
#define PERSON "3513151205909901,SUPARMAN,1,12-05-1990,081234567890\n"
#define WOMAN  "3513155205909902,SITI AMINAH,2,12-05-1990,\n"

static void test_a_row_becomes_a_resident_of_this_village(void **state)
{
	struct world *world = *state;
	struct resident person;

	assert_int_equal(import_text(world, HEADER PERSON WOMAN), 0);
	assert_counts(world, 2, 2, 0, 0);
	assert_string_equal(world->issues.bytes, "");
	assert_int_equal(resident_find(world->store, NULL, "3513151205909901", &person),
			 0);
	assert_string_equal(person.name, "SUPARMAN");
	assert_string_equal(person.sex, "L");
	assert_string_equal(person.birth_date, "1990-05-12");
	assert_string_equal(person.phone, "+6281234567890");
	assert_string_equal(person.village, "35.13.15.2007");
	assert_string_equal(person.life_state, "HIDUP");
}

static void test_the_order_of_columns_and_the_separator_do_not_matter(void **state)
{
	static const char *const files[] = {
		"nama;nik\nSUPARMAN;3513151205909901\n",
		"\xEF\xBB\xBFNAMA\tlng\tNIK\r\nSUPARMAN\t\t3513151205909901\r\n",
		"\"nama\",\"nik\",,\n\"SUPARMAN\",\"3513151205909901\",,\n",
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct world *world = *state;
		struct resident person;

		assert_int_equal(import_text(world, files[i]), 0);
		assert_int_equal(world->report.refused, 0);
		assert_int_equal(
			resident_find(world->store, NULL, "3513151205909901", &person),
			0);
		assert_string_equal(person.name, "SUPARMAN");
		assert_int_equal(count_residents(world), 1);
	}
}

static void test_a_second_import_changes_nothing_but_what_the_file_says(void **state)
{
	struct world *world = *state;
	struct resident before, after;

	assert_int_equal(import_text(world, HEADER PERSON), 0);
	assert_int_equal(import_text(world, HEADER PERSON), 0);
	assert_counts(world, 1, 0, 1, 0);
	assert_int_equal(count_residents(world), 1);
	assert_int_equal(resident_find(world->store, NULL, "3513151205909901", &before),
			 0);
	assert_int_equal(import_text(world, "nik,nama,alamat,telepon\n"
					    "3513151205909901,SUPARMAN,Jl. Mawar,\n"),
			 0);
	assert_int_equal(resident_find(world->store, NULL, "3513151205909901", &after),
			 0);
	assert_string_equal(after.address, "Jl. Mawar");
	assert_string_equal(after.phone, before.phone);
	assert_string_equal(after.birth_date, before.birth_date);
	assert_string_equal(after.sex, before.sex);
}

static void test_a_row_that_ends_early_has_nothing_in_the_rest(void **state)
{
	struct world *world = *state;
	struct resident person;

	assert_int_equal(import_text(world, HEADER PERSON "3513155205909902,SITI\n"), 0);
	assert_counts(world, 2, 2, 0, 0);
	assert_int_equal(resident_find(world->store, NULL, "3513155205909902", &person),
			 0);
	assert_string_equal(person.sex, "");
	assert_string_equal(person.birth_date, "");
	assert_string_equal(person.phone, "");
}

static void test_wrong_rows_are_told_by_line_and_the_others_go_in(void **state)
{
	struct world *world = *state;

	assert_int_equal(import_text(world, HEADER
				     "351315120590990,BUDI,1,,\n"
				     "3513151205909903,,1,,\n" PERSON "0,TANPA NIK,1,,\n"
				     ",KOSONG,1,,\n"
				     "3513151205909901,SUPARMAN,1,,\n"
				     "3513151205909904,BUDI,1,,,LAGI\n"
				     "\"3513151205909905,BUDI,1,,\n"
				     "3513151205909906,BUDI,9,31-02-1990,\n" WOMAN),
			 0);
	assert_string_equal(
		world->issues.bytes,
		"2 nik! harus 16 angka, ini 15 angka\n"
		"3 ! nama kosong\n"
		"5 nik! belum punya NIK; warga ini dilayani di kantor\n"
		"6 nik! belum punya NIK; warga ini dilayani di kantor\n"
		"7 nik! NIK ini sudah ada di baris 4\n"
		"8 ! isi lebih dari 5 kolom: teks yang berisi pemisah kolom harus di "
		"dalam tanda kutip\n"
		"9 ! tanda kutip (\") dibuka tetapi tidak ditutup\n"
		"10 sex! kode atau kata '9' tidak dikenal\n"
		"10 tanggallahir! tanggal '31-02-1990' tidak ada; tulis seperti "
		"31-01-2006\n");
	assert_counts(world, 10, 2, 0, 8);
	assert_int_equal(count_residents(world), 2);
}

static void test_odd_rows_go_in_with_a_warning(void **state)
{
	struct world *world = *state;

	assert_int_equal(import_text(world, HEADER
				     "9913151205909901,BUDI,1,,\n"
				     "3513153205909902,BUDI,1,,\n"
				     "3513151205909903,SITI,2,12-05-1990,\n"
				     "3513151205909904,BUDI,1,13-05-1990,\n"
				     "3513151205909906,BUDI,1,12-05-1990,0335421\n"),
			 0);
	assert_string_equal(world->issues.bytes,
			    "2 nik? provinsi atau tanggal lahir di dalam NIK tidak ada\n"
			    "3 nik? provinsi atau tanggal lahir di dalam NIK tidak ada\n"
			    "4 nik? jenis kelamin berbeda dengan yang di NIK\n"
			    "5 nik? tanggal lahir berbeda dengan yang di NIK\n"
			    "6 telepon? '0335421' bukan nomor HP; tidak disimpan\n");
	assert_counts(world, 5, 5, 0, 0);
	assert_int_equal(world->report.warnings, 5);
}

static void test_a_wrong_file_changes_nothing(void **state)
{
	static const struct {
		const char *file, *word;
	} files[] = {
		{ "", "kosong" },
		{ "\n\n", "kosong" },
		{ "nik,nama,telp\n" PERSON, "'telp' tidak dikenal" },
		{ "nik,nama,NIK\n" PERSON, "'NIK' ada dua kali" },
		{ "nik,sex\n3513151205909901,1\n", "'nama' tidak ada" },
		{ "nama,sex\nSUPARMAN,1\n", "'nik' tidak ada" },
		{ "nik,,nama\n" PERSON, "kolom ke-2" },
		{ "3513151205909901,SUPARMAN\n", "tidak dikenal" },
		{ "\"nik,nama\n" PERSON, "kutip" },
		{ "PK\x03\x04 zip", "Excel" },
		{ "\xD0\xCF\x11\xE0 ole", "Excel" },
		{ "\xFF\xFEn", "UTF-16" },
		{ HEADER "3513151205909900,A,1,,\n3513151205909910,B,1,,\n"
			 "3513151205909920,C,1,,\n3513151205909930,D,1,,\n"
			 "3513151205909940,E,1,,\n",
		  "berakhir dengan 0" },
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		assert_int_equal(import_text(world, files[i].file), -EINVAL);
		if (strstr(world->why.bytes, files[i].word) == NULL)
			fail_msg("'%s' says '%s'", files[i].file, world->why.bytes);
		assert_int_equal(count_residents(world), 0);
		assert_int_equal(world->report.rows, 0);
	}
}

static void test_a_file_over_the_limits_is_refused(void **state)
{
	static const char header[] = "nik,nama\n", row[] = "1,A\n";
	struct world *world = *state;
	size_t length = sizeof header - 1;
	char *bytes = malloc(length + (IMPORT_ROWS_MAX + 1) * (sizeof row - 1));

	assert_non_null(bytes);
	memcpy(bytes, header, length);
	for (int i = 0; i <= IMPORT_ROWS_MAX; i++, length += sizeof row - 1)
		memcpy(bytes + length, row, sizeof row - 1);
	assert_int_equal(import_bytes(world, bytes, length), -EINVAL);
	assert_non_null(strstr(world->why.bytes, "200000 baris"));
	assert_int_equal(import_bytes(world, bytes, IMPORT_FILE_MAX_BYTES + 1), -EINVAL);
	assert_non_null(strstr(world->why.bytes, "32 MiB"));
	free(bytes);
}

static void test_four_numbers_that_end_in_0_may_be_chance(void **state)
{
	struct world *world = *state;

	assert_int_equal(import_text(world, HEADER
				     "3513151205909900,A,1,,\n3513151205909910,B,1,,\n"
				     "3513151205909920,C,1,,\n3513151205909930,D,1,,\n"),
			 0);
	assert_int_equal(world->report.added, 4);
	assert_int_equal(import_text(world, HEADER
				     "3513151205909900,A,1,,\n3513151205909910,B,1,,\n"
				     "3513151205909920,C,1,,\n3513151205909930,D,1,,\n"
				     "3513151205909941,E,1,,\n"),
			 0);
	assert_int_equal(world->report.added, 1);
}

static void test_the_end_mark_ends_the_data(void **state)
{
	struct world *world = *state;

	assert_int_equal(import_text(world, "nama,nik\nSUPARMAN,3513151205909901\n"
					    ",###\nBUDI,3513151205909902\n"),
			 0);
	assert_counts(world, 1, 1, 0, 0);
}

/* A file of so many people; the caller frees it. */
static char *make_file(int n_rows)
{
	size_t size = 64 + 32 * (size_t)n_rows;
	char *bytes = malloc(size);
	struct text csv;

	assert_non_null(bytes);
	text_init(&csv, bytes, size);
	text_add(&csv, "nik,nama\n");
	for (int i = 0; i < n_rows; i++)
		text_add_format(&csv, "35131512%04d9901,WARGA\n", i + 1000);
	assert_false(csv.is_cut);
	return bytes;
}

static void test_many_rows_go_in_over_several_transactions(void **state)
{
	enum {
		ROWS = 2 * IMPORT_BATCH_ROWS + 7
	};
	struct world *world = *state;
	char *bytes = make_file(ROWS);

	assert_int_equal(import_text(world, bytes), 0);
	assert_counts(world, ROWS, ROWS, 0, 0);
	assert_int_equal(count_residents(world), ROWS);
	free(bytes);
}

static void remove_folder(const char *folder)
{
	static const char *const names[] = { "surat.db", "surat.db-wal", "surat.db-shm" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char path[64];

		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(folder), 0);
}

/* A disk that is full after some batches: files of this process may not grow beyond. */
static void limit_file_size(rlim_t bytes)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void test_a_full_disk_ends_the_import_and_tells_what_is_in(void **state)
{
	char folder[] = "/tmp/test_import_XXXXXX";
	struct store_options options = { .path = "" };
	struct world *world = *state;
	char *bytes = make_file(20 * IMPORT_BATCH_ROWS);
	int error;

	assert_non_null(mkdtemp(folder));
	snprintf(options.path, sizeof options.path, "%s/surat.db", folder);
	store_close(world->store);
	assert_int_equal(store_open(&world->store, &options, NULL), 0);
	world->office.store = world->store;
	signal(SIGXFSZ, SIG_IGN);
	limit_file_size(512 << 10);
	log_set_level(LOG_LEVEL_ERROR - 1); /* what is expected need not be read */
	error = import_text(world, bytes);
	log_set_level(LOG_LEVEL_INFO);
	limit_file_size(RLIM_INFINITY);
	assert_true(error == -ENOSPC || error == -EIO);
	assert_true(world->report.added > 0);
	assert_true(world->report.added < 20 * IMPORT_BATCH_ROWS);
	assert_int_equal(world->report.added % IMPORT_BATCH_ROWS, 0);
	store_close(world->store);
	assert_int_equal(store_open(&world->store, &options, NULL), 0);
	assert_int_equal(count_residents(world), world->report.added);
	free(bytes);
	remove_folder(folder);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_a_row_becomes_a_resident_of_this_village),
		TEST(test_the_order_of_columns_and_the_separator_do_not_matter),
		TEST(test_a_second_import_changes_nothing_but_what_the_file_says),
		TEST(test_a_row_that_ends_early_has_nothing_in_the_rest),
		TEST(test_wrong_rows_are_told_by_line_and_the_others_go_in),
		TEST(test_odd_rows_go_in_with_a_warning),
		TEST(test_a_wrong_file_changes_nothing),
		TEST(test_a_file_over_the_limits_is_refused),
		TEST(test_four_numbers_that_end_in_0_may_be_chance),
		TEST(test_the_end_mark_ends_the_data),
		TEST(test_many_rows_go_in_over_several_transactions),
		TEST(test_a_full_disk_ends_the_import_and_tells_what_is_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
