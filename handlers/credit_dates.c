// SPDX-License-Identifier: MIT
#include "handlers/credit_dates.h"

#include "handlers/credit.h"
#include "handlers/credit_tokens.h"

enum {
	NUMBER_OF_CARD_DIGITS_MIN = 9,
	CENTURY = 2000,
	MONTHS = 12,
};

/* In front of a date, in any order. */
static const char grace_words[] = " tenggang grace graceperiod ";
static const char active_words[] =
	" aktif active berlaku masa exp expired expires expiry valid berakhir habis"
	" kadaluarsa kedaluwarsa ";
static const char until_words[] = " sd sampai hingga until ";
static const char linking_words[] =
	" dengan dgn pada tgl tanggal akan kartu anda kamu nomor no sim period your on is"
	" dan and of telah sudah ini dalam memasuki ";
static const char english_words[] = " active grace graceperiod ";

/* Then a date is that of something bought. */
static const char parcel_words[] =
	" paket kuota quota internet data bonus sms menit gb mb kb promo combo voucher"
	" langganan nelpon telepon nsp freedom unlimited gratis extra ekstra ";

static const char *const months[MONTHS] = {
	" jan januari january ",
	" feb peb februari pebruari february ",
	" mar mrt maret march ",
	" apr april ",
	" mei may ",
	" jun juni june ",
	" jul juli july ",
	" agu agt ags agus agst aug agustus august ",
	" sep sept september ",
	" okt oct oktober october ",
	" nov nop november nopember ",
	" des dec desember december ",
};

/* --- a date ------------------------------------------------------------------------ */

static int month_of(const struct credit_token *token)
{
	for (int i = 0; i < MONTHS; i++) {
		if (credit_is_word(token, months[i]))
			return i + 1;
	}
	return 0;
}

static int year_of(const struct credit_token *token)
{
	if (token->kind != CREDIT_TOKEN_NUMBER)
		return -1;
	if (token->n_digits == 2)
		return CENTURY + (int)token->number;
	return token->n_digits == 4 ? (int)token->number : -1;
}

static bool is_in_century(const struct date *date)
{
	return date->year >= CENTURY && date->year < CENTURY + 100 && date_is_real(date);
}

/* "18Aug13", "18-AUG-14", "28 Agustus 2026". Returns where it ends, or NULL. */
static const struct credit_token *take_named_date(const struct credit_token *at,
						  struct date *out)
{
	const struct credit_token *month = at + 1, *year;

	if (credit_is_sign(month, "-/"))
		month++;
	out->month = month_of(month);
	if (out->month == 0 || at->n_digits > 2)
		return NULL;
	year = month + 1;
	if (credit_is_sign(year, "-/"))
		year++;
	out->day = (int)at->number;
	out->year = year_of(year);
	return is_in_century(out) ? year + 1 : NULL;
}

/* "28/08/2026", "28-08-26", "2026-08-28"; "08.16.13" is the month first where it is said
 * in English (Indosat). */
static const struct credit_token *take_numeric_date(const struct credit_token *at,
						    bool is_english, struct date *out)
{
	bool is_month_first = is_english && at[1].sign == '.' && at[4].n_digits == 2;
	const struct credit_token *day = is_month_first ? at + 2 : at;
	const struct credit_token *month = is_month_first ? at : at + 2, *year = at + 4;

	if (!credit_is_joined(at + 1, "/-.") || !credit_is_joined(at + 3, "/-.") ||
	    at[1].sign != at[3].sign)
		return NULL;
	if (at->n_digits == 4) {
		day = at + 4;
		year = at;
	}
	if (day->n_digits > 2 || month->n_digits > 2)
		return NULL;
	*out = (struct date){ year_of(year), (int)month->number, (int)day->number };
	return is_in_century(out) ? at + 5 : NULL;
}

/* --- what is said of it ------------------------------------------------------------ */

/* The words in front of a date. */
struct phrase {
	const struct credit_token *first;
	bool is_grace, is_active, is_until, is_of_card, is_english;
	bool is_at_amount; /* it follows right behind the credit */
};

