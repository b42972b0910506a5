// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "web/form.h"

static void test_names_and_values_are_decoded(void **state)
{
	static const char bytes[] = "nama=H.+Contoh%20%26+Anak&kosong=&saja&nama=dua&"
				    "%6eik=35%3d1&isi=a%0D%0Ab";
	struct form form;
	size_t at = 0;

	(void)state;
	assert_true(form_read(&form, bytes, sizeof bytes - 1));
	assert_int_equal(form.n_fields, 6);
	assert_string_equal(form_get(&form, "nama"), "H. Contoh & Anak");
	assert_string_equal(form_get(&form, "kosong"), "");
	assert_string_equal(form_get(&form, "saja"), "");
	assert_string_equal(form_get(&form, "nik"), "35=1");
	assert_string_equal(form_get(&form, "isi"), "a\r\nb");
	assert_string_equal(form_get(&form, "tidak ada"), "");
	assert_string_equal(form_next(&form, "nama", &at), "H. Contoh & Anak");
	assert_string_equal(form_next(&form, "nama", &at), "dua");
	assert_null(form_next(&form, "nama", &at));
	form_clear(&form);
}

static void test_damaged_forms_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} vectors[] = {
		{ "a=%", 3 },   { "a=%4", 4 },   { "a=%zz", 5 },
		{ "a=%00", 5 }, { "a=x\0y", 5 }, { "a=%ff", 5 },
		{ "%c3=x", 5 }, { "a=\x80", 3 }, { "a=%ed%a0%80", 11 },
	};
	struct form form;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		assert_false(form_read(&form, vectors[i].bytes, vectors[i].length));
		assert_null(form.bytes);
	}
}

static void test_too_many_fields_are_refused(void **state)
{
	char bytes[4 * (FORM_FIELDS_MAX + 1)];
	struct form form;

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i += 4)
		memcpy(bytes + i, "a=b&", 4);
	assert_true(form_read(&form, bytes, (size_t)4 * FORM_FIELDS_MAX));
	assert_int_equal(form.n_fields, FORM_FIELDS_MAX);
	form_clear(&form);
	assert_false(form_read(&form, bytes, sizeof bytes));
}

static void test_an_empty_form_is_one(void **state)
{
	struct form form;

	(void)state;
	assert_true(form_read(&form, "", 0));
	assert_int_equal(form.n_fields, 0);
	form_clear(&form);
	assert_true(form_read(&form, "&&&", 3));
	assert_int_equal(form.n_fields, 0);
	form_clear(&form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_and_values_are_decoded),
		cmocka_unit_test(test_damaged_forms_are_refused),
		cmocka_unit_test(test_too_many_fields_are_refused),
		cmocka_unit_test(test_an_empty_form_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
