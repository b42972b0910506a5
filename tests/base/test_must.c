// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/must.h"

/* The signal that ends a child which runs `body`, 0 when it ends by itself. */
static int signal_of(void (*body)(void))
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		const struct rlimit no_core = { 0, 0 };

		setrlimit(RLIMIT_CORE, &no_core);
		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		body();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void break_a_promise(void)
{
	must(1 + 1 == 3);
}

static void keep_a_promise(void)
{
	must(1 + 1 == 2);
}

static void test_a_broken_promise_ends_the_process(void **state)
{
	(void)state;
	assert_int_equal(signal_of(break_a_promise), SIGABRT);
	assert_int_equal(signal_of(keep_a_promise), 0);
}

static void test_memory_comes_zeroed(void **state)
{
	unsigned char *memory = must_alloc(4096);

	(void)state;
	for (size_t i = 0; i < 4096; i++)
		assert_int_equal(memory[i], 0);
	free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_broken_promise_ends_the_process),
		cmocka_unit_test(test_memory_comes_zeroed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
