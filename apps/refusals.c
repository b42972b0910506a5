// SPDX-License-Identifier: MIT
#include "apps/refusals.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

/* 24.011 annex E-2 and 23.040 9.2.3.22; all others pass. Which one says "no credit" is
 * each operator's choice (21, 34, 38, 500 were met), so it is counted instead. */
static const struct {
	int cms_error;
	enum refusal refusal;
} rows[] = {
	{ 1, REFUSAL_OF_NUMBER },  /* unassigned number */
	{ 8, REFUSAL_OF_SIM },     /* operator determined barring */
	{ 10, REFUSAL_OF_SIM },    /* call barred */
	{ 27, REFUSAL_OF_NUMBER }, /* destination out of order */
	{ 50, REFUSAL_OF_SIM },    /* requested facility not subscribed */
	{ 197, REFUSAL_NONE },     /* rejected duplicate */
};

enum refusal refusal_of(int cms_error)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].cms_error == cms_error)
			return rows[i].refusal;
	}
	return REFUSAL_PASSING;
}

static bool is_counted(const struct refusals *refusals, const char *to)
{
	for (unsigned i = 0; i < refusals->n; i++) {
		if (strcmp(refusals->to[i], to) == 0)
			return true;
	}
	return false;
}

bool refusals_note(struct refusals *refusals, const char *to, int cms_error,
		   int64_t pause_ms)
{
	enum refusal refusal = refusal_of(cms_error);

	if (refusal == REFUSAL_OF_NUMBER || refusal == REFUSAL_NONE)
		return false;
	if (refusal == REFUSAL_PASSING && refusals->n < REFUSALS_MAX &&
	    !is_counted(refusals, to))
		text_copy(refusals->to[refusals->n++], sizeof refusals->to[0], to);
	if (refusal == REFUSAL_PASSING && refusals->n < REFUSALS_MAX)
		return false;
	refusals->is_barred = refusal == REFUSAL_OF_SIM;
	if (refusals->since_s == 0)
		refusals->since_s = clock_utc_s();
	refusals->paused_until_ms = clock_mono_ms() + pause_ms;
	return true;
}

bool refusals_end(struct refusals *refusals)
{
	bool was_paused = refusals->since_s != 0;

	*refusals = (struct refusals){ 0 };
	return was_paused;
}

bool refusals_is_paused(const struct refusals *refusals)
{
	return refusals->since_s != 0 && clock_mono_ms() < refusals->paused_until_ms;
}

const char *refusals_state(const struct refusals *refusals, const char **out_why)
{
	if (refusals->since_s == 0)
		return NULL;
	*out_why = refusals->is_barred
			   ? "the operator bars this SIM from sending"
			   : "texts to three numbers in a row were refused: no credit?";
	return refusals->is_barred ? "barred" : "no-credit";
}
