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
#include "tests/support/house.h"
#include "tests/support/story.h"

static void test_numbers_choose_letters(void **state)
{
	(void)state;
	STORY({ 0, NULL, "1", "R03", 0, "nik" }, { 60, NULL, "3", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901 kredit", "R51", 0, "field" });
	STORY({ 0, NULL, "0", "R02", 0, "menu" }, { 60, NULL, "0", "R01", 0, "menu" },
	      { 60, NULL, "0", "R02", 0, "menu" }, { 60, NULL, "14", "R03", 0, "nik" });
}

static void test_two_numbers_choose_two_letters(void **state)
{
	(void)state;
	STORY({ 0, NULL, "menu", "R01 R34", 0, "menu" },
	      { 60, NULL, "1 dan 2", "R03", 0, "nik" },
	      { 60, NULL, "3513151205909901 sekolah anak", "R12", 2, "" });
	STORY({ 0, NULL, "1, 6 pak", "R03", 0, "nik" });
	STORY({ 0, NULL, "2 dan 7", "R27 R03", 0, "nik" }); /* the wedding: a visit */
	STORY({ 0, NULL, "1 dan 47", "R29", 0, "" });
	STORY({ 0, NULL, "1, 2, 3, 4, 5, 6, 9", "R29", 0, "" });
}

static void test_letters_that_need_a_visit(void **state)
{
	(void)state;
	STORY({ 0, NULL, "surat nikah", "R27", 0, "" }, { 60, NULL, "7", "R27", 0, "" },
	      { 60, NULL, "nikah 3513151205909901", "R27", 0, "" });
	STORY({ 0, NULL, "bikin ktp", "R28", 0, "" }, { 60, NULL, "15", "R28", 0, "" });
	STORY({ 0, NULL, "surat nikah dan sktm 3513151205909901 buat sekolah", "R27 R10",
		1, "" });
}

static void test_requirements(void **state)
{
	(void)state;
	STORY({ 0, NULL, "syarat sktm", "R26", 0, "" },
	      { 60, NULL, "syarat nikah apa aja", "R27", 0, "" },
	      { 60, NULL, "syarat ktp", "R28", 0, "" });
	STORY({ 0, NULL, "syaratnya apa", "R53", 0, "needs" },
	      { 60, NULL, "sktm", "R26", 0, "" });
	STORY({ 0, NULL, "syaratnya apa", "R53", 0, "needs" },
	      { 60, NULL, "2", "R26", 0, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "syaratnya apa pak?", "R26", 0, "nik" },
	      { 60, NULL, "3513151205909901", "R06", 0, "purpose" });
}

static void test_the_privacy_notice_comes_once_in_a_phones_life(void **state)
{
	(void)state;
	STORY({ 0, NULL, "menu", "R01 R34", 0, "menu" },
	      { 60, NULL, "menu", "R01", 0, "menu" },
	      { 90000, NULL, "halo", "R01", 0, "menu" },
	      { 60, HOUSE_OTHER, "halo", "R01 R34", 0, "menu" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_choose_letters),
		cmocka_unit_test(test_two_numbers_choose_two_letters),
		cmocka_unit_test(test_letters_that_need_a_visit),
		cmocka_unit_test(test_requirements),
		cmocka_unit_test(test_the_privacy_notice_comes_once_in_a_phones_life),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
