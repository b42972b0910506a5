// SPDX-License-Identifier: MIT
#include "apps/surat_commands.h"

#include <limits.h>
#include <string.h>

#include "apps/surat_info.h"
#include "base/limits.h"
#include "base/text.h"
#include "conf/nearest.h"

enum {
	WORD_SIZE_MAX = 24,
	COMMANDS_MAX = 128,
};

#define TAKES(option) (1u << SURAT_OPTION_##option)
#define ANY_NUMBER    INT_MAX
#define NOTHING       COMMAND_NEEDS_NOTHING
#define SETTINGS      COMMAND_NEEDS_SETTINGS
#define STORE         COMMAND_NEEDS_STORE

/* clang-format off */
const struct command surat_commands[] = {
	{ "queue", "[--state S] [--late] [--follow] [--limit N] [--json]",
	  "permohonan yang belum selesai, yang terlama di atas",
	  surat_queue, 0, 0, TAKES(STATE) | TAKES(LATE) | TAKES(FOLLOW) | TAKES(LIMIT) | TAKES(JSON), 0, STORE },
	{ "show", "CODE [--json]",
	  "semua tentang satu permohonan",
	  surat_show, 1, 1, TAKES(JSON), 0, STORE },
	{ "new", "--kind K --nik N --purpose P [--phone P] [--name NAME] [--json]",
	  "permohonan warga yang datang ke kantor",
	  surat_new, 0, 0, TAKES(KIND) | TAKES(NIK) | TAKES(PURPOSE) | TAKES(PHONE) | TAKES(NAME) | TAKES(JSON),
	  TAKES(KIND) | TAKES(NIK) | TAKES(PURPOSE), STORE },
	{ "correct", "CODE [--kind K] [--nik N] [--name NAME] [--purpose P] [--as NAME] [--json]",
	  "perbaiki permohonan yang belum diperiksa; perubahannya tercatat",
	  surat_correct, 1, 1, TAKES(KIND) | TAKES(NIK) | TAKES(NAME) | TAKES(PURPOSE) | TAKES(AS) | TAKES(JSON),
	  0, STORE },
	{ "accept", "CODE [--as NAME] [--json]",
	  "sudah diperiksa dan lengkap; kepala desa dimintai persetujuan",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "incomplete", "CODE REASON [--as NAME] [--json]",
	  "belum lengkap; alasannya dikirim ke pemohon",
	  surat_step, 2, ANY_NUMBER, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "approve", "CODE [--as NAME] [--json]",
	  "disetujui; surat mendapat nomor",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "withdraw", "CODE [--as NAME] [--json]",
	  "persetujuan ditarik sebelum surat dicetak",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "reject", "CODE REASON [--as NAME] [--json]",
	  "ditolak; alasannya dikirim ke pemohon",
	  surat_step, 2, ANY_NUMBER, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "ready", "CODE [--as NAME] [--json]",
	  "sudah ditandatangani, siap diambil; pemohon dikabari",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "collected", "CODE [--by NAME] [--by-nik N] [--as NAME] [--json]",
	  "sudah diambil, mungkin oleh wakil",
	  surat_step, 1, 1, TAKES(BY) | TAKES(BY_NIK) | TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "complete", "CODE [--as NAME] [--json]",
	  "yang kurang sudah dibawa; diperiksa lagi",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "cancel", "CODE [--as NAME] [--json]",
	  "dibatalkan atas permintaan pemohon",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "expire", "CODE [--as NAME] [--json]",
	  "tidak diambil; diarsipkan sebelum waktunya",
	  surat_step, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "revoke", "CODE REASON [--as NAME] [--json]",
	  "surat dicabut, nomornya tetap terpakai",
	  surat_step, 2, ANY_NUMBER, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "fill", "CODE FIELD VALUE [--as NAME]",
	  "isian surat yang belum ada, misalnya: fill 48291372 agama ISLAM",
	  surat_fill, 3, ANY_NUMBER, TAKES(AS), 0, STORE },
	{ "letter", "CODE|--all-approved|--preview KIND -o FILE [--print] [--envelope] [--as NAME]",
	  "surat sebagai PDF, juga langsung ke printer",
	  surat_letter, 0, 1, TAKES(OUTPUT) | TAKES(PRINT) | TAKES(ALL_APPROVED) | TAKES(PREVIEW)
	  | TAKES(ENVELOPE) | TAKES(AS),
	  0, STORE },
	{ "poster", "-o FILE",
	  "poster A5 dengan nomor layanan dan contoh SMS",
	  surat_poster, 0, 0, TAKES(OUTPUT), TAKES(OUTPUT), SETTINGS },
	{ "check", "CODE|NUMBER|QR-TEXT [--json]",
	  "apakah surat itu sah dan masih berlaku",
	  surat_check, 1, ANY_NUMBER, TAKES(JSON), 0, STORE },
	{ "inbox", "[--limit N] [--json]",
	  "SMS yang masuk, juga yang rusak",
	  surat_inbox, 0, 0, TAKES(LIMIT) | TAKES(JSON), 0, STORE },
	{ "unread", "[--json]",
	  "SMS yang harus dibaca petugas",
	  surat_unread, 0, 0, TAKES(JSON), 0, STORE },
	{ "seen", "NO...",
	  "SMS dari unread ini sudah dibaca dan diurus",
	  surat_seen, 1, ANY_NUMBER, 0, 0, STORE },
	{ "outbox", "[--limit N] [--json]",
	  "SMS yang keluar dan yang masih menunggu",
	  surat_outbox, 0, 0, TAKES(LIMIT) | TAKES(JSON), 0, STORE },
	{ "complaints list", "[--state S] [--late] [--json]",
	  "laporan dan keluhan warga yang belum dijawab",
	  surat_complaints_list, 0, 0, TAKES(STATE) | TAKES(LATE) | TAKES(JSON), 0, STORE },
	{ "complaints show", "A-NO [--json]",
	  "semua tentang satu laporan",
	  surat_complaints_show, 1, 1, TAKES(JSON), 0, STORE },
	{ "complaints assign", "A-NO NAME [--as NAME] [--json]",
	  "laporan ini ditangani petugas itu; ia dikabari",
	  surat_complaints_assign, 2, 2, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "complaints answer", "A-NO TEXT [--as NAME] [--json]",
	  "jawaban dikirim ke pelapor",
	  surat_complaints_answer, 2, ANY_NUMBER, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "complaints close", "A-NO [REASON] [--as NAME] [--json]",
	  "selesai; yang belum dijawab perlu alasan",
	  surat_complaints_close, 1, ANY_NUMBER, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "complaints reopen", "A-NO REASON [--as NAME] [--json]",
	  "ternyata belum selesai",
	  surat_complaints_reopen, 2, ANY_NUMBER, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "info list", "[--json]",
	  "halaman INFO yang bisa diminta warga lewat SMS",
	  surat_info_list, 0, 0, TAKES(JSON), 0, STORE },
	{ "info show", "NAME [--json]",
	  "isi satu halaman dan siapa yang mengubahnya",
	  surat_info_show, 1, 1, TAKES(JSON), 0, STORE },
	{ "info set", "NAME TEXT [--words W] [--as NAME] [--json]",
	  "tulis halaman: satu SMS, paling banyak 160 huruf",
	  surat_info_set, 2, ANY_NUMBER, TAKES(WORDS) | TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "info remove", "NAME [--as NAME]",
	  "hapus halaman; riwayatnya tetap ada",
	  surat_info_remove, 1, 1, TAKES(AS), 0, STORE },
	{ "info apbdes", "FILE.csv [--as NAME] [--json]",
	  "halaman APBDES dari anggaran: jenis,uraian,jumlah atau tabel Siskeudes",
	  surat_info_apbdes, 1, 1, TAKES(AS) | TAKES(JSON), 0, STORE },
	{ "report", "[--month YYYY-MM] [--csv|--json]",
	  "angka sebulan: surat, waktu, laporan warga, SMS dan biayanya",
	  surat_report, 0, 0, TAKES(MONTH) | TAKES(CSV) | TAKES(JSON), 0, STORE },
	{ "recap", "[--month YYYY-MM] [--csv|--json]",
	  "per surat dan per petugas: berapa banyak, dan waktu tengahnya",
	  surat_recap, 0, 0, TAKES(MONTH) | TAKES(CSV) | TAKES(JSON), 0, STORE },
	{ "register", "[--month YYYY-MM] [--csv|--json] [--pdf FILE]",
	  "buku agenda: surat sebulan menurut nomor",
	  surat_register, 0, 0, TAKES(MONTH) | TAKES(CSV) | TAKES(JSON) | TAKES(PDF), 0, STORE },
	{ "expedition", "[--month YYYY-MM] [--csv|--json]",
	  "buku ekspedisi: surat yang diserahkan dalam sebulan",
	  surat_expedition, 0, 0, TAKES(MONTH) | TAKES(CSV) | TAKES(JSON), 0, STORE },
	{ "views", "[CODE|NIK] [--csv|--json]",
	  "catatan akses: siapa melihat data siapa, kapan, dari mana",
	  surat_views, 0, 1, TAKES(CSV) | TAKES(JSON), 0, STORE },
	{ "camat list", "[--month YYYY-MM] [--csv]",
	  "surat yang menunggu nomor register camat",
	  surat_camat_list, 0, 0, TAKES(MONTH) | TAKES(CSV), 0, STORE },
	{ "camat number", "CODE NUMBER [DATE] [--as NAME]",
	  "nomor register camat untuk surat ini, hari ini atau tanggal itu",
	  surat_camat_number, 2, 3, TAKES(AS), 0, STORE },
	{ "send", "NUMBER TEXT",
	  "kirim SMS ke nomor HP",
	  surat_send, 2, ANY_NUMBER, 0, 0, STORE },
	{ "explain", "TEXT [--from NUMBER] [--json]",
	  "bagaimana sebuah SMS akan dipahami; tidak mengubah apa pun",
	  surat_explain, 1, ANY_NUMBER, TAKES(FROM) | TAKES(JSON), 0, STORE },
	{ "residents import", "FILE.csv",
	  "ambil data penduduk dari berkas impor OpenSID",
	  surat_residents_import, 1, 1, 0, 0, STORE },
	{ "residents export", "FILE.csv",
	  "semua penduduk ke berkas yang bisa diambil lagi dengan import",
	  surat_residents_export, 1, 1, 0, 0, STORE },
	{ "residents search", "WORDS [--limit N]",
	  "cari menurut nama, NIK, nomor KK, nomor HP atau dusun; atau: desil 1",
	  surat_residents_search, 1, ANY_NUMBER, TAKES(LIMIT), 0, STORE },
	{ "residents show", "NIK",
	  "data seorang warga",
	  surat_residents_show, 1, 1, 0, 0, STORE },
	{ "residents link", "NIK PHONE [--as NAME]",
	  "nomor HP ini milik warga itu; lihat KTP-nya dulu",
	  surat_residents_link, 2, 2, TAKES(AS), 0, STORE },
	{ "residents unlink", "NIK [--as NAME]",
	  "nomor HP-nya dihapus",
	  surat_residents_unlink, 1, 1, TAKES(AS), 0, STORE },
	{ "officers add", "NAME --role R [--phone P] [--title T]",
	  "petugas baru: operator, sekdes, kades, kecamatan, admin",
	  surat_officers_add, 1, 1, TAKES(ROLE) | TAKES(PHONE) | TAKES(TITLE), TAKES(ROLE), STORE },
	{ "officers list", "[--json]",
	  "petugas yang aktif",
	  surat_officers_list, 0, 0, TAKES(JSON), 0, STORE },
	{ "officers remove", "NAME",
	  "petugas yang berhenti",
	  surat_officers_remove, 1, 1, 0, 0, STORE },
	{ "officers pin", "NAME",
	  "PIN baru, 6 angka; ditanyakan dua kali",
	  surat_officers_pin, 1, 1, 0, 0, STORE },
	{ "officers nip", "NAME NIP",
	  "NIP petugas yang PNS, tercetak di bawah namanya; '-' menghapusnya",
	  surat_officers_nip, 2, ANY_NUMBER, 0, 0, STORE },
	{ "officers password", "NAME",
	  "kata sandi baru untuk halaman suratweb; ditanyakan dua kali",
	  surat_officers_password, 1, 1, 0, 0, STORE },
	{ "officers unlock", "NAME",
	  "buka PIN yang terkunci",
	  surat_officers_unlock, 1, 1, 0, 0, STORE },
	{ "officers lock", "NAME",
	  "HP-nya hilang atau dicuri: tidak ada persetujuan atas namanya",
	  surat_officers_lock, 1, 1, 0, 0, STORE },
	{ "officers phone", "NAME [PHONE]",
	  "nomor HP diganti; untuk persetujuan berlaku sehari kemudian",
	  surat_officers_phone, 1, 2, 0, 0, STORE },
	{ "officers delegate", "NAME KIND FROM UNTIL",
	  "mandat a.n., u.b., Plh., Plt. atau Pj. dari tanggal sampai tanggal",
	  surat_officers_delegate, 4, 4, 0, 0, STORE },
	{ "numbers keep", "FROM-TO REASON [--kind K]",
	  "nomor tahun ini yang dipakai di luar layanan",
	  surat_numbers_keep, 2, ANY_NUMBER, TAKES(KIND), 0, STORE },
	{ "keys show", "[--json]",
	  "kunci publik yang dikenal, dengan sidik untuk dicocokkan",
	  surat_keys_show, 0, 0, TAKES(JSON), 0, STORE },
	{ "keys export", "[FILE]",
	  "kunci publik sebagai berkas, untuk kecamatan dan desa lain",
	  surat_keys_export, 0, 1, 0, 0, STORE },
	{ "keys trust", "FILE",
	  "percayai kunci publik desa lain dari berkas",
	  surat_keys_trust, 1, 1, 0, 0, STORE },
	{ "keys rotate", "",
	  "kunci desa diganti; surat lama tetap bisa diperiksa",
	  surat_keys_rotate, 0, 0, 0, 0, STORE },
	{ "keys revoke", "KEY REASON",
	  "kunci ini tidak dipercaya lagi, misalnya karena dicuri",
	  surat_keys_revoke, 2, ANY_NUMBER, 0, 0, STORE },
	{ "modem", "[--json]",
	  "keadaan modem: sinyal, operator, isi SIM",
	  surat_modem, 0, 0, TAKES(JSON), 0, STORE },
	{ "modem record", "FILE [MODEM]",
	  "rekam percakapan modem ke berkas untuk laporan kerusakan, sampai Ctrl-C",
	  surat_modem_record, 1, 2, 0, 0, STORE },
	{ "ussd", "CODE [MODEM]",
	  "tanya operator SIM layanan, misalnya pulsa dengan '*888#'",
	  surat_ussd, 1, 2, 0, 0, STORE },
	{ "backup", "FILE",
	  "salinan semua data ke berkas atau folder, misalnya di flash disk",
	  surat_backup, 1, 1, 0, 0, SETTINGS },
	{ "restore", "FILE",
	  "pulihkan data dari salinan; data yang lama tetap disimpan",
	  surat_restore, 1, 1, 0, 0, SETTINGS },
	{ "doctor", "[--json]",
	  "apa yang tidak beres, dan apa yang harus dilakukan",
	  surat_doctor, 0, 0, TAKES(JSON), 0, NOTHING },
	{ "help", "[WORD]...",
	  "daftar ini, atau penjelasan satu kata",
	  surat_help, 0, 2, TAKES(COMPLETE), 0, NOTHING },
	{ .words = NULL },
};

