// SPDX-License-Identifier: MIT
#include "handlers/answer_info.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_talk.h"
#include "handlers/facts.h"
#include "handlers/info_pages.h"
#include "handlers/office.h"
#include "handlers/turn.h"
#include "handlers/wording.h"
#include "handlers/words.h"
#include "handlers/words_index.h"
#include "handlers/words_slips.h"
#include "letters/catalogue.h"
#include "store/inbox.h"

enum {
	SAID_WORDS_MAX = 24,
	SHORT_WORDS = 5, /* "minta jadwal posyandu dusun krajan" */
	TOLD_WORDS = 7,
	COMMAND_WORDS = 4, /* INFO and what is asked for */
	QUESTION_WORDS = 12,
	MEND_CHARS = 6, /* so long words are understood in spite of a slip */
	ENDING_CHARS = 4,
	CONFIDENCE_SURE = 70, /* handlers/words.h */
	CONFIDENCE_PAGE = 85,
	LIST_SIZE = 103, /* {daftar} of a phrase */
};

/* The words of a text in their main spelling. */
struct said {
	char words[SAID_WORDS_MAX][WORD_SIZE];
	size_t n_words;
	bool has_more;
};

struct calling {
	const struct word_index *index;
	const struct said *said;
	struct info_page *page;
	size_t n_chars; /* of the best entry so far; 0 none */
	size_t n_words;
};

static void add_word(const struct word_index *index, const char *raw, size_t length,
		     struct said *out)
{
	char word[WORD_SIZE];

	if (out->n_words == SAID_WORDS_MAX || length >= sizeof word) {
		out->has_more = true;
		return;
	}
	for (size_t i = 0; i < length; i++)
		word[i] = (char)tolower((unsigned char)raw[i]);
	word[length] = '\0';
	text_copy(out->words[out->n_words++], WORD_SIZE,
		  index_main_spelling(index, word));
}

static void split(const struct word_index *index, const char *text, struct said *out)
{
	*out = (struct said){ .n_words = 0 };
	while (*text != '\0') {
		size_t length = 0;

		while (isalnum((unsigned char)text[length]))
			length++;
		if (length > 0)
			add_word(index, text, length, out);
		text += length;
		text += text[0] != '\0' && length == 0;
	}
}

/* "posyandunya", and with one slip where the word is no other. */
static bool is_same_word(const struct word_index *index, const char *said,
			 const char *wanted)
{
	static const char *const endings[] = { "nya", "ne", "e", "ku", "kah" };
	size_t length = strlen(wanted);

	if (strcmp(said, wanted) == 0)
		return true;
	if (length >= ENDING_CHARS && strncmp(said, wanted, length) == 0) {
		for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
			if (strcmp(said + length, endings[i]) == 0)
				return true;
		}
	}
	return length >= MEND_CHARS && !index_knows(index, said, false) &&
	       slips_distance(said, wanted, 1) <= 1;
}

static bool is_said_at(const struct calling *calling, const struct said *entry, size_t at)
{
	for (size_t i = 0; i < entry->n_words; i++) {
		if (at + i == calling->said->n_words ||
		    !is_same_word(calling->index, calling->said->words[at + i],
				  entry->words[i]))
			return false;
	}
	return entry->n_words > 0;
}

/* How many words of the text are this entry; 0 it is not said. */
static size_t count_said(const struct calling *calling, const char *written)
{
	struct said entry;

	split(calling->index, written, &entry);
	for (size_t at = 0; at < calling->said->n_words; at++) {
		if (is_said_at(calling, &entry, at))
			return entry.n_words;
	}
	return 0;
}

/* The longest entry that was said decides: "posyandu lansia" before "posyandu". */
static bool look_at_page(void *context, const struct info_page *page)
{
	struct calling *calling = context;
	const char *words = page->words;
	char entry[INFO_ENTRY_SIZE];

	text_copy(entry, sizeof entry, page->name);
	do {
		size_t n_words = count_said(calling, entry);

		if (n_words > 0 && strlen(entry) > calling->n_chars) {
			*calling->page = *page;
			calling->n_chars = strlen(entry);
			calling->n_words = n_words;
		}
	} while (info_next_entry(&words, entry));
	return true;
}

/* Returns how many words call the page, 0 when none is called, or a store error. */
static int find_called(const struct office *office, const char *text,
		       struct info_page *out)
{
	struct said said;
	struct calling calling = { .index = &office->words->index,
				   .said = &said,
				   .page = out };
	int error;

	split(calling.index, text, &said);
	error = info_list(office->store, office->village->code, look_at_page, &calling);
	return error < 0 ? error : (int)calling.n_words;
}

