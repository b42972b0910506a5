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
#include "handlers/complaints.h"
#include "handlers/plain.h"
#include "handlers/steps.h"
#include "store/complaints.h"
#include "store/residents.h"
#include "store/store.h"
#include "tests/support/house.h"

/*
 * What must hold for every reply, whatever is written and whatever the office does: it
 * never holds 16 digits, never the name of a resident that the sender did not write, and
 * it is one SMS. And nobody can find out which NIKs the village knows.
 */

enum {
	SMS_SEPTETS = 160,
	NIK_DIGITS = 16,
	PHONES = 24,
	MESSAGES = 4000,
	RESIDENTS = 8,
};

/* Deterministic: a failure comes back. */
static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245U + 12345U;
	return (*seed >> 16) % below;
}

static const char *const pieces[] = {
	"sktm",
	"domisili",
	"surat usaha",
	"kehilangan",
	"skck",
	"nikah",
	"ktp",
	"menu",
	"cek",
	"batal",
	"syarat",
	"3513151205909901",
	"3513 1512 0590 9902",
	"3513151205909903",
	"35.13.15.120590.9904",
	"3513151205159905",
	"351315120590990",
	"buat sekolah anak",
	"untuk kredit bank",
	"utk 3513151205909906",
	"kangge bpjs",
	"an Siti Aminah",
	"nama BUDI",
	"ya",
	"tidak",
	"1",
	"2",
	"0",
	"8",
	"*3#",
	"2#3513151205909907#BUDI#SEKOLAH",
	"3513151205909908",
	"kk 3513151205909900",
	"makasih",
	"lapor jalan rusak",
	"jam buka?",
	"berapa biayanya",
	"HAPUS",
	"STOP",
	"MULAI",
	"DAFTAR",
	"halo",
	"pak",
	"warung kopi 3513151205909901",
	"12345678",
	"081234567890",
	"\xe2\x80\x9c\xe2\x80\x9d\xe2\x80\xa6",
	"[]{}~^|\\",
	"\n",
	"lanjut",
	"3513151205909901351315120590990135131512059099013513151205909901",
	"surat keterangan untuk keperluan yang sangat panjang sekali supaya tidak muat",
	"0000 0000 0000 0000 0000 0000",
	"bapak mau bikin surat",
	"xyzzy",
	"LAPOR lampu mati depan rumah 3513151205909901",
	"cek A-1",
	"A-2 kok belum dijawab",
	"bicara dengan petugas",
	"bukan",
	"salah nik",
	"surat saya salah ketik",
	"surat kuasa 3513151205909902",
	"sktm jangan, domisili saja",
	"blt kapan cair",
	"posyandu",
	"info",
	"alamat kantor desa",
	"berapa lama sktm",
	"nama saya siapa",
	"nik saya berapa",
	"buat saya",
	"buat saya sendiri",
	"pakai nik saya",
	"DAFTAR 3513151205909903",
	"SETUJU 7319 123456",
	"cek 470/012/35.13.15.2007/2026",
};

enum {
	PIECES_COUNT = sizeof(pieces) / sizeof(*pieces)
};

static void write_message(unsigned *seed, char *out, size_t size)
{
	struct text text;
	unsigned n_pieces = 1 + draw(seed, 4);

	text_init(&text, out, size);
	for (unsigned i = 0; i < n_pieces; i++) {
		text_add(&text, i > 0 ? (draw(seed, 4) == 0 ? "#" : " ") : "");
		text_add(&text, pieces[draw(seed, PIECES_COUNT)]);
	}
}

static void resident_name(int index, char out[64])
{
	snprintf(out, 64, "RAHASIA%c WARGA", 'A' + index);
}

