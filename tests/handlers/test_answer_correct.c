// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/house.h"
#include "tests/support/story.h"

#define NIK   "3513151205909901"
#define OTHER "3513151205909902"

static void test_another_letter_than_the_one_filed(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm " NIK " sekolah", "R10", 1, "" },
	      { 60, NULL, "eh salah, bukan sktm tapi domisili", "R57 R09", 1, "confirm" },
	      { 60, NULL, "ya", "R10", 2, "" });
	/* Not the letter that was filed, or filed long ago: a request like any other. */
	STORY({ 0, NULL, "sktm " NIK " sekolah", "R10", 1, "" },
	      { 60, NULL, "bukan skck tapi domisili", "R03", 1, "nik" });
	STORY({ 0, NULL, "sktm " NIK " sekolah", "R10", 1, "" },
	      { 90000, NULL, "bukan sktm tapi domisili", "R03", 1, "nik" });
	STORY({ 0, HOUSE_OTHER, "sktm " NIK " sekolah", "R10", 1, "" },
	      { 60, NULL, "bukan sktm tapi domisili", "R03", 0, "nik" });
}

static void test_another_nik_than_the_one_filed(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm " NIK " sekolah", "R10", 1, "" },
	      { 60, NULL, "nik nya salah pak, yang benar " OTHER, "R57 R09", 1,
		"confirm" },
	      { 60, NULL, "ya", "R10", 2, "" });
	STORY({ 0, NULL, "sktm " NIK " sekolah", "R10", 1, "" },
	      { 60, NULL, OTHER, "R01", 1, "menu" });
}

static void test_a_correction_of_what_is_being_asked(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "eh salah bukan sktm tapi domisili", "R03", 0, "nik" },
	      { 60, NULL, NIK " kerja", "R10", 1, "" });
	STORY({ 0, NULL, "sktm " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "maaf maksud saya skck", "R06", 0, "purpose" },
	      { 60, NULL, "kerja", "R10", 1, "" });
	STORY({ 0, NULL, "sktm " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "maaf nik salah, yang benar " OTHER, "R06", 0, "purpose" },
	      { 60, NULL, "sekolah anak", "R10", 1, "" });
	STORY({ 0, NULL, "sktm " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "salah, domisili", "R06", 0, "purpose" },
	      { 60, NULL, "kerja", "R10", 1, "" });
	STORY({ 0, NULL, "sku " NIK " utk kur", "R51", 0, "field" },
	      { 60, NULL, "nik salah yang benar " OTHER, "R51", 0, "field" },
	      { 60, NULL, NIK, "R51", 0, "field" },
	      { 60, NULL, "warung kopi", "R10", 1, "" });
	STORY({ 0, NULL, "sku " NIK " utk kur", "R51", 0, "field" },
	      { 60, NULL, "eh bukan sku tapi domisili", "R06", 0, "purpose" });
	STORY({ 0, NULL, "domirili " NIK " kerja", "R09", 0, "confirm" },
	      { 60, NULL, "nik salah pak yg benar " OTHER, "R09", 0, "confirm" },
	      { 60, NULL, "ya", "R10", 1, "" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_another_letter_than_the_one_filed),
		cmocka_unit_test(test_another_nik_than_the_one_filed),
		cmocka_unit_test(test_a_correction_of_what_is_being_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
