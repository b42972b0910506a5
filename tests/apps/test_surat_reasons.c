// SPDX-License-Identifier: MIT
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "apps/surat_reasons.h"
#include "base/text.h"
#include "store/modems.h"

static void test_a_reason_is_said_with_its_value(void **state)
{
	static const char *const vectors[][2] = {
		{ "registered, home network", "terdaftar di jaringan" },
		{ "the SIM refused the PIN, error 16", "SIM menolak PIN (kesalahan 16)" },
		{ "refused, error 3: PDU mode: of course",
		  "modem menolak disiapkan (kesalahan 3); kartu SIM terpasang?" },
		{ "'/dev/surat/a' is open", "port /dev/surat/a terbuka" },
		{ "cannot find '/dev/x': No such file or directory",
		  "port /dev/x tidak ada; modem tercolok?" },
		{ "cannot lock 'x': Resource (another program has it; ModemManager?)",
		  "port dipakai program lain (ModemManager?)" },
		{ "the modem said RDY", "modem menyala ulang atau mati (RDY)" },
		{ "octet 12: an address with a gap", "SMS rusak pada bita ke-12" },
		/* Not known, or only nearly: as it is. */
		{ "", "" },
		{ "set", "set" },
		{ "set up twice", "set up twice" },
		{ "cannot", "cannot" },
		{ "tidak sampai, kata jaringan", "tidak sampai, kata jaringan" },
	};
	char words[REASON_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
		assert_string_equal(reason_in_words(vectors[i][0], words), vectors[i][1]);
}

static void test_a_long_reason_is_cut_and_no_more(void **state)
{
	char english[4 * REASON_SIZE], words[REASON_SIZE];

	(void)state;
	memset(english, 'x', sizeof english);
	english[sizeof english - 1] = '\0';
	assert_int_equal(strlen(reason_in_words(english, words)), REASON_SIZE - 1);
	memcpy(english, "the modem said ", 15);
	assert_int_equal(strlen(reason_in_words(english, words)), REASON_SIZE - 1);
}

/* The text of a format, with 7 for each value. Returns what follows it. */
static const char *copy_format(const char *at, char out[256])
{
	size_t n = 0;

	for (at++; *at != '"' && *at != '\0' && n < 255; at++) {
		if (*at == '%') {
			at += 1 + strspn(at + 1, "lz");
			out[n++] = '7';
		} else {
			out[n++] = *at;
		}
	}
	out[n] = '\0';
	return at;
}

/* Each text that is given to modem_go(): `what` and the first quote behind it. */
static size_t check_file(const char *path, const char *what)
{
	static char source[200000];
	char english[256], words[REASON_SIZE];
	FILE *file = fopen(path, "r");
	size_t n = 0, length;

	assert_non_null(file);
	length = fread(source, 1, sizeof source - 1, file);
	source[length] = '\0';
	fclose(file);
	for (const char *at = source; (at = strstr(at, what)) != NULL;) {
		const char *quote = strchr(at, '"'), *end = strchr(at, ';');

		at += strlen(what);
		if (quote == NULL || quote > end)
			continue;
		at = copy_format(quote, english);
		if (strcmp(english, "7") == 0)
			continue; /* it is another's text */
		n++;
		reason_in_words(english, words);
		if (strcmp(words, english) == 0)
			fail_msg("%s: no words for '%s'", path, english);
	}
	return n;
}

static void test_each_reason_of_the_modems_states_has_words(void **state)
{
	static const char *const places[] = { "modem_go(", "owner.on_lost(",
					      "chat_be_lost(chat" };
	size_t n = 0;
	glob_t found;

	(void)state;
	assert_int_equal(glob("modem/*.c", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		for (size_t k = 0; k < sizeof places / sizeof places[0]; k++)
			n += check_file(found.gl_pathv[i], places[k]);
	}
	globfree(&found);
	assert_true(n >= 12); /* the search itself works */
	assert_true(check_file("modem/pin.c", "return \"") >= 4);
	assert_true(check_file("modem/health.c", "\t\t\"") >= 8);
}

static void test_what_to_do_follows_from_state_and_reason(void **state)
{
	static const struct {
		const char *state, *why, *advice;
	} rows[] = {
		{ "ready", "registered, home network", "" },
		{ "pin", "no SIM card", "pasang kartu SIM" },
		{ "pin", "the SIM wants more than its PIN: +CPIN: SIM PUK", "PUK" },
		{ "pin", "the SIM refused the PIN, error 16", "isi 'pin' yang benar" },
		{ "registering", "the network denied us", "registrasi NIK" },
		{ "registering", "searching a network", "antena" },
		{ "absent", "cannot find '/dev/x': No such file", "colokkan modem" },
		{ "absent", "cannot open '/dev/x': Permission denied",
		  "sebabnya di atas" },
		{ "lost", "no answer to AT", "cabut lalu colokkan" },
		{ "none of ours", "", "surat modem" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct modem_row row = { .since_at = 7, .down_since = 5 };

		text_copy(row.state, sizeof row.state, rows[i].state);
		text_copy(row.why, sizeof row.why, rows[i].why);
		assert_non_null(strstr(reason_advice(&row), rows[i].advice));
		assert_int_equal(reason_advice(&row)[0] == '\0', i == 0);
		assert_int_equal(reason_since(&row), i == 0 ? 7 : 5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_to_do_follows_from_state_and_reason),
		cmocka_unit_test(test_a_reason_is_said_with_its_value),
		cmocka_unit_test(test_a_long_reason_is_cut_and_no_more),
		cmocka_unit_test(test_each_reason_of_the_modems_states_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
