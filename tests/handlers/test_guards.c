// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/guards.h"
#include "store/inbox.h"
#include "tests/support/house.h"

enum {
	HOUR = 3600,
	DAY = 86400,
	LOOP_MAX_TEXTS = 8, /* of two services that talk to each other, each */
};

static void test_a_machine_that_answers_us_is_left_alone(void **state)
{
	static const char *const peers[] = {
		"Invalid keyword. Your message could not be processed.",
		"Maaf format salah %d. Ketik REG spasi INFO kirim ke 9090",
		"MENU",
		"menu %d",
		"CEK",
		"Terima kasih telah menghubungi kami, pesan %d akan dibalas",
		"sktm",
		"halo %d",
		"syarat sktm",
		"info jam buka",
		"1",
		"lapor jalan rusak %d",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(peers) / sizeof(*peers); i++) {
		struct house house;

		house_open(&house);
		for (int second = 0; second < HOUR; second += 20) {
			const char *mark = strchr(peers[i], '%');
			char text[128];

			snprintf(text, sizeof(text), "%.*s%d%s",
				 mark == NULL ? 99 : (int)(mark - peers[i]), peers[i],
				 second, mark == NULL ? "" : mark + 2);
			house_receive(&house, HOUSE_PHONE,
				      mark == NULL ? peers[i] : text);
			house_wait(&house, 20);
		}
		if (house_count_texts(&house, HOUSE_PHONE) > LOOP_MAX_TEXTS)
			fail_msg("'%s' got %d texts", peers[i],
				 house_count_texts(&house, HOUSE_PHONE));
		house_close(&house);
	}
}

/* What one office sent comes to the other, until both are silent. */
static int deliver_all(struct house *from, int *delivered, struct house *to,
		       const char *from_number)
{
	int n_now = 0;

	for (;; ++*delivered, ++n_now) {
		struct outbox_row row;

		if (outbox_get(from->office.store, *delivered + 1, &row) == -ENOENT)
			return n_now;
		house_receive(to, from_number, row.text);
		house_wait(to, 1);
	}
}

static void test_two_offices_do_not_talk_to_each_other(void **state)
{
	static const char *const starts[] = {
		"MENU",
		"sktm",
		"sktm 3513151205909901 buat sekolah",
		"CEK",
		"halo",
		"syarat sktm",
		"lapor jalan rusak",
		"jam buka?",
		"xyzzy plugh",
		"STOP",
		"HAPUS",
		"batal",
		"domisili dan sktm 3513151205909901 untuk bpjs",
		"0",
		"syarat",
		"nikah",
		"ktp",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct house here, there;
		int from_here = 0, from_there = 0, n_moved;

		house_open(&here);
		house_open(&there);
		text_copy(there.village.name, sizeof(there.village.name), "Sumberkembar");
		text_copy(there.village.phone, sizeof(there.village.phone), "0334222");
		house_receive(&here, HOUSE_OTHER, starts[i]);
		do {
			n_moved = deliver_all(&here, &from_here, &there, HOUSE_PHONE);
			n_moved += deliver_all(&there, &from_there, &here, HOUSE_OTHER);
		} while (n_moved > 0 && from_here < 100);
		if (from_here > LOOP_MAX_TEXTS || from_there > LOOP_MAX_TEXTS)
			fail_msg("'%s' makes %d and %d texts", starts[i], from_here,
				 from_there);
		house_close(&there);
		house_close(&here);
	}
}

static void test_the_same_text_three_times_is_a_machines(void **state)
{
	static const char long_text[] = "syarat sktm apa saja ya pak, mohon info";
	struct house house;
	struct inbox_row row;
	int64_t id;

	(void)state;
	house_open(&house);
	house.guards.replies_per_number_day = 0;
	house.guards.replies_per_number_10min = 100;
	for (int i = 0; i < 3; i++)
		house_receive(&house, HOUSE_PHONE, long_text);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 2);
	house_wait(&house, 2 * HOUR);
	id = house_receive(&house, HOUSE_PHONE, "xyzzy plugh");
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 2); /* quiet for a day */
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD); /* but read by a human */
	house_receive(&house, HOUSE_PHONE, "sktm");      /* and progress is answered */
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 3);
	house_wait(&house, DAY);
	house_receive(&house, HOUSE_PHONE, long_text);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 4);
	house_close(&house);
}

