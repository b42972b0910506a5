// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "tests/support/line.h"
#include "web/live.h"

static void test_it_serves_where_it_says(void **state)
{
	struct line line;

	line_open(&line, *state);
	assert_true(line.port > 0);
	assert_int_equal(strncmp(server_address(line.server), "http://127.0.0.1:", 17),
			 0);
	assert_non_null(
		strstr(line_ask(&line, "GET /masuk HTTP/1.1\r\nHost: localhost\r\n"
				       "Connection: close\r\n\r\n"),
		       "HTTP/1.1 200"));
	line_close(&line);
}

static void test_a_wrong_address_is_said(void **state)
{
	static const char *const addresses[] = {
		"",
		"8080",
		"127.0.0.1",
		"127.0.0.1:",
		"127.0.0.1:x",
		"127.0.0.1:99999",
		"desa.example:8080",
		"[::1:8080",
	};
	struct visit *visit = *state;
	char buffer[LIMIT_WHY_SIZE];
	struct server *server;
	struct text why;
	sd_event *loop;

	assert_true(sd_event_new(&loop) >= 0);
	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		live_free(visit->web.live);
		text_init(&why, buffer, sizeof buffer);
		text_copy(visit->options.listen, sizeof visit->options.listen,
			  addresses[i]);
		assert_true(server_start(&server, loop, &visit->web, &why) < 0);
		assert_non_null(strstr(buffer, "web.listen"));
		server_stop(server);
	}
	server_stop(NULL);
	sd_event_unref(loop);
}

static void test_a_certificate_that_is_none_is_said(void **state)
{
	struct visit *visit = *state;
	char buffer[LIMIT_WHY_SIZE];
	struct server *server;
	struct text why;
	sd_event *loop;

	assert_true(sd_event_new(&loop) >= 0);
	live_free(visit->web.live);
	text_init(&why, buffer, sizeof buffer);
	text_copy(visit->options.listen, sizeof visit->options.listen, "127.0.0.1:0");
	text_copy(visit->options.certificate, sizeof visit->options.certificate, "/none");
	assert_true(server_start(&server, loop, &visit->web, &why) < 0);
	assert_non_null(strstr(buffer, "/none"));
	server_stop(server);
	sd_event_unref(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_it_serves_where_it_says),
		VISIT(test_a_wrong_address_is_said),
		VISIT(test_a_certificate_that_is_none_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
