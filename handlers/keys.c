// SPDX-License-Identifier: MIT
#include "handlers/keys.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/cursor.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/office.h"
#include "letters/seal.h"

enum {
	FINGERPRINT_DIGITS_MIN = 8,
};

static const char word_good[] = "berlaku", word_revoked[] = "dicabut";

static void add_day(int64_t at_s, struct text *out)
{
	struct tm local;

	if (at_s == 0) {
		text_add(out, "-");
		return;
	}
	clock_local(at_s, &local);
	text_add_format(out, "%04d-%02d-%02d", local.tm_year + 1900, local.tm_mon + 1,
			local.tm_mday);
}

void keys_write_line(const struct key *key, struct text *out)
{
	text_add_format(out, "%s %s ", key->village, key->public_key);
	add_day(key->from_at, out);
	text_add(out, " ");
	add_day(key->until_at, out);
	text_add_format(out, " %s %s",
			key->state == KEY_STATE_REVOKED ? word_revoked : word_good,
			key->name);
}

static bool take_word(struct cursor *line, char *out, size_t size)
{
	const char *word;
	size_t length;

	cursor_next_until(line, ' ', &word, &length);
	if (length == 0 || length >= size)
		return false;
	memcpy(out, word, length);
	out[length] = '\0';
	return cursor_skip_char(line, ' ');
}

/* "2026-11-22" -> its first second; "-" -> 0. */
static bool read_day(const char *day, int64_t *out_at_s)
{
	struct tm local = { .tm_isdst = -1 };
	struct cursor cursor = cursor_over_string(day);
	int year, month, day_of_month;

	*out_at_s = 0;
	if (strcmp(day, "-") == 0)
		return true;
	if (!seal_is_date(day))
		return false;
	if (!cursor_next_int(&cursor, &year) || !cursor_skip_char(&cursor, '-') ||
	    !cursor_next_int(&cursor, &month) || !cursor_skip_char(&cursor, '-') ||
	    !cursor_next_int(&cursor, &day_of_month))
		return false;
	local.tm_year = year - 1900;
	local.tm_mon = month - 1;
	local.tm_mday = day_of_month;
	*out_at_s = clock_utc_of_local(&local);
	return *out_at_s > 0;
}

static bool take_days(struct cursor *line, struct key *out)
{
	char from[SEAL_DATE_SIZE], until[SEAL_DATE_SIZE];

	return take_word(line, from, sizeof from) && read_day(from, &out->from_at) &&
	       out->from_at != 0 && take_word(line, until, sizeof until) &&
	       read_day(until, &out->until_at);
}

static bool take_state(struct cursor *line, struct key *out)
{
	char state[16];

	if (!take_word(line, state, sizeof state))
		return false;
	out->state =
		strcmp(state, word_revoked) == 0 ? KEY_STATE_REVOKED : KEY_STATE_TRUSTED;
	return out->state == KEY_STATE_REVOKED || strcmp(state, word_good) == 0;
}

static bool take_name(const struct cursor *line, struct key *out)
{
	size_t length = cursor_left(line);

	if (length >= sizeof out->name)
		return false;
	memcpy(out->name, line->at, length);
	out->name[length] = '\0';
	return seal_is_line(out->name);
}

/* NULL, or what is wrong with the line. */
static const char *read_line(struct cursor line, struct key *out)
{
	unsigned char unused[SEAL_KEY_BYTES];

	*out = (struct key){ .id = 0 };
	if (!take_word(&line, out->village, sizeof out->village) ||
	    !seal_is_village(out->village))
		return "kode desa tidak terbaca";
	if (!take_word(&line, out->public_key, sizeof out->public_key) ||
	    !seal_key_read(out->public_key, unused))
		return "kunci tidak terbaca";
	if (!take_days(&line, out))
		return "tanggal tidak terbaca";
	if (!take_state(&line, out))
		return "keadaan harus 'berlaku' atau 'dicabut'";
	return take_name(&line, out) ? NULL : "nama desa tidak terbaca";
}

struct trusting {
	const struct office *office;
	const char *by;
	int64_t now_s;
	struct keys_report *report;
};

static int add_key(const struct trusting *trusting, struct key *told)
{
	told->changed_at = trusting->now_s;
	text_copy(told->changed_by, sizeof told->changed_by, trusting->by);
	trusting->report->n_new++;
	return key_add(trusting->office->store, told);
}

/* It may only get worse: revoked, or ended. */
static int worsen(const struct trusting *trusting, struct key *known,
		  const struct key *told)
{
	bool is_worse = false;

	if (told->state == KEY_STATE_REVOKED && known->state != KEY_STATE_REVOKED) {
		known->state = KEY_STATE_REVOKED;
		text_copy(known->why, sizeof known->why, "menurut berkas kunci");
		is_worse = true;
	}
	if (told->until_at > 0 && known->until_at == 0) {
		known->until_at = told->until_at;
		is_worse = true;
	}
	if (!is_worse) {
		trusting->report->n_same++;
		return 0;
	}
	known->changed_at = trusting->now_s;
	text_copy(known->changed_by, sizeof known->changed_by, trusting->by);
	trusting->report->n_changed++;
	return key_put(trusting->office->store, known);
}