static void add_residents(struct house *house)
{
	for (int i = 0; i < RESIDENTS; i++) {
		struct resident resident = { .sex = "P", .life_state = "HIDUP" };
		char name[64];

		resident_name(i, name);
		snprintf(resident.nik, sizeof(resident.nik), "%s", HOUSE_NIK);
		resident.nik[15] = (char)('0' + i);
		snprintf(resident.name, sizeof(resident.name), "%s", name);
		snprintf(resident.family_card, sizeof(resident.family_card), "%s",
			 "3513151205709900");
		/* half of them write from a phone that is theirs */
		if (i % 2 == 0)
			snprintf(resident.phone, sizeof(resident.phone),
				 "+628123456%02d00", i);
		assert_int_equal(resident_put(house->office.store, &resident), 0);
	}
}

static bool holds_long_number(const char *text)
{
	size_t n_digits = 0;

	for (; *text != '\0'; text++) {
		n_digits = *text >= '0' && *text <= '9' ? n_digits + 1 : 0;
		if (n_digits >= NIK_DIGITS)
			return true;
	}
	return false;
}

/* "3513 1512 0590 9901", with one separator between two groups. */
static bool holds_grouped_number(const char *text)
{
	static const char pattern[] = "dddd dddd dddd dddd";

	for (; strlen(text) >= strlen(pattern); text++) {
		size_t at = 0;

		while (pattern[at] != '\0' &&
		       (pattern[at] == 'd' ? text[at] >= '0' && text[at] <= '9'
					   : strchr(" .-", text[at]) != NULL))
			at++;
		if (pattern[at] == '\0')
			return true;
	}
	return false;
}

static bool check_reply(void *context, const struct outbox_row *row)
{
	int septets = plain_septets(row->text);

	if (holds_long_number(row->text) || holds_grouped_number(row->text))
		fail_msg("%s holds 16 digits: %s", row->phrase, row->text);
	if (strstr(row->text, "RAHASIA") != NULL)
		fail_msg("%s holds a name: %s", row->phrase, row->text);
	if (septets < 1 || septets > SMS_SEPTETS)
		fail_msg("%s takes %d septets: %s", row->phrase, septets, row->text);
	++*(int *)context;
	return true;
}

struct stepping {
	struct house *house;
	unsigned *seed;
};

static bool step_somewhere(void *context, const struct ticket *ticket)
{
	struct stepping *stepping = context;
	struct actor actor = { .name = "budi",
			       .role = STEP_ROLE_OPERATOR,
			       .door = "desk" };
	enum step step = (enum step)draw(stepping->seed, STEP_COUNT);

	if (draw(stepping->seed, 2) == 0)
		actor.role = STEP_ROLE_HEAD;
	office_step(&stepping->house->office, ticket, step, &actor,
		    "bawa KK 3513151205709900 dan KTP 3513 1512 0590 9901",
		    stepping->house->now_s);
	return true;
}

/* An officer pastes what he should not. */
static bool answer_somehow(void *context, const struct complaint *complaint)
{
	struct stepping *stepping = context;
	struct complaint_doing doing = {
		.step = (enum complaint_step)draw(stepping->seed, COMPLAINT_STEP_COUNT),
		.text = "sudah dicek, NIK 3513151205909901 KK 3513 1512 0570 9900"
	};
	struct actor actor = { .name = "budi",
			       .role = STEP_ROLE_OPERATOR,
			       .door = "desk" };
	struct complaint copy = *complaint;
	char room[256];
	struct text why;

	text_init(&why, room, sizeof(room));
	if (doing.step != COMPLAINT_STEP_ASSIGN)
		complaint_do(&stepping->house->office, &copy, &doing, &actor,
			     stepping->house->now_s, &why);
	return true;
}

