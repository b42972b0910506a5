// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/desk.h"
#include "handlers/printing.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "store/residents.h"
#include "store/store.h"
#include "tests/support/house.h"
#include "tests/support/store_fixture.h"

static const struct actor budi = { .name = "budi",
				   .role = STEP_ROLE_ACCOUNT,
				   .door = "desk" };

static void add_resident(struct house *house, const char *religion)
{
	struct resident resident = { .nik = HOUSE_NIK,
				     .family_card = "3513150101109901",
				     .name = HOUSE_NAME,
				     .sex = "L",
				     .birth_place = "PROBOLINGGO",
				     .birth_date = "1990-05-12",
				     .marital_status = "KAWIN",
				     .occupation = "PETANI",
				     .citizenship = "WNI",
				     .hamlet = "KRAJAN",
				     .rt = "002",
				     .rw = "001",
				     .life_state = "HIDUP" };

	text_copy(resident.village, sizeof resident.village, house->village.code);
	text_copy(resident.religion, sizeof resident.religion, religion);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(resident_put(house->office.store, &resident), 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void file_request(struct house *house, struct ticket *out)
{
	const struct desk_request request = { .kind = "DOMISILI",
					      .nik = HOUSE_NIK,
					      .name = "",
					      .purpose = "sekolah",
					      .phone = "" };

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(desk_new_ticket(&house->office, &request, "budi", house->now_s,
					 out, NULL),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void do_step(struct house *house, struct ticket *ticket, enum step step)
{
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		office_step(&house->office, ticket, step, &budi, "x", house->now_s), 0);
	assert_int_equal(store_commit(house->office.store), 0);
	assert_int_equal(ticket_get(house->office.store, ticket->id, ticket), 0);
}

/* What suratd does after an approval. */
static void seal(struct house *house)
{
	fixture_run(house->office.store, "UPDATE register SET seal = 'SURAT1|seal'");
}

static void expect(struct house *house, const char *code, struct printing *printing,
		   int wanted, const char *sentence)
{
	char buffer[512];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(printing_prepare(&house->office, code, "", printing, &why),
			 wanted);
	if (strstr(buffer, sentence) == NULL)
		fail_msg("'%s' does not say '%s'", buffer, sentence);
}

static void test_only_a_letter_that_is_out_is_printed(void **state)
{
	struct printing *printing = must_alloc(sizeof *printing);
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	add_resident(&house, "ISLAM");
	file_request(&house, &ticket);
	expect(&house, "12345678", printing, -ENOENT, "");
	expect(&house, ticket.code, printing, -EPERM, "belum disetujui");
	do_step(&house, &ticket, STEP_ACCEPT);
	do_step(&house, &ticket, STEP_APPROVE);
	expect(&house, ticket.code, printing, -EPERM, "belum disegel");
	seal(&house);
	expect(&house, ticket.code, printing, 0, "");
	assert_string_equal(printing->qr_text, "SURAT1|seal");
	assert_string_equal(printing->content.rows[0].value, HOUSE_NAME);
	assert_string_equal(printing->content.number, printing->entry.number);
	do_step(&house, &ticket, STEP_WITHDRAW);
	expect(&house, ticket.code, printing, -EPERM, "belum disetujui");
	do_step(&house, &ticket, STEP_APPROVE);
	seal(&house);
	do_step(&house, &ticket, STEP_READY);
	do_step(&house, &ticket, STEP_COLLECT);
	expect(&house, ticket.code, printing, 0, "");
	do_step(&house, &ticket, STEP_REVOKE);
	expect(&house, ticket.code, printing, -EPERM, "dicabut");
	house_close(&house);
	free(printing);
}

static void test_another_villages_letter_is_not_found(void **state)
{
	struct printing *printing = must_alloc(sizeof *printing);
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	file_request(&house, &ticket);
	text_copy(house.village.code, sizeof house.village.code, "35.13.15.2008");
	expect(&house, ticket.code, printing, -ENOENT, "");
	house_close(&house);
	free(printing);
}

static void test_what_was_approved_is_printed_whatever_is_known_now(void **state)
{
	struct printing *printing = must_alloc(sizeof *printing);
	struct house house;
	struct ticket ticket;

	(void)state;
	house_open(&house);
	add_resident(&house, "ISLAM");
	file_request(&house, &ticket);
	do_step(&house, &ticket, STEP_ACCEPT);
	do_step(&house, &ticket, STEP_APPROVE);
	seal(&house);
	add_resident(&house, "HINDU");
	text_copy(house.village.head_name, sizeof house.village.head_name, "PENGGANTI");
	text_copy(house.village.letter.opening, sizeof house.village.letter.opening,
		  "Lain");
	expect(&house, ticket.code, printing, 0, "");
	assert_string_equal(printing->content.rows[5].value, "ISLAM");
	assert_string_not_equal(printing->content.signer, "PENGGANTI");
	assert_string_not_equal(printing->content.opening, "Lain");
	house_close(&house);
	free(printing);
}

static void test_a_look_before_the_approval_tells_what_is_missing(void **state)
{
	struct printing *printing = must_alloc(sizeof *printing);
	char buffer[512];
	struct house house;
	struct ticket ticket;
	struct text why;

	(void)state;
	house_open(&house);
	add_resident(&house, "");
	file_request(&house, &ticket);
	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(
		printing_preview(&house.office, ticket.code, printing, house.now_s, &why),
		-EPERM);
	assert_string_equal(buffer, "isian masih kosong: agama");
	add_resident(&house, "ISLAM");
	assert_int_equal(
		printing_preview(&house.office, ticket.code, printing, house.now_s, &why),
		0);
	assert_string_equal(printing->qr_text, "");
	assert_int_equal(fixture_ask(house.office.store, "SELECT count(*) FROM register"),
			 0);
	house_close(&house);
	free(printing);
}

static void test_each_letter_has_a_specimen(void **state)
{
	struct content *content = must_alloc(sizeof *content);
	struct house house;

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < house.office.catalogue->n_letters; i++) {
		char buffer[512];
		struct text why;

		text_init(&why, buffer, sizeof buffer);
		if (!printing_specimen(&house.office, &house.office.catalogue->letters[i],
				       content, &why))
			fail_msg("%s: %s", house.office.catalogue->letters[i].keyword,
				 buffer);
	}
	house_close(&house);
	free(content);
}

static bool remember_event(void *context, const struct ticket_event *event)
{
	*(struct ticket_event *)context = *event;
	return true;
}

static void test_a_print_stays_in_the_history(void **state)
{
	static const struct {
		bool is_failure;
		const char *step;
	} again[] = { { true, "print-failed" },
		      { false, "printed" },
		      { false, "reprint" },
		      { true, "print-failed" },
		      { false, "reprint" } };
	struct ticket_event event = { .at = 0 };
	struct house house;
	struct ticket ticket, after;

	(void)state;
	house_open(&house);
	file_request(&house, &ticket);
	house_wait(&house, 86400);
	assert_int_equal(store_begin(house.office.store), 0);
	assert_int_equal(printing_record(&house.office, &ticket, &budi,
					 "dicetak: 2 lembar", house.now_s),
			 0);
	assert_int_equal(store_commit(house.office.store), 0);
	assert_int_equal(
		ticket_events(house.office.store, ticket.id, remember_event, &event), 0);
	assert_string_equal(event.step, "printed");
	/* Since when it is ready, or was collected, is told by this. */
	assert_int_equal(ticket_get(house.office.store, ticket.id, &after), 0);
	assert_int_equal(after.updated_at, ticket.updated_at);
	assert_string_equal(event.why, "dicetak: 2 lembar");
	assert_string_equal(event.actor, "budi");
	assert_int_equal(event.at, house.now_s);
	assert_int_equal(event.from, TICKET_STATE_RECEIVED);
	assert_int_equal(event.to, TICKET_STATE_RECEIVED);
	for (size_t i = 0; i < sizeof again / sizeof again[0]; i++) {
		assert_int_equal(store_begin(house.office.store), 0);
		assert_int_equal(
			(again[i].is_failure ? printing_record_failure : printing_record)(
				&house.office, &ticket, &budi, "x", house.now_s),
			0);
		assert_int_equal(store_commit(house.office.store), 0);
		assert_int_equal(ticket_events(house.office.store, ticket.id,
					       remember_event, &event),
				 0);
		assert_string_equal(event.step, again[i].step);
	}
	assert_int_not_equal(
		fixture_run(house.office.store,
			    "UPDATE events SET why = '' WHERE step = 'printed'"),
		0);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_a_letter_that_is_out_is_printed),
		cmocka_unit_test(test_another_villages_letter_is_not_found),
		cmocka_unit_test(test_what_was_approved_is_printed_whatever_is_known_now),
		cmocka_unit_test(test_a_look_before_the_approval_tells_what_is_missing),
		cmocka_unit_test(test_each_letter_has_a_specimen),
		cmocka_unit_test(test_a_print_stays_in_the_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
