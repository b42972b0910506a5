// SPDX-License-Identifier: MIT
#include "tests/support/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "conf/settings.h"

enum {
	CONFIRM_BELOW = 70, /* percent */
};

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

void reading_check(void **state, const struct reading_vector *vectors, size_t n_vectors)
{
	for (size_t i = 0; i < n_vectors; i++) {
		const char *wanted = vectors[i].letters;
		struct reading reading;
		char letters[128];
		bool is_asked;

		reading_of(state, vectors[i].text, &reading);
		is_asked = reading.confidence < CONFIRM_BELOW;
		reading_letters(&reading, letters, sizeof letters);
		if (reading.intent != vectors[i].intent ||
		    strcmp(letters, wanted + (wanted[0] == '?')) != 0 ||
		    (reading.intent == INTENT_REQUEST && is_asked != (wanted[0] == '?')))
			fail_msg("'%s': %s %s %d %%", vectors[i].text,
				 intent_name(reading.intent), letters,
				 reading.confidence);
	}
}
