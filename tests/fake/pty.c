// SPDX-License-Identifier: MIT
#include "tests/fake/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"

static void put_link(const struct pty *pty)
{
	char fresh[LIMIT_PATH_SIZE];
	struct text path;

	if (pty->link == NULL)
		return;
	text_init(&path, fresh, sizeof fresh);
	text_add_format(&path, "%s.%ld", pty->link, (long)getpid());
	unlink(fresh);
	if (symlink(pty->name, fresh) != 0 || rename(fresh, pty->link) != 0) {
		perror(pty->link);
		unlink(fresh);
	}
}

static void watch(struct pty *pty)
{
	pty->n_openers = 0;
	pty->notices = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (pty->notices < 0)
		return;
	if (inotify_add_watch(pty->notices, pty->name, IN_OPEN | IN_CLOSE) < 0) {
		close(pty->notices);
		pty->notices = -1;
	}
}

/* The two ends; the names and the link come later. */
static int open_ends(struct pty *pty)
{
	pty->slave = -1;
	pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (pty->master < 0 || grantpt(pty->master) != 0 || unlockpt(pty->master) != 0)
		return -errno;
	if (ptsname_r(pty->master, pty->name, sizeof pty->name) != 0)
		return -errno;
	pty->slave = open(pty->name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	return pty->slave < 0 ? -errno : 0;
}

int pty_plug(struct pty *pty, const char *link)
{
	int error = open_ends(pty);

	pty->link = error == 0 ? link : NULL;
	pty->notices = -1;
	if (error != 0) {
		pty_unplug(pty);
		pty->link = link;
		return error;
	}
	pty_reset(pty);
	watch(pty); /* only now, so that our own open is not counted */
	put_link(pty);
	return 0;
}

void pty_unplug(struct pty *pty)
{
	int *all[] = { &pty->master, &pty->slave, &pty->notices };

	if (pty->link != NULL && pty->master >= 0)
		unlink(pty->link);
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (*all[i] >= 0)
			close(*all[i]);
		*all[i] = -1;
	}
	pty->n_openers = 0;
}

void pty_look(struct pty *pty)
{
	_Alignas(struct inotify_event) char bytes[4096];
	ssize_t length;

	while ((length = read(pty->notices, bytes, sizeof bytes)) > 0) {
		for (ssize_t at = 0; at < length;
		     at += (ssize_t)sizeof(struct inotify_event)) {
			const struct inotify_event *event =
				(const struct inotify_event *)(const void *)(bytes + at);

			pty->n_openers += (event->mask & IN_OPEN) != 0 ? 1 : 0;
			pty->n_openers -= (event->mask & IN_CLOSE) != 0 ? 1 : 0;
			at += (ssize_t)event->len;
		}
	}
	if (pty->n_openers < 0)
		pty->n_openers = 0;
}

bool pty_is_open(const struct pty *pty)
{
	return pty->master >= 0 && (pty->notices < 0 || pty->n_openers > 0);
}

void pty_reset(struct pty *pty)
{
	struct termios raw;

	if (pty->slave < 0 || tcgetattr(pty->slave, &raw) != 0)
		return;
	cfmakeraw(&raw);
	cfsetspeed(&raw, B115200);
	tcsetattr(pty->slave, TCSANOW, &raw);
	tcflush(pty->slave, TCIOFLUSH);
	ioctl(pty->slave, TIOCNXCL);
}

unsigned pty_speed(const struct pty *pty)
{
	static const struct {
		speed_t code;
		unsigned bits;
	} speeds[] = { { B9600, 9600 },     { B19200, 19200 },   { B38400, 38400 },
		       { B57600, 57600 },   { B115200, 115200 }, { B230400, 230400 },
		       { B460800, 460800 }, { B921600, 921600 } };
	struct termios now;

	if (pty->slave < 0 || tcgetattr(pty->slave, &now) != 0)
		return 0;
	for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
		if (speeds[i].code == cfgetospeed(&now))
			return speeds[i].bits;
	}
	return 0;
}
