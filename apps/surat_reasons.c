// SPDX-License-Identifier: MIT
#include "apps/surat_reasons.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "store/modems.h"

/* A '*' stands for whatever is said there; the first one's text goes in at the other
 * side's '*'. tests/apps/test_surat_reasons.c finds each reason of modem/ here. */
struct reason {
	const char *english, *words;
};

/* clang-format off */
static const struct reason reasons[] = {
	/* the modem's life cycle */
	{ "set up", "siap, menunggu jaringan" },
	{ "registered, home network", "terdaftar di jaringan" },
	{ "registered, roaming", "terdaftar, roaming" },
	{ "registered for SMS only, *", "terdaftar, hanya untuk SMS" },
	{ "no network is searched", "modem tidak mencari jaringan" },
	{ "searching a network", "sedang mencari jaringan; periksa antena" },
	{ "the network denied us", "jaringan menolak kartu ini; periksa masa aktif dan pulsa" },
	{ "registration unknown", "keadaan jaringan tidak diketahui; periksa antena" },
	{ "emergency calls only", "hanya panggilan darurat; kartu SIM terpasang dan aktif?" },
	{ "no answer to AT", "modem diam; cabut lalu colokkan lagi" },
	{ "no answer", "modem berhenti menjawab" },
	{ "answers AT and nothing else", "modem hanya menjawab sapaan; cabut lalu colokkan lagi" },
	{ "the port is gone", "modem tercabut, atau listriknya putus" },
	{ "the SIM stays busy", "kartu SIM tidak kunjung siap; pasang ulang kartunya" },
	{ "refused, error *: *", "modem menolak disiapkan (kesalahan *); kartu SIM terpasang?" },
	{ "reset, since nothing else helped", "modem dinyalakan ulang karena cara lain gagal" },
	{ "the modem has started anew", "modem menyala ulang" },
	{ "the modem said *", "modem menyala ulang atau mati (*)" },
	{ "'*' is open", "port * terbuka" },
	{ "* for too long", "terlalu lama, dicoba lagi" },
	/* its port */
	{ "cannot find '*': *", "port * tidak ada; modem tercolok?" },
	{ "cannot open '*': Permission*", "port * tidak boleh dibuka; pengguna surat harus masuk grup dialout" },
	{ "cannot * '*': *ModemManager*", "port dipakai program lain (ModemManager?)" },
	{ "cannot open '*': *", "port * tidak dapat dibuka" },
	{ "cannot * '*': *", "port tidak dapat dipakai" },
	/* its SIM card's PIN */
	{ "the SIM wants more than its PIN: *", "SIM minta lebih dari PIN: *; pasang di HP untuk membukanya" },
	{ "no SIM card", "modem tidak menemukan kartu SIM" },
	{ "the SIM asks for a PIN and none is configured", "SIM minta PIN; isi 'pin' di pengaturan" },
	{ "the configured PIN is not 4 to 8 digits", "PIN di pengaturan bukan 4 sampai 8 angka" },
	{ "the SIM has only one try left: unlock it in a phone", "sisa satu percobaan PIN: buka dulu kartunya di HP" },
	{ "this PIN was tried before and did not unlock the SIM", "PIN ini sudah dicoba dan salah; betulkan 'pin' di pengaturan" },
	{ "cannot note in '*' that the PIN is tried: *", "folder * tidak dapat ditulisi, jadi PIN tidak dicoba" },
	{ "the SIM refused the PIN, error *", "SIM menolak PIN (kesalahan *)" },
	/* sending */
	{ "the operator bars this SIM from sending", "operator melarang kartu ini mengirim SMS" },
	{ "texts to three numbers in a row were refused: no credit?", "SMS ke tiga nomor berturut-turut ditolak: pulsa habis?" },
	{ "too old to be of use", "sudah terlalu lama, tidak dikirim" },
	{ "no number to send to, or longer than eight SMS", "nomornya tidak benar, atau lebih panjang dari delapan SMS" },
	{ "refused by the network", "ditolak jaringan" },
	{ "the modem's answer was lost", "jawaban modem hilang: mungkin terkirim, mungkin tidak" },
	/* what came in */
	{ "our own, stored on the SIM", "SMS keluar yang tersimpan di SIM" },
	{ "silent type 0", "SMS diam (tipe 0)" },
	{ "voicemail indication", "tanda kotak suara" },
	{ "for an application port", "untuk aplikasi, bukan untuk orang" },
	{ "binary", "data biner" },
	{ "part number out of range", "nomor bagian SMS tidak wajar" },
	{ "could not be handled", "tidak dapat diolah" },
	{ "octet *: *", "SMS rusak pada bita ke-*" },
	{ "missed call, had a text today", "panggilan tak terjawab, hari ini sudah dibalas" },
	{ "no reply: budget of the day", "tidak dibalas: jatah balasan hari ini habis" },
	{ "no reply: too many to this number", "tidak dibalas: terlalu banyak ke nomor ini" },
	{ "no reply: led nowhere too often", "tidak dibalas: terlalu sering tanpa hasil" },
	{ "no reply: the same text again and again", "tidak dibalas: isi yang sama berulang-ulang" },
	{ "no reply: quiet", "tidak dibalas: nomor ini sedang didiamkan" },
	{ "no reply: told already", "tidak dibalas: sudah diberi tahu" },
	{ "no reply: too many to this officer", "tidak dibalas: terlalu banyak kepada petugas ini" },
	{ "too many wrong one-time numbers: closed for a day", "terlalu banyak nomor salah: ditutup sehari" },
	{ "PIN locked after wrong tries", "PIN terkunci karena salah berkali-kali" },
	{ "more requests than one number may send in a day", "permohonan dari satu nomor terlalu banyak dalam sehari" },
};
/* clang-format on */

