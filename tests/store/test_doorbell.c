// SPDX-License-Identifier: MIT
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/doorbell.h"
#include "store/drafts.h"
#include "tests/support/store_fixture.h"

enum {
	WAIT_MS = 5000, /* never reached when it works */
	MANY = 20,
};

static const struct store_fixture *fixture_of(void **state)
{
	return *state;
}

static const char *path_of(void **state)
{
	return fixture_of(state)->options.path;
}

static struct doorbell *open_bell(const char *path, const char *name)
{
	struct doorbell *bell;

	assert_int_equal(doorbell_open(&bell, path, name, NULL), 0);
	return bell;
}

static bool is_rung(const struct doorbell *bell, int wait_ms)
{
	struct pollfd poller = { .fd = doorbell_fd(bell), .events = POLLIN };

	return poll(&poller, 1, wait_ms) == 1;
}

static void test_a_ring_is_heard_and_forgotten(void **state)
{
	struct doorbell *bell = open_bell(path_of(state), "suratd");

	assert_false(is_rung(bell, 0));
	doorbell_ring(path_of(state), NULL);
	doorbell_ring(path_of(state), NULL);
	assert_true(is_rung(bell, WAIT_MS));
	doorbell_silence(bell);
	assert_false(is_rung(bell, 0));
	doorbell_silence(bell); /* nothing to forget: does not wait */
	doorbell_close(bell);
}

static void test_many_listeners_hear_it_but_the_one_that_rings(void **state)
{
	struct doorbell *bells[MANY];
	char name[32];

	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "follow-%d", i);
		bells[i] = open_bell(path_of(state), name);
	}
	doorbell_ring(path_of(state), bells[3]);
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(is_rung(bells[i], 0), i != 3);
		doorbell_close(bells[i]);
	}
}

static void test_another_process_is_rung(void **state)
{
	int ready[2];
	pid_t child;
	int status;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		struct doorbell *bell = open_bell(path_of(state), "follow-child");
		bool is_heard = write(ready[1], "r", 1) == 1 && is_rung(bell, WAIT_MS);

		doorbell_close(bell);
		_exit(is_heard ? 0 : 1);
	}
	assert_int_equal(read(ready[0], &status, 1), 1);
	doorbell_ring(path_of(state), NULL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ready[0]);
	close(ready[1]);
}

/* Leave a socket behind as a killed listener does. */
static void leave_dead_bell(const char *path, const char *name)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		open_bell(path, name);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
}

static bool has_file(void **state, const char *ending)
{
	char file[FIXTURE_FILE_SIZE];

	return access(fixture_beside(*state, ending, file), F_OK) == 0;
}

static void test_dead_listeners_do_no_harm_and_are_replaced(void **state)
{
	const char *path = path_of(state);
	struct doorbell *bell, *other;

	leave_dead_bell(path, "suratd");
	assert_true(has_file(state, ".bell-suratd"));
	other = open_bell(path, "suratweb");
	assert_false(has_file(state, ".bell-suratd")); /* swept by whoever comes next */
	leave_dead_bell(path, "suratd");
	doorbell_ring(path, NULL);
	assert_true(is_rung(other, 0));
	bell = open_bell(path, "suratd");
	doorbell_ring(path, NULL);
	assert_true(is_rung(bell, 0));
	doorbell_close(bell);
	doorbell_close(other);
	assert_false(has_file(state, ".bell-suratd"));
}

static void test_a_living_listener_keeps_its_name(void **state)
{
	struct doorbell *bell = open_bell(path_of(state), "suratd"), *second;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(doorbell_open(&second, path_of(state), "suratd", &why),
			 -EADDRINUSE);
	assert_null(second);
	assert_non_null(strstr(why.bytes, "another program"));
	doorbell_ring(path_of(state), NULL);
	assert_true(is_rung(bell, 0)); /* it still listens */
	doorbell_close(bell);
}

static void test_a_listener_that_sleeps_never_blocks_the_ringer(void **state)
{
	struct doorbell *bell = open_bell(path_of(state), "suratd");

	for (int i = 0; i < 10000; i++)
		doorbell_ring(path_of(state), NULL);
	assert_true(is_rung(bell, 0));
	for (int i = 0; i < 100 && is_rung(bell, 0); i++)
		doorbell_silence(bell);
	assert_false(is_rung(bell, 0));
	doorbell_close(bell);
}

