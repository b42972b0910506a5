// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/content.h"
#include "letters/values.h"
#include "tests/support/paper.h"

struct composed {
	struct values values;
	struct content content;
	char why[512];
};

/* With these name and value pairs in front of the usual ones; NULL ends them. */
static bool compose(struct composed *composed, const char *const *pairs)
{
	struct letter_options options = paper_options();
	struct text why;

	text_init(&why, composed->why, sizeof composed->why);
	values_init(&composed->values);
	for (; *pairs != NULL; pairs += 2)
		assert_true(values_add(&composed->values, pairs[0], pairs[1]));
	paper_fill(&composed->values);
	return content_compose(&composed->values, &options, &composed->content, &why);
}

static void test_a_letter_is_put_together(void **state)
{
	static const char *const pairs[] = { "berlaku_sampai", "21 Mei 2027", NULL };
	struct composed *composed = must_alloc(sizeof *composed);
	struct content *content = &composed->content;

	(void)state;
	assert_true(compose(composed, pairs));
	assert_string_equal(content->head[0], "Pemerintah Kabupaten Probolinggo");
	assert_string_equal(content->head[2], "Desa Krejengan");
	assert_string_equal(content->address, "Jl. Raya 1 Telp. 0335550107");
	assert_string_equal(content->rows[3].value, "PROBOLINGGO, 12 Mei 1990");
	assert_string_equal(content->rows[9].value,
			    "Dusun KRAJAN RT 002 RW 001 Desa Krejengan Kecamatan "
			    "Krejengan Kabupaten Probolinggo");
	assert_string_equal(content->body, "Orang tersebut untuk sekolah.");
	assert_string_equal(content->closing, "Berlaku sampai 21 Mei 2027. Demikian.");
	assert_string_equal(content->place_and_day, "Krejengan, 21 November 2026");
	assert_string_equal(content->code, "4829-1372");
	assert_string_equal(content->camat, "");
	assert_int_equal(content->signature.n, 1);
	assert_int_equal(content->copies_to.n + content->signers.n, 0);
	free(composed);
}

/* DOMAIN 4.1. */
static void test_who_signs_for_whom_is_said(void **state)
{
	static const struct {
		const char *kind, *title, *lines[4];
	} vectors[] = {
		{ "", "Kepala Desa", { "Kepala Desa Krejengan" } },
		{ "a.n.",
		  "Sekretaris Desa",
		  { "a.n. Kepala Desa Krejengan", "Sekretaris Desa" } },
		{ "u.b.",
		  "Kasi Pelayanan",
		  { "a.n. Kepala Desa Krejengan", "Sekretaris Desa", "u.b.",
		    "Kasi Pelayanan" } },
		{ "Plt.", "Sekretaris Desa", { "Plt. Kepala Desa Krejengan" } },
		{ "Plh.", "Sekretaris Desa", { "Plh. Kepala Desa Krejengan" } },
		{ "Pj.", "Penjabat", { "Pj. Kepala Desa Krejengan" } },
	};
	struct composed *composed = must_alloc(sizeof *composed);

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const char *const pairs[] = { "atas_nama", vectors[i].kind, "jabatan",
					      vectors[i].title, NULL };
		const struct content_list *lines = &composed->content.signature;

		assert_true(compose(composed, pairs));
		for (size_t j = 0; j < 4 && vectors[i].lines[j] != NULL; j++) {
			assert_true(j < lines->n);
			assert_string_equal(lines->lines[j], vectors[i].lines[j]);
		}
		assert_true(lines->n == 4 || vectors[i].lines[lines->n] == NULL);
	}
	free(composed);
}

static void test_a_civil_servant_has_his_number_below_his_name(void **state)
{
	static const char *const nothing[] = { NULL };
	static const char *const with[] = { "nip", "198001312005011001", NULL };
	struct composed *composed = must_alloc(sizeof *composed);

	(void)state;
	assert_true(compose(composed, nothing));
	assert_string_equal(composed->content.signer_nip, "");
	assert_true(compose(composed, with));
	assert_string_equal(composed->content.signer_nip, "NIP. 19800131 200501 1 001");
	free(composed);
}

static void test_lists_and_the_camat(void **state)
{
	static const char *const pairs[] = { "camat",
					     "1",
					     "tembusan",
					     "Camat {kecamatan}; ; Arsip ",
					     "ikut_tanda_tangan",
					     "Saksi;Saksi",
					     NULL };
	struct composed *composed = must_alloc(sizeof *composed);
	const struct content *content = &composed->content;

	(void)state;
	assert_true(compose(composed, pairs));
	assert_string_equal(content->camat, "Camat Krejengan");
	assert_int_equal(content->copies_to.n, 2);
	assert_string_equal(content->copies_to.lines[0], "Camat Krejengan");
	assert_int_equal(content->signers.n, 2);
	free(composed);
}

static void test_the_dusun_is_said_once(void **state)
{
	static const struct {
		const char *street, *dusun, *said;
	} vectors[] = {
		{ "Dusun Krajan", "KRAJAN", "Dusun Krajan RT 002" },
		{ "Jl. Mawar 5", "KRAJAN", "Jl. Mawar 5, Dusun KRAJAN RT 002" },
		{ "Jl. Mawar 5", "-", "Jl. Mawar 5 RT 002" },
		{ "-", "KRAJAN", "Dusun KRAJAN RT 002" },
	};
	struct composed *composed = must_alloc(sizeof *composed);

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const char *const pairs[] = { "alamat", vectors[i].street, "dusun",
					      vectors[i].dusun, NULL };

		assert_true(compose(composed, pairs));
		assert_int_equal(strncmp(composed->content.rows[9].value, vectors[i].said,
					 strlen(vectors[i].said)),
				 0);
	}
	free(composed);
}

static void test_what_is_wrong_is_named(void **state)
{
	static char long_name[1400];
	static const struct {
		const char *name, *value, *why;
	} vectors[] = {
		{ "isi", "{usaha} sejak {sejak}", "masih kosong: usaha, sejak" },
		{ "tembusan", "{polsek}", "masih kosong: polsek" },
		{ "nama", "A\xe2\x80\xae", "isian 'nama'" },
		{ "hobi", "\x07", "isian 'hobi'" },
		{ "tembusan", "a;b;c;d;e;f;g;h;i", "terlalu panjang" },
		{ "nomor", long_name, "terlalu panjang" },
		{ "alamat", long_name, "terlalu panjang" },
	};
	struct composed *composed = must_alloc(sizeof *composed);

	(void)state;
	memset(long_name, 'x', sizeof long_name - 1);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const char *const pairs[] = { vectors[i].name, vectors[i].value, NULL };

		assert_false(compose(composed, pairs));
		if (strstr(composed->why, vectors[i].why) == NULL)
			fail_msg("%zu: %s", i, composed->why);
	}
	free(composed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_letter_is_put_together),
		cmocka_unit_test(test_who_signs_for_whom_is_said),
		cmocka_unit_test(test_a_civil_servant_has_his_number_below_his_name),
		cmocka_unit_test(test_lists_and_the_camat),
		cmocka_unit_test(test_the_dusun_is_said_once),
		cmocka_unit_test(test_what_is_wrong_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
