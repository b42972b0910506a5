// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/link.h"
#include "handlers/office.h"
#include "store/store.h"

#define OURS   "3513151205909901"
#define OTHERS "3513151205909902"

static const struct village village = { .code = "35.13.15.2007", .name = "Krejengan" };

static void test_a_phone_is_linked_changed_and_taken_away(void **state)
{
	static const struct store_options options = { .path = ":memory:" };
	static const struct {
		const char *nik, *phone;
		int result;
		const char *kept; /* the phone of OURS after it */
	} steps[] = {
		{ OURS, "0812-3456-7801", 0, "+6281234567801" },
		{ OURS, "12345", -EINVAL, "+6281234567801" },
		{ OURS, "DANA", -EINVAL, "+6281234567801" },
		{ OTHERS, "081234567802", -ENOENT, "+6281234567801" },
		{ "3513151205909903", "081234567802", -ENOENT, "+6281234567801" },
		{ "", "081234567802", -ENOENT, "+6281234567801" },
		{ OURS, "+6281234567803", 0, "+6281234567803" },
		{ OURS, "", 0, "" },
	};
	struct office office = { .village = &village };
	struct resident ours = { .nik = OURS, .village = "35.13.15.2007" }, out;
	const struct resident others = { .nik = OTHERS, .village = "35.13.15.2008" };

	(void)state;
	text_copy(ours.name, sizeof ours.name, "SITI AMINAH");
	assert_int_equal(store_open(&office.store, &options, NULL), 0);
	assert_int_equal(resident_put(office.store, &ours), 0);
	assert_int_equal(resident_put(office.store, &others), 0);
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		char buffer[128];
		struct text why;

		text_init(&why, buffer, sizeof buffer);
		assert_int_equal(
			link_phone(&office, steps[i].nik, steps[i].phone, &out, &why),
			steps[i].result);
		assert_int_equal(why.length > 0, steps[i].result < 0);
		assert_int_equal(resident_find(office.store, NULL, OURS, &out), 0);
		assert_string_equal(out.phone, steps[i].kept);
		assert_string_equal(out.name, "SITI AMINAH");
		assert_int_equal(resident_find(office.store, NULL, OTHERS, &out), 0);
		assert_string_equal(out.phone, "");
	}
	store_close(office.store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_phone_is_linked_changed_and_taken_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
