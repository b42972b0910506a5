// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/text.h"
#include "letters/seal.h"
#include "tests/support/store_fixture.h"

static const struct seal_facts facts = {
	.village = "35.13.15.2007",
	.code = "48291372",
	.number = "470/012/35.13.15.2007/2026",
	.kind = "DOMISILI",
	.name = "SUPARMAN",
	.issued = "2026-11-21",
	.valid_until = "2027-05-21",
};

static const unsigned char seed[SEAL_SEED_BYTES] = { 9, 8, 7 };

static void make(const struct seal_facts *of, char out[SEAL_TEXT_SIZE])
{
	char why_buffer[LIMIT_WHY_SIZE];
	struct text text, why;

	text_init(&why, why_buffer, sizeof why_buffer);
	text_init(&text, out, SEAL_TEXT_SIZE);
	if (seal_make(of, seed, &text, &why) != 0)
		fail_msg("not made: %s", why_buffer);
	assert_false(text.is_cut);
}

/* Whether it is a seal that this key made. */
static bool is_accepted(const char *bytes, size_t length, const char *public_key)
{
	struct seal seal;

	memset(&seal, 0x5A, sizeof seal);
	return seal_read(bytes, length, &seal, NULL) && seal_is_signed(&seal, public_key);
}

static void from_hex(const char *hex, unsigned char *out, size_t size)
{
	size_t length;

	assert_int_equal(sodium_hex2bin(out, size, hex, strlen(hex), NULL, &length, NULL),
			 0);
	assert_int_equal(length, size);
}

