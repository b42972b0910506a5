// SPDX-License-Identifier: MIT
#include "modem/port.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <libserialport.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"

struct port {
	int descriptor;
	struct sp_port *serial; /* NULL: not a serial device, ours by descriptor */
};

int port_descriptor(const struct port *port)
{
	return port->descriptor;
}

static const char *advice(int error)
{
	if (error == EACCES)
		return " (is the user in group dialout?)";
	if (error == EBUSY || error == EWOULDBLOCK)
		return " (another program has it; ModemManager?)";
	return "";
}

static int fail(struct text *why, const char *what, const char *path, int error)
{
	text_say(why, "cannot %s '%s': %s%s", what, path, strerror(error), advice(error));
	return error == EWOULDBLOCK ? -EBUSY : -error;
}

/* Of libserialport's settings two must be undone: VMIN 0 makes "nothing now" look like
 * the end of file, and HUPCL drops DTR at close, which hangs up or resets modems. */
static int finish_termios(int descriptor)
{
	struct termios settings;

	if (tcgetattr(descriptor, &settings) < 0)
		return -errno;
	settings.c_cc[VMIN] = 1;
	settings.c_cc[VTIME] = 0;
	settings.c_cflag &= ~(tcflag_t)HUPCL;
	settings.c_cflag |= CLOCAL | CREAD;
	return tcsetattr(descriptor, TCSANOW, &settings) < 0 ? -errno : 0;
}

static bool set_up_serial(struct sp_port *serial, unsigned baud)
{
	return sp_set_baudrate(serial, (int)baud) == SP_OK &&
	       sp_set_bits(serial, 8) == SP_OK &&
	       sp_set_parity(serial, SP_PARITY_NONE) == SP_OK &&
	       sp_set_stopbits(serial, 1) == SP_OK &&
	       sp_set_flowcontrol(serial, SP_FLOWCONTROL_NONE) == SP_OK &&
	       sp_set_rts(serial, SP_RTS_ON) == SP_OK &&
	       sp_set_dtr(serial, SP_DTR_ON) == SP_OK;
}

static int open_serial(struct port *port, const char *path, unsigned baud,
		       struct text *why)
{
	if (sp_open(port->serial, SP_MODE_READ_WRITE) != SP_OK)
		return fail(why, "open", path, errno != 0 ? errno : EIO);
	if (!set_up_serial(port->serial, baud))
		return fail(why, "set up", path, errno != 0 ? errno : EIO);
	if (sp_get_port_handle(port->serial, &port->descriptor) != SP_OK)
		return fail(why, "use", path, EIO);
	/* libserialport does not; a child (printing) must not keep the device busy. */
	if (fcntl(port->descriptor, F_SETFD, FD_CLOEXEC) < 0)
		return fail(why, "set up", path, errno);
	/* Asks the kernel to refuse a second open. Not on a pty: there it would outlive
	 * us. */
	if (ioctl(port->descriptor, TIOCEXCL) < 0)
		return fail(why, "reserve", path, errno);
	return 0;
}

static int open_terminal(struct port *port, const char *path, struct text *why)
{
	struct termios settings;

	port->descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (port->descriptor < 0)
		return fail(why, "open", path, errno);
	if (tcgetattr(port->descriptor, &settings) < 0)
		return fail(why, "use", path, errno);
	cfmakeraw(&settings);
	if (tcsetattr(port->descriptor, TCSANOW, &settings) < 0)
		return fail(why, "set up", path, errno);
	return 0;
}

static int open_real(struct port *port, const char *path, unsigned baud, struct text *why)
{
	int error;

	errno = 0;
	if (sp_get_port_by_name(path, &port->serial) == SP_OK)
		error = open_serial(port, path, baud, why);
	else
		error = open_terminal(port, path, why);
	if (error < 0)
		return error;
	if (flock(port->descriptor, LOCK_EX | LOCK_NB) < 0)
		return fail(why, "lock", path, errno);
	error = finish_termios(port->descriptor);
	return error < 0 ? fail(why, "set up", path, -error) : 0;
}

int port_open(const char *path, unsigned baud, struct port **out_port, struct text *why)
{
	char real[LIMIT_PATH_SIZE];
	struct port *port;
	int error;

	/* libserialport takes no link, and a link may lead elsewhere after a replug. */
	if (realpath(path, real) == NULL)
		return fail(why, "find", path, errno);
	port = must_alloc(sizeof *port);
	port->descriptor = -1;
	error = open_real(port, real, baud, why);
	if (error < 0) {
		port_close(port);
		return error;
	}
	*out_port = port;
	return 0;
}

void port_close(struct port *port)
{
	if (port == NULL)
		return;
	if (port->serial != NULL) {
		sp_close(port->serial);
		sp_free_port(port->serial);
	} else if (port->descriptor >= 0) {
		close(port->descriptor);
	}
	free(port);
}

ssize_t port_read(struct port *port, char *bytes, size_t size)
{
	ssize_t n = read(port->descriptor, bytes, size);

	if (n > 0)
		return n;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return -EAGAIN;
	return -ENODEV;
}

ssize_t port_write(struct port *port, const char *bytes, size_t length)
{
	ssize_t n = write(port->descriptor, bytes, length);

	if (n > 0)
		return n;
	if (n == 0 || errno == EAGAIN || errno == EINTR)
		return -EAGAIN;
	return -ENODEV;
}

void port_flush(struct port *port)
{
	tcflush(port->descriptor, TCIOFLUSH);
}

int port_set_baud(struct port *port, unsigned baud)
{
	if (port->serial == NULL || sp_set_baudrate(port->serial, (int)baud) != SP_OK)
		return -ENOTSUP;
	return finish_termios(port->descriptor);
}
