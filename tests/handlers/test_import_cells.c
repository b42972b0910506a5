// SPDX-License-Identifier: MIT
/* Each kind of cell: what becomes of it, or with which words the row is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/import_cells.h"

struct heard {
	char what[256];
	int n_refusals, n_warnings;
};

static void hear(void *context, const struct import_issue *issue)
{
	struct heard *heard = context;

	(void)text_copy(heard->what, sizeof heard->what, issue->what);
	if (issue->is_refusal)
		heard->n_refusals++;
	else
		heard->n_warnings++;
}

static const char *field_at(const struct import_row *row, size_t offset)
{
	return (const char *)&row->resident + offset;
}

static void read_cell(const char *header, const char *cell, struct import_row *row,
		      struct heard *heard)
{
	static struct import_report report;
	const struct import_column *column = import_column_find(header);

	assert_non_null(column);
	assert_non_null(column->read);
	*heard = (struct heard){ .what = "" };
	*row = (struct import_row){ .on_issue = hear,
				    .context = heard,
				    .report = &report };
	memset(&row->resident, '#', sizeof row->resident);
	column->read(column, cell, row);
}

#define AT(field) offsetof(struct resident, field)

static void test_cells_are_read(void **state)
{
	static const struct {
		const char *header, *cell;
		size_t offset;
		const char *expected;
	} vectors[] = {
		{ "nik", "3513151205909901", AT(nik), "3513151205909901" },
		{ "NIK", "3513-1512 0590.9901", AT(nik), "3513151205909901" },
		{ "nik",
		  "\xE2\x80\x8B"
		  "3513151205909901",
		  AT(nik), "3513151205909901" },
		{ "nik", "'3513151205909901", AT(nik), "3513151205909901" },
		{ "nik", "0", AT(nik), "" },
		{ "nik", "", AT(nik), "" },
		{ "nik", "-", AT(nik), "" },
		{ "no_kk", "3513150101109901", AT(family_card), "3513150101109901" },
		{ "no_kk", "0", AT(family_card), "" },
		{ "nama", "H. ABDUL-RA'UF, S.Pd", AT(name), "H. ABDUL-RA'UF, S.Pd" },
		{ "nama", "RA\xE2\x80\x99UF", AT(name), "RA'UF" },
		{ "nama", "REN\xC3\x89", AT(name), "REN\xC3\x89" },
		{ "sex", "1", AT(sex), "L" },
		{ "sex", "perempuan", AT(sex), "P" },
		{ "sex", "", AT(sex), "" },
		{ "tanggallahir", "12-05-1990", AT(birth_date), "1990-05-12" },
		{ "tanggallahir", "'12/05/1990", AT(birth_date), "1990-05-12" },
		{ "tanggallahir", "-", AT(birth_date), "" },
		{ "agama_id", "1", AT(religion), "ISLAM" },
		{ "agama_id", "-", AT(religion), "" },
		{ "status_kawin", "KAWIN", AT(marital_status), "KAWIN" },
		{ "pekerjaan_id", "9", AT(occupation), "PETANI/PEKEBUN" },
		{ "pekerjaan_id", "Blantik sapi", AT(occupation), "Blantik sapi" },
		{ "warganegara_id", "1", AT(citizenship), "WNI" },
		{ "alamat", "Jl. Mawar 5, <b>", AT(address), "Jl. Mawar 5, <b>" },
		{ "alamat", "-", AT(address), "" },
		{ "dusun", "'Dusun krajan_lor", AT(hamlet), "KRAJAN LOR" },
		{ "dusun", "-", AT(hamlet), "" },
		{ "rt", "1", AT(rt), "001" },
		{ "rt", "'012", AT(rt), "012" },
		{ "rw", "-", AT(rw), "" },
		{ "status_dasar", "2", AT(life_state), "MATI" },
		{ "telepon", "0812-3456-7890", AT(phone), "+6281234567890" },
		{ "desil", "'10", AT(desil), "10" },
		{ "desil", "03", AT(desil), "3" },
		{ "desil", "-", AT(desil), "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct import_row row;
		struct heard heard;

		read_cell(vectors[i].header, vectors[i].cell, &row, &heard);
		assert_string_equal(field_at(&row, vectors[i].offset),
				    vectors[i].expected);
		assert_false(row.is_refused);
		assert_int_equal(heard.n_refusals + heard.n_warnings, 0);
	}
}

static void test_wrong_cells_refuse_the_row_and_say_why(void **state)
{
	static const struct {
		const char *header, *cell, *word;
	} vectors[] = {
		{ "nik", "351315120590990", "15 angka" },
		{ "nik", "35131512059099011", "17 angka" },
		{ "nik", "3.51315E+15", "E+" },
		{ "nik", "3,51315e+15", "E+" },
		{ "nik", "3,51E15", "E+" },
		{ "nik", "3513151205900000", "0000" },
		{ "nik", "tidak tahu 12", "2 angka" },
		{ "no_kk", "123", "3 angka" },
		{ "no_kk", "3,51E+15", "E+" },
		{ "nama", "SITI <script>", "nama hanya" },
		{ "nama", "SITI 2", "nama hanya" },
		{ "nama", "SITI\x1B[31m", "nama hanya" },
		{ "nama", "SITI\xE2\x80\xAE", "nama hanya" },
		{ "nama", "SITI \xF0\x9F\x98\x80", "nama hanya" },
		{ "sex", "X", "tidak dikenal" },
		{ "tanggallahir", "31-02-1990", "tidak ada" },
		{ "tanggallahir", "33005", "Excel" },
		{ "tanggallahir", "01-01-2190", "belum terjadi" },
		{ "tanggallahir", "Mei 1990", "tidak ada" },
		{ "agama_id", "12", "tidak dikenal" },
		{ "status_kawin", "bingung", "tidak dikenal" },
		{ "pekerjaan_id", "90", "tidak dikenal" },
		{ "pekerjaan_id", "tani\x07", "kendali" },
		{ "warganegara_id", "4", "tidak dikenal" },
		{ "alamat", "Jl.\nMawar", "kendali" },
		{ "alamat", "Jl. \xE2\x80\xAEwaram", "kendali" },
		{ "tempatlahir",
		  "A\xC2\x9B"
		  "B",
		  "kendali" },
		{ "rt", "1000", "3" },
		{ "rw", "I", "angka" },
		{ "status_dasar", "5", "tidak dikenal" },
		/* 39 bytes and a character of two: it is quoted without half of it */
		{ "sex", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\xC3\xA9",
		  "x' tidak dikenal" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct import_row row;
		struct heard heard;

		read_cell(vectors[i].header, vectors[i].cell, &row, &heard);
		if (!row.is_refused || strstr(heard.what, vectors[i].word) == NULL)
			fail_msg("%s '%s': '%s'", vectors[i].header, vectors[i].cell,
				 heard.what);
		assert_int_equal(heard.n_refusals, 1);
	}
}

