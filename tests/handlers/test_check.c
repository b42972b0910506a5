// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "handlers/check.h"
#include "handlers/keys.h"
#include "store/keys.h"
#include "store/store.h"
#include "tests/support/sealed_house.h"
#include "tests/support/store_fixture.h"

#define OTHER "35.13.15.2008"

static const unsigned char other_seed[SEAL_SEED_BYTES] = { 42 };

static struct check check(struct sealed_house *sealed, const char *asked)
{
	struct check result;

	memset(&result, 0x5A, sizeof result);
	assert_int_equal(
		check_any(&sealed->house.office, asked, sealed->house.now_s, &result), 0);
	return result;
}

/* Each verdict has a sentence of its own, one SMS long, without a NIK. */
static void expect(struct sealed_house *sealed, const char *asked,
		   enum check_verdict verdict, const char *phrase, const char *words)
{
	struct check result = check(sealed, asked);
	char said[LIMIT_MESSAGE_SIZE];
	const char *id;
	struct text text;

	if (result.verdict != verdict)
		fail_msg("%s: %s, wanted %s", asked, check_verdict_name(result.verdict),
			 check_verdict_name(verdict));
	text_init(&text, said, sizeof said);
	assert_true(check_say(&sealed->house.office, &result, &id, &text));
	assert_string_equal(id, phrase);
	if (strstr(said, words) == NULL)
		fail_msg("'%s' does not say '%s'", said, words);
	assert_null(strstr(said, "{"));
	assert_null(strstr(said, HOUSE_NIK));
	assert_true(strlen(said) <= 160);
}

/* A letter of the house, sealed. */
static struct register_entry issue(struct sealed_house *sealed, struct ticket *ticket)
{
	sealed_house_approve(sealed, "SKTM", "SUPARMAN", ticket);
	assert_int_equal(sealed_house_run(sealed), 1);
	return sealed_house_letter(sealed, ticket);
}

/* What another village sealed. */
static void seal_elsewhere(const char *issued, const char *until, const char *village,
			   char out[SEAL_TEXT_SIZE])
{
	struct seal_facts facts = { .code = "48291372",
				    .number = "470/012/2026",
				    .kind = "DOMISILI",
				    .name = "SUMARNI" };
	struct text text;

	text_copy(facts.village, sizeof facts.village, village);
	text_copy(facts.issued, sizeof facts.issued, issued);
	text_copy(facts.valid_until, sizeof facts.valid_until, until);
	text_init(&text, out, SEAL_TEXT_SIZE);
	assert_int_equal(seal_make(&facts, other_seed, &text, NULL), 0);
}

static struct key trust_other(struct sealed_house *sealed)
{
	struct key key = { .state = KEY_STATE_TRUSTED,
			   .from_at = sealed->house.now_s - 400 * 86400 };

	text_copy(key.village, sizeof key.village, OTHER);
	text_copy(key.name, sizeof key.name, "Tetangga");
	seal_key_of_seed(other_seed, key.public_key);
	assert_int_equal(key_add(sealed->house.office.store, &key), 0);
	return key;
}

static void test_a_good_letter_is_good_by_code_number_seal_and_url(void **state)
{
	struct register_entry letter;
	struct sealed_house sealed;
	char typed[SEAL_QR_SIZE];
	struct ticket ticket;
	struct text text;

	(void)state;
	sealed_house_open(&sealed);
	letter = issue(&sealed, &ticket);
	expect(&sealed, ticket.code, CHECK_VERDICT_GOOD, "V01", "SAH. 401/001/");
	snprintf(typed, sizeof typed, "%.4s-%s", ticket.code, ticket.code + 4);
	expect(&sealed, typed, CHECK_VERDICT_GOOD, "V01", typed);
	expect(&sealed, letter.number, CHECK_VERDICT_GOOD, "V01", "a.n. SUPARMAN");
	expect(&sealed, letter.seal, CHECK_VERDICT_GOOD, "V01", "s/d 22-02-2027");
	snprintf(typed, sizeof typed, " %s\r\n", letter.seal); /* as a scanner types */
	expect(&sealed, typed, CHECK_VERDICT_GOOD, "V01", "tgl 24-11-2026");
	text_init(&text, typed, sizeof typed);
	seal_add_qr("https://desa.example/cek", letter.seal, &text);
	expect(&sealed, typed, CHECK_VERDICT_GOOD, "V01", "SAH.");
	assert_true(check(&sealed, typed).is_seal);
	assert_false(check(&sealed, ticket.code).is_seal);
	sealed_house_close(&sealed);
}

