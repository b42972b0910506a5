// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/chat_internal.h"
#include "modem/record.h"

enum {
	WIRE_SHOWN_BYTES = 512, /* our longest PDU has 352 digits */
	LENGTH_DIGITS = 3,      /* octets of a TPDU */
};

/* V.250 5.7.1, 27.007 9.2 and 27.005 3.2.5; the last two are Huawei's. */
static const struct final {
	const char *text;
	bool is_prefix;
	enum chat_result result;
} finals[] = {
	{ "OK", false, CHAT_RESULT_OK },
	{ "ERROR", false, CHAT_RESULT_REFUSED },
	{ "+CME ERROR", true, CHAT_RESULT_REFUSED },
	{ "+CMS ERROR", true, CHAT_RESULT_REFUSED },
	{ "COMMAND NOT SUPPORT", false, CHAT_RESULT_REFUSED },
	{ "TOO MANY PARAMETERS", false, CHAT_RESULT_REFUSED },
};

/* 27.007 9.2.1 and 27.005 3.2.5 */
enum {
	CME_SIM_BUSY = 14,
	CMS_SIM_BUSY = 314,
};

bool chat_is_sim_busy(const struct chat_reply *reply)
{
	return reply->result == CHAT_RESULT_REFUSED &&
	       (reply->error == CME_SIM_BUSY || reply->error == CMS_SIM_BUSY);
}

static bool begins(const char *line, const char *prefix)
{
	return strncmp(line, prefix, strlen(prefix)) == 0;
}

static bool is_prefixed(const char *line)
{
	return strchr("+^*%#$", line[0]) != NULL;
}

static bool is_hex(const char *line)
{
	if (line[0] == '\0')
		return false;
	for (; *line != '\0'; line++) {
		if (!isxdigit((unsigned char)*line))
			return false;
	}
	return true;
}

void chat_log_wire(struct chat *chat, char direction, const char *line, bool is_secret)
{
	char masked[WIRE_SHOWN_BYTES];
	struct text text;

	if (log_get_level() < LOG_LEVEL_DEBUG && !record_is_on(chat->owner.record))
		return;
	text_init(&text, masked, sizeof masked);
	wire_mask_line(&chat->mask, direction, line, is_secret, &text);
	log_debug("%s %c %s", chat->owner.name, direction, masked);
	record_line(chat->owner.record, direction, masked);
}

void chat_drop_pending(struct chat *chat)
{
	const struct chat_notice *notice = chat->pending;

	if (notice == NULL)
		return;
	chat->pending = NULL;
	notice->on_notice(chat->owner.context, chat->pending_line,
			  chat->pending_raw.bytes);
}

/* As many octets as the notice announced, behind the service centre's (27.005 4.1). */
static bool is_as_announced(const char *notice_line, const char *hex)
{
	char centre[3] = { hex[0], hex[0] != '\0' ? hex[1] : '\0', '\0' };
	int octets = -1;

	at_parse_direct(notice_line, &octets);
	return octets < 0 || !is_hex(hex) ||
	       strlen(hex) >= 2 * (1 + strtoul(centre, NULL, 16) + (size_t)octets);
}

static void take_pending_raw(struct chat *chat, const char *line)
{
	text_add(&chat->pending_raw, line);
	if (is_as_announced(chat->pending_line, chat->pending_raw.bytes))
		chat_drop_pending(chat);
}

static bool expects_raw(const struct chat *chat)
{
	return chat->has_command && chat->command.has_raw_line && chat->line[0] != '\0';
}

/* An older command's, come late? A second one, or the rest of it, settles it. */
static void doubt_line(struct chat *chat)
{
	const struct chat_command *command = &chat->command;

	chat->doubt = CHAT_DOUBT_NONE;
	if (command->may_be_late != NULL &&
	    command->may_be_late(chat->owner.context, chat->line))
		chat->doubt = CHAT_DOUBT_LINE;
}

/* The octets that an answer announces; no PDU is as short. */
static bool is_length(const char *line)
{
	size_t n_digits = strspn(line, "0123456789");

	return n_digits <= LENGTH_DIGITS && line[n_digits] == '\0';
}

/* Whether it begins as the lines of answers and notices do. */
static bool is_headed(const char *line)
{
	return is_prefixed(line) && isupper((unsigned char)line[1]) &&
	       strchr(line, ':') != NULL;
}

