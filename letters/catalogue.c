// SPDX-License-Identifier: MIT
#include "letters/catalogue.h"

#include <string.h>

#include "base/text.h"
#include "letters/template.h"

/* Marks behind an alias; how sure it is (conf/letters.conf). */
static const char alias_marks[] = "?!";

/* What every body may name besides the letter's own fields. */
static const char *const placeholders[] = {
	"nama",          "nik",       "no_kk",        "tempat_lahir", "tanggal_lahir",
	"jenis_kelamin", "agama",     "status_kawin", "pekerjaan",    "kewarganegaraan",
	"alamat",        "dusun",     "rt",           "rw",           "desa",
	"kecamatan",     "kabupaten", "provinsi",     "keperluan",    "berlaku_sampai",
	"tanggal",       "nomor",     "kode",         "jabatan",      "jabatan_kepala",
};

const struct letter *catalogue_find(const struct catalogue *catalogue,
				    const char *keyword)
{
	for (size_t i = 0; i < catalogue->n_letters; i++) {
		if (strcmp(catalogue->letters[i].keyword, keyword) == 0)
			return &catalogue->letters[i];
	}
	return NULL;
}

const struct letter *catalogue_at(const struct catalogue *catalogue, int number)
{
	if (number < 1 || (size_t)number > catalogue->n_letters)
		return NULL;
	return &catalogue->letters[number - 1];
}

size_t catalogue_index(const struct catalogue *catalogue, const struct letter *letter)
{
	return (size_t)(letter - catalogue->letters);
}

static size_t alias_length(const char *alias)
{
	return strcspn(alias, alias_marks);
}

static bool is_same_alias(const char *a, const char *b)
{
	size_t length = alias_length(a);

	return alias_length(b) == length && strncmp(a, b, length) == 0;
}

/* Words of small letters and digits, apart by one space; marks only at the end. */
static bool check_alias(const char *alias, struct text *why)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789 *";
	size_t length = alias_length(alias);

	if (length == 0 || strspn(alias, allowed) < length || alias[0] == ' ' ||
	    alias[length - 1] == ' ' || strstr(alias, "  ") != NULL) {
		text_say(
			why,
			"alias '%s' must be small letters and digits, words apart by one "
			"space, without dots",
			alias);
		return false;
	}
	if (strspn(alias + length, alias_marks) != strlen(alias + length)) {
		text_say(why, "alias '%s': '?' and '!' may only stand at its end", alias);
		return false;
	}
	return true;
}

/* Two letters by one name: a text could mean either. */
static bool check_alias_alone(const struct catalogue *catalogue, size_t index,
			      size_t alias, struct text *why)
{
	const char *name = catalogue->letters[index].aliases[alias];

	for (size_t i = 0; i <= index; i++) {
		const struct letter *letter = &catalogue->letters[i];
		size_t end = i == index ? alias : letter->n_aliases;

		for (size_t j = 0; j < end; j++) {
			if (!is_same_alias(letter->aliases[j], name))
				continue;
			text_say(why, "alias '%s' is already one of %s", name,
				 letter->keyword);
			return false;
		}
	}
	return true;
}

bool catalogue_has_placeholder(const char *name)
{
	for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++) {
		if (strcmp(placeholders[i], name) == 0)
			return true;
	}
	return false;
}

static const char *find_common(const void *context, const char *name)
{
	(void)context;
	return catalogue_has_placeholder(name) ? "" : NULL;
}

static const char *find_of_letter(const void *context, const char *name)
{
	const struct letter *letter = context;

	for (size_t i = 0; i < letter->n_fields; i++) {
		if (strcmp(letter->fields[i].name, name) == 0)
			return "";
	}
	return find_common(NULL, name);
}

bool catalogue_check_common(const char *written, struct text *why)
{
	struct template_source source = { .find = find_common };

	return template_check(written, &source, why);
}

static bool check_texts(const struct letter *letter, struct text *why)
{
	const struct {
		const char *name, *written;
	} texts[] = {
		{ "opening", letter->opening },
		{ "body", letter->body },
		{ "tembusan", letter->copies_to },
		{ "signers", letter->signers },
	};
	struct template_source source = { .find = find_of_letter, .context = letter };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		char buffer[LIMIT_WHY_SIZE];
		struct text reason;

		text_init(&reason, buffer, sizeof buffer);
		if (template_check(texts[i].written, &source, &reason))
			continue;
		text_say(why, "its %s %s", texts[i].name, buffer);
		return false;
	}
	return true;
}

/* A field that is named like what the office knows would never be printed. */
static bool check_field_name(const struct letter *letter, size_t index, struct text *why)
{
	const char *name = letter->fields[index].name;

	if (strcmp(name, "keperluan") == 0 || !catalogue_has_placeholder(name))
		return true;
	text_say(why, "its field '%s' has the name of a common placeholder", name);
	return false;
}

static bool check_fields(const struct letter *letter, struct text *why)
{
	for (size_t i = 0; i < letter->n_fields; i++) {
		for (size_t j = 0; j < i; j++) {
			if (strcmp(letter->fields[i].name, letter->fields[j].name) == 0) {
				text_say(why, "has two fields '%s'",
					 letter->fields[i].name);
				return false;
			}
		}
		if (!check_field_name(letter, i, why))
			return false;
	}
	return true;
}

bool catalogue_check(const struct catalogue *catalogue, size_t index, struct text *why)
{
	const struct letter *letter = &catalogue->letters[index];

	if (letter->keyword[0] == '\0' || letter->title[0] == '\0' ||
	    letter->short_name[0] == '\0') {
		text_say(why, "needs a key word, a title and a short name");
		return false;
	}
	if (catalogue_find(catalogue, letter->keyword) != letter) {
		text_say(why, "there is already a letter %s", letter->keyword);
		return false;
	}
	for (size_t i = 0; i < letter->n_aliases; i++) {
		if (!check_alias(letter->aliases[i], why) ||
		    !check_alias_alone(catalogue, index, i, why))
			return false;
	}
	return check_fields(letter, why) && check_texts(letter, why);
}
