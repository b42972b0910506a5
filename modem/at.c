// SPDX-License-Identifier: MIT
#include "modem/at.h"

#include <string.h>

#include "base/cursor.h"
#include "base/text.h"
#include "modem/sms_time.h"

enum {
	AT_TYPE_INTERNATIONAL = 145, /* 24.008 10.5.4.7 */
	FIRST_YEAR = 24,             /* 2024: older is what no network said */
	LAST_YEAR = 69,              /* 80/01/06 is where GPS time begins */
};

/* Over what stands behind the first ':' and its blanks; over all when there is none. */
static struct cursor over_value(const char *line)
{
	const char *colon = strchr(line, ':');
	struct cursor at = cursor_over_string(colon != NULL ? colon + 1 : line);

	cursor_skip_spaces(&at);
	return at;
}

static bool next_value(struct cursor *at)
{
	const char *bytes;
	size_t length;

	if (!cursor_next_quoted(at, &bytes, &length))
		cursor_next_until(at, ',', &bytes, &length);
	cursor_skip_spaces(at);
	if (!cursor_skip_char(at, ','))
		return false;
	cursor_skip_spaces(at);
	return true;
}

/* The number behind the last comma: texts in front of it may hold anything. */
static bool last_int(const char *line, int *out_value)
{
	const char *comma = strrchr(line, ',');
	struct cursor at =
		comma != NULL ? cursor_over_string(comma + 1) : over_value(line);

	cursor_skip_spaces(&at);
	if (!cursor_next_int(&at, out_value))
		return false;
	cursor_skip_spaces(&at);
	return cursor_is_at_end(&at);
}

int at_parse_error(const char *line)
{
	struct cursor at = over_value(line);
	int number;

	return cursor_next_int(&at, &number) && number >= 0 ? number : -1;
}

/* A storage's name goes back into AT+CPMS: capital letters only, so nothing else can. */
static bool next_storage(struct cursor *at, char out[AT_STORAGE_SIZE])
{
	const char *bytes;
	size_t length;

	if (!cursor_next_quoted(at, &bytes, &length) || length < 2 ||
	    length >= AT_STORAGE_SIZE)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] < 'A' || bytes[i] > 'Z')
			return false;
		out[i] = bytes[i];
	}
	out[length] = '\0';
	return true;
}

bool at_parse_stored(const char *line, char out_storage[AT_STORAGE_SIZE], int *out_slot)
{
	struct cursor at = over_value(line);

	if (!next_storage(&at, out_storage))
		return false;
	cursor_skip_spaces(&at);
	if (!cursor_skip_char(&at, ','))
		return false;
	cursor_skip_spaces(&at);
	return cursor_next_int(&at, out_slot) && *out_slot <= AT_SLOT_MAX;
}

bool at_parse_read(const char *line, int *out_state, int *out_octets)
{
	struct cursor at = over_value(line);

	return cursor_next_int(&at, out_state) && *out_state >= 0 && next_value(&at) &&
	       last_int(line, out_octets) && *out_octets >= 0;
}

bool at_parse_direct(const char *line, int *out_octets)
{
	return last_int(line, out_octets) && *out_octets >= 0;
}

int at_parse_reference(const char *line)
{
	struct cursor at = over_value(line);
	int reference;

	return cursor_next_int(&at, &reference) && reference >= 0 ? reference : -1;
}

static bool next_storage_counts(struct cursor *at, struct at_storage *out)
{
	struct at_storage storage = { .name = "" };

	if (next_storage(at, storage.name) && !next_value(at))
		return false;
	if (!cursor_next_int(at, &storage.used) || !next_value(at) ||
	    !cursor_next_int(at, &storage.size))
		return false;
	if (storage.used < 0 || storage.size < 0 || storage.size > AT_SLOT_MAX)
		return false;
	*out = storage;
	return true;
}

size_t at_parse_storages(const char *line, struct at_storage out[AT_STORAGES_MAX])
{
	struct cursor at = over_value(line);
	size_t n = 0;

	while (n < AT_STORAGES_MAX && next_storage_counts(&at, &out[n])) {
		n++;
		if (!next_value(&at))
			break;
	}
	return n;
}

bool at_offers_storage(const char *line, const char *name)
{
	struct cursor at = over_value(line);
	const char *bytes;
	size_t length;

	if (!cursor_skip_char(&at, '('))
		return false;
	cursor_next_until(&at, ')', &bytes, &length);
	at = cursor_over(bytes, length);
	while (cursor_next_quoted(&at, &bytes, &length)) {
		if (length == strlen(name) && memcmp(bytes, name, length) == 0)
			return true;
		cursor_skip_char(&at, ',');
		cursor_skip_spaces(&at);
	}
	return false;
}

/* The answer to AT+CREG? is <n>,<stat>[,"lac",...], the notice <stat>[,"lac",...]: a
 * second number without quotes tells them apart (27.007 7.2). */
bool at_parse_registration(const char *line, int *out_status)
{
	struct cursor at = over_value(line);
	int first, second;

	if (!cursor_next_int(&at, &first))
		return false;
	*out_status = first;
	/* Some firmware leaves the quotes of the area code away: that is no status. */
	if (next_value(&at) && cursor_next_int(&at, &second) && second <= 10 &&
	    (cursor_is_at_end(&at) || *at.at == ','))
		*out_status = second;
	return true;
}

