// SPDX-License-Identifier: MIT
#include "letters/printer.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"

bool printer_is_there(void)
{
	const char *folders = getenv("PATH");

	while (folders != NULL && *folders != '\0') {
		char path[LIMIT_PATH_SIZE];
		size_t length = strcspn(folders, ":");

		snprintf(path, sizeof path, "%.*s/lp", (int)length, folders);
		if (access(path, X_OK) == 0)
			return true;
		folders += length + (folders[length] == ':');
	}
	return false;
}

/* Returns lp's exit code, or -errno. */
static int run_lp(char *const *arguments)
{
	pid_t child;
	int status, error = posix_spawnp(&child, "lp", NULL, NULL, arguments, environ);

	if (error != 0)
		return -error;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -ECHILD;
}

bool printer_print(const struct printer_job *job, struct text *why)
{
	char program[] = "lp", path[LIMIT_PATH_SIZE], copies[16], title[256],
	     printer[128];
	char *arguments[] = { program, copies, title, path, NULL, NULL };
	int ended;

	/* "-xVALUE" in one word: whatever the value is, it is no option. */
	snprintf(copies, sizeof copies, "-n%d", job->copies);
	snprintf(title, sizeof title, "-t%s", job->title);
	snprintf(printer, sizeof printer, "-d%s", job->printer);
	if (!text_copy(path, sizeof path, job->path) || path[0] == '-') {
		text_say(why, "nama berkas '%s' tidak dapat dicetak", job->path);
		return false;
	}
	if (job->printer[0] != '\0') {
		arguments[3] = printer;
		arguments[4] = path;
	}
	ended = run_lp(arguments);
	if (ended == -ENOENT)
		text_say(why, "perintah 'lp' tidak ada; pasang CUPS: apt install cups");
	else if (ended < 0)
		text_say(why, "'lp' tidak dapat dijalankan: %s", strerror(-ended));
	else if (ended > 0)
		text_say(why, "'lp' menolak (keluar %d); periksa printernya: lpstat -p",
			 ended);
	return ended == 0;
}
