// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/catalogue.h"
#include "letters/sample.h"
#include "letters/values.h"
#include "tests/support/reading.h"

static void test_every_letter_of_the_catalogue_has_a_whole_sample(void **state)
{
	const struct catalogue *catalogue = reading_catalogue(state);
	struct values *values = must_alloc(sizeof *values);

	for (size_t i = 0; i < catalogue->n_letters; i++) {
		const struct letter *letter = &catalogue->letters[i];
		struct template_source source = values_source(values);
		char out_buffer[4096], missing_buffer[256];
		struct text out, missing;

		values_init(values);
		assert_true(values_add(values, "desa", "Krejengan"));
		assert_true(values_add(values, "kecamatan", "Krejengan"));
		assert_true(values_add(values, "jabatan_kepala", "Kepala Desa"));
		assert_true(sample_fill(letter, values));
		text_init(&out, out_buffer, sizeof out_buffer);
		text_init(&missing, missing_buffer, sizeof missing_buffer);
		if (!template_fill(letter->body, &source, &out, &missing))
			fail_msg("%s: %s", letter->keyword, missing_buffer);
		assert_true(values_check(values, NULL));
	}
	free(values);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_letter_of_the_catalogue_has_a_whole_sample),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
