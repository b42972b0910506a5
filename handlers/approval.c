// SPDX-License-Identifier: MIT
#include "handlers/approval.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/cursor.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/challenge.h"
#include "handlers/office.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "letters/numbers.h"
#include "store/officers.h"
#include "store/register.h"
#include "store/tickets.h"

enum {
	DAY_SIZE = 10 + 1, /* 2026-11-21 */
	/* Two scopes may write the same number; the later one goes past it. */
	TAKEN_MAX = 10000,
};

bool approval_read_start(const char *written, int *out_first, int *out_year)
{
	struct cursor cursor = cursor_over_string(written);

	*out_first = 1;
	*out_year = 0;
	if (written[0] == '\0')
		return true;
	return cursor_next_int(&cursor, out_first) && cursor_skip_char(&cursor, '/') &&
	       cursor_next_int(&cursor, out_year) && cursor_is_at_end(&cursor) &&
	       *out_first > 0 && *out_year >= 2000 && *out_year < 2200;
}

const char *approval_code(const struct office *office, const struct letter *letter)
{
	bool is_new = strcmp(office->village->code_table, "new") == 0;
	const char *code = is_new ? letter->code_new : letter->code_old;

	return code[0] != '\0' ? code : letter->keyword;
}

const char *approval_unit(const struct office *office, const struct letter *letter)
{
	return letter->unit[0] != '\0' ? letter->unit : office->village->unit;
}

void approval_scope(const struct office *office, const struct letter *letter,
		    char out[REGISTER_SCOPE_SIZE])
{
	const char *scope = office->village->number_scope;

	out[0] = '\0';
	if (letter == NULL)
		return;
	if (strcmp(scope, "per_surat") == 0)
		text_copy(out, REGISTER_SCOPE_SIZE, letter->keyword);
	else if (strcmp(scope, "per_kode") == 0)
		text_copy(out, REGISTER_SCOPE_SIZE, approval_code(office, letter));
}

static int first_of_year(const struct office *office, int year)
{
	int first, start_year;

	must(approval_read_start(office->village->number_start, &first, &start_year));
	return year == start_year ? first : 1;
}

static void show_day(int64_t at_s, char out[DAY_SIZE])
{
	struct tm local;

	out[0] = '\0';
	if (at_s == 0)
		return;
	clock_local(at_s, &local);
	strftime(out, DAY_SIZE, "%Y-%m-%d", &local);
}

/* To the end of its last day. */
static int64_t valid_until(const struct letter *letter, int64_t now_s)
{
	struct tm local;

	if (letter->valid_days == 0)
		return 0;
	clock_local(now_s, &local);
	local.tm_mday += letter->valid_days;
	local.tm_hour = 23;
	local.tm_min = local.tm_sec = 59;
	return clock_utc_of_local(&local);
}

/* A kind that was taken out of the catalogue since is numbered all the same. */
static struct letter find_letter(const struct office *office, const char *kind)
{
	const struct letter *found = catalogue_find(office->catalogue, kind);
	struct letter letter = { .keyword = "" };

	if (found != NULL)
		return *found;
	text_copy(letter.keyword, sizeof letter.keyword, kind);
	text_copy(letter.title, sizeof letter.title, kind);
	return letter;
}

/* Who signs: the officer that approved, else the head that the settings name. */
static void add_signer(const struct office *office, const struct actor *actor,
		       struct register_entry *entry)
{
	const struct officer *officer = actor->officer;
	const char *title = office->village->head_title;

	text_copy(entry->signer_name, sizeof entry->signer_name,
		  officer != NULL ? officer->name : office->village->head_name);
	if (officer != NULL && officer->title[0] != '\0')
		title = officer->title;
	text_copy(entry->signer_title, sizeof entry->signer_title, title);
	text_copy(entry->signer_role, sizeof entry->signer_role,
		  officer != NULL ? officer_role_name(officer->role) : "kades");
	text_copy(entry->signer_kind, sizeof entry->signer_kind, actor->capacity);
}

/* The head of the settings has one when he is an officer too. */
static int find_nip(const struct office *office, const struct register_entry *entry,
		    char out[OFFICER_NIP_SIZE])
{
	struct officer signer = { .nip = "" };
	int error = officer_find(office->store, office->village->code, entry->signer_name,
				 &signer);

	text_copy(out, OFFICER_NIP_SIZE, error == 0 ? signer.nip : "");
	return error == -ENOENT ? 0 : error;
}

static int add_snapshot(const struct office *office, const struct letter *letter,
			struct register_entry *entry)
{
	char date[DAY_SIZE], until[DAY_SIZE], nip[OFFICER_NIP_SIZE];
	const struct village *village = office->village;
	struct register_print print = {
		.number = entry->number,
		.title = letter->title,
		.code = approval_code(office, letter),
		.village = village->name,
		.subdistrict = village->subdistrict,
		.regency = village->regency,
		.province = village->province,
		.address = village->address,
		.date = date,
		.valid_until = until,
		.signer_name = entry->signer_name,
		.signer_title = entry->signer_title,
		.signer_kind = entry->signer_kind,
		.head_title = village->head_title,
		.phone = village->phone,
		.service_number = village->service_number,
		.opening = letter->opening[0] != '\0' ? letter->opening
						      : village->letter.opening,
		.body = letter->body,
		.closing = village->letter.closing,
		.copies_to = letter->copies_to,
		.signers = letter->signers,
		.camat = letter->needs_camat ? "1" : "",
		.signer_nip = nip,
	};
	struct text snapshot;
	int error = find_nip(office, entry, nip);

