// SPDX-License-Identifier: MIT
#include "tests/fake/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/must.h"
#include "base/text.h"
#include "tests/fake/escape.h"

int ledger_open(struct ledger *ledger, const char *path)
{
	ledger->has_times = false;
	ledger->has_commands = false;
	ledger->fd = -1;
	if (path == NULL)
		return 0;
	ledger->fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	return ledger->fd < 0 ? -errno : 0;
}

void ledger_close(struct ledger *ledger)
{
	if (ledger->fd >= 0)
		close(ledger->fd);
	ledger->fd = -1;
}

static void write_line(struct ledger *ledger, struct text *line)
{
	must(!line->is_cut);
	text_add_char(line, '\n');
	must(write(ledger->fd, line->bytes, line->length) == (ssize_t)line->length);
}

void ledger_add(struct ledger *ledger, const char *format, ...)
{
	struct text line;
	va_list values;

	if (ledger->fd < 0)
		return;
	text_init(&line, ledger->line, sizeof ledger->line);
	va_start(values, format);
	text_add_valist(&line, format, values);
	va_end(values);
	write_line(ledger, &line);
}

void ledger_add_text(struct ledger *ledger, const char *text, const char *format, ...)
{
	struct text line;
	va_list values;

	if (ledger->fd < 0)
		return;
	text_init(&line, ledger->line, sizeof ledger->line);
	va_start(values, format);
	text_add_valist(&line, format, values);
	va_end(values);
	text_add_char(&line, ' ');
	escape_add(&line, text, strlen(text), false);
	write_line(ledger, &line);
}

void ledger_add_time(struct ledger *ledger, const char *what, long long seq, long long us)
{
	if (ledger->has_times)
		ledger_add(ledger, "T %s %lld %lld", what, seq, us);
}