static const struct option_row option_rows[SURAT_OPTION_COUNT] = {
	[SURAT_OPTION_JSON]     = { "json", NULL, "sebagai JSON, untuk program lain" },
	[SURAT_OPTION_FOLLOW]   = { "follow", NULL, "tetap terbuka dan tampilkan setiap perubahan" },
	[SURAT_OPTION_STATE]    = { "state", "S", "hanya yang berkeadaan ini: received, ready, ..." },
	[SURAT_OPTION_KIND]     = { "kind", "K", "kata kunci surat: SKTM, DOMISILI, ..." },
	[SURAT_OPTION_NIK]      = { "nik", "N", "NIK, 16 angka" },
	[SURAT_OPTION_PURPOSE]  = { "purpose", "P", "untuk keperluan apa" },
	[SURAT_OPTION_PHONE]    = { "phone", "P", "nomor HP untuk kabar" },
	[SURAT_OPTION_NAME]     = { "name", "NAME", "nama, bila NIK-nya tidak ada di data penduduk" },
	[SURAT_OPTION_LIMIT]    = { "limit", "N", "paling banyak N baris" },
	[SURAT_OPTION_FROM]     = { "from", "NUMBER", "seakan-akan SMS dari nomor ini" },
	[SURAT_OPTION_AS]       = { "as", "NAME", "sebagai petugas ini; PIN-nya ditanyakan" },
	[SURAT_OPTION_ROLE]     = { "role", "R", "peran: operator, sekdes, kades, kecamatan, admin" },
	[SURAT_OPTION_TITLE]    = { "title", "T", "jabatan, seperti di bawah tanda tangan" },
	[SURAT_OPTION_OUTPUT]   = { "output", "FILE", "ke berkas (atau folder) ini; juga -o FILE" },
	[SURAT_OPTION_PRINT]    = { "print", NULL, "langsung ke printer, sebanyak print.copies" },
	[SURAT_OPTION_ALL_APPROVED] = { "all-approved", NULL, "semua surat yang sudah disetujui" },
	[SURAT_OPTION_PREVIEW]  = { "preview", "KIND", "contoh surat ini dengan data karangan" },
	[SURAT_OPTION_ENVELOPE] = { "envelope", NULL, "amplop DL untuk surat itu, bukan suratnya" },
	[SURAT_OPTION_BY]       = { "by", "NAME", "diambil oleh wakil ini" },
	[SURAT_OPTION_BY_NIK]   = { "by-nik", "N", "NIK wakil itu, 16 angka" },
	[SURAT_OPTION_MONTH]    = { "month", "YYYY-MM", "bulan ini, bila tidak disebut" },
	[SURAT_OPTION_CSV]      = { "csv", NULL, "sebagai CSV, untuk lembar kerja" },
	[SURAT_OPTION_PDF]      = { "pdf", "FILE", "sebagai PDF, untuk dicetak dan ditandatangani" },
	[SURAT_OPTION_LATE]     = { "late", NULL, "hanya yang lewat batas waktunya" },
	[SURAT_OPTION_WORDS]    = { "words", "W", "kata lain yang memanggil halaman, dipisah koma" },
	[SURAT_OPTION_COMPLETE] = { "complete", NULL, "daftar untuk pelengkap bash" },
};
/* clang-format on */

