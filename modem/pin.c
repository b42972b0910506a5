// SPDX-License-Identifier: MIT
#include "modem/pin.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cursor.h"
#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/modem_internal.h"

/* A note is one line: which PIN on which SIM, and how many tries the SIM had left. */
enum {
	NOTE_SIZE = 64,
	CME_NO_SIM = 10,
};

struct note {
	uint64_t print;
	int tries;
};

bool pin_is_wanted(const struct modem *modem)
{
	return modem->startup.wants_pin;
}

bool pin_is_tries_unknown(const struct modem *modem)
{
	return modem->startup.wants_pin && modem->startup.pin_tries < 0;
}

bool pin_is_card_unknown(const struct modem *modem)
{
	return modem->startup.wants_pin && modem->startup.sim_card[0] == '\0';
}

static void note_path(const struct modem *modem, struct text *path)
{
	text_add_format(path, "%s/pin-%s.tried", modem->options.state_dir,
			modem->options.name);
}

/* Not a secret's protection, only a way to tell whether it is the same one: a PIN of four
 * digits can be guessed from any fingerprint, so the file is the service's alone. */
static uint64_t pin_print(const struct modem *modem)
{
	char both[SIM_CARD_SIZE + MODEM_FACT_SIZE + MODEM_PIN_SIZE];
	struct text text;

	text_init(&text, both, sizeof both);
	text_add(&text, modem->startup.sim_card[0] != '\0' ? modem->startup.sim_card
							   : modem->health.imei);
	text_add_char(&text, '/');
	text_add(&text, modem->options.pin);
	return slots_print(text.bytes, text.length);
}

