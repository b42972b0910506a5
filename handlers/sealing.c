// SPDX-License-Identifier: MIT
#include "handlers/sealing.h"

#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"
#include "handlers/office.h"
#include "letters/keyfile.h"
#include "letters/seal.h"
#include "store/keys.h"
#include "store/seals.h"
#include "store/store.h"

_Static_assert((int)KEY_PUBLIC_SIZE == (int)SEAL_KEY_SIZE, "one form of a public key");
_Static_assert((int)REGISTER_SEAL_SIZE == (int)SEAL_TEXT_SIZE, "a seal fits its column");

struct sealing {
	const struct office *office;
	const char *folder;
	int64_t now_s;
	struct text *why;
	struct key key; /* public_key "" none */
	unsigned char seed[SEAL_SEED_BYTES];
};

/* A name that cannot be sealed as it is: nothing hides in it, and it is not empty. */
static void clean_name(const char *name, char out[LIMIT_NAME_SIZE])
{
	size_t left = strlen(name);
	struct text text;

	text_init(&text, out, LIMIT_NAME_SIZE);
	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(name, left, &code);

		if (code != UTF8_REPLACEMENT && !utf8_is_control(code))
			text_add_bytes(&text, name, taken);
		name += taken;
		left -= taken;
	}
	if (text.length == 0)
		text_add_char(&text, '-');
}

static void facts_of(const struct sealable *letter, struct seal_facts *out)
{
	*out = (struct seal_facts){ .village = "" };
	text_copy(out->village, sizeof out->village, letter->village);
	text_copy(out->code, sizeof out->code, letter->code);
	text_copy(out->number, sizeof out->number, letter->number);
	text_copy(out->kind, sizeof out->kind, letter->kind);
	clean_name(letter->name, out->name);
	text_copy(out->issued, sizeof out->issued, letter->issued);
	text_copy(out->valid_until, sizeof out->valid_until, letter->valid_until);
}

int sealing_facts(const struct office *office, int64_t ticket_id, struct seal_facts *out)
{
	struct sealable letter;
	int error = seals_of_ticket(office->store, ticket_id, &letter);

	if (error == 0)
		facts_of(&letter, out);
	return error;
}

/* The public half goes into the store; the private one is on the disk by now. */
static int take_up(struct sealing *sealing, const char *public_key)
{
	struct key *key = &sealing->key;
	char fingerprint[SEAL_FINGERPRINT_SIZE];
	int error;

	*key = (struct key){ .state = KEY_STATE_OWN,
			     .from_at = sealing->now_s,
			     .changed_at = sealing->now_s,
			     .changed_by = "suratd" };
	text_copy(key->village, sizeof key->village, sealing->office->village->code);
	text_copy(key->name, sizeof key->name, sealing->office->village->name);
	text_copy(key->public_key, sizeof key->public_key, public_key);
	error = key_add(sealing->office->store, key);
	seal_key_fingerprint(public_key, fingerprint);
	if (error == 0)
		log_info("key seals now village=%s fingerprint=\"%s\"", key->village,
			 fingerprint);
	return error;
}

static int make_key(struct sealing *sealing)
{
	char public_key[SEAL_KEY_SIZE];
	int error = keyfile_make(sealing->folder, sealing->office->village->code,
				 sealing->seed, sealing->why);

	if (error < 0)
		return error;
	seal_key_of_seed(sealing->seed, public_key);
	return take_up(sealing, public_key);
}

/* No key seals: the first start, or the last one was ended or revoked. */
static int begin_key(struct sealing *sealing)
{
	char public_key[SEAL_KEY_SIZE], unused_buffer[LIMIT_WHY_SIZE];
	struct text unused;
	struct key known;
	int error;

	text_init(&unused, unused_buffer, sizeof unused_buffer);
	error = keyfile_read(sealing->folder, sealing->office->village->code,
			     sealing->seed, &unused);
	if (error == -ENOENT)
		return make_key(sealing);
	if (error < 0) {
		text_say(sealing->why, "%s", unused_buffer);
		return error;
	}
	seal_key_of_seed(sealing->seed, public_key);
	error = key_find(sealing->office->store, public_key, &known);
	if (error == -ENOENT) /* the power went before the commit, or a new store */
		return take_up(sealing, public_key);
	return error < 0 ? error : make_key(sealing);
}

