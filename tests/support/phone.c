// SPDX-License-Identifier: MIT
#include "tests/support/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* 23.038 6.2.1.1, counted apart from handlers/plain.c: plain ASCII and line ends. */
static int count_septets(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if ((byte < ' ' && byte != '\n') || byte >= 0x7F || byte == '`')
			return -1;
		count += strchr("^{}\\[~]|", *text) != NULL ? 2 : 1;
	}
	return count;
}

void phone_check_page(const char *text)
{
	int septets = count_septets(text), options = 0;

	if (septets <= 0 || septets > SESSION_PAGE_SEPTETS)
		fail_msg("a page of %d septets: %s", septets, text);
	for (const char *at = text; at != NULL; at = strchr(at, '\n')) {
		at += *at == '\n';
		options += at[0] >= '1' && at[0] <= '8' && at[1] == ' ';
	}
	if (options > SESSION_OPTIONS_MAX)
		fail_msg("%d options: %s", options, text);
}

const char *phone_take(struct phone *phone, const char *text)
{
	char step[16];
	struct session_input input = { .door = "gsup",
				       .modem = "",
				       .key = phone->key,
				       .caller = phone->number,
				       .step = step,
				       .text = text };

	snprintf(step, sizeof(step), "%d", phone->step++);
	assert_int_equal(session_step(&phone->house->office, &input, phone->house->now_s,
				      &phone->page),
			 0);
	phone_check_page(phone->page.text);
	return phone->page.text;
}

const char *phone_dial(struct phone *phone, const char *shortcut)
{
	phone->step = 0;
	snprintf(phone->key, sizeof(phone->key), "s%d", phone->n_sessions++);
	house_wait(phone->house, 2);
	return phone_take(phone, shortcut);
}

struct phone phone_begin(struct house *house)
{
	house_open(house);
	return (struct phone){ .house = house, .number = HOUSE_PHONE };
}

void phone_assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("'%s' lacks '%s'", text, part);
}
