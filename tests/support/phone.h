// SPDX-License-Identifier: MIT
#pragma once

/*
 * A phone that dials the service of a house: each dial() is a new session. Every page
 * that comes is checked: 128 plain septets, five options.
 */

#include <stdbool.h>

#include "handlers/session.h"
#include "tests/support/house.h"

struct phone {
	struct house *house;
	const char *number;
	int n_sessions, step;
	char key[32];
	struct session_page page;
};

/* Open the house too. */
struct phone phone_begin(struct house *house);

/* Begin a session, with answers behind the code or ""; give an answer. Both return the
 * page's text. */
const char *phone_dial(struct phone *phone, const char *shortcut);
const char *phone_take(struct phone *phone, const char *text);

/* The test fails when this is no page that every network brings. */
void phone_check_page(const char *text);

/* The test fails when `text` lacks `part`. */
void phone_assert_has(const char *text, const char *part);