static bool is_info_word(const char *word)
{
	return strcmp(word, "info") == 0 || strcmp(word, "informasi") == 0;
}

/* "INFO ...": whoever begins so asks for a page. */
static bool begins_with_info(const struct office *office, const char *text,
			     struct said *out_said)
{
	split(&office->words->index, text, out_said);
	return out_said->n_words > 0 && is_info_word(out_said->words[0]);
}

static bool speaks_of_letter(const struct office *office, const char *text,
			     const struct reading *reading)
{
	return reading->n_letters > 0 || reading->n_niks > 0 ||
	       reading->bad_nik_digits > 0 || reading->code[0] != '\0' ||
	       reading->has_bad_code || reading->letter_number[0] != '\0' ||
	       wording_has(office->words, WORD_LIST_LETTER, text);
}

/* Words that name no page. */
static bool is_empty_word(const struct word_index *index, const char *word)
{
	static const enum word_list lists[] = { WORD_LIST_GREETING, WORD_LIST_TITLE,
						WORD_LIST_FILLER,   WORD_LIST_PARTICLE,
						WORD_LIST_ASK,      WORD_LIST_WISH,
						WORD_LIST_QUESTION, WORD_LIST_MENU };
	static const char *const words[] = { "info", "informasi", "ada",
					     "apa",  "saja",      "desa" };
	uint64_t found = index_lists(index, word);

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		if (found >> lists[i] & 1)
			return true;
	}
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(words[i], word) == 0)
			return true;
	}
	return false;
}

/* "info", "ada info apa saja pak": nothing is named. */
static bool asks_for_list(const struct office *office, const char *text)
{
	const struct word_index *index = &office->words->index;
	bool has_info = false;
	struct said said;

	split(index, text, &said);
	for (size_t i = 0; i < said.n_words; i++) {
		if (!is_empty_word(index, said.words[i]))
			return false;
		has_info = has_info || is_info_word(said.words[i]);
	}
	return has_info && !said.has_more;
}

/* What was read as something else is left alone. */
static bool may_call(const struct reading *reading, const struct said *said,
		     bool is_asked)
{
	size_t most = reading->is_question ? QUESTION_WORDS : SHORT_WORDS;

	if (reading->intent == INTENT_INFO)
		return true;
	if (is_asked && !reading->is_question)
		return false;
	if (reading->intent != INTENT_UNKNOWN && reading->intent != INTENT_GREETING &&
	    !(reading->intent == INTENT_HUMAN && reading->confidence < CONFIDENCE_SURE))
		return false;
	return !said->has_more && said->n_words <= most;
}

/* "INFO sampah" and nothing else: no complaint of it. */
static bool is_whole_command(const struct said *said, int n_calling)
{
	return is_info_word(said->words[0]) && said->n_words == (size_t)n_calling + 1;
}

int answer_info_read(const struct office *office, const char *text, bool is_asked,
		     struct reading *reading)
{
	bool is_command, is_speaking_of_letter;
	struct info_page page;
	struct said said;
	struct text why;
	int found;

	is_speaking_of_letter = speaks_of_letter(office, text, reading);
	is_command = begins_with_info(office, text, &said);
	if (is_speaking_of_letter || reading->intent == INTENT_REQUEST ||
	    (!is_command && !may_call(reading, &said, is_asked)))
		return 0;
	if (reading->intent == INTENT_UNKNOWN && asks_for_list(office, text)) {
		reading->intent = INTENT_INFO;
		reading->confidence = CONFIDENCE_PAGE;
		text_copy(reading->topic, sizeof reading->topic, "info");
		return 0;
	}
	found = find_called(office, text, &page);
	if (found <= 0 || (is_command && reading->intent != INTENT_INFO &&
			   !is_whole_command(&said, found)))
		return found < 0 ? found : 0;
	reading->intent = INTENT_INFO;
	reading->confidence = CONFIDENCE_PAGE;
	text_copy(reading->topic, sizeof reading->topic, page.name);
	text_init(&why, reading->why, sizeof reading->why);
	text_add_format(&why, "memanggil halaman info: %s", page.name);
	return 0;
}

struct listing {
	struct text list;
	int n_pages;
	bool is_full;
};

static bool add_name(void *context, const struct info_page *page)
{
	struct listing *listing = context;

	listing->n_pages++;
	if (listing->is_full)
		return true;
	/* " ..." must still fit behind it */
	listing->is_full = listing->list.length + strlen(page->name) + 2 + 4 >= LIST_SIZE;
	if (listing->is_full)
		text_add(&listing->list, " ...");
	else
		text_add_format(&listing->list, "%s%s", listing->n_pages > 1 ? ", " : "",
				page->name);
	return true;
}

