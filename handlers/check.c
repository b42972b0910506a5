// SPDX-License-Identifier: MIT
#include "handlers/check.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/sealing.h"
#include "store/keys.h"

enum {
	DATE_SHOWN_SIZE = 16,
	/* Between two computers' clocks, and across midnight. */
	CLOCK_SLACK_S = 86400,
};

struct verdict_row {
	const char *phrase, *name, *word;
};

static const struct verdict_row rows[CHECK_VERDICT_COUNT] = {
	[CHECK_VERDICT_UNKNOWN] = { "V02", "unknown", "TDK TERDAFTAR" },
	[CHECK_VERDICT_GOOD] = { "V01", "good", "SAH" },
	[CHECK_VERDICT_REVOKED] = { "V03", "revoked", "TIDAK BERLAKU" },
	[CHECK_VERDICT_WITHDRAWN] = { "V05", "withdrawn", "TIDAK BERLAKU" },
	[CHECK_VERDICT_EXPIRED] = { "V04", "expired", "TIDAK BERLAKU" },
	[CHECK_VERDICT_UNASKED] = { "V09", "unasked", "TANDA ASLI" },
	[CHECK_VERDICT_UNTRUSTED] = { "V06", "untrusted", "BELUM PASTI" },
	[CHECK_VERDICT_KEY_REVOKED] = { "V07", "key-revoked", "BELUM PASTI" },
	[CHECK_VERDICT_FORGED] = { "V08", "forged", "PALSU" },
	[CHECK_VERDICT_DIFFERS] = { "V10", "differs", "AWAS" },
	[CHECK_VERDICT_FUTURE] = { "V11", "future", "BELUM PASTI" },
	[CHECK_VERDICT_BROKEN] = { "V12", "broken", "TIDAK UTUH" },
};

const char *check_word(enum check_verdict verdict)
{
	must((size_t)verdict < CHECK_VERDICT_COUNT);
	return rows[verdict].word;
}

const char *check_verdict_name(enum check_verdict verdict)
{
	must((size_t)verdict < CHECK_VERDICT_COUNT);
	return rows[verdict].name;
}

static void end(struct check *check, enum check_verdict verdict, int64_t ended_at)
{
	check->verdict = verdict;
	check->ended_at = ended_at;
}

static bool is_issued(const struct ticket *ticket)
{
	return ticket->state == TICKET_STATE_APPROVED ||
	       ticket->state == TICKET_STATE_READY ||
	       ticket->state == TICKET_STATE_COLLECTED;
}

/* By the register. */
static void judge(struct check *check, int64_t now_s)
{
	const struct register_entry *letter = &check->letter;
	const struct ticket *ticket = &check->ticket;

	if (letter->state == REGISTER_STATE_WITHDRAWN)
		end(check, CHECK_VERDICT_WITHDRAWN, letter->revoked_at);
	else if (letter->state == REGISTER_STATE_REVOKED)
		end(check, CHECK_VERDICT_REVOKED, letter->revoked_at);
	else if (ticket->state == TICKET_STATE_EXPIRED)
		end(check, CHECK_VERDICT_EXPIRED, ticket->updated_at);
	else if (!is_issued(ticket))
		end(check, CHECK_VERDICT_REVOKED, ticket->updated_at);
	else if (letter->valid_until > 0 && now_s > letter->valid_until)
		end(check, CHECK_VERDICT_EXPIRED, letter->valid_until);
	else
		end(check, CHECK_VERDICT_GOOD, 0);
}

/* Fill in the letter of check->ticket. -ENOENT when it is only a request. */
static int find_letter(const struct office *office, struct check *check)
{
	int error = register_of_ticket(office->store, check->ticket.id, &check->letter);

	check->is_known = error == 0;
	return error;
}

static int judge_letter(const struct office *office, int64_t now_s, struct check *check)
{
	judge(check, now_s);
	check->has_facts = true;
	return sealing_facts(office, check->ticket.id, &check->facts);
}

int check_code(const struct office *office, const char *code, int64_t now_s,
	       struct check *out)
{
	int error;

