// SPDX-License-Identifier: MIT
#include "letters/template.h"

#include <string.h>

#include "base/text.h"

enum piece_kind {
	PIECE_PLAIN,
	PIECE_NAME,
	PIECE_OPEN,  /* [ */
	PIECE_CLOSE, /* ] */
	PIECE_BAD,
};

struct piece {
	enum piece_kind kind;
	const char *plain;
	size_t length;
	char name[TEMPLATE_NAME_SIZE];
};

static bool read_name(const char *at, size_t length, struct piece *piece)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

	if (length == 0 || length >= TEMPLATE_NAME_SIZE || strspn(at, allowed) != length)
		return false;
	memcpy(piece->name, at, length);
	piece->name[length] = '\0';
	return true;
}

/* The piece at `at`; returns where the next one begins. */
static const char *next_piece(const char *at, struct piece *piece)
{
	const char *close;

	*piece = (struct piece){ .plain = at, .length = strcspn(at, "{}[]") };
	if (piece->length > 0)
		return at + piece->length;
	piece->kind = *at == '[' ? PIECE_OPEN : *at == ']' ? PIECE_CLOSE : PIECE_BAD;
	if (piece->kind != PIECE_BAD)
		return at + 1;
	close = *at == '{' ? strchr(at, '}') : NULL;
	if (close == NULL || !read_name(at + 1, (size_t)(close - at - 1), piece))
		return at + 1;
	piece->kind = PIECE_NAME;
	return close + 1;
}

/* What has been seen of the part in [ ] that the reader is in. */
struct part {
	bool is_open, has_name;
};

static bool check_bracket(const struct piece *piece, struct part *part, struct text *why)
{
	if (piece->kind == PIECE_OPEN && part->is_open)
		text_say(why, "has a '[' within '['");
	else if (piece->kind == PIECE_CLOSE && !part->is_open)
		text_say(why, "has a ']' without '['");
	else if (piece->kind == PIECE_CLOSE && !part->has_name)
		text_say(why, "has a part in [ ] without a {name}: it would always be "
			      "printed");
	else {
		*part = (struct part){ .is_open = piece->kind == PIECE_OPEN };
		return true;
	}
	return false;
}

bool template_check(const char *written, const struct template_source *source,
		    struct text *why)
{
	struct part part = { .is_open = false };
	struct piece piece;

	for (const char *at = written; *at != '\0';) {
		at = next_piece(at, &piece);
		if (piece.kind == PIECE_BAD) {
			text_say(why, "has a brace that makes no sense; write {nama}");
			return false;
		}
		if ((piece.kind == PIECE_OPEN || piece.kind == PIECE_CLOSE) &&
		    !check_bracket(&piece, &part, why))
			return false;
		if (piece.kind != PIECE_NAME)
			continue;
		part.has_name = true;
		if (source->find(source->context, piece.name) == NULL) {
			text_say(why,
				 "names {%s}, which is neither a common placeholder nor "
				 "one of its fields",
				 piece.name);
			return false;
		}
	}
	if (part.is_open)
		text_say(why, "has a '[' without ']'");
	return !part.is_open;
}

static const char *value_of(const struct template_source *source, const char *name)
{
	const char *value = source->find(source->context, name);

	return value != NULL ? value : "";
}

/* Whether a part, whose text begins behind its '[', has all its values. */
static bool is_whole(const char *at, const struct template_source *source)
{
	struct piece piece = { .kind = PIECE_PLAIN };

	while (*at != '\0' && piece.kind != PIECE_CLOSE) {
		at = next_piece(at, &piece);
		if (piece.kind == PIECE_NAME) {
			const char *value = value_of(source, piece.name);

			if (value[0] == '\0' || strcmp(value, "-") == 0)
				return false;
		}
	}
	return true;
}

static const char *skip_part(const char *at)
{
	size_t length = strcspn(at, "]");

	return at + length + (at[length] != '\0');
}

static bool is_listed(const struct text *missing, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = missing->bytes; (at = strstr(at, name)) != NULL; at++) {
		if ((at == missing->bytes || at[-1] == ' ') &&
		    (at[length] == '\0' || at[length] == ','))
			return true;
	}
	return false;
}

static void add_missing(struct text *missing, const char *name)
{
	if (is_listed(missing, name))
		return;
	text_add_format(missing, "%s%s", missing->length > 0 ? ", " : "", name);
}

bool template_fill(const char *written, const struct template_source *source,
		   struct text *out, struct text *missing)
{
	bool is_complete = true;
	struct piece piece;

	for (const char *at = written; *at != '\0';) {
		at = next_piece(at, &piece);
		if (piece.kind == PIECE_PLAIN) {
			text_add_bytes(out, piece.plain, piece.length);
		} else if (piece.kind == PIECE_OPEN && !is_whole(at, source)) {
			at = skip_part(at);
		} else if (piece.kind == PIECE_NAME) {
			const char *value = value_of(source, piece.name);

			text_add(out, value);
			if (value[0] != '\0')
				continue;
			add_missing(missing, piece.name);
			is_complete = false;
		}
	}
	return is_complete;
}
