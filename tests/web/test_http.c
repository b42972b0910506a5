// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/line.h"

#define HOST "Host: localhost\r\nConnection: close\r\n"

static void test_what_is_no_request_of_ours_gets_its_number(void **state)
{
	static const struct {
		const char *request, *status;
	} rows[] = {
		{ "GET /masuk HTTP/1.1\r\n" HOST "\r\n", " 200 " },
		{ "HEAD /masuk HTTP/1.1\r\n" HOST "\r\n", " 200 " },
		{ "DELETE /masuk HTTP/1.1\r\n" HOST "\r\n", " 405 " },
		{ "GET /../masuk HTTP/1.1\r\n" HOST "\r\n", " 404 " },
		{ "GET /%6dasuk HTTP/1.1\r\n" HOST "\r\n", " 404 " },
		{ "GET /masuk?%zz HTTP/1.1\r\n" HOST "\r\n", " 400 " },
		{ "GET /masuk HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
		  " 421 " },
		{ "POST /masuk HTTP/1.1\r\n" HOST "Content-Length: 65537\r\n\r\n",
		  " 413 " },
		{ "POST /masuk HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
		  "0\r\n\r\n",
		  " 400 " },
		{ "POST /masuk HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\n"
		  "Content-Length: 1\r\n\r\nx",
		  " 400 " },
		{ "POST /masuk HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n", " 403 " },
	};
	struct line line;

	line_open(&line, *state);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *answer = line_ask(&line, rows[i].request);

		if (strncmp(answer, "HTTP/1.1", 8) != 0 ||
		    strncmp(answer + 8, rows[i].status, 5) != 0)
			fail_msg("%s answered %.40s", rows[i].request, answer);
	}
	line_close(&line);
}

static void test_every_answer_carries_what_protects_it(void **state)
{
	static const char *const headers[] = {
		"Content-Security-Policy: default-src 'none';",
		"Permissions-Policy: camera=()",
		"X-Content-Type-Options: nosniff",
		"X-Frame-Options: DENY",
		"Cache-Control: no-store",
		"SameSite=Strict",
		"HttpOnly",
	};
	struct line line;
	const char *answer;

	line_open(&line, *state);
	answer = line_ask(&line, "GET /masuk HTTP/1.1\r\n" HOST "\r\n");
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
		assert_non_null(strstr(answer, headers[i]));
	assert_null(strstr(answer, "unsafe"));
	assert_null(strstr(answer, "; Secure"));
	/* An error page too. */
	answer = line_ask(&line, "GET /none HTTP/1.1\r\n" HOST "\r\n");
	assert_non_null(strstr(answer, headers[0]));
	line_close(&line);
}

static void test_what_a_browser_has_already_is_not_sent_again(void **state)
{
	struct line line;
	char request[256];
	const char *at;

	line_open(&line, *state);
	at = strstr(line_ask(&line, "GET /gaya.css HTTP/1.1\r\n" HOST "\r\n"), "ETag: ");
	assert_non_null(at);
	at += strlen("ETag: ");
	snprintf(request, sizeof request,
		 "GET /gaya.css HTTP/1.1\r\n" HOST "If-None-Match: %.*s\r\n\r\n",
		 (int)strcspn(at, "\r"), at);
	assert_non_null(strstr(line_ask(&line, request), "HTTP/1.1 304"));
	line_close(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		VISIT(test_what_is_no_request_of_ours_gets_its_number),
		VISIT(test_every_answer_carries_what_protects_it),
		VISIT(test_what_a_browser_has_already_is_not_sent_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
