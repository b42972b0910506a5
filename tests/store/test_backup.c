// SPDX-License-Identifier: MIT

/* A copy of a store in use is whole, and what is no copy is told from one. */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/backup.h"
#include "store/restore.h"
#include "tests/support/store_fixture.h"

enum {
	MANY = 300,
};

static const char *copy_path(const struct store_fixture *fixture,
			     char out[FIXTURE_FILE_SIZE])
{
	snprintf(out, FIXTURE_FILE_SIZE, "%s/copy.db", fixture->folder);
	return out;
}

static void add_many(struct store *store, int from, int n)
{
	char code[12];

	for (int i = 0; i < n; i++) {
		snprintf(code, sizeof code, "%08d", from + i);
		fixture_add_ticket(store, code);
	}
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void test_a_copy_is_the_moment_when_it_was_begun(void **state)
{
	struct store_fixture *fixture = *state;
	char path[FIXTURE_FILE_SIZE], part[FIXTURE_FILE_SIZE + 8], buffer[LIMIT_WHY_SIZE];
	struct backup_facts facts;
	struct backup *backup;
	struct text why;
	int n_steps = 0, more;

	text_init(&why, buffer, sizeof buffer);
	copy_path(fixture, path);
	snprintf(part, sizeof part, "%s.part", path);
	/* Several steps' worth of pages. */
	add_many(fixture->store, 1000, MANY);
	assert_int_equal(fixture_run(fixture->store,
				     "UPDATE tickets SET details = '{\"x\":\"' ||"
				     " hex(zeroblob(2000)) || '\"}'"),
			 0);
	assert_int_equal(backup_begin(&backup, fixture->options.path, path, &why), 0);
	while ((more = backup_step(backup, &why)) == 1) {
		/* Whoever writes goes on, and the copy does not begin again. */
		add_many(fixture->store, 5000 + n_steps, 1);
		assert_true(is_there(part) && !is_there(path));
		n_steps++;
		assert_true(n_steps < MANY && backup_percent(backup) <= 100);
	}
	assert_int_equal(more, 0);
	assert_true(n_steps >= 3);
	backup_free(backup);
	assert_false(is_there(part));
	assert_int_equal(backup_look(path, &facts, &why), 0);
	assert_int_equal(facts.tickets, MANY);
	assert_true(facts.bytes > 0);
	assert_int_equal(fixture_ask(fixture->store, "SELECT count(*) FROM tickets"),
			 MANY + n_steps);
}

static void test_a_copy_is_one_file_of_the_office_alone(void **state)
{
	struct store_fixture *fixture = *state;
	char path[FIXTURE_FILE_SIZE], beside[FIXTURE_FILE_SIZE + 8];
	struct backup_facts facts;
	struct stat status;

	copy_path(fixture, path);
	fixture_add_message(fixture->store, "+6281234567890", "halo");
	fixture_add_text(fixture->store, "+6281234567890", "DITERIMA");
	assert_int_equal(backup_make(fixture->options.path, path, &facts, NULL), 0);
	assert_int_equal(facts.texts, 1);
	assert_int_equal(facts.waiting, 1);
	assert_string_equal(facts.last_number, "");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & S_IRWXO, 0);
	snprintf(beside, sizeof beside, "%s-wal", path);
	assert_false(is_there(beside));
}

static void test_what_is_there_is_never_overwritten(void **state)
{
	struct store_fixture *fixture = *state;
	char path[FIXTURE_FILE_SIZE], buffer[LIMIT_WHY_SIZE];
	struct backup_facts facts;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	copy_path(fixture, path);
	assert_int_equal(backup_make(fixture->options.path, path, &facts, NULL), 0);
	assert_int_equal(backup_make(fixture->options.path, path, &facts, &why), -EEXIST);
	assert_non_null(strstr(buffer, "copy.db"));
	assert_int_equal(backup_look(path, &facts, NULL), 0);
}

static void test_one_that_is_given_up_leaves_nothing(void **state)
{
	struct store_fixture *fixture = *state;
	char path[FIXTURE_FILE_SIZE], part[FIXTURE_FILE_SIZE + 8];
	struct backup *backup;

	copy_path(fixture, path);
	snprintf(part, sizeof part, "%s.part", path);
	assert_int_equal(backup_begin(&backup, fixture->options.path, path, NULL), 0);
	assert_true(is_there(part));
	backup_free(backup);
	assert_false(is_there(part) || is_there(path));
	backup_free(NULL);
	/* Not even where there is no store, or no folder. */
	assert_int_equal(backup_begin(&backup, "/nowhere/surat.db", path, NULL), -ENOENT);
	assert_int_equal(backup_begin(&backup, fixture->options.path, "/nowhere/x", NULL),
			 -ENOENT);
}

/* Write some bytes into the middle of a file. */
static void spoil(const char *path, off_t at, const char *bytes, size_t length)
{
	int file = open(path, O_RDWR | O_CREAT, 0600);

	assert_true(file >= 0);
	assert_int_equal(pwrite(file, bytes, length, at), length);
	close(file);
}

static void test_what_is_no_good_copy_is_refused(void **state)
{
	struct store_fixture *fixture = *state;
	char path[FIXTURE_FILE_SIZE], buffer[LIMIT_WHY_SIZE], kept[LIMIT_PATH_SIZE];
	char noise[4096];
	struct backup_facts facts;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	copy_path(fixture, path);
	assert_int_equal(backup_look(path, &facts, &why), -ENOENT);
	spoil(path, 0, "no store at all, only some text\n", 32);
	assert_int_equal(backup_look(path, &facts, NULL), -EINVAL);
	assert_int_equal(unlink(path), 0);
	add_many(fixture->store, 1000, MANY);
	assert_int_equal(backup_make(fixture->options.path, path, &facts, NULL), 0);
	/* Half of it. */
	assert_int_equal(truncate(path, facts.bytes / 2), 0);
	text_clear(&why);
	assert_int_equal(restore_from(path, fixture->options.path, &facts, kept, &why),
			 -EIO);
	assert_non_null(strstr(buffer, "damaged"));
	assert_int_equal(unlink(path), 0);
	/* A page of noise. */
	assert_int_equal(backup_make(fixture->options.path, path, &facts, NULL), 0);
	memset(noise, 0xA5, sizeof noise);
	spoil(path, facts.bytes / 2 / 4096 * 4096, noise, sizeof noise);
	assert_true(restore_from(path, fixture->options.path, &facts, kept, NULL) < 0);
	/* Of tomorrow's program. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(backup_make(fixture->options.path, path, &facts, NULL), 0);
	spoil(path, 60, "\0\0\x7f\xff", 4);
	text_clear(&why);
	assert_int_equal(restore_from(path, fixture->options.path, &facts, kept, &why),
			 -EINVAL);
	assert_non_null(strstr(buffer, "newer"));
	/* After all that the store is what it was. */
	store_fixture_reopen(fixture);
	assert_int_equal(fixture_ask(fixture->store, "SELECT count(*) FROM tickets"),
			 MANY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)
		IN_FILE(test_a_copy_is_the_moment_when_it_was_begun),
		IN_FILE(test_a_copy_is_one_file_of_the_office_alone),
		IN_FILE(test_what_is_there_is_never_overwritten),
		IN_FILE(test_one_that_is_given_up_leaves_nothing),
		IN_FILE(test_what_is_no_good_copy_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
