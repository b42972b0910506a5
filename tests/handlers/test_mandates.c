// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/mandates.h"
#include "handlers/officers.h"
#include "store/store.h"
#include "tests/support/house.h"

enum {
	DAY_S = 86400,
};

static const struct mandate_request good = { .name = "BUDI",
					     .kind = "Plh.",
					     .from = "2020-01-01",
					     .until = "2090-12-31",
					     .by = "siti" };

static void open_with_secretary(struct house *house, struct officer *out)
{
	const struct officer_request request = {
		.name = "BUDI", .role = "sekdes", .title = "", .phone = ""
	};

	house_open(house);
	assert_int_equal(officers_add(&house->office, &request, house->now_s, out, NULL),
			 0);
}

static int give(struct house *house, const struct mandate_request *request)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	error = mandate_give(&house->office, request, house->now_s, &why);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(error == -EINVAL, why.length > 0);
	return error;
}

static bool may(struct house *house, const struct officer *officer, int64_t at_s)
{
	char kind[8];

	return officers_may_approve(&house->office, officer, at_s, kind);
}

static void test_a_mandate_holds_from_its_first_to_its_last_day(void **state)
{
	struct house house;
	struct officer officer;
	struct mandate_request request = good;

	(void)state;
	open_with_secretary(&house, &officer);
	request.from = "2026-12-01";
	request.until = "2026-12-02";
	assert_int_equal(give(&house, &request), 0);
	/* 2026-12-01 00.00 in the office, which is 7 hours before UTC. */
	assert_false(may(&house, &officer, 1796058000 - 1));
	assert_true(may(&house, &officer, 1796058000));
	assert_true(may(&house, &officer, 1796058000 + 2 * DAY_S - 1));
	assert_false(may(&house, &officer, 1796058000 + 2 * DAY_S));
	house_close(&house);
}

static void test_what_is_no_mandate_is_refused(void **state)
{
	static const struct {
		const char *name, *kind, *from, *until;
		int error;
	} rows[] = {
		{ "TONO", "Plh.", "2026-12-01", "2026-12-02", -ENOENT },
		{ "CAMAT", "Plh.", "2026-12-01", "2026-12-02", -EINVAL },
		{ "BUDI", "Raja", "2026-12-01", "2026-12-02", -EINVAL },
		{ "BUDI", "", "2026-12-01", "2026-12-02", -EINVAL },
		{ "BUDI", "Plh.", "besok", "2026-12-02", -EINVAL },
		{ "BUDI", "Plh.", "2026-12-01", "2026-02-30", -EINVAL },
		{ "BUDI", "Plh.", "2026-12-03", "2026-12-02", -EINVAL },
	};
	const struct officer_request subdistrict = { "CAMAT", "kecamatan", "", "" };
	struct house house;
	struct officer officer;

	(void)state;
	open_with_secretary(&house, &officer);
	assert_int_equal(
		officers_add(&house.office, &subdistrict, house.now_s, &officer, NULL),
		0);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct mandate_request request = { .name = rows[i].name,
						   .kind = rows[i].kind,
						   .from = rows[i].from,
						   .until = rows[i].until,
						   .by = "siti" };

		assert_int_equal(give(&house, &request), rows[i].error);
	}
	house_close(&house);
}

static void test_only_the_head_gives_and_ends_it(void **state)
{
	struct house house;
	struct officer officer;
	struct officer head = { .role = OFFICER_ROLE_HEAD, .is_active = true };
	struct mandate_request request = good;

	(void)state;
	open_with_secretary(&house, &officer);
	request.giver = &officer;
	assert_int_equal(give(&house, &request), -EACCES);
	request.giver = &head;
	assert_int_equal(give(&house, &request), 0);
	assert_true(may(&house, &officer, house.now_s));
	assert_int_equal(mandate_end(&house.office, &officer, "BUDI", house.now_s),
			 -EACCES);
	assert_true(may(&house, &officer, house.now_s));
	assert_int_equal(mandate_end(&house.office, &head, "TONO", house.now_s), -ENOENT);
	assert_int_equal(mandate_end(&house.office, &head, "BUDI", house.now_s), 1);
	assert_false(may(&house, &officer, house.now_s));
	head.is_active = false;
	assert_int_equal(give(&house, &request), -EACCES);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_mandate_holds_from_its_first_to_its_last_day),
		cmocka_unit_test(test_what_is_no_mandate_is_refused),
		cmocka_unit_test(test_only_the_head_gives_and_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
