// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "handlers/apbdes.h"
#include "handlers/apbdes_text.h"

#define SIMPLE    "jenis,uraian,jumlah\n"
#define SISKEUDES "Tahun;Kd_Desa;Kd_Keg;Kd_Rincian;Uraian;Anggaran;AnggaranStlhPAK\n"

struct told {
	char lines[4000];
	struct text text;
};

static void take(void *context, unsigned line, const char *what)
{
	struct told *told = context;

	text_add_format(&told->text, "%u:%s|", line, what);
}

static int read_budget(const char *bytes, struct apbdes *out, struct told *told,
		       char why[LIMIT_WHY_SIZE])
{
	struct text text;

	text_init(&told->text, told->lines, sizeof told->lines);
	text_init(&text, why, LIMIT_WHY_SIZE);
	return apbdes_read(bytes, strlen(bytes), take, told, out, &text);
}

static void test_a_simple_table_becomes_one_sms(void **state)
{
	static const char *const files[] = {
		SIMPLE "pendapatan,Dana Desa,987654000\npendapatan,ADD,412300000\n"
		       "belanja,Jalan rabat beton Dusun Krajan,412500000\n"
		       "belanja,Siltap,365000000\nBelanja,siltap,1000000\n"
		       "belanja,Posyandu,54000000\npenerimaan,SiLPA,12000000\n",
		"\xEF\xBB\xBFJenis;Uraian;Jumlah\r\nPENDAPATAN;Dana Desa;Rp987.654.000\r\n"
		"pendapatan;ADD;412.300.000,00\r\nPendapatan;Jumlah "
		"pendapatan;1.399.954.000\r\nbelanja;Jalan rabat beton Dusun "
		"Krajan;412.500.000\r\nbelanja;Siltap;366.000.000\r\n"
		"belanja;Posyandu;54.000.000\r\nbelanja;TOTAL;832.500.000\r\n"
		"penerimaan pembiayaan;SiLPA;12.000.000\r\n",
		"jumlah\turaian\tjenis\tcatatan\n987654000\tDana Desa\tpendapatan\tx\n"
		"412300000\tADD\tpendapatan\t\n412500000\tJalan rabat beton Dusun Krajan"
		"\tbelanja\t\n366000000\tSiltap\tbelanja\t\n54000000\tPosyandu\tbelanja\t\n",
	};
	char buffer[321], why[LIMIT_WHY_SIZE];
	struct apbdes budget;
	struct told told;
	struct text text;

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		if (read_budget(files[i], &budget, &told, why) != 0)
			fail_msg("%zu: %s %s", i, told.lines, why);
		assert_true(budget.totals[APBDES_INCOME] == 139995400000);
		assert_true(budget.totals[APBDES_SPENDING] == 83250000000);
		text_init(&text, buffer, sizeof buffer);
		apbdes_write(&budget, 2026, &text);
		assert_string_equal(
			buffer, "APBDes 2026: pendapatan Rp1,40 M, belanja Rp832,5 jt. "
				"Belanja: Jalan rabat beton 412,5 jt, Siltap 366 jt. "
				"Dari: Dana Desa 987,7 jt, ADD 412,3 jt.");
	}
}

static void test_the_table_of_siskeudes(void **state)
{
	char buffer[321], why[LIMIT_WHY_SIZE];
	struct apbdes budget;
	struct told told;
	struct text text;

	(void)state;
	/* The budget after its change counts; without that column the first one. */
	assert_int_equal(
		read_budget(
			SISKEUDES
			"2025;15.2007.;x;4.2.1.01.;Dana Desa;900000000;950000000.0000\n"
			"2025;15.2007.;x;4.1.1.01.;Hasil;50000000;50000000\n"
			"2025;15.2007.;x;5.3.5.01.;Jalan;400000000;450000000\n"
			"2025;15.2007.;x;5.1.1.01.;Siltap;365000000;365000000\n"
			"2025;15.2007.;x;5.1.2.01.;Tunjangan;10000000;10000000\n"
			"2025;15.2007.;x;6.1.1.01.;SiLPA;5000000;5000000\n",
			&budget, &told, why),
		0);
	assert_int_equal(budget.year, 2025);
	text_init(&text, buffer, sizeof buffer);
	apbdes_write(&budget, 2026, &text);
	assert_string_equal(
		buffer, "APBDes 2025: pendapatan Rp1,00 M, belanja Rp825 jt. Belanja: "
			"Belanja Modal 450 jt, Belanja Pegawai 375 jt. Dari: Transfer "
			"950 jt, Pendapatan Asli Desa 50 jt.");
	assert_int_equal(read_budget("Kd_Rincian,Anggaran\n4.2,900\n5.1,800\n", &budget,
				     &told, why),
			 0);
	assert_true(budget.totals[APBDES_INCOME] == 90000);
	assert_int_equal(budget.year, 0);
}

