// SPDX-License-Identifier: MIT
/*
 * Bytes of a modem through the lexer and what reads its lines. Whatever the cut between
 * two feeds, the tokens must be the same. The input's first byte chooses the cut and
 * whether a prompt is awaited.
 */
#include <stdint.h>
#include <string.h>

#include "base/must.h"
#include "modem/at.h"
#include "modem/lexer.h"
#include "modem/slots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
	struct lexer lexer;
	unsigned n_tokens;
	uint64_t print; /* of all tokens */
};

static void read_storages(const char *line)
{
	struct at_storage storages[AT_STORAGES_MAX];
	char name[AT_STORAGE_SIZE];
	size_t n = at_parse_storages(line, storages);
	int slot;

	must(n <= AT_STORAGES_MAX);
	for (size_t i = 0; i < n; i++)
		must(storages[i].used >= 0 && storages[i].size <= AT_SLOT_MAX);
	if (at_parse_stored(line, name, &slot))
		must(strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(name));
	(void)at_offers_storage(line, "SM");
}

static void read_line(const char *line)
{
	char value[16];
	int a, b;

	read_storages(line);
	at_copy_value(line, value, sizeof value);
	for (const char *at = value; *at != '\0'; at++)
		must(*at >= 0x20 && *at <= 0x7E);
	(void)at_parse_error(line);
	(void)at_parse_read(line, &a, &b);
	(void)at_parse_direct(line, &a);
	(void)at_parse_reference(line);
	(void)at_parse_registration(line, &a);
	(void)at_is_same_notices(line, "2,1,0,1,0");
	must(at_parse_signal(line) <= 100);
	(void)at_parse_operator(line, value, sizeof value);
	(void)at_parse_pin(line);
	(void)at_parse_tries(line);
}

static void take(struct run *run, const struct lexer_token *token)
{
	run->n_tokens++;
	run->print = run->print * 31 + (unsigned)token->kind * 4 + token->is_dirty * 2u +
		     token->is_cut;
	if (token->kind != LEXER_KIND_LINE)
		return;
	must(token->length > 0 && token->length <= LIMIT_AT_LINE_BYTES);
	must(token->bytes[token->length] == '\0');
	run->print = run->print * 31 + slots_print(token->bytes, token->length);
	read_line(token->bytes);
}

static void feed(struct run *run, const uint8_t *data, size_t size)
{
	struct lexer_token token;
	size_t at = 0;

	do {
		at += lexer_feed(&run->lexer, (const char *)data + at, size - at, &token);
		if (token.kind != LEXER_KIND_NONE)
			take(run, &token);
	} while (token.kind != LEXER_KIND_NONE);
	must(at == size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct run whole, pieces;
	size_t piece = size > 0 ? data[0] / 2 + 1 : 1;

	memset(&whole, 0, sizeof whole);
	memset(&pieces, 0, sizeof pieces);
	if (size == 0)
		return 0;
	whole.lexer.is_prompt_awaited = data[0] & 1;
	pieces.lexer.is_prompt_awaited = data[0] & 1;
	feed(&whole, data + 1, size - 1);
	for (size_t at = 1; at < size; at += piece)
		feed(&pieces, data + at, piece < size - at ? piece : size - at);
	must(whole.n_tokens == pieces.n_tokens && whole.print == pieces.print);
	return 0;
}
