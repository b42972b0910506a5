// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "modem/port.h"

/* A terminal with nobody behind it but the test. */
struct line {
	int master;
	char path[64];
	struct port *port;
};

static void line_open(struct line *line)
{
	int slave;

	assert_int_equal(openpty(&line->master, &slave, line->path, NULL, NULL), 0);
	close(slave);
	line->port = NULL;
}

static void line_open_port(struct line *line)
{
	line_open(line);
	assert_int_equal(port_open(line->path, 115200, &line->port, NULL), 0);
}

static void line_close(struct line *line)
{
	port_close(line->port);
	if (line->master >= 0)
		close(line->master);
}

static void test_bytes_pass_unchanged_both_ways(void **state)
{
	static const char bytes[] = "\r\n\x03\x04\x11\x13\x1a\x1b\x7f\xff OK\n";
	char got[64];
	struct line line;

	(void)state;
	line_open_port(&line);
	assert_int_equal(port_write(line.port, bytes, sizeof bytes), sizeof bytes);
	assert_int_equal(read(line.master, got, sizeof got), sizeof bytes);
	assert_memory_equal(got, bytes, sizeof bytes);
	assert_int_equal(write(line.master, bytes, sizeof bytes), sizeof bytes);
	assert_int_equal(port_read(line.port, got, sizeof got), sizeof bytes);
	assert_memory_equal(got, bytes, sizeof bytes);
	line_close(&line);
}

static void test_nothing_now_is_not_gone(void **state)
{
	struct line line;
	char got[8];

	(void)state;
	line_open_port(&line);
	assert_int_equal(port_read(line.port, got, sizeof got), -EAGAIN);
	line_close(&line);
}

static void test_an_unplug_is_seen_by_read_and_by_poll(void **state)
{
	struct line line;
	struct pollfd seen;
	char got[8];

	(void)state;
	line_open_port(&line);
	close(line.master);
	line.master = -1;
	seen = (struct pollfd){ .fd = port_descriptor(line.port), .events = POLLIN };
	assert_int_equal(poll(&seen, 1, 10000), 1);
	assert_true(seen.revents & POLLHUP);
	assert_int_equal(port_read(line.port, got, sizeof got), -ENODEV);
	assert_int_equal(port_write(line.port, "AT\r", 3), -ENODEV);
	line_close(&line);
}

static void test_a_full_line_takes_what_fits_and_then_nothing(void **state)
{
	static const char bytes[4096];
	struct line line;
	ssize_t n = 0;

	(void)state;
	line_open_port(&line);
	for (int i = 0; i < 1000 && n >= 0; i++)
		n = port_write(line.port, bytes, sizeof bytes);
	assert_int_equal(n, -EAGAIN);
	port_flush(line.port);
	line_close(&line);
}

static void test_a_link_is_followed_each_time(void **state)
{
	char folder[] = "/tmp/surat-port-XXXXXX", link[64];
	struct line first, second;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(link, sizeof link, "%s/modem", folder);
	line_open(&first);
	line_open(&second);
	assert_int_equal(symlink(first.path, link), 0);
	assert_int_equal(port_open(link, 115200, &first.port, NULL), 0);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink(second.path, link), 0);
	assert_int_equal(port_open(link, 115200, &second.port, NULL), 0);
	assert_int_equal(port_write(second.port, "x", 1), 1);
	assert_int_equal(read(second.master, link + sizeof link - 1, 1), 1);
	line_close(&first);
	line_close(&second);
	snprintf(link, sizeof link, "%s/modem", folder);
	unlink(link);
	rmdir(folder);
}

static void test_a_second_program_is_kept_out(void **state)
{
	char bytes[LIMIT_WHY_SIZE];
	struct port *other = NULL;
	struct line line;
	struct text why;
	int foreign;

	(void)state;
	text_init(&why, bytes, sizeof bytes);
	line_open_port(&line);
	assert_int_equal(port_open(line.path, 115200, &other, &why), -EBUSY);
	assert_non_null(strstr(bytes, line.path));
	foreign = open(line.path, O_RDWR | O_NOCTTY);
	assert_int_equal(flock(foreign, LOCK_EX | LOCK_NB), -1);
	port_close(line.port);
	assert_int_equal(flock(foreign, LOCK_EX | LOCK_NB), 0);
	close(foreign);
	line.port = NULL;
	line_close(&line);
}

static void test_the_terminal_is_raw_and_keeps_its_lines_up(void **state)
{
	struct termios settings;
	struct line line;

	(void)state;
	line_open_port(&line);
	assert_int_equal(tcgetattr(port_descriptor(line.port), &settings), 0);
	assert_int_equal(settings.c_lflag & (ICANON | ECHO | ISIG | IEXTEN), 0);
	assert_int_equal(settings.c_iflag & (ICRNL | INLCR | IXON | ISTRIP), 0);
	assert_int_equal(settings.c_oflag & OPOST, 0);
	assert_int_equal(settings.c_cflag & HUPCL, 0);
	assert_int_equal(settings.c_cc[VMIN], 1);
	assert_true(fcntl(port_descriptor(line.port), F_GETFD) & FD_CLOEXEC);
	assert_true(fcntl(port_descriptor(line.port), F_GETFL) & O_NONBLOCK);
	line_close(&line);
}

static void test_what_cannot_be_opened_says_why(void **state)
{
	static const struct {
		const char *path;
		int error;
		const char *said;
	} vectors[] = {
		{ "/dev/no-such-modem", -ENOENT, "/dev/no-such-modem" },
		{ "/dev/null", -ENOTTY, "/dev/null" },
		{ "/", -EISDIR, "'/'" },
		{ "", -ENOENT, "''" },
	};
	char bytes[LIMIT_WHY_SIZE];
	struct port *port;
	struct text why;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		text_init(&why, bytes, sizeof bytes);
		assert_int_equal(port_open(vectors[i].path, 115200, &port, &why),
				 vectors[i].error);
		assert_non_null(strstr(bytes, vectors[i].said));
	}
	port_close(NULL);
}

static void test_a_pty_has_no_speed(void **state)
{
	struct line line;

	(void)state;
	line_open_port(&line);
	assert_int_equal(port_set_baud(line.port, 9600), -ENOTSUP);
	line_close(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes_pass_unchanged_both_ways),
		cmocka_unit_test(test_nothing_now_is_not_gone),
		cmocka_unit_test(test_an_unplug_is_seen_by_read_and_by_poll),
		cmocka_unit_test(test_a_full_line_takes_what_fits_and_then_nothing),
		cmocka_unit_test(test_a_link_is_followed_each_time),
		cmocka_unit_test(test_a_second_program_is_kept_out),
		cmocka_unit_test(test_the_terminal_is_raw_and_keeps_its_lines_up),
		cmocka_unit_test(test_what_cannot_be_opened_says_why),
		cmocka_unit_test(test_a_pty_has_no_speed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
