// SPDX-License-Identifier: MIT
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

/* The level is the only state a log needs, and the only one it has. */
static enum log_level current_level = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
	current_level = level;
}

enum log_level log_get_level(void)
{
	return current_level;
}

__attribute__((format(printf, 2, 0))) static void
log_line(enum log_level level, const char *format, va_list values)
{
	char said_buffer[LOG_LINE_MAX_BYTES], line_buffer[2 * LOG_LINE_MAX_BYTES];
	struct text said, line;
	int saved_errno = errno;

	if (level > current_level)
		return;
	text_init(&said, said_buffer, sizeof said_buffer);
	text_init(&line, line_buffer, sizeof line_buffer - 1);
	text_add_valist(&said, format, values);
	if (getenv("JOURNAL_STREAM") != NULL)
		text_add_format(&line, "<%d>", (int)level);
	text_add_escaped(&line, said.bytes, said.length);
	line_buffer[line.length] = '\n';
	/* A log that cannot be written has nobody to complain to. */
	if (write(STDERR_FILENO, line_buffer, line.length + 1) < 0)
		(void)0;
	errno = saved_errno;
}

#define LOG_FUNCTION(name, level)                                                        \
	void name(const char *format, ...)                                               \
	{                                                                                \
		va_list values;                                                          \
		va_start(values, format);                                                \
		log_line(level, format, values);                                         \
		va_end(values);                                                          \
	}

LOG_FUNCTION(log_error, LOG_LEVEL_ERROR)
LOG_FUNCTION(log_warning, LOG_LEVEL_WARNING)
LOG_FUNCTION(log_info, LOG_LEVEL_INFO)
LOG_FUNCTION(log_debug, LOG_LEVEL_DEBUG)

/* A sender may be a name ("TELKOMSEL", up to 11 characters of any script). */
static bool is_telephone_number(const char *number)
{
	return number[strspn(number, "+0123456789")] == '\0';
}

const char *log_number(char out[LOG_NUMBER_SIZE], const char *number)
{
	size_t length = strlen(number);

	if (length < 10 || !is_telephone_number(number))
		text_copy(out, LOG_NUMBER_SIZE, number);
	else
		snprintf(out, LOG_NUMBER_SIZE, "%.6s...%s", number, number + length - 3);
	return out;
}

const char *log_nik(char out[LOG_NUMBER_SIZE], const char *nik)
{
	size_t length = strlen(nik);

	snprintf(out, LOG_NUMBER_SIZE, "...%s", length > 4 ? nik + length - 4 : nik);
	return out;
}
