// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "modem/gsm7.h"
#include "tests/modem/test_sms_bits.h"

/* 23.038 6.2.1, row by row as the codes count up; 1B is drawn as a space. */
static const char alphabet[] = "@£$¥èéùìòÇ\nØø\rÅå"
			       "Δ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ"
			       " !\"#¤%&'()*+,-./"
			       "0123456789:;<=>?"
			       "¡ABCDEFGHIJKLMNO"
			       "PQRSTUVWXYZÄÖÑÜ§"
			       "¿abcdefghijklmno"
			       "pqrstuvwxyzäöñüà";

/* 23.038 6.2.1.1 */
static const struct {
	uint8_t septet;
	const char *utf8;
} extensions[] = {
	{ 0x0A, "\f" }, { 0x14, "^" }, { 0x28, "{" }, { 0x29, "}" }, { 0x2F, "\\" },
	{ 0x3C, "[" },  { 0x3D, "~" }, { 0x3E, "]" }, { 0x40, "|" }, { 0x65, "€" },
};

enum {
	N_EXTENSIONS = sizeof extensions / sizeof extensions[0]
};

static uint32_t only_code(const char *utf8)
{
	uint32_t code;

	assert_int_equal(utf8_decode(utf8, strlen(utf8), &code), strlen(utf8));
	return code;
}

static void read_alphabet(uint32_t out_codes[128])
{
	const char *at = alphabet;

	for (size_t i = 0; i < 128; i++)
		at += utf8_decode(at, strlen(at), &out_codes[i]);
	assert_int_equal(*at, '\0');
}

static const char *extension_of(uint8_t septet)
{
	for (size_t i = 0; i < N_EXTENSIONS; i++) {
		if (extensions[i].septet == septet)
			return extensions[i].utf8;
	}
	return NULL;
}

static void test_each_of_128_codes_reads_as_the_standard_says(void **state)
{
	uint32_t codes[128];

	(void)state;
	read_alphabet(codes);
	for (unsigned i = 0; i < 128; i++) {
		uint8_t septet = (uint8_t)i;
		uint16_t unit = 0;

		assert_int_equal(gsm7_decode(&septet, 1, &unit), 1);
		assert_int_equal(unit, codes[i]);
	}
}

static void test_each_code_behind_an_escape(void **state)
{
	uint32_t codes[128];

	(void)state;
	read_alphabet(codes);
	for (unsigned i = 0; i < 128; i++) {
		const uint8_t septets[] = { GSM7_ESCAPE, (uint8_t)i, 0x41 };
		const char *extension = extension_of((uint8_t)i);
		uint16_t units[3] = { 0 };

		assert_int_equal(gsm7_decode(septets, 3, units), 2);
		assert_int_equal(units[0], extension ? only_code(extension) : codes[i]);
		assert_int_equal(units[1], 'A');
	}
}

static void test_escape_before_nothing_is_a_space(void **state)
{
	const uint8_t septets[] = { 0x41, GSM7_ESCAPE };
	uint16_t units[2] = { 0 };

	(void)state;
	assert_int_equal(gsm7_decode(septets, 2, units), 2);
	assert_int_equal(units[0], 'A');
	assert_int_equal(units[1], ' ');
}

static void test_each_character_encodes_to_its_code(void **state)
{
	uint32_t codes[128];
	uint8_t septets[GSM7_PER_CODE_MAX];

	(void)state;
	read_alphabet(codes);
	for (unsigned i = 0; i < 128; i++) {
		if (i == GSM7_ESCAPE)
			continue;
		assert_int_equal(gsm7_encode(codes[i], septets), 1);
		assert_int_equal(septets[0], i);
	}
	for (size_t i = 0; i < N_EXTENSIONS; i++) {
		assert_int_equal(gsm7_encode(only_code(extensions[i].utf8), septets), 2);
		assert_int_equal(septets[0], GSM7_ESCAPE);
		assert_int_equal(septets[1], extensions[i].septet);
	}
}

