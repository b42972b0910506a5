// SPDX-License-Identifier: MIT
/* surat keys: public keys. The private one is suratd's alone. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "apps/surat_read.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/details.h"
#include "handlers/keys.h"
#include "letters/seal.h"
#include "store/doorbell.h"
#include "store/store.h"

enum {
	JSON_SIZE = 2048,
	LOOK_MS = 50,
	PATIENCE_MS = 5000, /* for suratd to make a key */
	DAY_SIZE = 10 + 1,
};

static const struct print_column columns[] = {
	{ "DESA", 13 }, { "SIDIK", 19 },  { "KEADAAN", 9 },
	{ "DARI", 10 }, { "SAMPAI", 10 }, { "NAMA", 0 },
};

static const struct print_table table = {
	.columns = columns,
	.n_columns = sizeof columns / sizeof columns[0],
};

static const char *show_day(int64_t at_s, char out[DAY_SIZE])
{
	struct tm local;

	text_copy(out, DAY_SIZE, "-");
	if (at_s == 0)
		return out;
	clock_local(at_s, &local);
	strftime(out, DAY_SIZE, "%d-%m-%Y", &local);
	return out;
}

static const char *show_state(const struct key *key)
{
	switch (key->state) {
	case KEY_STATE_REVOKED:
		return "DICABUT";
	case KEY_STATE_OWN:
		return key->until_at == 0 ? "MENYEGEL" : "LAMA";
	case KEY_STATE_TRUSTED:
	case KEY_STATE_COUNT:
		break;
	}
	return key->until_at == 0 ? "DIPERCAYA" : "LAMA";
}

static bool print_key(void *context, const struct key *key)
{
	char fingerprint[SEAL_FINGERPRINT_SIZE], from[DAY_SIZE], until[DAY_SIZE];
	const char *cells[] = { key->village,
				fingerprint,
				show_state(key),
				show_day(key->from_at, from),
				show_day(key->until_at, until),
				key->name };

	(void)context;
	seal_key_fingerprint(key->public_key, fingerprint);
	print_row(&table, cells);
	return true;
}

static bool print_key_json(void *context, const struct key *key)
{
	char buffer[JSON_SIZE], fingerprint[SEAL_FINGERPRINT_SIZE];
	struct text json;

	seal_key_fingerprint(key->public_key, fingerprint);
	text_init(&json, buffer, sizeof buffer);
	text_add(&json, "{\"village\":");
	json_add_text(&json, key->village);
	text_add(&json, ",\"name\":");
	json_add_text(&json, key->name);
	text_add_format(&json, ",\"public_key\":\"%s\",\"fingerprint\":\"%s\"",
			key->public_key, fingerprint);
	text_add_format(&json, ",\"state\":\"%s\",\"from_at\":%lld,\"until_at\":%lld",
			key_state_name(key->state), (long long)key->from_at,
			(long long)key->until_at);
	text_add(&json, ",\"why\":");
	json_add_text(&json, key->why);
	text_add_char(&json, '}');
	print_list_add(context, buffer);
	return true;
}

int surat_keys_show(struct surat *surat)
{
	struct print_list list;
	int error;

	if (surat_has(surat, SURAT_OPTION_JSON)) {
		print_list_begin(&list, true);
		error = key_list(surat->store, "", print_key_json, &list);
		print_list_end(&list);
	} else {
		print_headings(&table);
		error = key_list(surat->store, "", print_key, NULL);
	}
	return error < 0 ? surat_store_failed("membaca kunci", error) : SURAT_EXIT_OK;
}

static bool export_key(void *context, const struct key *key)
{
	char buffer[KEYS_LINE_SIZE], fingerprint[SEAL_FINGERPRINT_SIZE];
	struct text line;

	text_init(&line, buffer, sizeof buffer);
	keys_write_line(key, &line);
	seal_key_fingerprint(key->public_key, fingerprint);
	fprintf(context, "# sidik %s\n%s\n", fingerprint, buffer);
	return true;
}

int surat_keys_export(struct surat *surat)
{
	const char *path = surat->n_arguments > 0 ? surat->arguments[0] : NULL;
	FILE *out = path == NULL ? stdout : fopen(path, "we");
	int error;

	if (out == NULL) {
		surat_complain("tidak dapat menulis '%s': %s", path, strerror(errno));
		return SURAT_EXIT_NO;
	}
	fputs(KEYS_FILE_HEADING "\n# Kunci publik Surat Desa. Cocokkan sidiknya lewat "
				"telepon sebelum dipercaya.\n",
	      out);
	error = key_list(surat->store, "", export_key, out);
	if (path != NULL && (ferror(out) != 0) + (fclose(out) != 0) > 0) {
		surat_complain("'%s' tidak tertulis seluruhnya", path);
		return SURAT_EXIT_NO;
	}
	return error < 0 ? surat_store_failed("membaca kunci", error) : SURAT_EXIT_OK;
}

