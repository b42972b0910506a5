// SPDX-License-Identifier: MIT
#include "handlers/info_pages.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "handlers/answer_info.h"
#include "handlers/office.h"
#include "handlers/plain.h"
#include "handlers/steps.h"
#include "handlers/words.h"
#include "handlers/words_index.h"
#include "letters/catalogue.h"

enum {
	SMS_SEPTETS = 160,
	NAME_MIN_CHARS = 3,
};

/* One page as it is checked: what it is to become, and which one it must not meet. */
struct checking {
	const struct office *office;
	struct info_page *page;
	struct text *why;
	int n_pages;
	bool is_clear;
};

bool info_next_entry(const char **words, char out[INFO_ENTRY_SIZE])
{
	struct text entry;

	text_init(&entry, out, INFO_ENTRY_SIZE);
	while (**words != '\0' && entry.length == 0) {
		bool is_apart = false;

		for (; **words != '\0' && **words != ','; ++*words) {
			unsigned char byte = (unsigned char)**words;

			if (isspace(byte)) {
				is_apart = entry.length > 0;
				continue;
			}
			if (is_apart)
				text_add_char(&entry, ' ');
			is_apart = false;
			text_add_char(&entry, (char)tolower(byte));
		}
		*words += **words == ',';
	}
	return entry.length > 0;
}

static bool is_typable(const char *entry, bool may_have_spaces)
{
	for (; *entry != '\0'; entry++) {
		if (!isdigit((unsigned char)*entry) && (*entry < 'a' || *entry > 'z') &&
		    !(may_have_spaces && *entry == ' '))
			return false;
	}
	return true;
}

/* "pajak" of "bayar pajak": what a page may be about. */
static bool names_matter(const struct office *office, const char *entry)
{
	while (*entry != '\0') {
		size_t length = strcspn(entry, " ");
		char word[INFO_ENTRY_SIZE];
		struct text text;

		text_init(&text, word, sizeof word);
		text_add_bytes(&text, entry, length);
		if ((index_lists(&office->words->index, word) >> WORD_LIST_INFO & 1) &&
		    !answer_info_is_own_topic(word))
			return true;
		entry += length + (entry[length] == ' ');
	}
	return false;
}

/* "jam buka", "biaya": the program answers these, from the settings. */
static bool is_answered(const struct office *office, const char *entry)
{
	char asked[2 * INFO_ENTRY_SIZE];
	struct reading reading;
	struct text text;

	if (strcmp(entry, "info") == 0 || strcmp(entry, "informasi") == 0 ||
	    answer_info_is_own_topic(entry))
		return true;
	text_init(&text, asked, sizeof asked);
	text_add_format(&text, "info %s?", entry);
	words_read(office->words, office->catalogue, asked, &reading);
	return reading.intent == INTENT_INFO && answer_info_is_own_topic(reading.topic) &&
	       !names_matter(office, entry);
}

/* A word that means something else already would never bring the page. */
static bool is_free(const struct office *office, const char *entry, struct text *why)
{
	struct reading reading;

	words_read(office->words, office->catalogue, entry, &reading);
	if (reading.n_letters > 0)
		text_say(why, "kata '%s' berarti surat %s, bukan halaman info", entry,
			 reading.letters[0]->title);
	else if (is_answered(office, entry) ||
		 (reading.intent != INTENT_INFO && reading.intent != INTENT_UNKNOWN))
		text_say(why, "kata '%s' sudah dipakai layanan untuk hal lain", entry);
	else
		return true;
	return false;
}

static bool check_entry(const struct office *office, const char *entry, bool is_name,
			struct text *why)
{
	if (strlen(entry) < NAME_MIN_CHARS)
		text_say(why, "kata '%s' terlalu pendek, paling sedikit %d huruf", entry,
			 NAME_MIN_CHARS);
	else if (!is_typable(entry, !is_name))
		text_say(why, "kata '%s' hanya boleh huruf a-z dan angka%s", entry,
			 is_name ? ", tanpa spasi" : "");
	else
		return is_free(office, entry, why);
	return false;
}

static bool take_name(const struct office *office, const char *name,
		      struct info_page *page, struct text *why)
{
	char entry[INFO_ENTRY_SIZE];
	const char *at = name;

	if (strchr(name, ',') != NULL || !info_next_entry(&at, entry) ||
	    strlen(entry) >= sizeof page->name) {
		text_say(why, "nama halaman: satu kata, paling panjang %d huruf",
			 INFO_NAME_SIZE - 1);
		return false;
	}
	text_copy(page->name, sizeof page->name, entry);
	return check_entry(office, entry, true, why);
}

/* Whether an entry stands among words. */
static bool has_entry(const char *words, const char *wanted)
{
	char entry[INFO_ENTRY_SIZE];

	while (info_next_entry(&words, entry)) {
		if (strcmp(entry, wanted) == 0)
			return true;
	}
	return false;
}

static bool take_words(const struct office *office, const char *words,
		       struct info_page *page, struct text *why)
{
	char entry[INFO_ENTRY_SIZE];
	struct text list;
	int n = 0;

	text_init(&list, page->words, sizeof page->words);
	while (info_next_entry(&words, entry)) {
		if (strcmp(entry, page->name) == 0 || has_entry(page->words, entry))
			continue;
		if (strlen(entry) + 1 == INFO_ENTRY_SIZE || n++ == INFO_ENTRIES_MAX) {
			text_say(why, "paling banyak %d kata, masing-masing %d huruf",
				 INFO_ENTRIES_MAX, INFO_ENTRY_SIZE - 2);
			return false;
		}
		if (!check_entry(office, entry, false, why))
			return false;
		text_add_format(&list, "%s%s", list.length > 0 ? ", " : "", entry);
	}
	if (list.is_cut)
		text_say(why, "kata pemanggilnya terlalu banyak");
	return !list.is_cut;
}

