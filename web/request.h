// SPDX-License-Identifier: MIT
#pragma once

/*
 * One request as the pages see it, after all that is hostile about it has been judged.
 * Pure: the bytes come from web/http.c.
 */

#include <stdbool.h>
#include <stddef.h>

#include "store/web.h"
#include "web/form.h"

struct web_options;

enum {
	REQUEST_TARGET_MAX = 2048,
	REQUEST_BODY_MAX = 64 * 1024,
	REQUEST_PATH_SIZE = 128,
	REQUEST_HOST_SIZE = 128,
};

enum method {
	METHOD_GET, /* and HEAD */
	METHOD_POST,
};

struct request {
	enum method method;
	char path[REQUEST_PATH_SIZE];
	struct form query, form;
	const char *host, *origin, *referer; /* "" when not sent */
	char token[WEB_TOKEN_SIZE];          /* of the cookie, "" none */
	char address[WEB_ADDRESS_SIZE];      /* of the browser, or of the proxy */
	const char *body; /* of a program's call that is no form; NULL none */
	bool is_live;     /* the page asks by itself: nobody sits there */
};

/* Read "/path?query". Returns false when a path has other characters than letters,
 * digits and /_.+- or when the query is damaged. */
bool request_read_target(struct request *request, const char *target);

/* The token in a Cookie header; false when there is none of the right form. */
bool request_read_cookie(const char *header, char out_token[WEB_TOKEN_SIZE]);

/*
 * Whether a Host header names this machine: an address (a foreign site cannot make a
 * browser send one of ours), localhost, `machine`, or a name of options->hosts.
 */
bool request_is_our_host(const struct web_options *options, const char *machine,
			 const char *host);

/* Whether the page that sent this request was one of ours: by Origin, or by Referer where
 * an old browser sends no Origin. */
bool request_is_our_page(const struct request *request);
