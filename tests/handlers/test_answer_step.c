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

#define NIK       "3513151205909901"
#define OTHER_NIK "3513151205909902"

static void test_a_purpose_may_be_any_words(void **state)
{
	static const char *const purposes[] = {
		"nikah",
		"buat skck",
		"cek kesehatan",
		"kuliah anak saya di malang",
		"pkh",
		"bansos",
		"berhenti kerja",
		"lapor polisi",
		"biaya sekolah anak",
		"syarat nikah",
		"ya untuk sekolah",
		"daftar sekolah",
		"mulai usaha",
		"3 anak sekolah",
		"kredit motor pak makasih",
		"kuliah 2026",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(purposes) / sizeof(*purposes); i++) {
		const struct line lines[] = {
			{ 0, NULL, "domisili " NIK, "R06", 0, "purpose" },
			{ 60, NULL, purposes[i], "R10", 1, "" },
		};

		story_tell(__func__, lines, 2);
	}
}

static void test_a_question_is_left_for_what_is_surely_meant(void **state)
{
	(void)state;
	STORY({ 0, NULL, "domisili " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "MENU", "R01 R34", 0, "menu" },
	      { 60, NULL, "2", "R06", 0, "purpose" },
	      { 60, NULL, "sekolah", "R10", 1, "" });
	STORY({ 0, NULL, "domisili " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "BATAL", "R41", 0, "" });
	STORY({ 0, NULL, "domisili " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "berapa biayanya?", "R32", 0, "purpose" },
	      { 60, NULL, "jam buka", "R32", 0, "purpose" },
	      { 60, NULL, "HAPUS", "R35", 0, "" });
	STORY({ 0, NULL, "domisili " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "mau bikin surat skck aja", "R06", 0, "purpose" },
	      { 60, NULL, "lamar kerja", "R10", 1, "" });
}

static void test_what_is_no_answer_is_asked_again_then_given_to_a_human(void **state)
{
	(void)state;
	STORY({ 0, NULL, "domisili " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "3", "R06", 0, "purpose" },
	      { 60, NULL, "ya", "R30", 0, "purpose" },
	      { 60, NULL, "ya", "", 0, "purpose" },
	      { 60, NULL, "kredit bank", "R10", 1, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" }, { 60, NULL, "halo", "R03", 0, "nik" },
	      { 60, NULL, "halo", "R30", 0, "nik" },
	      { 60, NULL, NIK " sekolah", "R10", 1, "" });
}

static void test_a_question_is_no_purpose(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "nik itu apa ya?", "R03", 0, "nik" },
	      { 60, NULL, NIK, "R06", 0, "purpose" });
}

static void test_a_complaint_is_no_purpose(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "jalan di depan rumah saya rusak parah pak", "R31", 0,
		"purpose" },
	      { 60, NULL, "untuk bantuan rumah rusak kena banjir kemarin", "R10", 1,
		"" });
	STORY({ 0, NULL, "sktm " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "bantuan rumah rusak", "R10", 1, "" });
}

static void test_a_purpose_may_sound_like_advertising(void **state)
{
	(void)state;
	STORY({ 0, NULL, "kredit motor dealer honda", "", 0, "" },
	      { 60, NULL, "sku " NIK, "R06", 0, "purpose" },
	      { 60, NULL, "OTP Anda 123456 jangan berikan", "", 0, "purpose" },
	      { 60, NULL, "kredit motor dealer honda", "R51", 0, "field" },
	      { 60, NULL, "dagang hp dan pulsa murah di pasar", "R10", 1, "" });
}

static void test_the_purpose_may_come_before_the_nik(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "kuliah anak", "R03", 0, "nik" },
	      { 60, NULL, NIK, "R10", 1, "" });
}

static void test_numbers_answer_a_letters_own_question(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sku " NIK " untuk kredit bank", "R51", 0, "field" },
	      { 60, NULL, "2", "R10", 1, "" });
}

static void test_another_letter_may_be_wished_instead(void **state)
{
	(void)state;
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "domisili", "R03", 0, "nik" },
	      { 60, NULL, NIK " bank", "R10", 1, "" });
	STORY({ 0, NULL, "sktm", "R03", 0, "nik" },
	      { 60, NULL, "kuliah anak", "R03", 0, "nik" },
	      { 60, NULL, "minta surat skck", "R03", 0, "nik" },
	      { 60, NULL, NIK, "R06", 0, "purpose" }); /* not kuliah anak */
}

/* Two people of one house share a phone: the second one's letter says nothing of the
 * first one's business. */
static void test_the_next_person_takes_nothing_over_from_the_one_before(void **state)
{
	(void)state;
	STORY({ 0, NULL, "usaha " NIK " untuk pinjam bank", "R51", 0, "field" },
	      { 60, NULL, "usaha " OTHER_NIK, "R06", 0, "purpose" },
	      { 60, NULL, "KUR", "R51", 0, "field" },
	      { 60, NULL, "bengkel las", "R10", 1, "" });
	STORY({ 0, NULL, "hilang " NIK " stnk", "R51", 0, "field" },
	      { 60, NULL, "hilang " OTHER_NIK, "R51", 0, "field" });
	/* a NIK put right keeps what was said; so does one of those that were named */
	STORY({ 0, NULL, "usaha " NIK " untuk pinjam bank", "R51", 0, "field" },
	      { 60, NULL, "nik salah, yang benar " OTHER_NIK, "R51", 0, "field" },
	      { 60, NULL, "warung kopi", "R10", 1, "" });
	STORY({ 0, NULL, "sktm " NIK " " OTHER_NIK " buat sekolah", "R42", 0, "people" },
	      { 60, NULL, "sktm " OTHER_NIK, "R10", 1, "" });
}

static void test_a_nik_first_then_the_letter(void **state)
{
	(void)state;
	STORY({ 0, NULL, NIK, "R01", 0, "menu" }, { 60, NULL, "2", "R06", 0, "purpose" },
	      { 60, NULL, "bpjs", "R10", 1, "" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_purpose_may_be_any_words),
		cmocka_unit_test(test_a_question_is_left_for_what_is_surely_meant),
		cmocka_unit_test(
			test_what_is_no_answer_is_asked_again_then_given_to_a_human),
		cmocka_unit_test(test_a_question_is_no_purpose),
		cmocka_unit_test(test_a_complaint_is_no_purpose),
		cmocka_unit_test(test_a_purpose_may_sound_like_advertising),
		cmocka_unit_test(test_the_purpose_may_come_before_the_nik),
		cmocka_unit_test(test_numbers_answer_a_letters_own_question),
		cmocka_unit_test(test_another_letter_may_be_wished_instead),
		cmocka_unit_test(
			test_the_next_person_takes_nothing_over_from_the_one_before),
		cmocka_unit_test(test_a_nik_first_then_the_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
