// SPDX-License-Identifier: MIT
#include "handlers/nik.h"

#include <string.h>

#include "base/clock.h"

enum {
	NIK_DIGITS = 16,
	AT_PROVINCE = 0,
	AT_DAY = 6,
	AT_MONTH = 8,
	AT_YEAR = 10,
	WOMAN_DAY = 40, /* is added to a woman's day */
	ADULT_YEARS = 17,
	AGE_MAX_YEARS = 110,
};

struct birth {
	int year, month, day;
};

static int two_digits(const char *nik, int at)
{
	return (nik[at] - '0') * 10 + (nik[at + 1] - '0');
}

bool nik_is_whole(const char *nik)
{
	return strlen(nik) == NIK_DIGITS && strspn(nik, "0123456789") == NIK_DIGITS;
}

/* Codes of provinces, today's and former ones, as ranges. */
static bool is_province(int code)
{
	static const struct {
		int from, to;
	} ranges[] = { { 11, 19 }, { 21, 21 }, { 31, 36 }, { 51, 54 },
		       { 61, 65 }, { 71, 76 }, { 81, 82 }, { 91, 97 } };

	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
		if (code >= ranges[i].from && code <= ranges[i].to)
			return true;
	}
	return false;
}

static bool is_real_day(const struct birth *birth)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (birth->year % 4 == 0 && birth->year % 100 != 0) ||
		       birth->year % 400 == 0;
	int last;

	if (birth->month < 1 || birth->month > 12)
		return false;
	last = days[birth->month - 1] + (is_leap && birth->month == 2 ? 1 : 0);
	return birth->day >= 1 && birth->day <= last;
}

static int age_years(const struct birth *birth, int64_t now_s)
{
	struct tm today;
	int years;

	clock_local(now_s, &today);
	years = today.tm_year + 1900 - birth->year;
	if (today.tm_mon + 1 < birth->month ||
	    (today.tm_mon + 1 == birth->month && today.tm_mday < birth->day))
		years--;
	return years;
}

/* The birth date in the later century that gives an age of 0 to 110. */
static bool find_birth(const char *nik, int64_t now_s, struct birth *out)
{
	int day = two_digits(nik, AT_DAY);

	out->day = day > WOMAN_DAY ? day - WOMAN_DAY : day;
	out->month = two_digits(nik, AT_MONTH);
	for (int century = 2000; century >= 1900; century -= 100) {
		int age;

		out->year = century + two_digits(nik, AT_YEAR);
		age = age_years(out, now_s);
		if (is_real_day(out) && age >= 0 && age <= AGE_MAX_YEARS)
			return true;
	}
	return false;
}

bool nik_is_odd(const char *nik, int64_t now_s)
{
	struct birth birth;

	return !nik_is_whole(nik) || !is_province(two_digits(nik, AT_PROVINCE)) ||
	       !find_birth(nik, now_s, &birth) || strcmp(nik + 12, "0000") == 0;
}

bool nik_is_minor(const char *nik, int64_t now_s)
{
	struct birth birth;

	return nik_is_whole(nik) && find_birth(nik, now_s, &birth) &&
	       age_years(&birth, now_s) < ADULT_YEARS;
}
