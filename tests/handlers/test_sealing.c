// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "handlers/sealing.h"
#include "letters/keyfile.h"
#include "letters/seal.h"
#include "store/seals.h"
#include "store/store.h"
#include "tests/support/sealed_house.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static struct key sealing_key(struct sealed_house *sealed)
{
	struct key key;

	assert_int_equal(key_sealing(sealed->house.office.store, VILLAGE, &key), 0);
	return key;
}

static const char *path_of(struct sealed_house *sealed, char out[256])
{
	snprintf(out, 256, "%s/" VILLAGE ".key", sealed->folder);
	return out;
}

static void assert_sealed(struct sealed_house *sealed, const struct ticket *ticket,
			  const struct key *key)
{
	struct register_entry letter = sealed_house_letter(sealed, ticket);
	struct seal_facts facts;
	struct seal seal;

	assert_true(seal_read(letter.seal, strlen(letter.seal), &seal, NULL));
	assert_true(seal_is_signed(&seal, key->public_key));
	assert_int_equal(sealing_facts(&sealed->house.office, ticket->id, &facts), 0);
	assert_true(seal_facts_are_same(&facts, &seal.facts));
	assert_string_equal(seal.facts.code, ticket->code);
	assert_string_equal(seal.facts.number, letter.number);
	assert_string_equal(seal.facts.kind, ticket->kind);
}

static void test_an_approved_letter_is_sealed_once(void **state)
{
	struct register_entry before, after;
	struct sealed_house sealed;
	struct ticket ticket;
	struct key key;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(sealed_house_run(&sealed), 0); /* makes the key */
	key = sealing_key(&sealed);
	sealed_house_approve(&sealed, "SKTM", "SUPARMAN", &ticket);
	before = sealed_house_letter(&sealed, &ticket);
	assert_string_equal(before.seal, "");
	assert_int_equal(sealed_house_run(&sealed), 1);
	assert_string_equal(sealed.why, "");
	assert_sealed(&sealed, &ticket, &key);
	before = sealed_house_letter(&sealed, &ticket);
	assert_non_null(strstr(before.seal, "|SKTM|SUPARMAN|2026-11-24|2027-02-22|"));
	assert_int_equal(sealed_house_run(&sealed), 0);
	after = sealed_house_letter(&sealed, &ticket);
	assert_string_equal(before.seal, after.seal);
	assert_int_equal(
		fixture_ask(sealed.house.office.store, "SELECT count(*) FROM keys"), 1);
	sealed_house_close(&sealed);
}

static void test_what_is_not_approved_is_not_sealed(void **state)
{
	struct ticket withdrawn, revoked, collected;
	struct sealed_house sealed;

	(void)state;
	sealed_house_open(&sealed);
	sealed_house_approve(&sealed, "SKTM", "A", &withdrawn);
	sealed_house_step(&sealed, &withdrawn, STEP_WITHDRAW);
	sealed_house_approve(&sealed, "SKTM", "B", &revoked);
	sealed_house_step(&sealed, &revoked, STEP_REVOKE);
	sealed_house_approve(&sealed, "SKTM", "C", &collected);
	sealed_house_step(&sealed, &collected, STEP_READY);
	sealed_house_step(&sealed, &collected, STEP_COLLECT);
	assert_int_equal(sealed_house_run(&sealed), 1);
	assert_string_equal(sealed_house_letter(&sealed, &withdrawn).seal, "");
	assert_string_equal(sealed_house_letter(&sealed, &revoked).seal, "");
	/* A row of the register alone is no approval. */
	assert_int_equal(fixture_run(sealed.house.office.store,
				     "UPDATE register SET state = 'valid'"),
			 SQLITE_OK);
	assert_int_equal(sealed_house_run(&sealed), 0);
	sealed_house_close(&sealed);
}

static void test_a_letter_issued_again_gets_a_new_seal(void **state)
{
	struct register_entry first, second;
	struct sealed_house sealed;
	struct ticket ticket;
	struct key key;

	(void)state;
	sealed_house_open(&sealed);
	sealed_house_approve(&sealed, "SKTM", "SUPARMAN", &ticket);
	assert_int_equal(sealed_house_run(&sealed), 1);
	first = sealed_house_letter(&sealed, &ticket);
	sealed_house_step(&sealed, &ticket, STEP_WITHDRAW);
	assert_int_equal(sealed_house_run(&sealed), 0);
	house_wait(&sealed.house, 2 * 86400);
	sealed_house_step(&sealed, &ticket, STEP_APPROVE);
	assert_string_equal(sealed_house_letter(&sealed, &ticket).seal, "");
	assert_int_equal(sealed_house_run(&sealed), 1);
	second = sealed_house_letter(&sealed, &ticket);
	assert_string_equal(first.number, second.number);
	assert_string_not_equal(first.seal, second.seal);
	assert_non_null(strstr(second.seal, "|2026-11-26|"));
	key = sealing_key(&sealed);
	assert_sealed(&sealed, &ticket, &key);
	sealed_house_close(&sealed);
}