static void test_what_became_of_a_letter_is_said(void **state)
{
	struct register_entry revoked, withdrawn, old;
	struct ticket first, second, third;
	struct sealed_house sealed;

	(void)state;
	sealed_house_open(&sealed);
	revoked = issue(&sealed, &first);
	withdrawn = issue(&sealed, &second);
	old = issue(&sealed, &third);
	sealed_house_step(&sealed, &first, STEP_REVOKE);
	sealed_house_step(&sealed, &second, STEP_WITHDRAW);
	for (int i = 0; i < 3; i++) {
		const char *asked[] = { first.code, revoked.number, revoked.seal };
		const char *back[] = { second.code, withdrawn.number, withdrawn.seal };

		expect(&sealed, asked[i], CHECK_VERDICT_REVOKED, "V03", "DICABUT");
		expect(&sealed, back[i], CHECK_VERDICT_WITHDRAWN, "V05", "DITARIK");
	}
	house_wait(&sealed.house, 90 * 86400);
	expect(&sealed, old.seal, CHECK_VERDICT_GOOD, "V01", "SAH"); /* its last day */
	house_wait(&sealed.house, 86400);
	expect(&sealed, third.code, CHECK_VERDICT_EXPIRED, "V04", "22-02-2027");
	expect(&sealed, old.number, CHECK_VERDICT_EXPIRED, "V04", "22-02-2027");
	expect(&sealed, old.seal, CHECK_VERDICT_EXPIRED, "V04", "22-02-2027");
	expect(&sealed, revoked.seal, CHECK_VERDICT_REVOKED, "V03", "DICABUT");
	sealed_house_close(&sealed);
}

static void test_what_is_not_there_is_not_registered(void **state)
{
	static const char *const asked[] = { "48291372", "470/999/2026", "",        "x",
					     HOUSE_NIK,  "SURAT",        "12345678" };
	struct sealed_house sealed;

	(void)state;
	sealed_house_open(&sealed);
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
		expect(&sealed, asked[i], CHECK_VERDICT_UNKNOWN, "V02",
		       "TIDAK TERDAFTAR");
	sealed_house_close(&sealed);
}

static void test_a_seal_of_a_neighbour_is_good_and_its_register_not_asked(void **state)
{
	struct sealed_house sealed;
	char sealed_text[SEAL_TEXT_SIZE];

	(void)state;
	sealed_house_open(&sealed);
	seal_elsewhere("2026-11-20", "2027-05-20", OTHER, sealed_text);
	expect(&sealed, sealed_text, CHECK_VERDICT_UNTRUSTED, "V06",
	       "kunci desa " OTHER " belum dipercaya");
	trust_other(&sealed);
	expect(&sealed, sealed_text, CHECK_VERDICT_UNASKED, "V09",
	       "TANDA ASLI, daftar desa belum ditanya. 470/012/2026 20-11-2026 Domisili "
	       "a.n. SUMARNI s/d 20-05-2027");
	seal_elsewhere("2026-11-20", "", OTHER, sealed_text);
	expect(&sealed, sealed_text, CHECK_VERDICT_UNASKED, "V09", "s/d seterusnya");
	seal_elsewhere("2026-01-01", "2026-11-23", OTHER, sealed_text);
	expect(&sealed, sealed_text, CHECK_VERDICT_EXPIRED, "V04", "s/d 23-11-2026");
	seal_elsewhere("2026-01-01", "2026-11-24", OTHER, sealed_text); /* today */
	expect(&sealed, sealed_text, CHECK_VERDICT_UNASKED, "V09", "TANDA ASLI");
	seal_elsewhere("2026-11-25", "", OTHER, sealed_text); /* its clock is ahead */
	expect(&sealed, sealed_text, CHECK_VERDICT_UNASKED, "V09", "TANDA ASLI");
	seal_elsewhere("2026-11-26", "", OTHER, sealed_text);
	expect(&sealed, sealed_text, CHECK_VERDICT_FUTURE, "V11", "26-11-2026");
	sealed_house_close(&sealed);
}

