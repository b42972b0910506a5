// SPDX-License-Identifier: MIT
/* surat explain: what the service would understand of a text, and do about it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/explain.h"

static const char *label_of(const char *name)
{
	static const struct {
		const char *name, *label;
	} rows[] = {
		{ "intent", "Maksud" },   { "letters", "Surat" },
		{ "nik", "NIK" },         { "name", "Nama" },
		{ "purpose", "Untuk" },   { "code", "Kode" },
		{ "topic", "Pokok" },     { "rest", "Sisanya" },
		{ "choice", "Pilihan" },  { "confidence", "Yakin (%)" },
		{ "why", "Karena" },      { "state", "Kotak masuk" },
		{ "note", "Catatan" },    { "tickets", "Permohonan" },
		{ "replies", "Dijawab" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].label;
	return name;
}

/* Where the value that begins at `at` ends: at a comma or brace outside of strings and
 * arrays. */
static size_t value_length(const char *at)
{
	size_t length = 0;
	int depth = 0;

	for (; at[length] != '\0'; length++) {
		if (at[length] == '"') {
			for (length++; at[length] != '"' && at[length] != '\0'; length++)
				length += at[length] == '\\' && at[length + 1] != '\0';
			if (at[length] == '\0')
				break;
		} else if (at[length] == '[') {
			depth++;
		} else if (at[length] == ']') {
			depth--;
		} else if (depth == 0 && (at[length] == ',' || at[length] == '}')) {
			break;
		}
	}
	return length;
}

/* A value without what encloses it, quotes and backslashes as they were written. */
static void add_value(struct text *out, const char *json, size_t length)
{
	if (*json == '"' || *json == '[') {
		json++;
		length -= 2;
	}
	for (size_t i = 0; i < length; i++) {
		if (json[i] == '\\' && i + 1 < length &&
		    (json[i + 1] == '"' || json[i + 1] == '\\'))
			i++;
		text_add_char(out, json[i]);
	}
}

/* One member per line. */
static void print_members(const char *json)
{
	char name[32], buffer[EXPLAIN_SIZE];
	struct text value;

	while (*json == '{' || *json == ',') {
		size_t name_length = strcspn(json + 2, "\""), length;

		snprintf(name, sizeof name, "%.*s", (int)name_length, json + 2);
		json += 2 + name_length + 2; /* {"name": */
		length = value_length(json);
		text_init(&value, buffer, sizeof buffer);
		add_value(&value, json, length);
		if (strcmp(buffer, "-1") != 0) /* no choice */
			print_field(label_of(name), buffer);
		json += length;
	}
}

int surat_explain(struct surat *surat)
{
	const char *from = surat_has(surat, SURAT_OPTION_FROM)
				   ? surat->options[SURAT_OPTION_FROM]
				   : "";
	char text_buffer[LIMIT_MESSAGE_SIZE], json_buffer[EXPLAIN_SIZE];
	struct print_list list;
	struct text text, json;
	int error;

	text_init(&text, text_buffer, sizeof text_buffer);
	text_init(&json, json_buffer, sizeof json_buffer);
	if (!surat_join_arguments(surat, 0, &text)) {
		surat_complain("SMS ini terlalu panjang");
		return SURAT_EXIT_NO;
	}
	error = answer_explain(&surat->office, text_buffer, from, clock_utc_s(), &json);
	if (error == 0 && json.is_cut)
		error = -EMSGSIZE;
	if (error < 0)
		return surat_store_failed("mencoba SMS ini", error);
	if (surat_has(surat, SURAT_OPTION_JSON)) {
		print_list_begin(&list, false);
		print_list_add(&list, json_buffer);
	} else {
		print_members(json_buffer);
	}
	return SURAT_EXIT_OK;
}
