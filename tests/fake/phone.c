// SPDX-License-Identifier: MIT

/*
 * phone: a mobile phone in a terminal, in the network of the simulated modem. Each line
 * typed is sent as an SMS; what comes back is printed with the time.
 */

#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/cursor.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"

enum {
	LINE_SIZE = 65536,
	ONCE_WAIT_S = 10,
	EXIT_NO_REPLY = 1,
	EXIT_USAGE = 2,
	EXIT_NO_NETWORK = 3,
};

struct line_reader {
	int fd;
	char bytes[LINE_SIZE];
	size_t length;
};

struct phone {
	const char *number;
	const char *once; /* text of --once */
	int wait_s;       /* after the end of input */
	bool is_interactive;
	bool is_ended;               /* no more input */
	int n_replies, n_unanswered; /* commands without their ok */
	bool is_refused;
	int64_t end_at_ms; /* 0 = not set */
	struct line_reader network, keys;
};

static const char usage[] =
	"usage: phone NUMBER [--control SOCKET] [--wait SECONDS] [--once TEXT]\n"
	"  interactive on a terminal; else the lines of stdin are sent one by one\n"
	"  --wait SECONDS  wait so long for replies after the end of stdin\n"
	"  --once TEXT     send it, print the first reply, exit 1 after 10 s without one\n";

static const char help[] = "each line is sent as an SMS (\\n makes a new line in it)\n"
			   "  /call   ring the office and hang up\n"
			   "  /help   this list\n"
			   "  /quit   switch the phone off\n";

/* The socket beside the program: a build folder has it in run/. */
static void default_socket(char out[LIMIT_PATH_SIZE])
{
	char program[LIMIT_PATH_SIZE];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	struct text path;
	char *slash;

	program[length > 0 ? length : 0] = '\0';
	slash = strrchr(program, '/');
	if (slash != NULL)
		*slash = '\0';
	text_init(&path, out, LIMIT_PATH_SIZE);
	text_add_format(&path, "%s/run/modemsim.sock", program);
}

