// SPDX-License-Identifier: MIT
/* surat modem record: what goes over a modem's wire, as a story in a file. suratd gets
 * one end of a pair of sockets by its bell; so the file is the caller's, suratd needs to
 * write nowhere, and the record ends with this program. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/text.h"
#include "store/doorbell.h"

enum {
	FILE_MODE = 0640,
	READ_BYTES = 4096,
};

struct recording {
	int file, socket, signals;
	long n_lines;
};

static const char *modem_of(const struct surat *surat)
{
	const struct settings *settings = surat->settings;
	const char *name = surat->n_arguments > 1 ? surat->arguments[1] : NULL;

	for (size_t i = 0; i < settings->n_modems; i++) {
		if (name == NULL || strcmp(settings->modems[i].name, name) == 0)
			return settings->modems[i].name;
	}
	if (name == NULL)
		surat_complain("tidak ada modem di pengaturan");
	else
		surat_complain("tidak ada modem bernama '%s'; daftarnya: surat modem",
			       name);
	return NULL;
}

/* Returns 0, or what to say. */
static const char *hand_over(const struct surat *surat, const char *modem,
			     int *out_socket)
{
	char word[MODEM_NAME_SIZE + 8];
	int pair[2], error;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return strerror(errno);
	snprintf(word, sizeof word, "record %s", modem);
	error = doorbell_hand(surat->settings->store.path, "suratd", word, pair[1]);
	close(pair[1]);
	if (error == 0) {
		*out_socket = pair[0];
		return NULL;
	}
	close(pair[0]);
	return "suratd tidak berjalan; periksa dengan: surat doctor";
}

/* SIGINT is how a person ends it: then the number of lines is told. */
static int open_signals(void)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	return signalfd(-1, &mask, SFD_CLOEXEC);
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(file, bytes, length);

		if (n <= 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return true;
}

/* Returns an exit code when it is over, -1 to go on. */
static int take(struct recording *recording)
{
	char bytes[READ_BYTES];
	ssize_t n = read(recording->socket, bytes, sizeof bytes);

	if (n <= 0) {
		surat_complain("suratd mengakhiri rekaman: modem ini direkam orang lain, "
			       "suratd berhenti, atau sudah 4 MB");
		return SURAT_EXIT_NO;
	}
	for (ssize_t i = 0; i < n; i++)
		recording->n_lines += bytes[i] == '\n';
	if (write_all(recording->file, bytes, (size_t)n))
		return -1;
	surat_complain("tidak bisa menulis: %s", strerror(errno));
	return SURAT_EXIT_NO;
}

static int record(struct recording *recording)
{
	int code = -1;

	while (code < 0) {
		struct pollfd wait[] = { { .fd = recording->socket, .events = POLLIN },
					 { .fd = recording->signals, .events = POLLIN } };

		if (poll(wait, 2, -1) < 0 && errno != EINTR)
			return SURAT_EXIT_NO;
		if (wait[0].revents != 0)
			code = take(recording);
		else if (wait[1].revents != 0)
			code = SURAT_EXIT_OK;
	}
	return code;
}

int surat_modem_record(struct surat *surat)
{
	const char *path = surat->arguments[0], *modem = modem_of(surat), *why;
	struct recording recording = { .file = -1 };
	int code;

	if (modem == NULL)
		return SURAT_EXIT_NO;
	recording.file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
	if (recording.file < 0) {
		surat_complain("tidak bisa membuat '%s': %s", path, strerror(errno));
		return SURAT_EXIT_NO;
	}
	recording.signals = open_signals();
	why = hand_over(surat, modem, &recording.socket);
	if (why != NULL) {
		surat_complain("%s", why);
		close(recording.file);
		unlink(path);
		return SURAT_EXIT_NO;
	}
	print_line("modem %s direkam ke %s; nomor, PIN dan isi SMS disamarkan. Ctrl-C "
		   "mengakhiri.",
		   modem, path);
	fflush(stdout);
	code = record(&recording);
	print_line("%ld baris", recording.n_lines);
	close(recording.socket);
	close(recording.signals);
	close(recording.file);
	return code;
}
