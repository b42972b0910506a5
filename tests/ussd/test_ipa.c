// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ussd/ipa.h"

static void test_a_frame_is_read_when_it_is_whole(void **state)
{
	static const uint8_t bytes[] = { 0x00, 0x03, 0xEE, 0x05, 0x20, 0x01, 0x00 };
	struct ipa_frame frame;

	(void)state;
	for (size_t n = 0; n < 6; n++)
		assert_int_equal(ipa_read(bytes, n, &frame), 0);
	assert_int_equal(ipa_read(bytes, sizeof bytes, &frame), 6);
	assert_int_equal(frame.protocol, IPA_PROTOCOL_OSMO);
	assert_int_equal(frame.extension, IPA_OSMO_GSUP);
	assert_int_equal(frame.length, 2);
	assert_int_equal(frame.payload[0], 0x20);
}

static void test_what_no_peer_sends_ends_the_connection(void **state)
{
	static const uint8_t huge[] = { 0xFF, 0xFF, 0xEE, 0x05 };
	static const uint8_t bare[] = { 0x00, 0x00, 0xEE };
	struct ipa_frame frame;

	(void)state;
	assert_int_equal(ipa_read(huge, sizeof huge, &frame), -EBADMSG);
	assert_int_equal(ipa_read(bare, sizeof bare, &frame), -EBADMSG);
}

static void test_what_is_written_is_read_again(void **state)
{
	static const uint8_t payload[] = { 1, 2, 3 };
	struct ipa_frame frame = { IPA_PROTOCOL_OSMO, IPA_OSMO_GSUP, payload, 3 }, back;
	uint8_t bytes[16];

	(void)state;
	assert_int_equal(ipa_write(&frame, bytes, sizeof bytes), 7);
	assert_int_equal(ipa_read(bytes, 7, &back), 7);
	assert_int_equal(back.extension, IPA_OSMO_GSUP);
	assert_int_equal(back.length, 3);
	assert_memory_equal(back.payload, payload, 3);
	assert_int_equal(ipa_write(&frame, bytes, 6), 0);
}

/* As Osmocom's documents and a capture of osmo-hlr have it. */
static void test_the_greeting(void **state)
{
	static const uint8_t asks[] = { 0x00, 0x03, 0xFE, 0x04, 0x01, 0x08 };
	static const uint8_t names[] = { 0x00, 0x17, 0xFE, 0x05, 0x00, 0x07, 0x08,
					 '0',  '/',  '0',  '/',  '0',  0x00, 0x00,
					 0x0B, 0x00, 'E',  'U',  'S',  'E',  '-',
					 's',  'u',  'r',  'a',  0x00 };
	static const uint8_t ping[] = { 0x00, 0x01, 0xFE, 0x00 };
	static const uint8_t pong[] = { 0x00, 0x01, 0xFE, 0x01 };
	struct ipa_frame frame;
	uint8_t out[64];

	(void)state;
	assert_int_equal(ipa_read(asks, sizeof asks, &frame), sizeof asks);
	assert_true(ipa_is_id_request(&frame));
	assert_int_equal(ipa_ccm_answer(&frame, "EUSE-sura", out, sizeof out),
			 sizeof names);
	assert_memory_equal(out, names, sizeof names);
	assert_int_equal(ipa_read(ping, sizeof ping, &frame), sizeof ping);
	assert_false(ipa_is_id_request(&frame));
	assert_int_equal(ipa_ccm_answer(&frame, "x", out, sizeof out), sizeof pong);
	assert_memory_equal(out, pong, sizeof pong);
	assert_int_equal(ipa_read(pong, sizeof pong, &frame), sizeof pong);
	assert_true(ipa_is_pong(&frame));
	assert_int_equal(ipa_ccm_answer(&frame, "x", out, sizeof out), 0);
	assert_int_equal(ipa_write_ping(out, sizeof out), sizeof ping);
	assert_memory_equal(out, ping, sizeof ping);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_frame_is_read_when_it_is_whole),
		cmocka_unit_test(test_what_no_peer_sends_ends_the_connection),
		cmocka_unit_test(test_what_is_written_is_read_again),
		cmocka_unit_test(test_the_greeting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