	if (error < 0)
		return error;
	show_day(entry->issued_at, date);
	show_day(entry->valid_until, until);
	text_init(&snapshot, entry->snapshot, sizeof entry->snapshot);
	return register_make_snapshot(office->store, entry->ticket_id, &print, &snapshot);
}

static void write_number(const struct office *office, const struct letter *letter,
			 struct register_entry *entry)
{
	const struct village *village = office->village;
	struct number_parts parts = { .code = approval_code(office, letter),
				      .village_code = village->code,
				      .unit = approval_unit(office, letter),
				      .short_name = village->short_name,
				      .sequence = entry->sequence,
				      .year = entry->year };
	struct text number;
	struct tm local;

	clock_local(entry->issued_at, &local);
	parts.month = local.tm_mon + 1;
	text_init(&number, entry->number, sizeof entry->number);
	numbers_write(village->number_format, &parts, &number);
	must(!number.is_cut); /* the settings were checked for the longest */
}

static int add_numbered(const struct office *office, const struct letter *letter,
			struct register_entry *entry)
{
	int64_t start = first_of_year(office, entry->year);

	for (int i = 0; i < TAKEN_MAX; i++) {
		int error = register_next(office->store, entry->village, entry->year,
					  entry->scope, start, &entry->sequence);

		if (error < 0)
			return error;
		write_number(office, letter, entry);
		error = add_snapshot(office, letter, entry);
		if (error == 0)
			error = register_add(office->store, entry);
		if (error != -EEXIST)
			return error;
		start = entry->sequence + 1;
	}
	return -ERANGE;
}

static int reissue(const struct office *office, const struct letter *letter,
		   const struct register_entry *old, struct register_entry *entry)
{
	int error;

	text_copy(entry->number, sizeof entry->number, old->number);
	error = add_snapshot(office, letter, entry);
	return error < 0 ? error : register_reissue(office->store, entry);
}

static struct register_entry begin_entry(const struct office *office,
					 const struct letter *letter,
					 const struct ticket *ticket,
					 const struct actor *actor, int64_t now_s)
{
	struct register_entry entry = { .ticket_id = ticket->id,
					.issued_at = now_s,
					.valid_until = valid_until(letter, now_s) };
	struct tm local;

	clock_local(now_s, &local);
	entry.year = local.tm_year + 1900;
	text_copy(entry.village, sizeof entry.village, ticket->village);
	text_copy(entry.kind, sizeof entry.kind, ticket->kind);
	approval_scope(office, letter, entry.scope);
	add_signer(office, actor, &entry);
	return entry;
}

int approval_foresee(const struct office *office, const struct ticket *ticket,
		     int64_t now_s, struct register_entry *out)
{
	const struct actor head = { .name = "" };
	struct letter letter = find_letter(office, ticket->kind);

	*out = begin_entry(office, &letter, ticket, &head, now_s);
	text_copy(out->number, sizeof out->number, "....................");
	return add_snapshot(office, &letter, out);
}

int approval_register(const struct office *office, const struct ticket *ticket,
		      const struct actor *actor, int64_t now_s)
{
	struct letter letter = find_letter(office, ticket->kind);
	struct register_entry entry = begin_entry(office, &letter, ticket, actor, now_s);
	struct register_entry old;
	int error;

	error = register_of_ticket(office->store, ticket->id, &old);
	if (error == 0)
		error = reissue(office, &letter, &old, &entry);
	else if (error == -ENOENT)
		error = add_numbered(office, &letter, &entry);
	if (error == 0)
		log_info("letter registered code=%s number=\"%s\"", ticket->code,
			 entry.number);
	return error;
}

int approval_may_withdraw(const struct office *office, const struct ticket *ticket,
			  int64_t now_s)
{
	struct register_entry entry;
	int error = register_of_ticket(office->store, ticket->id, &entry);

	/* Of the future: the clock was set back, and nobody knows how long ago it was. */
	if (error == -ENOENT ||
	    (error == 0 && (now_s - entry.issued_at > CHALLENGE_WITHDRAW_S ||
			    entry.issued_at - now_s > CHALLENGE_WITHDRAW_S)))
		return -EPERM;
	return error;
}

int approval_withdraw(const struct office *office, const struct ticket *ticket,
		      int64_t now_s)
{
	return register_set_state(office->store, ticket->id, REGISTER_STATE_WITHDRAWN,
				  now_s, "");
}

int approval_revoke(const struct office *office, const struct ticket *ticket,
		    int64_t now_s)
{
	int error = register_set_state(office->store, ticket->id, REGISTER_STATE_REVOKED,
				       now_s, ticket->reason);

	return error == -ENOENT ? 0 : error; /* approved before there was a register */
}
