// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/visit.h"

static void test_each_file_says_what_it_is(void **state)
{
	static const struct {
		const char *path, *type, *begin;
	} rows[] = { { "/gaya.css", "text/css; charset=utf-8", "/* SPDX" },
		     { "/skrip.js", "text/javascript; charset=utf-8", "// SPDX" },
		     { "/hp.js", "text/javascript; charset=utf-8", "// SPDX" },
		     { "/kamera.js", "text/javascript; charset=utf-8", "// SPDX" },
		     { "/jsqr.js", "text/javascript; charset=utf-8", "(function" },
		     { "/ikon.svg", "image/svg+xml", "<svg" } };
	struct visit *visit = *state;
	char etags[sizeof rows / sizeof rows[0]][16];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(visit_get(visit, rows[i].path), 200);
		assert_string_equal(visit->exchange.answer.type, rows[i].type);
		assert_int_equal(
			strncmp(visit_body(visit), rows[i].begin, strlen(rows[i].begin)),
			0);
		assert_true(visit->exchange.answer.etag[0] == '"');
		memcpy(etags[i], visit->exchange.answer.etag, sizeof etags[i]);
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(strcmp(etags[i], etags[j]), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_each_file_says_what_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
