// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/keys.h"
#include "letters/seal.h"
#include "store/store.h"
#include "tests/support/sealed_house.h"

#define OTHER "35.13.15.2008"
#define HEAD  KEYS_FILE_HEADING "\n"

static const unsigned char other_seed[SEAL_SEED_BYTES] = { 42 };

static const char *other_key(void)
{
	static char key[SEAL_KEY_SIZE];

	seal_key_of_seed(other_seed, key);
	return key;
}

static int trust(struct sealed_house *sealed, const char *file,
		 struct keys_report *report)
{
	struct store *store = sealed->house.office.store;
	struct text why;
	int error;

	text_init(&why, sealed->why, sizeof sealed->why);
	assert_int_equal(store_begin(store), 0);
	error = keys_trust(&sealed->house.office, file, strlen(file), "budi",
			   sealed->house.now_s, report, &why);
	if (error == 0)
		assert_int_equal(store_commit(store), 0);
	else
		store_rollback(store);
	return error;
}

static void test_a_file_is_what_another_office_trusts(void **state)
{
	char line[KEYS_LINE_SIZE], file[2 * KEYS_LINE_SIZE];
	struct keys_report report;
	struct sealed_house sealed;
	struct key key = { .state = KEY_STATE_OWN }, read;
	struct text text;

	(void)state;
	sealed_house_open(&sealed);
	key.from_at = sealed.house.now_s;
	text_copy(key.village, sizeof key.village, OTHER);
	text_copy(key.name, sizeof key.name, "Desa É, dua kata");
	text_copy(key.public_key, sizeof key.public_key, other_key());
	text_init(&text, line, sizeof line);
	keys_write_line(&key, &text);
	assert_false(text.is_cut);
	snprintf(file, sizeof file, "%s# sidik\r\n\n%s\r\n", HEAD, line);
	assert_int_equal(trust(&sealed, file, &report), 0);
	assert_int_equal(report.n_new, 1);
	assert_int_equal(key_find(sealed.house.office.store, other_key(), &read), 0);
	assert_int_equal(read.state, KEY_STATE_TRUSTED);
	assert_string_equal(read.village, OTHER);
	assert_string_equal(read.name, key.name);
	assert_string_equal(read.changed_by, "budi");
	text_clear(&text);
	keys_write_line(&read, &text); /* the same day, the same line */
	assert_non_null(strstr(file, line));
	assert_int_equal(trust(&sealed, file, &report), 0);
	assert_int_equal(report.n_new + report.n_changed, 0);
	assert_int_equal(report.n_same, 1);
	sealed_house_close(&sealed);
}

static void test_a_key_only_gets_worse_by_a_file(void **state)
{
	char good[KEYS_LINE_SIZE], ended[KEYS_LINE_SIZE], revoked[KEYS_LINE_SIZE];
	struct keys_report report;
	struct sealed_house sealed;
	struct key read;

	(void)state;
	sealed_house_open(&sealed);
	snprintf(good, sizeof good, HEAD OTHER " %s 2026-01-01 - berlaku A", other_key());
	snprintf(ended, sizeof ended, HEAD OTHER " %s 2026-01-01 2026-06-01 berlaku A",
		 other_key());
	snprintf(revoked, sizeof revoked, HEAD OTHER " %s 2026-01-01 - dicabut A",
		 other_key());
	assert_int_equal(trust(&sealed, good, &report), 0);
	assert_int_equal(trust(&sealed, ended, &report), 0);
	assert_int_equal(report.n_changed, 1);
	assert_int_equal(trust(&sealed, good, &report), 0);
	assert_int_equal(report.n_same, 1);
	assert_int_equal(trust(&sealed, revoked, &report), 0);
	assert_int_equal(report.n_changed, 1);
	assert_int_equal(trust(&sealed, good, &report), 0);
	assert_int_equal(key_find(sealed.house.office.store, other_key(), &read), 0);
	assert_int_equal(read.state, KEY_STATE_REVOKED);
	assert_true(read.until_at > 0);
	sealed_house_close(&sealed);
}

