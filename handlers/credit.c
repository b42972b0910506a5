// SPDX-License-Identifier: MIT
#include "handlers/credit.h"

#include "handlers/credit_dates.h"
#include "handlers/credit_tokens.h"

enum {
	RUPIAH_DIGITS_MAX = 8, /* more is no credit of a SIM card */
};

static const char keywords[] = " pulsa balance saldo bal ";
static const char keywords_of_notice[] = " pulsa ";

/* Between the keyword and the amount. Any other word makes the amount another one:
 * bertambah, terpotong, kurang dari, minimal... */
static const char between[] =
	" anda kamu sisa tersisa utama reguler regular kartu saat ini skrg sekarang adalah"
	" sebesar is your main account ";

/* These say that it is what is left, and not the price of something. */
static const char whose[] = " anda kamu sisa tersisa utama your ";

/* In front of the keyword, back to the beginning of the sentence. Anything else may be
 * what is done with it: isi pulsa, bonus pulsa, jika pulsa... */
static const char before[] =
	" sisa total jumlah info main your current saat ini anda kamu memiliki mempunyai"
	" punya yth pelanggan kak bpk ibu kartu telkomsel simpati indosat im xl axis tri"
	" smartfren hai halo ";

/* Behind the amount, unless a sentence ends there. */
static const char behind[] =
	" sd aktif active berlaku masa exp expired expires expiry valid until hingga sampai"
	" dan dengan dgn tenggang grace graceperiod ";

/* --- a number of rupiah ------------------------------------------------------------ */

struct number {
	int64_t value;
	size_t n_digits;
	bool has_currency;
	char group_sign; /* between groups of three digits; '\0' none was seen */
};

static bool is_three_digits(const struct credit_token *token)
{
	return token->kind == CREDIT_TOKEN_NUMBER && token->n_digits == 3;
}

/* A further group of digits at `at`: 24.025, 24,025, and 24 025 behind an Rp. Returns the
 * group, or NULL. */
static const struct credit_token *group_at(const struct credit_token *at,
					   const struct number *number)
{
	if (credit_is_joined(at, ".,"))
		return is_three_digits(at + 1) && (number->group_sign == '\0' ||
						   number->group_sign == at->sign)
			       ? at + 1
			       : NULL;
	return number->has_currency && number->group_sign == '\0' && at->has_space &&
			       is_three_digits(at)
		       ? at
		       : NULL;
}

static const struct credit_token *take_groups(const struct credit_token *at,
					      struct number *number)
{
	const struct credit_token *group;

	while (number->n_digits <= RUPIAH_DIGITS_MAX &&
	       (group = group_at(at, number)) != NULL) {
		if (group != at)
			number->group_sign = at->sign;
		number->value = number->value * 1000 + group->number;
		number->n_digits += 3;
		at = group + 1;
	}
	return at;
}

/* ",00", ".00" and ",-" behind an amount say nothing. */
static const struct credit_token *skip_cents(const struct credit_token *at,
					     char group_sign)
{
	bool is_cents = credit_is_joined(at, ".,") && at->sign != group_sign &&
			at[1].n_digits == 2 && at[1].number == 0;
	bool is_dash = credit_is_sign(at, ",.") && credit_is_sign(at + 1, "-") &&
		       !at[1].has_space;

	return is_cents || is_dash ? at + 2 : at;
}

/* Whether the number ends here: neither a date, a time nor a fraction goes on, and no
 * unit follows. */
static bool is_amount_over(const struct credit_token *at)
{
	if (credit_is_joined(at, ".,/-:"))
		return false;
	return at->kind == CREDIT_TOKEN_END ||
	       credit_is_sign(at, CREDIT_ENDS_OF_SENTENCE) || credit_is_word(at, behind);
}

/* "Rp.24.025", "19350", "Rp 36,998": where it ends, or NULL. */
static const struct credit_token *take_amount(const struct credit_token *at,
					      int64_t *out_rupiah)
{
	struct number number = { .has_currency = credit_is_word(at, " rp idr ") };

	if (number.has_currency)
		at++;
	if (number.has_currency && credit_is_sign(at, ".:"))
		at++;
	if (at->kind != CREDIT_TOKEN_NUMBER || at->has_zero)
		return NULL;
	number.value = at->number;
	number.n_digits = at->n_digits;
	at++;
	if (number.n_digits <= 3)
		at = take_groups(at, &number);
	at = skip_cents(at, number.group_sign);
	*out_rupiah = number.value;
	return number.n_digits <= RUPIAH_DIGITS_MAX && is_amount_over(at) ? at : NULL;
}

/* --- whose number it is ------------------------------------------------------------ */

struct amount {
	const struct credit_token *end; /* behind it; NULL none */
	int64_t rupiah;
	bool is_sure; /* said to be what is left; else only if a date follows */
};

static bool is_sentence_begun_well(const struct credit_token *keyword, bool *is_sure)
{
	const struct credit_token *at = keyword - 1;

	for (; at->kind == CREDIT_TOKEN_WORD; at--) {
		if (!credit_is_word(at, before))
			return false;
		if (credit_is_word(at, whose))
			*is_sure = true;
	}
	return at->kind == CREDIT_TOKEN_END || at->kind == CREDIT_TOKEN_NUMBER ||
	       credit_is_sign(at, ".,;:!?()*-\n");
}

static struct amount amount_of(const struct credit_token *keyword)
{
	struct amount amount = { .is_sure = !credit_is_word(keyword, " pulsa ") };
	const struct credit_token *at = keyword + 1;

	if (!is_sentence_begun_well(keyword, &amount.is_sure))
		return amount;
	for (; credit_is_word(at, between) || credit_is_sign(at, ":=\n"); at++) {
		if (credit_is_word(at, whose))
			amount.is_sure = true;
	}
	amount.end = take_amount(at, &amount.rupiah);
	return amount;
}

/* The first one that is sure, else the first. */
static struct amount find_amount(const struct credit_token *tokens, size_t n_tokens,
				 enum credit_source source)
{
	bool is_notice = source == CREDIT_SOURCE_NOTICE;
	struct amount found = { .end = NULL };

	for (size_t i = 1; i <= n_tokens; i++) {
		struct amount amount;

		if (!credit_is_word(&tokens[i],
				    is_notice ? keywords_of_notice : keywords))
			continue;
		amount = amount_of(&tokens[i]);
		if (amount.end == NULL || (is_notice && !amount.is_sure))
			continue;
		if (amount.is_sure)
			return amount;
		if (found.end == NULL)
			found = amount;
	}
	return found;
}

bool credit_read(const char *utf8, enum credit_source source, struct credit *out)
{
	struct credit_token tokens[CREDIT_TOKENS_SIZE];
	size_t n_tokens = credit_tokens(utf8, tokens);
	struct amount amount = find_amount(tokens, n_tokens, source);
	bool is_followed;

	*out = (struct credit){ .has_rupiah = false };
	is_followed = credit_read_dates(tokens, amount.end, out);
	if (amount.end != NULL && (amount.is_sure || is_followed)) {
		out->has_rupiah = true;
		out->rupiah = amount.rupiah;
	}
	return out->has_rupiah || out->has_active || out->has_grace;
}
