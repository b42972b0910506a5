// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/export.h"
#include "handlers/import.h"
#include "handlers/office.h"
#include "store/residents.h"
#include "store/store.h"

static const struct village village = { .code = "35.13.15.2007", .name = "Krejengan" };

static const struct resident people[] = {
	{ "3513151205909901", "35.13.15.2007", "3513150101019901", "SITI AMINAH", "P",
	  "PROBOLINGGO", "1990-05-12", "ISLAM", "KAWIN", "PETANI/PEKEBUN", "WNI",
	  "JL. MAWAR, \"BARU\"; 5", "KRAJAN", "001", "002", "HIDUP", "+6281200000001",
	  "3" },
	/* What a spreadsheet would reckon with. */
	{ "3513151205909902", "35.13.15.2007", "", "-SUPARMAN", "L", "=1+1", "", "", "",
	  "@TUKANG", "", "+JALAN", "-X", "", "", "MATI", "", "" },
	{ "3513151205909903", "35.13.15.2007", "", "O'NEIL", "", "'KOTA'", "", "", "", "",
	  "", "''", "", "", "", "HIDUP", "", "" },
};

enum {
	N_PEOPLE = sizeof people / sizeof people[0]
};

static void hear(void *context, const struct import_issue *issue)
{
	(void)context;
	if (issue->is_refusal)
		fail_msg("line %u, %s: %s", issue->line, issue->column, issue->what);
}

static bool add(void *context, const struct resident *resident)
{
	export_add_resident(context, resident);
	return true;
}

static void export_all(struct store *store, struct text *out)
{
	text_clear(out);
	export_add_header(out);
	assert_int_equal(resident_list(store, village.code, add, out), 0);
	assert_false(out->is_cut);
}

static void test_a_file_that_is_read_back_gives_the_same_people(void **state)
{
	static const struct store_options options = { .path = ":memory:" };
	char buffer[8192], again_buffer[8192], why_buffer[256];
	struct text file, again, why;
	struct store *from, *to;
	struct office office = { .village = &village };
	struct import_report report;

	(void)state;
	text_init(&file, buffer, sizeof buffer);
	text_init(&again, again_buffer, sizeof again_buffer);
	text_init(&why, why_buffer, sizeof why_buffer);
	assert_int_equal(store_open(&from, &options, NULL), 0);
	assert_int_equal(store_open(&to, &options, NULL), 0);
	for (size_t i = 0; i < N_PEOPLE; i++)
		assert_int_equal(resident_put(from, &people[i]), 0);
	export_all(from, &file);
	office.store = to;
	assert_int_equal(
		import_residents(&office, buffer, file.length, hear, NULL, &report, &why),
		0);
	assert_int_equal(report.added, N_PEOPLE);
	for (size_t i = 0; i < N_PEOPLE; i++) {
		struct resident read;

		memset(&read, 0, sizeof read);
		assert_int_equal(resident_find(to, NULL, people[i].nik, &read), 0);
		assert_memory_equal(&read, &people[i], sizeof read);
	}
	export_all(to, &again);
	assert_string_equal(buffer, again_buffer);
	store_close(from);
	store_close(to);
}

static void test_no_cell_begins_a_formula(void **state)
{
	char buffer[EXPORT_ROW_SIZE];
	struct text row;

	(void)state;
	text_init(&row, buffer, sizeof buffer);
	export_add_resident(&row, &people[1]);
	for (const char *at = buffer; (at = strchr(at, '"')) != NULL; at++)
		assert_null(strchr("=+-@", at[1] != '\0' ? at[1] : 'x'));
	assert_non_null(strstr(buffer, "\"'=1+1\""));
}

static void test_the_longest_row_fits(void **state)
{
	char buffer[EXPORT_ROW_SIZE];
	struct resident longest;
	struct text row;

	(void)state;
	memset(&longest, '"', sizeof longest);
#define END(field) longest.field[sizeof longest.field - 1] = '\0'
	END(nik), END(village), END(family_card), END(name), END(sex), END(birth_place);
	END(birth_date), END(religion), END(marital_status), END(occupation);
	END(citizenship), END(address), END(hamlet), END(rt), END(rw), END(life_state);
	END(phone), END(desil);
#undef END
	text_init(&row, buffer, sizeof buffer);
	export_add_resident(&row, &longest);
	assert_false(row.is_cut);
	assert_string_equal(buffer + row.length - 2, "\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_file_that_is_read_back_gives_the_same_people),
		cmocka_unit_test(test_no_cell_begins_a_formula),
		cmocka_unit_test(test_the_longest_row_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
