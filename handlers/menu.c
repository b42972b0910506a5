// SPDX-License-Identifier: MIT
#include "handlers/menu.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "handlers/phrases.h"
#include "handlers/plain.h"
#include "letters/catalogue.h"

#define MENU_MORE "0 Lainnya"

enum {
	ITEM_SIZE = 64,
};

/* "8 Blm nikah", in plain characters. Returns its length. */
static size_t write_item(const struct catalogue *catalogue, size_t index,
			 char out[ITEM_SIZE])
{
	struct text item;

	text_init(&item, out, ITEM_SIZE);
	text_add_format(&item, "%zu ", index + 1);
	plain_add(&item, catalogue->letters[index].menu_name, ITEM_SIZE);
	return item.length;
}

static size_t page_chars(int page)
{
	return phrase_value_max(page == 1 ? "menu" : "halaman");
}

/* The first letter of the page after the one that begins with `first`. */
static size_t page_end(const struct catalogue *catalogue, size_t first, int page)
{
	size_t room = page_chars(page), used = 0, index;
	size_t more = strlen(" " MENU_MORE);
	char item[ITEM_SIZE];

	for (index = first; index < catalogue->n_letters; index++) {
		bool is_last = index + 1 == catalogue->n_letters;
		size_t length = write_item(catalogue, index, item) + (used > 0 ? 1 : 0);

		if (used + length + (is_last ? 0 : more) > room)
			break;
		used += length;
	}
	return index;
}

bool menu_page(const struct catalogue *catalogue, int page, struct text *out)
{
	size_t first = 0, end = 0;
	char item[ITEM_SIZE];

	for (int at = 1; at <= page; at++) {
		first = end;
		end = page_end(catalogue, first, at);
		if (end == first)
			return false;
	}
	for (size_t index = first; index < end; index++) {
		write_item(catalogue, index, item);
		text_add_format(out, "%s%s", index > first ? " " : "", item);
	}
	if (end < catalogue->n_letters)
		text_add(out, " " MENU_MORE);
	return true;
}