static bool may_be_tail(const struct chat *chat, const char *line)
{
	if (!chat->is_line_open || chat->doubt == CHAT_DOUBT_FINAL)
		return false;
	/* Where a PDU must stand, it may be a damaged one. */
	if (chat->command.has_raw_line)
		return is_length(line) || strchr(line, ',') != NULL;
	return !is_headed(line);
}

/* A notice came right behind the answer's line, perhaps in the middle of it: then this is
 * the rest. */
static bool take_tail(struct chat *chat, const char *line)
{
	char whole[CHAT_ANSWER_SIZE];
	struct text text;

	if (!may_be_tail(chat, line))
		return false;
	text_init(&text, whole, sizeof whole);
	text_add(&text, chat->line);
	text_add(&text, chat->is_behind_blank ? " " : "");
	text_add(&text, line);
	text_copy(chat->line, sizeof chat->line, whole);
	chat->is_line_open = false;
	doubt_line(chat);
	return true;
}

/* A modem writes a notice's two lines in one go, so an open notice comes before the
 * command that was interrupted by it. */
static bool take_raw(struct chat *chat, const char *line)
{
	if (chat->pending != NULL) {
		take_pending_raw(chat, line);
		return true;
	}
	if (!expects_raw(chat))
		return false;
	if (is_length(line) && take_tail(chat, line))
		return true;
	/* A second piece belongs to the first: a notice came between them. */
	chat->is_line_open = false;
	text_add(&chat->raw, line);
	chat_expect_final_soon(chat);
	return true;
}

static bool take_echo(const struct chat *chat, const char *line)
{
	size_t length = strlen(line);

	/* What was written, up to its CR or Ctrl-Z. */
	return chat->phase != CHAT_PHASE_IDLE && length + 1 == chat->out_length &&
	       memcmp(line, chat->out, length) == 0;
}

static bool take_final(struct chat *chat, const char *line)
{
	for (size_t i = 0; i < sizeof finals / sizeof finals[0]; i++) {
		const struct final *final = &finals[i];
		bool is_it = final->is_prefix ? begins(line, final->text)
					      : strcmp(line, final->text) == 0;

		if (!is_it)
			continue;
		chat_drop_pending(chat);
		chat_take_final(chat, final->result,
				final->is_prefix ? at_parse_error(line) : -1);
		return true;
	}
	return false;
}

static bool take_query_answer(struct chat *chat, const char *line)
{
	if (chat->phase != CHAT_PHASE_QUERY || !begins(line, "+CPIN:"))
		return false;
	chat->is_query_answered = true;
	return true;
}

static bool is_answer(const struct chat *chat, const char *line, bool is_bare)
{
	const struct chat_command *command = &chat->command;
	bool is_first = chat->line[0] == '\0' || chat->doubt != CHAT_DOUBT_NONE;

	/* Nothing is answered that was not yet given: that is an older command's. */
	bool is_asked = command->body == NULL || chat->is_given;

	if (!chat->has_command || command->prefix == NULL || !is_first || !is_asked)
		return false;
	return is_bare ? command->takes_bare : begins(line, command->prefix);
}

static bool take_answer(struct chat *chat, const char *line, bool is_bare)
{
	const struct chat_command *command = &chat->command;
	bool is_second;

	if (!is_answer(chat, line, is_bare))
		return false;
	/* The raw line that follows is the answer's: the notice's rest is lost. */
	if (command->has_raw_line && chat->pending_raw.length > 0)
		chat_drop_pending(chat);
	/* A second one settles it: the first was the older command's. */
	is_second = chat->line[0] != '\0';
	text_copy(chat->line, sizeof chat->line, line);
	chat->is_line_open = false;
	doubt_line(chat);
	if (is_second)
		chat->doubt = CHAT_DOUBT_NONE;
	if (!command->has_raw_line)
		chat_expect_final_soon(chat);
	return true;
}

