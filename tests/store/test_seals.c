// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/register.h"
#include "store/seals.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

static struct register_entry add(struct store *store, const char *code, int64_t sequence)
{
	struct register_entry entry = { .year = 2026,
					.sequence = sequence,
					.issued_at = FIXTURE_NOW_S };

	entry.ticket_id = fixture_add_ticket(store, code);
	text_copy(entry.village, sizeof entry.village, VILLAGE);
	text_copy(entry.kind, sizeof entry.kind, "SKTM");
	snprintf(entry.number, sizeof entry.number, "%lld/2026", (long long)sequence);
	snprintf(entry.snapshot, sizeof entry.snapshot,
		 "{\"kode\":\"%s\",\"nama\":\"A \\u00c9\",\"tanggal\":\"2026-11-21\","
		 "\"berlaku_sampai\":\"2027-02-19\"}",
		 code);
	assert_int_equal(store_begin(store), 0);
	assert_int_equal(register_add(store, &entry), 0);
	assert_int_equal(store_commit(store), 0);
	return entry;
}

static void set_state(struct store *store, const struct register_entry *entry,
		      const char *state)
{
	char sql[128];

	snprintf(sql, sizeof sql, "UPDATE tickets SET state = '%s' WHERE id = %lld",
		 state, (long long)entry->ticket_id);
	assert_int_equal(fixture_run(store, sql), SQLITE_OK);
}

static void test_approved_letters_without_a_seal_come_in_order(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct register_entry first = add(store, "00000001", 1),
			      second = add(store, "00000002", 2);
	struct sealable letter;

	assert_int_equal(seals_next(store, VILLAGE, 0, &letter), -ENOENT);
	set_state(store, &second, "approved");
	assert_int_equal(seals_next(store, VILLAGE, 0, &letter), 0);
	assert_int_equal(letter.id, second.id);
	set_state(store, &first, "collected");
	assert_int_equal(seals_next(store, VILLAGE, 0, &letter), 0);
	assert_int_equal(letter.id, first.id);
	assert_string_equal(letter.village, VILLAGE);
	assert_string_equal(letter.code, "00000001");
	assert_string_equal(letter.number, "1/2026");
	assert_string_equal(letter.kind, "SKTM");
	assert_string_equal(letter.name, "A \xc3\x89");
	assert_string_equal(letter.issued, "2026-11-21");
	assert_string_equal(letter.valid_until, "2027-02-19");
	assert_int_equal(seals_next(store, VILLAGE, first.id, &letter), 0);
	assert_int_equal(letter.id, second.id);
	assert_int_equal(seals_next(store, VILLAGE, second.id, &letter), -ENOENT);
	assert_int_equal(seals_next(store, "35.13.15.2008", 0, &letter), -ENOENT);
	assert_int_equal(seals_of_ticket(store, second.ticket_id, &letter), 0);
	assert_string_equal(letter.code, "00000002");
}

static void test_a_seal_is_put_once(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct register_entry entry = add(store, "00000001", 1), read;
	struct sealable letter;

	set_state(store, &entry, "ready");
	assert_int_equal(seals_count_missing(store, VILLAGE, FIXTURE_NOW_S), 0);
	assert_int_equal(seals_count_missing(store, VILLAGE, FIXTURE_NOW_S + 1), 1);
	assert_int_equal(seals_put(store, entry.id, "SURAT1|x"), 0);
	assert_int_equal(seals_put(store, entry.id, "SURAT1|y"), -ENOENT);
	assert_int_equal(register_of_ticket(store, entry.ticket_id, &read), 0);
	assert_string_equal(read.seal, "SURAT1|x");
	assert_int_equal(seals_next(store, VILLAGE, 0, &letter), -ENOENT);
	assert_int_equal(seals_count_missing(store, VILLAGE, FIXTURE_NOW_S + 1), 0);
}

static void test_what_is_not_valid_gets_no_seal(void **state)
{
	struct store *store = ((struct store_fixture *)*state)->store;
	struct register_entry entry = add(store, "00000001", 1);
	struct sealable letter;

	set_state(store, &entry, "approved");
	assert_int_equal(register_set_state(store, entry.ticket_id,
					    REGISTER_STATE_REVOKED, 5, "x"),
			 0);
	assert_int_equal(seals_next(store, VILLAGE, 0, &letter), -ENOENT);
	assert_int_equal(seals_put(store, entry.id, "SURAT1|x"), -ENOENT);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_approved_letters_without_a_seal_come_in_order),
		IN_MEMORY(test_a_seal_is_put_once),
		IN_MEMORY(test_what_is_not_valid_gets_no_seal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
