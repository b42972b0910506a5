// SPDX-License-Identifier: MIT
#include "tests/support/head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/officers.h"
#include "store/store.h"

static void add_officer(struct house *house, const char *name, const char *role,
			const char *phone)
{
	const struct officer_request request = {
		.name = name, .role = role, .title = "", .phone = phone
	};
	struct officer officer;

	assert_int_equal(
		officers_add(&house->office, &request, house->now_s, &officer, NULL), 0);
	assert_int_equal(officers_set_pin(&house->office, &officer, HEAD_PIN, NULL), 0);
}

void head_open_office(struct house *house)
{
	house_open(house);
	add_officer(house, "SUTRISNO", "kades", HEAD_PHONE);
	add_officer(house, "SITI", "sekdes", HEAD_SECRETARY);
	add_officer(house, "CAMAT", "kecamatan", HEAD_SUBDISTRICT);
}

int head_do_step(struct house *house, enum step step)
{
	struct actor actor = { .name = "budi",
			       .role = STEP_ROLE_ACCOUNT,
			       .door = "desk" };
	struct ticket ticket;
	int error;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	assert_int_equal(store_begin(house->office.store), 0);
	error = office_step(&house->office, &ticket, step, &actor, "alasan",
			    house->now_s);
	assert_int_equal(error == 0 ? store_commit(house->office.store) : 0, 0);
	if (error < 0)
		store_rollback(house->office.store);
	return error;
}

enum ticket_state head_state_now(struct house *house)
{
	struct ticket ticket;

	house_newest_ticket(house, HOUSE_PHONE, &ticket);
	return ticket.state;
}

void head_read_number(struct house *house, const char *phone, char out[5])
{
	char text[LIMIT_MESSAGE_SIZE];
	const char *at;

	house_last_text(house, phone, text, sizeof text);
	at = strstr(text, "SETUJU ");
	if (at == NULL)
		fail_msg("no number in: %s", text);
	else
		snprintf(out, 5, "%.4s", at + 7);
}

const char *head_say(struct house *house, const char *from, const char *format,
		     const char *number, const char *pin)
{
	static char phrases[64];
	char text[256];

	snprintf(text, sizeof text, "%s %s %s", format, number, pin);
	house_wait(house, 30);
	return house_phrases(house, house_receive(house, from, text), phrases,
			     sizeof phrases);
}

void head_ask(struct house *house, char out_number[5])
{
	house_receive(house, HOUSE_PHONE, HEAD_REQUEST);
	assert_int_equal(head_do_step(house, STEP_ACCEPT), 0);
	head_read_number(house, HEAD_PHONE, out_number);
}
