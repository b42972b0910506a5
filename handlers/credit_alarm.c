// SPDX-License-Identifier: MIT
#include "handlers/credit_alarm.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"
#include "handlers/date.h"
#include "handlers/phrases.h"

enum {
	SOON_DAYS = 14,
	VERY_SOON_DAYS = 3,
	DAY_S = 24 * 3600,
	NOON_HOUR = 12, /* so that no shift of the clock changes the day */
	GROUPS_MAX = 7, /* of three digits in an int64_t */
	WAITING_SHOWN_MAX = 99,
	VALUE_SIZE = 32,
};

/* The first of the two that is known: a card in its grace period does not send. */
static bool find_end(const struct credit_facts *facts, struct date *out_end)
{
	return date_parse(facts->active_until, out_end) ||
	       date_parse(facts->grace_until, out_end);
}

bool credit_days_left(const struct credit_facts *facts, int64_t now_s, int *out_days)
{
	struct tm today, end = { .tm_hour = NOON_HOUR, .tm_isdst = -1 };
	struct date date;

	if (!find_end(facts, &date))
		return false;
	end.tm_year = date.year - 1900;
	end.tm_mon = date.month - 1;
	end.tm_mday = date.day;
	clock_local(now_s, &today);
	today.tm_hour = NOON_HOUR;
	today.tm_min = today.tm_sec = 0;
	*out_days =
		(int)((clock_utc_of_local(&end) - clock_utc_of_local(&today)) / DAY_S);
	return true;
}

int credit_alarms(const struct credit_facts *facts, int before, int64_t low_rupiah,
		  int64_t now_s)
{
	int alarms = before, days;

	if (facts->rupiah >= 0 || low_rupiah <= 0)
		alarms &= ~CREDIT_ALARM_LOW;
	if (facts->rupiah >= 0 && facts->rupiah < low_rupiah)
		alarms |= CREDIT_ALARM_LOW;
	if (!credit_days_left(facts, now_s, &days))
		return alarms;
	alarms &= ~(CREDIT_ALARM_14_DAYS | CREDIT_ALARM_3_DAYS);
	if (days <= SOON_DAYS)
		alarms |= CREDIT_ALARM_14_DAYS;
	if (days <= VERY_SOON_DAYS)
		alarms |= CREDIT_ALARM_3_DAYS;
	return alarms;
}

void credit_add_rupiah(struct text *text, int64_t rupiah)
{
	int groups[GROUPS_MAX];
	int n = 0;

	do {
		groups[n++] = (int)(rupiah % 1000);
		rupiah /= 1000;
	} while (rupiah > 0 && n < GROUPS_MAX);
	text_add_format(text, "%d", groups[--n]);
	while (n > 0)
		text_add_format(text, ".%03d", groups[--n]);
}

/* Grouped as long as the phrase has room for it. */
static void describe_rupiah(int64_t rupiah, char out[VALUE_SIZE])
{
	struct text text;

	text_init(&text, out, VALUE_SIZE);
	if (rupiah < 0)
		text_add(&text, "?");
	else
		credit_add_rupiah(&text, rupiah);
	if (text.length <= phrase_value_max("rp"))
		return;
	text_clear(&text);
	text_add_format(&text, "%lld", (long long)rupiah);
}

bool credit_alarm_fill(const struct phrases *phrases, const struct credit_facts *facts,
		       int n_waiting, struct text *out)
{
	char rupiah[VALUE_SIZE], end[VALUE_SIZE], waiting[VALUE_SIZE];
	const struct phrase_value values[] = {
		{ "rp", rupiah },
		{ "tgl", end },
		{ "n", waiting },
	};
	struct date date;
	struct text text;

	describe_rupiah(facts->rupiah, rupiah);
	text_init(&text, end, sizeof end);
	if (find_end(facts, &date))
		text_add_format(&text, "%02d-%02d-%04d", date.day, date.month, date.year);
	else
		text_add(&text, "?");
	snprintf(waiting, sizeof waiting, "%d",
		 n_waiting < WAITING_SHOWN_MAX ? n_waiting : WAITING_SHOWN_MAX);
	return phrase_fill(phrases, "K07", values, sizeof values / sizeof values[0], out);
}
