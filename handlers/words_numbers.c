// SPDX-License-Identifier: MIT
#include "handlers/words_numbers.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "handlers/code.h"
#include "handlers/words_labels.h"

enum {
	PHONE_DIGITS_MIN = 10,
	PHONE_DIGITS_MAX = 13,
	CODE_DIGITS = 8,
	BRIEF_OTHERS = 1,  /* words beside a code and a question */
	CODE_SLIP_MIN = 6, /* behind CEK: so many digits were meant for a code */
	CODE_SLIP_MAX = 10,
	BAD_NIK_MIN = 14, /* without a label: longer than any phone */
	BAD_NIK_MAX = 20,
	LABELLED_NIK_MIN = 6, /* "ktp 2 lembar" is none */
	ODD_GROUP_MIN = 2,
	TORN_GROUP_MAX = 13, /* a longer first part may be a NIK that lacks a digit */
	SIDE_DIGITS_MAX = 3, /* a list's number, an RT beside the groups of a NIK */
	RUN_DIGITS_MAX = 64,
};

/* Digits that stand side by side: tokens `first` to `last`. */
struct run {
	size_t first, last;
};

/* What numbers_read() works on. */
struct numbers {
	struct tokens *tokens;
	struct reading *out;
	bool is_guessed;
};

static size_t digits_of(const struct token *token)
{
	return strlen(token->word);
}

static size_t run_digits(const struct tokens *tokens, const struct run *run)
{
	size_t n_digits = 0;

	for (size_t i = run->first; i <= run->last; i++)
		n_digits += digits_of(&tokens->at[i]);
	return n_digits;
}

static void run_copy(const struct tokens *tokens, const struct run *run, char *out,
		     size_t size)
{
	struct text text;

	text_init(&text, out, size);
	for (size_t i = run->first; i <= run->last; i++)
		text_add(&text, tokens->at[i].word);
}

static void run_set_role(const struct numbers *numbers, const struct run *run,
			 enum token_role role)
{
	for (size_t i = run->first; i <= run->last; i++)
		numbers->tokens->at[i].role = (uint8_t)role;
}

static void nik_add(struct reading *out, const char *digits)
{
	for (size_t i = 0; i < out->n_niks; i++) {
		if (strcmp(out->niks[i], digits) == 0)
			return;
	}
	if (out->n_niks < READING_NIKS_MAX)
		text_copy(out->niks[out->n_niks++], LIMIT_NIK_SIZE, digits);
}

static int two_digits(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* DOMAIN 4.3. */
static bool is_province(int number)
{
	static const struct {
		int first, last;
	} ranges[] = { { 11, 19 }, { 21, 21 }, { 31, 36 }, { 51, 53 },
		       { 61, 65 }, { 71, 76 }, { 81, 82 }, { 91, 96 } };

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		if (number >= ranges[i].first && number <= ranges[i].last)
			return true;
	}
	return false;
}

/* A province, a day and a month as a NIK has them (DOMAIN 4.3). */
static bool looks_like_nik(const struct numbers *numbers, const struct run *run)
{
	char digits[RUN_DIGITS_MAX];
	int province, day, month;

	if (run_digits(numbers->tokens, run) != NIK_DIGITS)
		return false;
	run_copy(numbers->tokens, run, digits, sizeof digits);
	province = two_digits(digits);
	day = two_digits(digits + 6) % 40;
	month = two_digits(digits + 8);
	return is_province(province) && day >= 1 && day <= 31 && month >= 1 &&
	       month <= 12 && two_digits(digits + 6) <= 71;
}

/* 16 digits, in one piece or in groups. */
static void take_sixteen(struct numbers *numbers, const struct run *run)
{
	char digits[LIMIT_NIK_SIZE];

	run_copy(numbers->tokens, run, digits, sizeof digits);
	switch (label_for(numbers->tokens, run->first)) {
	case LABEL_FAMILY_CARD:
		text_copy(numbers->out->family_card, sizeof numbers->out->family_card,
			  digits);
		run_set_role(numbers, run, ROLE_FAMILY_CARD);
		break;
	case LABEL_OTHER:
		if (!looks_like_nik(numbers, run)) {
			run_set_role(numbers, run, ROLE_NUMBER);
			break;
		}
		/* "surat kehilangan atm 3513...": the sender is asked. */
		numbers->is_guessed = true;
		nik_add(numbers->out, digits);
		run_set_role(numbers, run, ROLE_NIK);
		break;
	case LABEL_NONE:
	case LABEL_PHONE:
	case LABEL_NIK:
		nik_add(numbers->out, digits);
		run_set_role(numbers, run, ROLE_NIK);
		break;
	}
}