static bool is_number_of_card(const struct credit_token *token)
{
	return token->kind == CREDIT_TOKEN_NUMBER &&
	       token->n_digits >= NUMBER_OF_CARD_DIGITS_MIN;
}

/* Take one token into the phrase; false when it is no part of it. */
static bool take_back(struct phrase *phrase, const struct credit_token *at)
{
	bool is_grace = credit_is_word(at, grace_words);
	bool is_active = credit_is_word(at, active_words);
	bool is_until = credit_is_word(at, until_words);

	if (!is_grace && !is_active && !is_until && !credit_is_word(at, linking_words) &&
	    !credit_is_sign(at, ":=") && !is_number_of_card(at))
		return false;
	phrase->is_grace |= is_grace;
	phrase->is_active |= is_active;
	phrase->is_until |= is_until;
	phrase->is_of_card |= is_grace || credit_is_word(at, " kartu sim ");
	phrase->is_english |= credit_is_word(at, english_words);
	phrase->first = at;
	return true;
}

static struct phrase read_back(const struct credit_token *date)
{
	struct phrase phrase = { .first = date };
	const struct credit_token *at = date - 1;

	while (take_back(&phrase, at))
		at--;
	return phrase;
}

static bool has_parcel(const struct credit_token *from, const struct credit_token *to)
{
	for (; from < to; from++) {
		if (credit_is_word(from, parcel_words))
			return true;
	}
	return false;
}

struct reader {
	const struct credit_token *anchor;     /* behind what was understood last */
	const struct credit_token *amount_end; /* NULL none */
	bool is_amount_followed;
	struct credit *credit;
};

/* What a phrase is about stands in front of it. It is the card when that is nothing (the
 * beginning of a sentence), or what was understood already. */
static bool is_about_card(const struct reader *reader, struct phrase *phrase,
			  const struct credit_token *date)
{
	const struct credit_token *at = phrase->first - 1;
	bool is_at_anchor;

	while (at >= reader->anchor && credit_is_sign(at, CREDIT_ENDS_OF_SENTENCE))
		at--;
	is_at_anchor = at < reader->anchor;
	phrase->is_at_amount = is_at_anchor && reader->anchor == reader->amount_end;
	if (!is_at_anchor && at == phrase->first - 1)
		return false;
	if (!phrase->is_of_card && has_parcel(reader->anchor, date))
		return false;
	return phrase->is_grace || phrase->is_active ||
	       (phrase->is_until && phrase->is_at_amount);
}

static void note_date(struct reader *reader, const struct phrase *phrase,
		      const struct date *date)
{
	struct credit *credit = reader->credit;

	reader->is_amount_followed |= phrase->is_at_amount;
	if (phrase->is_grace && !credit->has_grace) {
		credit->has_grace = true;
		credit->grace_until = *date;
	} else if (!phrase->is_grace && !credit->has_active) {
		credit->has_active = true;
		credit->active_until = *date;
	}
}

/* A date at this number, if there is one; returns where to go on. */
static const struct credit_token *take_date(struct reader *reader,
					    const struct credit_token *at)
{
	struct phrase phrase = read_back(at);
	const struct credit_token *end;
	struct date date;

	end = take_named_date(at, &date);
	if (end == NULL)
		end = take_numeric_date(at, phrase.is_english, &date);
	if (end == NULL)
		return at + 1;
	if (is_about_card(reader, &phrase, at)) {
		note_date(reader, &phrase, &date);
		reader->anchor = end;
	}
	return end;
}

bool credit_read_dates(const struct credit_token *tokens,
		       const struct credit_token *amount_end, struct credit *credit)
{
	struct reader reader = { .anchor = tokens + 1,
				 .amount_end = amount_end,
				 .credit = credit };
	const struct credit_token *at = tokens + 1;

	while (at->kind != CREDIT_TOKEN_END) {
		if (at == amount_end)
			reader.anchor = at;
		at = at->kind == CREDIT_TOKEN_NUMBER ? take_date(&reader, at) : at + 1;
	}
	return reader.is_amount_followed;
}