static size_t count_of(const char *text, char wanted)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == wanted;
	return n;
}

/* One word that no SMS can hold, as it was typed. */
static void say_what_is_lost(const char *typed, struct text *why)
{
	char word[64], plain[3 * sizeof word];
	struct text out;

	while (*typed != '\0') {
		size_t length = strcspn(typed, " \n\r\t");

		text_init(&out, word, sizeof word);
		text_add_bytes(&out, typed, length < sizeof word ? length : 0);
		text_init(&out, plain, sizeof plain);
		plain_add(&out, word, sizeof plain);
		if (count_of(plain, '?') > count_of(word, '?'))
			break;
		typed += length;
		typed += strspn(typed, " \n\r\t");
	}
	text_say(why,
		 "ada huruf yang tidak bisa dikirim lewat SMS%s%s%s; tulis dengan huruf "
		 "biasa",
		 *typed != '\0' ? " di '" : "", *typed != '\0' ? word : "",
		 *typed != '\0' ? "'" : "");
}

static bool take_text(const char *typed, struct info_page *page, struct text *why)
{
	char plain[2 * LIMIT_MESSAGE_SIZE], masked[INFO_TEXT_SIZE];
	struct text out;
	int septets;

	text_init(&out, plain, sizeof plain);
	plain_add(&out, typed, sizeof plain);
	while (out.length > 0 && plain[out.length - 1] == ' ')
		plain[--out.length] = '\0';
	septets = plain_septets(plain);
	if (out.length == 0)
		text_say(why, "isinya kosong");
	else if (out.is_cut || septets > SMS_SEPTETS)
		text_say(why,
			 "isinya %d huruf; satu SMS paling banyak %d, kurangi %d huruf",
			 septets, SMS_SEPTETS, septets - SMS_SEPTETS);
	else if (septets < 0 || count_of(plain, '?') > count_of(typed, '?'))
		say_what_is_lost(typed, why);
	else
		text_copy(page->text, sizeof page->text, plain);
	if (page->text[0] == '\0')
		return false;
	text_copy(masked, sizeof masked, plain);
	plain_mask_digits(masked);
	if (strcmp(masked, plain) == 0)
		return true;
	text_say(why, "angka yang panjang (seperti NIK) tidak boleh dikirim lewat SMS");
	return false;
}

/* Two pages called by one word: nobody would know which comes. */
static bool look_at_other(void *context, const struct info_page *other)
{
	struct checking *checking = context;
	const struct info_page *page = checking->page;
	const char *words = page->words;
	char entry[INFO_ENTRY_SIZE];

	if (strcmp(other->name, page->name) == 0)
		return true;
	checking->n_pages++;
	text_copy(entry, sizeof entry, page->name);
	do {
		if (strcmp(entry, other->name) != 0 && !has_entry(other->words, entry))
			continue;
		text_say(checking->why, "kata '%s' sudah memanggil halaman '%s'", entry,
			 other->name);
		checking->is_clear = false;
	} while (checking->is_clear && info_next_entry(&words, entry));
	return checking->is_clear;
}

static int check_others(const struct office *office, struct info_page *page,
			struct text *why)
{
	struct checking checking = {
		.office = office, .page = page, .why = why, .is_clear = true
	};
	int error = info_list(office->store, page->village, look_at_other, &checking);

	if (error < 0)
		return error;
	if (checking.is_clear && checking.n_pages >= INFO_PAGES_MAX) {
		text_say(why, "sudah ada %d halaman; hapus dulu yang tidak dipakai",
			 checking.n_pages);
		checking.is_clear = false;
	}
	return checking.is_clear ? 0 : -EINVAL;
}

static void sign(const struct office *office, const struct actor *actor, int64_t now_s,
		 struct info_page *page)
{
	text_copy(page->village, sizeof page->village, office->village->code);
	text_copy(page->actor, sizeof page->actor, actor->name);
	text_copy(page->role, sizeof page->role, step_role_name(actor->role));
	text_copy(page->door, sizeof page->door, actor->door);
	page->at = now_s;
}

int info_set(const struct office *office, const struct info_writing *writing,
	     const struct actor *actor, int64_t now_s, struct info_page *out,
	     struct text *why)
{
	struct info_page before = { .id = 0 };
	int error;

	*out = (struct info_page){ .id = 0 };
	sign(office, actor, now_s, out);
	if (!take_name(office, writing->name, out, why))
		return -EINVAL;
	error = info_get(office->store, out->village, out->name, &before);
	if (error == -ENOENT)
		before = (struct info_page){ .id = 0 };
	else if (error < 0)
		return error;
	if (writing->expected_id != INFO_ANY_ID && writing->expected_id != before.id)
		return -ESTALE;
	if (!take_words(office, writing->words != NULL ? writing->words : before.words,
			out, why) ||
	    !take_text(writing->text, out, why))
		return -EINVAL;
	error = check_others(office, out, why);
	return error < 0 ? error : info_add(office->store, out);
}

int info_find(const struct office *office, const char *name, struct info_page *out)
{
	char entry[INFO_ENTRY_SIZE];

	return info_next_entry(&name, entry)
		       ? info_get(office->store, office->village->code, entry, out)
		       : -ENOENT;
}

int info_remove(const struct office *office, const char *name, const struct actor *actor,
		int64_t now_s)
{
	struct info_page page;
	int error = info_find(office, name, &page);

	if (error < 0)
		return error;
	page.is_removed = true;
	sign(office, actor, now_s, &page);
	return info_add(office->store, &page);
}
