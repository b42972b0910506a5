// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/letter_needs.h"
#include "letters/catalogue.h"

static const struct letter lost = {
	.keyword = "HILANG",
	.body = "telah kehilangan {barang}",
	.fields = { { .name = "barang", .is_required = true },
		    { .name = "polisi", .is_required = false } },
	.n_fields = 2,
};
static const struct letter business = {
	.keyword = "USAHA",
	.body = "menjalankan {usaha} untuk {keperluan}",
	.fields = { { .name = "keperluan", .is_required = true },
		    { .name = "sejak", .is_required = false },
		    { .name = "usaha", .is_required = true } },
	.n_fields = 3,
};
static const struct letter plain_letter = { .keyword = "DOMISILI", .body = "penduduk" };

static void test_the_purpose_is_asked_where_it_is_used(void **state)
{
	(void)state;
	assert_false(letter_needs_purpose(&lost));
	assert_true(letter_needs_purpose(&business));
	assert_true(letter_needs_purpose(&plain_letter));
}

static void test_required_questions_come_one_by_one(void **state)
{
	(void)state;
	assert_string_equal(letter_missing_field(&lost, "")->name, "barang");
	assert_null(letter_missing_field(&lost, "{\"barang\":\"STNK\"}"));
	assert_string_equal(letter_missing_field(&business, "{}")->name, "usaha");
	assert_null(letter_missing_field(&business, "{\"usaha\":\"warung\"}"));
	assert_null(letter_missing_field(&plain_letter, "{}"));
}

static void test_each_letter_takes_its_own_answers(void **state)
{
	static const char details[] = "{\"barang\":\"STNK\",\"usaha\":\"warung\","
				      "\"nik_orang_tua\":\"3513151205909901\"}";
	char out[512];

	(void)state;
	letter_copy_details(&lost, details, out, sizeof(out));
	assert_string_equal(out, "{\"barang\":\"STNK\","
				 "\"nik_orang_tua\":\"3513151205909901\"}");
	letter_copy_details(&plain_letter, "{\"barang\":\"STNK\"}", out, sizeof(out));
	assert_string_equal(out, "{}");
	letter_copy_purpose(&lost, details, out, sizeof(out));
	assert_string_equal(out, "STNK");
	letter_copy_purpose(&plain_letter, details, out, sizeof(out));
	assert_string_equal(out, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_purpose_is_asked_where_it_is_used),
		cmocka_unit_test(test_required_questions_come_one_by_one),
		cmocka_unit_test(test_each_letter_takes_its_own_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
