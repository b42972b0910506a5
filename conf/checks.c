// SPDX-License-Identifier: MIT
#include "conf/checks.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/cursor.h"
#include "base/text.h"
#include "handlers/approval.h"
#include "handlers/date.h"
#include "handlers/phone.h"
#include "modem/ussd_text.h"

static const char digits[] = "0123456789";

static bool consists_of(const char *string, const char *allowed)
{
	return string[strspn(string, allowed)] == '\0';
}

bool check_not_empty(const char *string, struct text *why)
{
	if (string[strspn(string, " ")] != '\0')
		return true;
	text_say(why, "is empty; a letter cannot be written without it");
	return false;
}

bool check_digits(const char *string, struct text *why)
{
	if (strlen(string) >= 3 && consists_of(string, digits))
		return true;
	text_say(why, "'%s' must be digits only, like 0335123456", string);
	return false;
}

bool check_mobile(const char *string, struct text *why)
{
	char normal[LIMIT_ADDRESS_SIZE];

	if (string[0] == '\0' || phone_normalise(string, normal))
		return true;
	text_say(why, "'%s' is no mobile number; write it like 081234567890", string);
	return false;
}

bool check_plain_word(const char *string, struct text *why)
{
	if (string[0] != '\0' &&
	    consists_of(string, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"0123456789-_"))
		return true;
	text_say(why, "'%s' must be letters, digits, '-' and '_' only", string);
	return false;
}

