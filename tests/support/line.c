// SPDX-License-Identifier: MIT
#include "tests/support/line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "web/live.h"

enum {
	TURN_US = 1000,
	TURNS_MAX = 20 * 1000,
};

void line_open(struct line *line, struct visit *visit)
{
	const char *colon;

	memset(line, 0, sizeof *line);
	line->heard = must_alloc(LINE_HEARD_MAX + 1);
	assert_true(sd_event_new(&line->loop) >= 0);
	/* The server makes one of its own. */
	live_free(visit->web.live);
	visit->web.live = NULL;
	text_copy(visit->options.listen, sizeof visit->options.listen, "127.0.0.1:0");
	assert_int_equal(server_start(&line->server, line->loop, &visit->web, NULL), 0);
	colon = strrchr(server_address(line->server), ':');
	line->port = (unsigned short)strtoul(colon + 1, NULL, 10);
}

void line_close(struct line *line)
{
	server_stop(line->server);
	sd_event_unref(line->loop);
	free(line->heard);
}

int line_connect(const struct line *line)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(line->port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
	return fd;
}

void line_send(int fd, const char *bytes, size_t length)
{
	assert_int_equal(send(fd, bytes, length, MSG_NOSIGNAL), length);
}

const char *line_wait(struct line *line, int fd, const char *words)
{
	line->n_heard = 0;
	for (int i = 0; i < TURNS_MAX; i++) {
		ssize_t n;

		sd_event_run(line->loop, TURN_US);
		n = recv(fd, line->heard + line->n_heard, LINE_HEARD_MAX - line->n_heard,
			 MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN))
			break;
		line->n_heard += n > 0 ? (size_t)n : 0;
		line->heard[line->n_heard] = '\0';
		if (words != NULL && strstr(line->heard, words) != NULL)
			break;
	}
	line->heard[line->n_heard] = '\0';
	return line->heard;
}

const char *line_ask(struct line *line, const char *request)
{
	int fd = line_connect(line);
	const char *answer;

	line_send(fd, request, strlen(request));
	answer = line_wait(line, fd, NULL);
	close(fd);
	return answer;
}
