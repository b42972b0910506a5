// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/menu.h"
#include "handlers/phrases.h"
#include "letters/catalogue.h"
#include "tests/support/house.h"

static void test_the_villages_menu_fills_two_pages(void **state)
{
	struct house house;
	char room[256];
	struct text out;

	(void)state;
	house_open(&house);
	text_init(&out, room, sizeof(room));
	assert_true(menu_page(house.office.catalogue, 1, &out));
	assert_string_equal(room, "1 Domisili 2 Tdk mampu 3 Usaha 4 Hilang 5 Pengantar "
				  "6 SKCK 7 Nikah 0 Lainnya");
	text_clear(&out);
	assert_true(menu_page(house.office.catalogue, 2, &out));
	assert_int_equal(strncmp(room, "8 ", 2), 0);
	assert_null(strstr(room, "0 Lainnya"));
	text_clear(&out);
	assert_false(menu_page(house.office.catalogue, 3, &out));
	house_close(&house);
}

/* Any number of letters with any names: each stands on one page, and every page fits. */
static void test_every_letter_stands_on_one_page_that_fits(void **state)
{
	static struct catalogue catalogue;

	(void)state;
	for (size_t count = 1; count <= CATALOGUE_LETTERS_MAX; count++) {
		size_t n_found = 0;
		char room[512];
		struct text out;

		catalogue.n_letters = count;
		for (size_t i = 0; i < count; i++)
			snprintf(catalogue.letters[i].menu_name,
				 sizeof(catalogue.letters[i].menu_name), "%.*s",
				 (int)(3 + i * 7 % 19), "Abcdefghij klmnopqrstuv");
		for (int page = 1; page <= 40; page++) {
			text_init(&out, room, sizeof(room));
			if (!menu_page(&catalogue, page, &out))
				break;
			assert_true(out.length <=
				    phrase_value_max(page == 1 ? "menu" : "halaman"));
			for (const char *at = strstr(room, " A"); at != NULL;
			     at = strstr(at + 1, " A"))
				n_found++;
		}
		assert_int_equal(n_found, count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_villages_menu_fills_two_pages),
		cmocka_unit_test(test_every_letter_stands_on_one_page_that_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
