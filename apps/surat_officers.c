// SPDX-License-Identifier: MIT
/* surat officers: who works in the office, by which phone and PIN; numbers kept. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/cursor.h"
#include "base/text.h"
#include "handlers/accounts.h"
#include "handlers/approval.h"
#include "handlers/mandates.h"
#include "handlers/officers.h"
#include "letters/catalogue.h"
#include "store/register.h"
#include "store/store.h"

enum {
	JSON_SIZE = 2048,
	SECRET_SIZE = ACCOUNT_PASSWORD_MAX + 2,
};

static const struct print_column columns[] = {
	{ "NAMA", 28 }, { "PERAN", 10 }, { "HP", 16 }, { "PIN", 10 }, { "JABATAN", 0 },
};

static const struct print_table table = {
	.columns = columns,
	.n_columns = sizeof columns / sizeof columns[0],
};

static const char *value_of(const struct surat *surat, enum surat_option option)
{
	return surat_has(surat, option) ? surat->options[option] : "";
}

/* The officer that the first argument names, in a transaction that is open then. */
static int begin_with_officer(struct surat *surat, struct officer *out)
{
	int error = store_begin(surat->store);

	if (error < 0)
		return surat_store_failed("membuka data petugas", error);
	error = officer_find(surat->store, surat->office.village->code,
			     surat->arguments[0], out);
	if (error == 0)
		return SURAT_EXIT_OK;
	store_rollback(surat->store);
	if (error != -ENOENT)
		return surat_store_failed("mencari petugas", error);
	surat_complain("tidak ada petugas bernama '%s'; lihat: surat officers list",
		       surat->arguments[0]);
	return SURAT_EXIT_NO;
}

static int end_with(struct surat *surat, int error, const char *said)
{
	error = surat_end_transaction(surat->store, error);
	if (error < 0)
		return surat_store_failed("menyimpan petugas", error);
	print_line("%s", said);
	return SURAT_EXIT_OK;
}

int surat_officers_add(struct surat *surat)
{
	const struct officer_request request = {
		.name = surat->arguments[0],
		.role = value_of(surat, SURAT_OPTION_ROLE),
		.title = value_of(surat, SURAT_OPTION_TITLE),
		.phone = value_of(surat, SURAT_OPTION_PHONE),
	};
	char buffer[LIMIT_WHY_SIZE];
	struct officer officer = { 0 };
	struct text why;
	int error = store_begin(surat->store);

	text_init(&why, buffer, sizeof buffer);
	if (error == 0)
		error = surat_end_transaction(
			surat->store, officers_add(&surat->office, &request,
						   clock_utc_s(), &officer, &why));
	if (why.length > 0) {
		surat_complain("%s", buffer);
		return SURAT_EXIT_NO;
	}
	if (error < 0)
		return surat_store_failed("menyimpan petugas", error);
	print_line("%s (%s) ditambahkan; beri PIN dengan: surat officers pin '%s'",
		   officer.name, officer_role_name(officer.role), officer.name);
	return SURAT_EXIT_OK;
}

struct printing {
	struct store *store;
	struct print_list list;
	int64_t ids[64];
	int count;
};

static bool print_officer(void *context, const struct officer *officer)
{
	const char *cells[] = { officer->name, officer_role_name(officer->role),
				officer->phone[0] != '\0' ? officer->phone : "-",
				officers_is_locked(officer) ? "TERKUNCI"
				: officer->pin[0] != '\0'   ? "ada"
							    : "belum",
				officer->title };

	(void)context;
	print_row(&table, cells);
	return true;
}

static bool collect_id(void *context, const struct officer *officer)
{
	struct printing *printing = context;

	printing->ids[printing->count++] = officer->id;
	return printing->count < (int)(sizeof printing->ids / sizeof printing->ids[0]);
}

static int print_json(struct surat *surat)
{
	struct printing printing = { .store = surat->store };
	char buffer[JSON_SIZE];
	struct text json;
	int error = officer_list(surat->store, surat->office.village->code, collect_id,
				 &printing);

	print_list_begin(&printing.list, true);
	for (int i = 0; i < printing.count && error == 0; i++) {
		text_init(&json, buffer, sizeof buffer);
		error = officer_add_json(surat->store, printing.ids[i], &json);
		if (error == 0)
			print_list_add(&printing.list, buffer);
	}
	print_list_end(&printing.list);
	return error;
}