static int trust_line(const struct trusting *trusting, struct cursor line,
		      const char **out_wrong)
{
	struct key told, known;
	int error;

	*out_wrong = read_line(line, &told);
	if (*out_wrong != NULL)
		return -EINVAL;
	error = key_find(trusting->office->store, told.public_key, &known);
	if (error == -ENOENT) {
		if (strcmp(told.village, trusting->office->village->code) != 0)
			return add_key(trusting, &told);
		*out_wrong = "mengaku kunci desa ini, padahal tidak dikenal di sini";
		return -EINVAL;
	}
	if (error < 0)
		return error;
	if (strcmp(told.village, known.village) != 0) {
		*out_wrong = "kunci ini sudah dikenal sebagai milik desa lain";
		return -EINVAL;
	}
	/* Our own keys end by our own word only. */
	if (strcmp(known.village, trusting->office->village->code) == 0) {
		trusting->report->n_same++;
		return 0;
	}
	return worsen(trusting, &known, &told);
}

static struct cursor next_line(struct cursor *file)
{
	const char *bytes;
	size_t length;

	cursor_next_until(file, '\n', &bytes, &length);
	cursor_skip_char(file, '\n');
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	return cursor_over(bytes, length);
}

int keys_trust(const struct office *office, const char *bytes, size_t length,
	       const char *by, int64_t now_s, struct keys_report *report,
	       struct text *why)
{
	const struct trusting trusting = { office, by, now_s, report };
	struct cursor file = cursor_over(bytes, length);
	struct cursor line = next_line(&file);
	const char *wrong = NULL;

	*report = (struct keys_report){ .n_new = 0 };
	if (!cursor_skip_text(&line, KEYS_FILE_HEADING) || !cursor_is_at_end(&line)) {
		text_say(why,
			 "baris 1: bukan berkas kunci (harus '" KEYS_FILE_HEADING "')");
		return -EINVAL;
	}
	for (int number = 2; !cursor_is_at_end(&file); number++) {
		int error;

		line = next_line(&file);
		if (cursor_is_at_end(&line) || *line.at == '#')
			continue;
		error = trust_line(&trusting, line, &wrong);
		if (error == -EINVAL && wrong != NULL)
			text_say(why, "baris %d: %s", number, wrong);
		if (error < 0)
			return error;
	}
	return 0;
}

/* Digits alone, in capitals. */
static size_t strip(const char *fingerprint, char out[SEAL_FINGERPRINT_SIZE])
{
	size_t length = 0;

	for (; *fingerprint != '\0'; fingerprint++) {
		if (*fingerprint == '-' || *fingerprint == ' ')
			continue;
		if (!isxdigit((unsigned char)*fingerprint) ||
		    length + 1 == SEAL_FINGERPRINT_SIZE)
			return 0;
		out[length++] = (char)toupper((unsigned char)*fingerprint);
	}
	out[length] = '\0';
	return length;
}

struct search {
	char digits[SEAL_FINGERPRINT_SIZE];
	size_t length;
	int n_found;
	struct key *out;
};

static bool compare(void *context, const struct key *key)
{
	char shown[SEAL_FINGERPRINT_SIZE], digits[SEAL_FINGERPRINT_SIZE];
	struct search *search = context;

	seal_key_fingerprint(key->public_key, shown);
	strip(shown, digits);
	if (strncmp(digits, search->digits, search->length) == 0) {
		search->n_found++;
		*search->out = *key;
	}
	return true;
}

int keys_find(const struct office *office, const char *fingerprint, struct key *out)
{
	struct search search = { .out = out };
	int error;

	search.length = strip(fingerprint, search.digits);
	if (search.length < FINGERPRINT_DIGITS_MIN)
		return -EINVAL;
	error = key_list(office->store, "", compare, &search);
	if (error < 0)
		return error;
	return search.n_found == 1 ? 0 : search.n_found == 0 ? -ENOENT : -EINVAL;
}

static int put(const struct office *office, struct key *key, const char *by,
	       int64_t now_s)
{
	char fingerprint[SEAL_FINGERPRINT_SIZE];
	int error;

	key->changed_at = now_s;
	if (key->until_at == 0)
		key->until_at = now_s;
	text_copy(key->changed_by, sizeof key->changed_by, by);
	error = key_put(office->store, key);
	seal_key_fingerprint(key->public_key, fingerprint);
	if (error == 0)
		log_info("key ended village=%s fingerprint=%s state=%s", key->village,
			 fingerprint, key_state_name(key->state));
	return error;
}

int keys_end(const struct office *office, const char *by, int64_t now_s)
{
	struct key key;
	int error = key_sealing(office->store, office->village->code, &key);

	return error < 0 ? error : put(office, &key, by, now_s);
}

int keys_revoke(const struct office *office, struct key *key, const char *why_revoked,
		const char *by, int64_t now_s)
{
	key->state = KEY_STATE_REVOKED;
	text_copy(key->why, sizeof key->why, why_revoked);
	return put(office, key, by, now_s);
}
