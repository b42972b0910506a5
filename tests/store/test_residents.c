// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/residents.h"
#include "tests/support/store_fixture.h"

static struct store *store_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->store;
}

static void put(struct store *store, const char *nik, const char *name, const char *phone)
{
	struct resident resident = { .family_card = "3513150101019900" };

	text_copy(resident.nik, sizeof resident.nik, nik);
	text_copy(resident.name, sizeof resident.name, name);
	text_copy(resident.phone, sizeof resident.phone, phone);
	assert_int_equal(resident_put(store, &resident), 0);
}

static void test_every_field_comes_back(void **state)
{
	struct store *store = store_of(state);
	struct resident resident, read;

	memset(&resident, 0, sizeof resident);
	memset(&read, 0, sizeof read);
	text_copy(resident.nik, sizeof resident.nik, "3513151205909901");
	text_copy(resident.village, sizeof resident.village, "35.13.15.2007");
	text_copy(resident.family_card, sizeof resident.family_card, "3513150101019901");
	text_copy(resident.name, sizeof resident.name, "SITI AMINAH");
	text_copy(resident.sex, sizeof resident.sex, "P");
	text_copy(resident.birth_place, sizeof resident.birth_place, "PROBOLINGGO");
	text_copy(resident.birth_date, sizeof resident.birth_date, "1990-05-12");
	text_copy(resident.religion, sizeof resident.religion, "ISLAM");
	text_copy(resident.marital_status, sizeof resident.marital_status, "KAWIN");
	text_copy(resident.occupation, sizeof resident.occupation, "PETANI");
	text_copy(resident.citizenship, sizeof resident.citizenship, "WNI");
	text_copy(resident.address, sizeof resident.address, "JL. MAWAR");
	text_copy(resident.hamlet, sizeof resident.hamlet, "KRAJAN");
	text_copy(resident.rt, sizeof resident.rt, "001");
	text_copy(resident.rw, sizeof resident.rw, "002");
	text_copy(resident.life_state, sizeof resident.life_state, "HIDUP");
	text_copy(resident.phone, sizeof resident.phone, "+6281200000001");
	assert_int_equal(resident_put(store, &resident), 0);
	assert_int_equal(resident_find(store, NULL, "3513151205909901", &read), 0);
	assert_memory_equal(&resident, &read, sizeof resident);
	assert_int_equal(resident_find(store, NULL, "3513151205909902", &read), -ENOENT);
	assert_int_equal(resident_find(store, NULL, "", &read), -ENOENT);
	assert_int_equal(resident_find(store, resident.village, resident.nik, &read), 0);
	assert_int_equal(resident_find(store, "35.13.15.2008", resident.nik, &read),
			 -ENOENT);
}

static void test_a_second_import_replaces_by_nik(void **state)
{
	struct store *store = store_of(state);
	struct resident resident;
	int64_t count;

	put(store, "3513151205909901", "LAMA", "+6281");
	put(store, "3513151205909902", "LAIN", "+6282");
	put(store, "3513151205909901", "BARU", "+6283");
	assert_int_equal(resident_count(store, &count), 0);
	assert_int_equal(count, 2);
	assert_int_equal(resident_find(store, NULL, "3513151205909901", &resident), 0);
	assert_string_equal(resident.name, "BARU");
	assert_int_equal(resident_find_by_phone(store, "+6281", &resident), -ENOENT);
	assert_int_equal(resident_find_by_phone(store, "+6283", &resident), 0);
	assert_string_equal(resident.name, "BARU");
}

static void test_a_phone_of_several_people_is_told(void **state)
{
	struct store *store = store_of(state);
	struct resident resident;

	put(store, "3513151205909901", "SATU", "+6281");
	put(store, "3513151205909902", "DUA", "+6281");
	put(store, "3513151205909903", "TIGA", "+6281");
	assert_int_equal(resident_find_by_phone(store, "+6281", &resident), -EEXIST);
	assert_int_equal(resident_find_by_phone(store, "+6281", &resident), -EEXIST);
}

static void test_no_phone_is_nobodys_phone(void **state)
{
	struct store *store = store_of(state);
	struct resident resident;

	put(store, "3513151205909901", "SATU", "");
	assert_int_equal(resident_find_by_phone(store, "", &resident), -ENOENT);
}

static void test_a_family_card_is_known_by_its_members(void **state)
{
	struct store *store = store_of(state);
	const struct resident without_card = { .nik = "3513151205909902" };

	assert_false(resident_is_family_card(store, "3513150101019900"));
	put(store, "3513151205909901", "SATU", "");
	assert_int_equal(resident_put(store, &without_card), 0);
	assert_true(resident_is_family_card(store, "3513150101019900"));
	assert_false(resident_is_family_card(store, "3513150101019901"));
	assert_false(resident_is_family_card(store, ""));
}

#define IN_MEMORY(test)                                                                  \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_memory,                   \
					store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_MEMORY(test_every_field_comes_back),
		IN_MEMORY(test_a_second_import_replaces_by_nik),
		IN_MEMORY(test_a_phone_of_several_people_is_told),
		IN_MEMORY(test_no_phone_is_nobodys_phone),
		IN_MEMORY(test_a_family_card_is_known_by_its_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
