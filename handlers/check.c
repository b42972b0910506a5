// SPDX-License-Identifier: MIT
#include "handlers/check.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/facts.h"
#include "handlers/office.h"

enum {
	DATE_SHOWN_SIZE = 16,
};

static bool is_out_of_use(const struct check *check)
{
	return check->letter.state != REGISTER_STATE_VALID ||
	       (check->ticket.state != TICKET_STATE_APPROVED &&
		check->ticket.state != TICKET_STATE_READY &&
		check->ticket.state != TICKET_STATE_COLLECTED);
}

static void judge(struct check *check, int64_t now_s)
{
	const struct register_entry *letter = &check->letter;

	check->verdict = CHECK_VERDICT_ENDED;
	if (is_out_of_use(check))
		check->ended_at = letter->revoked_at > 0 ? letter->revoked_at
							 : check->ticket.updated_at;
	else if (letter->valid_until > 0 && now_s > letter->valid_until)
		check->ended_at = letter->valid_until;
	else
		check->verdict = CHECK_VERDICT_GOOD;
	/* The head took it back before it was printed: nobody has such a letter. */
	if (letter->state == REGISTER_STATE_WITHDRAWN)
		check->verdict = CHECK_VERDICT_UNKNOWN;
}

int check_code(const struct office *office, const char *code, int64_t now_s,
	       struct check *out)
{
	int error = ticket_find_by_code(office->store, code, &out->ticket);

	out->verdict = CHECK_VERDICT_UNKNOWN;
	out->ended_at = 0;
	if (error == 0 && strcmp(out->ticket.village, office->village->code) != 0)
		return 0;
	if (error == 0)
		error = register_of_ticket(office->store, out->ticket.id, &out->letter);
	if (error == 0)
		judge(out, now_s);
	return error == -ENOENT ? 0 : error;
}

int check_number(const struct office *office, const char *number, int64_t now_s,
		 struct check *out)
{
	int error =
		register_find(office->store, office->village->code, number, &out->letter);

	out->verdict = CHECK_VERDICT_UNKNOWN;
	out->ended_at = 0;
	if (error == 0)
		error = ticket_get(office->store, out->letter.ticket_id, &out->ticket);
	if (error == 0)
		judge(out, now_s);
	return error == -ENOENT ? 0 : error;
}

bool check_say(const struct office *office, const struct check *check,
	       const char **out_phrase, struct text *out)
{
	static const char *const phrases[] = {
		[CHECK_VERDICT_UNKNOWN] = "V02",
		[CHECK_VERDICT_GOOD] = "V01",
		[CHECK_VERDICT_ENDED] = "V03",
	};
	bool is_known = check->verdict != CHECK_VERDICT_UNKNOWN;
	char until[DATE_SHOWN_SIZE] = "seterusnya";
	const struct phrase_value more[] = {
		{ "nomor", check->letter.number },
		{ "nama",
		  is_known && check->ticket.name[0] != '\0' ? check->ticket.name : "-" },
		{ "sampai", until }
	};
	struct facts facts = { .ticket = is_known ? &check->ticket : NULL,
			       .more = more,
			       .n_more = is_known ? 3 : 0 };
	struct tm local;

	if (is_known && check->letter.valid_until > 0) {
		clock_local(check->letter.valid_until, &local);
		strftime(until, sizeof until, "%d-%m-%Y", &local);
	}
	if (is_known)
		facts.date_at = check->verdict == CHECK_VERDICT_GOOD
					? check->letter.issued_at
					: check->ended_at;
	*out_phrase = phrases[check->verdict];
	return facts_fill(office, *out_phrase, &facts, out);
}

const char *check_word(enum check_verdict verdict)
{
	static const char *const words[] = {
		[CHECK_VERDICT_UNKNOWN] = "TDK TERDAFTAR",
		[CHECK_VERDICT_GOOD] = "SAH",
		[CHECK_VERDICT_ENDED] = "TIDAK BERLAKU",
	};

	return words[verdict];
}