struct match {
	const char *value; /* of the first '*'; NULL none */
	size_t length;
};

static bool is_match(const char *pattern, const char *english, struct match *out)
{
	size_t length = strcspn(pattern, "*");
	const char *rest = pattern + length, *end;

	if (strncmp(pattern, english, length) != 0)
		return false;
	english += length;
	if (*rest == '\0')
		return *english == '\0';
	rest++;
	/* The shortest text for this '*' with which the rest fits. */
	for (end = english;; end++) {
		struct match later = { NULL, 0 };

		if (is_match(rest, end, &later)) {
			*out = (struct match){ english, (size_t)(end - english) };
			return true;
		}
		if (*end == '\0')
			return false;
	}
}

const char *reason_in_words(const char *english, char out[REASON_SIZE])
{
	struct text text;
	size_t before;

	text_init(&text, out, REASON_SIZE);
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		const char *words = reasons[i].words;
		struct match match = { NULL, 0 };

		if (!is_match(reasons[i].english, english, &match))
			continue;
		before = strcspn(words, "*");
		text_add_bytes(&text, words, before);
		if (words[before] == '\0')
			return out;
		text_add_bytes(&text, match.value, match.length);
		text_add(&text, words + before + 1);
		return out;
	}
	text_add(&text, english);
	return out;
}

const char *reason_advice(const struct modem_row *row)
{
	static const struct {
		const char *state, *why, *advice;
	} rows[] = {
		{ "absent", "cannot open",
		  "lihat sebabnya di atas; sesudah itu tersambung sendiri" },
		{ "absent", "",
		  "colokkan modem; cocokkan 'port' di pengaturan dengan ls "
		  "/dev/serial/by-id" },
		{ "pin", "no SIM card",
		  "cabut modem, pasang kartu SIM sampai klik, colokkan lagi; "
		  "coba kartunya di HP" },
		{ "pin", "the SIM wants more",
		  "pasang kartu di HP dan buka dengan PUK dari "
		  "operator; lalu pasang lagi" },
		{ "pin", "",
		  "isi 'pin' yang benar di pengaturan dan jalankan lagi suratd; PIN yang "
		  "salah tidak dicoba dua kali" },
		{ "registering", "the network denied",
		  "kartu ditolak operator: periksa registrasi NIK, "
		  "masa aktif dan pulsa; coba di HP" },
		{ "registering", "",
		  "periksa antena dan tempat modem; coba kartunya di HP (aktif, "
		  "ada pulsa?)" },
		{ "no-credit", "",
		  "isi pulsa SIM modem ini; sesudah itu SMS terkirim sendiri "
		  "dalam 15 menit" },
		{ "barred", "", "hubungi operator: kartu ini dilarang mengirim SMS" },
		{ "probing", "",
		  "tunggu semenit; bila tetap begini, cabut lalu colokkan lagi "
		  "modemnya" },
		{ "lost", "", "cabut lalu colokkan lagi; pakai hub USB yang berdaya" },
	};

	if (strcmp(row->state, "ready") == 0)
		return "";
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (strcmp(rows[i].state, row->state) == 0 &&
		    strncmp(rows[i].why, row->why, strlen(rows[i].why)) == 0)
			return rows[i].advice;
	}
	return "lihat: surat modem";
}

int64_t reason_since(const struct modem_row *row)
{
	return strcmp(row->state, "ready") != 0 && row->down_since != 0 ? row->down_since
									: row->since_at;
}
