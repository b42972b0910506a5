// SPDX-License-Identifier: MIT
/* A file of public keys, as somebody brings it on a stick. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/keys.h"
#include "handlers/office.h"
#include "letters/seal.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool look(void *context, const struct key *key)
{
	char line[KEYS_LINE_SIZE];
	unsigned char bytes[SEAL_KEY_BYTES];
	struct text text;

	(void)context;
	must(seal_key_read(key->public_key, bytes));
	must(seal_is_village(key->village) && seal_is_line(key->name));
	must(key->state != KEY_STATE_OWN && key->from_at > 0);
	text_init(&text, line, sizeof line);
	keys_write_line(key, &text);
	must(!text.is_cut);
	return true;
}

/* All of it is taken, or nothing. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct village village = { .code = "35.13.15.2007" };
	struct store_options options = { .path = ":memory:" };
	struct office office = { .village = &village };
	struct keys_report report;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	must(store_open(&office.store, &options, &why) == 0);
	must(store_begin(office.store) == 0);
	error = keys_trust(&office, (const char *)data, size, "x", 1795312800, &report,
			   &why);
	must(error == 0 || (error == -EINVAL && why.length > 0));
	must(key_list(office.store, "", look, NULL) == 0);
	store_rollback(office.store);
	store_close(office.store);
	return 0;
}
