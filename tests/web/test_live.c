// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/line.h"
#include "web/live.h"

static int open_stream(struct line *line, const struct visit *visit)
{
	char request[256];
	int fd = line_connect(line);

	snprintf(request, sizeof request,
		 "GET /kabar HTTP/1.1\r\nHost: localhost\r\nCookie: surat=%s\r\n\r\n",
		 visit->cookie);
	line_send(fd, request, strlen(request));
	assert_non_null(strstr(line_wait(line, fd, "retry: "), "text/event-stream"));
	return fd;
}

static void test_every_stream_is_told_of_a_change(void **state)
{
	struct visit *visit = *state;
	struct line line;
	int first, second;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	line_open(&line, visit);
	first = open_stream(&line, visit);
	second = open_stream(&line, visit);
	live_wake(visit->web.live);
	assert_non_null(strstr(line_wait(&line, first, "data: "), "data: 1"));
	assert_non_null(strstr(line_wait(&line, second, "data: "), "data: 1"));
	/* Two changes before it is read are one message. */
	live_wake(visit->web.live);
	live_wake(visit->web.live);
	assert_non_null(strstr(line_wait(&line, first, "data: "), "data: 3"));
	/* Nothing happened: it still says that it is there. */
	live_beat(visit->web.live);
	assert_non_null(strstr(line_wait(&line, second, ":\n\n"), ":\n\n"));
	close(first);
	live_wake(visit->web.live);
	assert_non_null(strstr(line_wait(&line, second, "data: "), "data: "));
	close(second);
	line_close(&line);
}

static void test_nobody_listens_without_a_login(void **state)
{
	struct line line;

	line_open(&line, *state);
	assert_null(strstr(line_ask(&line, "GET /kabar HTTP/1.1\r\nHost: localhost\r\n"
					   "Connection: close\r\n\r\n"),
			   "event-stream"));
	line_close(&line);
}

static void test_there_are_only_so_many(void **state)
{
	struct visit *visit = *state;
	int fds[SERVER_CONNECTIONS_OF_ONE_MAX];
	struct line line;

	visit_log_in(visit, OFFICER_ROLE_OPERATOR);
	line_open(&line, visit);
	for (int i = 0; i < SERVER_CONNECTIONS_OF_ONE_MAX; i++)
		fds[i] = open_stream(&line, visit);
	/* One address has no more connections than that. */
	assert_string_equal(line_ask(&line, "GET /masuk HTTP/1.1\r\n\r\n"), "");
	for (int i = 0; i < SERVER_CONNECTIONS_OF_ONE_MAX; i++)
		close(fds[i]);
	line_close(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_every_stream_is_told_of_a_change),
		VISIT(test_nobody_listens_without_a_login),
		VISIT(test_there_are_only_so_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
