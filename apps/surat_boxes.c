// SPDX-License-Identifier: MIT
/* surat inbox, unread, outbox: the texts themselves. */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_reasons.h"
#include "base/text.h"
#include "handlers/challenge.h"
#include "handlers/labels.h"
#include "store/inbox.h"
#include "store/outbox.h"

enum {
	JSON_SIZE = 8 * LIMIT_MESSAGE_SIZE, /* one byte may become six: u001b */
	SHOWN_ROWS = 100,                   /* on a screen; --json gives all */
	NIK_DIGITS = 16,
};

static const struct print_column inbox_columns[] = {
	{ "NO", 6 }, { "MASUK", 11 }, { "DARI", 15 }, { "KEADAAN", 12 }, { "ISI", 0 },
};
static const struct print_column outbox_columns[] = {
	{ "NO", 6 }, { "DIBUAT", 11 }, { "KE", 15 }, { "KEADAAN", 12 }, { "ISI", 0 },
};
static const struct print_table inbox_table = { inbox_columns, 5, true };
static const struct print_table outbox_table = { outbox_columns, 5, true };

/* The digits in front, perhaps apart by a space, '.' or '-'. Returns the bytes they take.
 */
static size_t digits_length(const char *at, size_t *out_n_digits)
{
	size_t length = 0, n = 0;

	for (;;) {
		if (isdigit((unsigned char)at[length]))
			n++;
		else if (n == 0 || at[length] == '\0' ||
			 strchr(" .-", at[length]) == NULL ||
			 !isdigit((unsigned char)at[length + 1]))
			break;
		length++;
	}
	*out_n_digits = n;
	return length;
}

/* A NIK in a text is nobody's business who walks past the screen: "...9901". */
static void add_masked(struct text *out, const char *text)
{
	while (*text != '\0') {
		size_t n_digits, length = digits_length(text, &n_digits);

		if (n_digits >= NIK_DIGITS) {
			text_add(out, "...");
			text_add_bytes(out, text + length - 4, 4);
		} else if (length > 0) {
			text_add_bytes(out, text, length);
		} else {
			length = 1;
			text_add_char(out, *text);
		}
		text += length;
	}
}

/* Text, remark, and the raw bytes of what could not be read. */
static void describe_inbox(const struct inbox_row *row, bool is_masked, struct text *out)
{
	char reason[REASON_SIZE];

	if (is_masked)
		add_masked(out, row->text);
	else
		text_add(out, row->text);
	if (row->part_total > 0 && row->state == INBOX_STATE_PART)
		text_add_format(out, "%s[bagian %u dari %u]", out->length > 0 ? "\n" : "",
				row->part_number, row->part_total);
	if (row->note[0] != '\0')
		text_add_format(out, "%s[%s]", out->length > 0 ? "\n" : "",
				reason_in_words(row->note, reason));
	if (row->state == INBOX_STATE_DAMAGED)
		text_add_format(out, "%s%s", out->length > 0 ? "\n" : "", row->pdu);
}

static void print_inbox_row(const struct inbox_row *row, bool is_masked)
{
	char number[24], at[PRINT_TIME_SIZE], buffer[2 * LIMIT_MESSAGE_SIZE];
	struct text what;
	const char *cells[] = { number, print_short_time(row->received_at, at),
				row->sender, label_inbox_state(row->state), buffer };

	text_init(&what, buffer, sizeof buffer);
	describe_inbox(row, is_masked, &what);
	snprintf(number, sizeof number, "%lld", (long long)row->id);
	print_row(&inbox_table, cells);
}

struct box {
	struct store *store;
	struct print_list list;
	bool is_json;
	bool is_for_humans; /* only what somebody must read */
	int error;
};

static bool is_wanted(const struct box *box, const struct inbox_row *row)
{
	if (box->is_for_humans)
		return row->state == INBOX_STATE_UNREAD ||
		       row->state == INBOX_STATE_DAMAGED;
	/* On the screen the whole message stands for its parts, and a delivery report is
	 * what the outbox says of its text. */
	return box->is_json ||
	       (row->state != INBOX_STATE_JOINED && row->state != INBOX_STATE_REPORT);
}

