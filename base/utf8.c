// SPDX-License-Identifier: MIT
#include "base/utf8.h"

static bool is_continuation(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes that a first byte announces; 0 for one that cannot come first. */
static size_t announced_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first <= 0xDF)
		return 2;
	if (first >= 0xE0 && first <= 0xEF)
		return 3;
	if (first >= 0xF0 && first <= 0xF4)
		return 4;
	return 0;
}

static bool is_code_allowed(uint32_t code, size_t length)
{
	static const uint32_t smallest[UTF8_BYTES_MAX + 1] = { 0, 0, 0x80, 0x800,
							       0x10000 };

	return code >= smallest[length] && code <= 0x10FFFF &&
	       (code < 0xD800 || code > 0xDFFF);
}

size_t utf8_decode(const char *bytes, size_t length, uint32_t *out_code)
{
	static const unsigned char mask[UTF8_BYTES_MAX + 1] = { 0, 0x7F, 0x1F, 0x0F,
								0x07 };
	size_t wanted = announced_length((unsigned char)bytes[0]);
	uint32_t code;

	*out_code = UTF8_REPLACEMENT;
	if (wanted == 0 || wanted > length)
		return 1;
	code = (unsigned char)bytes[0] & mask[wanted];
	for (size_t i = 1; i < wanted; i++) {
		if (!is_continuation(bytes[i]))
			return 1;
		code = code << 6 | ((unsigned char)bytes[i] & 0x3F);
	}
	if (!is_code_allowed(code, wanted))
		return 1;
	*out_code = code;
	return wanted;
}

size_t utf8_encode(uint32_t code, char out[UTF8_BYTES_MAX])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = UTF8_REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

bool utf8_is_valid(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		uint32_t code;
		size_t taken = utf8_decode(bytes + at, length - at, &code);

		/* A real U+FFFD takes three bytes, a bad byte only one. */
		if (code == UTF8_REPLACEMENT && taken == 1)
			return false;
		at += taken;
	}
	return true;
}

size_t utf8_cut(const char *bytes, size_t length)
{
	size_t start = length;

	while (start > 0 && length - start < UTF8_BYTES_MAX) {
		size_t wanted;

		start--;
		if (is_continuation(bytes[start]))
			continue;
		wanted = announced_length((unsigned char)bytes[start]);
		return wanted > length - start ? start : length;
	}
	return length;
}

bool utf8_is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
	       (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF || code == 0x061C;
}
