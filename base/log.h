// SPDX-License-Identifier: MIT
#pragma once

/*
 * One line per event on stderr: `what key=value ...`, with ids. With the journal behind
 * stderr a `<N>` priority goes first. Bytes that could fake a line or move a cursor are
 * escaped here, for every caller. Numbers and NIKs are shortened by the two functions
 * below before they reach a log line; PINs never reach one.
 */

#include <stddef.h>

enum log_level {
	LOG_LEVEL_ERROR = 3, /* sd-daemon(3) priorities */
	LOG_LEVEL_WARNING = 4,
	LOG_LEVEL_INFO = 6,
	LOG_LEVEL_DEBUG = 7,
};

enum {
	LOG_LINE_MAX_BYTES = 1024,
	LOG_NUMBER_SIZE = 24,
};

void log_set_level(enum log_level level);
enum log_level log_get_level(void);

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "+6281234567890" -> "+62812...890"; short and alphanumeric senders stay as they are.
 * Writes to `out` (LOG_NUMBER_SIZE bytes) and returns it. */
const char *log_number(char out[LOG_NUMBER_SIZE], const char *number);

/* "3513151205909901" -> "...9901". */
const char *log_nik(char out[LOG_NUMBER_SIZE], const char *nik);
