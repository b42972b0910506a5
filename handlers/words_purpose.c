// SPDX-License-Identifier: MIT
#include "handlers/words_purpose.h"

#include <string.h>

#include "handlers/words_fields.h"

/* Words that end a purpose wherever they stand. */
static const uint64_t purpose_enders =
	BIT(THANKS) | BIT(SIGNATURE) | BIT(FOR) | BIT(STATUS);

/* These only when a question follows: "biayanya berapa", not "biaya sekolah". */
static const uint64_t question_enders = BIT(REQUIREMENTS) | BIT(COST);

static bool is_word(const struct scene *scene, size_t at, const char *word)
{
	return at < scene->tokens->n && scene->tokens->at[at].kind == TOKEN_WORD &&
	       strcmp(scene->tokens->at[at].word, word) == 0;
}

/* Whether a letter or a word for one stands before `at`. */
static bool has_letter_before(const struct scene *scene, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_LETTER) ||
		    scene_letter_at(scene, i, false) != NULL)
			return true;
	}
	return false;
}

/* "buat" is "make" before a letter ("mau buat sktm") and "for" behind one. */
static bool is_buat_for(const struct scene *scene, size_t at)
{
	size_t next = scene_skip_fillers(scene, at + 1);
	bool is_letter_next;

	if (next == scene->tokens->n)
		return false;
	if (token_is_in(&scene->tokens->at[next], WORD_LIST_LETTER) &&
	    scene_letter_at(scene, next, false) == NULL)
		return false; /* "buat surat ..." */
	is_letter_next = scene_letter_at(scene, next, false) != NULL ||
			 token_is_in(&scene->tokens->at[next], WORD_LIST_LETTER);
	if (at > 0 && (scene->tokens->at[at - 1].lists & ASKING) && is_letter_next)
		return false; /* "mau buat ..." */
	return has_letter_before(scene, at) || !is_letter_next;
}

/* Nothing but courtesy stands before. */
static bool is_first_word(const struct scene *scene, size_t at)
{
	const uint64_t empty = BIT(GREETING) | BIT(TITLE) | BIT(FILLER) | BIT(PARTICLE) |
			       BIT(WISH) | BIT(QUESTION);

	for (size_t i = 0; i < at; i++) {
		if (!(scene->tokens->at[i].lists & empty))
			return false;
	}
	return true;
}

/* "untuk sktm harus bawa apa": the text begins so, it is about the letter. */
static bool begins_with_letter(const struct scene *scene, size_t at)
{
	const struct letter_match *match;
	size_t next = at + 1;

	while (next < scene->tokens->n &&
	       (scene->tokens->at[next].lists & (BIT(MAKE) | BIT(LETTER))) &&
	       scene_letter_at(scene, next, false) == NULL)
		next++; /* "untuk pengajuan sktm" */
	match = scene_letter_at(scene, next, false);
	return match != NULL && is_first_word(scene, at) &&
	       (match->tier == TIER_SURE ||
		(match->tier == TIER_WEAK &&
		 token_is_in(&scene->tokens->at[next - 1], WORD_LIST_LETTER)));
}

/* "suket usaha syarat bri 3513...": with a NIK nobody asks for requirements. */
static bool is_needed_for(const struct scene *scene, size_t at)
{
	const uint64_t asked = BIT(QUESTION) | BIT(REQUIREMENTS) | BIT(FILLER) |
			       BIT(TITLE) | BIT(LETTER) | BIT(NIK) | BIT(NAME_OF);
	const struct tokens *tokens = scene->tokens;

	return is_word(scene, at, "syarat") && scene->out->n_niks > 0 &&
	       at + 1 < tokens->n && tokens->at[at + 1].kind == TOKEN_WORD &&
	       (tokens->at[at + 1].gap == GAP_SPACE) &&
	       (tokens->at[at + 1].lists & asked) == 0 && has_letter_before(scene, at);
}

static bool is_for(const struct scene *scene, size_t at)
{
	if (scene->tokens->at[at].kind != TOKEN_WORD ||
	    scene->tokens->at[at].role != ROLE_NONE)
		return false;
	if (begins_with_letter(scene, at))
		return false;
	if (token_is_in(&scene->tokens->at[at], WORD_LIST_FOR) ||
	    token_is_in(&scene->tokens->at[at], WORD_LIST_BECAUSE))
		return true;
	/* "perlu: bpjs" */
	if (token_is_in(&scene->tokens->at[at], WORD_LIST_WISH) &&
	    at + 1 < scene->tokens->n && (scene->tokens->at[at + 1].gap & GAP_COLON))
		return true;
	return is_needed_for(scene, at) ||
	       (is_word(scene, at, "buat") && is_buat_for(scene, at));
}

