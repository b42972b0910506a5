// SPDX-License-Identifier: MIT
/*
 * The same port through libserialport. With the shim compiled in, a pty passes for a
 * serial device; what the library does to it is the library's own.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

#include <cmocka.h>

#include "modem/port.h"
#include "tests/support/preload/serial_shim.c"

struct line {
	int master;
	char path[64];
	struct port *port;
};

static void line_open_port(struct line *line, unsigned baud)
{
	int slave;

	assert_int_equal(openpty(&line->master, &slave, line->path, NULL, NULL), 0);
	close(slave);
	assert_int_equal(port_open(line->path, baud, &line->port, NULL), 0);
}

static void line_close(struct line *line)
{
	port_close(line->port);
	close(line->master);
}

static struct termios settings_of(const struct line *line)
{
	struct termios settings;

	assert_int_equal(tcgetattr(port_descriptor(line->port), &settings), 0);
	return settings;
}

static void test_speed_is_set_and_can_be_changed(void **state)
{
	struct termios settings;
	struct line line;

	(void)state;
	line_open_port(&line, 9600);
	settings = settings_of(&line);
	assert_int_equal(cfgetospeed(&settings), B9600);
	assert_int_equal(port_set_baud(line.port, 115200), 0);
	settings = settings_of(&line);
	assert_int_equal(cfgetospeed(&settings), B115200);
	assert_int_equal(settings.c_cc[VMIN], 1);
	assert_int_equal(settings.c_cflag & HUPCL, 0);
	line_close(&line);
}

static void test_what_the_library_leaves_is_put_right(void **state)
{
	struct termios settings;
	struct line line;

	(void)state;
	line_open_port(&line, 115200);
	settings = settings_of(&line);
	assert_int_equal(settings.c_lflag & (ICANON | ECHO | ISIG), 0);
	assert_int_equal(settings.c_iflag & (ICRNL | IXON | IXOFF | IXANY), 0);
	assert_int_equal(settings.c_oflag & OPOST, 0);
	assert_int_equal(settings.c_cflag & (HUPCL | CRTSCTS | PARENB | CSTOPB), 0);
	assert_int_equal(settings.c_cflag & CSIZE, CS8);
	assert_int_equal(settings.c_cc[VMIN], 1);
	assert_true(fcntl(port_descriptor(line.port), F_GETFD) & FD_CLOEXEC);
	line_close(&line);
}

static void test_bytes_and_an_unplug_come_through(void **state)
{
	struct pollfd seen;
	struct line line;
	char got[8];

	(void)state;
	line_open_port(&line, 115200);
	assert_int_equal(port_read(line.port, got, sizeof got), -EAGAIN);
	assert_int_equal(port_write(line.port, "AT\r", 3), 3);
	assert_int_equal(read(line.master, got, sizeof got), 3);
	assert_int_equal(write(line.master, "\r\nOK", 4), 4);
	assert_int_equal(port_read(line.port, got, sizeof got), 4);
	close(line.master);
	seen = (struct pollfd){ .fd = port_descriptor(line.port), .events = POLLIN };
	assert_int_equal(poll(&seen, 1, 10000), 1);
	assert_true(seen.revents & POLLHUP);
	assert_int_equal(port_read(line.port, got, sizeof got), -ENODEV);
	port_close(line.port);
}

static void test_the_kernel_itself_keeps_others_out(void **state)
{
	struct port *other = NULL;
	struct line line;
	int is_exclusive = 0;

	(void)state;
	line_open_port(&line, 115200);
	assert_int_equal(ioctl(port_descriptor(line.port), TIOCGEXCL, &is_exclusive), 0);
	assert_true(is_exclusive);
	assert_int_equal(port_open(line.path, 115200, &other, NULL), -EBUSY);
	line_close(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_speed_is_set_and_can_be_changed),
		cmocka_unit_test(test_what_the_library_leaves_is_put_right),
		cmocka_unit_test(test_bytes_and_an_unplug_come_through),
		cmocka_unit_test(test_the_kernel_itself_keeps_others_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
