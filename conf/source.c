// SPDX-License-Identifier: MIT
#include "conf/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/cursor.h"
#include "base/limits.h"
#include "base/text.h"
#include "conf/report.h"

enum {
	LINE_SIZE = 1024
};

/* A folder can be opened but not read, and libconfig's scanner ends the program then. */
static FILE *open_file(const char *path)
{
	FILE *file = fopen(path, "re");
	struct stat status;

	if (file != NULL && fstat(fileno(file), &status) == 0 &&
	    S_ISDIR(status.st_mode)) {
		fclose(file);
		errno = EISDIR;
		return NULL;
	}
	return file;
}

/* The name in a line `@include "name"`; false for any other line. */
static bool read_include(const char *line, char *out, size_t size)
{
	struct cursor cursor = cursor_over_string(line);
	struct text name;
	const char *bytes;
	size_t length;

	cursor_skip_spaces(&cursor);
	if (!cursor_skip_text(&cursor, "@include"))
		return false;
	cursor_skip_spaces(&cursor);
	if (!cursor_next_quoted(&cursor, &bytes, &length))
		return false;
	text_init(&name, out, size);
	text_add_bytes(&name, bytes, length);
	return true;
}

static bool check_include(struct report *report, const char *name, int line)
{
	char path[LIMIT_PATH_SIZE];
	FILE *file;

	if (name[0] == '/') {
		report_line(report, NULL, line,
			    "cannot include '%s': give a name relative to this file's "
			    "folder",
			    name);
		return false;
	}
	if (snprintf(path, sizeof path, "%s/%s", report->folder, name) >=
	    (int)sizeof path)
		return true;
	file = open_file(path);
	if (file == NULL) {
		report_line(report, NULL, line, "cannot include '%s': %s", path,
			    strerror(errno));
		return false;
	}
	fclose(file);
	return true;
}

/* libconfig says of a file that it cannot include neither which nor why. */
static bool check_includes(struct report *report, FILE *file)
{
	char line[LINE_SIZE], name[LINE_SIZE];
	bool are_all_there = true;

	for (int number = 1; fgets(line, sizeof line, file) != NULL; number++)
		if (read_include(line, name, sizeof name) &&
		    !check_include(report, name, number))
			are_all_there = false;
	rewind(file);
	return are_all_there;
}

bool source_parse(struct report *report, config_t *config)
{
	FILE *file = open_file(report->file);
	bool is_parsed;

	if (file == NULL) {
		report_at(report, NULL,
			  "cannot read the settings: %s (-c names another "
			  "file)",
			  strerror(errno));
		return false;
	}
	config_set_include_dir(config, report->folder);
	is_parsed = check_includes(report, file);
	if (is_parsed && config_read(config, file) != CONFIG_TRUE) {
		is_parsed = false;
		report_line(report, config_error_file(config), config_error_line(config),
			    "%s; look for a missing ';', quote or bracket here or above",
			    config_error_text(config));
	}
	fclose(file);
	return is_parsed;
}