static void test_a_sealed_letter_is_never_changed(void **state)
{
	static const char *const changes[] = {
		"UPDATE register SET snapshot = '{}'",
		"UPDATE register SET seal = NULL",
		"UPDATE register SET seal = 'SURAT1|'",
		"UPDATE register SET signer_name = 'X'",
		"UPDATE register SET valid_until = 0",
		"UPDATE register SET issued_at = 1",
	};
	struct sealed_house sealed;
	struct ticket ticket;

	(void)state;
	sealed_house_open(&sealed);
	sealed_house_approve(&sealed, "SKTM", "SUPARMAN", &ticket);
	assert_int_equal(sealed_house_run(&sealed), 1);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
		assert_int_equal(fixture_run(sealed.house.office.store, changes[i]) &
					 0xFF,
				 SQLITE_CONSTRAINT);
	sealed_house_step(&sealed, &ticket, STEP_REVOKE);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
		assert_int_equal(fixture_run(sealed.house.office.store, changes[i]) &
					 0xFF,
				 SQLITE_CONSTRAINT);
	sealed_house_close(&sealed);
}

static void rename_on(struct sealed_house *sealed, const struct ticket *ticket,
		      const char *name)
{
	char *sql = sqlite3_mprintf("UPDATE register SET snapshot ="
				    " json_set(snapshot, '$.nama', %Q)"
				    " WHERE ticket_id = %lld",
				    name, (long long)ticket->id);

	assert_int_equal(fixture_run(sealed->house.office.store, sql), SQLITE_OK);
	sqlite3_free(sql);
}

/* Names come from files and phones; the seal shows what can be shown. */
static void test_every_name_can_be_sealed(void **state)
{
	static const struct {
		const char *name, *sealed;
	} cases[] = {
		{ "A|B\\C", "|A\\pB\\bC|" },
		{ "A\xe2\x80\xae"
		  "B",
		  "|AB|" }, /* U+202E */
		{ "", "|-|" },
	};
	struct sealed_house sealed;

	(void)state;
	sealed_house_open(&sealed);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct register_entry letter;
		struct ticket ticket;

		sealed_house_approve(&sealed, "SKTM", "X", &ticket);
		rename_on(&sealed, &ticket, cases[i].name);
		assert_int_equal(sealed_house_run(&sealed), 1);
		letter = sealed_house_letter(&sealed, &ticket);
		assert_non_null(strstr(letter.seal, cases[i].sealed));
	}
	sealed_house_close(&sealed);
}

static void test_one_that_cannot_be_sealed_does_not_hold_up_the_others(void **state)
{
	struct sealed_house sealed;
	struct ticket bad, good;
	struct key key;

	(void)state;
	sealed_house_open(&sealed);
	sealed_house_approve(&sealed, "SKTM", "A", &bad);
	assert_int_equal(fixture_run(sealed.house.office.store,
				     "UPDATE register SET snapshot = '{}'"),
			 SQLITE_OK);
	sealed_house_approve(&sealed, "SKTM", "B", &good);
	assert_int_equal(sealed_house_run(&sealed), 1);
	assert_non_null(strstr(sealed.why, sealed_house_letter(&sealed, &bad).number));
	key = sealing_key(&sealed);
	assert_sealed(&sealed, &good, &key);
	sealed_house_close(&sealed);
}

/* What a power cut between approval and seal, or between the key's file and its row,
 * leaves behind. */
static void test_the_next_run_goes_on_where_the_power_went(void **state)
{
	unsigned char seed[SEAL_SEED_BYTES];
	char public_key[SEAL_KEY_SIZE];
	struct sealed_house sealed;
	struct ticket ticket;
	struct key key;

	(void)state;
	sealed_house_open(&sealed);
	sealed_house_approve(&sealed, "SKTM", "SUPARMAN", &ticket);
	assert_int_equal(keyfile_make(sealed.folder, VILLAGE, seed, NULL), 0);
	seal_key_of_seed(seed, public_key);
	assert_int_equal(sealed_house_run(&sealed), 1);
	key = sealing_key(&sealed);
	assert_string_equal(key.public_key, public_key);
	assert_sealed(&sealed, &ticket, &key);
	sealed_house_close(&sealed);
}

