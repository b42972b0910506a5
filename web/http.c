// SPDX-License-Identifier: MIT
#include "web/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "web/callback.h"
#include "web/dispatch.h"
#include "web/exchange.h"
#include "web/live.h"

enum {
	LENGTH_DIGITS_MAX = 10,
};

/* One request while it comes in. */
struct call {
	char *target; /* NULL too long */
	bool is_begun;
	struct MHD_Connection *connection;
	struct http *http;
	char *body;
	size_t body_length, body_size; /* announced */
	struct exchange exchange;
};

struct header {
	const char *name, *value;
};

#define POLICY                                                                           \
	"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "  \
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'; img-src 'self' data:"

/* Of a page that sees nothing, and of the one that reads QR codes. */
static const struct header eyes[2][2] = {
	{ { "Content-Security-Policy", POLICY },
	  { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" } },
	{ { "Content-Security-Policy", POLICY " blob:" },
	  { "Permissions-Policy", "camera=(self), microphone=(), geolocation=()" } },
};

static const struct header common_headers[] = {
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
	/* Not no-referrer: then browsers would not say the Origin of our own forms. */
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
};

void http_init(struct http *http, struct web *web, bool is_secure)
{
	*http = (struct http){ .web = web, .is_secure = is_secure };
	TAILQ_INIT(&http->clients);
}

void http_on_connection(void *context, struct MHD_Connection *connection, void **socket,
			enum MHD_ConnectionNotificationCode code)
{
	struct http *http = context;
	struct http_client *client = *socket;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		client = must_alloc(sizeof *client);
		client->connection = connection;
		client->deadline_ms = clock_mono_ms() + HTTP_REQUEST_MS;
		TAILQ_INSERT_TAIL(&http->clients, client, link);
		*socket = client;
	} else if (client != NULL) {
		TAILQ_REMOVE(&http->clients, client, link);
		free(client);
		*socket = NULL;
	}
}

/* Its bytes end; libmicrohttpd sees that and closes it. */
static void cut(const struct http_client *client)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		client->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	if (info != NULL)
		shutdown(info->connect_fd, SHUT_RDWR);
}

void http_cut_slow(struct http *http, int64_t now_ms)
{
	struct http_client *client;

	TAILQ_FOREACH(client, &http->clients, link)
	{
		if (client->deadline_ms < now_ms) {
			cut(client);
			client->deadline_ms = INT64_MAX; /* once is enough */
		}
	}
}

static void set_deadline(struct MHD_Connection *connection, int64_t deadline_ms)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct http_client *client = info == NULL ? NULL : info->socket_context;

	if (client != NULL)
		client->deadline_ms = deadline_ms;
}

void *http_on_target(void *context, const char *target, struct MHD_Connection *connection)
{
	struct call *call = must_alloc(sizeof *call);

	call->http = context;
	call->connection = connection;
	if (strlen(target) <= REQUEST_TARGET_MAX) {
		call->target = strdup(target);
		must(call->target != NULL);
	}
	return call;
}

void http_on_end(void *context, struct MHD_Connection *connection, void **at,
		 enum MHD_RequestTerminationCode why)
{
	struct call *call = *at;

	(void)context;
	(void)why;
	set_deadline(connection, clock_mono_ms() + HTTP_REQUEST_MS);
	if (call == NULL)
		return;
	if (call->exchange.answer.file > 0)
		close(call->exchange.answer.file);
	form_clear(&call->exchange.request.query);
	form_clear(&call->exchange.request.form);
	html_clear(&call->exchange.answer.body);
	free(call->target);
	free(call->body);
	free(call);
	*at = NULL;
}

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
	const char *value =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);

	return value == NULL ? "" : value;
}

static void read_peer(struct MHD_Connection *connection, char out[WEB_ADDRESS_SIZE])
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *peer = info == NULL ? NULL : info->client_addr;
	const void *from = NULL;

	out[0] = '\0';
	if (peer != NULL && peer->sa_family == AF_INET)
		from = &((const struct sockaddr_in *)(const void *)peer)->sin_addr;
	else if (peer != NULL && peer->sa_family == AF_INET6)
		from = &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr;
	if (from != NULL)
		inet_ntop(peer->sa_family, from, out, WEB_ADDRESS_SIZE);
}

/* Some proxies add a header of their own below what the browser sent. */
static enum MHD_Result take_forwarded(void *context, enum MHD_ValueKind kind,
				      const char *name, const char *value)
{
	(void)kind;
	if (value != NULL && strcasecmp(name, "X-Forwarded-For") == 0)
		*(const char **)context = value;
	return MHD_YES;
}

