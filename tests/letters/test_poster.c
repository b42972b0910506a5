// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/pdf.h"
#include "letters/poster.h"
#include "tests/support/paper.h"
#include "tests/support/reading.h"

static void test_it_names_the_number_and_seven_letters(void **state)
{
	struct poster poster = { .village = "Krejengan",
				 .service_number = "+6281234567899",
				 .office_phone = "0335550107",
				 .open_hours = "Sen-Jum 08.00-14.00",
				 .font = "Liberation Sans",
				 .catalogue = reading_catalogue(state),
				 .made_at = 1795312800 };
	char *said = must_alloc(16384), buffer[256];
	struct text why;
	struct pdf pdf;

	text_init(&why, buffer, sizeof buffer);
	pdf_init(&pdf);
	assert_true(poster_draw(&poster, &pdf, &why));
	assert_int_equal(paper_count_sheets(&pdf), 1);
	paper_read(&pdf, said, 16384);
	assert_non_null(strstr(said, "081234567899"));
	assert_non_null(strstr(said, "DesaKrejengan"));
	assert_non_null(strstr(said, "SuratKeteranganDomisili"));
	assert_non_null(strstr(said, "SuratKeteranganBelumMenikah")); /* the seventh */
	assert_null(strstr(said, "SuratPengantarNikah"));             /* not by SMS */
	assert_non_null(strstr(said, "Sen-Jum08.00-14.00"));
	pdf_clear(&pdf);
	poster.service_number = "";
	assert_false(poster_draw(&poster, &pdf, &why));
	assert_non_null(strstr(buffer, "service_number"));
	pdf_clear(&pdf);
	free(said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_names_the_number_and_seven_letters),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
