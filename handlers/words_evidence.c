// SPDX-License-Identifier: MIT
#include "handlers/words_evidence.h"

static const uint64_t empty_lists = BIT(GREETING) | BIT(TITLE) | BIT(FILLER) |
				    BIT(THANKS) | BIT(SIGNATURE) | BIT(PARTICLE);

static bool is_empty_word(const struct token *token)
{
	return token->kind == TOKEN_WORD && (token->lists & empty_lists) != 0 &&
	       (token->lists & ~(empty_lists | BIT(KIN) | BIT(PERSON) | BIT(COMMON))) ==
		       0;
}

static bool is_part_of_field(const struct token *token)
{
	return token->role == ROLE_PURPOSE || token->role == ROLE_NAME;
}

static void count_word(const struct scene *scene, size_t at, struct evidence *out)
{
	const struct token *token = &scene->tokens->at[at];

	if (!is_part_of_field(token)) {
		out->lists |= token->lists;
		/* Within a longer phrase, too: "berapa lama". */
		out->is_question |= (token->lists & (BIT(GREETING) | BIT(SPAM))) == 0 &&
				    match_entry_at(scene->index, scene->tokens,
						   WORD_LIST_QUESTION, at) >= 0;
	}
	if (token->kind != TOKEN_WORD || is_empty_word(token))
		return;
	if (out->first == scene->tokens->n)
		out->first = at;
	out->n_words++;
	out->n_unknown += token->lists == 0 && scene_letter_at(scene, at, true) == NULL;
}

static bool last_word_is_no(const struct tokens *tokens)
{
	size_t last = tokens->n;

	while (last > 0 && (tokens->at[last - 1].lists & (BIT(TITLE) | BIT(PARTICLE))))
		last--;
	return last > 0 && (tokens->at[last - 1].lists & (BIT(NO) | BIT(NOT)));
}

/* "*363#": a service of an operator. */
static bool is_service_code(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->at[at];
	uint16_t behind = tokens->last_gap;

	if (token->kind != TOKEN_DIGITS || token->role != ROLE_NONE || token->length < 3)
		return false;
	if (at + 1 < tokens->n)
		behind = token[1].gap;
	return (token->gap & GAP_FIELD) && (behind & GAP_FIELD);
}

/* "hub 0812...", where nobody says who he is. */
static bool is_offered_phone(const struct scene *scene, size_t at)
{
	return scene->tokens->at[at].role == ROLE_PHONE && scene->out->n_niks == 0;
}

/* A sure phrase counts once, of the weak words each. In the purpose of a real request
 * they mean nothing ("modal usaha"). */
static size_t count_spam(const struct scene *scene)
{
	const struct tokens *tokens = scene->tokens;
	bool is_request = scene->out->n_niks > 0 || scene->out->n_letters > 0;
	size_t n_spam = 0;
	uint64_t before = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		uint64_t lists = tokens->at[i].lists;

		if (tokens->at[i].role == ROLE_PURPOSE && is_request)
			continue;
		if ((lists & BIT(SPAM)) && !(before & BIT(SPAM)))
			n_spam += 2;
		else if (((lists & BIT(ADVERT)) && !(lists & BIT(REGISTER))) ||
			 is_service_code(tokens, i) || is_offered_phone(scene, i))
			n_spam += 1;
		before = lists;
	}
	return n_spam;
}

void evidence_gather(const struct scene *scene, struct evidence *out)
{
	const struct tokens *tokens = scene->tokens;

	*out = (struct evidence){ .scene = scene, .first = tokens->n };
	for (size_t i = 0; i < tokens->n; i++) {
		count_word(scene, i, out);
		if (out->first == tokens->n && tokens->at[i].kind == TOKEN_DIGITS)
			out->first = i;
		out->has_mark |= (tokens->at[i].gap & GAP_QUESTION) != 0;
	}
	out->has_mark |= (tokens->last_gap & GAP_QUESTION) != 0;
	/* "perlu saksi gak": a "no" at the end asks. */
	out->is_question |= out->n_words > 1 && last_word_is_no(tokens);
	out->is_question |= out->has_mark || (out->lists & BIT(QUESTION)) != 0;
	out->n_spam = count_spam(scene);
	out->has_nik = scene->out->n_niks > 0 || scene->out->bad_nik_digits > 0 ||
		       scene->out->family_card[0] != '\0';
	out->is_letter_sure = scene->out->n_letters > 0 && scene->tier == TIER_SURE;
}

bool evidence_has(const struct evidence *evidence, uint64_t lists)
{
	return (evidence->lists & lists) != 0;
}

bool evidence_first_is(const struct evidence *evidence, uint64_t lists)
{
	const struct tokens *tokens = evidence->scene->tokens;

	return evidence->first < tokens->n &&
	       (tokens->at[evidence->first].lists & lists) != 0;
}

size_t evidence_others(const struct evidence *evidence, uint64_t lists)
{
	const struct tokens *tokens = evidence->scene->tokens;
	size_t n_others = 0;

	for (size_t i = 0; i < tokens->n; i++)
		n_others += tokens->at[i].kind == TOKEN_WORD &&
			    !is_empty_word(&tokens->at[i]) &&
			    (tokens->at[i].lists & lists) == 0;
	return n_others;
}
