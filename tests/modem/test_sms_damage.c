// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/utf8.h"
#include "tests/modem/test_sms_shapes.h"

static void test_cut_at_every_digit_is_damaged(void **state)
{
	(void)state;
	for (unsigned which = 0; which < N_SHAPES; which++) {
		struct pdu pdu;
		struct sms sms;

		shape(&pdu, which);
		assert_int_equal(decode(&pdu, -1, &sms), 0);
		assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
		for (size_t n = 0; n < 2 * pdu.n; n++) {
			assert_int_equal(decode_hex(pdu.hex, n, -1, &sms), -EBADMSG);
			assert_int_equal(decode_hex(pdu.hex, n, announced(&pdu), &sms),
					 -EBADMSG);
		}
	}
}

static void test_another_announced_length_is_damaged(void **state)
{
	(void)state;
	for (unsigned which = 0; which < SHAPE_REPORT; which++) {
		struct pdu pdu;
		struct sms sms;

		shape(&pdu, which);
		for (int n = 0; n < 260; n++)
			assert_int_equal(decode(&pdu, n, &sms),
					 n == announced(&pdu) ? 0 : -EBADMSG);
	}
}

static void test_only_the_filler_of_a_sim_may_follow(void **state)
{
	(void)state;
	for (unsigned which = 0; which < SHAPE_REPORT; which++) {
		struct pdu pdu;
		struct sms sms;
		int right;

		shape(&pdu, which);
		right = announced(&pdu);
		pdu_put(&pdu, 0x00);
		assert_int_equal(decode(&pdu, -1, &sms), -EBADMSG);
		assert_int_equal(decode(&pdu, right, &sms), -EBADMSG);
		assert_int_equal(decode(&pdu, right + 1, &sms), -EBADMSG);
		pdu.octets[pdu.n - 1] = 0xFF;
		while (pdu.n < 176)
			pdu_put(&pdu, 0xFF);
		assert_int_equal(decode(&pdu, -1, &sms), 0);
		assert_int_equal(decode(&pdu, right, &sms), 0);
		assert_int_equal(decode(&pdu, announced(&pdu), &sms), 0);
		pdu.octets[175] = 0x41;
		assert_int_equal(decode(&pdu, -1, &sms), -EBADMSG);
		pdu.octets[175] = 0xFF;
		pdu_put(&pdu, 0xFF); /* longer than any record */
		assert_int_equal(decode(&pdu, -1, &sms), -EBADMSG);
		assert_int_equal(decode(&pdu, right, &sms), -EBADMSG);
	}
}

static void test_every_damaged_digit_is_seen(void **state)
{
	struct pdu pdu;
	struct sms sms;

	(void)state;
	deliver(&pdu, "CEK 48291372");
	pdu_hex(&pdu);
	for (size_t i = 0; i < 2 * pdu.n; i++) {
		static const char wrong[] = {
			'G', ' ', '\r', '\0', '\xFF', ':', '@', '`'
		};
		char saved = pdu.hex[i];

		for (size_t w = 0; w < sizeof wrong; w++) {
			pdu.hex[i] = wrong[w];
			assert_int_equal(decode_hex(pdu.hex, 2 * pdu.n, -1, &sms),
					 -EBADMSG);
		}
		pdu.hex[i] = saved;
	}
	assert_int_equal(decode_hex(pdu.hex, 2 * pdu.n, -1, &sms), 0);
}

static void assert_sound_text(const struct sms *sms)
{
	char buffer[LIMIT_MESSAGE_SIZE];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	sms_add_units(&text, sms->units, sms->n_units);
	assert_false(text.is_cut);
	assert_int_equal(strlen(buffer), text.length);
	assert_true(utf8_is_valid(buffer, text.length));
}