static void test_a_forged_or_broken_seal_is_neither(void **state)
{
	char text[SEAL_TEXT_SIZE], changed[SEAL_TEXT_SIZE + 8];
	struct sealed_house sealed;
	struct ticket ticket;
	char *at;

	(void)state;
	sealed_house_open(&sealed);
	issue(&sealed, &ticket);
	trust_other(&sealed);
	seal_elsewhere("2026-11-20", "2027-05-20", OTHER, text);
	text_copy(changed, sizeof changed, text);
	memcpy(strstr(changed, "SUMARNI"), "SUMIRNA", 7);
	expect(&sealed, changed, CHECK_VERDICT_FORGED, "V08", "PALSU");
	text_copy(changed, sizeof changed, text);
	memcpy(strstr(changed, "2027-05"), "2029-05", 7);
	expect(&sealed, changed, CHECK_VERDICT_FORGED, "V08", "hubungi desa " OTHER);
	text_copy(changed, sizeof changed, text);
	at = strrchr(changed, '|') + 1;
	*at = *at == 'A' ? 'B' : 'A';
	expect(&sealed, changed, CHECK_VERDICT_FORGED, "V08", "PALSU");
	/* A neighbour's key does not seal our letters. */
	seal_elsewhere("2026-11-20", "", "35.13.15.2007", changed);
	expect(&sealed, changed, CHECK_VERDICT_FORGED, "V08", "PALSU");
	text_copy(changed, sizeof changed, text);
	changed[strlen(changed) - 1] = '\0';
	expect(&sealed, changed, CHECK_VERDICT_BROKEN, "V12", "TIDAK TERBACA");
	snprintf(changed, sizeof changed, "%sx", text);
	expect(&sealed, changed, CHECK_VERDICT_BROKEN, "V12", "TIDAK TERBACA");
	expect(&sealed, "SURAT1|", CHECK_VERDICT_BROKEN, "V12", "TIDAK TERBACA");
	sealed_house_close(&sealed);
}

static void test_nothing_is_believed_of_a_revoked_key(void **state)
{
	char text[SEAL_TEXT_SIZE];
	struct register_entry letter;
	struct sealed_house sealed;
	struct ticket ticket;
	struct key key, own;

	(void)state;
	sealed_house_open(&sealed);
	letter = issue(&sealed, &ticket);
	key = trust_other(&sealed);
	seal_elsewhere("2026-11-20", "2027-05-20", OTHER, text);
	assert_int_equal(keys_revoke(&sealed.house.office, &key, "dicuri", "budi", 5), 0);
	expect(&sealed, text, CHECK_VERDICT_KEY_REVOKED, "V07", "sudah tidak berlaku");
	assert_int_equal(key_sealing(sealed.house.office.store, "35.13.15.2007", &own),
			 0);
	assert_int_equal(keys_revoke(&sealed.house.office, &own, "dicuri", "budi",
				     sealed.house.now_s),
			 0);
	expect(&sealed, letter.seal, CHECK_VERDICT_KEY_REVOKED, "V07", "ditanyakan");
	expect(&sealed, ticket.code, CHECK_VERDICT_GOOD, "V01", "SAH"); /* who asks */
	sealed_house_close(&sealed);
}

