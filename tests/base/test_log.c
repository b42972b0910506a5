// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

enum {
	CAPTURE_SIZE = 8192
};

/* stderr goes into a file during a test. */
struct capture {
	FILE *file;
	int saved_stderr;
	char bytes[CAPTURE_SIZE];
};

static int begin_capture(void **state)
{
	struct capture *capture = calloc(1, sizeof *capture);

	unsetenv("JOURNAL_STREAM");
	log_set_level(LOG_LEVEL_INFO);
	capture->file = tmpfile();
	capture->saved_stderr = dup(STDERR_FILENO);
	dup2(fileno(capture->file), STDERR_FILENO);
	*state = capture;
	return 0;
}

static int end_capture(void **state)
{
	struct capture *capture = *state;

	dup2(capture->saved_stderr, STDERR_FILENO);
	close(capture->saved_stderr);
	fclose(capture->file);
	free(capture);
	unsetenv("JOURNAL_STREAM");
	log_set_level(LOG_LEVEL_INFO);
	return 0;
}

static const char *captured(void **state)
{
	struct capture *capture = *state;
	ssize_t length = pread(fileno(capture->file), capture->bytes,
			       sizeof capture->bytes - 1, 0);

	capture->bytes[length > 0 ? length : 0] = '\0';
	return capture->bytes;
}

static void test_one_line_per_event(void **state)
{
	log_info("ticket opened ticket=%d", 7);
	log_error("store broken");
	assert_string_equal(captured(state), "ticket opened ticket=7\nstore broken\n");
}

static void test_only_wanted_levels_are_written(void **state)
{
	log_debug("wire");
	log_set_level(LOG_LEVEL_ERROR);
	log_warning("hot");
	log_error("dead");
	log_set_level(LOG_LEVEL_DEBUG);
	log_debug("wire again");
	assert_int_equal(log_get_level(), LOG_LEVEL_DEBUG);
	assert_string_equal(captured(state), "dead\nwire again\n");
}

static void test_under_the_journal_the_priority_goes_first(void **state)
{
	setenv("JOURNAL_STREAM", "8:1", 1);
	log_warning("hot");
	log_info("cool");
	assert_string_equal(captured(state), "<4>hot\n<6>cool\n");
}

static void test_a_text_from_a_phone_cannot_fake_a_line(void **state)
{
	log_info("text=\"%s\"", "a\n<0>admin login ok\x1B[2J\xFF");
	assert_string_equal(captured(state),
			    "text=\"a\\x0A<0>admin login ok\\x1B[2J\\xFF\"\n");
}

static void test_a_long_line_is_cut_but_ends(void **state)
{
	char big[3 * LOG_LINE_MAX_BYTES];
	size_t length;

	memset(big, '\n', sizeof big - 1); /* grows fourfold when it is escaped */
	big[sizeof big - 1] = '\0';
	log_info("%s", big);
	length = strlen(captured(state));
	assert_in_range(length, LOG_LINE_MAX_BYTES, 2 * LOG_LINE_MAX_BYTES);
	assert_int_equal(strchr(captured(state), '\n') - captured(state), length - 1);
}

static void test_logging_keeps_errno(void **state)
{
	(void)state;
	close(STDERR_FILENO); /* the write fails too and sets its own; end_capture()
				 opens it again */
	errno = ENOSPC;
	log_info("disk full");
	assert_int_equal(errno, ENOSPC);
}

static void test_numbers_are_shortened_and_names_are_not(void **state)
{
	static const struct {
		const char *number, *shown;
	} cases[] = {
		{ "+6281234567890", "+62812...890" },
		{ "081234567890", "081234...890" },
		{ "3636", "3636" },
		{ "TELKOMSEL", "TELKOMSEL" },
		{ "INFO-DESA11", "INFO-DESA11" },
		{ "", "" },
		/* 11 characters of 3 bytes: cut between two of them. */
		{ "\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6"
		  "\xA0\xEA\xA6\xA0\xEA\xA6\xA0",
		  "\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6\xA0\xEA\xA6"
		  "\xA0\xEA\xA6\xA0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char out[LOG_NUMBER_SIZE];

		assert_string_equal(log_number(out, cases[i].number), cases[i].shown);
	}
}

static void test_a_nik_shows_only_its_end(void **state)
{
	char out[LOG_NUMBER_SIZE];

	(void)state;
	assert_string_equal(log_nik(out, "3513151205909901"), "...9901");
	assert_string_equal(log_nik(out, "99"), "...99");
	assert_string_equal(log_nik(out, ""), "...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_one_line_per_event, begin_capture,
						end_capture),
		cmocka_unit_test_setup_teardown(test_only_wanted_levels_are_written,
						begin_capture, end_capture),
		cmocka_unit_test_setup_teardown(
			test_under_the_journal_the_priority_goes_first, begin_capture,
			end_capture),
		cmocka_unit_test_setup_teardown(
			test_a_text_from_a_phone_cannot_fake_a_line, begin_capture,
			end_capture),
		cmocka_unit_test_setup_teardown(test_a_long_line_is_cut_but_ends,
						begin_capture, end_capture),
		cmocka_unit_test_setup_teardown(test_logging_keeps_errno, begin_capture,
						end_capture),
		cmocka_unit_test(test_numbers_are_shortened_and_names_are_not),
		cmocka_unit_test(test_a_nik_shows_only_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