static void test_no_other_character_has_a_code(void **state)
{
	uint8_t septets[GSM7_PER_CODE_MAX];
	unsigned n_encodable = 0;

	(void)state;
	for (uint32_t code = 0; code <= 0x1FFFF; code++)
		n_encodable += gsm7_encode(code, septets) > 0;
	assert_int_equal(n_encodable, 127 + N_EXTENSIONS);
	assert_int_equal(gsm7_encode(0, septets), 0);
	assert_int_equal(gsm7_encode(GSM7_ESCAPE, septets), 0);
	assert_int_equal(gsm7_encode('`', septets), 0);
	assert_int_equal(gsm7_encode(0x10FFFF, septets), 0);
}

/* S 1010011, U 1010101, R 1010010, A 1000001, T 1010100, each from its lowest bit on. */
static void test_packs_from_the_lowest_bit(void **state)
{
	static const uint8_t septets[] = { 'S', 'U', 'R', 'A', 'T' };
	static const uint8_t packed[] = { 0xD3, 0xAA, 0x34, 0x48, 0x05 };
	uint8_t octets[5] = { 0 };
	uint8_t back[5];

	(void)state;
	gsm7_pack(septets, 5, 0, octets);
	assert_memory_equal(octets, packed, 5);
	assert_int_equal(gsm7_unpack(packed, 5, 0, 5, back), 5);
	assert_memory_equal(back, septets, 5);
}

static void test_unpacks_the_same_bits_at_every_place(void **state)
{
	uint8_t octets[140];
	uint64_t seed = 1;

	(void)state;
	for (size_t i = 0; i < sizeof octets; i++)
		octets[i] = (uint8_t)random_next(&seed);
	for (size_t first = 0; first <= 160; first++) {
		uint8_t septets[160];
		size_t n = 160 - first;

		assert_int_equal(gsm7_unpack(octets, 140, first, n, septets), n);
		for (size_t bit = 0; bit < 7 * n; bit++)
			assert_int_equal(septets[bit / 7] >> (bit % 7) & 1,
					 bit_get(octets, 7 * first + bit));
	}
}

static void test_packs_the_same_bits_at_every_place(void **state)
{
	uint8_t septets[160];
	uint64_t seed = 2;

	(void)state;
	for (size_t i = 0; i < sizeof septets; i++)
		septets[i] = random_next(&seed) & 0x7F;
	for (size_t first = 0; first <= 160; first++) {
		uint8_t octets[140] = { 0 };
		size_t n = 160 - first;

		gsm7_pack(septets, n, first, octets);
		for (size_t bit = 0; bit < 7 * first; bit++)
			assert_false(bit_get(octets, bit));
		for (size_t bit = 0; bit < 7 * n; bit++)
			assert_int_equal(bit_get(octets, 7 * first + bit),
					 septets[bit / 7] >> (bit % 7) & 1);
	}
}

/* In memory of exactly the size, so that a sanitizer sees one octet too many. */
static void test_unpacking_stops_where_the_octets_do(void **state)
{
	(void)state;
	for (size_t n = 1; n <= 140; n++) {
		uint8_t *octets = calloc(1, n);
		uint8_t septets[170];

		assert_non_null(octets);
		assert_int_equal(gsm7_unpack(octets, n, 0, 170, septets), n * 8 / 7);
		assert_int_equal(gsm7_unpack(octets, n, n * 8 / 7, 1, septets), 0);
		free(octets);
	}
}

static void test_octets_of_septets(void **state)
{
	static const size_t expected[] = { 0, 1, 2, 3, 4, 5, 6, 7, 7, 8 };

	(void)state;
	for (size_t n = 0; n < sizeof expected / sizeof expected[0]; n++)
		assert_int_equal(gsm7_octets(n), expected[n]);
	assert_int_equal(gsm7_octets(160), 140);
	assert_int_equal(gsm7_octets(161), 141);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_of_128_codes_reads_as_the_standard_says),
		cmocka_unit_test(test_each_code_behind_an_escape),
		cmocka_unit_test(test_escape_before_nothing_is_a_space),
		cmocka_unit_test(test_each_character_encodes_to_its_code),
		cmocka_unit_test(test_no_other_character_has_a_code),
		cmocka_unit_test(test_packs_from_the_lowest_bit),
		cmocka_unit_test(test_unpacks_the_same_bits_at_every_place),
		cmocka_unit_test(test_packs_the_same_bits_at_every_place),
		cmocka_unit_test(test_unpacking_stops_where_the_octets_do),
		cmocka_unit_test(test_octets_of_septets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
