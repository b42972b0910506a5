// SPDX-License-Identifier: MIT
/*
 * Failure modes 56 to 75 of GSM modems: what arrives. What follows from a message
 * (tickets, replies, silence; 59 and 62 to 67 and 76) is in tests/e2e/modes.py.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/support/serve.h"

/* Parts of a DELIVER from +6281234567890, made for these tests. */
#define CENTRE "0791261801000000"
#define PEER   "0D91261832547698F0"
#define TIME   "62112190517082"     /* 12.11.2026 09.15.07 UTC, zone +7 */
#define HELLO  "09E830FB0D2297E761" /* "halo desa" */

static void serve_open_quiet(struct rig *rig)
{
	serve_open(rig, "");
	rig->is_answering = false;
}

/* One message on a rig of its own; afterwards others are served as ever. */
static bool arrive(const char *pdu_hex, struct sms *out_sms)
{
	struct rig rig;
	bool is_decoded;

	serve_open_quiet(&rig);
	is_decoded = serve_pdu(&rig, pdu_hex, out_sms);
	assert_int_equal(rig.n_damaged, is_decoded ? 0 : 1);
	rig.is_answering = true;
	rig_say(&rig, "sms 081234567899 sesudahnya");
	rig.n_wanted = rig.n_messages + 1;
	rig_run_until(&rig, rig_is_drained, "the next one is served");
	assert_int_equal(rig_count(&rig, 'S'), 1);
	rig_close(&rig);
	return is_decoded;
}

static void check_text(const struct sms *sms, const char *expected)
{
	char bytes[512];
	struct text text;

	text_init(&text, bytes, sizeof bytes);
	sms_add_units(&text, sms->units, sms->n_units);
	assert_string_equal(bytes, expected);
}

static void test_mode_56_service_centre_of_length_zero(void **state)
{
	struct sms sms;

	(void)state;
	assert_true(arrive("0004" PEER "0000" TIME HELLO, &sms));
	assert_string_equal(sms.peer.text, "+6281234567890");
	check_text(&sms, "halo desa");
}

static void test_mode_57_alphanumeric_sender(void **state)
{
	struct sms sms;

	(void)state;
	assert_true(arrive(CENTRE "040ED0C2A073492C4E830000" TIME HELLO, &sms));
	assert_int_equal(sms.peer.kind, SMS_ADDRESS_KIND_ALPHANUMERIC);
	assert_string_equal(sms.peer.text, "BANKDESA");
}

static void test_mode_58_no_sender(void **state)
{
	struct sms sms;

	(void)state;
	assert_true(arrive(CENTRE "0400800000" TIME HELLO, &sms));
	assert_int_equal(sms.peer.kind, SMS_ADDRESS_KIND_NONE);
	check_text(&sms, "halo desa");
}

static void test_mode_60_time_zones(void **state)
{
	static const struct {
		const char *stamp;
		int quarters;
	} zones[] = { { "62112190517082", 28 },
		      { "62112190517022", 22 },
		      { "6211219051703A", -23 },
		      { "62112190517000", 0 } };
	char pdu[128];
	struct sms sms;

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		snprintf(pdu, sizeof pdu, CENTRE "04" PEER "0000%s" HELLO,
			 zones[i].stamp);
		assert_true(arrive(pdu, &sms));
		assert_true(sms.has_time);
		assert_int_equal(sms.zone_quarters, zones[i].quarters);
		/* 12.11.2026 09.15.07 there */
		assert_int_equal(sms.time_s, 1794474907 - zones[i].quarters * 900);
	}
}

static void test_mode_61_impossible_date(void **state)
{
	struct sms sms;

	(void)state;
	assert_true(arrive(CENTRE "04" PEER "00006231FFFFFFFFFF" HELLO, &sms));
	assert_false(sms.has_time);
	check_text(&sms, "halo desa");
}

static void test_mode_62_the_network_brings_it_twice(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "fault dup on");
	serve(&rig, 5);
	rig_run_for_ms(&rig, 200);
	assert_int_equal(rig.n_messages, 5);
	assert_int_equal(rig_count(&rig, 'S'), 5);
	rig_close(&rig);
}