/* The names of all pages; how many there are, or a store error. */
static int list_names(const struct turn *turn, struct listing *out, char list[LIST_SIZE])
{
	int error;

	*out = (struct listing){ .n_pages = 0 };
	text_init(&out->list, list, LIST_SIZE);
	error = info_list(turn->office->store, turn->office->village->code, add_name,
			  out);
	return error < 0 ? error : out->n_pages;
}

/* Whoever says more than the page's word may tell something: a human reads that, too. */
static int tell_page(struct turn *turn, const struct info_page *page)
{
	const struct phrase_value value = { "info", page->text };
	struct facts facts = { .more = &value, .n_more = 1 };
	struct said said;

	split(&turn->office->words->index, turn->message->text, &said);
	if (!turn->reading.is_question && (said.n_words > TOLD_WORDS || said.has_more))
		turn->needs_human = true;
	return turn_reply(turn, "R66", &facts);
}

static int tell_names(struct turn *turn)
{
	char list[LIST_SIZE];
	struct facts facts = { .list = list };
	struct listing listing;
	int n = list_names(turn, &listing, list);

	return n < 0 ? n : turn_reply(turn, n > 0 ? "R67" : "R69", &facts);
}

/* Nobody wrote it: say so, name what there is, and let a human answer. */
static int tell_unknown(struct turn *turn)
{
	char list[LIST_SIZE];
	struct facts facts = { .list = list };
	struct listing listing;
	struct said said;
	int n = list_names(turn, &listing, list);

	if (n < 0)
		return n;
	if (n == 0 || !begins_with_info(turn->office, turn->message->text, &said) ||
	    said.n_words > COMMAND_WORDS)
		return talk_note(turn, "question", "R31", &facts);
	return talk_note(turn, "question", "R68", &facts);
}

static int tell_hours(struct turn *turn)
{
	struct facts facts = { .number = 0 };

	return turn_reply(turn, "R32", &facts);
}

static int tell_address(struct turn *turn)
{
	struct facts facts = { .number = 0 };

	return turn_reply(turn, "R56", &facts);
}

/* How long it takes: the letter that is spoken of, else the slowest. */
static int tell_duration(struct turn *turn)
{
	const struct catalogue *catalogue = turn->office->catalogue;
	const struct letter *letter = catalogue_find(catalogue, turn->draft.kind);
	struct facts facts = { .letter = &catalogue->letters[0] };

	for (size_t i = 1; i < catalogue->n_letters; i++) {
		if (catalogue->letters[i].work_days > facts.letter->work_days)
			facts.letter = &catalogue->letters[i];
	}
	if (turn->reading.n_letters > 0)
		facts.letter = turn->reading.letters[0];
	else if (letter != NULL)
		facts.letter = letter;
	return turn_reply(turn, "R54", &facts);
}

static int tell_validity(struct turn *turn)
{
	struct facts facts = { .number = 0 };

	if (turn->reading.n_letters > 0)
		facts.letter = turn->reading.letters[0];
	if (facts.letter == NULL || facts.letter->valid_days == 0)
		return talk_note(turn, "question", "R31", &facts);
	facts.number = facts.letter->valid_days;
	return turn_reply(turn, "R55", &facts);
}

/* A topic is the first word of an entry of the list "info". */
static const struct topic_row {
	const char *topic;
	int (*run)(struct turn *turn);
} topic_rows[] = {
	{ "", tell_hours },         { "jam", tell_hours },
	{ "biaya", tell_hours },    { "berlaku", tell_validity },
	{ "masa", tell_validity },  { "berapa", tell_duration },
	{ "lama", tell_duration },  { "jadi", tell_duration },
	{ "alamat", tell_address }, { "lokasi", tell_address },
	{ "kantor", tell_address }, { "balai", tell_address },
	{ "nomor", tell_address },  { "telpon", tell_address },
};

static const struct topic_row *find_topic(const char *topic)
{
	for (size_t i = 0; i < sizeof topic_rows / sizeof topic_rows[0]; i++) {
		if (strcmp(topic, topic_rows[i].topic) == 0)
			return &topic_rows[i];
	}
	return NULL;
}

bool answer_info_is_own_topic(const char *topic)
{
	return find_topic(topic) != NULL;
}

int answer_info(struct turn *turn)
{
	const struct topic_row *row = find_topic(turn->reading.topic);
	const char *text = turn->message->text;
	struct info_page page;
	int found = 0;

	if (!speaks_of_letter(turn->office, text, &turn->reading))
		found = find_called(turn->office, text, &page);
	if (found < 0)
		return found;
	if (found > 0)
		return tell_page(turn, &page);
	if (row != NULL)
		return row->run(turn);
	return asks_for_list(turn->office, text) ? tell_names(turn) : tell_unknown(turn);
}
