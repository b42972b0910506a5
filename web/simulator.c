// SPDX-License-Identifier: MIT
#include "web/simulator.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"

enum {
	WAIT_S = 2, /* for an answer that takes a millisecond */
	LINE_SIZE = 4 * LIMIT_MESSAGE_SIZE,
	ANSWER_SIZE = 512,
};

static int open_socket(const char *path)
{
	const struct timeval wait = { .tv_sec = WAIT_S };
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd;

	if (!text_copy(at.sun_path, sizeof at.sun_path, path))
		return -ENAMETOOLONG;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) < 0 ||
	    connect(fd, (struct sockaddr *)&at, sizeof at) < 0) {
		int error = -errno;

		close(fd);
		return error;
	}
	return fd;
}

/* Up to the first line feed, or as much as there is room for. */
static int read_line(int fd, char out[ANSWER_SIZE])
{
	size_t length = 0;

	while (length < ANSWER_SIZE - 1) {
		ssize_t n = recv(fd, out + length, ANSWER_SIZE - 1 - length, 0);

		if (n <= 0)
			return n == 0 ? -EPIPE : -errno;
		length += (size_t)n;
		out[length] = '\0';
		if (strchr(out, '\n') != NULL)
			return 0;
	}
	return -EMSGSIZE;
}

static int ask(const char *socket_path, const struct text *line, struct text *why)
{
	char answer[ANSWER_SIZE];
	int fd = line->is_cut ? -EMSGSIZE : open_socket(socket_path);
	int error = fd;

	if (fd >= 0) {
		error = send(fd, line->bytes, line->length, MSG_NOSIGNAL) ==
					(ssize_t)line->length
				? read_line(fd, answer)
				: -EPIPE;
		close(fd);
	}
	if (error < 0) {
		text_say(why, "Jaringan simulasi tidak menjawab.");
		return error;
	}
	if (strncmp(answer, "ok", 2) == 0)
		return 0;
	text_say(why, "Jaringan simulasi menolak: modem belum siap atau sedang sibuk.");
	return -EBUSY;
}

int simulator_send_text(const char *socket_path, const char *from, const char *words,
			struct text *why)
{
	char buffer[LINE_SIZE];
	struct text line;

	text_init(&line, buffer, sizeof buffer);
	text_add_format(&line, "sms %s ", from);
	for (; *words != '\0'; words++) {
		if (*words == '\n')
			text_add(&line, "\\n");
		else if (*words == '\\')
			text_add(&line, "\\\\");
		else
			text_add_bytes(&line, words, 1);
	}
	text_add_char(&line, '\n');
	return ask(socket_path, &line, why);
}

int simulator_call(const char *socket_path, const char *from, struct text *why)
{
	char buffer[2 * LIMIT_ADDRESS_SIZE];
	struct text line;

	text_init(&line, buffer, sizeof buffer);
	text_add_format(&line, "call %s\n", from);
	return ask(socket_path, &line, why);
}
