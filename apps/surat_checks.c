// SPDX-License-Identifier: MIT
/* What surat doctor looks at. */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "apps/surat_doctor.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "conf/settings.h"
#include "handlers/labels.h"
#include "handlers/office.h"
#include "handlers/pepper.h"
#include "handlers/pins.h"
#include "letters/seal_key.h"
#include "store/doorbell.h"
#include "store/inbox.h"
#include "store/keys.h"
#include "store/outbox.h"
#include "store/residents.h"
#include "store/seals.h"
#include "store/store.h"

enum {
	FREE_BYTES_WARNING = 64 << 20, /* suratd stops taking messages well below */
	WAITING_LONG_S = 15 * 60,
	SEALED_WITHIN_S = 60, /* suratd needs milliseconds */
	HOUR_S = 3600,
	DAY_S = 24 * HOUR_S,
};

/* --- Checks that need nothing --- */

void doctor_check_settings(struct doctor *doctor)
{
	char file[LIMIT_PATH_SIZE];

	if (doctor->source->file != NULL)
		(void)text_copy(file, sizeof file, doctor->source->file);
	else
		settings_default_file(file);
	fflush(stdout);
	if (settings_load(doctor->source, &doctor->settings) < 0)
		doctor_wrong(doctor,
			     "betulkan berkas itu, lalu periksa lagi dengan: suratd -n",
			     "%s: lihat kesalahan di atas", file);
	else
		doctor_good(doctor, "%s", file);
}

/* WIB, WITA or WIT: a fresh system stands on UTC, and then office hours, quiet hours and
 * the dates of letters are seven to nine hours off. */
static bool is_zone_indonesian(void)
{
	struct tm local;

	clock_local(clock_utc_s(), &local);
	return local.tm_gmtoff >= 7 * HOUR_S && local.tm_gmtoff <= 9 * HOUR_S &&
	       local.tm_gmtoff % HOUR_S == 0;
}