static int connect_network(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && text_copy(address.sun_path, sizeof address.sun_path, path) &&
	    connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	fprintf(stderr,
		"phone: no simulated network at %s: %s\n"
		"phone: start one with `make run`, or say where it is with --control\n",
		path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool say(struct phone *phone, const char *command, const char *text)
{
	char bytes[LINE_SIZE];
	struct text line;

	text_init(&line, bytes, sizeof bytes - 1);
	text_add_format(&line, "%s %s", command, phone->number);
	if (text != NULL)
		text_add_format(&line, " %s", text);
	text_add_char(&line, '\n');
	phone->n_unanswered++;
	return send(phone->network.fd, line.bytes, line.length, MSG_NOSIGNAL) ==
	       (ssize_t)line.length;
}

/* Undo \n \r \t \\; a control character of a text must not reach the terminal. */
static void print_text(const char *escaped)
{
	static const char letters[] = "nrt\\", meant[] = "\n\r\t\\";

	while (*escaped != '\0') {
		const char *found = escaped[0] == '\\' && escaped[1] != '\0'
					    ? strchr(letters, escaped[1])
					    : NULL;
		uint32_t code;
		size_t taken;

		if (found != NULL) {
			putchar(meant[found - letters]);
			escaped += 2;
			continue;
		}
		taken = utf8_decode(escaped, strlen(escaped), &code);
		if (!utf8_is_control(code))
			fwrite(escaped, 1, taken, stdout);
		escaped += taken;
	}
}

static void print_prompt(const struct phone *phone)
{
	if (phone->is_interactive)
		printf("%s> ", phone->number);
	fflush(stdout);
}

/* sms FROM TO TEXT */
static void show_reply(struct phone *phone, const char *line)
{
	struct cursor cursor = cursor_over_string(line);
	const char *from, *to;
	size_t from_length, to_length;
	struct tm now;

	cursor_skip_text(&cursor, "sms ");
	cursor_next_until(&cursor, ' ', &from, &from_length);
	cursor_skip_char(&cursor, ' ');
	cursor_next_until(&cursor, ' ', &to, &to_length);
	cursor_skip_char(&cursor, ' ');
	phone->n_replies++;
	if (phone->once == NULL) {
		clock_local(clock_utc_s(), &now);
		printf("%s[%02d:%02d:%02d %.*s] ", phone->is_interactive ? "\r" : "",
		       now.tm_hour, now.tm_min, now.tm_sec, (int)from_length, from);
	}
	print_text(cursor.at);
	putchar('\n');
	print_prompt(phone);
}

static void take_network_line(struct phone *phone, const char *line)
{
	if (strncmp(line, "sms ", 4) == 0) {
		show_reply(phone, line);
		return;
	}
	phone->n_unanswered--;
	if (strncmp(line, "error", 5) != 0)
		return;
	phone->is_refused = true;
	fprintf(stderr, "phone: the network says: %s\n", line);
}

static void take_key_line(struct phone *phone, const char *line)
{
	if (line[0] == '\0') {
		print_prompt(phone);
		return;
	}
	if (strcmp(line, "/quit") == 0)
		phone->is_ended = true;
	else if (strcmp(line, "/call") == 0)
		say(phone, "call", "1");
	else if (line[0] == '/')
		fputs(help, stdout);
	else
		say(phone, "sms", line);
	print_prompt(phone);
}

/* False at the end of the stream. */
static bool read_lines(struct phone *phone, struct line_reader *reader,
		       void (*take)(struct phone *phone, const char *line))
{
	ssize_t n = read(reader->fd, reader->bytes + reader->length,
			 sizeof reader->bytes - reader->length);
	char *from = reader->bytes, *end;

	if (n <= 0)
		return n < 0 && errno == EINTR;
	reader->length += (size_t)n;
	while ((end = memchr(from, '\n', reader->length)) != NULL) {
		*end = '\0';
		take(phone, from);
		reader->length -= (size_t)(end - from) + 1;
		from = end + 1;
	}
	memmove(reader->bytes, from, reader->length);
	return reader->length < sizeof reader->bytes;
}

static void end_input(struct phone *phone)
{
	phone->is_ended = true;
	phone->end_at_ms = clock_mono_ms() + (int64_t)phone->wait_s * 1000;
}

static bool is_over(const struct phone *phone)
{
	if (phone->is_refused && phone->once != NULL)
		return true;
	if (phone->once != NULL && phone->n_replies > 0)
		return true;
	return phone->is_ended && phone->n_unanswered <= 0 &&
	       clock_mono_ms() >= phone->end_at_ms;
}

static int talk(struct phone *phone)
{
	while (!is_over(phone)) {
		struct pollfd fds[] = {
			{ .fd = phone->network.fd, .events = POLLIN },
			{ .fd = phone->is_ended ? -1 : phone->keys.fd, .events = POLLIN },
		};
		int64_t left_ms = phone->end_at_ms - clock_mono_ms();
		int timeout_ms = !phone->is_ended ? -1 : left_ms > 0 ? (int)left_ms : 0;

		if (poll(fds, 2, timeout_ms) == 0)
			break;
		if (fds[0].revents != 0 &&
		    !read_lines(phone, &phone->network, take_network_line)) {
			fputs("phone: the simulated network is gone\n", stderr);
			return EXIT_NO_NETWORK;
		}
		if (fds[1].revents != 0 &&
		    !read_lines(phone, &phone->keys, take_key_line))
			end_input(phone);
	}
	return phone->once != NULL && phone->n_replies == 0 ? EXIT_NO_REPLY : 0;
}

static bool read_seconds(const char *value, int *out)
{
	struct cursor cursor = cursor_over_string(value);

	return cursor_next_int(&cursor, out) && cursor_is_at_end(&cursor) && *out >= 0 &&
	       *out <= 86400;
}

static const char *read_arguments(struct phone *phone, int argc, char **argv)
{
	static const struct option options[] = {
		{ "control", required_argument, NULL, 'c' },
		{ "wait", required_argument, NULL, 'w' },
		{ "once", required_argument, NULL, 'o' },
		{ NULL, 0, NULL, 0 },
	};
	const char *path = "";
	int letter;

	while ((letter = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (letter == 'c')
			path = optarg;
		else if (letter == 'o')
			phone->once = optarg;
		else if (letter != 'w' || !read_seconds(optarg, &phone->wait_s))
			return NULL;
	}
	if (optind + 1 != argc)
		return NULL;
	phone->number = argv[optind];
	return path;
}

static void start(struct phone *phone)
{
	say(phone, "watch", NULL);
	phone->is_interactive = phone->once == NULL && isatty(STDIN_FILENO) == 1;
	phone->keys.fd = STDIN_FILENO;
	if (phone->once != NULL) {
		phone->wait_s = ONCE_WAIT_S;
		say(phone, "sms", phone->once);
		end_input(phone);
	}
	if (phone->is_interactive)
		printf("phone %s is on; /help says what it can do\n", phone->number);
	print_prompt(phone);
}

int main(int argc, char **argv)
{
	static struct phone phone; /* too large for a stack */
	char beside[LIMIT_PATH_SIZE];
	const char *path = read_arguments(&phone, argc, argv);

	if (path == NULL) {
		fputs(usage, stderr);
		return EXIT_USAGE;
	}
	if (path[0] == '\0') {
		default_socket(beside);
		path = beside;
	}
	phone.network.fd = connect_network(path);
	if (phone.network.fd < 0)
		return EXIT_NO_NETWORK;
	start(&phone);
	return talk(&phone);
}
