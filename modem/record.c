// SPDX-License-Identifier: MIT
#include "modem/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"

enum {
	RECORD_MODE = 0640
};

struct record {
	FILE *file; /* NULL once it is full */
	int64_t opened_ms;
	long bytes;
};

static FILE *open_file(const char *path, long *out_bytes)
{
	int fd = open(path,
		      O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
		      RECORD_MODE);
	struct stat status;
	FILE *file;

	if (fd < 0)
		return NULL;
	errno = EINVAL; /* a pipe or a device could keep the loop waiting */
	file = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? fdopen(fd, "a")
								  : NULL;
	if (file == NULL)
		close(fd);
	else
		*out_bytes = (long)status.st_size;
	return file;
}

struct record *record_open(const char *path)
{
	struct record *record;
	long bytes = 0;
	FILE *file;

	if (path[0] == '\0')
		return NULL;
	file = open_file(path, &bytes);
	if (file == NULL) {
		log_warning("cannot record the wire file=\"%s\" error=\"%s\"", path,
			    strerror(errno));
		return NULL;
	}
	setvbuf(file, NULL, _IOLBF, 0);
	record = must_alloc(sizeof *record);
	record->file = file;
	record->opened_ms = clock_mono_ms();
	record->bytes = bytes;
	log_warning("the wire is recorded file=\"%s\"", path);
	return record;
}

void record_close(struct record *record)
{
	if (record == NULL)
		return;
	if (record->file != NULL)
		fclose(record->file);
	free(record);
}

void record_line(struct record *record, char direction, const char *line)
{
	int n;

	if (record == NULL || record->file == NULL)
		return;
	n = fprintf(record->file, "%lld %c %s\n",
		    (long long)(clock_mono_ms() - record->opened_ms), direction, line);
	record->bytes += n > 0 ? n : 0;
	if (n > 0 && record->bytes < RECORD_MAX_BYTES)
		return;
	log_warning("the record of the wire ends bytes=%ld why=\"%s\"", record->bytes,
		    n > 0 ? "full" : strerror(errno));
	fclose(record->file);
	record->file = NULL;
}
