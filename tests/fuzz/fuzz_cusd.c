// SPDX-License-Identifier: MIT
/* What a modem says of USSD, whole and through the lexer; and a code in each form. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "modem/cusd.h"
#include "modem/lexer.h"
#include "modem/ussd_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_line(const char *line, size_t length)
{
	struct cusd cusd;

	memset(&cusd, 0xA5, sizeof cusd);
	if (!cusd_parse(line, length, &cusd))
		return;
	must(cusd.status >= 0);
	must(memchr(cusd.text, '\0', sizeof cusd.text) != NULL);
	must(utf8_is_valid(cusd.text, strlen(cusd.text)));
	must(cusd.dcs >= CUSD_DCS_UNKNOWN && cusd.dcs <= 255);
	must(cusd.status != CUSD_STATUS_TIMED_OUT || cusd.text[0] == '\0');
}

/* However it is cut, the lexer gives the same lines. */
static uint32_t hash_lines(const char *bytes, size_t length, size_t step)
{
	struct lexer *lexer = malloc(sizeof *lexer);
	struct lexer_token token;
	uint32_t hash = 2166136261u;

	must(lexer != NULL);
	lexer_clear(lexer);
	for (size_t at = 0; at < length;) {
		size_t n = length - at < step ? length - at : step;

		at += lexer_feed(lexer, bytes + at, n, &token);
		if (token.kind != LEXER_KIND_LINE)
			continue;
		read_line(token.bytes, token.length);
		for (size_t i = 0; i <= token.length; i++)
			hash = (hash ^ (unsigned char)token.bytes[i]) * 16777619u;
	}
	free(lexer);
	return hash;
}

/* What is written of a code fits into a command and holds nothing but what it may. */
static void write_code(const char *code)
{
	static const enum ussd_form forms[] = { USSD_FORM_PLAIN, USSD_FORM_PACKED,
						USSD_FORM_UCS2 };
	char written[4 * USSD_CODE_MAX + 1];
	struct text text;

	if (!ussd_is_code(code))
		return;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		text_init(&text, written, sizeof written);
		ussd_text_write(code, forms[i], &text);
		must(!text.is_cut && text.length > 0);
		must(strspn(written, "*#0123456789ABCDEF") == text.length);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1);

	if (line == NULL)
		return 0;
	if (size > 0)
		memcpy(line, data, size);
	line[size] = '\0';
	read_line(line, size);
	must(hash_lines(line, size, 1) == hash_lines(line, size, size > 0 ? size : 1));
	write_code(line);
	free(line);
	return 0;
}