static void test_mode_64_parts_out_of_order(void **state)
{
	struct rig rig;

	(void)state;
	serve_open_quiet(&rig);
	rig_say(&rig, "sms-parts 3,1,2 081234567890 satu dua tiga empat lima enam");
	rig.n_wanted = 3;
	rig_run_until(&rig, rig_is_drained, "each part is there");
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_mode_67_illegal_part_numbers(void **state)
{
	static const char *const headers[] = { "0500035502"
					       "03",
					       "0500035500"
					       "01",
					       "0500035502"
					       "00" };
	char pdu[128];
	struct sms sms;

	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		snprintf(pdu, sizeof pdu, CENTRE "44" PEER "0000" TIME "0A%sD2F334",
			 headers[i]);
		assert_true(arrive(pdu, &sms));
		assert_true(sms.is_part_illegal);
		assert_int_equal(sms.part.total, 0);
		check_text(&sms, "isi");
	}
	/* 54 parts are legal, and more than a resident's phone sends. */
	assert_true(arrive(CENTRE "44" PEER "0000" TIME "0A050003553601D2F334", &sms));
	assert_int_equal(sms.part.total, 54);
}

static void test_mode_68_text_codings(void **state)
{
	static const struct {
		const char *coding_and_text, *expected;
	} vectors[] = {
		{ "03618018", "a@b" },       /* @ is 0: no end of a string */
		{ "049BF20605", "\u20AC{" }, /* 23.038 6.2.1.1, behind an escape */
	};
	char pdu[128];
	struct sms sms;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		snprintf(pdu, sizeof pdu, CENTRE "04" PEER "0000" TIME "%s",
			 vectors[i].coding_and_text);
		assert_true(arrive(pdu, &sms));
		check_text(&sms, vectors[i].expected);
	}
	assert_true(arrive(CENTRE "04" PEER "0011" TIME HELLO, &sms));
	check_text(&sms, "halo desa");
	assert_true(arrive(CENTRE "04" PEER "00F1" TIME HELLO, &sms));
	check_text(&sms, "halo desa");
	assert_true(arrive(
		CENTRE "04" PEER "0008" TIME "10007300750072006100740020D83DDCDD", &sms));
	check_text(&sms, "surat \U0001F4DD");
	/* Half a pair. */
	assert_true(arrive(CENTRE "04" PEER "0008" TIME "040073D83D", &sms));
	check_text(&sms, "s\uFFFD");
}

static void test_mode_69_flash_is_not_stored_by_the_modem(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "sms-class 0 081234567890 segera");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "it is taken, answered and acknowledged");
	assert_string_equal(rig.last_storage, "");
	assert_int_equal(serve_count(&rig, "C +CNMA"), 1);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static bool is_answered_twice(struct rig *rig)
{
	return rig->n_messages >= 2 && rig_count(rig, 'S') == 2;
}