static void test_files_that_are_no_sockets_are_left_alone(void **state)
{
	const char *path = path_of(state);
	char file[FIXTURE_FILE_SIZE];
	struct doorbell *bell;
	FILE *stream = fopen(fixture_beside(*state, ".bell-note", file), "w");

	assert_non_null(stream);
	fclose(stream);
	bell = open_bell(path, "suratd");
	doorbell_ring(path, NULL);
	assert_true(is_rung(bell, 0));
	assert_true(has_file(state, ".bell-note"));
	doorbell_close(bell);
}

/* Only a refusal shows that nobody is there; any other trouble is not ours to tidy. */
static void test_a_socket_that_cannot_be_asked_is_left_alone(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int stream = socket(AF_UNIX, SOCK_STREAM, 0);
	char file[FIXTURE_FILE_SIZE];
	struct doorbell *bell;

	fixture_beside(*state, ".bell-stream", file);
	assert_true(text_copy(address.sun_path, sizeof address.sun_path, file));
	assert_int_equal(bind(stream, (const struct sockaddr *)&address, sizeof address),
			 0);
	bell = open_bell(path_of(state), "suratd");
	doorbell_ring(path_of(state), NULL);
	assert_true(is_rung(bell, 0));
	assert_true(has_file(state, ".bell-stream"));
	doorbell_close(bell);
	close(stream);
}

static void test_a_path_longer_than_a_sockets_works(void **state)
{
	char folder[FIXTURE_PATH_SIZE + 128], path[FIXTURE_PATH_SIZE + 140];
	struct doorbell *bell;

	snprintf(folder, sizeof folder, "%s/%0100d", fixture_of(state)->folder, 7);
	assert_int_equal(mkdir(folder, 0700), 0);
	snprintf(path, sizeof path, "%s/surat.db", folder);
	bell = open_bell(path, "follow-4194304");
	doorbell_ring(path, NULL);
	assert_true(is_rung(bell, 0));
	doorbell_close(bell);
	rmdir(folder);
}

static void test_what_cannot_be_listened_to_is_explained(void **state)
{
	char buffer[LIMIT_WHY_SIZE], name[300];
	struct doorbell *bell;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(doorbell_open(&bell, "/nonexistent/surat.db", "x", &why),
			 -ENOENT);
	assert_null(bell);
	assert_non_null(strstr(why.bytes, "/nonexistent/surat.db"));
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	assert_int_equal(doorbell_open(&bell, path_of(state), name, NULL), -ENAMETOOLONG);
	name[120] = '\0';
	assert_int_equal(doorbell_open(&bell, path_of(state), name, NULL), -ENAMETOOLONG);
	doorbell_ring("/nonexistent/surat.db", NULL);
	doorbell_close(NULL);
}