/* As `surat keys rotate` and `revoke` leave it. */
static void test_a_key_that_ended_is_followed_by_a_new_one(void **state)
{
	struct sealed_house sealed;
	struct ticket first, second, third;
	struct key old, new, last;

	(void)state;
	sealed_house_open(&sealed);
	sealed_house_approve(&sealed, "SKTM", "A", &first);
	assert_int_equal(sealed_house_run(&sealed), 1);
	old = sealing_key(&sealed);
	old.until_at = sealed.house.now_s;
	assert_int_equal(key_put(sealed.house.office.store, &old), 0);
	sealed_house_approve(&sealed, "SKTM", "B", &second);
	assert_int_equal(sealed_house_run(&sealed), 1);
	new = sealing_key(&sealed);
	assert_string_not_equal(new.public_key, old.public_key);
	assert_sealed(&sealed, &first, &old);
	assert_sealed(&sealed, &second, &new);
	new.state = KEY_STATE_REVOKED;
	assert_int_equal(key_put(sealed.house.office.store, &new), 0);
	assert_int_equal(sealed_house_run(&sealed), 0); /* at once, without a letter */
	sealed_house_approve(&sealed, "SKTM", "C", &third);
	assert_int_equal(sealed_house_run(&sealed), 1);
	last = sealing_key(&sealed);
	assert_string_not_equal(last.public_key, new.public_key);
	assert_sealed(&sealed, &third, &last);
	sealed_house_close(&sealed);
}

/* A new store beside the old key goes on with it: the kecamatan trusts it already. */
static void test_a_new_store_takes_the_key_that_is_there(void **state)
{
	char folder[sizeof((struct sealed_house *)NULL)->folder];
	struct sealed_house sealed, again;
	struct key key, same;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(sealed_house_run(&sealed), 0);
	key = sealing_key(&sealed);
	sealed_house_open(&again);
	text_copy(folder, sizeof folder, again.folder);
	text_copy(again.folder, sizeof again.folder, sealed.folder);
	assert_int_equal(sealed_house_run(&again), 0);
	same = sealing_key(&again);
	assert_string_equal(same.public_key, key.public_key);
	text_copy(again.folder, sizeof again.folder, folder);
	sealed_house_close(&again);
	sealed_house_close(&sealed);
}

static void test_a_lost_or_open_key_seals_nothing_and_says_so(void **state)
{
	struct sealed_house sealed;
	struct ticket ticket;
	char path[256];
	struct key key;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(sealed_house_run(&sealed), 0);
	key = sealing_key(&sealed);
	sealed_house_approve(&sealed, "SKTM", "A", &ticket);
	path_of(&sealed, path);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(sealed_house_run(&sealed), -EACCES);
	assert_non_null(strstr(sealed.why, "0600"));
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(chmod(sealed.folder, 0770), 0);
	assert_int_equal(sealed_house_run(&sealed), -EACCES);
	assert_int_equal(chmod(sealed.folder, 0700), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(sealed_house_run(&sealed), -ENOKEY);
	assert_non_null(strstr(sealed.why, "rotate"));
	assert_string_equal(sealed_house_letter(&sealed, &ticket).seal, "");
	assert_int_equal(access(path, F_OK), -1); /* no new one behind our back */
	assert_string_equal(sealing_key(&sealed).public_key, key.public_key);
	sealed_house_close(&sealed);
}

/* A backup of the store was brought back: its key is another one than the file's. */
static void test_a_key_that_the_store_does_not_seal_with_is_not_used(void **state)
{
	unsigned char seed[SEAL_SEED_BYTES];
	struct sealed_house sealed;
	struct ticket ticket;

	(void)state;
	sealed_house_open(&sealed);
	assert_int_equal(sealed_house_run(&sealed), 0);
	assert_int_equal(keyfile_make(sealed.folder, VILLAGE, seed, NULL), 0);
	sealed_house_approve(&sealed, "SKTM", "A", &ticket);
	assert_int_equal(sealed_house_run(&sealed), -ENOKEY);
	assert_string_equal(sealed_house_letter(&sealed, &ticket).seal, "");
	sealed_house_close(&sealed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_approved_letter_is_sealed_once),
		cmocka_unit_test(test_what_is_not_approved_is_not_sealed),
		cmocka_unit_test(test_a_letter_issued_again_gets_a_new_seal),
		cmocka_unit_test(test_a_sealed_letter_is_never_changed),
		cmocka_unit_test(test_every_name_can_be_sealed),
		cmocka_unit_test(
			test_one_that_cannot_be_sealed_does_not_hold_up_the_others),
		cmocka_unit_test(test_the_next_run_goes_on_where_the_power_went),
		cmocka_unit_test(test_a_key_that_ended_is_followed_by_a_new_one),
		cmocka_unit_test(test_a_new_store_takes_the_key_that_is_there),
		cmocka_unit_test(test_a_lost_or_open_key_seals_nothing_and_says_so),
		cmocka_unit_test(
			test_a_key_that_the_store_does_not_seal_with_is_not_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