static void assert_sound(const struct sms *sms)
{
	assert_true(sms->n_units <= LIMIT_SMS_UNITS);
	assert_true(sms->n_data <= 140);
	assert_true(sms->n_units == 0 || sms->n_data == 0);
	assert_true(sms->n_units == 0 || sms->alphabet != SMS_ALPHABET_BINARY);
	assert_non_null(memchr(sms->peer.text, '\0', sizeof sms->peer.text));
	assert_true(utf8_is_valid(sms->peer.text, strlen(sms->peer.text)));
	assert_true((sms->peer.kind == SMS_ADDRESS_KIND_NONE) ==
		    (sms->peer.text[0] == '\0'));
	assert_in_range(sms->message_class + 1, 0, 4);
	assert_true(sms->part.number <= sms->part.total);
	assert_true((sms->part.number == 0) == (sms->part.total == 0));
	assert_true(!sms->is_part_illegal || sms->part.total == 0);
	assert_true(sms->has_time || sms->time_s == 0);
	assert_in_range(sms->zone_quarters + 56, 0, 112);
	assert_sound_text(sms);
}

static void insert(struct pdu *pdu, size_t at, uint8_t octet)
{
	memmove(pdu->octets + at + 1, pdu->octets + at, pdu->n - at);
	pdu->octets[at] = octet;
	pdu->n++;
}

static void delete (struct pdu *pdu, size_t at)
{
	memmove(pdu->octets + at, pdu->octets + at + 1, pdu->n - at - 1);
	pdu->n--;
}

/* A bit, a length, an octet too many or too few, and where it hurts most: the centre's
 * length, the type, the sender's length, TP-UDHI with TP-UDL and TP-UDHL. */
static void mutate(struct pdu *pdu, uint64_t *seed)
{
	static const uint8_t nasty[] = { 0,   1,   2,   7,   8,   20,  21,  70,
					 127, 128, 140, 141, 160, 161, 254, 255 };
	static const uint8_t lengths_at[] = {
		0, 8, 9, 10, 18, 19, 20, 26, 27, 28, 29, 30
	};
	uint8_t octet = nasty[random_next(seed) % sizeof nasty];
	size_t at = random_next(seed) % pdu->n;

	switch (random_next(seed) % 6) {
	case 0:
		pdu->octets[at] ^= (uint8_t)(1u << random_next(seed) % 8);
		break;
	case 1:
		pdu->octets[at] = octet;
		break;
	case 2:
		insert(pdu, at, octet);
		break;
	case 3:
		if (pdu->n > 1)
			delete (pdu, at);
		break;
	case 4:
		pdu->n = at + 1;
		break;
	default:
		at = lengths_at[random_next(seed) % sizeof lengths_at];
		if (at < pdu->n)
			pdu->octets[at] = octet;
		break;
	}
}

static void test_50000_mutations_do_no_harm(void **state)
{
	enum {
		N_MUTATIONS = 50000
	};
	unsigned n_taken = 0;
	uint64_t seed = 20261121;

	(void)state;
	for (unsigned i = 0; i < N_MUTATIONS; i++) {
		struct pdu pdu;
		struct sms sms;
		int result;

		shape(&pdu, (unsigned)(random_next(&seed) % N_SHAPES));
		for (uint64_t n = 1 + random_next(&seed) % 3; n > 0; n--)
			mutate(&pdu, &seed);
		result = decode(&pdu, i % 2 ? -1 : announced(&pdu), &sms);
		assert_true(result == 0 || result == -EBADMSG);
		assert_sound(&sms);
		n_taken += result == 0;
	}
	/* Both sides of the decoder were met. */
	assert_in_range(n_taken, N_MUTATIONS / 20, N_MUTATIONS / 20 * 19);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut_at_every_digit_is_damaged),
		cmocka_unit_test(test_another_announced_length_is_damaged),
		cmocka_unit_test(test_only_the_filler_of_a_sim_may_follow),
		cmocka_unit_test(test_every_damaged_digit_is_seen),
		cmocka_unit_test(test_50000_mutations_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
