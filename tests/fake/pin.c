// SPDX-License-Identifier: MIT
#include "tests/fake/pin.h"

#include <stdio.h>
#include <string.h>

#include "base/cursor.h"
#include "base/text.h"

static void load(struct pin *pin)
{
	FILE *file = pin->file == NULL ? NULL : fopen(pin->file, "re");
	char line[80];
	struct cursor cursor;
	const char *digits;
	size_t length;

	if (file == NULL)
		return;
	if (fgets(line, sizeof line, file) != NULL) {
		cursor = cursor_over_string(line);
		if (cursor_next_int(&cursor, &pin->pin_tries) &&
		    cursor_skip_char(&cursor, ' ') &&
		    cursor_next_int(&cursor, &pin->puk_tries) &&
		    cursor_skip_char(&cursor, ' ')) {
			cursor_next_until(&cursor, '\n', &digits, &length);
			if (length > 0 && length < sizeof pin->pin) {
				memcpy(pin->pin, digits, length);
				pin->pin[length] = '\0';
			}
		}
	}
	fclose(file);
}

static void save(const struct pin *pin)
{
	FILE *file = pin->file == NULL ? NULL : fopen(pin->file, "we");

	if (file == NULL)
		return;
	fprintf(file, "%d %d %s\n", pin->pin_tries, pin->puk_tries, pin->pin);
	fclose(file);
}

void pin_init(struct pin *pin, const char *digits, const char *file)
{
	*pin = (struct pin){ .file = file,
			     .pin_tries = PIN_TRIES,
			     .puk_tries = PUK_TRIES };
	text_copy(pin->pin, sizeof pin->pin, digits);
	text_copy(pin->puk, sizeof pin->puk, "12345678");
	if (pin->pin[0] != '\0')
		load(pin);
}

enum pin_state pin_state(const struct pin *pin)
{
	if (pin->pin[0] == '\0' || pin->is_entered)
		return PIN_STATE_READY;
	if (pin->puk_tries <= 0)
		return PIN_STATE_DEAD;
	return pin->pin_tries <= 0 ? PIN_STATE_WANTS_PUK : PIN_STATE_WANTS_PIN;
}

/* A card counts down before it compares, so that pulling its power gains nothing. */
bool pin_enter(struct pin *pin, const char *digits)
{
	pin->pin_tries--;
	save(pin);
	if (strcmp(digits, pin->pin) != 0)
		return false;
	pin->pin_tries = PIN_TRIES;
	pin->is_entered = true;
	save(pin);
	return true;
}

bool pin_unblock(struct pin *pin, const char *puk, const char *new_digits)
{
	pin->puk_tries--;
	save(pin);
	if (strcmp(puk, pin->puk) != 0)
		return false;
	pin->pin_tries = PIN_TRIES;
	pin->puk_tries = PUK_TRIES;
	text_copy(pin->pin, sizeof pin->pin, new_digits);
	pin->is_entered = true;
	save(pin);
	return true;
}

void pin_forget(struct pin *pin)
{
	pin->is_entered = false;
}
