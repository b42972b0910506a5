// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/draft_state.h"

static void test_more_is_a_list_of_words(void **state)
{
	struct draft draft = { .more = "" };
	char word[LIMIT_NIK_SIZE];
	const char *at;

	(void)state;
	assert_false(more_has(&draft, "SKTM"));
	assert_null(more_next(draft.more, word));
	assert_true(more_add(&draft, "SKTM"));
	assert_true(more_add(&draft, MORE_UNSURE));
	assert_true(more_add(&draft, "3513151205909901"));
	assert_true(more_add(&draft, "SKTM")); /* once */
	assert_string_equal(draft.more, "SKTM ? 3513151205909901");
	assert_true(more_has(&draft, MORE_UNSURE));
	assert_false(more_has(&draft, "SKT"));
	assert_false(more_has(&draft, "351315120590990"));
	at = more_next(draft.more, word);
	assert_string_equal(word, "SKTM");
	at = more_next(at, word);
	assert_string_equal(word, "?");
	at = more_next(at, word);
	assert_string_equal(word, "3513151205909901");
	assert_null(more_next(at, word));
}

static void test_a_full_list_takes_no_more(void **state)
{
	struct draft draft = { .more = "" };
	char word[LIMIT_NIK_SIZE];
	int n_added = 0;

	(void)state;
	assert_false(more_add(&draft, "35131512059099011")); /* 17 characters */
	for (int i = 0; i < 40; i++) {
		memcpy(word, "3513151205909900", sizeof(word));
		word[14] = (char)('0' + i / 10);
		word[15] = (char)('0' + i % 10);
		n_added += more_add(&draft, word);
	}
	assert_int_equal(n_added, 7); /* 7 of 16 and 6 spaces in 127 bytes */
	assert_true(strlen(draft.more) < sizeof(draft.more));
	assert_true(more_has(&draft, "3513151205909906"));
	assert_false(more_has(&draft, "3513151205909907"));
}

static void test_rank_grows_with_what_is_known(void **state)
{
	struct draft draft = { .step = "menu", .page = 2, .misses = 1 };

	(void)state;
	assert_int_equal(draft_rank(&draft), 0);
	assert_false(draft_has_request(&draft));
	snprintf(draft.kind, sizeof(draft.kind), "SKTM");
	assert_int_equal(draft_rank(&draft), 1);
	assert_true(draft_has_request(&draft));
	snprintf(draft.nik, sizeof(draft.nik), "3513151205909901");
	snprintf(draft.purpose, sizeof(draft.purpose), "sekolah");
	assert_int_equal(draft_rank(&draft), 3);
	snprintf(draft.details, sizeof(draft.details), "{\"a\":\"1\",\"b\":\"2\"}");
	assert_int_equal(draft_rank(&draft), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_more_is_a_list_of_words),
		cmocka_unit_test(test_a_full_list_takes_no_more),
		cmocka_unit_test(test_rank_grows_with_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
