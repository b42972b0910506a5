// SPDX-License-Identifier: MIT
#pragma once

/*
 * Reading a text: from what a person wrote to what he wants. Pure: no store, no clock, no
 * allocation, the same answer for the same text. Any valid UTF-8 is allowed as input.
 *
 * Word lists are data (conf/words.conf): greetings, asking words, yes and no, thanks...
 * in Indonesian, Javanese and Madurese; letters and their aliases come from the
 * catalogue.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "handlers/words_lists.h"

struct catalogue;
struct letter;
struct text;

/* Names are the JSON words of `surat explain`. */
enum intent {
	INTENT_UNKNOWN,
	INTENT_REQUEST, /* wants a letter, perhaps incompletely */
	INTENT_CHOICE,  /* "3", "*3#", "2#NIK#NAMA#PERLU": a number of a menu or question
			 */
	INTENT_MENU,
	INTENT_GREETING,
	INTENT_CONFIRM,
	INTENT_DENY,
	INTENT_STATUS,
	INTENT_CANCEL,
	INTENT_REQUIREMENTS,
	INTENT_INFO, /* opening hours, price, an INFO page */
	INTENT_REGISTER,
	INTENT_OPTOUT, /* STOP, MULAI, HAPUS */
	INTENT_HUMAN,  /* complaint or question for an officer */
	INTENT_THANKS,
	INTENT_STAFF_APPROVE,
	INTENT_STAFF_REJECT,
	INTENT_STAFF_WITHDRAW,
	INTENT_STAFF_QUEUE,
	INTENT_VERIFY,
	INTENT_IGNORE, /* advertisement, one-time password, operator notice */
	INTENT_COUNT
};

const char *intent_name(enum intent intent);

enum {
	READING_LETTERS_MAX = 6,
	READING_NIKS_MAX = 4,
	READING_WHY_SIZE = 512,
	READING_LETTER_NUMBER_SIZE = 48,
	READING_STAFF_DIGITS_SIZE = 13, /* a one-time number, a PIN */
};

struct reading {
	enum intent intent;
	int confidence; /* percent; under 70: confirm before acting */
	const struct letter *letters[READING_LETTERS_MAX]; /* in the order written */
	size_t n_letters;
	bool is_letter_guessed; /* found by edit distance: say which one was understood */
	char niks[READING_NIKS_MAX][LIMIT_NIK_SIZE];
	size_t n_niks;
	int bad_nik_digits; /* digits of something that should be a NIK and is not 16
			       long; 0 none */
	char family_card[LIMIT_NIK_SIZE];
	char name[LIMIT_NAME_SIZE];       /* as written, capitals */
	char purpose[LIMIT_PURPOSE_SIZE]; /* as written, spaces tidied */
	char code[LIMIT_CODE_SIZE];       /* a valid ticket code */
	bool has_bad_code;              /* digits where a code should be that are none */
	char bad_code[LIMIT_CODE_SIZE]; /* of them, 8 digits with a wrong check digit */
	int choice;                     /* of CHOICE, -1 none */
	int more_choices[READING_LETTERS_MAX - 1]; /* "1 dan 3": those behind it */
	size_t n_more_choices;
	char rest[LIMIT_PURPOSE_SIZE]; /* what is left: the text of a complaint, of an
					  answer */
	char topic[24]; /* of INFO and OPTOUT: "jam", "biaya", "stop", "mulai", "hapus"...
			 */
	/* Of a staff command: "SETUJU 7319 123456", "TOLAK 7319 123456 alasan" (in rest).
	 */
	char staff_number[READING_STAFF_DIGITS_SIZE];
	char staff_pin[READING_STAFF_DIGITS_SIZE];
	char letter_number[READING_LETTER_NUMBER_SIZE]; /* "470/012/35.13.15.2007/2026" */
	bool is_question;   /* a question mark or word, whatever the intent */
	bool is_correction; /* "bukan sktm tapi domisili", "nik salah, yang benar ..." */
	const struct letter *instead_of; /* the letter that was denied; NULL none */
	char why[READING_WHY_SIZE];      /* reasons apart by '\n', for `surat explain` */
};

/*
 * Once, when words and catalogue are filled; neither may change afterwards. Reading is
 * several times quicker then; without it each words_read() does the same anew.
 */
void words_prepare(struct words *words, const struct catalogue *catalogue);

void words_read(const struct words *words, const struct catalogue *catalogue,
		const char *utf8, struct reading *out_reading);
