// SPDX-License-Identifier: MIT
#include "tests/support/sealed_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/desk.h"
#include "handlers/sealing.h"
#include "store/store.h"
#include "tests/support/store_fixture.h"

void sealed_house_open(struct sealed_house *sealed)
{
	house_open(&sealed->house);
	fixture_make_folder(sealed->folder);
	assert_int_equal(rmdir(sealed->folder), 0);
	sealed->why[0] = '\0';
}

void sealed_house_close(struct sealed_house *sealed)
{
	if (access(sealed->folder, F_OK) == 0)
		fixture_remove_folder(sealed->folder);
	house_close(&sealed->house);
}

void sealed_house_step(struct sealed_house *sealed, struct ticket *ticket, enum step step)
{
	const struct office *office = &sealed->house.office;
	struct actor actor = { .name = "budi",
			       .role = STEP_ROLE_ACCOUNT,
			       .door = "desk" };

	assert_int_equal(store_begin(office->store), 0);
	assert_int_equal(
		office_step(office, ticket, step, &actor, "x", sealed->house.now_s), 0);
	assert_int_equal(store_commit(office->store), 0);
	assert_int_equal(ticket_get(office->store, ticket->id, ticket), 0);
}

void sealed_house_approve(struct sealed_house *sealed, const char *kind, const char *name,
			  struct ticket *out)
{
	const struct office *office = &sealed->house.office;
	struct desk_request request = {
		.kind = kind, .nik = "", .name = name, .purpose = "x", .phone = ""
	};

	assert_int_equal(store_begin(office->store), 0);
	assert_int_equal(
		desk_new_ticket(office, &request, "budi", sealed->house.now_s, out, NULL),
		0);
	assert_int_equal(store_commit(office->store), 0);
	sealed_house_step(sealed, out, STEP_ACCEPT);
	sealed_house_step(sealed, out, STEP_APPROVE);
}

int sealed_house_run(struct sealed_house *sealed)
{
	struct text why;

	text_init(&why, sealed->why, sizeof sealed->why);
	return sealing_run(&sealed->house.office, sealed->folder, sealed->house.now_s,
			   &why);
}

struct register_entry sealed_house_letter(struct sealed_house *sealed,
					  const struct ticket *ticket)
{
	struct register_entry letter;

	assert_int_equal(
		register_of_ticket(sealed->house.office.store, ticket->id, &letter), 0);
	return letter;
}
