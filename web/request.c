// SPDX-License-Identifier: MIT
#include "web/request.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "web/options.h"

static const char cookie_name[] = "surat=";

bool request_read_target(struct request *request, const char *target)
{
	static const char allowed[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789/_.+-";
	size_t length = strspn(target, allowed);
	const char *query = target + length;

	if (target[0] != '/' || (*query != '\0' && *query != '?') ||
	    length >= sizeof request->path)
		return false;
	memcpy(request->path, target, length);
	request->path[length] = '\0';
	query += *query == '?';
	return form_read(&request->query, query, strlen(query));
}

bool request_read_cookie(const char *header, char out_token[WEB_TOKEN_SIZE])
{
	size_t name_length = sizeof cookie_name - 1;

	while (*header != '\0') {
		size_t length = strcspn(header, ";");

		if (length == name_length + WEB_TOKEN_SIZE - 1 &&
		    strncmp(header, cookie_name, name_length) == 0 &&
		    strspn(header + name_length, "0123456789abcdef") >=
			    WEB_TOKEN_SIZE - 1) {
			memcpy(out_token, header + name_length, WEB_TOKEN_SIZE - 1);
			out_token[WEB_TOKEN_SIZE - 1] = '\0';
			return true;
		}
		header += length;
		header += strspn(header, "; ");
	}
	return false;
}

/* "192.168.1.10", "[fe80::1]". */
static bool is_address(const char *name)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char inner[INET6_ADDRSTRLEN];
	size_t length = strlen(name);

	if (inet_pton(AF_INET, name, bytes) == 1)
		return true;
	if (length < 3 || length - 2 >= sizeof inner || name[0] != '[' ||
	    name[length - 1] != ']')
		return false;
	memcpy(inner, name + 1, length - 2);
	inner[length - 2] = '\0';
	return inet_pton(AF_INET6, inner, bytes) == 1;
}

static bool is_listed(const char *hosts, const char *name)
{
	size_t wanted = strlen(name);

	while (*hosts != '\0') {
		size_t length = strcspn(hosts, " ,");

		if (length == wanted && strncasecmp(hosts, name, length) == 0)
			return true;
		hosts += length;
		hosts += strspn(hosts, " ,");
	}
	return false;
}

/* The name without ":8080". False when what follows is no port. */
static bool read_name(const char *host, char out[REQUEST_HOST_SIZE])
{
	const char *after = strchr(host, ']');
	const char *colon = strchr(after != NULL ? after : host, ':');
	size_t length = colon != NULL ? (size_t)(colon - host) : strlen(host);

	if (length == 0 || length >= REQUEST_HOST_SIZE)
		return false;
	if (colon != NULL &&
	    (colon[1] == '\0' || colon[1 + strspn(colon + 1, "0123456789")] != '\0'))
		return false;
	memcpy(out, host, length);
	out[length] = '\0';
	return true;
}

bool request_is_our_host(const struct web_options *options, const char *machine,
			 const char *host)
{
	char name[REQUEST_HOST_SIZE], local[REQUEST_HOST_SIZE];
	struct text text;

	if (!read_name(host, name))
		return false;
	text_init(&text, local, sizeof local);
	text_add_format(&text, "%s.local", machine);
	return is_address(name) || strcasecmp(name, "localhost") == 0 ||
	       (machine[0] != '\0' &&
		(strcasecmp(name, machine) == 0 || strcasecmp(name, local) == 0)) ||
	       is_listed(options->hosts, name);
}

/* Whether `url` is http(s)://HOST and then its end, or a path where one may follow. A
 * proxy in front may speak TLS where we do not, so either scheme is ours. */
static bool is_of_host(const char *url, const char *host, bool may_have_path)
{
	static const char *const schemes[] = { "http://", "https://" };
	size_t host_length = strlen(host);

	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		size_t length = strlen(schemes[i]);

		if (strncmp(url, schemes[i], length) == 0 && host_length > 0 &&
		    strncasecmp(url + length, host, host_length) == 0) {
			char next = url[length + host_length];

			return next == '\0' || (may_have_path && next == '/');
		}
	}
	return false;
}

bool request_is_our_page(const struct request *request)
{
	if (request->origin[0] != '\0')
		return is_of_host(request->origin, request->host, false);
	return is_of_host(request->referer, request->host, true);
}