/* It was replaced on that day: what it signs of a later one is not of the village. */
static void test_an_ended_key_is_good_for_its_own_time(void **state)
{
	struct sealed_house sealed;
	char text[SEAL_TEXT_SIZE];
	struct key key;

	(void)state;
	sealed_house_open(&sealed);
	key = trust_other(&sealed);
	key.until_at = sealed.house.now_s - 2 * 86400; /* 22 November */
	assert_int_equal(key_put(sealed.house.office.store, &key), 0);
	seal_elsewhere("2026-11-22", "", OTHER, text);
	expect(&sealed, text, CHECK_VERDICT_UNASKED, "V09", "TANDA ASLI");
	seal_elsewhere("2026-11-23", "", OTHER, text);
	expect(&sealed, text, CHECK_VERDICT_KEY_REVOKED, "V07", "tidak berlaku");
	sealed_house_close(&sealed);
}

/* A stolen key, or a letter that was withdrawn and issued with other facts. */
static void test_a_good_seal_that_the_register_does_not_know_is_an_alarm(void **state)
{
	char text[SEAL_TEXT_SIZE];
	struct register_entry old;
	struct sealed_house sealed;
	struct ticket ticket;
	struct key key = { .state = KEY_STATE_OWN, .until_at = 1 };

	(void)state;
	sealed_house_open(&sealed);
	key.until_at = sealed.house.now_s;
	text_copy(key.village, sizeof key.village, "35.13.15.2007");
	text_copy(key.name, sizeof key.name, "Krejengan");
	seal_key_of_seed(other_seed, key.public_key);
	assert_int_equal(key_add(sealed.house.office.store, &key), 0);
	seal_elsewhere("2026-11-20", "2027-05-20", "35.13.15.2007", text);
	expect(&sealed, text, CHECK_VERDICT_DIFFERS, "V10", "AWAS");
	old = issue(&sealed, &ticket);
	sealed_house_step(&sealed, &ticket, STEP_WITHDRAW);
	house_wait(&sealed.house, 86400);
	sealed_house_step(&sealed, &ticket, STEP_APPROVE);
	expect(&sealed, old.seal, CHECK_VERDICT_DIFFERS, "V10", "BERBEDA");
	assert_int_equal(sealed_house_run(&sealed), 1);
	expect(&sealed, old.seal, CHECK_VERDICT_DIFFERS, "V10", "BERBEDA");
	expect(&sealed, sealed_house_letter(&sealed, &ticket).seal, CHECK_VERDICT_GOOD,
	       "V01", "SAH");
	sealed_house_close(&sealed);
}

static void test_a_seal_is_found_in_a_message(void **state)
{
	(void)state;
	assert_string_equal(check_find_seal("CEK SURAT1|x"), "SURAT1|x");
	assert_string_equal(check_find_seal("cek https://a/#SURAT1%7Cx"), "#SURAT1%7Cx");
	assert_null(check_find_seal("CEK 48291372"));
	assert_null(check_find_seal("SURAT 1|"));
	assert_null(check_find_seal(""));
}

static void test_verdicts_have_words(void **state)
{
	(void)state;
	for (int i = 0; i < CHECK_VERDICT_COUNT; i++) {
		assert_non_null(check_word((enum check_verdict)i));
		assert_non_null(check_verdict_name((enum check_verdict)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
				check_verdict_name((enum check_verdict)i),
				check_verdict_name((enum check_verdict)j));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_good_letter_is_good_by_code_number_seal_and_url),
		cmocka_unit_test(test_what_became_of_a_letter_is_said),
		cmocka_unit_test(test_what_is_not_there_is_not_registered),
		cmocka_unit_test(
			test_a_seal_of_a_neighbour_is_good_and_its_register_not_asked),
		cmocka_unit_test(test_a_forged_or_broken_seal_is_neither),
		cmocka_unit_test(test_nothing_is_believed_of_a_revoked_key),
		cmocka_unit_test(test_an_ended_key_is_good_for_its_own_time),
		cmocka_unit_test(
			test_a_good_seal_that_the_register_does_not_know_is_an_alarm),
		cmocka_unit_test(test_a_seal_is_found_in_a_message),
		cmocka_unit_test(test_verdicts_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
