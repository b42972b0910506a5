// SPDX-License-Identifier: MIT
/* What a QR code, a scanner or a file of keys may hold. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "letters/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char key[] = "4e8v5vIR9zmaimpV_cgR7pLsfwHuEllC2ofvZZVTSZ8";
static const unsigned char seed[SEAL_SEED_BYTES] = { 42 };

/* What is read as a seal is written back as the same bytes, and was signed by nobody but
 * who has the key. */
static void read_seal(const char *bytes, size_t length)
{
	char again[SEAL_TEXT_SIZE], qr[SEAL_QR_SIZE];
	struct seal seal, same;
	struct text text;

	memset(&seal, 0xA5, sizeof seal);
	if (!seal_read(bytes, length, &seal, NULL))
		return;
	must(seal_facts_check(&seal.facts, NULL));
	must(utf8_is_valid(seal.facts.name, strlen(seal.facts.name)));
	text_init(&text, again, sizeof again);
	must(seal_make(&seal.facts, seed, &text, NULL) == 0);
	must(!text.is_cut);
	must(seal_read(again, text.length, &same, NULL));
	must(seal_facts_are_same(&same.facts, &seal.facts));
	must(seal_is_signed(&same, key));
	must(seal_is_signed(&seal, key) ==
	     (memcmp(seal.signature, same.signature, sizeof same.signature) == 0));
	if (memchr(bytes, '#', length) == NULL)
		must(length == text.length && memcmp(bytes, again, length - 86) == 0);
	text_init(&text, qr, sizeof qr);
	seal_add_qr("https://a/b", again, &text);
	must(seal_read(qr, text.length, &seal, NULL) && seal_is_signed(&seal, key));
}

static void read_key(const char *string)
{
	unsigned char bytes[SEAL_KEY_BYTES];
	char again[SEAL_KEY_SIZE];

	(void)seal_is_meant(string);
	(void)seal_is_date(string);
	if (!seal_key_read(string, bytes))
		return;
	seal_key_write(bytes, again);
	must(strcmp(again, string) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *string = malloc(size + 1);

	if (string == NULL)
		return 0;
	if (size > 0)
		memcpy(string, data, size);
	string[size] = '\0';
	read_seal((const char *)data, size);
	read_key(string);
	free(string);
	return 0;
}
