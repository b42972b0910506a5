// SPDX-License-Identifier: MIT
#include "handlers/explain.h"

#include <string.h>

#include "base/text.h"
#include "handlers/answer.h"
#include "handlers/answer_info.h"
#include "handlers/details.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/words.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/outbox.h"
#include "store/store.h"
#include "store/tickets.h"

/* Within the range of mobile numbers, given to nobody. */
#define EXPLAIN_SENDER "+6280000000000"

enum {
	REPLIES_MAX = 8,
	REPLY_SIZE = 321, /* one SMS, as UTF-8 */
	TICKETS_SEEN = 16,
};

struct explaining {
	const struct inbox_row *message;
	struct text *out;
	char replies[REPLIES_MAX][REPLY_SIZE];
	int count;
};

static void add_name(struct text *out, const char *name)
{
	if (out->length > 0 && out->bytes[out->length - 1] != '{')
		text_add_char(out, ',');
	json_add_text(out, name);
	text_add_char(out, ':');
}

static void add_member(struct text *out, const char *name, const char *value)
{
	add_name(out, name);
	json_add_text(out, value);
}

static void add_element(struct text *out, const char *value)
{
	if (out->bytes[out->length - 1] != '[')
		text_add_char(out, ',');
	json_add_text(out, value);
}

/* Lines of one text become the elements of an array. */
static void add_lines(struct text *out, const char *lines)
{
	char line[READING_WHY_SIZE];

	while (*lines != '\0') {
		size_t length = strcspn(lines, "\n");
		struct text one;

		text_init(&one, line, sizeof(line));
		text_add_bytes(&one, lines, length);
		if (length > 0)
			add_element(out, line);
		lines += length;
		lines += strspn(lines, "\n");
	}
}

static void add_reading(struct text *out, const struct reading *reading)
{
	add_member(out, "intent", intent_name(reading->intent));
	add_name(out, "letters");
	text_add_char(out, '[');
	for (size_t i = 0; i < reading->n_letters; i++)
		add_element(out, reading->letters[i]->keyword);
	text_add_char(out, ']');
	add_name(out, "nik");
	text_add_char(out, '[');
	for (size_t i = 0; i < reading->n_niks; i++)
		add_element(out, reading->niks[i]);
	text_add_char(out, ']');
	add_member(out, "name", reading->name);
	add_member(out, "purpose", reading->purpose);
	/* As it was written: "why" says when its check digit is wrong. */
	add_member(out, "code",
		   reading->code[0] != '\0' ? reading->code : reading->bad_code);
	add_member(out, "topic", reading->topic);
	add_member(out, "rest", reading->rest);
	add_name(out, "choice");
	text_add_format(out, "%d", reading->choice);
	add_name(out, "confidence");
	text_add_format(out, "%d", reading->confidence);
	add_name(out, "why");
	text_add_char(out, '[');
	add_lines(out, reading->why);
	text_add_char(out, ']');
}

/* The list has the newest first; they are told in the order in which they would go. */
static bool add_reply(void *context, const struct outbox_row *row)
{
	struct explaining *explaining = context;

	if (row->inbox_id == explaining->message->id && explaining->count < REPLIES_MAX)
		text_copy(explaining->replies[explaining->count++], REPLY_SIZE,
			  row->text);
	return true;
}

static int add_replies(const struct office *office, struct explaining *explaining)
{
	int error = outbox_list(office->store, REPLIES_MAX, add_reply, explaining);

	add_name(explaining->out, "replies");
	text_add_char(explaining->out, '[');
	while (explaining->count-- > 0)
		add_element(explaining->out, explaining->replies[explaining->count]);
	text_add_char(explaining->out, ']');
	return error;
}

static bool add_ticket(void *context, const struct ticket *ticket)
{
	struct explaining *explaining = context;

	if (ticket->inbox_id == explaining->message->id)
		add_element(explaining->out, ticket->kind);
	return true;
}

/* What the transaction that will be taken back holds. */
static int add_outcome(const struct office *office, struct inbox_row *message,
		       struct text *out)
{
	struct explaining explaining = { .message = message, .out = out };
	struct ticket_filter filter = { .phone = message->sender,
					.is_newest_first = true,
					.limit = TICKETS_SEEN };
	struct inbox_row after;
	int error = inbox_get(office->store, message->id, &after);

	if (error < 0)
		return error;
	add_member(out, "state", inbox_state_name(after.state));
	add_member(out, "note", after.note);
	add_name(out, "tickets");
	text_add_char(out, '[');
	error = ticket_list(office->store, &filter, add_ticket, &explaining);
	text_add_char(out, ']');
	return error < 0 ? error : add_replies(office, &explaining);
}

static int try_answer(const struct office *office, struct inbox_row *message,
		      int64_t now_s, struct text *out)
{
	static const char key[] = "explain";
	int error = inbox_add(office->store, message, key, sizeof(key) - 1);

	if (error == 0)
		error = answer_message(office, message, now_s);
	return error < 0 ? error : add_outcome(office, message, out);
}

int answer_explain(const struct office *office, const char *utf8, const char *sender,
		   int64_t now_s, struct text *out_json)
{
	struct inbox_row message = { .received_at = now_s, .state = INBOX_STATE_NEW };
	struct reading reading;
	int error = store_begin(office->store);

	if (error < 0)
		return error;
	phone_normalise(sender[0] == '\0' ? EXPLAIN_SENDER : sender, message.sender);
	/* A door of its own: nobody may try an officer's PIN here, where no try counts.
	 */
	text_copy(message.door, sizeof(message.door), "explain");
	text_copy(message.text, sizeof(message.text), utf8);
	words_read(office->words, office->catalogue, utf8, &reading);
	error = answer_info_read(office, utf8, false, &reading);
	text_add_char(out_json, '{');
	add_reading(out_json, &reading);
	if (error == 0)
		error = try_answer(office, &message, now_s, out_json);
	text_add_char(out_json, '}');
	store_rollback(office->store);
	return error;
}
