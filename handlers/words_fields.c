// SPDX-License-Identifier: MIT
#include "handlers/words_fields.h"

#include <ctype.h>
#include <string.h>

#include "handlers/words_purpose.h"

enum {
	NAME_WORDS_MAX = 6,
	NAME_SKIPPED_MAX = 4, /* between label and name: "nama anak saya" */
	NAME_STEM_MIN = 2,    /* before the end of a name: "Sa|rno" */
	ABBREVIATION_MAX = 4, /* "Moh. Holil": this full stop ends nothing */
};

/* Words that no name goes on with. */
static const uint64_t name_enders =
	ASKING | BIT(FOR) | BIT(BECAUSE) | BIT(NAME_OF) | BIT(NIK) | BIT(FAMILY_CARD) |
	BIT(NUMBER_OF) | BIT(PHONE_OF) | BIT(LETTER) | BIT(LINK) | BIT(INSTEAD) |
	BIT(YES) | BIT(NO) | BIT(CANCEL) | BIT(NOT) | BIT(STATUS) | BIT(DONE) |
	BIT(QUESTION) | BIT(REQUIREMENTS) | BIT(MENU) | BIT(HOURS) | BIT(COST) |
	BIT(INFO) | BIT(HUMAN) | BIT(COMPLAINT) | BIT(THANKS) | BIT(REGISTER) |
	BIT(PLACE) | BIT(FILLER) | BIT(SIGNATURE) | BIT(DECOY) | BIT(COMMON) | BIT(KIN) |
	BIT(TITLE) | BIT(THING);

/* A name may begin with these all the same: "Sugeng", "Slamet". */
static const uint64_t name_may_begin =
	BIT(GREETING) | BIT(PERSON) | BIT(NUMBER) | BIT(SPAM);

static bool ends_abbreviation(const struct tokens *tokens, size_t at)
{
	return (tokens->at[at].gap & GAP_DOT) &&
	       strlen(tokens->at[at - 1].raw) <= ABBREVIATION_MAX;
}

static bool is_name_word(const struct scene *scene, size_t at, bool is_first)
{
	const struct token *token = &scene->tokens->at[at];
	uint16_t breaks = GAP_LINE | GAP_FIELD | GAP_COMMA | GAP_QUESTION | GAP_BANG |
			  GAP_COLON | GAP_AND | GAP_OTHER | GAP_DASH;

	if (token->kind != TOKEN_WORD || token->role != ROLE_NONE ||
	    scene_letter_at(scene, at, true) != NULL)
		return false;
	if (!is_first &&
	    ((token->gap & breaks) ||
	     (token_begins_sentence(token) && !ends_abbreviation(scene->tokens, at))))
		return false;
	if (is_first && (token->lists & ~name_may_begin) == 0)
		return true;
	return (token->lists & name_enders) == 0;
}

static void take_name(struct scene *scene, size_t first, size_t last)
{
	if (scene->out->name[0] == '\0') {
		tokens_copy(scene->tokens, first, last, scene->out->name,
			    sizeof scene->out->name);
		for (char *at = scene->out->name; *at != '\0'; at++)
			*at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
	}
	for (size_t i = first; i <= last; i++)
		scene->tokens->at[i].role = ROLE_NAME;
}

/* Number of words of a name that begins at `first`. */
static size_t name_length(const struct scene *scene, size_t first)
{
	size_t length = 0;

	while (length < NAME_WORDS_MAX && first + length < scene->tokens->n &&
	       is_name_word(scene, first + length, length == 0))
		length++;
	return length;
}

/* Behind a label: titles, "anak saya", "binti" are passed over. */
static void name_behind(struct scene *scene, size_t label)
{
	size_t at = label + 1, length;

	while (at < scene->tokens->n && at - label <= NAME_SKIPPED_MAX &&
	       scene->tokens->at[at].kind == TOKEN_WORD &&
	       (scene->tokens->at[at].lists &
		(BIT(TITLE) | BIT(KIN) | BIT(FILLER) | BIT(NAME_OF))) &&
	       !token_is_in(&scene->tokens->at[at], WORD_LIST_PERSON))
		at++;
	length = at < scene->tokens->n ? name_length(scene, at) : 0;
	if (length > 0)
		take_name(scene, at, at + length - 1);
}

