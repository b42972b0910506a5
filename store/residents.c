// SPDX-License-Identifier: MIT
#include "store/residents.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "store/fields.h"
#include "store/query.h"

enum {
	RESIDENT_PATTERN_SIZE = 200,
};

static const struct field resident_field_rows[] = {
	FIELD(FIELD_TEXT, struct resident, nik),
	FIELD(FIELD_TEXT, struct resident, village),
	FIELD(FIELD_TEXT, struct resident, family_card),
	FIELD(FIELD_TEXT, struct resident, name),
	FIELD(FIELD_TEXT, struct resident, sex),
	FIELD(FIELD_TEXT, struct resident, birth_place),
	FIELD(FIELD_TEXT, struct resident, birth_date),
	FIELD(FIELD_TEXT, struct resident, religion),
	FIELD(FIELD_TEXT, struct resident, marital_status),
	FIELD(FIELD_TEXT, struct resident, occupation),
	FIELD(FIELD_TEXT, struct resident, citizenship),
	FIELD(FIELD_TEXT, struct resident, address),
	FIELD(FIELD_TEXT, struct resident, hamlet),
	FIELD(FIELD_TEXT, struct resident, rt),
	FIELD(FIELD_TEXT, struct resident, rw),
	FIELD(FIELD_TEXT, struct resident, life_state),
	FIELD(FIELD_TEXT, struct resident, phone),
	FIELD(FIELD_TEXT, struct resident, desil),
};

static const struct fields resident_fields = FIELDS(resident_field_rows);

int resident_put(struct store *store, const struct resident *resident)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_PUT);

	query_bind_fields(&query, &resident_fields, resident);
	return query_run(&query);
}

int resident_find(struct store *store, const char *village, const char *nik,
		  struct resident *out)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_FIND);

	query_bind_text(&query, nik);
	query_bind_text(&query, village);
	return query_get_fields(&query, &resident_fields, out);
}

bool resident_is_family_card(struct store *store, const char *number)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_OF_FAMILY);

	query_bind_text(&query, number);
	return query_get_count(&query) > 0;
}

int resident_find_by_phone(struct store *store, const char *phone, struct resident *out)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_FIND_BY_PHONE);
	int error;

	query_bind_text(&query, phone);
	error = query_next_fields(&query, &resident_fields, out);
	if (error != 1)
		return error == 0 ? -ENOENT : error;
	error = query_next(&query);
	if (error == 1) {
		query_end(&query);
		return -EEXIST;
	}
	return error;
}

int resident_count(struct store *store, int64_t *out_count)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_COUNT);

	return query_get_integer(&query, out_count);
}

/* "SU%" -> "%SU!%%": what was typed stands for itself. */
static void make_pattern(const char *words, char out[RESIDENT_PATTERN_SIZE])
{
	struct text pattern;

	text_init(&pattern, out, RESIDENT_PATTERN_SIZE);
	text_add_char(&pattern, '%');
	for (; *words != '\0' && pattern.length + 4 < RESIDENT_PATTERN_SIZE; words++) {
		if (strchr("%_!", *words) != NULL)
			text_add_char(&pattern, '!');
		text_add_char(&pattern, *words);
	}
	text_add_char(&pattern, '%');
}

static int visit_all(struct query *query, resident_visit_fn visit, void *context)
{
	struct resident resident;
	int error;

	while ((error = query_next_fields(query, &resident_fields, &resident)) == 1) {
		if (!visit(context, &resident)) {
			query_end(query);
			return 0;
		}
	}
	return error;
}

int resident_list(struct store *store, const char *village, resident_visit_fn visit,
		  void *context)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_LIST);

	query_bind_text(&query, village);
	return visit_all(&query, visit, context);
}

/* "0812 3456" finds +628123456...; words that are no number find no phone. */
static void make_phone_pattern(const char *words, char out[RESIDENT_PATTERN_SIZE])
{
	struct text pattern;
	int n_digits = 0;

	text_init(&pattern, out, RESIDENT_PATTERN_SIZE);
	if (words[0] == '\0' || words[strspn(words, "+0123456789 -.")] != '\0')
		return;
	text_add_char(&pattern, '%');
	words += words[0] == '0';
	for (; *words != '\0'; words++) {
		if (*words >= '0' && *words <= '9') {
			text_add_char(&pattern, *words);
			n_digits++;
		}
	}
	text_add_char(&pattern, '%');
	if (n_digits == 0)
		text_clear(&pattern);
}

int resident_search(struct store *store, const struct resident_search *search,
		    resident_visit_fn visit, void *context)
{
	struct query query = query_start(store, STATEMENT_RESIDENT_SEARCH);
	char pattern[RESIDENT_PATTERN_SIZE], phone[RESIDENT_PATTERN_SIZE];

	make_pattern(search->words, pattern);
	query_bind_text(&query, search->village);
	query_bind_text(&query, pattern);
	query_bind_text(&query, search->rt);
	query_bind_text(&query, search->rw);
	query_bind_integer(&query, search->limit);
	make_phone_pattern(search->words, phone);
	query_bind_text(&query, phone);
	query_bind_text(&query, search->desil != NULL ? search->desil : "");
	return visit_all(&query, visit, context);
}
