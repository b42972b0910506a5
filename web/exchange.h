// SPDX-License-Identifier: MIT
#pragma once

/*
 * One request and its answer: what a page's function is given. It reads the request,
 * writes exchange->answer.body with html_add(), and returns 0, or a negative errno that
 * becomes an error page (status_of() in web/dispatch.c).
 */

#include <stdbool.h>
#include <stdint.h>

#include "handlers/accounts.h"
#include "handlers/office.h"
#include "store/officers.h"
#include "web/html.h"
#include "web/request.h"

struct copying;
struct gateway_options;
struct live;
struct route;
struct ticket;
struct web_options;

enum {
	EXCHANGE_SEGMENTS_MAX = 2,
	EXCHANGE_SEGMENT_SIZE = 64,
	EXCHANGE_LOCATION_SIZE = 256,
};

/* What lives as long as the program. */
struct web {
	struct office office;
	const struct web_options *options;
	const struct gateway_options *gateway; /* of the callers behind /ussd/ */
	const char *verify_url; /* of the page that checks seals by camera; "" none */
	const char *store_path;
	char backup_folder[LIMIT_PATH_SIZE];
	struct copying *copying; /* of the store, as it is made */
	const char *training;    /* modemsim's socket, for the training phone; "" none */
	char machine[64];        /* its host name */
	char setup_code[ACCOUNT_SETUP_CODE_SIZE]; /* "" when nobody may set up any more */
	struct live *live;                        /* pages that want to be told */
};

struct answer {
	unsigned status;
	const char *type;                      /* media type; HTML unless set */
	char location[EXCHANGE_LOCATION_SIZE]; /* of a redirect */
	char cookie[WEB_TOKEN_SIZE];           /* a new token, "-" ends it, "" none */
	char etag[16];                         /* of what a browser may keep; "" none */
	char file_name[32]; /* what it is called when it is kept; "" a page */
	int file;           /* what is sent instead of the body; 0 none. Owned */
	int64_t file_bytes;
	const char *script; /* of this page alone, beside everybody's; NULL none */
	int reset_s;        /* then the page begins anew by itself; 0 it stays */
	bool may_see;       /* the page may use the camera, and pictures of its own */
	bool is_stream;     /* stays open; see web/live.h */
	struct html body;
};

struct exchange {
	struct web *web;
	const struct office *office; /* web->office */
	const struct route *route;
	struct request request;
	/* What stood for each '*' of the route. */
	char segments[EXCHANGE_SEGMENTS_MAX][EXCHANGE_SEGMENT_SIZE];
	bool is_logged_in;
	struct officer officer; /* who is logged in */
	char form_token[ACCOUNT_FORM_TOKEN_SIZE];
	int64_t now_s;
	struct answer answer;
};

/* Answer with a redirect to `location` (303: the browser gets it). `message` is the name
 * of a sentence in web/layout.c, shown there once; NULL none. */
int exchange_redirect(struct exchange *exchange, const char *location,
		      const char *message);

/* Values of the form or the query. "" when it was not sent. */
const char *exchange_field(const struct exchange *exchange, const char *name);
const char *exchange_query(const struct exchange *exchange, const char *name);

/* Copy a field without blanks around it; false when it is longer than `size` holds or
 * holds control characters (line feeds too, unless `may_have_lines`). */
bool exchange_take(const struct exchange *exchange, const char *name, char *out,
		   size_t size, bool may_have_lines);

/* Commit, or take everything back when `error` says so. Pages that are open are told.
 * Returns what went wrong, or 0. */
int exchange_end_transaction(struct exchange *exchange, int error);

/* The ticket whose code is segment 0, of this village, or -ENOENT. */
int exchange_find_ticket(const struct exchange *exchange, struct ticket *out);

/* Note in the access log that the officer looked at data of this resident, */
int exchange_note_view(struct exchange *exchange, const char *action,
		       const char *subject);
/* or did what leaves no other trace of him: each time counts. */
int exchange_note_deed(struct exchange *exchange, const char *action,
		       const char *subject);

bool exchange_has_role(const struct exchange *exchange, unsigned roles);