/* A box without a battery clock wakes up in the past. */
void doctor_check_clock(struct doctor *doctor)
{
	char now[PRINT_TIME_SIZE], built[PRINT_TIME_SIZE];
	struct stat program;

	if (!is_zone_indonesian())
		doctor_wrong(
			doctor,
			"timedatectl set-timezone Asia/Jakarta (WITA: Asia/Makassar, "
			"WIT: Asia/Jayapura), lalu mulai ulang suratd dan suratweb",
			"zona waktu komputer ini bukan WIB, WITA atau WIT");
	if (stat("/proc/self/exe", &program) == 0 && clock_utc_s() < program.st_mtime)
		doctor_wrong(
			doctor,
			"setel jam komputer (timedatectl), pasang baterai jam atau NTP",
			"jam %s lebih tua daripada program ini (%s)",
			print_time(clock_utc_s(), now),
			print_time(program.st_mtime, built));
	else
		doctor_good(doctor, "%s", print_time(clock_utc_s(), now));
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

void doctor_check_store(struct doctor *doctor)
{
	const char *path = doctor->settings->store.path;
	char buffer[LIMIT_WHY_SIZE];
	struct stat file;
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (store_open(&doctor->store, &doctor->settings->store, &why) < 0) {
		doctor_wrong(
			doctor,
			"tanpa ini tidak ada yang berjalan; periksa disk dan hak akses",
			"%s", buffer);
		return;
	}
	if (stat(path, &file) < 0)
		doctor_wrong(doctor, "periksa hak akses folder", "%s: %s", path,
			     strerror(errno));
	else if ((file.st_mode & S_IRWXO) != 0)
		doctor_wrong(doctor, "chmod o-rwx pada berkas itu",
			     "%s dapat dibuka siapa pun di komputer ini", path);
	else if (!is_owned_as_folder(path, &file))
		doctor_wrong(
			doctor, "chown berkas itu seperti pemilik foldernya",
			"%s bukan milik pemilik foldernya: suratd tidak dapat membukanya",
			path);
	else
		doctor_good(doctor, "%s, versi %d", path, store_schema_version());
}

void doctor_check_service(struct doctor *doctor)
{
	if (doorbell_is_heard(doctor->settings->store.path, "suratd"))
		doctor_good(doctor, "berjalan");
	else
		doctor_wrong(
			doctor,
			"systemctl enable --now suratd; sebabnya: journalctl -u suratd",
			"tidak berjalan: SMS tidak dibaca dan tidak dikirim");
}

/* --- Checks that need the store --- */

void doctor_check_disk(struct doctor *doctor)
{
	int64_t free_bytes = store_free_bytes(doctor->store);

	if (free_bytes < 0)
		doctor_hint(doctor, "ruang disk tidak dapat dibaca");
	else if (free_bytes < FREE_BYTES_WARNING)
		doctor_wrong(doctor,
			     "hapus berkas yang tidak perlu; SMS tertahan di SIM bila "
			     "penuh",
			     "tinggal %lld MiB", (long long)(free_bytes >> 20));
	else
		doctor_good(doctor, "%lld MiB kosong", (long long)(free_bytes >> 20));
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

void doctor_check_outbox(struct doctor *doctor)
{
	struct outbox_count count = { .now_s = clock_utc_s() };
	int error = outbox_list(doctor->store, INT_MAX, count_outbox, &count);

	if (error < 0)
		doctor_wrong(doctor, "periksa disk", "tidak terbaca: %s",
			     strerror(-error));
	if (count.n_failed > 0)
		doctor_wrong(doctor, "lihat: surat outbox; pulsa habis? hubungi warganya",
			     "%d SMS GAGAL dalam 7 hari ini", count.n_failed);
	if (count.n_unsure > 0)
		doctor_wrong(doctor, "lihat: surat outbox; tanyakan kepada warganya",
			     "%d SMS tidak pasti sampai dalam 7 hari ini",
			     count.n_unsure);
	if (count.n_late > 0)
		doctor_wrong(doctor, "lihat: surat modem",
			     "%d SMS menunggu lebih dari %d menit", count.n_late,
			     WAITING_LONG_S / 60);
	if (error >= 0 && count.n_failed + count.n_unsure + count.n_late == 0)
		doctor_good(doctor, "tidak ada yang gagal atau tertahan");
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

void doctor_check_inbox(struct doctor *doctor)
{
	static const char advice[] = "baca: surat unread; sesudah diurus: surat seen NO";
	struct inbox_count count = { 0 };
	int error = inbox_list_for_humans(doctor->store, INT_MAX, count_inbox, &count);

	if (error < 0)
		doctor_wrong(doctor, "periksa disk", "tidak terbaca: %s",
			     strerror(-error));
	if (count.n_unread > 0)
		doctor_wrong(doctor, advice, "%d SMS harus dibaca petugas",
			     count.n_unread);
	if (count.n_damaged > 0)
		doctor_wrong(doctor, advice, "%d SMS rusak, disimpan apa adanya",
			     count.n_damaged);
	if (error >= 0 && count.n_unread + count.n_damaged == 0)
		doctor_good(doctor, "semua sudah diurus");
}

void doctor_check_residents(struct doctor *doctor)
{
	int64_t count = 0;

	if (resident_count(doctor->store, &count) < 0 || count == 0)
		doctor_hint(doctor,
			    "belum ada data penduduk: surat residents import BERKAS.csv");
	else
		doctor_good(doctor, "%lld warga", (long long)count);
}

void doctor_check_seals(struct doctor *doctor)
{
	static const char advice[] = "lihat alasannya: journalctl -u suratd -g sealed";
	const char *village = doctor->settings->village.code;
	char fingerprint[SEAL_FINGERPRINT_SIZE];
	struct key key;
	int n_missing = seals_count_missing(doctor->store, village,
					    clock_utc_s() - SEALED_WITHIN_S);

	if (n_missing > 0)
		doctor_wrong(doctor, advice, "%d surat disetujui belum bersegel",
			     n_missing);
	if (key_sealing(doctor->store, village, &key) < 0) {
		doctor_hint(doctor, "belum ada kunci; dibuat saat suratd pertama mulai");
		return;
	}
	seal_key_fingerprint(key.public_key, fingerprint);
	if (n_missing == 0)
		doctor_good(doctor, "semua surat bersegel, kunci %s", fingerprint);
}

static void check_pepper(struct doctor *doctor, const char *path)
{
	struct pepper pepper;
	int error = pepper_read(path, &pepper, NULL);
	char advice[LIMIT_PATH_SIZE + 16];

	pepper_forget(&pepper);
	snprintf(advice, sizeof advice, "chmod 0640 %s", path);
	if (error == 0)
		doctor_good(doctor, "berkas kuncinya %s", path);
	else if (error == -ENOENT)
		doctor_hint(doctor,
			    "berkas kunci PIN belum ada; dibuat saat suratd mulai");
	else if (error == -EACCES)
		doctor_wrong(doctor, advice,
			     "berkas kunci PIN %s terbuka untuk orang lain", path);
	else
		doctor_wrong(doctor,
			     "kembalikan dari cadangan, atau hapus lalu beri PIN baru",
			     "berkas kunci PIN %s rusak", path);
}

void doctor_check_pins(struct doctor *doctor)
{
	const char *path = doctor->settings->officers.pepper;
	const struct office office = { .store = doctor->store,
				       .officers = &doctor->settings->officers };
	int n_lost = pins_count_lost(&office, NULL);

	if (n_lost == 0)
		check_pepper(doctor, path);
	else if (n_lost > 0)
		doctor_wrong(
			doctor,
			"kembalikan dari cadangan, atau beri PIN baru: surat officers pin "
			"NAMA",
			"%d PIN tidak dapat diperiksa: berkas kunci %s hilang, terbuka untuk "
			"orang lain, atau diganti",
			n_lost, path);
	else
		doctor_hint(doctor, "tidak dapat diperiksa");
}