static bool visit_inbox(void *context, const struct inbox_row *row)
{
	struct box *box = context;
	char buffer[JSON_SIZE];
	struct text json;

	if (!is_wanted(box, row))
		return true;
	if (!box->is_json) {
		print_inbox_row(row, !box->is_for_humans);
		return true;
	}
	text_init(&json, buffer, sizeof buffer);
	box->error = inbox_add_json(box->store, row->id, &json);
	if (box->error == 0)
		print_list_add(&box->list, buffer);
	return box->error == 0;
}

/* One-time numbers are for one phone only, in lists and in JSON. */
static void hide_numbers(const struct outbox_row *row, char *shown, bool is_json)
{
	static const char key[] = "\"text\":\"";
	char *at, *end;

	if (row->phrase[0] != 'K')
		return;
	if (!is_json) {
		challenge_hide_numbers(shown, strlen(shown));
		return;
	}
	at = strstr(shown, key);
	if (at == NULL)
		return;
	at += sizeof key - 1;
	end = strstr(at, "\",\"phrase\"");
	challenge_hide_numbers(at, end == NULL ? strlen(at) : (size_t)(end - at));
}

static bool visit_outbox(void *context, const struct outbox_row *row)
{
	struct box *box = context;
	char number[24], at[PRINT_TIME_SIZE], buffer[JSON_SIZE], reason[REASON_SIZE];
	struct text what;
	const char *cells[] = { number, print_short_time(row->created_at, at), row->to,
				label_outbox_state(row->state), buffer };

	text_init(&what, buffer, sizeof buffer);
	if (box->is_json) {
		box->error = outbox_add_json(box->store, row->id, &what);
		hide_numbers(row, buffer, true);
		if (box->error == 0)
			print_list_add(&box->list, buffer);
		return box->error == 0;
	}
	add_masked(&what, row->text);
	hide_numbers(row, buffer, false);
	if (row->note[0] != '\0')
		text_add_format(&what, "\n[%s]", reason_in_words(row->note, reason));
	snprintf(number, sizeof number, "%lld", (long long)row->id);
	print_row(&outbox_table, cells);
	return true;
}

static struct box box_begin(const struct surat *surat, const struct print_table *table)
{
	struct box box = { .store = surat->store,
			   .is_json = surat_has(surat, SURAT_OPTION_JSON) };

	if (box.is_json)
		print_list_begin(&box.list, true);
	else
		print_headings(table);
	return box;
}

static int box_end(struct box *box, int n_listed_or_error)
{
	int error = n_listed_or_error < 0 ? n_listed_or_error : box->error;

	if (box->is_json)
		print_list_end(&box->list);
	return error < 0 ? surat_store_failed("membaca SMS", error) : SURAT_EXIT_OK;
}

/* A screen shows the newest; a program asks for all of them, or says how many. */
static int rows_wanted(const struct surat *surat)
{
	return surat_limit(surat,
			   surat_has(surat, SURAT_OPTION_JSON) ? INT_MAX : SHOWN_ROWS);
}

int surat_inbox(struct surat *surat)
{
	int n_rows = rows_wanted(surat);
	struct box box;

	if (n_rows < 0)
		return SURAT_EXIT_USAGE;
	box = box_begin(surat, &inbox_table);
	return box_end(&box, inbox_list(surat->store, n_rows, visit_inbox, &box));
}

int surat_unread(struct surat *surat)
{
	struct box box = box_begin(surat, &inbox_table);

	box.is_for_humans = true;
	return box_end(&box, inbox_list(surat->store, INT_MAX, visit_inbox, &box));
}

int surat_outbox(struct surat *surat)
{
	int n_rows = rows_wanted(surat);
	struct box box;

	if (n_rows < 0)
		return SURAT_EXIT_USAGE;
	box = box_begin(surat, &outbox_table);
	return box_end(&box, outbox_list(surat->store, n_rows, visit_outbox, &box));
}
