// SPDX-License-Identifier: MIT
#include "handlers/officers.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/date.h"
#include "handlers/facts.h"
#include "handlers/office.h"
#include "handlers/phone.h"
#include "handlers/pins.h"
#include "store/challenges.h"
#include "store/outbox.h"
#include "store/web.h"

enum {
	PIN_DIGITS = 6,
};

int officers_add(const struct office *office, const struct officer_request *request,
		 int64_t now_s, struct officer *out, struct text *why)
{
	struct officer officer = { .created_at = now_s, .is_active = true };
	int error;

	text_copy(officer.village, sizeof officer.village, office->village->code);
	if (!officer_role_of_name(request->role, &officer.role))
		text_say(why,
			 "tidak ada peran '%s'; pilih operator, sekdes, kades, kecamatan "
			 "atau admin",
			 request->role);
	else if (request->name[strspn(request->name, " ")] == '\0' ||
		 !text_copy(officer.name, sizeof officer.name, request->name))
		text_say(why, "nama harus diisi, paling banyak %zu huruf",
			 sizeof officer.name - 1);
	else if (!text_copy(officer.title, sizeof officer.title, request->title))
		text_say(why, "jabatan terlalu panjang");
	else if (request->phone[0] != '\0' &&
		 !phone_normalise(request->phone, officer.phone))
		text_say(why, "'%s' bukan nomor HP", request->phone);
	else {
		error = officer_add(office->store, &officer);
		if (error == -EEXIST)
			text_say(why, "nama atau nomor HP itu sudah terdaftar");
		*out = officer;
		return error;
	}
	return -EINVAL;
}

/* Day of birth, year and month of appointment (of a PPPK 21), sex, serial (Perka BKN
 * 22/2007). */
static bool is_nip(const char digits[OFFICER_NIP_SIZE])
{
	char written[DATE_SIZE];
	struct date born;

	snprintf(written, sizeof written, "%.4s-%.2s-%.2s", digits, digits + 4,
		 digits + 6);
	return strlen(digits) == OFFICER_NIP_SIZE - 1 && date_parse(written, &born) &&
	       !date_is_future(&born) && memcmp(digits, digits + 8, 4) < 0 &&
	       (digits[14] == '1' || digits[14] == '2');
}

int officers_set_nip(const struct office *office, struct officer *officer,
		     const char *nip, struct text *why)
{
	char digits[OFFICER_NIP_SIZE] = "";
	struct text text;

	text_init(&text, digits, sizeof digits);
	for (const char *at = nip; *at != '\0' && strcmp(nip, "-") != 0; at++) {
		if (*at != ' ')
			text_add_char(&text, *at);
	}
	if (strcmp(nip, "-") != 0 &&
	    (text.is_cut || strspn(digits, "0123456789") != text.length ||
	     !is_nip(digits))) {
		text_say(why, "'%s' bukan NIP: 18 angka, diawali tanggal lahir", nip);
		return -EINVAL;
	}
	text_copy(officer->nip, sizeof officer->nip, digits);
	return officer_put(office->store, officer);
}

/* 111111, 123456, 987654, 890123, 121212, 123123: a step that repeats. */
static bool has_pattern(const char *pin)
{
	bool is_sequence = true;

	for (int i = 2; i < PIN_DIGITS; i++) {
		if ((pin[i] - pin[i - 1] + 10) % 10 != (pin[1] - pin[0] + 10) % 10)
			is_sequence = false;
	}
	return is_sequence || memcmp(pin, pin + 3, 3) == 0 ||
	       memcmp(pin, pin + 2, 4) == 0 ||
	       (pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5]) ||
	       (pin[0] == pin[1] && pin[1] == pin[2] && pin[3] == pin[4] &&
		pin[4] == pin[5]);
}

static int two_digits(const char *at)
{
	return (at[0] - '0') * 10 + at[1] - '0';
}