static void test_what_does_not_fit_is_refused_and_never_cut(void **state)
{
	static const char *const headers[] = { "nama", "tempatlahir", "alamat", "dusun",
					       "pekerjaan_id" };
	char cell[400];

	(void)state;
	memset(cell, 'a', sizeof cell - 1);
	cell[sizeof cell - 1] = '\0';
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		struct import_row row;
		struct heard heard;

		read_cell(headers[i], cell, &row, &heard);
		assert_true(row.is_refused);
		assert_non_null(strstr(heard.what, "terlalu panjang"));
	}
}

static void test_a_phone_that_is_none_warns_and_keeps_the_known_one(void **state)
{
	static const char *const cells[] = { "0335-421234", "0812345678901234567", "ada",
					     "0812345678 / 0813456789" };

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		struct import_row row;
		struct heard heard;

		read_cell("telepon", cells[i], &row, &heard);
		assert_false(row.is_refused);
		assert_int_equal(heard.n_warnings, 1);
		assert_memory_equal(row.resident.phone, "###", 3);
	}
}

static void test_all_headers_of_opensid_are_known(void **state)
{
	static const char all[] =
		"alamat,dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,agama_id,"
		"pendidikan_kk_id,pendidikan_sedang_id,pekerjaan_id,status_kawin,kk_level,"
		"warganegara_id,ayah_nik,nama_ayah,ibu_nik,nama_ibu,golongan_darah_id,"
		"akta_lahir,dokumen_pasport,tanggal_akhir_paspor,dokumen_kitas,"
		"akta_perkawinan,tanggalperkawinan,akta_perceraian,tanggalperceraian,"
		"cacat_id,cara_kb_id,hamil,ktp_el,status_rekam,alamat_sekarang,"
		"status_dasar,suku,tag_id_card,id_asuransi,no_asuransi,lat,lng";
	int n_headers = 0;

	(void)state;
	for (const char *at = all; *at != '\0'; n_headers++) {
		char header[32];
		size_t length = strcspn(at, ",");

		snprintf(header, sizeof header, "%.*s", (int)length, at);
		assert_non_null(import_column_find(header));
		at += length + (at[length] == ',');
	}
	assert_int_equal(n_headers, 43);
	assert_non_null(import_column_find("TELEPON"));
	assert_non_null(import_column_find("desil"));
	assert_null(import_column_find("telp"));
	assert_null(import_column_find(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_are_read),
		cmocka_unit_test(test_wrong_cells_refuse_the_row_and_say_why),
		cmocka_unit_test(test_what_does_not_fit_is_refused_and_never_cut),
		cmocka_unit_test(test_a_phone_that_is_none_warns_and_keeps_the_known_one),
		cmocka_unit_test(test_all_headers_of_opensid_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
