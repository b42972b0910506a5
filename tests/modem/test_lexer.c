// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "modem/lexer.h"

/* What came out, one token after the other: a line in [], * when it is dirty, # when it
 * is cut; > a prompt; ! too long. */
enum {
	SEEN_SIZE = 2 * LIMIT_AT_LINE_BYTES
};

struct seen {
	struct lexer lexer;
	struct text text;
	char bytes[SEEN_SIZE];
};

static void see(struct seen *seen, const struct lexer_token *token)
{
	if (token->kind == LEXER_KIND_PROMPT)
		text_add_char(&seen->text, '>');
	if (token->kind == LEXER_KIND_TOO_LONG)
		text_add_char(&seen->text, '!');
	if (token->kind != LEXER_KIND_LINE)
		return;
	assert_int_equal(token->bytes[token->length], '\0');
	text_add_char(&seen->text, '[');
	text_add_bytes(&seen->text, token->bytes, token->length);
	text_add(&seen->text, token->is_dirty ? "]*" : "]");
	text_add(&seen->text, token->is_cut ? "#" : "");
}

static void feed(struct seen *seen, const char *bytes, size_t length)
{
	struct lexer_token token;
	size_t at = 0;

	do {
		at += lexer_feed(&seen->lexer, bytes + at, length - at, &token);
		see(seen, &token);
	} while (token.kind != LEXER_KIND_NONE);
	assert_int_equal(at, length);
}

static void begin(struct seen *seen, bool is_prompt_awaited)
{
	lexer_clear(&seen->lexer);
	seen->lexer.is_prompt_awaited = is_prompt_awaited;
	text_init(&seen->text, seen->bytes, sizeof seen->bytes);
}