/* The browser's address. A proxy on this machine tells whose request it hands on; from
 * anywhere else such a header is worth nothing. */
static void read_address(struct MHD_Connection *connection, char out[WEB_ADDRESS_SIZE])
{
	const char *forwarded = "", *last;
	unsigned char bytes[sizeof(struct in6_addr)];

	MHD_get_connection_values(connection, MHD_HEADER_KIND, take_forwarded,
				  &forwarded);
	last = strrchr(forwarded, ',');
	read_peer(connection, out);
	last = last == NULL ? forwarded : last + 1;
	last += strspn(last, " ");
	if ((strncmp(out, "127.", 4) == 0 || strcmp(out, "::1") == 0) &&
	    (inet_pton(AF_INET, last, bytes) == 1 ||
	     inet_pton(AF_INET6, last, bytes) == 1))
		text_copy(out, WEB_ADDRESS_SIZE, last);
}

/* "1234" -> 1234; false for what is no length. */
static bool read_length(const char *header, size_t *out)
{
	size_t n_digits = strspn(header, "0123456789");

	if (n_digits == 0 || n_digits > LENGTH_DIGITS_MAX || header[n_digits] != '\0')
		return false;
	*out = strtoul(header, NULL, 10);
	return true;
}

/* What can be said before the body comes; 0 when nothing is wrong. */
static unsigned begin(struct call *call, const char *method)
{
	struct request *request = &call->exchange.request;
	struct MHD_Connection *connection = call->connection;
	const char *length = header_of(connection, "Content-Length");

	request->host = header_of(connection, "Host");
	request->origin = header_of(connection, "Origin");
	request->referer = header_of(connection, "Referer");
	request->is_live = header_of(connection, "X-Surat-Live")[0] != '\0';
	request_read_cookie(header_of(connection, "Cookie"), request->token);
	read_address(connection, request->address);
	if (call->target == NULL)
		return 414;
	if (!request_read_target(request, call->target))
		return strchr(call->target, '%') == NULL ||
				       strchr(call->target, '?') != NULL
			       ? 400
			       : 404;
	/* Two ways to say how long it is are how requests are smuggled past a proxy. */
	if (header_of(connection, "Transfer-Encoding")[0] != '\0')
		return 400;
	if (strcmp(method, "POST") == 0)
		request->method = METHOD_POST;
	else if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return 405;
	if (length[0] != '\0' && !read_length(length, &call->body_size))
		return 400;
	return call->body_size > REQUEST_BODY_MAX ? 413 : 0;
}

static enum MHD_Result take_body(struct call *call, const char *bytes, size_t *size)
{
	if (call->body == NULL)
		call->body = must_alloc(call->body_size + 1);
	if (*size > call->body_size - call->body_length)
		return MHD_NO;
	memcpy(call->body + call->body_length, bytes, *size);
	call->body_length += *size;
	*size = 0;
	return MHD_YES;
}

static void add_cookie(const struct call *call, struct MHD_Response *response)
{
	const char *token = call->exchange.answer.cookie;
	bool is_secure = call->http->is_secure ||
			 strncmp(call->exchange.request.origin, "https:", 6) == 0;
	char buffer[WEB_TOKEN_SIZE + 96];
	struct text cookie;

	if (token[0] == '\0')
		return;
	text_init(&cookie, buffer, sizeof buffer);
	text_add_format(&cookie, "surat=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
			token[0] == '-' ? "" : token,
			token[0] == '-' ? "; Max-Age=0" : "",
			is_secure ? "; Secure" : "");
	MHD_add_response_header(response, "Set-Cookie", buffer);
}

static void add_headers(const struct call *call, struct MHD_Response *response)
{
	const struct answer *answer = &call->exchange.answer;

	for (size_t i = 0; i < sizeof common_headers / sizeof common_headers[0]; i++)
		MHD_add_response_header(response, common_headers[i].name,
					common_headers[i].value);
	for (size_t i = 0; i < sizeof eyes[0] / sizeof eyes[0][0]; i++)
		MHD_add_response_header(response, eyes[answer->may_see][i].name,
					eyes[answer->may_see][i].value);
	MHD_add_response_header(response, "Content-Type",
				answer->type != NULL ? answer->type
						     : "text/html; charset=utf-8");
	if (answer->etag[0] != '\0') {
		MHD_add_response_header(response, "ETag", answer->etag);
		MHD_add_response_header(response, "Cache-Control", "no-cache");
	} else {
		MHD_add_response_header(response, "Cache-Control", "no-store");
	}
	if (answer->file_name[0] != '\0') {
		char shown[sizeof answer->file_name + 24];

		snprintf(shown, sizeof shown, "%s; filename=\"%s\"",
			 answer->file_bytes > 0 ? "attachment" : "inline",
			 answer->file_name);
		MHD_add_response_header(response, "Content-Disposition", shown);
	}
	if (answer->location[0] != '\0')
		MHD_add_response_header(response, "Location", answer->location);
	add_cookie(call, response);
}

