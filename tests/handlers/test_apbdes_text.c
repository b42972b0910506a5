// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "handlers/apbdes.h"
#include "handlers/apbdes_text.h"
#include "handlers/plain.h"

#define SIMPLE "jenis,uraian,jumlah\n"

static void refuse(void *context, unsigned line, const char *what)
{
	(void)context;
	fail_msg("line %u: %s", line, what);
}

static void test_what_is_written_fits_one_sms_and_is_plain(void **state)
{
	static const char bytes[] =
		"jenis,uraian,jumlah\n"
		"pendapatan,Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,99999999999999\n"
		"belanja,\"\xe2\x80\x9cZ\xe2\x80\x9d\nbbbbbbbbbbbbbbb bbbbb\","
		"99999000000000\n"
		"belanja,NIK 3513151205909901,99000000\n"
		"belanja,=HYPERLINK(1),500000\n";
	char buffer[321];
	struct apbdes budget;
	struct text text;

	(void)state;
	assert_int_equal(apbdes_read(bytes, strlen(bytes), refuse, NULL, &budget, NULL),
			 0);
	text_init(&text, buffer, sizeof buffer);
	apbdes_write(&budget, 2026, &text);
	assert_int_equal(budget.n_posts, 4);
	assert_true(plain_septets(buffer) > 0 && plain_septets(buffer) <= 160);
	for (size_t i = 0; i < budget.n_posts; i++)
		assert_null(strstr(budget.posts[i].label, "35131512"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_written_fits_one_sms_and_is_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
