// SPDX-License-Identifier: MIT
#pragma once

/*
 * Messages of GSUP (Osmocom's Generic Subscriber Update Protocol) as far as supplementary
 * services need it: PROC_SS request, error and result with session, IMSI and the SS
 * component. Pure; any bytes allowed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	GSUP_IMSI_SIZE = 15 + 1,   /* 23.003 2.2 */
	GSUP_MSISDN_SIZE = 20 + 2, /* with a '+' */
	GSUP_COMPONENT_MAX = 255,  /* an element has one octet of length */
	GSUP_MESSAGE_MAX = 512,    /* what gsup_write() needs at most */
};

/* Values are the message types; any other type is not for us. */
enum gsup_type {
	GSUP_TYPE_PROC_SS_REQUEST = 0x20,
	GSUP_TYPE_PROC_SS_ERROR = 0x21,
	GSUP_TYPE_PROC_SS_RESULT = 0x22,
};

enum gsup_state {
	GSUP_STATE_NONE = 0,
	GSUP_STATE_BEGIN = 1,
	GSUP_STATE_CONTINUE = 2,
	GSUP_STATE_END = 3,
};

struct gsup {
	uint8_t type; /* enum gsup_type, or what we do not speak */
	char imsi[GSUP_IMSI_SIZE];
	char msisdn[GSUP_MSISDN_SIZE]; /* "" when it was not told */
	uint32_t session;
	uint8_t state; /* enum gsup_state */
	uint8_t cause; /* of an error */
	uint8_t component[GSUP_COMPONENT_MAX];
	size_t n_component;
};

/* False when it is none, or damaged. Elements that we do not know are skipped. */
bool gsup_read(const uint8_t *bytes, size_t length, struct gsup *out);

/* Returns the length; 0 when the IMSI is none or it does not fit. */
size_t gsup_write(const struct gsup *gsup, uint8_t *out, size_t size);
