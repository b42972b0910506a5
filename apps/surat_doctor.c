// SPDX-License-Identifier: MIT
/*
 * surat doctor: one table of checks. Each says what it found; what is wrong comes with
 * the next step to take. It changes nothing, and it goes on when one thing is broken.
 */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "apps/surat.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/details.h"
#include "store/doorbell.h"
#include "store/inbox.h"
#include "store/modems.h"
#include "store/outbox.h"
#include "store/residents.h"
#include "store/store.h"

enum {
	ISSUE_SIZE = 1024,
	FREE_BYTES_WARNING = 64 << 20, /* suratd stops taking messages well below */
	WAITING_LONG_S = 15 * 60,
	SIGNAL_WEAK_PERCENT = 10,
	DAY_S = 24 * 3600,
};

struct doctor {
	const struct settings_source *source;
	struct settings *settings; /* NULL when they are wrong */
	struct store *store;       /* NULL when it does not open */
	const char *subject;       /* of the check that is running */
	int n_wrong;
	bool is_json;
	struct print_list list;
};

static const struct print_column columns[] = { { "", 6 }, { "", 12 }, { "", 0 } };
static const struct print_table table = { columns, 3, true };

static void print_finding_json(struct doctor *doctor, const char *verdict,
			       const char *what, const char *what_to_do)
{
	const char *const members[][2] = { { "{\"check\":", doctor->subject },
					   { ",\"verdict\":", verdict },
					   { ",\"what\":", what },
					   { ",\"todo\":", what_to_do } };
	char buffer[8 * ISSUE_SIZE];
	struct text json;

	text_init(&json, buffer, sizeof buffer);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		text_add(&json, members[i][0]);
		json_add_text(&json, members[i][1]);
	}
	text_add_char(&json, '}');
	print_list_add(&doctor->list, buffer);
}

/* `verdict` as programs and as people read it. */
static void say(struct doctor *doctor, const char *verdict, const char *verdict_shown,
		const char *what_to_do, const char *what)
{
	char advice[ISSUE_SIZE];
	const char *cells[] = { verdict_shown, doctor->subject, what };
	const char *more[] = { "", "", advice };

	if (doctor->is_json) {
		print_finding_json(doctor, verdict, what, what_to_do);
		return;
	}
	print_row(&table, cells);
	if (what_to_do[0] == '\0')
		return;
	snprintf(advice, sizeof advice, "-> %s", what_to_do);
	print_row(&table, more);
}

