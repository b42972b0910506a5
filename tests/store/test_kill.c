// SPDX-License-Identifier: MIT

/*
 * A program that is killed at any moment has lost nothing that it acknowledged. A child
 * commits numbered messages and says each number after its commit; the parent kills it.
 * SURAT_KILLS=n kills n times instead of 40.
 */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/query.h"
#include "tests/support/store_fixture.h"

#ifdef __SANITIZE_ADDRESS__ /* opening alone takes long */
#define LIFE_MAX_US 150000
#else
#define LIFE_MAX_US 30000
#endif

enum {
	KILLS = 40,
	KILLS_IN_LONG_RUN = 10000,
};

/* Runs until it is killed; an exit tells the parent that something was wrong. */
static void work(const struct store_options *options, int64_t number, int acknowledge)
{
	struct store *store;

	if (store_open(&store, options, NULL) != 0)
		_exit(1);
	for (;;) {
		struct inbox_row message = fixture_message("+6281", "sktm");
		struct outbox_row reply = fixture_text("+6281", "kode");

		number++;
		message.service_at = number;
		if (store_begin(store) != 0 ||
		    inbox_add(store, &message, (const char *)&number, sizeof number) != 0)
			_exit(2);
		reply.inbox_id = message.id;
		if (outbox_add(store, &reply) != 0 || store_commit(store) != 0)
			_exit(3);
		if (write(acknowledge, &number, sizeof number) != sizeof number)
			_exit(4);
		if (store_tidy(store) != 0)
			_exit(5);
	}
}

static void wait_us(unsigned us)
{
	const struct timespec time = { .tv_nsec = (long)us * 1000 };

	nanosleep(&time, NULL);
}

/* The last number that came through the pipe. */
static int64_t last_acknowledged(int pipe_end, int64_t before)
{
	int64_t number;

	while (read(pipe_end, &number, sizeof number) == sizeof number)
		before = number;
	return before;
}

/* Let a child work and kill it. Returns the last number that it acknowledged. */
static int64_t live_and_die(const struct store_options *options, int64_t number,
			    unsigned life_us)
{
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		work(options, number, ends[1]);
	}
	close(ends[1]);
	wait_us(life_us);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status)); /* it was well until then */
	number = last_acknowledged(ends[0], number);
	close(ends[0]);
	return number;
}

/* All numbers up to the last are there, each with its reply. Returns the last. */
static int64_t check(struct store *store, int64_t acknowledged)
{
	int64_t last =
		fixture_ask(store, "SELECT coalesce(max(service_at), 0) FROM inbox");

	assert_true(last == acknowledged || last == acknowledged + 1);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM inbox"), last);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM inbox"
					    " JOIN outbox ON outbox.inbox_id = inbox.id"),
			 last);
	assert_int_equal(fixture_ask(store, "SELECT count(*) FROM pragma_integrity_check"
					    " WHERE integrity_check <> 'ok'"),
			 0);
	return last;
}

static void test_a_killed_program_has_lost_nothing(void **state)
{
	struct store_fixture *fixture = *state;
	int64_t last = 0, n_acknowledged = 0;
	int n_kills = fixture_times("SURAT_KILLS", KILLS, KILLS_IN_LONG_RUN);
	unsigned random = 1;

	for (int i = 0; i < n_kills; i++) {
		int64_t acknowledged;

		random = random * 1103515245u + 12345u;
		acknowledged = live_and_die(&fixture->options, last,
					    (random >> 8) % LIFE_MAX_US);
		n_acknowledged += acknowledged - last;
		store_fixture_reopen(fixture);
		last = check(fixture->store, acknowledged);
	}
	print_message("%d kills, %lld commits acknowledged\n", n_kills,
		      (long long)n_acknowledged);
	assert_true(n_acknowledged > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_a_killed_program_has_lost_nothing,
						store_fixture_in_file,
						store_fixture_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
