// SPDX-License-Identifier: MIT
#include "tests/fake/control.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/must.h"
#include "base/text.h"
#include "tests/fake/control_command.h"
#include "tests/fake/escape.h"
#include "tests/fake/simulator.h"

enum {
	ANSWER_SIZE = 8192,
	LISTEN_BACKLOG = 16
};

static void drop_client(struct control_client *client)
{
	loop_remove_fd(&client->simulator->loop, client->fd);
	close(client->fd);
	free(client->line);
	free(client->unsent);
	*client = (struct control_client){ .simulator = client->simulator, .fd = -1 };
}

static void keep_unsent(struct control_client *client, const char *bytes, size_t length)
{
	size_t wanted = client->n_unsent + length;

	if (wanted > client->unsent_size) {
		char *grown = realloc(client->unsent, 2 * wanted);

		must(grown != NULL);
		client->unsent = grown;
		client->unsent_size = 2 * wanted;
	}
	memcpy(client->unsent + client->n_unsent, bytes, length);
	client->n_unsent = wanted;
}

static void send_bytes(struct control_client *client, const char *bytes, size_t length)
{
	ssize_t sent = 0;

	if (client->fd < 0)
		return;
	if (client->n_unsent == 0)
		sent = send(client->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (sent == (ssize_t)length)
		return;
	if (sent < 0)
		sent = 0;
	if (client->n_unsent + length > CONTROL_UNSENT_MAX)
		return;
	keep_unsent(client, bytes + sent, length - (size_t)sent);
	loop_set_events(&client->simulator->loop, client->fd, POLLIN | POLLOUT);
}

static void send_unsent(struct control_client *client)
{
	ssize_t sent = send(client->fd, client->unsent, client->n_unsent,
			    MSG_NOSIGNAL | MSG_DONTWAIT);

	if (sent <= 0)
		return;
	client->n_unsent -= (size_t)sent;
	memmove(client->unsent, client->unsent + sent, client->n_unsent);
	if (client->n_unsent == 0)
		loop_set_events(&client->simulator->loop, client->fd, POLLIN);
}

static void run_line(struct control_client *client, char *line)
{
	char bytes[ANSWER_SIZE];
	struct text answer;

	text_init(&answer, bytes, sizeof bytes - 1);
	control_run(client, line, &answer);
	text_add_char(&answer, '\n');
	send_bytes(client, answer.bytes, answer.length);
}

static void run_lines(struct control_client *client)
{
	char *from = client->line, *end;

	while ((end = memchr(from, '\n', client->n_line)) != NULL) {
		size_t length = (size_t)(end - from);

		*end = '\0';
		if (length > 0 && from[length - 1] == '\r')
			from[length - 1] = '\0';
		run_line(client, from);
		client->n_line -= length + 1;
		from = end + 1;
	}
	memmove(client->line, from, client->n_line);
}

static void on_client(void *owner, short revents)
{
	struct control_client *client = owner;
	size_t room = CONTROL_LINE_SIZE - client->n_line;
	ssize_t length;

	if ((revents & POLLOUT) != 0 && client->n_unsent > 0)
		send_unsent(client);
	if ((revents & (POLLIN | POLLHUP | POLLERR)) == 0)
		return;
	length = read(client->fd, client->line + client->n_line, room);
	if (length < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (length <= 0) { /* gone, or a line without end */
		drop_client(client);
		return;
	}
	client->n_line += (size_t)length;
	run_lines(client);
}

static void on_connection(void *owner, short revents)
{
	struct control *control = owner;
	int fd = accept4(control->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)revents;
	for (size_t i = 0; i < CONTROL_CLIENTS_MAX && fd >= 0; i++) {
		struct control_client *client = &control->clients[i];

		if (client->fd >= 0)
			continue;
		if (!loop_add_fd(&control->simulator->loop, fd, POLLIN, on_client,
				 client))
			break;
		client->fd = fd;
		client->line = must_alloc(CONTROL_LINE_SIZE);
		return;
	}
	if (fd >= 0)
		close(fd);
}

int control_open(struct control *control, struct simulator *simulator, const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	control->simulator = simulator;
	control->path = path;
	control->listener = -1;
	for (size_t i = 0; i < CONTROL_CLIENTS_MAX; i++)
		control->clients[i] =
			(struct control_client){ .simulator = simulator, .fd = -1 };
	if (path == NULL)
		return 0;
	if (!text_copy(address.sun_path, sizeof address.sun_path, path))
		return -ENAMETOOLONG;
	control->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (control->listener < 0)
		return -errno;
	unlink(path);
	if (bind(control->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(control->listener, LISTEN_BACKLOG) != 0) {
		int error = -errno;

		close(control->listener);
		control->listener = -1;
		return error;
	}
	must(loop_add_fd(&simulator->loop, control->listener, POLLIN, on_connection,
			 control));
	return 0;
}

void control_close(struct control *control)
{
	for (size_t i = 0; i < CONTROL_CLIENTS_MAX; i++) {
		if (control->clients[i].fd >= 0)
			drop_client(&control->clients[i]);
	}
	if (control->listener < 0)
		return;
	close(control->listener);
	unlink(control->path);
}

bool control_watch(struct control_client *client, const char *number)
{
	if (strcmp(number, "*") == 0) {
		client->watches_all = true;
		return true;
	}
	if (client->n_watched == CONTROL_WATCHED_MAX)
		return false;
	network_canonical(client->watched[client->n_watched++], number);
	return true;
}

static bool watches(const struct control_client *client, const char *number)
{
	for (size_t i = 0; i < client->n_watched; i++) {
		if (strcmp(client->watched[i], number) == 0)
			return true;
	}
	return client->watches_all;
}

void control_tell_text(struct control *control, const char *from, const char *to,
		       const char *text)
{
	char bytes[LEDGER_LINE_SIZE];
	struct text line;

	text_init(&line, bytes, sizeof bytes - 1);
	text_add_format(&line, "sms %s %s ", from, to);
	escape_add(&line, text, strlen(text), false);
	text_add_char(&line, '\n');
	for (size_t i = 0; i < CONTROL_CLIENTS_MAX; i++) {
		struct control_client *client = &control->clients[i];

		if (client->fd >= 0 && watches(client, to))
			send_bytes(client, line.bytes, line.length);
	}
}
