// SPDX-License-Identifier: MIT
#include "web/show.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/phone.h"
#include "letters/spelling.h"

enum {
	MINUTE_S = 60,
	HOUR_S = 3600,
	DAY_S = 86400,
	NIK_SHOWN_DIGITS = 4,
};

static const char *const month_names[] = {
	"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
	"Juli",    "Agustus",  "September", "Oktober", "November", "Desember",
};
static const char *const month_short[] = { "Jan", "Feb", "Mar", "Apr", "Mei", "Jun",
					   "Jul", "Agu", "Sep", "Okt", "Nov", "Des" };
static const char *const day_names[] = { "Minggu", "Senin", "Selasa", "Rabu",
					 "Kamis",  "Jumat", "Sabtu" };

static bool is_same_day(const struct tm *a, const struct tm *b)
{
	return a->tm_year == b->tm_year && a->tm_yday == b->tm_yday;
}

const char *show_time(int64_t now_s, int64_t at, char out[SHOW_TIME_SIZE])
{
	struct tm now, yesterday, then;

	if (at == 0)
		return "-";
	clock_local(now_s, &now);
	clock_local(now_s - DAY_S, &yesterday);
	clock_local(at, &then);
	if (is_same_day(&then, &now))
		snprintf(out, SHOW_TIME_SIZE, "%02d.%02d", then.tm_hour, then.tm_min);
	else if (is_same_day(&then, &yesterday))
		snprintf(out, SHOW_TIME_SIZE, "kemarin %02d.%02d", then.tm_hour,
			 then.tm_min);
	else if (then.tm_year == now.tm_year)
		snprintf(out, SHOW_TIME_SIZE, "%d %s %02d.%02d", then.tm_mday,
			 month_short[then.tm_mon], then.tm_hour, then.tm_min);
	else
		snprintf(out, SHOW_TIME_SIZE, "%d %s %d", then.tm_mday,
			 month_short[then.tm_mon], then.tm_year + 1900);
	return out;
}

const char *show_day(int64_t at, char out[SHOW_TIME_SIZE])
{
	struct tm local;

	clock_local(at, &local);
	snprintf(out, SHOW_TIME_SIZE, "%s, %d %s %d", day_names[local.tm_wday],
		 local.tm_mday, month_names[local.tm_mon], local.tm_year + 1900);
	return out;
}

const char *show_date(const char *day, char out[SHOW_TIME_SIZE])
{
	struct text text;

	/* As the letters write it: whoever compares with the paper reads the same. */
	text_init(&text, out, SHOW_TIME_SIZE);
	spelling_add_day(day, &text);
	return out;
}

const char *show_age(int64_t now_s, int64_t at, char out[SHOW_TIME_SIZE])
{
	int64_t age_s = now_s - at;

	if (age_s < MINUTE_S)
		return "baru saja";
	if (age_s < HOUR_S)
		snprintf(out, SHOW_TIME_SIZE, "%d menit", (int)(age_s / MINUTE_S));
	else if (age_s < DAY_S)
		snprintf(out, SHOW_TIME_SIZE, "%d jam", (int)(age_s / HOUR_S));
	else
		snprintf(out, SHOW_TIME_SIZE, "%d hari", (int)(age_s / DAY_S));
	return out;
}

const char *show_phone(const char *number, char out[SHOW_NUMBER_SIZE])
{
	struct text text;

	if (!phone_is_mobile(number)) {
		text_copy(out, SHOW_NUMBER_SIZE, number);
		return out;
	}
	/* "+62" becomes "0"; then groups of four as people say them. */
	text_init(&text, out, SHOW_NUMBER_SIZE);
	text_add_char(&text, '0');
	number += 3;
	for (size_t i = 1; *number != '\0'; i++, number++) {
		if (i % 4 == 0 && strlen(number) > 1)
			text_add_char(&text, '-');
		text_add_char(&text, *number);
	}
	return out;
}

const char *show_nik(const char *nik, char out[SHOW_NUMBER_SIZE])
{
	size_t length = strlen(nik);

	if (length <= NIK_SHOWN_DIGITS)
		text_copy(out, SHOW_NUMBER_SIZE, length == 0 ? "-" : nik);
	else
		snprintf(out, SHOW_NUMBER_SIZE, "...%s", nik + length - NIK_SHOWN_DIGITS);
	return out;
}