static void test_a_wrong_file_changes_nothing_and_names_its_line(void **state)
{
	static const char *const wrong[] = {
		"",
		"SURAT-KUNCI 2\n",
		"x",
		HEAD "%1$s",
		HEAD OTHER,
		HEAD OTHER " %1$s",
		HEAD OTHER " %1$s 2026-01-01 - berlaku",
		HEAD OTHER " %1$s 2026-01-01 - berlaku ",
		HEAD OTHER " %1$s 2026-02-30 - berlaku A",
		HEAD OTHER " %1$s - - berlaku A",
		HEAD OTHER " %1$s 2026-01-01 x berlaku A",
		HEAD OTHER " %1$s 2026-01-01 - sah A",
		HEAD OTHER " %1$sA 2026-01-01 - berlaku A",
		HEAD OTHER " A%1$.42s 2026-01-01 - berlaku A\x01",
		HEAD OTHER " %1$s 2026-01-01 - berlaku \xe2\x80\xae",
		HEAD OTHER " %1$s 2026-01-01 - berlaku \xff",
		HEAD "35.13.15.200 %1$s 2026-01-01 - berlaku A",
		HEAD "35.13.15.2007 %1$s 2026-01-01 - berlaku A", /* ours, unknown */
		HEAD OTHER "  %1$s 2026-01-01 - berlaku A",
		HEAD OTHER " %1$s 2026-01-01 - berlaku A\n" OTHER " x",
		HEAD OTHER " %1$s 2026-01-01 - berlaku A\n"
			   "35.13.15.2009 %1$s 2026-01-01 - berlaku A",
		HEAD OTHER
		" %1$s 2026-01-01 - berlaku "
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	};
	struct keys_report report;
	struct sealed_house sealed;
	struct key read;

	(void)state;
	sealed_house_open(&sealed);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		char file[512];
		struct text text;

		text_init(&text, file, sizeof file);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
		text_add_format(&text, wrong[i], other_key());
#pragma GCC diagnostic pop
		if (trust(&sealed, file, &report) != -EINVAL)
			fail_msg("taken: %s", file);
		assert_non_null(strstr(sealed.why, "baris "));
		assert_int_equal(key_find(sealed.house.office.store, other_key(), &read),
				 -ENOENT);
	}
	sealed_house_close(&sealed);
}

static void test_our_own_key_is_not_touched_by_a_file(void **state)
{
	char file[2 * KEYS_LINE_SIZE];
	struct keys_report report;
	struct sealed_house sealed;
	struct key key, read;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(sealed_house_run(&sealed), 0);
	assert_int_equal(key_sealing(sealed.house.office.store, "35.13.15.2007", &key),
			 0);
	snprintf(file, sizeof file, HEAD "35.13.15.2007 %s 2026-01-01 - dicabut A",
		 key.public_key);
	assert_int_equal(trust(&sealed, file, &report), 0);
	assert_int_equal(report.n_same, 1);
	assert_int_equal(key_find(sealed.house.office.store, key.public_key, &read), 0);
	assert_int_equal(read.state, KEY_STATE_OWN);
	snprintf(file, sizeof file, HEAD OTHER " %s 2026-01-01 - berlaku A",
		 key.public_key);
	assert_int_equal(trust(&sealed, file, &report), -EINVAL); /* another's now? */
	sealed_house_close(&sealed);
}

static void test_a_key_is_found_by_its_fingerprint(void **state)
{
	char shown[SEAL_FINGERPRINT_SIZE];
	struct sealed_house sealed;
	struct key key, found;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(sealed_house_run(&sealed), 0);
	assert_int_equal(key_sealing(sealed.house.office.store, "35.13.15.2007", &key),
			 0);
	seal_key_fingerprint(key.public_key, shown);
	assert_int_equal(strlen(shown), 19);
	assert_int_equal(keys_find(&sealed.house.office, shown, &found), 0);
	assert_int_equal(found.id, key.id);
	shown[9] = '\0'; /* 8 digits and a hyphen */
	assert_int_equal(keys_find(&sealed.house.office, shown, &found), 0);
	shown[8] = '\0';
	assert_int_equal(keys_find(&sealed.house.office, shown, &found), -EINVAL);
	assert_int_equal(keys_find(&sealed.house.office, "", &found), -EINVAL);
	assert_int_equal(keys_find(&sealed.house.office, "zzzzzzzz", &found), -EINVAL);
	assert_int_equal(keys_find(&sealed.house.office, "00000000", &found), -ENOENT);
	sealed_house_close(&sealed);
}

static void test_ending_and_revoking(void **state)
{
	struct sealed_house sealed;
	struct key key, read;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(keys_end(&sealed.house.office, "budi", 5), -ENOENT);
	assert_int_equal(sealed_house_run(&sealed), 0);
	assert_int_equal(key_sealing(sealed.house.office.store, "35.13.15.2007", &key),
			 0);
	assert_int_equal(keys_end(&sealed.house.office, "budi", 5), 0);
	assert_int_equal(key_find(sealed.house.office.store, key.public_key, &read), 0);
	assert_int_equal(read.state, KEY_STATE_OWN);
	assert_int_equal(read.until_at, 5);
	assert_int_equal(keys_revoke(&sealed.house.office, &read, "dicuri", "siti", 9),
			 0);
	assert_int_equal(key_find(sealed.house.office.store, key.public_key, &read), 0);
	assert_int_equal(read.state, KEY_STATE_REVOKED);
	assert_int_equal(read.until_at, 5);
	assert_int_equal(read.changed_at, 9);
	assert_string_equal(read.why, "dicuri");
	assert_string_equal(read.changed_by, "siti");
	sealed_house_close(&sealed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_is_what_another_office_trusts),
		cmocka_unit_test(test_a_key_only_gets_worse_by_a_file),
		cmocka_unit_test(test_a_wrong_file_changes_nothing_and_names_its_line),
		cmocka_unit_test(test_our_own_key_is_not_touched_by_a_file),
		cmocka_unit_test(test_a_key_is_found_by_its_fingerprint),
		cmocka_unit_test(test_ending_and_revoking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
