// SPDX-License-Identifier: MIT
#include "handlers/words_staff.h"

#include <string.h>
#include <strings.h>

enum {
	STAFF_DIGITS_MIN = 3, /* of a one-time number and of a PIN */
	STAFF_DIGITS_MAX = READING_STAFF_DIGITS_SIZE - 1,
};

static bool is_staff_number(const struct tokens *tokens, size_t at)
{
	size_t length;

	if (at >= tokens->n || tokens->at[at].kind != TOKEN_DIGITS)
		return false;
	length = strlen(tokens->at[at].word);
	return length >= STAFF_DIGITS_MIN && length <= STAFF_DIGITS_MAX;
}

/* The number at `number`; from `at` on PIN and, of a refusal, the reason. */
static void take_numbers(struct scene *scene, size_t number, size_t at)
{
	const struct tokens *tokens = scene->tokens;
	struct reading *out = scene->out;

	text_copy(out->staff_number, sizeof out->staff_number, tokens->at[number].word);
	out->code[0] = '\0'; /* "7319 1234" is no ticket */
	out->has_bad_code = false;
	out->bad_code[0] = '\0';
	out->rest[0] = '\0';
	out->bad_nik_digits = 0;
	/* "SETUJU 7319 PIN 123456": as K01 shows it. */
	if (at + 1 < tokens->n && strcasecmp(tokens->at[at].word, "pin") == 0)
		at++;
	if (is_staff_number(tokens, at)) {
		text_copy(out->staff_pin, sizeof out->staff_pin, tokens->at[at].word);
		at++;
	}
	if (at < tokens->n)
		tokens_copy(tokens, at, tokens->n - 1, out->rest, sizeof out->rest);
}

static bool is_command(struct scene *scene, enum word_list list)
{
	const struct tokens *tokens = scene->tokens;

	if (tokens->n < 2)
		return false;
	if (token_is_in(&tokens->at[0], list) && is_staff_number(tokens, 1))
		take_numbers(scene, 1, 2);
	else if (is_staff_number(tokens, 0) && token_is_in(&tokens->at[1], list))
		take_numbers(scene, 0, 2); /* "7319 setuju" */
	else if (tokens->n > 2 && token_is_in(&tokens->at[0], WORD_LIST_YES) &&
		 is_staff_number(tokens, 1) && token_is_in(&tokens->at[2], list))
		take_numbers(scene, 1, 3); /* "OK 7319 setuju" */
	else
		return false;
	return true;
}

bool staff_is_approval(struct scene *scene, const struct evidence *evidence)
{
	return evidence->n_words > 0 && is_command(scene, WORD_LIST_APPROVE);
}

bool staff_is_rejection(struct scene *scene, const struct evidence *evidence)
{
	return is_command(scene, WORD_LIST_REJECT) ||
	       (evidence->n_words == 1 && evidence_has(evidence, BIT(REJECT)));
}

bool staff_is_withdrawal(struct scene *scene, const struct evidence *evidence)
{
	return evidence->n_words > 0 && is_command(scene, WORD_LIST_WITHDRAW);
}

bool staff_is_queue(struct scene *scene, const struct evidence *evidence)
{
	return evidence->n_words > 0 && evidence_has(evidence, BIT(QUEUE)) &&
	       evidence_others(evidence, BIT(QUEUE) | BIT(QUESTION)) == 0 &&
	       scene->out->n_niks == 0;
}
