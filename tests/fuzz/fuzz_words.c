// SPDX-License-Identifier: MIT
/*
 * Any text through words_read() with the project's own words and letters. The input is
 * made valid UTF-8 first, as the codec does.
 */
#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "conf/settings.h"
#include "handlers/code.h"
#include "handlers/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	NIK_DIGITS = LIMIT_NIK_SIZE - 1
};

static const struct settings *settings_once(void)
{
	static struct settings *settings;
	struct settings_source source = { .file = "conf/surat.conf.sample" };

	if (settings == NULL)
		must(settings_load(&source, &settings) == 0);
	return settings;
}

static void check_string(const char *string, size_t size)
{
	const char *end = memchr(string, '\0', size);

	must(end != NULL);
	must(utf8_is_valid(string, (size_t)(end - string)));
}

/* What a character may stand for inside a long number (DOMAIN 4.3). */
static char digit_of(char byte)
{
	if (byte == 'O' || byte == 'o')
		return '0';
	return byte == 'I' || byte == 'l' || byte == 'L' || byte == '|' ? '1' : byte;
}

/* Whether 16 digits stand in the text in this order with no other digit between. */
static bool occurs(const char *text, const char *nik)
{
	for (; *text != '\0'; text++) {
		size_t n_found = 0;

		for (const char *at = text; *at != '\0' && n_found < NIK_DIGITS; at++) {
			if (digit_of(*at) == nik[n_found])
				n_found++;
			else if (isdigit((unsigned char)*at) ||
				 isalpha((unsigned char)*at))
				break;
		}
		if (n_found == NIK_DIGITS)
			return true;
	}
	return false;
}

static void check_nik(const char *text, const char *nik)
{
	must(strspn(nik, "0123456789") == NIK_DIGITS && nik[NIK_DIGITS] == '\0');
	must(occurs(text, nik));
}

static void check_numbers(const char *text, const struct reading *reading)
{
	must(reading->n_niks <= READING_NIKS_MAX);
	for (size_t i = 0; i < reading->n_niks; i++)
		check_nik(text, reading->niks[i]);
	if (reading->family_card[0] != '\0')
		check_nik(text, reading->family_card);
	must(reading->bad_nik_digits >= 0 && reading->bad_nik_digits != NIK_DIGITS);
	must(reading->code[0] == '\0' || code_is_valid(reading->code));
}

static void check_reading(const char *text, const struct settings *settings,
			  const struct reading *reading)
{
	must(reading->intent < INTENT_COUNT);
	must(reading->confidence >= 0 && reading->confidence <= 100);
	must(reading->n_letters <= READING_LETTERS_MAX);
	for (size_t i = 0; i < reading->n_letters; i++) {
		must(catalogue_index(&settings->catalogue, reading->letters[i]) <
		     settings->catalogue.n_letters);
		for (size_t j = 0; j < i; j++)
			must(reading->letters[i] != reading->letters[j]);
	}
	must(reading->choice >= -1 && reading->choice <= CATALOGUE_LETTERS_MAX);
	must((reading->intent == INTENT_CHOICE) == (reading->choice >= 0));
	must(reading->n_more_choices < READING_LETTERS_MAX);
	for (size_t i = 0; i < reading->n_more_choices; i++)
		must(reading->more_choices[i] >= 0 &&
		     reading->more_choices[i] <= CATALOGUE_LETTERS_MAX);
	must(reading->n_more_choices == 0 || reading->intent == INTENT_CHOICE);
	check_numbers(text, reading);
	check_string(reading->name, sizeof reading->name);
	check_string(reading->purpose, sizeof reading->purpose);
	check_string(reading->rest, sizeof reading->rest);
	check_string(reading->topic, sizeof reading->topic);
	check_string(reading->staff_number, sizeof reading->staff_number);
	check_string(reading->staff_pin, sizeof reading->staff_pin);
	check_string(reading->letter_number, sizeof reading->letter_number);
	check_string(reading->why, sizeof reading->why);
}

static void read_text(const char *text)
{
	const struct settings *settings = settings_once();
	struct reading reading, again;

	memset(&reading, 0xA5, sizeof reading);
	words_read(&settings->words, &settings->catalogue, text, &reading);
	check_reading(text, settings, &reading);
	words_read(&settings->words, &settings->catalogue, text, &again);
	must(memcmp(&reading, &again, sizeof reading) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char buffer[LIMIT_MESSAGE_SIZE];
	const char *bytes = (const char *)data;
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	for (size_t at = 0; at < size && bytes[at] != '\0';) {
		char encoded[UTF8_BYTES_MAX];
		uint32_t code;

		at += utf8_decode(bytes + at, size - at, &code);
		text_add_bytes(&text, encoded, utf8_encode(code, encoded));
	}
	read_text(buffer);
	return 0;
}