static bool read_note(const struct modem *modem, struct note *note)
{
	char path_bytes[LIMIT_PATH_SIZE], line[NOTE_SIZE];
	struct text path;
	char *end;
	ssize_t n;
	int file;

	text_init(&path, path_bytes, sizeof path_bytes);
	note_path(modem, &path);
	file = open(path_bytes, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	n = read(file, line, sizeof line - 1);
	close(file);
	line[n > 0 ? n : 0] = '\0';
	note->print = strtoull(line, &end, 16);
	note->tries = (int)strtol(end, NULL, 10);
	return true;
}

static int sync_folder(const char *folder)
{
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = 0;

	if (file < 0)
		return -errno;
	if (fsync(file) < 0)
		error = -errno;
	close(file);
	return error;
}

static int write_note(const struct modem *modem)
{
	char path_bytes[LIMIT_PATH_SIZE], line[NOTE_SIZE];
	struct text path;
	int length =
		snprintf(line, sizeof line, "%016llx %d\n",
			 (unsigned long long)pin_print(modem), modem->startup.pin_tries);
	int file, error = 0;

	text_init(&path, path_bytes, sizeof path_bytes);
	note_path(modem, &path);
	file = open(path_bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0)
		return -errno;
	if (write(file, line, (size_t)length) != length || fsync(file) < 0)
		error = errno != 0 ? -errno : -EIO;
	close(file);
	return error < 0 ? error : sync_folder(modem->options.state_dir);
}

static void remove_note(const struct modem *modem)
{
	char path_bytes[LIMIT_PATH_SIZE];
	struct text path;

	text_init(&path, path_bytes, sizeof path_bytes);
	note_path(modem, &path);
	if (unlink(path_bytes) < 0 && errno != ENOENT)
		log_warning("cannot remove '%s': %s", path_bytes, strerror(errno));
}

/* Whether this PIN was given to this SIM before. If the SIM has as many tries left as
 * then, that one never reached it. */
static bool was_tried(const struct modem *modem)
{
	int tries = modem->startup.pin_tries;
	struct note note;

	if (!read_note(modem, &note) || note.print != pin_print(modem))
		return false;
	return tries < 0 || note.tries < 0 || tries < note.tries;
}

static bool is_pin(const char *pin)
{
	size_t length = strlen(pin);

	return length >= 4 && length <= 8 && strspn(pin, "0123456789") == length;
}

/* Why the PIN is not given; NULL: it is. */
static const char *refusal(const struct modem *modem)
{
	int tries = modem->startup.pin_tries;

	if (modem->options.pin[0] == '\0')
		return "the SIM asks for a PIN and none is configured";
	if (!is_pin(modem->options.pin))
		return "the configured PIN is not 4 to 8 digits";
	if (tries >= 0 && tries <= 1)
		return "the SIM has only one try left: unlock it in a phone";
	if (was_tried(modem))
		return "this PIN was tried before and did not unlock the SIM";
	return NULL;
}

/* 27.007 9.2.1; SIM800 says it in words (SIM800 Series AT Command Manual V1.09, 3.2.28).
 */
static bool is_card_missing(const struct chat_reply *reply)
{
	char value[MODEM_FACT_SIZE];

	at_copy_value(reply->line, value, sizeof value);
	return (reply->result == CHAT_RESULT_REFUSED && reply->error == CME_NO_SIM) ||
	       strcmp(value, "NOT INSERTED") == 0;
}

enum step_next pin_asked(struct modem *modem, const struct chat_reply *reply)
{
	enum at_pin pin = at_parse_pin(reply->line);

	if (is_card_missing(reply)) {
		modem_go(modem, MODEM_STATE_PIN, "no SIM card");
		return STEP_NEXT_STOP;
	}
	if (reply->result != CHAT_RESULT_OK) {
		modem_go(modem, MODEM_STATE_LOST,
			 "refused, error %d: can the SIM be used", reply->error);
		return STEP_NEXT_STOP;
	}
	if (pin == AT_PIN_ODD)
		return STEP_NEXT_WAIT;
	if (pin == AT_PIN_OTHER) {
		modem_go(modem, MODEM_STATE_PIN, "the SIM wants more than its PIN: %s",
			 reply->line);
		return STEP_NEXT_STOP;
	}
	/* An OK without a word is READY on some models. */
	if (pin != AT_PIN_WANTED) {
		if (modem->options.pin[0] != '\0')
			remove_note(modem);
		modem->startup.wants_pin = false;
		return STEP_NEXT_GO_ON;
	}
	if (modem->startup.wants_pin) /* it was given, and the SIM thinks about it */
		return STEP_NEXT_WAIT;
	modem->startup.wants_pin = true;
	return STEP_NEXT_GO_ON;
}

enum step_next pin_card_told(struct modem *modem, const struct chat_reply *reply)
{
	if (reply->result == CHAT_RESULT_OK)
		at_copy_value(reply->line, modem->startup.sim_card,
			      sizeof modem->startup.sim_card);
	return STEP_NEXT_GO_ON;
}

enum step_next pin_tries_told(struct modem *modem, const struct chat_reply *reply)
{
	if (reply->result == CHAT_RESULT_OK)
		modem->startup.pin_tries = at_parse_tries(reply->line);
	return STEP_NEXT_GO_ON;
}

bool pin_make(struct modem *modem, struct text *line)
{
	const char *why = refusal(modem);
	int error = why == NULL ? write_note(modem) : 0;

	if (why != NULL) {
		modem_go(modem, MODEM_STATE_PIN, "%s", why);
		return false;
	}
	if (error < 0) {
		modem_go(modem, MODEM_STATE_PIN,
			 "cannot note in '%s' that the PIN is tried: %s",
			 modem->options.state_dir, strerror(-error));
		return false;
	}
	text_add_format(line, "AT+CPIN=\"%s\"", modem->options.pin);
	return true;
}

enum step_next pin_given(struct modem *modem, const struct chat_reply *reply)
{
	if (reply->result == CHAT_RESULT_OK)
		return STEP_NEXT_GO_ON;
	modem_go(modem, MODEM_STATE_PIN, "the SIM refused the PIN, error %d",
		 reply->error);
	return STEP_NEXT_STOP;
}