bool check_key_word(const char *string, struct text *why)
{
	if (string[0] != '\0' &&
	    consists_of(string, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
		return true;
	text_say(why, "'%s' must be one word of capital letters and digits", string);
	return false;
}

bool check_pin(const char *string, struct text *why)
{
	size_t length = strlen(string);

	if (length == 0 || (length >= 4 && consists_of(string, digits)))
		return true;
	/* The value is a secret: it is not repeated. */
	text_say(why, "must be 4 to 8 digits, or \"\" when the SIM asks for none");
	return false;
}

bool check_ussd_code(const char *string, struct text *why)
{
	if (string[0] == '\0' || ussd_is_code(string))
		return true;
	text_say(why, "must be a code such as *888#: '*', '#' and digits, at most %d",
		 USSD_CODE_MAX);
	return false;
}

bool check_host(const char *string, struct text *why)
{
	struct in6_addr v6;
	struct in_addr v4;

	if (string[0] == '\0' || inet_pton(AF_INET, string, &v4) == 1 ||
	    inet_pton(AF_INET6, string, &v6) == 1)
		return true;
	text_say(why, "must be an IP address such as 127.0.0.1");
	return false;
}

bool check_addresses(const char *string, struct text *why)
{
	char address[64];
	struct text text;

	while (*(string += strspn(string, " ")) != '\0') {
		size_t length = strcspn(string, " ");

		text_init(&text, address, sizeof address);
		text_add_bytes(&text, string, length);
		if (!check_host(address, why))
			return false;
		string += length;
	}
	return true;
}

bool check_path(const char *string, struct text *why)
{
	if (string[0] != '\0')
		return true;
	text_say(why, "is empty; give the name of a file");
	return false;
}

bool village_code_read(const char *string, char out[LIMIT_VILLAGE_CODE_SIZE])
{
	static const char dotted[] = "dd.dd.dd.dddd";
	bool has_dots = strchr(string, '.') != NULL;
	struct cursor cursor = cursor_over_string(string);

	for (size_t i = 0; dotted[i] != '\0'; i++) {
		out[i] = dotted[i] == '.' || cursor_is_at_end(&cursor) ? '.' : *cursor.at;
		if (dotted[i] == 'd') {
			if (out[i] < '0' || out[i] > '9')
				return false;
			cursor.at++;
		} else if (has_dots && !cursor_skip_char(&cursor, '.')) {
			return false;
		}
	}
	out[sizeof dotted - 1] = '\0';
	return cursor_is_at_end(&cursor);
}

bool check_village_code(const char *string, struct text *why)
{
	char code[LIMIT_VILLAGE_CODE_SIZE];

	if (village_code_read(string, code))
		return true;
	text_say(why, "'%s' is no village code; write 10 digits like 35.13.15.2007",
		 string);
	return false;
}

static bool next_day(struct cursor *cursor, int *out_day)
{
	static const char *const names[] = { "Min", "Sen", "Sel", "Rab",
					     "Kam", "Jum", "Sab" };

	cursor_skip_spaces(cursor);
	for (int day = 0; day < 7; day++) {
		if (cursor_left(cursor) >= 3 &&
		    strncasecmp(cursor->at, names[day], 3) == 0) {
			cursor->at += 3;
			cursor_skip_spaces(cursor);
			*out_day = day;
			return true;
		}
	}
	return false;
}

bool days_read(const char *string, unsigned *out_weekdays)
{
	struct cursor cursor = cursor_over_string(string);

	*out_weekdays = 0;
	do {
		int first, last;

		if (!next_day(&cursor, &first))
			return false;
		last = first;
		if (cursor_skip_char(&cursor, '-') && !next_day(&cursor, &last))
			return false;
		/* A week goes on: Sab-Sen is Saturday, Sunday and Monday. */
		for (int day = first;; day = (day + 1) % 7) {
			*out_weekdays |= 1U << day;
			if (day == last)
				break;
		}
	} while (cursor_skip_char(&cursor, ','));
	return cursor_is_at_end(&cursor);
}

/* Four digits each: by these the operators' numbers differ. */
bool check_prefixes(const char *string, struct text *why)
{
	for (const char *at = string; *at != '\0';) {
		if (strspn(at, "0123456789") != 4 || strncmp(at, "08", 2) != 0 ||
		    (at[4] != ',' && at[4] != '\0') || strcmp(at + 4, ",") == 0) {
			text_say(why, "'%s': write like 0811,0812,0813", string);
			return false;
		}
		at += at[4] == ',' ? 5 : 4;
	}
	return true;
}

bool check_days(const char *string, struct text *why)
{
	unsigned weekdays;

	if (days_read(string, &weekdays))
		return true;
	text_say(why,
		 "'%s' names no days; write like Sen-Jum or Sen,Rab "
		 "(Sen Sel Rab Kam Jum Sab Min)",
		 string);
	return false;
}

static bool next_time(struct cursor *cursor, int *out_min)
{
	int hour, minute;

	cursor_skip_spaces(cursor);
	if (!cursor_next_int(cursor, &hour) ||
	    (!cursor_skip_char(cursor, '.') && !cursor_skip_char(cursor, ':')) ||
	    !cursor_next_int(cursor, &minute))
		return false;
	cursor_skip_spaces(cursor);
	*out_min = hour * 60 + minute;
	return hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && *out_min <= 1440;
}

bool hours_read(const char *string, int *out_from_min, int *out_to_min)
{
	struct cursor cursor = cursor_over_string(string);

	return next_time(&cursor, out_from_min) && cursor_skip_char(&cursor, '-') &&
	       next_time(&cursor, out_to_min) && cursor_is_at_end(&cursor) &&
	       *out_from_min < *out_to_min;
}

bool check_hours(const char *string, struct text *why)
{
	int from_min, to_min;

	if (hours_read(string, &from_min, &to_min))
		return true;
	text_say(why, "'%s' are no hours; write like 08.00-14.00", string);
	return false;
}

bool check_holidays(const char *string, struct text *why)
{
	struct cursor cursor = cursor_over_string(string);

	for (;;) {
		char written[DATE_SIZE] = "";
		struct date date;

		cursor_skip_spaces(&cursor);
		if (cursor_is_at_end(&cursor))
			return true;
		for (size_t i = 0; i < DATE_SIZE - 1 && !cursor_is_at_end(&cursor); i++)
			written[i] = *cursor.at++;
		if (!date_parse(written, &date) || written[4] != '-' ||
		    (!cursor_is_at_end(&cursor) && *cursor.at != ' ')) {
			text_say(why,
				 "'%s' is no day; write days like 2026-12-25, apart by "
				 "spaces",
				 written);
			return false;
		}
	}
}

static bool is_one_of(const char *string, const char *const *words, size_t n_words)
{
	for (size_t i = 0; i < n_words; i++) {
		if (strcmp(string, words[i]) == 0)
			return true;
	}
	return false;
}

bool check_number_scope(const char *string, struct text *why)
{
	static const char *const scopes[] = { "semua", "per_surat", "per_kode" };

	if (is_one_of(string, scopes, sizeof scopes / sizeof scopes[0]))
		return true;
	text_say(why, "'%s' must be semua, per_surat or per_kode", string);
	return false;
}

bool check_number_start(const char *string, struct text *why)
{
	int first, year;

	if (approval_read_start(string, &first, &year))
		return true;
	text_say(why, "'%s' must be a number and its year, like 217/2026, or \"\"",
		 string);
	return false;
}

bool check_page(const char *string, struct text *why)
{
	if (string[0] == '\0' || ((strncmp(string, "https://", 8) == 0 ||
				   strncmp(string, "http://", 7) == 0) &&
				  strpbrk(string, " #\"<>\\^`{|}") == NULL))
		return true;
	text_say(why, "'%s' must be like https://example.id/cek, without '#'", string);
	return false;
}

bool check_code_table(const char *string, struct text *why)
{
	static const char *const tables[] = { "old", "new" };

	if (is_one_of(string, tables, sizeof tables / sizeof tables[0]))
		return true;
	text_say(why, "'%s' must be old or new", string);
	return false;
}

bool check_checker(const char *string, struct text *why)
{
	static const char *const checkers[] = { "operator", "sekdes", "none" };

	if (is_one_of(string, checkers, sizeof checkers / sizeof checkers[0]))
		return true;
	text_say(why, "'%s' must be operator, sekdes or none", string);
	return false;
}

bool check_paper(const char *string, struct text *why)
{
	static const char *const papers[] = { "F4", "A4" };

	if (is_one_of(string, papers, sizeof papers / sizeof papers[0]))
		return true;
	text_say(why, "'%s' must be F4 or A4", string);
	return false;
}

/* It becomes an argument of lp, which takes one that begins with '-' for an option. */
bool check_printer(const char *string, struct text *why)
{
	if (string[0] != '-' && strpbrk(string, " /#") == NULL)
		return true;
	text_say(why, "'%s' is no printer's name; lpstat -p shows them", string);
	return false;
}

/* The host of "host:port", without the brackets of an IPv6 address. */
static bool read_listen_host(const char *string, char out[INET6_ADDRSTRLEN])
{
	const char *colon = strrchr(string, ':');
	size_t length = colon == NULL ? 0 : (size_t)(colon - string);
	struct text host;

	text_init(&host, out, INET6_ADDRSTRLEN);
	if (length > 2 && string[0] == '[' && string[length - 1] == ']')
		text_add_bytes(&host, string + 1, length - 2);
	else
		text_add_bytes(&host, string, length);
	return !host.is_cut;
}

bool check_listen(const char *string, struct text *why)
{
	const char *colon = strrchr(string, ':');
	unsigned char bytes[sizeof(struct in6_addr)];
	char host[INET6_ADDRSTRLEN];
	struct cursor cursor = cursor_over_string(colon == NULL ? "" : colon + 1);
	int port;

	if (cursor_next_int(&cursor, &port) && cursor_is_at_end(&cursor) && port >= 0 &&
	    port <= UINT16_MAX && read_listen_host(string, host) &&
	    (strcmp(host, "localhost") == 0 || inet_pton(AF_INET, host, bytes) == 1 ||
	     (string[0] == '[' && inet_pton(AF_INET6, host, bytes) == 1)))
		return true;
	text_say(why, "'%s' is no address and port such as 127.0.0.1:8080", string);
	return false;
}