static void good(struct doctor *doctor, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void hint(struct doctor *doctor, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void wrong(struct doctor *doctor, const char *what_to_do, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fill(struct text *what, char buffer[ISSUE_SIZE], const char *format,
		 va_list values)
{
	text_init(what, buffer, ISSUE_SIZE);
	text_add_valist(what, format, values);
}

static void good(struct doctor *doctor, const char *format, ...)
{
	char buffer[ISSUE_SIZE];
	struct text what;
	va_list values;

	va_start(values, format);
	fill(&what, buffer, format, values);
	va_end(values);
	say(doctor, "good", "baik", "", buffer);
}

/* Worth knowing, and nothing is wrong. */
static void hint(struct doctor *doctor, const char *format, ...)
{
	char buffer[ISSUE_SIZE];
	struct text what;
	va_list values;

	va_start(values, format);
	fill(&what, buffer, format, values);
	va_end(values);
	say(doctor, "hint", "saran", "", buffer);
}

static void wrong(struct doctor *doctor, const char *what_to_do, const char *format, ...)
{
	char buffer[ISSUE_SIZE];
	struct text what;
	va_list values;

	doctor->n_wrong++;
	va_start(values, format);
	fill(&what, buffer, format, values);
	va_end(values);
	say(doctor, "wrong", "SALAH", what_to_do, buffer);
}

/* --- Checks that need nothing --- */

static void check_settings(struct doctor *doctor)
{
	char file[LIMIT_PATH_SIZE];

	if (doctor->source->file != NULL)
		(void)text_copy(file, sizeof file, doctor->source->file);
	else
		settings_default_file(file);
	fflush(stdout);
	if (settings_load(doctor->source, &doctor->settings) < 0)
		wrong(doctor, "betulkan berkas itu, lalu periksa lagi dengan: suratd -n",
		      "%s: lihat kesalahan di atas", file);
	else
		good(doctor, "%s", file);
}

/* A box without a battery clock wakes up in the past. */
static void check_clock(struct doctor *doctor)
{
	char now[PRINT_TIME_SIZE], built[PRINT_TIME_SIZE];
	struct stat program;

	if (stat("/proc/self/exe", &program) == 0 && clock_utc_s() < program.st_mtime)
		wrong(doctor,
		      "setel jam komputer (timedatectl), pasang baterai jam atau NTP",
		      "jam %s lebih tua daripada program ini (%s)",
		      print_time(clock_utc_s(), now),
		      print_time(program.st_mtime, built));
	else
		good(doctor, "%s", print_time(clock_utc_s(), now));
}

/* --- Checks that need the settings --- */

/* Whether the accounts that may use the folder may use the file too: a store that root
 * made by hand keeps suratd out. */
static bool is_owned_as_folder(const char *path, const struct stat *file)
{
	char copy[LIMIT_PATH_SIZE];
	struct stat folder;

	(void)text_copy(copy, sizeof copy, path);
	return stat(dirname(copy), &folder) != 0 || folder.st_uid == file->st_uid ||
	       folder.st_gid == file->st_gid;
}

static void check_store(struct doctor *doctor)
{
	const char *path = doctor->settings->store.path;
	char buffer[LIMIT_WHY_SIZE];
	struct stat file;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (store_open(&doctor->store, &doctor->settings->store, &why) < 0) {
		wrong(doctor,
		      "tanpa ini tidak ada yang berjalan; periksa disk dan hak akses",
		      "%s", buffer);
		return;
	}
	if (stat(path, &file) < 0)
		wrong(doctor, "periksa hak akses folder", "%s: %s", path,
		      strerror(errno));
	else if ((file.st_mode & S_IRWXO) != 0)
		wrong(doctor, "chmod o-rwx pada berkas itu",
		      "%s dapat dibuka siapa pun di komputer ini", path);
	else if (!is_owned_as_folder(path, &file))
		wrong(doctor, "chown berkas itu seperti pemilik foldernya",
		      "%s bukan milik pemilik foldernya: suratd tidak dapat membukanya",
		      path);
	else
		good(doctor, "%s, versi %d", path, store_schema_version());
}

static void check_service(struct doctor *doctor)
{
	if (doorbell_is_heard(doctor->settings->store.path, "suratd"))
		good(doctor, "berjalan");
	else
		wrong(doctor,
		      "systemctl enable --now suratd; sebabnya: journalctl -u suratd",
		      "tidak berjalan: SMS tidak dibaca dan tidak dikirim");
}

/* --- Checks that need the store --- */

static void check_disk(struct doctor *doctor)
{
	int64_t free_bytes = store_free_bytes(doctor->store);

	if (free_bytes < 0)
		hint(doctor, "ruang disk tidak dapat dibaca");
	else if (free_bytes < FREE_BYTES_WARNING)
		wrong(doctor,
		      "hapus berkas yang tidak perlu; SMS tertahan di SIM bila "
		      "penuh",
		      "tinggal %lld MiB", (long long)(free_bytes >> 20));
	else
		good(doctor, "%lld MiB kosong", (long long)(free_bytes >> 20));
}

static const char *modem_advice(const struct modem_row *row)
{
	static const struct {
		const char *state, *advice;
	} rows[] = {
		{ "absent", "colokkan modem; cocokkan 'port' di pengaturan dengan ls "
			    "/dev/serial/by-id" },
		{ "probing", "tunggu semenit; bila tetap begini, cabut lalu colokkan "
			     "lagi modemnya" },
		{ "pin", "isi 'pin' di pengaturan; sesudah PIN salah, coba SIM di HP "
			 "dulu" },
		{ "registering", "periksa antena dan kartu SIM (aktif, ada pulsa?)" },
		{ "lost", "cabut lalu colokkan lagi; pakai hub USB yang berdaya" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].state, row->state) == 0)
			return rows[i].advice;
	return "lihat: surat modem";
}

static void judge_modem(struct doctor *doctor, const struct modem_row *row)
{
	char since[PRINT_TIME_SIZE], noted[PRINT_TIME_SIZE];

	if (strcmp(row->state, "ready") != 0)
		wrong(doctor, modem_advice(row), "'%s' %s sejak %s: %s", row->name,
		      print_modem_state(row->state), print_time(row->since_at, since),
		      row->why);
	else
		good(doctor, "'%s' siap sejak %s (dicatat %s), %s", row->name,
		     print_time(row->since_at, since), print_time(row->updated_at, noted),
		     row->operator_name);
	if (row->signal_percent >= 0 && row->signal_percent < SIGNAL_WEAK_PERCENT)
		wrong(doctor, "pindahkan modem ke dekat jendela, atau pasang antena",
		      "'%s' sinyal hanya %d %%", row->name, row->signal_percent);
	if (row->is_receiving_stopped)
		wrong(doctor, "lihat baris disk dan penyimpanan",
		      "'%s' berhenti menerima: SMS ditahan di SIM", row->name);
	else if (row->sim_size > 0 && row->sim_used >= row->sim_size)
		wrong(doctor,
		      "biarkan suratd berjalan; bila tetap penuh, hapus SMS "
		      "lama di SIM",
		      "'%s' SIM penuh, %d dari %d: SMS baru tertahan di operator",
		      row->name, row->sim_used, row->sim_size);
}

static void check_modems(struct doctor *doctor)
{
	const struct settings *settings = doctor->settings;

	if (settings->n_modems == 0)
		wrong(doctor, "isi 'modems' di pengaturan", "tidak ada modem");
	for (size_t i = 0; i < settings->n_modems; i++) {
		const char *name = settings->modems[i].name;
		struct modem_row row;

		if (modem_row_get(doctor->store, name, &row) < 0)
			wrong(doctor, "jalankan suratd", "'%s' belum pernah diperiksa",
			      name);
		else
			judge_modem(doctor, &row);
	}
}

struct outbox_count {
	int n_failed, n_unsure, n_late;
	int64_t now_s;
};

static bool count_outbox(void *context, const struct outbox_row *row)
{
	struct outbox_count *count = context;
	bool is_waiting =
		row->state == OUTBOX_STATE_QUEUED || row->state == OUTBOX_STATE_RETRY;

	if (is_waiting && row->created_at < count->now_s - WAITING_LONG_S)
		count->n_late++;
	/* What failed long ago is past help. */
	if (row->created_at < count->now_s - 7 * DAY_S)
		return true;
	count->n_failed += row->state == OUTBOX_STATE_FAILED;
	count->n_unsure += row->state == OUTBOX_STATE_UNSURE && row->next_at == 0;
	return true;
}

static void check_outbox(struct doctor *doctor)
{
	struct outbox_count count = { .now_s = clock_utc_s() };
	int error = outbox_list(doctor->store, INT_MAX, count_outbox, &count);

	if (error < 0)
		wrong(doctor, "periksa disk", "tidak terbaca: %s", strerror(-error));
	if (count.n_failed > 0)
		wrong(doctor, "lihat: surat outbox; pulsa habis? hubungi warganya",
		      "%d SMS GAGAL dalam 7 hari ini", count.n_failed);
	if (count.n_unsure > 0)
		wrong(doctor, "lihat: surat outbox; tanyakan kepada warganya",
		      "%d SMS tidak pasti sampai dalam 7 hari ini", count.n_unsure);
	if (count.n_late > 0)
		wrong(doctor, "lihat: surat modem", "%d SMS menunggu lebih dari %d menit",
		      count.n_late, WAITING_LONG_S / 60);
	if (error >= 0 && count.n_failed + count.n_unsure + count.n_late == 0)
		good(doctor, "tidak ada yang gagal atau tertahan");
}

struct inbox_count {
	int n_unread, n_damaged;
};

static bool count_inbox(void *context, const struct inbox_row *row)
{
	struct inbox_count *count = context;

	count->n_unread += row->state == INBOX_STATE_UNREAD;
	count->n_damaged += row->state == INBOX_STATE_DAMAGED;
	return true;
}

static void check_inbox(struct doctor *doctor)
{
	static const char advice[] = "baca: surat unread; sesudah diurus: surat seen NO";
	struct inbox_count count = { 0 };
	int error = inbox_list(doctor->store, INT_MAX, count_inbox, &count);

	if (error < 0)
		wrong(doctor, "periksa disk", "tidak terbaca: %s", strerror(-error));
	if (count.n_unread > 0)
		wrong(doctor, advice, "%d SMS harus dibaca petugas", count.n_unread);
	if (count.n_damaged > 0)
		wrong(doctor, advice, "%d SMS rusak, disimpan apa adanya",
		      count.n_damaged);
	if (error >= 0 && count.n_unread + count.n_damaged == 0)
		good(doctor, "semua sudah diurus");
}

static void check_residents(struct doctor *doctor)
{
	int64_t count = 0;

	if (resident_count(doctor->store, &count) < 0 || count == 0)
		hint(doctor,
		     "belum ada data penduduk: surat residents import BERKAS.csv");
	else
		good(doctor, "%lld warga", (long long)count);
}

enum doctor_needs {
	NEEDS_NOTHING,
	NEEDS_SETTINGS,
	NEEDS_STORE,
};

static const struct {
	const char *subject;
	void (*run)(struct doctor *doctor);
	enum doctor_needs needs;
} checks[] = {
	/* clang-format off */
	{ "pengaturan",  check_settings,  NEEDS_NOTHING },
	{ "jam",         check_clock,     NEEDS_NOTHING },
	{ "penyimpanan", check_store,     NEEDS_SETTINGS },
	{ "suratd",      check_service,   NEEDS_SETTINGS },
	{ "disk",        check_disk,      NEEDS_STORE },
	{ "modem",       check_modems,    NEEDS_STORE },
	{ "SMS keluar",  check_outbox,    NEEDS_STORE },
	{ "SMS masuk",   check_inbox,     NEEDS_STORE },
	{ "penduduk",    check_residents, NEEDS_STORE },
	/* clang-format on */
};

int surat_doctor(struct surat *surat)
{
	struct doctor doctor = { .source = surat->source,
				 .is_json = surat_has(surat, SURAT_OPTION_JSON) };

	if (doctor.is_json)
		print_list_begin(&doctor.list, true);
	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		doctor.subject = checks[i].subject;
		if ((checks[i].needs >= NEEDS_SETTINGS && doctor.settings == NULL) ||
		    (checks[i].needs >= NEEDS_STORE && doctor.store == NULL))
			hint(&doctor, "tidak dapat diperiksa");
		else
			checks[i].run(&doctor);
	}
	store_close(doctor.store);
	settings_free(doctor.settings);
	if (doctor.is_json)
		print_list_end(&doctor.list);
	else if (doctor.n_wrong == 0)
		puts("semua beres");
	else
		printf("%d hal tidak beres\n", doctor.n_wrong);
	return doctor.n_wrong == 0 ? SURAT_EXIT_OK : SURAT_EXIT_NO;
}