static int trust(struct surat *surat, const char *bytes, size_t length,
		 struct keys_report *report, struct text *why)
{
	char account[LIMIT_ADDRESS_SIZE];
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	error = keys_trust(&surat->office, bytes, length, surat_account(account),
			   clock_utc_s(), report, why);
	return surat_end_transaction(surat->store, error);
}

int surat_keys_trust(struct surat *surat)
{
	const char *path = surat->arguments[0];
	char buffer[LIMIT_WHY_SIZE], *bytes = NULL;
	struct keys_report report;
	struct text why;
	ssize_t length = surat_read_file(path, KEYS_FILE_MAX_BYTES, &bytes);
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	if (length < 0) {
		text_say(&why, "%s", strerror((int)-length));
	} else if (length > KEYS_FILE_MAX_BYTES) {
		text_say(&why, "terlalu besar untuk berkas kunci");
	} else {
		error = trust(surat, bytes, (size_t)length, &report, &why);
	}
	free(bytes);
	if (why.length > 0) {
		surat_complain("%s: %s", path, buffer);
		return SURAT_EXIT_NO;
	}
	if (error < 0)
		return surat_store_failed("menyimpan kunci", error);
	print_line("%d kunci baru, %d berubah, %d sudah dikenal", report.n_new,
		   report.n_changed, report.n_same);
	if (report.n_new > 0)
		print_line(
			"Cocokkan sidiknya dengan desa lewat telepon: surat keys show");
	return SURAT_EXIT_OK;
}

/* suratd makes the next key when it sees that none seals. */
static int wait_for_key(struct surat *surat)
{
	int64_t until_ms = clock_mono_ms() + PATIENCE_MS;
	char fingerprint[SEAL_FINGERPRINT_SIZE];
	struct key key;
	int error = -ENOENT;

	if (!doorbell_is_heard(surat->settings->store.path, "suratd")) {
		print_line("suratd tidak berjalan; kunci baru dibuat saat suratd mulai");
		return SURAT_EXIT_OK;
	}
	while (error == -ENOENT && clock_mono_ms() < until_ms) {
		poll(NULL, 0, LOOK_MS);
		error = key_sealing(surat->store, surat->office.village->code, &key);
	}
	if (error == -ENOENT) {
		surat_complain("suratd belum membuat kunci baru; lihat: surat doctor");
		return SURAT_EXIT_NO;
	}
	if (error < 0)
		return surat_store_failed("membaca kunci", error);
	seal_key_fingerprint(key.public_key, fingerprint);
	print_line("kunci baru %s; kirim ke kecamatan: surat keys export FILE",
		   fingerprint);
	return SURAT_EXIT_OK;
}

int surat_keys_rotate(struct surat *surat)
{
	char account[LIMIT_ADDRESS_SIZE];
	int error = store_begin(surat->store);

	if (error == 0)
		error = surat_end_transaction(
			surat->store,
			keys_end(&surat->office, surat_account(account), clock_utc_s()));
	if (error < 0 && error != -ENOENT)
		return surat_store_failed("menyimpan kunci", error);
	return wait_for_key(surat);
}

static int revoke_key(struct surat *surat, const char *reason, struct key *out)
{
	char account[LIMIT_ADDRESS_SIZE];
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	error = keys_find(&surat->office, surat->arguments[0], out);
	if (error == 0)
		error = keys_revoke(&surat->office, out, reason, surat_account(account),
				    clock_utc_s());
	return surat_end_transaction(surat->store, error);
}

int surat_keys_revoke(struct surat *surat)
{
	char reason[LIMIT_REASON_SIZE];
	struct text text;
	struct key key;
	int error;

	text_init(&text, reason, sizeof reason);
	if (!surat_join_arguments(surat, 1, &text) ||
	    reason[strspn(reason, " ")] == '\0') {
		surat_complain("alasan harus ditulis, paling banyak %d huruf",
			       LIMIT_REASON_SIZE - 1);
		return SURAT_EXIT_NO;
	}
	error = revoke_key(surat, reason, &key);
	if (error == -ENOENT || error == -EINVAL) {
		surat_complain(
			"tidak ada satu kunci dengan sidik '%s'; lihat: surat keys "
			"show",
			surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	if (error < 0)
		return surat_store_failed("menyimpan kunci", error);
	print_line(
		"kunci desa %s dicabut; semua yang disegel olehnya tidak dipercaya lagi",
		key.village);
	return strcmp(key.village, surat->office.village->code) == 0 ? wait_for_key(surat)
								     : SURAT_EXIT_OK;
}