/* RFC 8032 7.1, tests 1 to 3 and SHA(abc): what libsodium and our keys are made of. */
static void test_keys_and_signatures_are_those_of_rfc_8032(void **state)
{
	static const struct {
		const char *seed, *key, *message, *signature;
	} vectors[] = {
		{ "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
		  "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
		  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
		  "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b" },
		{ "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
		  "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
		  "72",
		  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
		  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00" },
		{ "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
		  "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
		  "af82",
		  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
		  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a" },
		{ "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
		  "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
		  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
		  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
		  "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
		  "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		unsigned char secret[32], key[32], public_half[32], pair[64], made[64],
			signature[64], message[64];
		size_t length = strlen(vectors[i].message) / 2;
		char written[SEAL_KEY_SIZE];

		from_hex(vectors[i].seed, secret, 32);
		from_hex(vectors[i].key, key, 32);
		from_hex(vectors[i].signature, signature, 64);
		from_hex(vectors[i].message, message, length);
		seal_key_of_seed(secret, written);
		assert_true(seal_key_read(written, public_half));
		assert_memory_equal(public_half, key, 32);
		crypto_sign_seed_keypair(public_half, pair, secret);
		crypto_sign_detached(made, NULL, message, length, pair);
		assert_memory_equal(made, signature, 64);
		assert_int_equal(
			crypto_sign_verify_detached(signature, message, length, key), 0);
		signature[3] ^= 1;
		assert_int_not_equal(
			crypto_sign_verify_detached(signature, message, length, key), 0);
	}
}

static void test_the_text_is_the_facts_and_a_signature_over_them(void **state)
{
	static const char expected[] =
		"SURAT1|35.13.15.2007|48291372|470/012/35.13.15.2007/2026|DOMISILI|"
		"SUPARMAN|2026-11-21|2027-05-21|";
	unsigned char key[32], signature[64];
	char sealed[SEAL_TEXT_SIZE], public_key[SEAL_KEY_SIZE];
	size_t length;
	struct seal seal;

	(void)state;
	make(&facts, sealed);
	assert_memory_equal(sealed, expected, sizeof expected - 1);
	assert_int_equal(strlen(sealed), sizeof expected - 1 + 86);
	/* By libsodium alone, without our reader. */
	seal_key_of_seed(seed, public_key);
	assert_true(seal_key_read(public_key, key));
	assert_int_equal(sodium_base642bin(signature, sizeof signature,
					   sealed + sizeof expected - 1, 86, NULL,
					   &length, NULL,
					   sodium_base64_VARIANT_URLSAFE_NO_PADDING),
			 0);
	assert_int_equal(crypto_sign_verify_detached(signature,
						     (const unsigned char *)expected,
						     sizeof expected - 2, key),
			 0);
	memset(&seal, 0x5A, sizeof seal);
	assert_true(seal_read(sealed, strlen(sealed), &seal, NULL));
	assert_true(seal_facts_are_same(&seal.facts, &facts));
	assert_true(seal_is_signed(&seal, public_key));
	seal_key_of_seed((const unsigned char[SEAL_SEED_BYTES]){ 1 }, public_key);
	assert_false(seal_is_signed(&seal, public_key));
	assert_false(seal_is_signed(&seal, ""));
}

static void test_the_same_facts_have_the_same_text(void **state)
{
	char first[SEAL_TEXT_SIZE], second[SEAL_TEXT_SIZE];

	(void)state;
	make(&facts, first);
	make(&facts, second);
	assert_string_equal(first, second);
}

static void test_no_fact_can_add_a_field(void **state)
{
	static const char *const names[] = { "A|B",        "|||",
					     "\\",         "\\p",
					     "a\\|b\\\\p", "SUPARMAN|2030-01-01|",
					     "É Ü ꦱꦸꦥꦂ",     "SURAT1|x",
					     "<b>&amp;",   "100% #1" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct seal_facts asked = facts;
		char sealed[SEAL_TEXT_SIZE];
		struct seal seal;
		int n_bars = 0;

		text_copy(asked.name, sizeof asked.name, names[i]);
		make(&asked, sealed);
		for (const char *at = sealed; *at != '\0'; at++)
			n_bars += *at == '|';
		assert_int_equal(n_bars, 8);
		assert_true(seal_read(sealed, strlen(sealed), &seal, NULL));
		assert_string_equal(seal.facts.name, names[i]);
		assert_string_equal(seal.facts.issued, facts.issued);
	}
}

static void test_the_longest_facts_fit(void **state)
{
	struct seal_facts longest = facts;
	char sealed[SEAL_TEXT_SIZE], public_key[SEAL_KEY_SIZE], qr[SEAL_QR_SIZE];
	char url[SEAL_URL_SIZE];
	struct text text;

	(void)state;
	memset(longest.number, '|', sizeof longest.number - 1);
	memset(longest.kind, 'K', sizeof longest.kind - 1);
	memset(longest.name, '\\', sizeof longest.name - 1);
	make(&longest, sealed);
	seal_key_of_seed(seed, public_key);
	assert_true(is_accepted(sealed, strlen(sealed), public_key));
	memset(url, 'u', sizeof url);
	url[sizeof url - 1] = '\0';
	text_init(&text, qr, sizeof qr);
	seal_add_qr(url, sealed, &text);
	assert_false(text.is_cut);
	assert_true(is_accepted(qr, text.length, public_key));
}

static void test_what_is_no_fact_is_not_sealed(void **state)
{
	static const struct {
		size_t at;
		const char *wrong;
	} cases[] = {
#define WRONG(member, value) { offsetof(struct seal_facts, member), value }
		WRONG(village, ""),
		WRONG(village, "3513152007"),
		WRONG(village, "35.13.15.20x7"),
		WRONG(village, "35.13.15.200"),
		WRONG(code, "4829137"),
		WRONG(code, "4829-372"),
		WRONG(number, ""),
		WRONG(number, "1\n2"),
		WRONG(kind, ""),
		WRONG(kind, "domisili"),
		WRONG(kind, "A B"),
		WRONG(name, ""),
		WRONG(name, "A\nB"),
		WRONG(name, "A\x1b[2J"),
		WRONG(name, "\xff"),
		WRONG(name, "\xe2\x80\xae"
			    "A"),             /* U+202E */
		WRONG(name, "A\xe2\x80\x8b"), /* U+200B */
		WRONG(issued, ""),
		WRONG(issued, "2026-02-29"),
		WRONG(issued, "2026-13-01"),
		WRONG(issued, "2026-00-01"),
		WRONG(issued, "2026-04-31"),
		WRONG(issued, "26-11-2026"),
		WRONG(issued, "1999-01-01"),
		WRONG(valid_until, "2026-11-20"), /* before it is issued */
		WRONG(valid_until, "2027-5-21"),
#undef WRONG
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seal_facts asked = facts;
		char buffer[SEAL_TEXT_SIZE], why_buffer[LIMIT_WHY_SIZE];
		struct text text, why;

		memcpy((char *)&asked + cases[i].at, cases[i].wrong,
		       strlen(cases[i].wrong) + 1);
		text_init(&text, buffer, sizeof buffer);
		text_init(&why, why_buffer, sizeof why_buffer);
		if (seal_make(&asked, seed, &text, &why) != -EINVAL)
			fail_msg("'%s' was sealed", cases[i].wrong);
		assert_int_equal(text.length, 0);
		assert_true(why.length > 0);
	}
}

static void test_a_letter_may_have_no_end_and_a_leap_day(void **state)
{
	struct seal_facts asked = facts;
	char sealed[SEAL_TEXT_SIZE];

	(void)state;
	text_copy(asked.issued, sizeof asked.issued, "2028-02-29");
	asked.valid_until[0] = '\0';
	make(&asked, sealed);
	assert_non_null(strstr(sealed, "|2028-02-29||"));
}

/* What is sent along, left out, or written in another way. */
static void test_only_the_exact_text_is_read(void **state)
{
	char sealed[SEAL_TEXT_SIZE], changed[2 * SEAL_TEXT_SIZE];
	char public_key[SEAL_KEY_SIZE];
	size_t length;

	(void)state;
	seal_key_of_seed(seed, public_key);
	make(&facts, sealed);
	length = strlen(sealed);
	assert_true(is_accepted(sealed, length, public_key));
	for (size_t cut = 0; cut < length; cut++)
		assert_false(is_accepted(sealed, cut, public_key));
	assert_false(is_accepted(sealed, length + 1, public_key)); /* its NUL */
	for (const char *junk = " \n=|\\x#"; *junk != '\0'; junk++) {
		snprintf(changed, sizeof changed, "%s%c", sealed, *junk);
		assert_false(is_accepted(changed, length + 1, public_key));
		snprintf(changed, sizeof changed, "%c%s", *junk, sealed);
		assert_true(*junk == '#' ||
			    !is_accepted(changed, length + 1, public_key));
	}
	memset(changed, 'A', sizeof changed);
	memcpy(changed, sealed, length);
	assert_false(is_accepted(changed, sizeof changed, public_key));
}

/* The last letter of the signature holds four bits only: the others must be 0. */
static void test_another_spelling_of_the_same_signature_is_refused(void **state)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=";
	char sealed[SEAL_TEXT_SIZE], public_key[SEAL_KEY_SIZE];
	char *last;
	int n_accepted = 0;

	(void)state;
	seal_key_of_seed(seed, public_key);
	make(&facts, sealed);
	last = sealed + strlen(sealed) - 1;
	for (const char *letter = letters; *letter != '\0'; letter++) {
		*last = *letter;
		n_accepted += is_accepted(sealed, strlen(sealed), public_key);
	}
	assert_int_equal(n_accepted, 1);
}

/* S + L is the same number to a careless verifier (RFC 8032 5.1.7). */
static void test_a_signature_has_one_value(void **state)
{
	static const unsigned char order[32] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a,       0x63,
						 0x12, 0x58, 0xd6, 0x9c, 0xf7,       0xa2,
						 0xde, 0xf9, 0xde, 0x14, [31] = 0x10 };
	char sealed[SEAL_TEXT_SIZE], public_key[SEAL_KEY_SIZE];
	unsigned carry = 0;
	struct seal seal;

	(void)state;
	seal_key_of_seed(seed, public_key);
	make(&facts, sealed);
	assert_true(seal_read(sealed, strlen(sealed), &seal, NULL));
	for (int i = 0; i < 32; i++) {
		carry += (unsigned)seal.signature[32 + i] + order[i];
		seal.signature[32 + i] = (unsigned char)carry;
		carry >>= 8;
	}
	assert_int_equal(carry, 0);
	assert_false(seal_is_signed(&seal, public_key));
}

static void test_every_changed_bit_is_refused(void **state)
{
	char sealed[SEAL_TEXT_SIZE], public_key[SEAL_KEY_SIZE];
	size_t length;

	(void)state;
	seal_key_of_seed(seed, public_key);
	make(&facts, sealed);
	length = strlen(sealed);
	for (size_t bit = 0; bit < 8 * length; bit++) {
		sealed[bit / 8] = (char)(sealed[bit / 8] ^ 1 << bit % 8);
		if (is_accepted(sealed, length, public_key))
			fail_msg("accepted with bit %zu changed", bit);
		sealed[bit / 8] = (char)(sealed[bit / 8] ^ 1 << bit % 8);
	}
	assert_true(is_accepted(sealed, length, public_key));
}

static uint64_t toss(uint64_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 7;
	*random ^= *random << 17;
	return *random;
}

/* One to four changes: a byte, a piece out, a piece doubled, two swapped, a field of
 * another letter. Returns the new length. */
static size_t mutate(char *text, size_t length, const char *other, uint64_t *random)
{
	for (uint64_t n = 1 + toss(random) % 4; n > 0; n--) {
		size_t at = toss(random) % length, to = toss(random) % length;
		char kept = text[at];

		switch (toss(random) % 6) {
		case 0:
			text[at] = (char)toss(random);
			break;
		case 1:
			memmove(text + at, text + at + 1, length - at - 1);
			length--;
			break;
		case 2:
			memmove(text + at + 1, text + at, length - at);
			length++;
			break;
		case 3:
			text[at] = text[to];
			text[to] = kept;
			break;
		case 4:
			text[at] = "0123456789|\\pb-"[toss(random) % 15];
			break;
		default:
			memcpy(text + at, other + at, (length - at) / 8);
			break;
		}
	}
	return length;
}

static void test_no_mutation_is_accepted(void **state)
{
	int n = fixture_times("SURAT_MUTATIONS", 20000, 1000000), n_read = 0;
	char sealed[SEAL_TEXT_SIZE], other[SEAL_TEXT_SIZE], changed[SEAL_TEXT_SIZE + 8];
	char public_key[SEAL_KEY_SIZE];
	struct seal_facts second = facts;
	uint64_t random = 20261121;

	(void)state;
	seal_key_of_seed(seed, public_key);
	text_copy(second.name, sizeof second.name, "SUMARNI");
	text_copy(second.valid_until, sizeof second.valid_until, "2029-12-31");
	memset(other, 'A', sizeof other);
	make(&second, other);
	make(&facts, sealed);
	for (int i = 0; i < n; i++) {
		size_t length = strlen(sealed);
		struct seal seal;

		memset(changed, 0, sizeof changed);
		memcpy(changed, sealed, length);
		length = mutate(changed, length, other, &random);
		if (length == strlen(sealed) && memcmp(changed, sealed, length) == 0)
			continue;
		n_read += seal_read(changed, length, &seal, NULL);
		if (is_accepted(changed, length, public_key) &&
		    strcmp(changed, other) != 0)
			fail_msg("accepted after %d: %.*s", i, (int)length, changed);
	}
	print_message("%d mutations, 0 accepted, %d of them well formed\n", n, n_read);
	assert_true(n_read > n / 100); /* or they would say nothing of signatures */
}

static void test_a_url_carries_the_same_seal(void **state)
{
	static const char *const urls[] = { "https://example.id/cek",
					    "http://a/b?c=1&d=%20" };
	struct seal_facts asked = facts;
	char sealed[SEAL_TEXT_SIZE], qr[SEAL_QR_SIZE], public_key[SEAL_KEY_SIZE];
	struct text text;

	(void)state;
	seal_key_of_seed(seed, public_key);
	text_copy(asked.name, sizeof asked.name, "A #2 50% É|\\");
	make(&asked, sealed);
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		text_init(&text, qr, sizeof qr);
		seal_add_qr(urls[i], sealed, &text);
		assert_memory_equal(qr, urls[i], strlen(urls[i]));
		assert_null(strpbrk(qr + strlen(urls[i]) + 1, " #|\\\""));
		assert_true(is_accepted(qr, text.length, public_key));
		assert_true(seal_is_meant(qr));
	}
	assert_false(is_accepted("x#SURAT1%7", 10, public_key));
	assert_false(is_accepted("x#SURAT1%", 9, public_key));
	assert_false(is_accepted("#", 1, public_key));
	text_init(&text, qr, sizeof qr);
	seal_add_qr("", sealed, &text);
	assert_string_equal(qr, sealed);
	assert_true(seal_is_meant(sealed));
	assert_false(seal_is_meant("470/012/35.13.15.2007/2026"));
	assert_false(seal_is_meant("48291372"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_and_signatures_are_those_of_rfc_8032),
		cmocka_unit_test(test_the_text_is_the_facts_and_a_signature_over_them),
		cmocka_unit_test(test_the_same_facts_have_the_same_text),
		cmocka_unit_test(test_no_fact_can_add_a_field),
		cmocka_unit_test(test_the_longest_facts_fit),
		cmocka_unit_test(test_what_is_no_fact_is_not_sealed),
		cmocka_unit_test(test_a_letter_may_have_no_end_and_a_leap_day),
		cmocka_unit_test(test_only_the_exact_text_is_read),
		cmocka_unit_test(test_another_spelling_of_the_same_signature_is_refused),
		cmocka_unit_test(test_a_signature_has_one_value),
		cmocka_unit_test(test_every_changed_bit_is_refused),
		cmocka_unit_test(test_no_mutation_is_accepted),
		cmocka_unit_test(test_a_url_carries_the_same_seal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