bool purpose_is_number_label(const struct scene *scene, size_t at)
{
	const uint64_t labels = BIT(NIK) | BIT(FAMILY_CARD) | BIT(NUMBER_OF) |
				BIT(PHONE_OF) | BIT(CHOOSE);

	for (size_t i = at; i < at + 4 && i < scene->tokens->n; i++) {
		if (scene->tokens->at[i].kind == TOKEN_DIGITS)
			return i > at;
		if (i > at &&
		    (scene->tokens->at[at].lists & (BIT(NUMBER_OF) | BIT(PHONE_OF))) &&
		    (scene->tokens->at[i].lists & (BIT(NIK) | BIT(FAMILY_CARD))))
			return false; /* "buat kis nik 3513..." */
		if ((scene->tokens->at[i].lists &
		     (labels | BIT(FILLER) | BIT(KIN) | BIT(TITLE))) == 0 ||
		    (i == at && (scene->tokens->at[i].lists & labels) == 0))
			return false;
	}
	return false;
}

/* "dan domisili utk ...", "sekalian surat usaha": a second letter, not more purpose. */
static bool begins_other_letter(const struct scene *scene, size_t at)
{
	size_t next = at, behind;

	if (!token_is_in(&scene->tokens->at[at], WORD_LIST_LINK) &&
	    !(scene->tokens->at[at].gap & GAP_AND))
		return false;
	while (next < scene->tokens->n &&
	       (scene->tokens->at[next].lists & (BIT(LINK) | ASKING | BIT(FILLER))))
		next++;
	if (next < scene->tokens->n &&
	    token_is_in(&scene->tokens->at[next], WORD_LIST_LETTER))
		return true;
	if (next == scene->tokens->n || scene_letter_at(scene, next, false) == NULL)
		return false;
	behind = scene_letter_at(scene, next, false)->last + 1u;
	return scene_letter_at(scene, next, false)->tier == TIER_SURE &&
	       (behind >= scene->tokens->n || is_for(scene, behind) ||
		is_word(scene, behind, "juga"));
}

/* A new wish: "minta dibuatkan ya pak", or a polite end. */
static bool begins_wish(const struct scene *scene, size_t at)
{
	return is_word(scene, at, "mohon") || is_word(scene, at, "tolong") ||
	       is_word(scene, at, "minta");
}

static bool is_name_label(const struct scene *scene, size_t at)
{
	return token_is_in(&scene->tokens->at[at], WORD_LIST_NAME_OF) &&
	       at + 1 < scene->tokens->n &&
	       (scene->tokens->at[at + 1].role == ROLE_NAME ||
		(scene->tokens->at[at + 1].lists &
		 (BIT(NAME_OF) | BIT(TITLE) | BIT(KIN))));
}

/* What is certainly no purpose, not even its first word. */
static bool is_no_purpose(const struct scene *scene, size_t at)
{
	const struct token *token = &scene->tokens->at[at];

	return (token->role != ROLE_NONE && token->role != ROLE_NUMBER) ||
	       token_is_in(token, WORD_LIST_THANKS) ||
	       purpose_is_number_label(scene, at) || is_name_label(scene, at);
}

/* "KEPERLUAN PINJAM BANK SURAT USAHA": the letter comes only now. */
static bool begins_first_letter(const struct scene *scene, size_t at)
{
	const struct letter_match *match = NULL;

	if (token_is_in(&scene->tokens->at[at], WORD_LIST_LETTER) &&
	    at + 1 < scene->tokens->n)
		match = scene_letter_at(scene, at + 1, false);
	return match != NULL && match->tier < TIER_FAINT && scene->matches.at == match;
}

static bool begins_question(const struct scene *scene, size_t at)
{
	size_t next = scene_skip_fillers(scene, at + 1);

	if (!(scene->tokens->at[at].lists & question_enders))
		return false;
	if (next == scene->tokens->n)
		return (scene->tokens->last_gap & GAP_QUESTION) != 0;
	return (scene->tokens->at[next].lists & (BIT(QUESTION) | question_enders)) != 0 ||
	       (scene->tokens->at[next].gap & GAP_QUESTION) != 0;
}

static bool ends_purpose(const struct scene *scene, size_t at)
{
	const struct token *token = &scene->tokens->at[at];

	if (token_begins_sentence(token) || (token->gap & GAP_COMMA) ||
	    token->gap == (GAP_SPACE | GAP_DASH) || is_no_purpose(scene, at))
		return true;
	return (token->lists & purpose_enders) != 0 || begins_question(scene, at) ||
	       begins_first_letter(scene, at) || begins_other_letter(scene, at) ||
	       begins_wish(scene, at);
}