bool at_parse_caller(const char *line, char out_number[AT_NUMBER_SIZE])
{
	struct cursor at = over_value(line);
	struct text number;
	const char *bytes;
	size_t length, n_plus;
	int type = 0;

	if (!cursor_next_quoted(&at, &bytes, &length) || length == 0)
		return false;
	n_plus = bytes[0] == '+' ? 1 : 0;
	if (length == n_plus || length - n_plus > AT_NUMBER_SIZE - 2)
		return false;
	for (size_t i = n_plus; i < length; i++) {
		if (bytes[i] < '0' || bytes[i] > '9')
			return false;
	}
	if (cursor_skip_char(&at, ','))
		(void)cursor_next_int(&at, &type);
	text_init(&number, out_number, AT_NUMBER_SIZE);
	if (n_plus == 0 && type == AT_TYPE_INTERNATIONAL)
		text_add(&number, "+");
	text_add_bytes(&number, bytes, length);
	return true;
}

bool at_is_registered(int status)
{
	return status == 1 || status == 5 || status == 6 || status == 7;
}

static bool next_pair(struct cursor *at, int *out_first, int *out_second)
{
	return cursor_next_int(at, out_first) && next_value(at) &&
	       cursor_next_int(at, out_second);
}

bool at_is_same_notices(const char *line, const char *wanted)
{
	struct cursor told = over_value(line), meant = cursor_over_string(wanted);
	int told_mode, told_kind, meant_mode, meant_kind;

	return next_pair(&told, &told_mode, &told_kind) &&
	       next_pair(&meant, &meant_mode, &meant_kind) && told_mode == meant_mode &&
	       told_kind == meant_kind;
}

int at_parse_signal(const char *line)
{
	struct cursor at = over_value(line);
	int level;

	if (!cursor_next_int(&at, &level) || level < 0 || level > 31)
		return -1;
	return level * 100 / 31;
}

/* "26/11/22,06:45:12", each number and what stands behind it. */
static bool next_time(struct cursor *at, struct sms_time *out)
{
	const struct {
		int *number;
		char end;
	} parts[] = {
		{ &out->year, '/' }, { &out->month, '/' },  { &out->day, ',' },
		{ &out->hour, ':' }, { &out->minute, ':' }, { &out->second, '\0' }
	};

	cursor_skip_char(at, '"');
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (!cursor_next_int(at, parts[i].number))
			return false;
		if (parts[i].end != '\0' && !cursor_skip_char(at, parts[i].end))
			return false;
	}
	return out->year >= FIRST_YEAR && out->year <= LAST_YEAR;
}

bool at_parse_clock(const char *line, int64_t *out_utc_s, int *out_zone_quarters)
{
	struct cursor at = over_value(line);
	struct sms_time time;
	bool is_west;

	if (!next_time(&at, &time))
		return false;
	is_west = cursor_skip_char(&at, '-');
	if (!is_west && !cursor_skip_char(&at, '+'))
		return false;
	if (!cursor_next_int(&at, &time.zone_quarters))
		return false;
	if (is_west)
		time.zone_quarters = -time.zone_quarters;
	*out_zone_quarters = time.zone_quarters;
	return sms_time_of(&time, out_utc_s);
}

bool at_parse_operator(const char *line, char *out, size_t size)
{
	struct cursor at = over_value(line);
	char name[64];
	const char *bytes;
	size_t length;

	if (!next_value(&at) || !next_value(&at) ||
	    !cursor_next_quoted(&at, &bytes, &length) || length >= sizeof name)
		return false;
	memcpy(name, bytes, length);
	name[length] = '\0';
	at_copy_value(name, out, size);
	return out[0] != '\0';
}

enum at_pin at_parse_pin(const char *line)
{
	static const char *const others[] = { "SIM PIN", "SIM PUK", "PH-" };
	char value[32];

	at_copy_value(line, value, sizeof value);
	if (strcmp(value, "READY") == 0)
		return AT_PIN_READY;
	if (strcmp(value, "SIM PIN") == 0)
		return AT_PIN_WANTED;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (strncmp(value, others[i], strlen(others[i])) == 0)
			return AT_PIN_OTHER;
	}
	return value[0] != '\0' ? AT_PIN_ODD : AT_PIN_UNKNOWN;
}

int at_parse_tries(const char *line)
{
	struct cursor at = over_value(line);
	int tries;

	if (cursor_next_int(&at, &tries) ||
	    (next_value(&at) && cursor_next_int(&at, &tries)))
		return tries;
	return -1;
}

void at_copy_value(const char *line, char *out, size_t size)
{
	bool has_prefix = line[0] == '+' || line[0] == '^';
	struct cursor at = has_prefix ? over_value(line) : cursor_over_string(line);
	struct text text;

	text_init(&text, out, size);
	cursor_skip_spaces(&at);
	for (; !cursor_is_at_end(&at); at.at++) {
		if (*at.at != '"' && *at.at >= 0x20 && *at.at <= 0x7E)
			text_add_char(&text, *at.at);
	}
	while (text.length > 0 && out[text.length - 1] == ' ')
		out[--text.length] = '\0';
}