/* Gives the body's memory to the response. */
static struct MHD_Response *make_response(struct call *call)
{
	struct answer *answer = &call->exchange.answer;
	struct MHD_Response *response;

	if (answer->is_stream) {
		response = live_begin(call->http->web->live, call->connection);
		if (response != NULL)
			return response;
		dispatch_refuse(&call->exchange, 503);
	}
	if (answer->file > 0) {
		response = MHD_create_response_from_fd64((uint64_t)answer->file_bytes,
							 answer->file);
		if (response != NULL)
			answer->file = 0; /* the response closes it */
		return response;
	}
	if (answer->etag[0] != '\0' &&
	    strcmp(answer->etag, header_of(call->connection, "If-None-Match")) == 0) {
		answer->status = MHD_HTTP_NOT_MODIFIED;
		html_clear(&answer->body);
	}
	if (answer->body.is_cut)
		dispatch_refuse(&call->exchange, 503);
	response = MHD_create_response_from_buffer(
		answer->body.length, answer->body.bytes,
		answer->body.bytes == NULL ? MHD_RESPMEM_PERSISTENT
					   : MHD_RESPMEM_MUST_FREE);
	answer->body = (struct html){ .bytes = NULL };
	return response;
}

static enum MHD_Result send_answer(struct call *call, bool is_last)
{
	struct answer *answer = &call->exchange.answer;
	struct MHD_Response *response = make_response(call);
	enum MHD_Result result;

	if (response == NULL)
		return MHD_NO;
	add_headers(call, response);
	if (is_last)
		MHD_add_response_header(response, "Connection", "close");
	result = MHD_queue_response(call->connection, answer->status, response);
	MHD_destroy_response(response);
	set_deadline(call->connection,
		     answer->is_stream ? INT64_MAX
				       : clock_mono_ms() + (answer->file_bytes > 0
								    ? HTTP_FILE_MS
								    : HTTP_ANSWER_MS));
	return result;
}

static bool is_form(struct MHD_Connection *connection)
{
	static const char type[] = "application/x-www-form-urlencoded";
	const char *header = header_of(connection, "Content-Type");

	return strncasecmp(header, type, sizeof type - 1) == 0;
}

/* Valid UTF-8 without a NUL; one stands behind it. */
static bool is_text(const struct call *call)
{
	return strlen(call->body) == call->body_length &&
	       utf8_is_valid(call->body, call->body_length);
}

static void answer_whole(struct call *call)
{
	struct request *request = &call->exchange.request;
	bool is_readable = true;

	if (request->method == METHOD_POST && call->body_length > 0) {
		if (is_form(call->connection))
			is_readable =
				form_read(&request->form, call->body, call->body_length);
		else if (callback_is_path(request->path) && is_text(call))
			request->body = call->body;
		else
			is_readable = false;
	}
	if (is_readable)
		dispatch(&call->exchange);
	else
		dispatch_refuse(&call->exchange, 400);
}

enum MHD_Result http_on_request(void *context, struct MHD_Connection *connection,
				const char *url, const char *method, const char *version,
				const char *body, size_t *body_size, void **at)
{
	struct http *http = context;
	struct call *call = *at;
	unsigned status;

	(void)url;
	(void)version;
	(void)connection;
	if (call == NULL)
		return MHD_NO;
	if (call->is_begun && *body_size > 0)
		return take_body(call, body, body_size);
	if (call->is_begun) {
		answer_whole(call);
		return send_answer(call, false);
	}
	call->is_begun = true;
	call->exchange.web = http->web;
	call->exchange.office = &http->web->office;
	call->exchange.now_s = clock_utc_s();
	status = begin(call, method);
	if (status == 0)
		return MHD_YES;
	dispatch_refuse(&call->exchange, status);
	return send_answer(call, true);
}