static bool is_capital(const struct tokens *tokens, size_t at)
{
	return isupper((unsigned char)tokens->text[tokens->at[at].start]) != 0;
}

/* Whether the text uses small letters, so that a capital one means something. */
static bool has_small_letters(const struct tokens *tokens)
{
	size_t n_small = 0;

	for (size_t i = 0; i < tokens->text_length; i++)
		n_small += islower((unsigned char)tokens->text[i]) != 0;
	return n_small > tokens->text_length / 4;
}

bool fields_is_capital(const struct scene *scene, size_t at)
{
	size_t second = scene->tokens->at[at].start + 1u;

	return is_capital(scene->tokens, at) && second < scene->tokens->text_length &&
	       !isupper((unsigned char)scene->tokens->text[second]) &&
	       has_small_letters(scene->tokens);
}

/* "Sugianto", "Misnawati": unknown words that end as names do. */
static bool ends_like_person(const struct scene *scene, size_t at)
{
	const struct words *words = scene->index->words;
	const char *word = scene->tokens->at[at].raw;
	size_t length = strlen(word);

	if (scene->tokens->at[at].lists != 0)
		return false;
	for (size_t i = 0; i < words->n_words[WORD_LIST_PERSON_END]; i++) {
		const char *end = words->words[WORD_LIST_PERSON_END][i];

		if (length >= strlen(end) + NAME_STEM_MIN &&
		    strcmp(word + length - strlen(end), end) == 0)
			return true;
	}
	return false;
}

/* Unknown words that look like a person: a frequent name among them, or capitals. */
static bool looks_like_name(const struct scene *scene, size_t first, size_t length)
{
	bool may_trust_capitals = has_small_letters(scene->tokens);

	for (size_t i = first; i < first + length; i++) {
		if (token_is_in(&scene->tokens->at[i], WORD_LIST_PERSON) ||
		    ends_like_person(scene, i))
			return true;
		if (may_trust_capitals && is_capital(scene->tokens, i) &&
		    scene->tokens->at[i].lists == 0)
			return true;
	}
	return !may_trust_capitals && length > 1;
}

/* "saya Budi Santoso warga ...": only what surely is a name. */
static void name_behind_i(struct scene *scene, size_t at)
{
	size_t length;

	while (++at < scene->tokens->n &&
	       token_is_in(&scene->tokens->at[at], WORD_LIST_TITLE))
		;
	length = at < scene->tokens->n ? name_length(scene, at) : 0;
	if (length > 0 && looks_like_name(scene, at, 1) &&
	    (scene->tokens->at[at].lists & ~BIT(PERSON)) == 0)
		take_name(scene, at, at + length - 1);
}

void fields_find_name(struct scene *scene)
{
	struct tokens *tokens = scene->tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		bool is_last = i + 1 == tokens->n ||
			       !token_is_in(&tokens->at[i + 1], WORD_LIST_NAME_OF);

		if (token_is_in(&tokens->at[i], WORD_LIST_NAME_OF) && is_last &&
		    scene_letter_at(scene, i, true) == NULL)
			name_behind(scene, i);
	}
	for (size_t i = 0; i < tokens->n && scene->out->name[0] == '\0'; i++) {
		if (strcmp(tokens->at[i].word, "saya") == 0)
			name_behind_i(scene, i);
	}
}

static bool is_field_text(const struct scene *scene)
{
	for (size_t i = 1; i < scene->tokens->n; i++) {
		const struct token *token = &scene->tokens->at[i];

		if ((token->gap & (GAP_FIELD | GAP_SLASH)) &&
		    token->role != ROLE_LETTER_NUMBER)
			return true;
		/* "SKU.3513151205909901.KUR" */
		if ((token->gap & GAP_DOT) && token[-1].role == ROLE_NIK)
			return true;
	}
	return false;
}

