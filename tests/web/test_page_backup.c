// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "tests/support/visit.h"
#include "web/copying.h"

#define NAME "surat-20261122-070203.db"

/* A folder with one copy in it, as it seems. */
static void make_folder(struct visit *visit)
{
	char path[2 * LIMIT_PATH_SIZE];
	FILE *file;

	snprintf(visit->web.backup_folder, sizeof visit->web.backup_folder, "%s/copies",
		 visit->house.directory);
	assert_int_equal(mkdir(visit->web.backup_folder, 0700), 0);
	snprintf(path, sizeof path, "%s/" NAME, visit->web.backup_folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("bytes", file);
	fclose(file);
}

static void remove_folder(struct visit *visit)
{
	char path[2 * LIMIT_PATH_SIZE];

	snprintf(path, sizeof path, "%s/" NAME, visit->web.backup_folder);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(visit->web.backup_folder), 0);
}

static void test_the_admin_sees_what_a_copy_holds_and_takes_it(void **state)
{
	struct visit *visit = *state;
	sd_event *loop;

	assert_true(sd_event_new(&loop) >= 0);
	visit->web.copying = copying_new(loop, &visit->web.live);
	make_folder(visit);
	visit_log_in(visit, OFFICER_ROLE_ADMIN);
	assert_int_equal(visit_get(visit, "/cadangan"), 200);
	assert_true(visit_says(visit, "/cadangan/" NAME));
	assert_true(visit_says(visit, "data penduduk") &&
		    visit_says(visit, "kunci penyegel"));
	assert_int_equal(visit_get(visit, "/cadangan/" NAME), 200);
	assert_int_equal(visit->exchange.answer.file_bytes, 5);
	assert_string_equal(visit->exchange.answer.file_name, NAME);
	close(visit->exchange.answer.file);
	visit_get(visit, "/catatan");
	assert_true(visit_says(visit, "unduh"));
	copying_free(visit->web.copying);
	sd_event_unref(loop);
	remove_folder(visit);
}

static void test_nothing_else_is_ever_opened(void **state)
{
	static const char *const paths[] = {
		"/cadangan/surat.db",
		"/cadangan/..",
		"/cadangan/" NAME "-wal",
		"/cadangan/surat-20261122-070204.db",
		"/cadangan/.",
	};
	struct visit *visit = *state;

	make_folder(visit);
	visit_log_in(visit, OFFICER_ROLE_ADMIN);
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		assert_int_equal(visit_get(visit, paths[i]), 404);
		assert_int_equal(visit->exchange.answer.file, 0);
	}
	visit_log_in(visit, OFFICER_ROLE_HEAD);
	assert_int_equal(visit_get(visit, "/cadangan/" NAME), 403);
	assert_int_equal(visit_post(visit, "/cadangan", ""), 403);
	remove_folder(visit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_the_admin_sees_what_a_copy_holds_and_takes_it),
		VISIT(test_nothing_else_is_ever_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