	*out = (struct check){ .verdict = CHECK_VERDICT_UNKNOWN };
	error = ticket_find_by_code(office->store, code, &out->ticket);
	if (error == 0 && strcmp(out->ticket.village, office->village->code) != 0)
		return 0;
	if (error == 0)
		error = find_letter(office, out);
	if (error == 0)
		error = judge_letter(office, now_s, out);
	return error == -ENOENT ? 0 : error;
}

int check_number(const struct office *office, const char *number, int64_t now_s,
		 struct check *out)
{
	int error;

	*out = (struct check){ .verdict = CHECK_VERDICT_UNKNOWN };
	error = register_find(office->store, office->village->code, number, &out->letter);
	if (error == 0)
		error = ticket_get(office->store, out->letter.ticket_id, &out->ticket);
	if (error == 0) {
		out->is_known = true;
		error = judge_letter(office, now_s, out);
	}
	return error == -ENOENT ? 0 : error;
}

static void write_day(int64_t at_s, char out[SEAL_DATE_SIZE])
{
	struct tm local;

	clock_local(at_s, &local);
	if (strftime(out, SEAL_DATE_SIZE, "%Y-%m-%d", &local) == 0)
		out[0] = '\0';
}

struct search {
	const struct seal *seal;
	bool is_village_known, is_found;
	struct key key;
};

static bool try_key(void *context, const struct key *key)
{
	struct search *search = context;

	search->is_village_known = true;
	search->is_found = seal_is_signed(search->seal, key->public_key);
	search->key = *key;
	return !search->is_found;
}

/* A key that was replaced signs no letter of a later day. */
static bool is_key_over(const struct key *key, const struct seal_facts *facts)
{
	char until[SEAL_DATE_SIZE];

	if (key->state == KEY_STATE_REVOKED)
		return true;
	write_day(key->until_at, until);
	return key->until_at > 0 && strcmp(facts->issued, until) > 0;
}

/* What the signature and the two days say, without any register. */
static enum check_verdict judge_seal(const struct search *search, int64_t now_s)
{
	const struct seal_facts *facts = &search->seal->facts;
	char today[SEAL_DATE_SIZE], tomorrow[SEAL_DATE_SIZE];

	if (!search->is_village_known)
		return CHECK_VERDICT_UNTRUSTED;
	if (!search->is_found)
		return CHECK_VERDICT_FORGED;
	if (is_key_over(&search->key, facts))
		return CHECK_VERDICT_KEY_REVOKED;
	write_day(now_s, today);
	write_day(now_s + CLOCK_SLACK_S, tomorrow);
	if (strcmp(facts->issued, tomorrow) > 0)
		return CHECK_VERDICT_FUTURE;
	if (facts->valid_until[0] != '\0' && strcmp(facts->valid_until, today) < 0)
		return CHECK_VERDICT_EXPIRED;
	return CHECK_VERDICT_UNASKED;
}

/* The seal is good: what does the register of its village say, if it is this one? */
static int ask_register(const struct office *office, int64_t now_s, struct check *out)
{
	bool is_ours = strcmp(out->facts.village, office->village->code) == 0;
	struct seal_facts registered;
	int error = ticket_find_by_code(office->store, out->facts.code, &out->ticket);

	if (error == 0)
		error = find_letter(office, out);
	if (error == 0)
		error = sealing_facts(office, out->ticket.id, &registered);
	if (error == -ENOENT) {
		if (is_ours)
			out->verdict = CHECK_VERDICT_DIFFERS;
		return 0;
	}
	if (error < 0)
		return error;
	if (seal_facts_are_same(&registered, &out->facts))
		judge(out, now_s);
	else
		out->verdict = CHECK_VERDICT_DIFFERS;
	return 0;
}

int check_seal(const struct office *office, const char *sealed, int64_t now_s,
	       struct check *out)
{
	struct search search = { .is_found = false };
	struct seal seal;
	int error;

