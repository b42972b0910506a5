// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "web/exchange.h"
#include "web/routes.h"

static const struct route *find(struct exchange *exchange, enum method method,
				const char *path, bool *out_has_other)
{
	*exchange = (struct exchange){ .request = { .method = method } };
	text_copy(exchange->request.path, sizeof exchange->request.path, path);
	return route_find(exchange, out_has_other);
}

static void test_a_path_finds_its_row_and_its_parts(void **state)
{
	struct exchange exchange;
	bool has_other;
	const struct route *route =
		find(&exchange, METHOD_POST, "/permohonan/48291372/langkah", &has_other);

	(void)state;
	assert_non_null(route);
	assert_string_equal(route->pattern, "/permohonan/*/langkah");
	assert_string_equal(exchange.segments[0], "48291372");
	assert_non_null(find(&exchange, METHOD_GET, "/", &has_other));
}

static void test_other_paths_find_nothing(void **state)
{
	static const char *const paths[] = {
		"",
		"/antrean/",
		"//antrean",
		"/antreanx",
		"/Antrean",
		"/permohonan",
		"/permohonan/",
		"/permohonan//langkah",
		"/permohonan/1/2/3",
		"/gaya.css/",
		"/permohonan/48291372/lain",
	};
	struct exchange exchange;
	bool has_other;

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		assert_null(find(&exchange, METHOD_GET, paths[i], &has_other));
		assert_false(has_other);
	}
}

static void test_a_part_that_is_too_long_finds_nothing(void **state)
{
	char path[REQUEST_PATH_SIZE] = "/nomor/";
	struct exchange exchange;
	bool has_other;

	(void)state;
	memset(path + 7, '9', EXCHANGE_SEGMENT_SIZE - 1);
	assert_non_null(find(&exchange, METHOD_GET, path, &has_other));
	memset(path + 7, '9', EXCHANGE_SEGMENT_SIZE);
	assert_null(find(&exchange, METHOD_GET, path, &has_other));
}

static void test_the_wrong_method_is_told(void **state)
{
	struct exchange exchange;
	bool has_other;

	(void)state;
	assert_null(find(&exchange, METHOD_POST, "/antrean", &has_other));
	assert_true(has_other);
}

static void test_what_changes_something_is_a_post_by_somebody(void **state)
{
	(void)state;
	for (const struct route *route = routes; route->pattern != NULL; route++) {
		bool is_before_login = strcmp(route->pattern, "/masuk") == 0 ||
				       strcmp(route->pattern, "/siapkan") == 0;

		assert_non_null(route->serve);
		if (route->method == METHOD_POST && route->roles == ROUTE_PUBLIC &&
		    !is_before_login && strncmp(route->pattern, "/anjungan", 9) != 0)
			fail_msg("anybody may post to %s", route->pattern);
		if (route->menu != NULL)
			assert_int_not_equal(route->roles, ROUTE_PUBLIC);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_path_finds_its_row_and_its_parts),
		cmocka_unit_test(test_other_paths_find_nothing),
		cmocka_unit_test(test_a_part_that_is_too_long_finds_nothing),
		cmocka_unit_test(test_the_wrong_method_is_told),
		cmocka_unit_test(test_what_changes_something_is_a_post_by_somebody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