static const struct vector {
	const char *what;
	bool is_prompt_awaited;
	const char *bytes;
	size_t length; /* 0: up to the NUL */
	const char *expected;
} vectors[] = {
	{ "an answer", false, "\r\nOK\r\n", 0, "[OK]" },
	{ "LF only", false, "+CSQ: 1,99\nOK\n", 0, "[+CSQ: 1,99][OK]" },
	{ "CR CR LF", false, "\r\r\nOK\r\r\n", 0, "[OK]" },
	{ "CR only", false, "\rOK\r", 0, "[OK]" },
	{ "blank lines", false, "\r\n\r\n\r\n \r\nOK\r\n", 0, "[OK]" },
	{ "no leading end", false, "OK\r\n+CMTI: \"SM\",4\r\n", 0,
	  "[OK][+CMTI: \"SM\",4]" },
	{ "nothing yet", false, "\r\nOK", 0, "" },
	{ "blanks in front", false, "   OK\r\n", 0, "[OK]" },
	{ "blanks inside and behind stay", false, "a b \r\n", 0, "[a b ]" },
	{ "the usual prompt", true, "\r\n> ", 0, ">" },
	{ "a bare prompt", true, "\r\n>", 0, ">" },
	{ "a prompt on a line of its own", true, "\r\n>\r\n", 0, ">" },
	{ "two blanks behind it", true, "\r\n>  \r\n+CMGS: 4\r\n", 0, ">[+CMGS: 4]" },
	{ "a prompt without a line end before", true, "> ", 0, ">" },
	{ "a prompt behind an echo", true, "AT+CMGS=9\r\r\n> ", 0, "[AT+CMGS=9]>" },
	{ "one prompt is enough", true, "> \r\n> \r\n", 0, ">[> ]" },
	{ "no prompt when none is awaited", false, "\r\n> \r\nOK\r\n", 0, "[> ][OK]" },
	{ "no prompt in the middle of a line", true, "a>\r\n", 0, "[a>]" },
	{ "an echoed PDU ends at its Ctrl-Z", false, "0011AB\x1a\r\n+CMGS: 1\r\n", 0,
	  "[0011AB][+CMGS: 1]" },
	{ "an echoed ESC is no line", false, "\x1b\rAT\r\r\nOK\r\n", 0, "[AT][OK]" },
	{ "a bit error", false, "+CREG: \xD3\r\nOK\r\n", 0, "[+CREG: \xD3]*[OK]" },
	{ "a control byte", false, "+CRE\x01: 1\r\n", 0, "[+CRE\x01: 1]*" },
	{ "NUL in front", false, "\0\0OK\r\n", 6, "[OK]" },
	{ "DEL", false, "O\x7fK\r\n", 0, "[O\x7fK]*" },
	{ "a USSD text on one line", false, "+CUSD: 0,\"Pulsa 5000\",15\r\nOK\r\n", 0,
	  "[+CUSD: 0,\"Pulsa 5000\",15][OK]" },
	{ "a USSD text with lines in it", false,
	  "+CUSD: 1,\"Menu\n\n1.Info\r\nOK\r\n2.Kartu\n\",0\r\nOK\r\n", 0,
	  "[+CUSD: 1,\"Menu\n\n1.Info\r\nOK\r\n2.Kartu\n\",0][OK]" },
	{ "quotes and commas in it", false,
	  "+CUSD: 2,\"tarif \"Mega\", 5 lagi\n9.x\", 15 \r\nOK\r\n", 0,
	  "[+CUSD: 2,\"tarif \"Mega\", 5 lagi\n9.x\", 15 ][OK]" },
	{ "no code behind it", false, "+CUSD: 0,\"a\nb\"\r\nOK\r\n", 0,
	  "[+CUSD: 0,\"a\nb\"][OK]" },
	{ "a text that is empty", false, "+CUSD: 0,\"\",15\r\nOK\r\n", 0,
	  "[+CUSD: 0,\"\",15][OK]" },
	{ "no text at all", false, "+CUSD: 4\r\nOK\r\n", 0, "[+CUSD: 4][OK]" },
	{ "no prompt inside a text", true, "+CUSD: 1,\"a\n> b\",15\r\n", 0,
	  "[+CUSD: 1,\"a\n> b\",15]" },
	{ "other bytes inside a text are its own", false, "+CUSD:0,\"\xC3\xA9\",15\r\n",
	  0, "[+CUSD:0,\"\xC3\xA9\",15]" },
	{ "a quote elsewhere opens nothing", false, "+COPS: 0,0,\"TEL\nOK\n", 0,
	  "[+COPS: 0,0,\"TEL][OK]" },
};

static size_t length_of(const struct vector *vector)
{
	return vector->length > 0 ? vector->length : strlen(vector->bytes);
}

static void check(const struct vector *vector, const struct seen *seen, const char *how)
{
	if (strcmp(seen->text.bytes, vector->expected) != 0)
		fail_msg("%s, %s: %s, not %s", vector->what, how, seen->text.bytes,
			 vector->expected);
}

static void test_whole_bytewise_and_cut_anywhere_give_the_same(void **state)
{
	struct seen seen;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const struct vector *vector = &vectors[i];
		size_t length = length_of(vector);

		begin(&seen, vector->is_prompt_awaited);
		feed(&seen, vector->bytes, length);
		check(vector, &seen, "whole");
		begin(&seen, vector->is_prompt_awaited);
		for (size_t at = 0; at < length; at++)
			feed(&seen, vector->bytes + at, 1);
		check(vector, &seen, "bytewise");
		for (size_t cut = 0; cut <= length; cut++) {
			begin(&seen, vector->is_prompt_awaited);
			feed(&seen, vector->bytes, cut);
			feed(&seen, vector->bytes + cut, length - cut);
			check(vector, &seen, "cut");
		}
	}
}