static bool is_phone(const struct numbers *numbers, const struct run *run)
{
	char digits[RUN_DIGITS_MAX];
	size_t length;

	run_copy(numbers->tokens, run, digits, sizeof digits);
	length = strlen(digits);
	if (length < PHONE_DIGITS_MIN || length > PHONE_DIGITS_MAX)
		return false;
	return strncmp(digits, "08", 2) == 0 || strncmp(digits, "628", 3) == 0;
}

/* Whether groups that make 16 digits are one NIK. "351315120590990 2 orang" is one that
 * lacks a digit. */
static bool may_be_torn_nik(const struct numbers *numbers, const struct run *run)
{
	const struct tokens *tokens = numbers->tokens;
	bool is_labelled = label_for(tokens, run->first) == LABEL_NIK;

	if (run_digits(tokens, run) != NIK_DIGITS)
		return false;
	for (size_t i = run->first; i <= run->last; i++) {
		if (digits_of(&tokens->at[i]) > TORN_GROUP_MAX)
			return false;
	}
	return looks_like_nik(numbers, run) || is_labelled;
}

/* The only groups of a longer run that make a NIK, what is left being short or a phone.
 */
static bool find_torn_nik(const struct numbers *numbers, const struct run *run,
			  struct run *out)
{
	size_t n_found = 0;

	for (size_t first = run->first; first <= run->last; first++) {
		for (size_t last = first; last <= run->last; last++) {
			struct run part = { first, last };

			if (!may_be_torn_nik(numbers, &part) ||
			    !looks_like_nik(numbers, &part))
				continue;
			*out = part;
			n_found++;
		}
	}
	return n_found == 1;
}

static bool is_side_part(const struct numbers *numbers, const struct run *part)
{
	if (part->first > part->last)
		return true;
	return run_digits(numbers->tokens, part) <= SIDE_DIGITS_MAX ||
	       is_phone(numbers, part);
}

static bool is_full_date(const char *digits)
{
	int day = two_digits(digits), month = two_digits(digits + 2);
	int century = two_digits(digits + 4);

	return day >= 1 && day <= 31 && month >= 1 && month <= 12 &&
	       (century == 19 || century == 20);
}

/* "40609479 gmn pak": a question, and little besides. */
static bool is_brief_question(const struct tokens *tokens)
{
	const uint64_t empty = BIT(GREETING) | BIT(TITLE) | BIT(FILLER) | BIT(THANKS) |
			       BIT(PARTICLE) | BIT(SIGNATURE) | BIT(QUESTION);
	bool is_question = (tokens->last_gap & GAP_QUESTION) != 0;
	size_t n_others = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->at[i];

		is_question |= token_is_in(token, WORD_LIST_QUESTION) ||
			       (token->gap & GAP_QUESTION) != 0;
		n_others += token->kind == TOKEN_WORD && (token->lists & empty) == 0;
	}
	return is_question && n_others <= BRIEF_OTHERS;
}

/* "kapan jadi? 48291370": eight digits in a question about what was asked for. */
static bool asks_about_one(const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->at[i].lists & (BIT(STATUS) | BIT(CANCEL) | BIT(VERIFY)))
			return true;
	}
	return is_brief_question(tokens);
}

