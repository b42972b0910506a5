// SPDX-License-Identifier: MIT
/* One table of checks, which goes on when one thing is broken. */
#include "apps/surat_doctor.h"

#include <stdarg.h>
#include <stdio.h>

#include "apps/surat_commands.h"
#include "base/text.h"
#include "handlers/details.h"
#include "store/store.h"

enum {
	ISSUE_SIZE = 1024,
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

static void fill(struct text *what, char buffer[ISSUE_SIZE], const char *format,
		 va_list values) __attribute__((format(printf, 3, 0)));

static void fill(struct text *what, char buffer[ISSUE_SIZE], const char *format,
		 va_list values)
{
	text_init(what, buffer, ISSUE_SIZE);
	text_add_valist(what, format, values);
}

void doctor_good(struct doctor *doctor, const char *format, ...)
{
	char buffer[ISSUE_SIZE];
	struct text what;
	va_list values;

	va_start(values, format);
	fill(&what, buffer, format, values);
	va_end(values);
	say(doctor, "good", "baik", "", buffer);
}

void doctor_hint(struct doctor *doctor, const char *format, ...)
{
	char buffer[ISSUE_SIZE];
	struct text what;
	va_list values;

	va_start(values, format);
	fill(&what, buffer, format, values);
	va_end(values);
	say(doctor, "hint", "saran", "", buffer);
}

void doctor_wrong(struct doctor *doctor, const char *what_to_do, const char *format, ...)
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

enum doctor_needs {
	DOCTOR_NEEDS_NOTHING,
	DOCTOR_NEEDS_SETTINGS,
	DOCTOR_NEEDS_STORE,
};

static const struct {
	const char *subject;
	void (*run)(struct doctor *doctor);
	enum doctor_needs needs;
} checks[] = {
	/* clang-format off */
	{ "pengaturan",  doctor_check_settings,  DOCTOR_NEEDS_NOTHING },
	{ "jam",         doctor_check_clock,     DOCTOR_NEEDS_NOTHING },
	{ "penyimpanan", doctor_check_store,     DOCTOR_NEEDS_SETTINGS },
	{ "suratd",      doctor_check_service,   DOCTOR_NEEDS_SETTINGS },
	{ "disk",        doctor_check_disk,      DOCTOR_NEEDS_STORE },
	{ "modem",       doctor_check_modems,    DOCTOR_NEEDS_STORE },
	{ "SMS keluar",  doctor_check_outbox,    DOCTOR_NEEDS_STORE },
	{ "SMS masuk",   doctor_check_inbox,     DOCTOR_NEEDS_STORE },
	{ "penduduk",    doctor_check_residents, DOCTOR_NEEDS_STORE },
	{ "segel",       doctor_check_seals,     DOCTOR_NEEDS_STORE },
	{ "PIN",         doctor_check_pins,      DOCTOR_NEEDS_STORE },
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
		if ((checks[i].needs >= DOCTOR_NEEDS_SETTINGS &&
		     doctor.settings == NULL) ||
		    (checks[i].needs >= DOCTOR_NEEDS_STORE && doctor.store == NULL))
			doctor_hint(&doctor, "tidak dapat diperiksa");
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