	*out = (struct check){ .verdict = CHECK_VERDICT_BROKEN, .is_seal = true };
	if (!seal_read(sealed, strlen(sealed), &seal, NULL))
		return 0;
	out->facts = seal.facts;
	out->has_facts = true;
	search.seal = &seal;
	error = key_list(office->store, seal.facts.village, try_key, &search);
	if (error < 0)
		return error;
	out->verdict = judge_seal(&search, now_s);
	if (out->verdict == CHECK_VERDICT_UNASKED ||
	    out->verdict == CHECK_VERDICT_EXPIRED)
		error = ask_register(office, now_s, out);
	return error;
}

const char *check_find_seal(const char *message)
{
	for (; *message != '\0'; message++) {
		if ((*message == SEAL_BEGINNING[0] || *message == '#') &&
		    seal_is_meant(message))
			return message;
	}
	return NULL;
}

/* A scanner ends with Enter, and people copy a blank along. */
static bool trim(const char *asked, char *out, size_t size)
{
	static const char blanks[] = " \t\r\n";
	size_t length;

	asked += strspn(asked, blanks);
	length = strlen(asked);
	while (length > 0 && strchr(blanks, asked[length - 1]) != NULL)
		length--;
	if (length >= size)
		return false;
	memcpy(out, asked, length);
	out[length] = '\0';
	return true;
}

int check_any(const struct office *office, const char *asked, int64_t now_s,
	      struct check *out)
{
	char trimmed[SEAL_QR_SIZE], code[LIMIT_CODE_SIZE];

	if (!trim(asked, trimmed, sizeof trimmed)) {
		*out = (struct check){ .verdict = CHECK_VERDICT_BROKEN, .is_seal = true };
		return 0;
	}
	if (seal_is_meant(trimmed))
		return check_seal(office, trimmed, now_s, out);
	if (code_read(trimmed, code))
		return check_code(office, code, now_s, out);
	return check_number(office, trimmed, now_s, out);
}

/* "2026-11-21" -> "21-11-2026", as texts say it. */
static void turn_day(const char *day, char out[DATE_SHOWN_SIZE])
{
	struct text text;

	text_init(&text, out, DATE_SHOWN_SIZE);
	text_add_format(&text, "%.2s-%.2s-%.4s", day + 8, day + 5, day);
}

/* The day that its sentence speaks of. */
static void write_spoken_day(const struct check *check, char out[DATE_SHOWN_SIZE])
{
	char day[SEAL_DATE_SIZE];

	if (check->ended_at > 0)
		write_day(check->ended_at, day);
	else if (check->verdict == CHECK_VERDICT_EXPIRED)
		text_copy(day, sizeof day, check->facts.valid_until);
	else
		text_copy(day, sizeof day, check->facts.issued);
	turn_day(day, out);
}

bool check_say(const struct office *office, const struct check *check,
	       const char **out_phrase, struct text *out)
{
	const struct seal_facts *said = &check->facts;
	char day[DATE_SHOWN_SIZE] = "-", until[DATE_SHOWN_SIZE] = "seterusnya";
	char code[CODE_SHOWN_SIZE];
	const struct phrase_value more[] = {
		{ "nomor", said->number },
		{ "nama", said->name },
		{ "sampai", until },
		{ "kode_desa", said->village },
		{ "tgl", day },
		{ "kode", code },
	};
	struct ticket letter = { .state = TICKET_STATE_APPROVED };
	struct facts facts = { .ticket = check->has_facts ? &letter : NULL,
			       .more = more,
			       .n_more = check->has_facts ? sizeof more / sizeof *more
							  : 0 };

	must((size_t)check->verdict < CHECK_VERDICT_COUNT);
	if (check->has_facts) {
		text_copy(letter.kind, sizeof letter.kind, said->kind);
		text_copy(letter.code, sizeof letter.code, said->code);
		code_show(said->code, code);
		write_spoken_day(check, day);
		if (said->valid_until[0] != '\0')
			turn_day(said->valid_until, until);
	}
	*out_phrase = rows[check->verdict].phrase;
	return facts_fill(office, *out_phrase, &facts, out);
}