static int open_key(struct sealing *sealing)
{
	char public_key[SEAL_KEY_SIZE], fingerprint[SEAL_FINGERPRINT_SIZE];
	int error;

	if (sealing->key.public_key[0] == '\0')
		return begin_key(sealing);
	error = keyfile_read(sealing->folder, sealing->office->village->code,
			     sealing->seed, sealing->why);
	if (error < 0 && error != -ENOENT)
		return error;
	if (error == 0) {
		seal_key_of_seed(sealing->seed, public_key);
		if (strcmp(public_key, sealing->key.public_key) == 0)
			return 0;
	}
	seal_key_fingerprint(sealing->key.public_key, fingerprint);
	if (sealing->why != NULL)
		text_clear(sealing->why);
	text_say(sealing->why,
		 "the private key %s is not in %s: bring it back, or make a new one "
		 "with surat keys rotate",
		 fingerprint, sealing->folder);
	return -ENOKEY;
}

static int seal_letter(struct sealing *sealing, const struct sealable *letter)
{
	char buffer[SEAL_TEXT_SIZE], reason_buffer[LIMIT_WHY_SIZE];
	struct text sealed, reason;
	struct seal_facts facts;

	text_init(&sealed, buffer, sizeof buffer);
	text_init(&reason, reason_buffer, sizeof reason_buffer);
	facts_of(letter, &facts);
	if (seal_make(&facts, sealing->seed, &sealed, &reason) < 0) {
		text_say(sealing->why, "letter %s cannot be sealed: %s", letter->number,
			 reason_buffer);
		return 0;
	}
	if (seals_put(sealing->office->store, letter->id, buffer) < 0)
		return -EIO;
	log_info("letter sealed code=%s number=\"%s\"", letter->code, letter->number);
	return 1;
}

static int seal_all(struct sealing *sealing)
{
	const char *village = sealing->office->village->code;
	struct sealable letter = { .id = 0 };
	int count = 0, error;

	while ((error = seals_next(sealing->office->store, village, letter.id,
				   &letter)) == 0) {
		int sealed = seal_letter(sealing, &letter);

		if (sealed < 0)
			return sealed;
		count += sealed;
	}
	return error == -ENOENT ? count : error;
}

static int find_key(struct sealing *sealing)
{
	int error = key_sealing(sealing->office->store, sealing->office->village->code,
				&sealing->key);

	if (error == -ENOENT)
		sealing->key.public_key[0] = '\0';
	return error == -ENOENT ? 0 : error;
}

/* Nearly always: a key is there, and no letter waits. */
static int is_idle(struct sealing *sealing)
{
	struct sealable letter;
	int error = find_key(sealing);

	if (error < 0 || sealing->key.public_key[0] == '\0')
		return error;
	error = seals_next(sealing->office->store, sealing->office->village->code, 0,
			   &letter);
	return error == -ENOENT ? 1 : error;
}

int sealing_run(const struct office *office, const char *folder, int64_t now_s,
		struct text *why)
{
	struct sealing sealing = {
		.office = office, .folder = folder, .now_s = now_s, .why = why
	};
	struct store *store = office->store;
	int result = is_idle(&sealing);

	if (result != 0)
		return result < 0 ? result : 0;
	result = store_begin(store);
	if (result < 0)
		return result;
	result = find_key(&sealing);
	if (result == 0)
		result = open_key(&sealing);
	if (result == 0)
		result = seal_all(&sealing);
	keyfile_forget(sealing.seed);
	if (result >= 0) {
		int error = store_commit(store);

		return error < 0 ? error : result;
	}
	store_rollback(store);
	return result;
}