const struct option_row *surat_option_row(enum surat_option option)
{
	return &option_rows[option];
}

enum fit {
	FIT_NONE,
	FIT_BEGUN,  /* the words end before the command does */
	FIT_PREFIX, /* at least one is cut short */
	FIT_EXACT,
};

/* How the typed words fit to a command's, and how many of them it takes. */
static enum fit fit_of(const struct command *command, char **words, int n_words,
		       int *out_n_words)
{
	const char *at = command->words;
	enum fit fit = FIT_EXACT;
	int n = 0;

	for (;;) {
		size_t length = strcspn(at, " ");

		if (n == n_words)
			return n > 0 ? FIT_BEGUN : FIT_NONE;
		if (words[n][0] == '\0' || strlen(words[n]) > length ||
		    strncmp(words[n], at, strlen(words[n])) != 0)
			return FIT_NONE;
		if (strlen(words[n]) < length)
			fit = FIT_PREFIX;
		*out_n_words = ++n;
		at += length;
		if (*at == '\0')
			return fit;
		at++;
	}
}

/* All commands that fit so well. */
static size_t list_fitting(enum fit wanted, char **words, int n_words,
			   const struct command *out[COMMANDS_MAX])
{
	size_t n = 0;
	int n_used;

	for (const struct command *command = surat_commands; command->words != NULL;
	     command++)
		if (n < COMMANDS_MAX &&
		    fit_of(command, words, n_words, &n_used) == wanted)
			out[n++] = command;
	return n;
}

