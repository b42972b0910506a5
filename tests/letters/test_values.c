// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/values.h"
#include "tests/support/store_fixture.h"

static int read(void **state, const char *snapshot, struct values *values)
{
	struct store_fixture *fixture = *state;

	return values_read_snapshot(fixture->store, snapshot, values);
}

static void test_a_snapshot_is_read_and_spelled(void **state)
{
	struct values *values = must_alloc(sizeof *values);

	assert_int_equal(read(state,
			      "{\"nama\":\"SITI\",\"tanggal\":\"2026-11-21\","
			      "\"tanggal_lahir\":\"1990-05-12\",\"jenis_kelamin\":\"P\","
			      "\"berlaku_sampai\":\"\",\"agama\":\"\",\"tahun\":2026,"
			      "\"isian\":{\"usaha\":\"kopi\\nteh\",\"agama\":\"HINDU\","
			      "\"nama\":\"ORANG LAIN\"}}",
			      values),
			 0);
	assert_string_equal(values_get(values, "nama"), "SITI");
	assert_string_equal(values_get(values, "tanggal"), "21 November 2026");
	assert_string_equal(values_get(values, "tanggal_lahir"), "12 Mei 1990");
	assert_string_equal(values_get(values, "jenis_kelamin"), "Perempuan");
	assert_string_equal(values_get(values, "berlaku_sampai"), "");
	assert_string_equal(values_get(values, "usaha"), "kopi teh");
	assert_string_equal(values_get(values, "agama"), "HINDU"); /* the gap is filled */
	assert_string_equal(values_get(values, "tahun"), "");      /* no text */
	assert_string_equal(values_get(values, "hobi"), "");
	free(values);
}

static void test_what_is_no_snapshot_has_no_values(void **state)
{
	static const char *const snapshots[] = {
		"", "{", "[]", "null", "{\"isian\":\"x\"}", "{\"isian\":[1,2]}",
	};
	struct values *values = must_alloc(sizeof *values);

	for (size_t i = 0; i < sizeof snapshots / sizeof snapshots[0]; i++) {
		int error = read(state, snapshots[i], values);

		assert_true(error == 0 || error == -EINVAL);
		assert_string_equal(values_get(values, "nama"), "");
	}
	free(values);
}

static void test_there_is_room_for_so_many(void **state)
{
	struct values *values = must_alloc(sizeof *values);
	char *large = must_alloc(VALUES_ROOM_SIZE + 1);
	char name[16];

	(void)state;
	values_init(values);
	for (int i = 0; i < VALUES_MAX; i++) {
		snprintf(name, sizeof name, "a%d", i);
		assert_true(values_add(values, name, "x"));
	}
	assert_false(values_add(values, "satu_lagi", "x"));
	assert_true(values_add(values, "a7", "other"));
	assert_string_equal(values_get(values, "a7"), "x");
	values_init(values);
	memset(large, 'x', VALUES_ROOM_SIZE);
	assert_false(values_add(values, "a", large));
	large[VALUES_ROOM_SIZE - 1] = '\0';
	assert_true(values_add(values, "a", large));
	assert_false(values_add(values, "b", ""));
	assert_false(values_add(values, "nama_yang_jauh_terlalu_panjang", ""));
	free(large);
	free(values);
}

static void test_a_value_that_must_not_be_printed_is_named(void **state)
{
	struct values *values = must_alloc(sizeof *values);
	char buffer[128];
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	values_init(values);
	assert_true(values_add(values, "nama", "SITI"));
	assert_true(values_check(values, &why));
	assert_true(values_add(values, "usaha", "a\x1b[2J"));
	assert_false(values_check(values, &why));
	assert_non_null(strstr(buffer, "'usaha'"));
	free(values);
}

#define WITH_STORE(test)                                                                 \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_STORE(test_a_snapshot_is_read_and_spelled),
		WITH_STORE(test_what_is_no_snapshot_has_no_values),
		cmocka_unit_test(test_there_is_room_for_so_many),
		cmocka_unit_test(test_a_value_that_must_not_be_printed_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
