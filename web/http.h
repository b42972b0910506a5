// SPDX-License-Identifier: MIT
#pragma once

/*
 * Between libmicrohttpd and the pages: its callbacks make an exchange of a request and a
 * response of the answer. Bounds: a target of REQUEST_TARGET_MAX, a body of
 * REQUEST_BODY_MAX whose length is told in front, and a deadline for each request.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include <microhttpd.h>

struct web;

enum {
	HTTP_REQUEST_MS = 10 * 1000, /* from the first byte, or the last answer */
	HTTP_ANSWER_MS = 60 * 1000,  /* to be taken by the browser */
	HTTP_FILE_MS = 3600 * 1000,  /* a large file, onto a slow flash disk */
};

/* One connection. */
struct http_client {
	struct MHD_Connection *connection;
	int64_t deadline_ms;
	TAILQ_ENTRY(http_client) link;
};

struct http {
	struct web *web;
	bool is_secure; /* speaks TLS itself */
	TAILQ_HEAD(, http_client) clients;
};

void http_init(struct http *http, struct web *web, bool is_secure);

/* Cut the connections whose deadline is over. */
void http_cut_slow(struct http *http, int64_t now_ms);

/* The callbacks; `context` is a struct http. */
void http_on_connection(void *context, struct MHD_Connection *connection, void **socket,
			enum MHD_ConnectionNotificationCode code);
void *http_on_target(void *context, const char *target,
		     struct MHD_Connection *connection);
enum MHD_Result http_on_request(void *context, struct MHD_Connection *connection,
				const char *url, const char *method, const char *version,
				const char *body, size_t *body_size, void **call);
void http_on_end(void *context, struct MHD_Connection *connection, void **call,
		 enum MHD_RequestTerminationCode why);
