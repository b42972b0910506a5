// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "tests/support/reading.h"

static void test_names_and_purposes_are_found(void **state)
{
	static const struct {
		const char *text, *name, *purpose;
	} vectors[] = {
		{ "sktm an siti aminah nik 3513154107859902 utk kip", "SITI AMINAH",
		  "kip" },
		{ "sktm a.n. Moh. Holil, untuk berobat", "MOH. HOLIL", "berobat" },
		{ "domisili a/n Abd.Rohman", "ABD.ROHMAN", "" },
		{ "nama: Juma'ati\nnik: 3513154107859902\nkep: sekolah", "JUMA'ATI",
		  "sekolah" },
		{ "kulo nyuwun sktm asmane Sumiyati kangge sekolah", "SUMIYATI",
		  "sekolah" },
		{ "SKTM#3513151205909901#SUPARMAN#sekolah anak", "SUPARMAN",
		  "sekolah anak" },
		{ "sktm 3513151205909901 sekolah anak", "", "sekolah anak" },
		{ "sktm suparman 3513151205909901", "SUPARMAN", "" },
		{ "sktm 3513151205909901 buat sekolah anak ya pak", "", "sekolah anak" },
		{ "mau buat sktm buat sekolah. terima kasih", "", "sekolah" },
		{ "sktm untuk rawat inap an. Bu Saodah", "SAODAH", "rawat inap" },
		{ "sktm utk biaya sekolah anak", "", "biaya sekolah anak" },
		{ "sktm utk sekolah, hp 081234567890", "", "sekolah" },
		{ "sktm untuk Misnati NIK 3513154203789926 buat bpjs", "", "bpjs" },
		{ "suket usaha syarat bri 3513151205909901", "", "bri" },
		{ "domisili 3513151205909901 sri lestari daftar kerja pabrik",
		  "SRI LESTARI", "daftar kerja pabrik" },
		{ "sktm bapak saya mau opname 3513151205909901", "", "opname" },
		{ "surat pindah mau tanya 3513151205909901", "", "" },
		{ "surat beda nama", "", "" },
		{ "untuk apa", "", "" },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		if (strcmp(reading.name, vectors[i].name) != 0 ||
		    strcmp(reading.purpose, vectors[i].purpose) != 0)
			fail_msg("'%s': '%s' '%s'", vectors[i].text, reading.name,
				 reading.purpose);
	}
}

static void test_the_rest_is_without_politeness_and_numbers(void **state)
{
	static const struct {
		const char *text, *rest;
	} vectors[] = {
		{ "LAPOR jalan rusak depan masjid", "jalan rusak depan masjid" },
		{ "ass pak, warung kopi dsn krajan. suwun", "warung kopi dsn krajan" },
		{ "3513151205909901 lamar kerja", "lamar kerja" },
		{ "jalan rusak hp 081234567890 ya", "jalan rusak hp ya" },
		{ "STNK, pasar Krejengan, 3 Nov", "STNK, pasar Krejengan, 3 Nov" },
		{ "terima kasih", "" },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_string_equal(reading.rest, vectors[i].rest);
	}
}

static void test_long_fields_are_cut_to_their_size(void **state)
{
	struct reading reading;
	char text[1024] = "sktm untuk ";

	for (size_t i = strlen(text); i < sizeof text - 1; i++)
		text[i] = "abcdefgh "[i % 9];
	text[sizeof text - 1] = '\0';
	reading_of(state, text, &reading);
	assert_int_equal(strlen(reading.purpose), LIMIT_PURPOSE_SIZE - 1);
	assert_int_equal(strlen(reading.rest), LIMIT_PURPOSE_SIZE - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_and_purposes_are_found),
		cmocka_unit_test(test_the_rest_is_without_politeness_and_numbers),
		cmocka_unit_test(test_long_fields_are_cut_to_their_size),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
