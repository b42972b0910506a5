// SPDX-License-Identifier: MIT
/*
 * Makes each pty look like a serial device to libserialport, so that the path through it
 * can be tried without hardware. To be preloaded (LD_PRELOAD), or compiled into a test.
 *
 * libserialport 0.1.1 asks sysfs whether /sys/class/tty/<name> is a link to a device, and
 * the driver for modem lines, which a pty has not. All else goes to the kernel.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

int __lxstat(int version, const char *path, struct stat *out_status);

static const char device[] = "../../devices/pci0000:00/usb1/1-1/ttyUSB0/tty/ttyUSB0";

static bool is_pty_in_sysfs(const char *path)
{
	static const char prefix[] = "/sys/class/tty/pts/";

	return strncmp(path, prefix, sizeof prefix - 1) == 0;
}

int __lxstat(int version, const char *path, struct stat *out_status)
{
	(void)version;
	if (!is_pty_in_sysfs(path))
		return lstat(path, out_status);
	memset(out_status, 0, sizeof *out_status);
	out_status->st_mode = S_IFLNK | 0777;
	return 0;
}

ssize_t readlink(const char *path, char *out, size_t size)
{
	size_t length = sizeof device - 1;

	if (!is_pty_in_sysfs(path))
		return readlinkat(AT_FDCWD, path, out, size);
	length = length < size ? length : size;
	memcpy(out, device, length);
	return (ssize_t)length;
}

static bool is_about_modem_lines(unsigned long request)
{
	return request == TIOCMGET || request == TIOCMSET || request == TIOCMBIS ||
	       request == TIOCMBIC;
}

int ioctl(int descriptor, unsigned long request, ...)
{
	int (*real)(int, unsigned long, ...);
	void *argument;
	va_list values;
	int result;

	va_start(values, request);
	argument = va_arg(values, void *);
	va_end(values);
	*(void **)&real = dlsym(RTLD_NEXT, "ioctl");
	result = real(descriptor, request, argument);
	if (result >= 0 || !is_about_modem_lines(request))
		return result;
	if (request == TIOCMGET)
		*(int *)argument = TIOCM_DTR | TIOCM_RTS;
	return 0;
}
