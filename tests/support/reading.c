// SPDX-License-Identifier: MIT
#include "tests/support/reading.h"

#include <string.h>

#include "base/text.h"
#include "conf/settings.h"

int reading_begin(void **state)
{
	struct settings_source source = { .file = "conf/surat.conf.sample" };
	struct settings *settings;

	if (settings_load(&source, &settings) != 0)
		return -1;
	*state = settings;
	return 0;
}

int reading_end(void **state)
{
	settings_free(*state);
	return 0;
}

void reading_of(void **state, const char *utf8, struct reading *out)
{
	const struct settings *settings = *state;

	memset(out, 0xA5, sizeof *out);
	words_read(&settings->words, &settings->catalogue, utf8, out);
}

const struct words *reading_words(void **state)
{
	const struct settings *settings = *state;

	return &settings->words;
}

const struct catalogue *reading_catalogue(void **state)
{
	const struct settings *settings = *state;

	return &settings->catalogue;
}

const char *reading_letters(const struct reading *reading, char *out, size_t size)
{
	struct text text;

	text_init(&text, out, size);
	for (size_t i = 0; i < reading->n_letters; i++)
		text_add_format(&text, "%s%s", i > 0 ? "," : "",
				reading->letters[i]->keyword);
	return out;
}

const char *reading_niks(const struct reading *reading, char *out, size_t size)
{
	struct text text;

	text_init(&text, out, size);
	for (size_t i = 0; i < reading->n_niks; i++)
		text_add_format(&text, "%s%s", i > 0 ? "," : "", reading->niks[i]);
	return out;
}
