// SPDX-License-Identifier: MIT
#pragma once

/*
 * The HTTP callback of a USSD gateway: what an aggregator or operator posts for each step
 * and what he wants back. Providers differ in names and in the form of the answer, so
 * both are settings; no provider is known here by name.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct office;
struct text;

enum {
	GATEWAY_SECRET_MIN = 16,
	GATEWAY_NAME_SIZE = 32,
	GATEWAY_TEMPLATE_SIZE = 160,
	GATEWAY_ANSWER_SIZE = 1024,
};

struct gateway_options {
	char secret[64 + 1]; /* the last part of the path; "" = no such door */
	char sources[256];   /* addresses that may post, apart by spaces */
	bool is_json;        /* else a form */
	/* Names of what is posted; "" = the gateway does not send it. */
	char session[GATEWAY_NAME_SIZE];
	char phone[GATEWAY_NAME_SIZE];
	char text[GATEWAY_NAME_SIZE];
	char step[GATEWAY_NAME_SIZE];   /* a number; "": `text` holds all answers so far,
					   apart by '*' */
	char status[GATEWAY_NAME_SIZE]; /* only in the last call, which tells how it ended
					 */
	char more[GATEWAY_TEMPLATE_SIZE], end[GATEWAY_TEMPLATE_SIZE]; /* with {teks} */
};

/* The value of what was posted by that name, valid until the next question; "" when it
 * was not sent. */
typedef const char *(*gateway_field_fn)(void *context, const char *name);

/*
 * Take one call and write the answer's body. Returns 0 also when our store failed (the
 * caller reads then that it did not work); -EINVAL when it is no such call.
 */
int gateway_take(const struct office *office, const struct gateway_options *options,
		 gateway_field_fn field, void *context, int64_t now_s,
		 struct text *out_body);

/* Whether a path's part is the secret; takes as long for each wrong one. */
bool gateway_is_secret(const struct gateway_options *options, const char *part);

/* Whether calls from this address are taken; without a list only this machine's. */
bool gateway_is_source(const struct gateway_options *options, const char *address);

/* For the settings: long enough, or empty; holds {teks}; addresses. */
bool gateway_check_secret(const char *string, struct text *why);
bool gateway_check_template(const char *string, struct text *why);