/* Whether a word before or the form says that this is a ticket code. */
static bool is_code_meant(const struct tokens *tokens, const struct run *run)
{
	if (run->last == run->first + 1 && tokens->at[run->last].gap == GAP_DASH)
		return true;
	for (size_t i = run->first; i > 0 && run->first - i < 3; i--) {
		const struct token *token = &tokens->at[i - 1];

		if (token_is_in(token, WORD_LIST_STATUS) ||
		    token_is_in(token, WORD_LIST_CANCEL) ||
		    token_is_in(token, WORD_LIST_VERIFY) ||
		    strcmp(token->word, "kode") == 0 || strcmp(token->word, "tiket") == 0)
			return true;
	}
	return run_digits(tokens, run) == CODE_DIGITS &&
	       (tokens->n == run->last - run->first + 1 || asks_about_one(tokens));
}

/* Eight digits, whole or four and four; behind CEK also a slip of them. */
static bool may_be_code(const struct tokens *tokens, const struct run *run, bool is_meant)
{
	size_t n_digits = run_digits(tokens, run);

	if (run->last > run->first + 1)
		return false;
	if (is_meant)
		return n_digits >= CODE_SLIP_MIN && n_digits <= CODE_SLIP_MAX;
	return n_digits == CODE_DIGITS;
}

/* True when the digits are (or were meant as) a code. */
static bool take_code(struct numbers *numbers, const struct run *run)
{
	bool is_meant = is_code_meant(numbers->tokens, run);
	char digits[RUN_DIGITS_MAX], code[LIMIT_CODE_SIZE];

	if (!may_be_code(numbers->tokens, run, is_meant))
		return false;
	run_copy(numbers->tokens, run, digits, sizeof digits);
	if (is_full_date(digits) && !is_meant)
		return false;
	if (code_read(digits, code)) {
		if (numbers->out->code[0] == '\0')
			text_copy(numbers->out->code, sizeof numbers->out->code, code);
	} else if (is_meant && !is_full_date(digits)) {
		numbers->out->has_bad_code = true;
		if (strlen(digits) == CODE_DIGITS)
			text_copy(numbers->out->bad_code, sizeof numbers->out->bad_code,
				  digits);
	} else {
		return false;
	}
	run_set_role(numbers, run, ROLE_CODE);
	return true;
}

/* A group that is nearly a NIK counts alone: the "2" of "351315120590990 2 orang" is no
 * part of it. */
static size_t bad_nik_length(const struct tokens *tokens, const struct run *run)
{
	for (size_t i = run->first; i <= run->last; i++) {
		if (digits_of(&tokens->at[i]) >= BAD_NIK_MIN)
			return digits_of(&tokens->at[i]);
	}
	return run_digits(tokens, run);
}

/* Groups of 16 digits without a birth date: they may be a NIK all the same, but that is
 * for the sender to say. */
static bool take_odd_nik(struct numbers *numbers, const struct run *run)
{
	if (run_digits(numbers->tokens, run) != NIK_DIGITS)
		return false;
	for (size_t i = run->first; i <= run->last; i++) {
		if (digits_of(&numbers->tokens->at[i]) < ODD_GROUP_MIN ||
		    digits_of(&numbers->tokens->at[i]) > TORN_GROUP_MAX)
			return false;
	}
	take_sixteen(numbers, run);
	numbers->is_guessed = true;
	return true;
}

/* What should be a NIK and is not 16 long: say so, never repair it. */
static void take_bad_nik(struct numbers *numbers, const struct run *run)
{
	size_t n_digits = bad_nik_length(numbers->tokens, run);
	enum label label = label_for(numbers->tokens, run->first);
	size_t least = label == LABEL_NIK ? LABELLED_NIK_MIN : BAD_NIK_MIN;

	if (label == LABEL_FAMILY_CARD || label == LABEL_OTHER || label == LABEL_PHONE ||
	    n_digits < least || n_digits == NIK_DIGITS)
		return;
	if (label != LABEL_NIK && n_digits > BAD_NIK_MAX)
		return;
	numbers->out->bad_nik_digits = (int)n_digits;
	run_set_role(numbers, run, ROLE_NUMBER);
}

