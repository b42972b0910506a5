// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/modems.h"
#include "tests/support/store_fixture.h"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static void fill(struct modem_row *row)
{
	memset(row, 0, sizeof *row);
	text_copy(row->name, sizeof row->name, "a");
	text_copy(row->state, sizeof row->state, "ready");
	row->since_at = 101;
	text_copy(row->why, sizeof row->why, "registered, home network");
	text_copy(row->port, sizeof row->port, "/dev/ttyUSB0");
	text_copy(row->model, sizeof row->model, "E173");
	text_copy(row->imei, sizeof row->imei, "350000000000006");
	text_copy(row->sim, sizeof row->sim, "8962100000000000006");
	text_copy(row->operator_name, sizeof row->operator_name, "TELKOMSEL");
	row->signal_percent = 61;
	row->sim_used = 3;
	row->sim_size = 30;
	row->is_receiving_stopped = true;
	text_copy(row->credit, sizeof row->credit, "Pulsa Rp 10.000");
	row->clock_ahead_s = -109;
	row->clock_at = 110;
	row->alarms_told = 2;
	row->down_since = 105;
	row->full_since = 106;
	row->down_ms = 107;
	row->full_ms = 108;
	row->last_in_at = 102;
	row->last_out_at = 103;
	row->updated_at = 104;
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	struct modem_row row, read;

	fill(&row);
	memset(&read, 0, sizeof read);
	assert_int_equal(modem_row_put(store, &row), 0);
	assert_int_equal(modem_row_get(store, "a", &read), 0);
	assert_memory_equal(&row, &read, sizeof row);
	row.signal_percent = -1;
	row.is_receiving_stopped = false;
	assert_int_equal(modem_row_put(store, &row), 0);
	assert_int_equal(modem_row_get(store, "a", &read), 0);
	assert_memory_equal(&row, &read, sizeof row);
	assert_int_equal(modem_row_get(store, "b", &read), -ENOENT);
}

static bool see(void *context, const struct modem_row *row)
{
	struct text *names = context;

	text_add(names, row->name);
	return row->name[0] != 'b';
}

static void test_the_list_is_by_name_and_can_be_left(void **state)
{
	struct store *store = store_of(state);
	struct modem_row row;
	char buffer[16];
	struct text names;

	fill(&row);
	for (const char *name = "cab"; *name != '\0'; name++) {
		row.name[0] = *name;
		assert_int_equal(modem_row_put(store, &row), 0);
	}
	text_init(&names, buffer, sizeof buffer);
	assert_int_equal(modem_row_list(store, see, &names), 0);
	assert_string_equal(buffer, "ab");
}

static void test_unknown_numbers_are_null_in_json(void **state)
{
	struct store *store = store_of(state);
	struct modem_row row;
	char buffer[8192];
	struct text text;

	fill(&row);
	row.signal_percent = row.sim_used = row.sim_size = -1;
	assert_int_equal(modem_row_put(store, &row), 0);
	text_init(&text, buffer, sizeof buffer);
	assert_int_equal(modem_row_add_json(store, "a", &text), 0);
	assert_non_null(strstr(buffer, "\"signal_percent\":null"));
	assert_non_null(strstr(buffer, "\"sim_used\":null,\"sim_size\":null"));
	assert_non_null(strstr(buffer, "\"is_receiving_stopped\":true"));
	assert_non_null(strstr(buffer, "\"operator\":\"TELKOMSEL\""));
	row.signal_percent = 0;
	row.is_receiving_stopped = false;
	assert_int_equal(modem_row_put(store, &row), 0);
	text_clear(&text);
	assert_int_equal(modem_row_add_json(store, "a", &text), 0);
	assert_non_null(strstr(buffer, "\"signal_percent\":0"));
	assert_non_null(strstr(buffer, "\"is_receiving_stopped\":false"));
	assert_int_equal(modem_row_add_json(store, "b", &text), -ENOENT);
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_the_list_is_by_name_and_can_be_left),
		IN_MEMORY(test_unknown_numbers_are_null_in_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
