// SPDX-License-Identifier: MIT
#pragma once

/*
 * PDUs put together bit by bit, as the standards draw them: slow, simple, and without a
 * line of modem/gsm7.c. Only for tests.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	PDU_OCTETS_MAX = 400
};

struct pdu {
	uint8_t octets[PDU_OCTETS_MAX];
	size_t n;
	char hex[2 * PDU_OCTETS_MAX + 1];
};

static inline void pdu_put(struct pdu *pdu, unsigned octet)
{
	if (pdu->n < PDU_OCTETS_MAX)
		pdu->octets[pdu->n++] = (uint8_t)octet;
}

/* Pairs of hex digits; blanks between them are for the reader. */
static inline void pdu_put_hex(struct pdu *pdu, const char *hex)
{
	char digits[3] = { 0 };

	for (size_t n = 0; *hex != '\0'; hex++) {
		if (*hex == ' ')
			continue;
		digits[n++] = *hex;
		if (n == 2) {
			pdu_put(pdu, (unsigned)strtoul(digits, NULL, 16));
			n = 0;
		}
	}
}

static inline bool bit_get(const uint8_t *octets, size_t bit)
{
	return (octets[bit / 8] >> (bit % 8) & 1) != 0;
}

static inline void bit_set(uint8_t *octets, size_t bit)
{
	octets[bit / 8] = (uint8_t)(octets[bit / 8] | 1u << (bit % 8));
}

/* User data: a header (may be empty), fill bits, septets. Puts TP-UDL in front. */
static inline void pdu_put_gsm7(struct pdu *pdu, const char *header_hex,
				const uint8_t *septets, size_t n_septets)
{
	size_t udl_at = pdu->n;
	size_t start;
	size_t n_header_bits;
	size_t bit;

	pdu_put(pdu, 0);
	start = pdu->n;
	pdu_put_hex(pdu, header_hex);
	n_header_bits = (pdu->n - start) * 8;
	bit = n_header_bits;
	while (bit % 7 != 0)
		bit++;
	pdu->octets[udl_at] = (uint8_t)(bit / 7 + n_septets);
	memset(pdu->octets + pdu->n, 0, PDU_OCTETS_MAX - pdu->n);
	for (size_t i = 0; i < n_septets; i++) {
		for (unsigned b = 0; b < 7; b++, bit++) {
			if (septets[i] >> b & 1)
				bit_set(pdu->octets + start, bit);
		}
	}
	pdu->n = start + (bit + 7) / 8;
}

/* ASCII whose letters, digits and common signs have the same code in both alphabets. */
static inline void pdu_put_ascii(struct pdu *pdu, const char *header_hex,
				 const char *ascii)
{
	uint8_t septets[PDU_OCTETS_MAX];
	size_t n = strlen(ascii);

	for (size_t i = 0; i < n; i++)
		septets[i] = (uint8_t)ascii[i];
	pdu_put_gsm7(pdu, header_hex, septets, n);
}

static inline const char *pdu_hex(struct pdu *pdu)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < pdu->n; i++) {
		pdu->hex[2 * i] = digits[pdu->octets[i] >> 4];
		pdu->hex[2 * i + 1] = digits[pdu->octets[i] & 0xF];
	}
	pdu->hex[2 * pdu->n] = '\0';
	return pdu->hex;
}

/* A number that always gives the same ones (xorshift64*), for mutations. */
static inline uint64_t random_next(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1Dull;
}
