// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/words.h"
#include "letters/catalogue.h"
#include "tests/support/reading.h"

static void test_staff_commands_give_their_numbers(void **state)
{
	static const struct {
		const char *text;
		enum intent intent;
		const char *number, *pin, *rest;
	} vectors[] = {
		{ "SETUJU 7319 123456", INTENT_STAFF_APPROVE, "7319", "123456", "" },
		{ "setuju 7319 1234", INTENT_STAFF_APPROVE, "7319", "1234", "" },
		{ "Setuju#7319#123456", INTENT_STAFF_APPROVE, "7319", "123456", "" },
		{ "ACC 7319", INTENT_STAFF_APPROVE, "7319", "", "" },
		{ "TOLAK 7319 123456 KK belum lengkap", INTENT_STAFF_REJECT, "7319",
		  "123456", "KK belum lengkap" },
		{ "TARIK 7319 123456", INTENT_STAFF_WITHDRAW, "7319", "123456", "" },
		{ "LIST", INTENT_STAFF_QUEUE, "", "", "LIST" },
		{ "setuju", INTENT_CONFIRM, "", "", "setuju" },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_string_equal(intent_name(reading.intent),
				    intent_name(vectors[i].intent));
		assert_string_equal(reading.staff_number, vectors[i].number);
		assert_string_equal(reading.staff_pin, vectors[i].pin);
		assert_string_equal(reading.rest, vectors[i].rest);
		assert_string_equal(reading.code, "");
		assert_int_equal(reading.bad_nik_digits, 0);
	}
}

static void test_choices_are_numbers_in_every_form(void **state)
{
	static const struct {
		const char *text;
		int choice;
	} vectors[] = {
		{ "3", 3 },
		{ "*3#", 3 },
		{ "1.", 1 },
		{ "no 3", 3 },
		{ "nomer 2 pak", 2 },
		{ "0", 0 },
		{ "pilih nomor 12", 12 },
		{ "satu", 1 },
		{ "yang ketiga", 3 },
		{ "2#3513151205909901#SUPARMAN#KUR", 2 },
		{ "2 3513151205909901 sekolah", 2 },
		/* No choices. */
		{ "99", -1 },
		{ "jam 3", -1 },
		{ "3 hari lagi", -1 },
		{ "sktm 2", -1 },
		{ "2 3", -1 },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		if (reading.choice != vectors[i].choice)
			fail_msg("'%s': %d", vectors[i].text, reading.choice);
		assert_int_equal(reading.intent == INTENT_CHOICE, vectors[i].choice >= 0);
	}
}

static void test_what_sounds_like_something_else(void **state)
{
	static const struct {
		const char *text;
		enum intent intent;
	} vectors[] = {
		{ "anak saya hilang dari kemarin tolong pak", INTENT_HUMAN },
		{ "anak saya hilang dari kemarin", INTENT_HUMAN },
		{ "kartu bpjs istri hilang", INTENT_REQUEST },
		{ "laporan saya A-12 gimana", INTENT_STATUS },
		{ "CEK A-12", INTENT_STATUS },
		{ "siap pak, nanti saya ke balai desa", INTENT_THANKS },
		{ "bukan itu surat yang saya minta", INTENT_DENY },
		{ "batal domisili, sktm saja", INTENT_REQUEST },
		{ "lapor blok a 12 gelap", INTENT_HUMAN },
		{ "surat usaha bisa dibuatkan? mau saya ambil besok", INTENT_REQUEST },
		{ "bisa tolong buatkan surat domisili?", INTENT_REQUEST },
		{ "bisa tolong kirim syarat surat domisili?", INTENT_REQUIREMENTS },
		{ "skck ready ga? mau buat hari ini", INTENT_REQUEST },
		{ "bisa bantu urus surat kehilangan pak?", INTENT_REQUEST },
		{ "skck bisa ga? mau tanya saja", INTENT_REQUIREMENTS },
		{ "surat hilang saya sudah 3 hari, polsek nunggu", INTENT_STATUS },
		{ "stnk hilang sudah 3 hari, minta surat", INTENT_REQUEST },
		{ "surat yg saya terima salah nik nya, beda 1 angka", INTENT_HUMAN },
		{ "nama di ktp sama ijazah beda 1 huruf, minta surat", INTENT_REQUEST },
		{ "jam berapa terakhir ambil surat", INTENT_INFO },
		{ "sudah bisa ambil surat pak", INTENT_STATUS },
		{ "hajatan ditunda dulu pak, izin keramaiannya", INTENT_CANCEL },
		{ "surat saya kok ditunda terus", INTENT_HUMAN },
		{ "atas nama ibu saya Tasmi", INTENT_UNKNOWN },
		{ "dek ibu sudah masak, pulang makan dulu", INTENT_UNKNOWN },
		{ "surat kuasa jual mobil bisa dibuatkan desa?", INTENT_HUMAN },
		{ "OK 296319 setuju", INTENT_STAFF_APPROVE },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		if (reading.intent != vectors[i].intent)
			fail_msg("'%s': %s", vectors[i].text,
				 intent_name(reading.intent));
	}
}