static void test_the_longest_line_fits_and_one_byte_more_is_said_once(void **state)
{
	static char line[LIMIT_AT_LINE_BYTES + 200];
	static struct seen seen;

	(void)state;
	memset(line, 'A', sizeof line);
	begin(&seen, false);
	feed(&seen, line, LIMIT_AT_LINE_BYTES);
	feed(&seen, "\r\n", 2);
	assert_int_equal(seen.text.length, LIMIT_AT_LINE_BYTES + 2);
	begin(&seen, false);
	feed(&seen, line, sizeof line);
	feed(&seen, "\r\nOK\r\n", 6);
	assert_string_equal(seen.text.bytes, "![OK]");
}

static void test_no_amount_of_bytes_without_an_end_does_harm(void **state)
{
	static struct seen seen;
	char bytes[1000];

	(void)state;
	memset(bytes, 0xFF, sizeof bytes);
	begin(&seen, false);
	for (int i = 0; i < 1000; i++)
		feed(&seen, bytes, sizeof bytes);
	feed(&seen, "\nOK\n", 4);
	assert_string_equal(seen.text.bytes, "![OK]");
}

static void test_a_text_whose_quote_never_closes_is_given_up(void **state)
{
	static struct seen seen;
	struct lexer_token token;
	char text[LEXER_STRING_MAX_BYTES];

	(void)state;
	begin(&seen, false);
	feed(&seen, "+CUSD: 0,\"Sisa\nOK\n", 18);
	assert_string_equal(seen.text.bytes, "");
	lexer_give_up_string(&seen.lexer, &token);
	see(&seen, &token);
	assert_string_equal(seen.text.bytes, "[+CUSD: 0,\"Sisa\nOK\n]#");
	lexer_give_up_string(&seen.lexer, &token);
	assert_int_equal(token.kind, LEXER_KIND_NONE);
	feed(&seen, "OK\n", 3);
	assert_string_equal(seen.text.bytes, "[+CUSD: 0,\"Sisa\nOK\n]#[OK]");
	begin(&seen, false);
	memset(text, 'x', sizeof text);
	feed(&seen, "+CUSD: 0,\"", 10);
	feed(&seen, text, sizeof text);
	assert_int_equal(seen.text.length, LEXER_STRING_MAX_BYTES + 3);
	feed(&seen, "xx\r\nOK\r\n", 8);
	assert_string_equal(seen.text.bytes + LEXER_STRING_MAX_BYTES + 3, "[OK]");
}

/* So that two halves of a line can be put together as they were. */
static void test_a_blank_in_front_of_a_line_is_told(void **state)
{
	static const struct {
		const char *bytes;
		bool is_behind_blank;
	} rows[] = {
		{ "OK\r\n", false },       { " OK\r\n", true },
		{ "\r\n  OK\r\n", true },  { " \r\nOK\r\n", false },
		{ " A\r\nOK\r\n", false }, { "O K\r\n", false },
	};
	struct lexer_token token, last = { .is_behind_blank = false };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct lexer lexer;
		size_t at = 0;

		lexer_clear(&lexer);
		for (;;) {
			at += lexer_feed(&lexer, rows[i].bytes + at,
					 strlen(rows[i].bytes) - at, &token);
			if (token.kind == LEXER_KIND_NONE)
				break;
			last = token;
		}
		assert_int_equal(last.is_behind_blank, rows[i].is_behind_blank);
	}
}

static void test_clearing_forgets_half_a_line(void **state)
{
	struct seen seen;

	(void)state;
	begin(&seen, true);
	feed(&seen, "+CUSD: 1,\"half\n", 15);
	lexer_clear(&seen.lexer);
	feed(&seen, "OK\r\n> ", 6);
	assert_string_equal(seen.text.bytes, "[OK]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_bytewise_and_cut_anywhere_give_the_same),
		cmocka_unit_test(
			test_the_longest_line_fits_and_one_byte_more_is_said_once),
		cmocka_unit_test(test_no_amount_of_bytes_without_an_end_does_harm),
		cmocka_unit_test(test_a_text_whose_quote_never_closes_is_given_up),
		cmocka_unit_test(test_a_blank_in_front_of_a_line_is_told),
		cmocka_unit_test(test_clearing_forgets_half_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