static bool take_notice(struct chat *chat, const char *line)
{
	const struct chat_notice *notice = chat->owner.notices;

	for (; notice->prefix != NULL; notice++) {
		bool is_prefix = strchr(notice->prefix, ':') != NULL;

		if (is_prefix ? !begins(line, notice->prefix)
			      : strcmp(line, notice->prefix) != 0)
			continue;
		chat->is_line_open = chat->line[0] != '\0' && chat->raw.length == 0;
		if (notice->has_raw_line) {
			chat_drop_pending(chat);
			text_clear(&chat->pending_raw);
			chat->pending = notice;
			text_copy(chat->pending_line, sizeof chat->pending_line, line);
		} else {
			notice->on_notice(chat->owner.context, line, "");
		}
		return true;
	}
	return false;
}

static bool take_known(struct chat *chat, const char *line)
{
	if (is_hex(line) && take_raw(chat, line))
		return true;
	if (take_echo(chat, line) || take_final(chat, line))
		return true;
	return take_query_answer(chat, line) || take_answer(chat, line, false) ||
	       take_notice(chat, line);
}

/* A notice may come in the middle of a line and cut it in two: neither half is known, the
 * two together are. */
static bool take_joined(struct chat *chat, const char *line)
{
	char first[CHAT_FRAGMENT_SIZE], joined[2 * CHAT_FRAGMENT_SIZE];
	struct text text;

	if (chat->fragment[0] == '\0')
		return false;
	text_copy(first, sizeof first, chat->fragment);
	chat->fragment[0] = '\0';
	text_init(&text, joined, sizeof joined);
	text_add(&text, first);
	text_add(&text, chat->is_behind_blank ? " " : "");
	text_add(&text, line);
	return !text.is_cut && take_known(chat, joined);
}

static void take_dirty(struct chat *chat, const char *line)
{
	log_debug("noise modem=%s line=\"%.24s\"", chat->owner.name, line);
	chat->is_spoiled = true;
	chat->owner.on_noise(chat->owner.context, true);
}

static void take_unknown(struct chat *chat, const char *line)
{
	bool is_whole;

	if (take_joined(chat, line) || take_tail(chat, line))
		return;
	if (!is_prefixed(line) && take_answer(chat, line, true))
		return;
	/* Where a PDU must stand, anything that is nothing else is a damaged one. */
	if (!is_prefixed(line) && chat->raw.length == 0 && take_raw(chat, line))
		return;
	log_debug("dropped modem=%s line=\"%.24s\"", chat->owner.name, line);
	is_whole = text_copy(chat->fragment, sizeof chat->fragment, line);
	if (!is_whole)
		chat->fragment[0] = '\0';
	chat->owner.on_noise(chat->owner.context, false);
}

/* Where a notice of one word begins that is glued to a PDU: elsewhere a word may end so.
 */
static const char *word_behind_hex(const struct chat *chat, const char *line)
{
	const struct chat_notice *notice = chat->owner.notices;
	const char *word = line + strspn(line, "0123456789ABCDEFabcdef");

	if (word == line || (chat->pending == NULL && !expects_raw(chat)))
		return NULL;
	while (notice->prefix != NULL && strcmp(word, notice->prefix) != 0)
		notice++;
	return notice->prefix != NULL ? word : NULL;
}

/* Where a notice begins that has no line end in front of it; NULL: nowhere. */
static const char *glued_notice(const struct chat *chat, const char *line)
{
	for (const char *at = line + 1; (at = strpbrk(at, "+^*")) != NULL; at++) {
		const struct chat_notice *notice = chat->owner.notices;

		for (; notice->prefix != NULL; notice++) {
			if (strchr(notice->prefix, ':') != NULL &&
			    begins(at, notice->prefix))
				return at;
		}
	}
	return word_behind_hex(chat, line);
}

void chat_take_line(struct chat *chat, const struct lexer_token *token)
{
	char head[CHAT_FRAGMENT_SIZE];
	const char *line = token->bytes, *glued;
	unsigned n_opened = chat->n_opened;

	chat_log_wire(chat, '<', line, false);
	chat->is_behind_blank = token->is_behind_blank;
	if (token->is_dirty) {
		take_dirty(chat, line);
		return;
	}
	if (take_known(chat, line))
		return;
	glued = glued_notice(chat, line);
	if (glued == NULL || (size_t)(glued - line) >= sizeof head) {
		take_unknown(chat, line);
		return;
	}
	memcpy(head, line, (size_t)(glued - line));
	head[glued - line] = '\0';
	if (!take_known(chat, head))
		take_unknown(chat, head);
	if (chat->port != NULL && chat->n_opened == n_opened)
		(void)take_known(chat, glued);
}