static void let_the_office_work(struct house *house, unsigned *seed)
{
	struct stepping stepping = { house, seed };
	struct ticket_filter filter = { .is_newest_first = true, .limit = 10 };
	struct complaint_filter complaints = { .village = house->village.code };

	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		ticket_list(house->office.store, &filter, step_somewhere, &stepping), 0);
	assert_int_equal(complaint_list(house->office.store, &complaints, answer_somehow,
					&stepping),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void test_no_reply_ever_holds_a_nik_or_a_name(void **state)
{
	unsigned seed = 20261124;
	struct house house;
	int n_replies = 0;

	(void)state;
	house_open(&house);
	house.guards = (struct guard_options){ .replies_per_day = 0 };
	text_copy(house.village.name, sizeof(house.village.name), "Sumberkembarwetan");
	add_residents(&house);
	for (int i = 0; i < MESSAGES; i++) {
		char text[512], phone[LIMIT_ADDRESS_SIZE];

		write_message(&seed, text, sizeof(text));
		snprintf(phone, sizeof(phone), "+628123456%02u00", draw(&seed, PHONES));
		house_receive(&house, phone, text);
		house_wait(&house, draw(&seed, 50) == 0 ? 90000 : 30);
		if (i % 20 == 0)
			let_the_office_work(&house, &seed);
	}
	assert_int_equal(
		outbox_list(house.office.store, 1000000, check_reply, &n_replies), 0);
	assert_true(n_replies > MESSAGES / 3);
	house_close(&house);
}

/* The code of a ticket is drawn; everything else must be the same. */
static void hide_codes(char *text)
{
	for (; strlen(text) >= 9; text++) {
		if (text[4] == '-' && strspn(text, "0123456789") == 4 &&
		    strspn(text + 5, "0123456789") >= 4)
			memcpy(text, "CODECODE?", 9);
	}
}

static void talk(struct house *house, const char *phone, const char *nik,
		 const char *const *lines, struct text *out)
{
	for (size_t i = 0; lines[i] != NULL; i++) {
		char text[256], reply[LIMIT_MESSAGE_SIZE];
		const char *mark = strchr(lines[i], '@');

		snprintf(text, sizeof(text), "%.*s%s%s",
			 mark == NULL ? (int)strlen(lines[i]) : (int)(mark - lines[i]),
			 lines[i], mark == NULL ? "" : nik, mark == NULL ? "" : mark + 1);
		house_receive(house, phone, text);
		house_last_text(house, phone, reply, sizeof(reply));
		hide_codes(reply);
		text_add_format(out, "%d %s\n", house_count_texts(house, phone), reply);
	}
}

static void test_known_and_unknown_niks_get_the_same_answers(void **state)
{
	static const char *const talks[][8] = {
		{ "sktm @ buat sekolah", "CEK", "BATAL", NULL },
		{ "sktm", "@", "sekolah", "CEK", NULL },
		{ "@", "2", "sekolah", NULL },
		{ "surat dpmisili @ untuk bank", "ya", NULL },
		{ "DAFTAR @", NULL },
		{ "sktm @", "batal", "cek", NULL },
		{ "sku @ untuk bank", "warung", "cek", NULL },
		{ "domisili dan sktm @ untuk bank", "cek", NULL },
	};
	/* known, unknown, a known family card number; the same last four digits */
	static const char *const niks[] = { "3513151205909901", "3513151305909901",
					    "3513151405909901" };

	(void)state;
	for (size_t i = 0; i < sizeof(talks) / sizeof(*talks); i++) {
		char rooms[3][2048];

		for (size_t at = 0; at < 3; at++) {
			struct resident card = { .nik = "3513151505909909",
						 .family_card = "3513151405909901" };
			struct house house;
			struct text out;

			house_open(&house);
			assert_int_equal(resident_put(house.office.store, &card), 0);
			/* somebody else has asked for the same letter already */
			house_receive(&house, HOUSE_OTHER,
				      "sktm 3513151205909901 buat sekolah");
			text_init(&out, rooms[at], sizeof(rooms[at]));
			talk(&house, HOUSE_PHONE, niks[at], talks[i], &out);
			house_close(&house);
		}
		assert_string_equal(rooms[0], rooms[1]);
		assert_string_equal(rooms[0], rooms[2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_reply_ever_holds_a_nik_or_a_name),
		cmocka_unit_test(test_known_and_unknown_niks_get_the_same_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
