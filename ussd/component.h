// SPDX-License-Identifier: MIT
#pragma once

/*
 * The component of an unstructured supplementary service (3GPP TS 24.080 3.6, 4.2; MAP of
 * 29.002): one Invoke, ReturnResult, ReturnError or Reject in BER, with a text in 7-bit
 * septets. Pure; any bytes allowed.
 *
 * Lengths are written in one octet: osmo-hlr reads no other. So a page has at most 112
 * octets, 128 septets.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	COMPONENT_TEXT_SIZE = 512, /* 182 septets (23.038), 3 bytes each at most */
	COMPONENT_PAGE_SEPTETS = 128,
	COMPONENT_SIZE = 140, /* of what is written */
};

enum component_kind {
	COMPONENT_INVOKE = 0xA1,
	COMPONENT_RETURN_RESULT = 0xA2,
	COMPONENT_RETURN_ERROR = 0xA3,
	COMPONENT_REJECT = 0xA4,
};

/* 29.002 17.5: operation codes. */
enum {
	COMPONENT_PROCESS_REQUEST =
		0x3B,             /* processUnstructuredSS-Request: the phone asks */
	COMPONENT_REQUEST = 0x3C, /* unstructuredSS-Request: the network asks */
	/* Errors of 24.080 3.6.7. */
	COMPONENT_ERROR_SYSTEM_FAILURE = 0x22,
};

struct component {
	uint8_t kind; /* enum component_kind */
	uint8_t invoke_id;
	uint8_t operation; /* of an Invoke or a ReturnResult with a text; else 0 */
	uint8_t error;     /* of a ReturnError */
	bool has_text;
	char text[COMPONENT_TEXT_SIZE]; /* UTF-8; what we cannot read is '?' */
};

bool component_read(const uint8_t *bytes, size_t length, struct component *out);

/* Returns the length; 0 when the text is longer than a page or not in the alphabet. */
size_t component_write(const struct component *component,
		       uint8_t out[static COMPONENT_SIZE]);
