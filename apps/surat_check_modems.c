// SPDX-License-Identifier: MIT
/* What surat doctor says of the modems and their SIM cards. */
#include <stdlib.h>
#include <string.h>

#include "apps/surat_doctor.h"
#include "apps/surat_print.h"
#include "apps/surat_reasons.h"
#include "base/clock.h"
#include "conf/settings.h"
#include "handlers/credit_alarm.h"
#include "handlers/labels.h"
#include "store/modems.h"

enum {
	SIGNAL_WEAK_PERCENT = 10,
	FULL_PERCENT = 80,
	CLOCK_WRONG_MINUTES = 10,
	DROPS_MANY = 3,     /* within an hour */
	OLD_S = 15 * 60,    /* three times what suratd takes to write it again */
	ANSWERS_MISSED = 3, /* of the operator, to the question for the credit */
	HOUR_S = 3600,
	DAY_S = 24 * HOUR_S,
};

static void judge_state(struct doctor *doctor, const struct modem_row *row)
{
	char since[PRINT_TIME_SIZE], reason[REASON_SIZE];

	if (strcmp(row->state, "ready") != 0)
		doctor_wrong(doctor, reason_advice(row), "'%s' %s sejak %s: %s",
			     row->name, label_modem_state(row->state),
			     print_time(reason_since(row), since),
			     reason_in_words(row->why, reason));
	else
		doctor_good(doctor, "'%s' siap sejak %s, %s", row->name,
			    print_time(row->since_at, since), row->operator_name);
}

static void judge_radio_and_power(struct doctor *doctor, const struct modem_row *row)
{
	char at[PRINT_TIME_SIZE];

	if (row->signal_percent >= 0 && row->signal_percent < SIGNAL_WEAK_PERCENT)
		doctor_wrong(doctor,
			     "pindahkan modem ke dekat jendela, atau pasang antena",
			     "'%s' sinyal hanya %d %%", row->name, row->signal_percent);
	if (row->drops > DROPS_MANY && clock_utc_s() - row->dropped_at < DAY_S)
		doctor_wrong(doctor, "pakai hub USB yang berdaya, ganti kabelnya",
			     "'%s' tercabut %d kali dalam sejam, terakhir %s: listriknya "
			     "kurang?",
			     row->name, row->drops, print_time(row->dropped_at, at));
}

/* One network alone may be wrong, or forged: a person compares. */
static void judge_clock(struct doctor *doctor, const struct modem_row *row)
{
	long long minutes = llabs(row->clock_ahead_s) / 60;

	if (row->clock_at == 0 || clock_utc_s() - row->clock_at > DAY_S ||
	    minutes <= CLOCK_WRONG_MINUTES)
		return;
	doctor_wrong(
		doctor,
		"bandingkan dengan jam HP; bila jam komputer yang salah: timedatectl",
		"jam komputer %lld menit %s jam jaringan '%s'", minutes,
		row->clock_ahead_s > 0 ? "di belakang" : "di depan", row->name);
}

static void judge_storage(struct doctor *doctor, const struct modem_row *row)
{
	if (row->is_receiving_stopped)
		doctor_wrong(doctor, "lihat baris disk dan penyimpanan",
			     "'%s' berhenti menerima: SMS ditahan di SIM", row->name);
	else if (row->sim_size > 0 && row->sim_used * 100 >= row->sim_size * FULL_PERCENT)
		doctor_wrong(doctor,
			     "biarkan suratd berjalan; bila tetap penuh, hapus SMS "
			     "lama di SIM",
			     "'%s' SIM hampir penuh, %d dari %d: bila penuh, SMS baru "
			     "tertahan di operator",
			     row->name, row->sim_used, row->sim_size);
}

static bool has_alarm(const struct modem_row *row, const struct modem_options *options,
		      int *out_alarms)
{
	const struct credit_facts facts = { .rupiah = row->credit_rupiah,
					    .active_until = row->active_until,
					    .grace_until = row->grace_until };

	*out_alarms = credit_alarms(&facts, 0, options->credit_low, clock_utc_s());
	return *out_alarms != 0;
}

static void judge_credit(struct doctor *doctor, const struct modem_row *row,
			 const struct modem_options *options)
{
	char at[PRINT_TIME_SIZE];
	int64_t old_s = (int64_t)ANSWERS_MISSED * options->credit_hours * HOUR_S;
	int alarms;

	if (has_alarm(row, options, &alarms))
		doctor_wrong(doctor, "isi pulsa SIM modem ini", "'%s' %s", row->name,
			     (alarms & CREDIT_ALARM_LOW) != 0
				     ? "pulsanya tinggal sedikit: lihat surat modem"
				     : "masa aktifnya hampir habis: lihat surat modem");
	if (options->credit_ussd[0] == '\0')
		doctor_hint(doctor,
			    "'%s' pulsanya tidak ditanyakan: isi 'credit_ussd' di "
			    "pengaturan",
			    row->name);
	else if (row->credit_at == 0)
		doctor_hint(doctor, "'%s' pulsanya belum pernah terjawab: surat ussd %s",
			    row->name, options->credit_ussd);
	else if (clock_utc_s() - row->credit_at > old_s)
		doctor_wrong(doctor, "coba: surat ussd, dan lihat jawabannya",
			     "'%s' pulsanya tidak terjawab sejak %s", row->name,
			     print_time(row->credit_at, at));
}

/* suratd writes each row down again every few minutes: an old one tells of nothing. */
static void judge_modem(struct doctor *doctor, const struct modem_row *row,
			const struct modem_options *options)
{
	char noted[PRINT_TIME_SIZE];

	if (clock_utc_s() - row->updated_at > OLD_S)
		doctor_wrong(doctor,
			     "systemctl restart suratd; lihat baris jam dan suratd",
			     "'%s' terakhir diperiksa %s: keadaannya sekarang tidak "
			     "diketahui",
			     row->name, print_time(row->updated_at, noted));
	else
		judge_state(doctor, row);
	judge_radio_and_power(doctor, row);
	judge_storage(doctor, row);
	judge_clock(doctor, row);
	judge_credit(doctor, row, options);
}

void doctor_check_modems(struct doctor *doctor)
{
	const struct settings *settings = doctor->settings;

	if (settings->n_modems == 0)
		doctor_wrong(doctor, "isi 'modems' di pengaturan", "tidak ada modem");
	for (size_t i = 0; i < settings->n_modems; i++) {
		const char *name = settings->modems[i].name;
		struct modem_row row;

		if (modem_row_get(doctor->store, name, &row) < 0)
			doctor_wrong(doctor, "jalankan suratd",
				     "'%s' belum pernah diperiksa", name);
		else
			judge_modem(doctor, &row, &settings->modems[i]);
	}
}
