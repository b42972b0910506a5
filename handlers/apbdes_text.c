// SPDX-License-Identifier: MIT
#include "handlers/apbdes_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/apbdes.h"

enum {
	SMS_CHARS = 160,
	LABEL_SHOWN = 22,
	POSTS_SHOWN = 2, /* of each kind */
};

static const int64_t million = INT64_C(100000000); /* a million, in sen */

/* "842,5 jt", "1,84 M". */
static void add_amount(struct text *out, int64_t sen)
{
	int64_t tenths = (sen + million / 20) / (million / 10);
	int64_t hundredths = (sen + 5 * million) / (10 * million); /* of a milliard */

	if (tenths >= 10000)
		text_add_format(out, "%lld,%02lld M", (long long)(hundredths / 100),
				(long long)(hundredths % 100));
	else if (tenths % 10 != 0)
		text_add_format(out, "%lld,%lld jt", (long long)(tenths / 10),
				(long long)(tenths % 10));
	else
		text_add_format(out, "%lld jt", (long long)(tenths / 10));
}

static int compare_posts(const void *left, const void *right)
{
	const struct apbdes_post *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->sen != b->sen)
		return a->sen > b->sen ? -1 : 1;
	return strcmp(a->label, b->label);
}

/* How much of a label is shown: whole words. */
static int label_length(const char *label)
{
	size_t length = strlen(label);

	if (length <= LABEL_SHOWN)
		return (int)length;
	for (length = LABEL_SHOWN; length > 0 && label[length] != ' '; length--)
		;
	return length > 0 ? (int)length : LABEL_SHOWN;
}

/* One more post, if it fits behind what stands there. */
static bool add_shown(struct text *out, const char *before,
		      const struct apbdes_post *post)
{
	char buffer[2 * APBDES_LABEL_SIZE];
	struct text piece;

	text_init(&piece, buffer, sizeof buffer);
	text_add_format(&piece, "%s%.*s ", before, label_length(post->label),
			post->label);
	add_amount(&piece, post->sen);
	if (out->length + piece.length + 1 > SMS_CHARS)
		return false;
	text_add(out, buffer);
	return true;
}

static void add_largest(struct text *out, const struct apbdes_post *posts, size_t n_posts,
			enum apbdes_kind kind, const char *heading)
{
	int n_shown = 0;

	for (size_t i = 0; i < n_posts && n_shown < POSTS_SHOWN; i++) {
		if (posts[i].kind != kind || posts[i].sen == 0)
			continue;
		if (!add_shown(out, n_shown == 0 ? heading : ", ", &posts[i]))
			break;
		n_shown++;
	}
	if (n_shown > 0)
		text_add(out, ".");
}

void apbdes_write(const struct apbdes *budget, int year, struct text *out)
{
	struct apbdes_post *posts = must_alloc(sizeof budget->posts);

	memcpy(posts, budget->posts, sizeof budget->posts);
	qsort(posts, budget->n_posts, sizeof *posts, compare_posts);
	text_add_format(out, "APBDes %d: pendapatan Rp",
			budget->year != 0 ? budget->year : year);
	add_amount(out, budget->totals[APBDES_INCOME]);
	text_add(out, ", belanja Rp");
	add_amount(out, budget->totals[APBDES_SPENDING]);
	text_add(out, ".");
	add_largest(out, posts, budget->n_posts, APBDES_SPENDING, " Belanja: ");
	add_largest(out, posts, budget->n_posts, APBDES_INCOME, " Dari: ");
	free(posts);
}