static void say_possibilities(const struct command *const *fitting, size_t n,
			      const char *word)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text list;

	text_init(&list, buffer, sizeof buffer);
	for (size_t i = 0; i < n; i++)
		text_add_format(&list, "%s %s", i > 0 ? "," : "", fitting[i]->words);
	surat_complain("'%s' bisa berarti:%s", word, buffer);
}

static void say_nearest(const char *word)
{
	char firsts[COMMANDS_MAX][WORD_SIZE_MAX];
	struct nearest nearest;
	size_t n = 0;

	nearest_init(&nearest, word);
	for (const struct command *command = surat_commands;
	     command->words != NULL && n < COMMANDS_MAX; command++, n++) {
		snprintf(firsts[n], sizeof firsts[n], "%.*s",
			 (int)strcspn(command->words, " "), command->words);
		nearest_offer(&nearest, firsts[n]);
	}
	if (nearest.best != NULL)
		surat_complain("kata '%s' tidak dikenal; mungkin maksud Anda: %s", word,
			       nearest.best);
	else
		surat_complain("kata '%s' tidak dikenal; daftarnya: surat help", word);
}

/* "modem record FILE" fits to "modem" too, and to that "record" would be an argument. */
static size_t keep_longest(const struct command **fitting, size_t n, char **words,
			   int n_words)
{
	int n_most = 0;
	size_t best = 0;

	for (size_t i = 0; i < n; i++) {
		int n_used = 0;

		fit_of(fitting[i], words, n_words, &n_used);
		if (n_used > n_most) {
			n_most = n_used;
			best = i;
		}
	}
	if (n > 0)
		fitting[0] = fitting[best];
	return n > 0 ? 1 : 0;
}

const struct command *surat_command_find(char **words, int n_words, int *out_n_words)
{
	static const enum fit order[] = { FIT_EXACT, FIT_PREFIX, FIT_BEGUN };
	const struct command *fitting[COMMANDS_MAX];

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		size_t n = list_fitting(order[i], words, n_words, fitting);

		if (order[i] == FIT_EXACT)
			n = keep_longest(fitting, n, words, n_words);
		if (n == 1 && order[i] != FIT_BEGUN) {
			fit_of(fitting[0], words, n_words, out_n_words);
			return fitting[0];
		}
		if (n > 0) {
			say_possibilities(fitting, n, words[0]);
			return NULL;
		}
	}
	say_nearest(words[0]);
	return NULL;
}
