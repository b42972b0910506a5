// SPDX-License-Identifier: MIT
#include "handlers/labels.h"

#include <stddef.h>
#include <string.h>

struct label {
	const char *word, *label;
};

static const char *find(const struct label *labels, size_t n_labels, const char *word)
{
	for (size_t i = 0; i < n_labels; i++)
		if (strcmp(labels[i].word, word) == 0)
			return labels[i].label;
	return word;
}

const char *label_ticket_state(enum ticket_state state)
{
	static const char *const words[TICKET_STATE_COUNT] = {
		[TICKET_STATE_RECEIVED] = "DITERIMA",
		[TICKET_STATE_INCOMPLETE] = "BELUM LENGKAP",
		[TICKET_STATE_CHECKED] = "MENUNGGU TANDA TANGAN",
		[TICKET_STATE_APPROVED] = "DISETUJUI",
		[TICKET_STATE_READY] = "SIAP DIAMBIL",
		[TICKET_STATE_COLLECTED] = "SUDAH DIAMBIL",
		[TICKET_STATE_REJECTED] = "DITOLAK",
		[TICKET_STATE_CANCELLED] = "DIBATALKAN",
		[TICKET_STATE_REVOKED] = "DICABUT",
		[TICKET_STATE_EXPIRED] = "KEDALUWARSA",
	};

	return state < TICKET_STATE_COUNT ? words[state] : "?";
}

const char *label_event(const struct ticket_event *event)
{
	static const struct label labels[] = {
		{ "printed", "DICETAK" },        { "reprint", "DICETAK LAGI" },
		{ "fill", "ISIAN DILENGKAPI" },  { "print-failed", "GAGAL DICETAK" },
		{ "camat", "DIREGISTER CAMAT" }, { "correct", "DIBETULKAN" },
		{ "remind", "DIINGATKAN" },
	};

	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (strcmp(labels[i].word, event->step) == 0)
			return labels[i].label;
	return label_ticket_state(event->to);
}

const char *label_modem_state(const char *state)
{
	static const struct label labels[] = {
		{ "absent", "TIDAK ADA" },
		{ "probing", "SEDANG DIPERIKSA" },
		{ "pin", "SIM BELUM BISA DIPAKAI" },
		{ "registering", "MENCARI JARINGAN" },
		{ "ready", "SIAP" },
		{ "lost", "TERPUTUS" },
		{ "no-credit", "PULSA HABIS?" },
		{ "barred", "DIBLOKIR OPERATOR" },
	};

	return find(labels, sizeof labels / sizeof labels[0], state);
}

/* What the operator must know before he checks the letter. */
const char *label_flag(const char *flag)
{
	static const struct label labels[] = {
		{ "nik_unknown", "NIK tidak ada di data penduduk" },
		{ "nik_odd", "NIK janggal" },
		{ "maybe_double", "mungkin permohonan ganda" },
		{ "minor", "belum 17 tahun" },
		{ "name_differs", "nama berbeda dari data penduduk" },
		{ "kk_number", "ini nomor KK, bukan NIK" },
		{ "ask_details", "isian surat belum lengkap" },
		{ "many_unknown", "banyak NIK tak dikenal dari nomor ini" },
	};

	return find(labels, sizeof labels / sizeof labels[0], flag);
}

const char *label_inbox_state(enum inbox_state state)
{
	static const char *const words[] = {
		[INBOX_STATE_NEW] = "BARU",
		[INBOX_STATE_PART] = "SEBAGIAN",
		[INBOX_STATE_JOINED] = "DIGABUNG",
		[INBOX_STATE_HANDLED] = "SELESAI",
		[INBOX_STATE_IGNORED] = "DIABAIKAN",
		[INBOX_STATE_UNREAD] = "PERLU DIBACA",
		[INBOX_STATE_DAMAGED] = "RUSAK",
		[INBOX_STATE_REPORT] = "LAPORAN",
	};

	return words[state];
}

const char *label_outbox_state(enum outbox_state state)
{
	static const char *const words[] = {
		[OUTBOX_STATE_QUEUED] = "MENUNGGU",    [OUTBOX_STATE_SENDING] = "DIKIRIM",
		[OUTBOX_STATE_SENT] = "TERKIRIM",      [OUTBOX_STATE_RETRY] = "DIULANG",
		[OUTBOX_STATE_UNSURE] = "BELUM PASTI", [OUTBOX_STATE_FAILED] = "GAGAL",
		[OUTBOX_STATE_DELIVERED] = "SAMPAI",
	};

	return words[state];
}
