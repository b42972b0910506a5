// SPDX-License-Identifier: MIT
#pragma once

/*
 * A browser in a test of one page: a house with officers, one request at a time through
 * web/dispatch.c, as web/http.c would bring it. What is answered can be looked at until
 * the next request.
 */

#include <stdbool.h>

#include "tests/support/house.h"
#include "web/exchange.h"
#include "web/options.h"

struct visit {
	struct house house;
	struct web_options options;
	struct web web;
	struct exchange exchange;
	char cookie[WEB_TOKEN_SIZE]; /* "" not logged in */
	enum officer_role role;
	char body[64 * 1024]; /* of the form, until it is read */
};

void visit_open(struct visit *visit);
void visit_close(struct visit *visit);

/* Log in as the officer of this role; visit_open() has made one of each. */
void visit_log_in(struct visit *visit, enum officer_role role);
void visit_log_out(struct visit *visit);

/* Ask; returns the status. The path may have a query. */
unsigned visit_get(struct visit *visit, const char *path);
/* A form with its token; `fields` as "a=1&b=2", encoded. */
unsigned visit_post(struct visit *visit, const char *path, const char *fields);

/* The page, "" none. */
const char *visit_body(const struct visit *visit);
/* Whether the page says so. */
bool visit_says(const struct visit *visit, const char *words);

/* A resident's text is answered; the code of the newest ticket. */
const char *visit_file(struct visit *visit, const char *text, char out[LIMIT_CODE_SIZE]);

/* cmocka's setup and teardown; the state is a struct visit. */
int visit_setup(void **state);
int visit_teardown(void **state);

#define VISIT(test) cmocka_unit_test_setup_teardown(test, visit_setup, visit_teardown)
