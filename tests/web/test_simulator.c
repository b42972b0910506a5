// SPDX-License-Identifier: MIT
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "tests/support/store_fixture.h"
#include "web/simulator.h"

enum {
	SAID_SIZE = 8192,
};

/* The other side: hears one line, says one. */
struct network {
	char folder[FIXTURE_PATH_SIZE], path[FIXTURE_FILE_SIZE], said[SAID_SIZE];
	const char *answer;
	int listener;
	pthread_t thread;
};

static void *answer_one(void *context)
{
	struct network *network = context;
	int fd = accept(network->listener, NULL, NULL);
	ssize_t n = recv(fd, network->said, sizeof network->said - 1, 0);

	network->said[n > 0 ? n : 0] = '\0';
	(void)!send(fd, network->answer, strlen(network->answer), MSG_NOSIGNAL);
	close(fd);
	return NULL;
}

static void start(struct network *network, const char *answer)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	memset(network, 0, sizeof *network);
	network->answer = answer;
	fixture_make_folder(network->folder);
	snprintf(network->path, sizeof network->path, "%s/sim.sock", network->folder);
	assert_true(text_copy(at.sun_path, sizeof at.sun_path, network->path));
	network->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(network->listener >= 0);
	assert_int_equal(bind(network->listener, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(network->listener, 1), 0);
	assert_int_equal(pthread_create(&network->thread, NULL, answer_one, network), 0);
}

static void stop(struct network *network)
{
	pthread_join(network->thread, NULL);
	close(network->listener);
	fixture_remove_folder(network->folder);
}

static void test_a_text_is_one_line_whatever_is_in_it(void **state)
{
	struct network network;

	(void)state;
	start(&network, "ok 7\n");
	assert_int_equal(simulator_send_text(network.path, "+6281234567890",
					     "sktm\ncall +62811\\n x", NULL),
			 0);
	stop(&network);
	assert_string_equal(network.said,
			    "sms +6281234567890 sktm\\ncall +62811\\\\n x\n");
}

static void test_a_call_is_a_line_too(void **state)
{
	struct network network;

	(void)state;
	start(&network, "ok\n");
	assert_int_equal(simulator_call(network.path, "+6281234567890", NULL), 0);
	stop(&network);
	assert_string_equal(network.said, "call +6281234567890\n");
}

static void test_what_went_wrong_is_said(void **state)
{
	static const char *const answers[] = { "error engaged\n", "", "half a line" };
	char buffer[LIMIT_WHY_SIZE];
	struct network network;
	struct text why;

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		start(&network, answers[i]);
		text_init(&why, buffer, sizeof buffer);
		assert_true(simulator_call(network.path, "+62812", &why) < 0);
		assert_non_null(strstr(buffer, "Jaringan simulasi"));
		stop(&network);
	}
	assert_true(simulator_call("/nowhere/sim.sock", "+62812", NULL) < 0);
	assert_true(simulator_call("", "+62812", NULL) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_is_one_line_whatever_is_in_it),
		cmocka_unit_test(test_a_call_is_a_line_too),
		cmocka_unit_test(test_what_went_wrong_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