/* Digits side by side that are neither a whole NIK nor a phone in one piece. */
static void take_groups(struct numbers *numbers, const struct run *run)
{
	struct run torn, before, behind;

	if (is_phone(numbers, run)) {
		run_set_role(numbers, run, ROLE_PHONE);
		return;
	}
	if (may_be_torn_nik(numbers, run)) {
		take_sixteen(numbers, run);
		return;
	}
	if (take_code(numbers, run))
		return;
	if (run->last > run->first && find_torn_nik(numbers, run, &torn)) {
		before = (struct run){ run->first, torn.first - 1 };
		behind = (struct run){ torn.last + 1, run->last };
		if (torn.first == run->first)
			before = (struct run){ 1, 0 };
		if (is_side_part(numbers, &before) && is_side_part(numbers, &behind)) {
			take_sixteen(numbers, &torn);
			numbers->is_guessed |= behind.first <= behind.last;
			return;
		}
	}
	if (!take_odd_nik(numbers, run))
		take_bad_nik(numbers, run);
}

/* A whole NIK, family card or phone: one token. */
static bool take_whole(struct numbers *numbers, size_t at)
{
	struct run run = { at, at };
	const struct token *token = &numbers->tokens->at[at];

	if (label_is_nik_long(token)) {
		take_sixteen(numbers, &run);
		return true;
	}
	if (is_phone(numbers, &run)) {
		run_set_role(numbers, &run, ROLE_PHONE);
		return true;
	}
	return false;
}

static bool goes_on(const struct token *token)
{
	unsigned joining = GAP_SPACE | GAP_LINE | GAP_DOT | GAP_DASH | GAP_COMMA;

	return token->kind == TOKEN_DIGITS && token->role == ROLE_NONE &&
	       token->gap != 0 && (token->gap & ~joining) == 0;
}

static bool is_year(const struct token *token)
{
	return digits_of(token) == 4 &&
	       (strncmp(token->word, "20", 2) == 0 || strncmp(token->word, "19", 2) == 0);
}

/* Parts of a letter number stand together by "/", "." and "-". */
static bool is_number_part(const struct token *token)
{
	unsigned joining = GAP_SLASH | GAP_DOT | GAP_DASH | GAP_SPACE;

	return (token->gap & ~joining) == 0 && token->gap != GAP_SPACE;
}

/* "470/012/35.13.15.2007/2026": parts with at least two slashes, a year at the end. */
static size_t letter_number_end(const struct tokens *tokens, size_t first)
{
	size_t n_slashes = 0, end = first;

	for (size_t i = first + 1; i < tokens->n && is_number_part(&tokens->at[i]); i++) {
		bool is_slash = (tokens->at[i].gap & GAP_SLASH) != 0;

		n_slashes += is_slash;
		if (n_slashes >= 2 && is_slash && is_year(&tokens->at[i]))
			end = i;
	}
	/* 12/05/1990 is a date. */
	if (end == first + 2 && digits_of(&tokens->at[first]) <= 2 &&
	    digits_of(&tokens->at[first + 1]) <= 2)
		return first;
	return end;
}

static size_t take_letter_number(struct numbers *numbers, size_t at)
{
	struct run run = { at, letter_number_end(numbers->tokens, at) };

	if (run.last == at)
		return at;
	if (numbers->out->letter_number[0] == '\0')
		tokens_copy(numbers->tokens, at, run.last, numbers->out->letter_number,
			    sizeof numbers->out->letter_number);
	run_set_role(numbers, &run, ROLE_LETTER_NUMBER);
	return run.last + 1;
}

bool numbers_read(struct tokens *tokens, struct reading *out)
{
	struct numbers numbers = { .tokens = tokens, .out = out };

	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->at[i].kind == TOKEN_DIGITS &&
		    tokens->at[i].role == ROLE_NONE) {
			size_t next = take_letter_number(&numbers, i);

			if (next > i)
				i = next - 1;
			else
				take_whole(&numbers, i);
		}
	}
	for (size_t i = 0; i < tokens->n; i++) {
		struct run run = { i, i };

		if (tokens->at[i].kind != TOKEN_DIGITS || tokens->at[i].role != ROLE_NONE)
			continue;
		while (run.last + 1 < tokens->n && goes_on(&tokens->at[run.last + 1]))
			run.last++;
		take_groups(&numbers, &run);
		i = run.last;
	}
	return numbers.is_guessed;
}