int surat_officers_list(struct surat *surat)
{
	int error;

	if (surat_has(surat, SURAT_OPTION_JSON)) {
		error = print_json(surat);
	} else {
		print_headings(&table);
		error = officer_list(surat->store, surat->office.village->code,
				     print_officer, NULL);
	}
	return error < 0 ? surat_store_failed("membaca petugas", error) : SURAT_EXIT_OK;
}

int surat_officers_remove(struct surat *surat)
{
	struct officer officer = { 0 };
	int result = begin_with_officer(surat, &officer);

	if (result != SURAT_EXIT_OK)
		return result;
	return end_with(surat, officers_retire(&surat->office, &officer),
			"petugas tidak aktif lagi");
}

int surat_officers_lock(struct surat *surat)
{
	struct officer officer = { 0 };
	int result = begin_with_officer(surat, &officer);

	if (result != SURAT_EXIT_OK)
		return result;
	return end_with(surat, officers_lock(&surat->office, &officer),
			"terkunci; buka lagi dengan: surat officers unlock");
}

int surat_officers_phone(struct surat *surat)
{
	char buffer[LIMIT_WHY_SIZE];
	struct officer officer = { 0 };
	struct text why;
	int error, result = begin_with_officer(surat, &officer);

	if (result != SURAT_EXIT_OK)
		return result;
	text_init(&why, buffer, sizeof buffer);
	error = officers_change_phone(&surat->office, &officer,
				      surat->n_arguments > 1 ? surat->arguments[1] : "",
				      clock_utc_s(), &why);
	if (why.length == 0)
		return end_with(surat, error, "nomor HP disimpan");
	store_rollback(surat->store);
	surat_complain("%s", buffer);
	return SURAT_EXIT_NO;
}

int surat_officers_unlock(struct surat *surat)
{
	struct officer officer = { 0 };
	int result = begin_with_officer(surat, &officer);

	if (result != SURAT_EXIT_OK)
		return result;
	officer.failures = 0;
	officer.misses = 0;
	return end_with(surat, officer_put(surat->store, &officer), "PIN dibuka");
}

/* A PIN or a password: asked twice, then set by one of two functions. */
static int set_secret(struct surat *surat, const char *what,
		      int (*set)(struct surat *surat, struct officer *officer,
				 const char *secret, struct text *why))
{
	char secret[SECRET_SIZE], again[SECRET_SIZE], buffer[LIMIT_WHY_SIZE];
	char question[64];
	struct officer officer = { 0 };
	struct text why;
	int result, error;

	text_init(&why, buffer, sizeof buffer);
	snprintf(question, sizeof question, "%s baru", what);
	if (!ask_secret(question, secret, sizeof secret) ||
	    !ask_secret("sekali lagi", again, sizeof again) ||
	    strcmp(secret, again) != 0) {
		surat_complain("keduanya tidak sama");
		return SURAT_EXIT_NO;
	}
	result = begin_with_officer(surat, &officer);
	if (result != SURAT_EXIT_OK)
		return result;
	error = set(surat, &officer, secret, &why);
	memset(secret, 0, sizeof secret);
	memset(again, 0, sizeof again);
	if (error == -EINVAL || error == -ENOKEY) {
		store_rollback(surat->store);
		if (error == -ENOKEY)
			surat_complain("berkas kunci PIN tidak dapat dipakai; lihat: "
				       "surat doctor");
		else
			surat_complain("%s", buffer);
		return SURAT_EXIT_NO;
	}
	snprintf(question, sizeof question, "%s disimpan", what);
	return end_with(surat, error, question);
}

static int set_pin(struct surat *surat, struct officer *officer, const char *secret,
		   struct text *why)
{
	return officers_set_pin(&surat->office, officer, secret, why);
}