static void test_our_own_words_are_not_answered(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE];
	struct inbox_row row;
	int64_t id;

	(void)state;
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "sktm");
	house_last_text(&house, HOUSE_PHONE, text, sizeof(text));
	id = house_receive(&house, HOUSE_PHONE, text);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_IGNORED);
	assert_true(guards_is_our_phrase(
		house.office.phrases,
		"Fwd: MAAF, SMS belum kami pahami. Kirim MENU untuk pilihan, atau contoh: "
		"SKTM 3513xxxxxxxxxxxx sekolah anak"));
	assert_false(guards_is_our_phrase(house.office.phrases, "GRATIS kah suratnya"));
	assert_false(guards_is_our_phrase(house.office.phrases, ""));
	house_close(&house);
}

static void test_progress_is_never_cut(void **state)
{
	static const char *const talk[] = { "sktm", "3513151205909901", "sekolah anak" };
	struct house house;
	int n_before;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 20; i++) {
		char text[32];

		snprintf(text, sizeof(text), "syarat sktm %d", i);
		house_receive(&house, HOUSE_PHONE, text);
	}
	n_before = house_count_texts(&house, HOUSE_PHONE);
	assert_int_equal(n_before, house.guards.replies_per_number_10min);
	for (size_t i = 0; i < 3; i++)
		house_receive(&house, HOUSE_PHONE, talk[i]);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), n_before + 3);
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house_wait(&house, 1);
	house_receive(&house, HOUSE_PHONE,
		      "CEK"); /* it led somewhere: asking is allowed */
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), n_before + 4);
	house_close(&house);
}

static void test_one_number_gets_its_days_share_and_no_more(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 24 * 60; i++) { /* once a minute, never the same */
		char text[32];

		snprintf(text, sizeof(text), "syarat sktm %d", i);
		house_receive(&house, HOUSE_PHONE, text);
		house_wait(&house, 59);
	}
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE),
			 house.guards.replies_per_number_day);
	house_close(&house);
}

static void test_starting_again_and_again_is_no_progress_for_ever(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	for (int i = 0; i < 300; i++) {
		house_receive(&house, HOUSE_PHONE, i % 2 == 0 ? "sktm" : "batal");
		house_wait(&house, 5);
	}
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE),
			 4 * house.guards.replies_per_number_day);
	house_close(&house);
}

static void test_a_flood_spends_its_budget_exactly(void **state)
{
	struct house house;
	int answers;

	(void)state;
	house_open(&house);
	house.guards.replies_per_day = 150;
	answers = 150 - 20;
	for (int i = 0; i < 500; i++) {
		char number[LIMIT_ADDRESS_SIZE];

		snprintf(number, sizeof(number), "+62812000%05d", i);
		house_receive(&house, number, "syarat sktm");
	}
	assert_int_equal(house_count_texts(&house, NULL), answers * 2 / 3);
	for (int i = 0; i < 500; i++) {
		char number[LIMIT_ADDRESS_SIZE];

		snprintf(number, sizeof(number), "+62813000%05d", i);
		house_receive(&house, number, "sktm 3513151205909901 buat sekolah");
		assert_int_equal(house_count_tickets(&house, number), 1);
	}
	assert_int_equal(house_count_texts(&house, NULL), answers);
	house_wait(&house, DAY + 1);
	house_receive(&house, HOUSE_PHONE, "syarat sktm");
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 1);
	house_close(&house);
}

