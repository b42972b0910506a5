// SPDX-License-Identifier: MIT
#include "modem/cusd.h"

#include <string.h>

#include "base/cursor.h"
#include "base/text.h"
#include "modem/ussd_text.h"

enum {
	STATUS_MAX = 99,
	DCS_MAX = 255,
	DCS_DIGITS_MAX = 3,
};

/* Spaces and line ends. */
static void skip_blanks(struct cursor *at)
{
	while (!cursor_is_at_end(at) && *at->at != '\0' &&
	       strchr(" \t\r\n", *at->at) != NULL)
		at->at++;
}

static bool is_digit(const struct cursor *at)
{
	return !cursor_is_at_end(at) && *at->at >= '0' && *at->at <= '9';
}

/* `, <dcs>`. What may follow it: nothing, or bytes of the modem's memory behind a blank
 * or a control byte. */
static bool read_dcs(struct cursor *at, int *out_dcs)
{
	const char *first;

	skip_blanks(at);
	if (!cursor_skip_char(at, ','))
		return false;
	skip_blanks(at);
	first = at->at;
	return is_digit(at) && cursor_next_int(at, out_dcs) && *out_dcs <= DCS_MAX &&
	       at->at - first <= DCS_DIGITS_MAX &&
	       (cursor_is_at_end(at) || (unsigned char)*at->at <= ' ');
}

/* Whether what stands behind a quote shows that it was the closing one. */
static bool is_tail(struct cursor at, int *out_dcs)
{
	struct cursor end = at;

	skip_blanks(&end);
	if (cursor_is_at_end(&end))
		return true;
	return read_dcs(&at, out_dcs);
}

/* The text may hold quotes itself: the last one that can be the closing one is it. */
static bool find_closing_quote(struct cursor text, const char **out_end, int *out_dcs)
{
	for (const char *at = text.end; at > text.at; at--) {
		if (at[-1] != '"')
			continue;
		*out_end = at - 1;
		return is_tail(cursor_over(at, (size_t)(text.end - at)), out_dcs);
	}
	return false;
}

/* A line of the modem that was taken for text, since the closing quote did not come. One
 * without prefix counts only where the quote is surely missing. */
static bool is_line_of_modem(struct cursor at, bool is_open)
{
	static const char *const words[] = { "+CM", "+CUSD:", "OK", "ERROR", "RING" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct cursor probe = at;

		if (!cursor_skip_text(&probe, words[i]))
			continue;
		if (words[i][0] == '+')
			return true;
		if (is_open &&
		    (cursor_is_at_end(&probe) || *probe.at == '\r' || *probe.at == '\n'))
			return true;
	}
	return false;
}

static const char *find_line_of_modem(const char *first, const char *end, bool is_open)
{
	for (const char *at = first; at < end; at++) {
		if ((*at == '\n' || *at == '\r') &&
		    is_line_of_modem(cursor_over(at + 1, (size_t)(end - at - 1)),
				     is_open))
			return at;
	}
	return end;
}

/* Between the quotes, or what there is of it. */
static const char *end_of_quoted_text(struct cursor text, int *out_dcs, bool *out_is_cut)
{
	const char *end = text.end, *stop;
	bool is_open = !find_closing_quote(text, &end, out_dcs);

	if (is_open)
		end = text.end;
	stop = find_line_of_modem(text.at, end, is_open);
	*out_is_cut = is_open || stop < end;
	if (!*out_is_cut)
		return end;
	*out_dcs = CUSD_DCS_UNKNOWN;
	while (stop > text.at && (stop[-1] == '\r' || stop[-1] == '\n'))
		stop--;
	return stop;
}

/* Without quotes: up to a <dcs> behind the last comma, or all of it. */
static const char *end_of_bare_text(struct cursor text, int *out_dcs)
{
	const char *end = text.end;

	for (const char *at = text.end; at > text.at; at--) {
		struct cursor tail = cursor_over(at - 1, (size_t)(text.end - at + 1));
		int dcs;

		if (at[-1] != ',')
			continue;
		if (read_dcs(&tail, &dcs)) {
			*out_dcs = dcs;
			end = at - 1;
		}
		break;
	}
	while (end > text.at && strchr(" \r\n", end[-1]) != NULL)
		end--;
	return end;
}

static void read_text(struct cusd *cusd, struct cursor at)
{
	bool is_quoted = cursor_skip_char(&at, '"');
	int dcs = CUSD_DCS_UNKNOWN;
	const char *end;
	struct text text;

	end = is_quoted ? end_of_quoted_text(at, &dcs, &cusd->is_cut)
			: end_of_bare_text(at, &dcs);
	cusd->dcs = dcs;
	text_init(&text, cusd->text, sizeof cusd->text);
	if (cusd->status != CUSD_STATUS_TIMED_OUT)
		ussd_text_read(at.at, (size_t)(end - at.at), dcs, cusd->is_cut, &text);
	cusd->is_cut |= text.is_cut;
}

bool cusd_parse(const char *line, size_t length, struct cusd *out)
{
	struct cursor at = cursor_over(line, length);

	*out = (struct cusd){ .dcs = CUSD_DCS_UNKNOWN };
	cursor_skip_spaces(&at);
	if (!cursor_skip_text(&at, "+CUSD:"))
		return false;
	cursor_skip_spaces(&at);
	if (!is_digit(&at) || !cursor_next_int(&at, &out->status) ||
	    out->status > STATUS_MAX)
		return false;
	cursor_skip_spaces(&at);
	if (!cursor_skip_char(&at, ','))
		return true;
	cursor_skip_spaces(&at);
	read_text(out, at);
	return true;
}
