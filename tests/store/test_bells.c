// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/bells.h"
#include "store/doorbell.h"
#include "tests/support/store_fixture.h"

static const char *path_of(void **state)
{
	const struct store_fixture *fixture = *state;

	return fixture->options.path;
}

static bool is_rung(const struct doorbell *bell)
{
	struct pollfd poller = { .fd = doorbell_fd(bell), .events = POLLIN };

	return poll(&poller, 1, 0) == 1;
}

/* Let the folder look as if nothing had changed in it for an hour. */
static void make_folder_old(const struct ringer *ringer)
{
	struct timespec times[2];

	clock_gettime(CLOCK_REALTIME, &times[0]);
	times[0].tv_sec -= 3600;
	times[1] = times[0];
	assert_int_equal(futimens(ringer->place.folder, times), 0);
}

static void test_the_folder_is_listed_again_only_when_it_changed(void **state)
{
	struct ringer ringer;
	struct doorbell *first, *second;

	assert_int_equal(ringer_open(&ringer, path_of(state)), 0);
	assert_int_equal(doorbell_open(&first, path_of(state), "first", NULL), 0);
	make_folder_old(&ringer);
	ringer_ring(&ringer, "");
	assert_true(ringer.is_listed);
	assert_int_equal(ringer.n_bells, 1);
	assert_true(is_rung(first));
	doorbell_silence(first);
	ringer.n_bells = 0; /* if it listed again, this would be put right */
	ringer_ring(&ringer, "");
	assert_false(is_rung(first));
	assert_int_equal(doorbell_open(&second, path_of(state), "second", NULL), 0);
	ringer_ring(&ringer, "");
	assert_true(is_rung(first));
	assert_true(is_rung(second));
	doorbell_close(first);
	doorbell_close(second);
	ringer_close(&ringer);
}

/* Two changes within one tick of the file system's clock leave one time. */
static void test_a_list_of_a_folder_that_just_changed_is_not_trusted(void **state)
{
	struct ringer ringer;
	struct doorbell *bell;

	assert_int_equal(ringer_open(&ringer, path_of(state)), 0);
	assert_int_equal(doorbell_open(&bell, path_of(state), "suratd", NULL), 0);
	ringer_ring(&ringer, "");
	assert_false(ringer.is_listed);
	doorbell_close(bell);
	ringer_close(&ringer);
}

static void test_no_more_bells_are_rung_than_there_is_room(void **state)
{
	struct doorbell *bells[BELLS_MAX + 3];
	struct ringer ringer;
	int n_rung = 0;

	for (int i = 0; i < BELLS_MAX + 3; i++) {
		char name[32];

		snprintf(name, sizeof name, "f%d", i);
		assert_int_equal(doorbell_open(&bells[i], path_of(state), name, NULL), 0);
	}
	assert_int_equal(ringer_open(&ringer, path_of(state)), 0);
	ringer_ring(&ringer, "");
	for (int i = 0; i < BELLS_MAX + 3; i++) {
		n_rung += is_rung(bells[i]);
		doorbell_close(bells[i]);
	}
	assert_int_equal(n_rung, BELLS_MAX);
	ringer_close(&ringer);
}

static void test_other_files_of_the_folder_are_no_bells(void **state)
{
	struct doorbell *other;
	struct ringer ringer;
	char path[FIXTURE_FILE_SIZE];

	fixture_beside(*state, "2", path); /* another store's */
	assert_int_equal(doorbell_open(&other, path, "suratd", NULL), 0);
	assert_int_equal(ringer_open(&ringer, path_of(state)), 0);
	ringer_ring(&ringer, "");
	assert_int_equal(ringer.n_bells, 0);
	assert_false(is_rung(other));
	doorbell_close(other);
	ringer_close(&ringer);
}

static void test_a_ringer_without_a_folder_rings_nobody(void **state)
{
	char long_name[400];
	struct ringer ringer;

	(void)state;
	assert_int_equal(ringer_open(&ringer, "/nonexistent/surat.db"), -ENOENT);
	ringer_ring(&ringer, "");
	ringer_close(&ringer);
	memset(long_name, 'n', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	assert_int_equal(ringer_open(&ringer, long_name), -ENAMETOOLONG);
	ringer_ring(&ringer, "");
	ringer_close(&ringer);
	ringer_close(&ringer);
}

#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FILE(test_the_folder_is_listed_again_only_when_it_changed),
		IN_FILE(test_a_list_of_a_folder_that_just_changed_is_not_trusted),
		IN_FILE(test_no_more_bells_are_rung_than_there_is_room),
		IN_FILE(test_other_files_of_the_folder_are_no_bells),
		cmocka_unit_test(test_a_ringer_without_a_folder_rings_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