/* A word left over: it has no role, is no letter that was chosen, no greeting. */
static bool is_left_over(const struct scene *scene, size_t at)
{
	const uint64_t taken = ASKING | BIT(GREETING) | BIT(TITLE) | BIT(THANKS) |
			       BIT(FOR) | BIT(PLACE) | BIT(NAME_OF) | BIT(LINK) |
			       BIT(QUESTION) | BIT(STATUS) | BIT(REGISTER) |
			       BIT(SIGNATURE) | BIT(REQUIREMENTS) | BIT(COST) |
			       BIT(LETTER) | BIT(FILLER);
	const struct token *token = &scene->tokens->at[at];

	if (token->kind != TOKEN_WORD || token->role != ROLE_NONE ||
	    purpose_is_number_label(scene, at))
		return false;
	/* "... 3513... daftar tni" */
	if (at > 0 && (token[-1].role == ROLE_NIK || token[-1].role == ROLE_NAME) &&
	    token_is_in(token, WORD_LIST_REGISTER))
		return scene->out->n_letters > 0;
	return (token->lists & taken) == 0;
}

static bool is_chosen_letter(const struct scene *scene, size_t at)
{
	const struct letter_match *match = scene_letter_at(scene, at, true);

	if (match == NULL)
		return false;
	/* "SKU.NIK.KUR": named once, the second name is the purpose. */
	for (const struct letter_match *before = scene->matches.at; before < match;
	     before++) {
		if (before->letter == match->letter &&
		    (before->tier < match->tier || is_field_text(scene)))
			return false;
	}
	for (size_t i = 0; i < scene->out->n_letters; i++) {
		if (scene->out->letters[i] ==
		    &scene->index->catalogue->letters[match->letter])
			return true;
	}
	return false;
}

static bool is_beside_nik(const struct scene *scene, size_t first, size_t last)
{
	const struct tokens *tokens = scene->tokens;

	if (first == 0 || tokens->at[first - 1].role == ROLE_NIK)
		return true;
	if (last + 1 < tokens->n && tokens->at[last + 1].role == ROLE_NIK)
		return true;
	return last + 2 < tokens->n &&
	       token_is_in(&tokens->at[last + 1], WORD_LIST_NIK) &&
	       tokens->at[last + 2].role == ROLE_NIK;
}

/* "SMAN 1", "kelas 12". */
static bool is_small_number(const struct scene *scene, size_t at)
{
	const struct token *token = &scene->tokens->at[at];

	return token->kind == TOKEN_DIGITS && token->role == ROLE_NONE &&
	       strlen(token->word) <= 3;
}

/* "ke kecamatan urus ijin": words that would not begin a purpose stand within one. */
static bool goes_on_thought(const struct scene *scene, size_t at)
{
	const struct token *token = &scene->tokens->at[at];

	return token->kind == TOKEN_WORD && token->role == ROLE_NONE &&
	       (token->lists & (BIT(PLACE) | BIT(MAKE) | BIT(FILLER))) != 0 &&
	       (token->lists & (BIT(THANKS) | BIT(TITLE) | BIT(PARTICLE))) == 0 &&
	       at + 1 < scene->tokens->n && is_left_over(scene, at + 1);
}

/* The end of the thought that begins at `first`. */
static size_t thought_end(const struct scene *scene, size_t first)
{
	size_t last = first;

	while (last + 1 < scene->tokens->n &&
	       (is_left_over(scene, last + 1) || is_small_number(scene, last + 1) ||
		goes_on_thought(scene, last + 1)) &&
	       !is_chosen_letter(scene, last + 1) &&
	       !token_begins_sentence(&scene->tokens->at[last + 1]) &&
	       !(scene->tokens->at[last + 1].gap & (GAP_COMMA | GAP_SLASH)) &&
	       scene->tokens->at[last + 1].gap != (GAP_SPACE | GAP_DASH))
		last++;
	return last;
}

static void take_purpose(struct scene *scene, size_t first, size_t last)
{
	if (scene->out->purpose[0] == '\0' || scene->is_purpose_person)
		tokens_copy(scene->tokens, first, last, scene->out->purpose,
			    sizeof scene->out->purpose);
	scene->is_purpose_person = false;
	for (size_t i = first; i <= last; i++)
		scene->tokens->at[i].role = ROLE_PURPOSE;
}

/* A thought without a label that is a name: all of a field, or beside a NIK. */
static bool is_name_thought(const struct scene *scene, size_t first, size_t last,
			    size_t length, bool is_field)
{
	if (scene->out->name[0] != '\0' || length == 0 ||
	    (scene->tokens->at[first].lists & ~BIT(PERSON)) != 0)
		return false;
	if (is_field)
		return first + length - 1 == last;
	return looks_like_name(scene, first, length) &&
	       is_beside_nik(scene, first, first + length - 1);
}

