// SPDX-License-Identifier: MIT
#include "ussd/ipa.h"

#include <errno.h>
#include <string.h>

enum {
	CCM_PING = 0x00,
	CCM_PONG = 0x01,
	CCM_ID_GET = 0x04,
	CCM_ID_RESPONSE = 0x05,
	CCM_ID_ACKNOWLEDGE = 0x06,
	TAG_SERIAL_NUMBER = 0x00,
	TAG_UNIT_ID = 0x08, /* osmo-hlr closes the connection without it */
	RESPONSE_SIZE = 128,
};

int ipa_read(const uint8_t *bytes, size_t length, struct ipa_frame *out_frame)
{
	size_t n_payload;

	if (length < IPA_HEADER_SIZE)
		return 0;
	n_payload = (size_t)bytes[0] << 8 | bytes[1];
	if (n_payload > IPA_FRAME_MAX - IPA_HEADER_SIZE)
		return -EBADMSG;
	if (length < IPA_HEADER_SIZE + n_payload)
		return 0;
	*out_frame = (struct ipa_frame){ .protocol = bytes[2],
					 .payload = bytes + IPA_HEADER_SIZE,
					 .length = n_payload };
	if (out_frame->protocol == IPA_PROTOCOL_OSMO) {
		if (n_payload == 0)
			return -EBADMSG;
		out_frame->extension = *out_frame->payload++;
		out_frame->length--;
	}
	return (int)(IPA_HEADER_SIZE + n_payload);
}

size_t ipa_write(const struct ipa_frame *frame, uint8_t *out, size_t size)
{
	bool is_osmo = frame->protocol == IPA_PROTOCOL_OSMO;
	size_t n_payload = frame->length + is_osmo;

	if (IPA_HEADER_SIZE + n_payload > size || n_payload > UINT16_MAX)
		return 0;
	out[0] = (uint8_t)(n_payload >> 8);
	out[1] = (uint8_t)n_payload;
	out[2] = frame->protocol;
	if (is_osmo)
		out[IPA_HEADER_SIZE] = frame->extension;
	memcpy(out + IPA_HEADER_SIZE + is_osmo, frame->payload, frame->length);
	return IPA_HEADER_SIZE + n_payload;
}

static size_t write_ccm(const uint8_t *payload, size_t length, uint8_t *out, size_t size)
{
	const struct ipa_frame frame = { .protocol = IPA_PROTOCOL_CCM,
					 .payload = payload,
					 .length = length };

	return ipa_write(&frame, out, size);
}

/* Length (with the tag), tag, the text with its NUL. */
static size_t add_tag(uint8_t *out, size_t size, uint8_t tag, const char *text)
{
	size_t n_text = strlen(text) + 1;

	if (n_text + 3 > size)
		return 0;
	out[0] = (uint8_t)((n_text + 1) >> 8);
	out[1] = (uint8_t)(n_text + 1);
	out[2] = tag;
	memcpy(out + 3, text, n_text);
	return n_text + 3;
}

static size_t write_names(const char *name, uint8_t *out, size_t size)
{
	uint8_t payload[RESPONSE_SIZE] = { CCM_ID_RESPONSE };
	size_t length = 1;

	length +=
		add_tag(payload + length, sizeof payload - length, TAG_UNIT_ID, "0/0/0");
	length += add_tag(payload + length, sizeof payload - length, TAG_SERIAL_NUMBER,
			  name);
	return write_ccm(payload, length, out, size);
}

static bool is_ccm(const struct ipa_frame *frame, uint8_t type)
{
	return frame->protocol == IPA_PROTOCOL_CCM && frame->length > 0 &&
	       frame->payload[0] == type;
}

size_t ipa_ccm_answer(const struct ipa_frame *frame, const char *name, uint8_t *out,
		      size_t size)
{
	static const uint8_t pong = CCM_PONG, acknowledge = CCM_ID_ACKNOWLEDGE;

	if (is_ccm(frame, CCM_PING))
		return write_ccm(&pong, 1, out, size);
	if (is_ccm(frame, CCM_ID_GET))
		return write_names(name, out, size);
	if (is_ccm(frame, CCM_ID_ACKNOWLEDGE))
		return write_ccm(&acknowledge, 1, out, size);
	return 0;
}

bool ipa_is_id_request(const struct ipa_frame *frame)
{
	return is_ccm(frame, CCM_ID_GET);
}

bool ipa_is_pong(const struct ipa_frame *frame)
{
	return is_ccm(frame, CCM_PONG);
}

size_t ipa_write_ping(uint8_t *out, size_t size)
{
	static const uint8_t ping = CCM_PING;

	return write_ccm(&ping, 1, out, size);
}