static void test_fields_behind_a_choice_are_kept(void **state)
{
	struct reading reading;

	reading_of(state, "2#3513151205909901#SUPARMAN#KUR BRI", &reading);
	assert_int_equal(reading.n_letters, 1);
	assert_string_equal(reading.letters[0]->keyword, "SKTM");
	assert_int_equal(reading.n_niks, 1);
	assert_string_equal(reading.name, "SUPARMAN");
	assert_string_equal(reading.purpose, "KUR BRI");
	reading_of(state, "2", &reading);
	assert_int_equal(reading.n_letters, 0);
}

static void test_topics_name_what_is_asked(void **state)
{
	static const struct {
		const char *text;
		enum intent intent;
		const char *topic;
	} vectors[] = {
		{ "brp biaya sktm", INTENT_INFO, "biaya" },
		{ "jam buka kantor", INTENT_INFO, "jam" },
		{ "info posyandu", INTENT_INFO, "posyandu" },
		{ "jadwal imunisasi", INTENT_INFO, "imunisasi" },
		{ "INFO", INTENT_INFO, "info" },
		{ "STOP", INTENT_OPTOUT, "stop" },
		{ "mulai", INTENT_OPTOUT, "mulai" },
		{ "hapus data saya", INTENT_OPTOUT, "hapus" },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		assert_string_equal(intent_name(reading.intent),
				    intent_name(vectors[i].intent));
		assert_string_equal(reading.topic, vectors[i].topic);
	}
}

/* A question, thanks or an advertisement must never become a ticket. */
static void test_nothing_but_a_request_is_one(void **state)
{
	static const struct {
		const char *text;
		enum intent intent;
	} vectors[] = {
		{ "makasih pak sktm nya sdh jadi", INTENT_THANKS },
		{ "syarat sktm apa", INTENT_REQUIREMENTS },
		{ "sktm?", INTENT_REQUIREMENTS },
		{ "sktm saya sdh jadi blm", INTENT_STATUS },
		{ "batal sktm", INTENT_CANCEL },
		{ "Modal usaha 5jt tanpa jaminan hub 085712345678", INTENT_IGNORE },
		{ "Kredit motor syarat KTP KK klik www.motor.id", INTENT_IGNORE },
		{ "OTP 123456 jangan berikan ke siapapun", INTENT_IGNORE },
		{ "LAPOR jalan rusak", INTENT_HUMAN },
		{ "lapor kematian mbah saya", INTENT_REQUEST },
		{ "ada pungli saya disuruh bayar buat sktm", INTENT_HUMAN },
		{ "cek 470/012/35.13.15.2007/2026", INTENT_VERIFY },
		{ "cek 4829-1372", INTENT_STATUS },
		{ "apakah kode 4829-1372 asli?", INTENT_VERIFY },
		{ "3513151205909901", INTENT_REQUEST },
		{ "daftar 3513151205909901", INTENT_REGISTER },
		{ "daftar sktm 3513151205909901", INTENT_REQUEST },
		{ "buat sekolah anak", INTENT_UNKNOWN },
		{ "", INTENT_UNKNOWN },
		{ "?", INTENT_UNKNOWN },
	};

	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		struct reading reading;

		reading_of(state, vectors[i].text, &reading);
		if (reading.intent != vectors[i].intent)
			fail_msg("'%s': %s", vectors[i].text,
				 intent_name(reading.intent));
	}
}

static void test_why_tells_the_reasons(void **state)
{
	struct reading reading;

	reading_of(state, "domirili 35131512059099011", &reading);
	assert_non_null(strstr(reading.why, "meminta surat"));
	assert_non_null(strstr(reading.why, "salah ketik"));
	assert_non_null(strstr(reading.why, "surat: DOMISILI"));
	assert_non_null(strstr(reading.why, "17"));
	assert_true(reading.why[strlen(reading.why) - 1] != '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_staff_commands_give_their_numbers),
		cmocka_unit_test(test_choices_are_numbers_in_every_form),
		cmocka_unit_test(test_what_sounds_like_something_else),
		cmocka_unit_test(test_fields_behind_a_choice_are_kept),
		cmocka_unit_test(test_topics_name_what_is_asked),
		cmocka_unit_test(test_nothing_but_a_request_is_one),
		cmocka_unit_test(test_why_tells_the_reasons),
	};

	return cmocka_run_group_tests(tests, reading_begin, reading_end);
}