static bool is_day_and_month(int day, int month)
{
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* A birthday as people write one (120590, 900512, 051290), or a year in front or behind.
 */
static bool has_date(const char *pin)
{
	int a = two_digits(pin), b = two_digits(pin + 2), c = two_digits(pin + 4);

	return is_day_and_month(a, b) || is_day_and_month(c, b) ||
	       is_day_and_month(b, a) || a == 19 || a == 20 || b == 19 || b == 20;
}

bool officers_is_good_pin(const struct officer *officer, const char *pin,
			  struct text *why)
{
	if (strlen(pin) != PIN_DIGITS || strspn(pin, "0123456789") != PIN_DIGITS)
		text_say(why, "PIN harus %d angka", PIN_DIGITS);
	else if (has_pattern(pin))
		text_say(why,
			 "PIN ini terlalu mudah ditebak: angkanya berulang atau urut");
	else if (has_date(pin))
		text_say(why, "PIN ini mirip tanggal lahir atau tahun; pilih yang lain");
	else if (strstr(officer->phone, pin) != NULL)
		text_say(why, "PIN ini bagian dari nomor HP; pilih yang lain");
	else
		return true;
	return false;
}

int officers_set_pin(const struct office *office, struct officer *officer,
		     const char *pin, struct text *why)
{
	int error;

	if (!officers_is_good_pin(officer, pin, why))
		return -EINVAL;
	error = pins_make(office, pin, officer->pin, why);
	if (error < 0)
		return error;
	officer->failures = 0;
	officer->misses = 0;
	return officer_put(office->store, officer);
}

bool officers_is_locked(const struct officer *officer)
{
	return officer->failures >= OFFICER_FAILURES_MAX;
}

/* One from the future: the clock was set back, and nobody knows how long ago it was. */
static int64_t left_of(int64_t since, int64_t span_s, int64_t now_s)
{
	return since > 0 && since <= now_s && now_s - since < span_s
		       ? since + span_s - now_s
		       : 0;
}

int64_t officers_wait_s(const struct officer *officer, int64_t now_s)
{
	return officer->failures == OFFICER_FAILURES_MAX - 1
		       ? left_of(officer->failed_at, OFFICERS_COOL_OFF_S, now_s)
		       : 0;
}

int64_t officers_phone_wait_s(const struct officer *officer, int64_t now_s)
{
	return left_of(officer->phone_at, OFFICERS_PHONE_COOL_OFF_S, now_s);
}

int officers_judge_pin(const struct office *office, struct officer *officer,
		       const char *pin)
{
	int error = pins_judge(office, officer->pin, pin);

	if (error == -EACCES) {
		log_warning("wrong PIN officer=%lld failures=%d", (long long)officer->id,
			    officer->failures);
		return error;
	}
	if (error == -ENOKEY) { /* nothing was judged: it was no try */
		officer->failures -= officer->failures > 0;
		return officer_put(office->store, officer) < 0 ? -EIO : -ENOKEY;
	}
	pins_raise(office, pin, officer->pin);
	officer->failures = 0;
	officer->misses = 0;
	return officer_put(office->store, officer);
}

void officers_pretend(const struct office *office, const char *pin)
{
	pins_judge(office, "", pin);
}

static int end_rights(const struct office *office, struct officer *officer)
{
	int error = challenge_end_of_officer(office->store, officer->id);

	if (error == 0)
		error = web_session_end_of_officer(office->store, officer->id);
	return error < 0 ? error : officer_put(office->store, officer);
}

int officers_lock(const struct office *office, struct officer *officer)
{
	officer->failures = OFFICER_FAILURES_LOCKED;
	log_warning("officer locked by the office officer=%lld", (long long)officer->id);
	return end_rights(office, officer);
}

int officers_retire(const struct office *office, struct officer *officer)
{
	officer->is_active = false;
	officer->pin[0] = '\0';
	return end_rights(office, officer);
}

static int warn_old_phone(const struct office *office, const struct officer *officer,
			  int64_t now_s)
{
	const struct phrase_value more[] = { { "nama", officer->name } };
	const struct facts facts = { .more = more, .n_more = 1 };
	struct outbox_row row = { .priority = OUTBOX_PRIORITY_APPROVAL,
				  .created_at = now_s,
				  .error = -1,
				  .sms_reference = -1 };
	struct text text;

	text_copy(row.to, sizeof row.to, officer->phone);
	text_copy(row.phrase, sizeof row.phrase, "K29");
	text_init(&text, row.text, sizeof row.text);
	return facts_fill(office, row.phrase, &facts, &text)
		       ? outbox_add(office->store, &row)
		       : 0;
}

int officers_change_phone(const struct office *office, struct officer *officer,
			  const char *phone, int64_t now_s, struct text *why)
{
	char number[LIMIT_ADDRESS_SIZE] = "";
	struct officer other;
	int error;

	if (phone[0] != '\0' && !phone_normalise(phone, number)) {
		text_say(why, "'%s' bukan nomor HP", phone);
		return -EINVAL;
	}
	if (strcmp(number, officer->phone) == 0)
		return 0;
	error = officer_find_by_phone(office->store, number, &other);
	if (error == 0) {
		text_say(why, "nomor HP itu sudah terdaftar atas nama %s", other.name);
		return -EEXIST;
	}
	error = error == -ENOENT ? 0 : error;
	if (error == 0 && officer->phone[0] != '\0')
		error = warn_old_phone(office, officer, now_s);
	if (error < 0)
		return error;
	text_copy(officer->phone, sizeof officer->phone, number);
	officer->phone_at = now_s;
	log_warning("phone of an officer changed officer=%lld", (long long)officer->id);
	return end_rights(office, officer);
}

bool officers_may_approve(const struct office *office, const struct officer *officer,
			  int64_t now_s, char out_kind[8])
{
	struct delegation delegation;

	out_kind[0] = '\0';
	if (!officer->is_active || officer->role == OFFICER_ROLE_SUBDISTRICT)
		return false;
	if (officer->role == OFFICER_ROLE_HEAD)
		return true;
	if (delegation_find(office->store, officer->village, officer->id, now_s,
			    &delegation) != 0)
		return false;
	text_copy(out_kind, 8, delegation.kind);
	return true;
}

static bool take_head(void *context, const struct officer *officer)
{
	struct officer *head = context;

	if (officer->role != OFFICER_ROLE_HEAD || officer->phone[0] == '\0' ||
	    officer->pin[0] == '\0')
		return true;
	*head = *officer;
	return false;
}

int officers_find_acting_head(const struct office *office, int64_t now_s,
			      struct officer *out)
{
	const char *village = office->village->code;
	struct delegation delegation;
	char kind[8];
	int error = delegation_find(office->store, village, 0, now_s, &delegation);

	if (error == 0)
		error = officer_get(office->store, delegation.officer_id, out);
	if (error == 0 && out->phone[0] != '\0' && out->pin[0] != '\0' &&
	    officers_may_approve(office, out, now_s, kind))
		return 0;
	if (error < 0 && error != -ENOENT)
		return error;
	*out = (struct officer){ .id = 0 };
	error = officer_list(office->store, village, take_head, out);
	return error == 0 && out->id == 0 ? -ENOENT : error;
}
