// SPDX-License-Identifier: MIT
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
#include "letters/keyfile.h"
#include "tests/support/store_fixture.h"

#define VILLAGE "35.13.15.2007"

struct place {
	char parent[FIXTURE_PATH_SIZE];
	char folder[FIXTURE_PATH_SIZE + 8];
	char path[FIXTURE_PATH_SIZE + 64];
	unsigned char seed[SEAL_SEED_BYTES];
	char why[512];
};

static void open_place(struct place *place)
{
	fixture_make_folder(place->parent);
	snprintf(place->folder, sizeof place->folder, "%s/keys", place->parent);
	snprintf(place->path, sizeof place->path, "%s/" VILLAGE ".key", place->folder);
	assert_int_equal(keyfile_make(place->folder, VILLAGE, place->seed, NULL), 0);
}

static void close_place(struct place *place)
{
	fixture_remove_folder(place->folder);
	fixture_remove_folder(place->parent);
}

static int read_it(struct place *place, unsigned char seed[SEAL_SEED_BYTES])
{
	struct text why;

	text_init(&why, place->why, sizeof place->why);
	return keyfile_read(place->folder, VILLAGE, seed, &why);
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

static void test_a_key_comes_back_from_a_file_for_its_owner_alone(void **state)
{
	unsigned char seed[SEAL_SEED_BYTES] = { 0 };
	mode_t mask = umask(0); /* whatever the account's habit is */
	struct place place;

	(void)state;
	open_place(&place);
	umask(mask);
	assert_int_equal(read_it(&place, seed), 0);
	assert_memory_equal(seed, place.seed, sizeof seed);
	assert_int_equal(mode_of(place.path), 0600);
	assert_int_equal(mode_of(place.folder), 0700);
	keyfile_forget(seed);
	assert_int_equal(seed[0] | seed[31], 0);
	close_place(&place);
}

static void test_a_new_key_takes_the_place_of_the_old_one(void **state)
{
	unsigned char seed[SEAL_SEED_BYTES], read[SEAL_SEED_BYTES];
	char left[sizeof((struct place *)NULL)->path + 8];
	struct place place;
	int fd;

	(void)state;
	open_place(&place);
	snprintf(left, sizeof left, "%s/" VILLAGE ".new", place.folder);
	fd = open(left, O_CREAT | O_WRONLY, 0644); /* a power cut left it */
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(keyfile_make(place.folder, VILLAGE, seed, NULL), 0);
	assert_memory_not_equal(seed, place.seed, sizeof seed);
	assert_int_equal(read_it(&place, read), 0);
	assert_memory_equal(seed, read, sizeof seed);
	assert_int_equal(mode_of(place.path), 0600);
	assert_int_equal(access(left, F_OK), -1);
	close_place(&place);
}

static void test_what_others_could_read_or_change_is_refused(void **state)
{
	static const mode_t modes[] = { 0604, 0640, 0620, 0602, 0610, 0601, 0666 };
	unsigned char seed[SEAL_SEED_BYTES];
	struct place place;

	(void)state;
	open_place(&place);
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		assert_int_equal(chmod(place.path, modes[i]), 0);
		assert_int_equal(read_it(&place, seed), -EACCES);
		assert_non_null(strstr(place.why, "chmod 0600"));
		assert_int_equal(chmod(place.path, 0600), 0);
		assert_int_equal(chmod(place.folder, modes[i] | 0100), 0);
		assert_int_equal(read_it(&place, seed), -EACCES);
		assert_non_null(strstr(place.why, "chmod 0700"));
		assert_int_equal(chmod(place.folder, 0700), 0);
	}
	assert_int_equal(read_it(&place, seed), 0);
	if (geteuid() == 0) {
		assert_int_equal(chown(place.path, 65534, 65534), 0);
		assert_int_equal(read_it(&place, seed), -EACCES);
		assert_non_null(strstr(place.why, "another account"));
	}
	close_place(&place);
}

static void put(const struct place *place, const char *content)
{
	int fd = open(place->path, O_WRONLY | O_TRUNC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, content, strlen(content)), strlen(content));
	close(fd);
}

static void test_what_is_no_key_is_refused(void **state)
{
#define KEY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	static const char *const wrong[] = {
		"",
		"\n",
		KEY,
		"surat-key 1 " VILLAGE " " KEY,
		"surat-key 1 " VILLAGE " " KEY "\n\n",
		"surat-key 1 " VILLAGE " " KEY "=\n",
		"surat-key 1 35.13.15.2008 " KEY "\n",
		"surat-key 2 " VILLAGE " " KEY "\n",
		"surat-key 1 " VILLAGE "  " KEY "\n",
		"surat-key 1 " VILLAGE " AAAA\n",
		"surat-key 1 " VILLAGE " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n",
		"x surat-key 1 " VILLAGE " " KEY "\n",
	};
	unsigned char seed[SEAL_SEED_BYTES];
	struct place place;

	(void)state;
	open_place(&place);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		put(&place, wrong[i]);
		if (read_it(&place, seed) != -EINVAL)
			fail_msg("'%s' was taken", wrong[i]);
		assert_null(strstr(place.why, "AAAA")); /* no key in a log */
	}
	put(&place, "surat-key 1 " VILLAGE " " KEY "\n");
	assert_int_equal(read_it(&place, seed), 0);
	assert_int_equal(unlink(place.path), 0);
	assert_int_equal(read_it(&place, seed), -ENOENT);
	assert_int_equal(symlink("/etc/hostname", place.path), 0);
	assert_int_equal(read_it(&place, seed), -ELOOP);
	assert_int_equal(unlink(place.path), 0);
	assert_int_equal(mkfifo(place.path, 0600), 0); /* does not hang */
	assert_int_equal(read_it(&place, seed), -EINVAL);
	close_place(&place);
}

static void test_without_a_place_nothing_is_made(void **state)
{
	unsigned char seed[SEAL_SEED_BYTES];
	char buffer[512];
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(keyfile_make("/nonexistent/keys", VILLAGE, seed, &why), -ENOENT);
	assert_non_null(strstr(buffer, "/nonexistent/keys"));
	text_clear(&why);
	assert_int_equal(keyfile_make("/dev/null", VILLAGE, seed, &why), -ENOTDIR);
	assert_int_equal(keyfile_read("/nonexistent", VILLAGE, seed, &why), -ENOENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_key_comes_back_from_a_file_for_its_owner_alone),
		cmocka_unit_test(test_a_new_key_takes_the_place_of_the_old_one),
		cmocka_unit_test(test_what_others_could_read_or_change_is_refused),
		cmocka_unit_test(test_what_is_no_key_is_refused),
		cmocka_unit_test(test_without_a_place_nothing_is_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