/* Words at the end that say nothing: "sekolah anak ya pak". */
static size_t trim_end(const struct scene *scene, size_t first, size_t last)
{
	while (last > first &&
	       (scene->tokens->at[last].lists &
		(BIT(TITLE) | BIT(PARTICLE) | BIT(LINK))) &&
	       !(scene->tokens->at[last].lists & (BIT(PERSON) | BIT(KIN))))
		last--;
	return last;
}

/* "buat anak saya", "untuk Misnati" says for whom, not what for. */
static bool is_only_people(const struct scene *scene, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) {
		const struct token *token = &scene->tokens->at[i];

		if (token->kind != TOKEN_WORD ||
		    (token->lists != 0 && !(token->lists & (BIT(KIN) | BIT(FILLER) |
							    BIT(TITLE) | BIT(PERSON)))) ||
		    (token->lists == 0 && !fields_is_capital(scene, i)))
			return false;
	}
	return true;
}

static void copy_purpose(struct scene *scene, size_t first, size_t last)
{
	bool is_person = is_only_people(scene, first, last);

	if (scene->out->purpose[0] != '\0' && !(scene->is_purpose_person && !is_person))
		return;
	tokens_copy(scene->tokens, first, trim_end(scene, first, last),
		    scene->out->purpose, sizeof scene->out->purpose);
	scene->is_purpose_person = is_person;
}

/* "buat apa ya surat itu", "dipakai buat apa" */
static bool asks_what_for(const struct tokens *tokens, size_t at)
{
	if (strcmp(tokens->at[at].word, "buat") == 0 && at + 1 < tokens->n)
		at++;
	return strcmp(tokens->at[at].word, "apa") == 0 ||
	       strcmp(tokens->at[at].word, "siapa") == 0;
}

/* The region behind the "for" that ends at `at`; returns its last token, or `at`. */
static size_t mark_region(struct scene *scene, size_t at)
{
	struct tokens *tokens = scene->tokens;
	bool is_reason = token_is_in(&tokens->at[at], WORD_LIST_BECAUSE);
	size_t first = at + 1, last;

	while (first < tokens->n && token_is_in(&tokens->at[first], WORD_LIST_FOR) &&
	       !token_begins_sentence(&tokens->at[first]))
		first++;
	if (first == tokens->n || is_no_purpose(scene, first) ||
	    asks_what_for(tokens, first) ||
	    (tokens->at[first].gap & (GAP_QUESTION | GAP_FIELD)))
		return at;
	last = first;
	while (last + 1 < tokens->n && !ends_purpose(scene, last + 1))
		last++;
	for (size_t i = first; i <= last; i++)
		tokens->at[i].role = ROLE_PURPOSE;
	if (!is_reason)
		copy_purpose(scene, first, last);
	return last;
}

void purpose_mark(struct scene *scene)
{
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (is_for(scene, i))
			i = mark_region(scene, i);
	}
}

/* Politeness around what matters. */
static bool is_polite(const struct token *token)
{
	const uint64_t polite = BIT(GREETING) | BIT(TITLE) | BIT(THANKS) | BIT(SIGNATURE);

	return token->kind == TOKEN_WORD && (token->lists & polite) != 0 &&
	       (token->lists & (BIT(KIN) | BIT(PERSON))) == 0;
}

static bool is_private_number(const struct token *token)
{
	return token->kind == TOKEN_DIGITS &&
	       (token->role == ROLE_NIK || token->role == ROLE_FAMILY_CARD ||
		token->role == ROLE_PHONE || token->role == ROLE_CODE);
}

/* "LAPOR jalan rusak": the word that says what it is does not belong to the text. */
static bool is_report_word(const struct scene *scene, size_t at)
{
	return is_word(scene, at, "lapor") || is_word(scene, at, "pengaduan") ||
	       is_word(scene, at, "aduan");
}

void purpose_copy_rest(struct scene *scene)
{
	const struct tokens *tokens = scene->tokens;
	size_t first = 0, end = tokens->n;
	struct text rest;

	while (first < end &&
	       (is_polite(&tokens->at[first]) || is_report_word(scene, first)))
		first++;
	while (end > first && is_polite(&tokens->at[end - 1]))
		end--;
	text_init(&rest, scene->out->rest, sizeof scene->out->rest);
	for (size_t i = first; i < end; i++) {
		char part[LIMIT_PURPOSE_SIZE];
		size_t last = i;

		if (is_private_number(&tokens->at[i]))
			continue;
		while (last + 1 < end && !is_private_number(&tokens->at[last + 1]))
			last++;
		tokens_copy(tokens, i, last, part, sizeof part);
		if (rest.length > 0)
			text_add_char(&rest, ' ');
		text_add(&rest, part);
		i = last;
	}
}