static void test_the_group_may_ring_whatever_the_umask(void **state)
{
	mode_t before = umask(077);
	struct doorbell *bell = open_bell(path_of(state), "suratd");
	char file[FIXTURE_FILE_SIZE];
	struct stat status;

	umask(before);
	fixture_beside(*state, ".bell-suratd", file);
	assert_int_equal(stat(file, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0660);
	doorbell_close(bell);
}

static void test_a_store_in_memory_has_no_bells(void **state)
{
	struct doorbell *bell = open_bell(":memory:", "suratd");

	(void)state;
	doorbell_ring(":memory:", NULL);
	assert_false(is_rung(bell, 0));
	assert_true(doorbell_fd(bell) >= 0);
	assert_string_equal(doorbell_file(bell), "");
	doorbell_close(bell);
}

static void write_something(struct store *store)
{
	const struct draft draft = { .person = "+6281" };

	assert_int_equal(draft_put(store, &draft), 0);
}

static void test_a_commit_rings_the_others(void **state)
{
	struct store *store = fixture_of(state)->store;
	struct doorbell *own = open_bell(path_of(state), "suratd");
	struct doorbell *other = open_bell(path_of(state), "suratweb");

	store_set_bell(store, own);
	assert_int_equal(store_begin(store), 0);
	write_something(store);
	assert_false(is_rung(other, 0)); /* not before it is safe */
	assert_int_equal(store_commit(store), 0);
	assert_true(is_rung(other, 0));
	assert_false(is_rung(own, 0));
	doorbell_silence(other);
	write_something(store); /* a transaction of its own */
	assert_true(is_rung(other, 0));
	assert_false(is_rung(own, 0));
	store_set_bell(store, NULL);
	write_something(store);
	assert_true(is_rung(own, 0));
	doorbell_close(own);
	doorbell_close(other);
}

static void test_a_commit_that_wrote_nothing_rings_nobody(void **state)
{
	struct store *store = fixture_of(state)->store;
	struct doorbell *bell = open_bell(path_of(state), "suratweb");
	struct draft draft;

	assert_int_equal(store_begin(store), 0);
	assert_int_equal(draft_get(store, "+6281", &draft), -ENOENT);
	assert_int_equal(store_commit(store), 0);
	assert_int_equal(store_begin(store), 0);
	write_something(store);
	store_rollback(store);
	assert_int_equal(draft_delete(store, "nobody"), 0);
	assert_false(is_rung(bell, 0));
	doorbell_close(bell);
}

static void test_who_comes_and_goes_between_commits_is_noticed(void **state)
{
	struct store *store = fixture_of(state)->store;

	for (int i = 0; i < 50; i++) {
		struct doorbell *bell;
		char name[32];

		write_something(store);
		snprintf(name, sizeof name, "follow-%d", i);
		bell = open_bell(path_of(state), name);
		write_something(store);
		assert_true(is_rung(bell, 0));
		doorbell_close(bell);
	}
	write_something(store);
}

#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)

/* As `surat modem record` hands one end of its wire to suratd. */
static void test_a_descriptor_is_handed_over_with_its_word(void **state)
{
	struct doorbell *bell = open_bell(path_of(state), "suratd");
	char word[16], byte = 0;
	int pair[2], handed = -1;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	doorbell_ring(path_of(state), NULL);
	assert_int_equal(doorbell_hand(path_of(state), "suratd", "record a", pair[1]), 0);
	close(pair[1]);
	doorbell_ring(path_of(state), NULL);
	assert_true(doorbell_take(bell, word, sizeof word, &handed));
	assert_string_equal(word, "record a");
	assert_int_equal(write(handed, "x", 1), 1);
	close(handed);
	assert_int_equal(read(pair[0], &byte, 1), 1);
	assert_int_equal(byte, 'x');
	assert_int_equal(read(pair[0], &byte, 1), 0); /* no copy of it is left */
	assert_false(doorbell_take(bell, word, sizeof word, &handed));
	assert_false(is_rung(bell, 0));
	assert_int_equal(doorbell_hand(path_of(state), "nobody", "record a", pair[0]),
			 -ENOENT);
	close(pair[0]);
	doorbell_close(bell);
}

static void test_what_is_handed_over_and_not_taken_is_closed(void **state)
{
	struct doorbell *bell = open_bell(path_of(state), "suratd");
	char word[4], byte;
	int pair[2], handed;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_int_equal(doorbell_hand(path_of(state), "suratd", "record", pair[1]), 0);
	assert_int_equal(doorbell_hand(path_of(state), "suratd", "record", pair[1]), 0);
	close(pair[1]);
	assert_true(doorbell_take(bell, word, sizeof word, &handed)); /* too long: cut */
	assert_string_equal(word, "rec");
	close(handed);
	doorbell_silence(bell);
	assert_int_equal(read(pair[0], &byte, 1), 0);
	close(pair[0]);
	doorbell_close(bell);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FILE(test_a_ring_is_heard_and_forgotten),
		IN_FILE(test_a_descriptor_is_handed_over_with_its_word),
		IN_FILE(test_what_is_handed_over_and_not_taken_is_closed),
		IN_FILE(test_many_listeners_hear_it_but_the_one_that_rings),
		IN_FILE(test_another_process_is_rung),
		IN_FILE(test_dead_listeners_do_no_harm_and_are_replaced),
		IN_FILE(test_a_living_listener_keeps_its_name),
		IN_FILE(test_a_listener_that_sleeps_never_blocks_the_ringer),
		IN_FILE(test_files_that_are_no_sockets_are_left_alone),
		IN_FILE(test_a_socket_that_cannot_be_asked_is_left_alone),
		IN_FILE(test_a_path_longer_than_a_sockets_works),
		IN_FILE(test_what_cannot_be_listened_to_is_explained),
		IN_FILE(test_the_group_may_ring_whatever_the_umask),
		cmocka_unit_test(test_a_store_in_memory_has_no_bells),
		IN_FILE(test_a_commit_rings_the_others),
		IN_FILE(test_a_commit_that_wrote_nothing_rings_nobody),
		IN_FILE(test_who_comes_and_goes_between_commits_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
