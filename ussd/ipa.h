// SPDX-License-Identifier: MIT
#pragma once

/*
 * Frames of the IPA multiplex on a TCP connection, as Osmocom's GSUP and control ports
 * speak it: two octets length, one of protocol, the payload. Pure; any bytes allowed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	IPA_HEADER_SIZE = 3,
	IPA_FRAME_MAX = 2048, /* the longest that we take: GSUP stays far below */
	IPA_PROTOCOL_CCM = 0xFE,
	IPA_PROTOCOL_OSMO = 0xEE,
	IPA_OSMO_CONTROL = 0x00,
	IPA_OSMO_GSUP = 0x05,
};

struct ipa_frame {
	uint8_t protocol;
	uint8_t extension; /* of OSMO, else 0 */
	const uint8_t *payload;
	size_t length;
};

/*
 * Read the frame at the beginning of `bytes`. Returns how many bytes it took, 0 when more
 * are needed, -EBADMSG when this is no such stream (close it). What is of no use to us is
 * a frame like any other.
 */
int ipa_read(const uint8_t *bytes, size_t length, struct ipa_frame *out_frame);

/* Write one; returns its length, or 0 when it does not fit. */
size_t ipa_write(const struct ipa_frame *frame, uint8_t *out, size_t size);

/*
 * The CCM answer that a frame asks for: PONG to PING, our names to ID_GET, ID_ACK to
 * ID_ACK. Returns the length of the frame to send, 0 when it asks for nothing.
 */
size_t ipa_ccm_answer(const struct ipa_frame *frame, const char *name, uint8_t *out,
		      size_t size);

/* Whether it asks who we are. osmo-hlr acknowledges no answer: who was asked and has told
 * his name is known. */
bool ipa_is_id_request(const struct ipa_frame *frame);
/* Whether it answers our ping. */
bool ipa_is_pong(const struct ipa_frame *frame);
size_t ipa_write_ping(uint8_t *out, size_t size);