static void test_each_bad_row_is_told_and_nothing_is_taken(void **state)
{
	static const struct {
		const char *bytes, *told, *why;
	} vectors[] = {
		{ SIMPLE "pendapatan,a,1\nhibah,x,5\nbelanja,b,=1\nbelanja,,5\n"
			 "belanja,c,\nbelanja,d,-1\nbelanja,e,1x\nbelanja,f,2\n",
		  "3:jenis 'hibah'", "6 baris salah" },
		{ SIMPLE "pendapatan,a,1\nbelanja,b,=1\n", "3:jumlah '=1' adalah rumus",
		  "1 baris" },
		{ SIMPLE "pendapatan,a,1000\npendapatan,Jumlah,999\nbelanja,b,1\n",
		  "3:tertulis 999 rupiah, tetapi baris-baris sebelumnya berjumlah 1000",
		  "1 baris" },
		{ SIMPLE "pendapatan,a,1\nbelanja,\"b,1\nbelanja,c,1\n",
		  "3:", "1 baris" },
		{ SIMPLE "pendapatan,a,1\nbelanja,\xFF,1\n", "3:", "1 baris" },
		{ SIMPLE "pendapatan,a\nbelanja,b,1\n", "2:jumlahnya kosong", "1 baris" },
		{ "jenis,uraian,jumlah,tahun\npendapatan,a,1,2026\nbelanja,b,1,2025\n",
		  "3:tahun 2025 lain", "1 baris" },
		{ "jenis,uraian,jumlah,tahun\npendapatan,a,1,26\nbelanja,b,1,26\n",
		  "2:tahun '26' tidak mungkin", "2 baris" },
		{ SISKEUDES "2026;1;x;4.1.;a;1;1\n2026;2;x;5.1.;b;1;1\n",
		  "3:Kd_Desa '2' lain", "1 baris" },
		{ SISKEUDES "2026;1;x;4.11.;a;1;1\n2026;1;x;7.1.;b;1;1\n",
		  "2:Kd_Rincian '4.11.' bukan", "2 baris" },
		{ SIMPLE "pendapatan,a,1\n", "", "tidak ada belanja" },
		{ SIMPLE "belanja,a,1\n", "", "tidak ada pendapatan" },
		{ SIMPLE, "", "tidak ada pendapatan" },
		{ "", "", "kosong" },
		{ "a,b,c\n1,2,3\n", "", "baris pertama harus" },
		{ "jenis,uraian,jumlah,JUMLAH\n", "", "ada dua kali" },
		{ "PK\x03\x04", "", "baris pertama harus" },
		{ SIMPLE "pendapatan,a,100000000000000\npendapatan,b,1\nbelanja,c,1\n",
		  "3:jumlah seluruhnya terlalu besar", "1 baris" },
	};
	struct apbdes budget;
	struct told told;
	char why[LIMIT_WHY_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		assert_int_equal(read_budget(vectors[i].bytes, &budget, &told, why),
				 -EINVAL);
		if (strstr(told.lines, vectors[i].told) != told.lines ||
		    strstr(why, vectors[i].why) == NULL)
			fail_msg("%zu: '%s' '%s'", i, told.lines, why);
	}
}

static void test_too_many_posts_and_too_many_errors_are_bounded(void **state)
{
	static char bytes[40000];
	struct apbdes budget;
	struct told told;
	char why[LIMIT_WHY_SIZE];
	struct text text;

	(void)state;
	text_init(&text, bytes, sizeof bytes);
	text_add(&text, SIMPLE);
	for (int i = 0; i <= APBDES_POSTS_MAX; i++)
		text_add_format(&text, "pendapatan,uraian %d,1\n", i);
	assert_int_equal(read_budget(bytes, &budget, &told, why), -EINVAL);
	assert_non_null(strstr(told.lines, "lebih dari 200 uraian"));
	text_clear(&text);
	text_add(&text, SIMPLE);
	for (int i = 0; i < 300; i++)
		text_add(&text, "x,y,z\n");
	assert_int_equal(read_budget(bytes, &budget, &told, why), -EINVAL);
	assert_int_equal(budget.n_issues, 300);
	assert_non_null(strstr(told.lines, "51:"));
	assert_null(strstr(told.lines, "|52:"));
	assert_int_equal(
		apbdes_read(bytes, APBDES_FILE_MAX_BYTES + 1, take, &told, &budget, NULL),
		-EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_simple_table_becomes_one_sms),
		cmocka_unit_test(test_the_table_of_siskeudes),
		cmocka_unit_test(test_each_bad_row_is_told_and_nothing_is_taken),
		cmocka_unit_test(test_too_many_posts_and_too_many_errors_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