static void test_mode_70_silent_type_0(void **state)
{
	struct rig rig;

	(void)state;
	serve_open(&rig, "");
	rig_say(&rig, "pdu " CENTRE "04" PEER "4000" TIME "00");
	rig_say(&rig, "urc +CMTI: \"SM\",5"); /* some tell of it; the slot is empty */
	rig_say(&rig, "burst 2 0812 halo {n}");
	rig.n_wanted = 2;
	rig_run_until(&rig, is_answered_twice, "two are served");
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_mode_71_voicemail_lamp(void **state)
{
	struct sms sms;

	(void)state;
	assert_true(arrive(CENTRE "04" PEER "00C8" TIME "00", &sms));
	assert_true(sms.is_waiting_indication);
	assert_true(arrive(CENTRE "04" PEER "00D8" TIME "00", &sms));
	assert_true(sms.is_waiting_indication);
}

static void test_mode_72_mms_and_wap_push(void **state)
{
	struct sms sms;
	struct rig rig;

	(void)state;
	assert_true(
		arrive(CENTRE "44" PEER "0004" TIME "0C0605040B8423F00106776170", &sms));
	assert_true(sms.has_port);
	assert_int_equal(sms.port, 2948);
	serve_open(&rig, "");
	rig_say(&rig, "fault mute-cmti on");
	rig_say(&rig, "sms 081234567890 halo");
	rig_run_for_ms(&rig, 30);
	rig_say(&rig, "urc +CMTI: \"SM\",1,\"MMS PUSH\",2,1");
	rig.n_wanted = 1;
	rig_run_until(&rig, rig_is_drained, "the odd notice leads to it");
	rig_close(&rig);
}

static void test_mode_73_message_for_the_sim(void **state)
{
	struct sms sms;

	(void)state;
	assert_true(arrive(CENTRE "44" PEER "7FF6" TIME "0702700000071509", &sms));
	assert_int_equal(sms.alphabet, SMS_ALPHABET_BINARY);
	assert_int_equal(sms.n_units, 0);
	assert_int_equal(sms.n_data, 4);
}

static void test_mode_74_lengths_lie(void **state)
{
	static const char *const pdus[] = {
		CENTRE "04" PEER "0000" TIME "A0E830FB0D2297E761", /* says 160 */
		CENTRE "44" PEER "0004" TIME "03FF0003",           /* header of 255 */
		CENTRE "04" PEER "0000" TIME "0AE830",
		CENTRE "04" PEER "00",
		"0791",
	};
	struct rig rig;
	struct sms sms;

	(void)state;
	for (size_t i = 0; i < sizeof pdus / sizeof pdus[0]; i++) {
		print_message("  %s\n", pdus[i]);
		assert_false(arrive(pdus[i], &sms));
	}
	/* The announced length is what is wrong: it is read again, and then believed. */
	serve_open(&rig, "");
	rig_say(&rig, "fault lie-length 3");
	serve(&rig, 1);
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

static void test_mode_75_status_report_in_any_place(void **state)
{
	static const char report[] = CENTRE "062A" PEER TIME TIME "00";
	static const char padded[] =
		CENTRE "062A" PEER TIME TIME "00000000FF00FFFFFFFFFFFFFFFFFFFF";
	struct sms sms;
	struct rig rig;

	(void)state;
	assert_int_equal(sms_decode(report, strlen(report), -1, &sms, NULL), 0);
	assert_int_equal(sms.status, 0);
	assert_int_equal(sms.message_reference, 0x2A);
	assert_int_equal(sms_decode(padded, strlen(padded), -1, &sms, NULL), 0);
	serve_open(&rig, "");
	rig_say(&rig, "raw \\r\\n+CDS: 26\\r\\n%s\\r\\n", report);
	rig_say(&rig, "raw \\r\\n+CDS: 26\\r\\n%s\\r\\n", padded);
	rig_run_for_ms(&rig, 100);
	rig_say(&rig, "urc +CDSI: \"SR\",8"); /* there is no such storage to choose */
	rig_say(&rig, "fault answer always AT+CPMS=\"SR\" \\r\\n+CMS ERROR: 321\\r\\n");
	serve(&rig, 3);
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode_56_service_centre_of_length_zero),
		cmocka_unit_test(test_mode_57_alphanumeric_sender),
		cmocka_unit_test(test_mode_58_no_sender),
		cmocka_unit_test(test_mode_60_time_zones),
		cmocka_unit_test(test_mode_61_impossible_date),
		cmocka_unit_test(test_mode_62_the_network_brings_it_twice),
		cmocka_unit_test(test_mode_64_parts_out_of_order),
		cmocka_unit_test(test_mode_67_illegal_part_numbers),
		cmocka_unit_test(test_mode_68_text_codings),
		cmocka_unit_test(test_mode_69_flash_is_not_stored_by_the_modem),
		cmocka_unit_test(test_mode_70_silent_type_0),
		cmocka_unit_test(test_mode_71_voicemail_lamp),
		cmocka_unit_test(test_mode_72_mms_and_wap_push),
		cmocka_unit_test(test_mode_73_message_for_the_sim),
		cmocka_unit_test(test_mode_74_lengths_lie),
		cmocka_unit_test(test_mode_75_status_report_in_any_place),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