/* The battery of the clock was empty: what was written meanwhile lies in the future. */
static void test_a_clock_set_back_mutes_nobody(void **state)
{
	struct house house;
	int n_before, n_tickets;

	(void)state;
	house_open(&house);
	house.guards.replies_per_day = 60;
	house_wait(&house, 3650 * DAY);
	for (int i = 0; i < 8; i++)
		house_receive(&house, HOUSE_PHONE, "syarat sktm"); /* quiet for a day */
	for (int i = 0; i < 100; i++) {
		char text[64];

		snprintf(text, sizeof(text), "sktm 35131512059099%02d buat sekolah", i);
		house_receive(&house, HOUSE_OTHER, text); /* all that a day allows */
	}
	for (int i = 0; i < 100; i++) {
		char number[LIMIT_ADDRESS_SIZE];

		snprintf(number, sizeof(number), "+62812000%05d", i);
		house_receive(&house, number, "syarat sktm");
	}
	house_wait(&house, -3650 * DAY);
	n_before = house_count_texts(&house, HOUSE_PHONE);
	n_tickets = house_count_tickets(&house, HOUSE_OTHER);
	house_receive(&house, HOUSE_PHONE, "syarat domisili");
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), n_before + 1);
	house_receive(&house, HOUSE_OTHER, "domisili 3513151205909901 buat sekolah");
	assert_int_equal(house_count_tickets(&house, HOUSE_OTHER), n_tickets + 1);
	house_close(&house);
}

static void test_a_clock_set_back_opens_no_guard(void **state)
{
	struct house house;
	int n_before;

	(void)state;
	house_open(&house);
	house_wait(&house, 3650 * DAY);
	house_receive(&house, HOUSE_PHONE, "sktm 3513151205909901 buat sekolah");
	house_wait(&house, -3650 * DAY);
	n_before = house_count_texts(&house, HOUSE_PHONE);
	for (int i = 0; i < 40; i++) {
		char text[32];

		snprintf(text, sizeof(text), "syarat sktm %d", i);
		house_receive(&house, HOUSE_PHONE, text);
		house_wait(&house, 1200);
	}
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE) - n_before,
			 house.guards.replies_per_number_day);
	house_close(&house);
}

static void test_no_limit_means_no_limit(void **state)
{
	struct house house;

	(void)state;
	house_open(&house);
	house.guards = (struct guard_options){ .replies_per_day = 0 };
	for (int i = 0; i < 400; i++) {
		char text[32];

		snprintf(text, sizeof(text), "syarat sktm %d", i);
		house_receive(&house, HOUSE_PHONE, text);
	}
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE), 400);
	house_close(&house);
}

static void test_too_many_requests_of_a_day_go_to_a_human(void **state)
{
	struct house house;
	struct inbox_row row;
	int64_t id = 0;

	(void)state;
	house_open(&house);
	for (int i = 0; i <= house.guards.tickets_per_number_day + 1; i++) {
		char text[64];

		snprintf(text, sizeof(text), "sktm 35131512059099%02d buat sekolah",
			 i + 10);
		id = house_receive(&house, HOUSE_PHONE, text);
		house_wait(&house, 60);
	}
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE),
			 house.guards.tickets_per_number_day);
	assert_int_equal(house_count_texts(&house, HOUSE_PHONE),
			 house.guards.tickets_per_number_day + 1); /* R33 once */
	assert_int_equal(inbox_get(house.office.store, id, &row), 0);
	assert_int_equal(row.state, INBOX_STATE_UNREAD);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_machine_that_answers_us_is_left_alone),
		cmocka_unit_test(test_two_offices_do_not_talk_to_each_other),
		cmocka_unit_test(test_the_same_text_three_times_is_a_machines),
		cmocka_unit_test(test_our_own_words_are_not_answered),
		cmocka_unit_test(test_progress_is_never_cut),
		cmocka_unit_test(test_one_number_gets_its_days_share_and_no_more),
		cmocka_unit_test(test_starting_again_and_again_is_no_progress_for_ever),
		cmocka_unit_test(test_a_flood_spends_its_budget_exactly),
		cmocka_unit_test(test_a_clock_set_back_mutes_nobody),
		cmocka_unit_test(test_a_clock_set_back_opens_no_guard),
		cmocka_unit_test(test_no_limit_means_no_limit),
		cmocka_unit_test(test_too_many_requests_of_a_day_go_to_a_human),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
