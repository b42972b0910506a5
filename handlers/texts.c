// SPDX-License-Identifier: MIT
#include "handlers/texts.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "store/inbox.h"
#include "store/outbox.h"

/* Characters, or -1 when one must not go out. */
static int count_characters(const char *utf8)
{
	size_t left = strlen(utf8);
	int n = 0;

	if (!utf8_is_valid(utf8, left))
		return -1;
	for (; left > 0; n++) {
		uint32_t code;
		size_t taken = utf8_decode(utf8, left, &code);

		if (utf8_is_control(code) && code != '\n')
			return -1;
		utf8 += taken;
		left -= taken;
	}
	return n;
}

static bool is_sendable(const char *utf8, struct text *why)
{
	int n_characters = count_characters(utf8);

	if (n_characters < 0)
		text_say(why, "Ada huruf kendali di dalam SMS.");
	else if (utf8[strspn(utf8, " \n")] == '\0')
		text_say(why, "SMS ini kosong.");
	else if (n_characters > TEXTS_REPLY_MAX)
		text_say(why, "SMS ini terlalu panjang, paling banyak %d huruf.",
			 TEXTS_REPLY_MAX);
	else
		return true;
	return false;
}

int texts_reply(const struct office *office, const char *number, const char *utf8,
		int64_t inbox_id, int64_t now_s, struct text *why)
{
	struct outbox_row row = { .created_at = now_s,
				  .priority = OUTBOX_PRIORITY_ANSWER,
				  .inbox_id = inbox_id,
				  .error = -1,
				  .sms_reference = -1 };

	if (!phone_normalise(number, row.to)) {
		text_say(why, "'%s' bukan nomor HP Indonesia.", number);
		return -EINVAL;
	}
	if (!is_sendable(utf8, why))
		return -EINVAL;
	text_copy(row.text, sizeof row.text, utf8);
	return outbox_add(office->store, &row);
}

int texts_mark_seen(struct store *store, int64_t inbox_id, const char *who)
{
	char note[sizeof((struct inbox_row *)0)->note];
	struct inbox_row row;
	struct text text;
	int error = inbox_get(store, inbox_id, &row);

	if (error < 0)
		return error;
	if (row.state != INBOX_STATE_UNREAD && row.state != INBOX_STATE_DAMAGED)
		return -ENOENT;
	text_init(&text, note, sizeof note);
	text_add_format(&text, "dibaca %s%s%s", who, row.note[0] != '\0' ? "; " : "",
			row.note);
	return inbox_set_state(store, inbox_id, INBOX_STATE_HANDLED, NULL, note);
}
