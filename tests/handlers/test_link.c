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
#include "handlers/steps.h"
#include "store/links.h"
#include "store/store.h"

#define OURS   "3513151205909901"
#define OTHERS "3513151205909902"
#define PHONE  "+6281234567801"

static const struct village village = { .code = "35.13.15.2007", .name = "Krejengan" };

static int link(const struct office *office, const char *nik, const char *phone,
		struct resident *out, struct text *why)
{
	static const struct actor budi = { .name = "budi",
					   .role = STEP_ROLE_OPERATOR,
					   .door = "desk" };

	return link_phone(office, nik, phone, &budi, 1000, out, why);
}

static bool add_one(void *context, const struct phone_link *link)
{
	text_add_format(context, "%s %s %s %s;", link->phone, link->actor, link->role,
			link->door);
	return true;
}

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
	char lines[400];
	struct text told;
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
		assert_int_equal(link(&office, steps[i].nik, steps[i].phone, &out, &why),
				 steps[i].result);
		assert_int_equal(why.length > 0, steps[i].result < 0);
		assert_int_equal(resident_find(office.store, NULL, OURS, &out), 0);
		assert_string_equal(out.phone, steps[i].kept);
		assert_string_equal(out.name, "SITI AMINAH");
		assert_int_equal(resident_find(office.store, NULL, OTHERS, &out), 0);
		assert_string_equal(out.phone, "");
	}
	/* What was done is on record, what was refused is not. */
	text_init(&told, lines, sizeof lines);
	assert_int_equal(phone_link_list(office.store, OURS, add_one, &told), 0);
	assert_string_equal(lines,
			    " budi operator desk;+6281234567803 budi operator desk;"
			    "+6281234567801 budi operator desk;");
	store_close(office.store);
}

static void put(struct store *store, const char *nik, const char *phone,
		const char *life_state)
{
	struct resident resident = { .village = "35.13.15.2007" };

	text_copy(resident.nik, sizeof resident.nik, nik);
	text_copy(resident.phone, sizeof resident.phone, phone);
	text_copy(resident.life_state, sizeof resident.life_state, life_state);
	assert_int_equal(resident_put(store, &resident), 0);
}

static void test_a_phone_is_somebodys_when_the_desk_said_so(void **state)
{
	static const struct store_options options = { .path = ":memory:" };
	struct office office = { .village = &village };
	struct resident out;

	(void)state;
	assert_int_equal(store_open(&office.store, &options, NULL), 0);
	put(office.store, OURS, PHONE, "HIDUP");
	/* From a file: nobody saw it. */
	assert_int_equal(link_find(&office, PHONE, &out), 0);
	assert_int_equal(link(&office, OURS, PHONE, &out, NULL), 0);
	assert_int_equal(link_find(&office, PHONE, &out), 1);
	assert_string_equal(out.nik, OURS);
	assert_int_equal(link_find(&office, "+6281234567899", &out), 0);
	assert_int_equal(link_find(&office, "", &out), 0);
	/* A file of residents names another one: not what the desk saw. */
	put(office.store, OURS, "+6281234567899", "HIDUP");
	assert_int_equal(link_find(&office, "+6281234567899", &out), 0);
	put(office.store, OURS, PHONE, "HIDUP");
	/* Of two people: whose, nobody can say. */
	put(office.store, OTHERS, PHONE, "HIDUP");
	assert_int_equal(link_find(&office, PHONE, &out), 0);
	put(office.store, OTHERS, "", "HIDUP");
	assert_int_equal(link_find(&office, PHONE, &out), 1);
	put(office.store, OURS, PHONE, "MATI");
	assert_int_equal(link_find(&office, PHONE, &out), 0);
	put(office.store, OURS, PHONE, "HIDUP");
	office.village = &(struct village){ .code = "35.13.15.2008" };
	assert_int_equal(link_find(&office, PHONE, &out), 0);
	office.village = &village;
	assert_int_equal(link(&office, OURS, "", &out, NULL), 0);
	assert_int_equal(link_find(&office, PHONE, &out), 0);
	store_close(office.store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_phone_is_linked_changed_and_taken_away),
		cmocka_unit_test(test_a_phone_is_somebodys_when_the_desk_said_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
