// SPDX-License-Identifier: MIT
#include "modem/record.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"

enum {
	LINE_SIZE = 640, /* the longest masked line, its time and its end */
};

void record_init(struct record *record)
{
	*record = (struct record){ .socket = -1 };
}

void record_begin(struct record *record, int socket)
{
	record_end(record);
	record->socket = socket;
	record->began_ms = clock_mono_ms();
	record->bytes = 0;
}

void record_end(struct record *record)
{
	if (record->socket >= 0)
		close(record->socket);
	record->socket = -1;
}

bool record_is_on(const struct record *record)
{
	return record != NULL && record->socket >= 0;
}

void record_line(struct record *record, char direction, const char *line)
{
	char bytes[LINE_SIZE];
	struct text text;
	ssize_t n;

	if (!record_is_on(record))
		return;
	text_init(&text, bytes, sizeof bytes);
	text_add_format(&text, "%lld %c %s\n",
			(long long)(clock_mono_ms() - record->began_ms), direction, line);
	n = send(record->socket, bytes, text.length, MSG_DONTWAIT | MSG_NOSIGNAL);
	record->bytes += (long)text.length;
	if (n == (ssize_t)text.length && record->bytes < RECORD_MAX_BYTES)
		return;
	log_info("the record of the wire ends bytes=%ld why=\"%s\"", record->bytes,
		 n == (ssize_t)text.length ? "full"
		 : n < 0                   ? strerror(errno)
					   : "the reader is too slow");
	record_end(record);
}