/* Letters whose details are not asked for: what follows their name is the purpose. */
static bool asks_no_field(const struct scene *scene)
{
	const struct letter *letter =
		scene->out->n_letters > 0 ? scene->out->letters[0] : NULL;

	return letter != NULL &&
	       (letter->n_fields == 0 || !letter->fields[0].is_required);
}

/* Right behind a NIK or a name, or a field of its own. */
static bool is_purpose_place(const struct scene *scene, size_t first, bool is_field)
{
	const struct token *token = &scene->tokens->at[first];

	if (first == 0)
		return false;
	if (is_chosen_letter(scene, first - 1) && token_is_in(token, WORD_LIST_COMMON) &&
	    !token_is_in(token, WORD_LIST_KIN) && asks_no_field(scene))
		return true; /* "skck lamar kerja 3513..." */
	return is_field || token[-1].role == ROLE_NIK ||
	       (token[-1].role == ROLE_NAME && !token_is_in(token, WORD_LIST_KIN));
}

/* A thought without a label: a name when all of it is unknown, else the purpose. */
static void take_thought(struct scene *scene, size_t first, size_t last, bool is_field)
{
	size_t length = name_length(scene, first);
	bool is_second_name = !is_field && first + length - 1 == last &&
			      looks_like_name(scene, first, length);

	if (is_name_thought(scene, first, last, length, is_field))
		take_name(scene, first, first + length - 1);
	else if (!is_second_name && is_purpose_place(scene, first, is_field) &&
		 (scene->out->purpose[0] == '\0' || scene->is_purpose_person))
		take_purpose(scene, first, last);
}

/* "alm suparto nik ...": the name begins behind. */
static bool is_kin_of_name(const struct scene *scene, size_t at)
{
	return token_is_in(&scene->tokens->at[at], WORD_LIST_KIN) &&
	       at + 1 < scene->tokens->n && name_length(scene, at + 1) > 0 &&
	       looks_like_name(scene, at + 1, 1);
}

/* "mau | opname", "mau | ke bank"; not "mau tanya", "mau saya ambil". */
static bool is_plan(const struct scene *scene, size_t at)
{
	static const char *const no_plans[] = { "buat", "ambil" };
	const struct token *next = &scene->tokens->at[at + 1];

	for (size_t i = 0; i < sizeof no_plans / sizeof no_plans[0]; i++) {
		if (strcmp(next->word, no_plans[i]) == 0)
			return false;
	}
	if ((next->lists & (BIT(CHOOSE) | BIT(HUMAN))) && strcmp(next->word, "ke") != 0)
		return false;
	return strcmp(next[-1].word, "mau") == 0 && next[-1].role == ROLE_NONE &&
	       next->gap == GAP_SPACE && is_left_over(scene, at + 1) &&
	       !is_chosen_letter(scene, at + 1);
}

/* "sktm 3513... bapak mau opname": the plan is what the letter is for. */
static void take_plan(struct scene *scene)
{
	if (scene->out->n_letters == 0 || scene_has(scene, WORD_LIST_QUESTION) ||
	    (scene->out->purpose[0] != '\0' && !scene->is_purpose_person))
		return;
	for (size_t i = 0; i + 1 < scene->tokens->n; i++) {
		if (is_plan(scene, i)) {
			take_purpose(scene, i + 1, thought_end(scene, i + 1));
			return;
		}
	}
}

void fields_find_unlabelled(struct scene *scene)
{
	bool is_field = is_field_text(scene);

	if (scene->out->n_niks == 0 && scene->out->bad_nik_digits == 0 && !is_field)
		return;
	for (size_t i = 0; i < scene->tokens->n; i++) {
		if (is_left_over(scene, i) && !is_chosen_letter(scene, i) &&
		    !is_kin_of_name(scene, i)) {
			size_t last = thought_end(scene, i);

			take_thought(scene, i, last, is_field);
			if (scene->tokens->at[i].role == ROLE_NONE)
				i = last;
		}
	}
	if (!is_field)
		take_plan(scene);
}