/* NAME NIP: the number may be written in groups. */
int surat_officers_nip(struct surat *surat)
{
	char nip[LIMIT_REASON_SIZE], buffer[LIMIT_WHY_SIZE];
	struct officer officer = { 0 };
	struct text typed, why;
	int result, error;

	text_init(&typed, nip, sizeof nip);
	text_init(&why, buffer, sizeof buffer);
	if (!surat_join_arguments(surat, 1, &typed)) {
		surat_complain("NIP terlalu panjang");
		return SURAT_EXIT_NO;
	}
	result = begin_with_officer(surat, &officer);
	if (result != SURAT_EXIT_OK)
		return result;
	error = officers_set_nip(&surat->office, &officer, nip, &why);
	if (error != -EINVAL)
		return end_with(surat, error, "NIP disimpan");
	store_rollback(surat->store);
	surat_complain("%s", buffer);
	return SURAT_EXIT_NO;
}

static int set_password(struct surat *surat, struct officer *officer, const char *secret,
			struct text *why)
{
	return account_set_password(&surat->office, officer, secret, clock_utc_s(), why);
}

int surat_officers_pin(struct surat *surat)
{
	return set_secret(surat, "PIN", set_pin);
}

int surat_officers_password(struct surat *surat)
{
	return set_secret(surat, "kata sandi", set_password);
}

/* NAME KIND FROM UNTIL: until the end of the last day. */
int surat_officers_delegate(struct surat *surat)
{
	char account[LIMIT_ADDRESS_SIZE], buffer[LIMIT_WHY_SIZE];
	const struct mandate_request request = { .name = surat->arguments[0],
						 .kind = surat->arguments[1],
						 .from = surat->arguments[2],
						 .until = surat->arguments[3],
						 .by = surat_account(account) };
	struct text why;
	int error = store_begin(surat->store);

	text_init(&why, buffer, sizeof buffer);
	if (error == 0)
		error = mandate_give(&surat->office, &request, clock_utc_s(), &why);
	if (error == 0)
		return end_with(surat, 0, "mandat disimpan");
	store_rollback(surat->store);
	if (why.length > 0)
		surat_complain("%s", buffer);
	else if (error == -ENOENT)
		surat_complain(
			"tidak ada petugas bernama '%s'; lihat: surat officers list",
			request.name);
	else
		return surat_store_failed("menyimpan petugas", error);
	return SURAT_EXIT_NO;
}

static bool read_range(const char *written, struct register_kept *kept)
{
	struct cursor cursor = cursor_over_string(written);
	int first, last;

	if (!cursor_next_int(&cursor, &first) || first < 1)
		return false;
	last = first;
	if (cursor_skip_char(&cursor, '-') && !cursor_next_int(&cursor, &last))
		return false;
	kept->first = first;
	kept->last = last;
	return cursor_is_at_end(&cursor) && last >= first;
}

/* RANGE REASON: numbers of this year that the service must not give. */
int surat_numbers_keep(struct surat *surat)
{
	const char *kind = value_of(surat, SURAT_OPTION_KIND);
	const struct letter *letter = catalogue_find(surat->office.catalogue, kind);
	char scope[REGISTER_SCOPE_SIZE], why[LIMIT_REASON_SIZE];
	char account[LIMIT_ADDRESS_SIZE];
	struct register_kept kept = { .village = surat->office.village->code,
				      .scope = scope,
				      .why = why,
				      .by = surat_account(account) };
	struct text text;
	struct tm local;

	text_init(&text, why, sizeof why);
	if (!read_range(surat->arguments[0], &kept) ||
	    !surat_join_arguments(surat, 1, &text)) {
		surat_complain(
			"tulis seperti: surat numbers keep 220-225 dipakai kantor");
		return SURAT_EXIT_NO;
	}
	if (letter == NULL &&
	    (kind[0] != '\0' ||
	     strcmp(surat->office.village->number_scope, "semua") != 0)) {
		surat_complain("sebutkan suratnya dengan --kind");
		return SURAT_EXIT_NO;
	}
	approval_scope(&surat->office, letter, scope);
	clock_local(clock_utc_s(), &local);
	kept.year = local.tm_year + 1900;
	if (store_begin(surat->store) < 0)
		return surat_store_failed("menyimpan nomor", -EBUSY);
	return end_with(surat, register_keep(surat->store, &kept, clock_utc_s()),
			"nomor itu tidak akan diberikan");
}
