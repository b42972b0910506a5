// SPDX-License-Identifier: MIT
#include "web/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <microhttpd.h>
#include <systemd/sd-daemon.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "web/exchange.h"
#include "web/http.h"
#include "web/live.h"
#include "web/options.h"

enum {
	US_PER_MS = 1000,
	US_PER_S = 1000 * 1000,
	IDLE_S = 10, /* a connection that says nothing */
	MEMORY_BYTES =
		32 * 1024, /* of a connection: its headers, and a block of its body */
	PEM_BYTES_MAX = 64 * 1024,
	BACKLOG = 64,
	TIMER_ACCURACY_US = 1000,
};

struct server {
	struct http http;
	struct MHD_Daemon *daemon;
	sd_event_source *io, *timer, *sweep, *beat;
	char *certificate, *key;
	char address[SERVER_ADDRESS_SIZE];
};

/* "127.0.0.1:8080", "[::]:8080", "localhost:8080". */
static bool read_listen(const char *listen, struct sockaddr_storage *out, socklen_t *size)
{
	const char *colon = strrchr(listen, ':');
	struct sockaddr_in *four = (struct sockaddr_in *)(void *)out;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)(void *)out;
	char host[INET6_ADDRSTRLEN + 2];
	struct text text;
	unsigned long port;
	char *end;

	if (colon == NULL || colon[1] < '0' || colon[1] > '9')
		return false;
	port = strtoul(colon + 1, &end, 10);
	text_init(&text, host, sizeof host);
	text_add_bytes(&text, listen, (size_t)(colon - listen));
	if (*end != '\0' || port > UINT16_MAX || text.is_cut)
		return false;
	memset(out, 0, sizeof *out);
	if (host[0] == '[' && host[text.length - 1] == ']') {
		host[text.length - 1] = '\0';
		*size = sizeof *six;
		six->sin6_family = AF_INET6;
		six->sin6_port = htons((uint16_t)port);
		return inet_pton(AF_INET6, host + 1, &six->sin6_addr) == 1;
	}
	*size = sizeof *four;
	four->sin_family = AF_INET;
	four->sin_port = htons((uint16_t)port);
	return inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host,
			 &four->sin_addr) == 1;
}

static int open_socket(const char *listen_at, struct text *why)
{
	struct sockaddr_storage at;
	socklen_t size;
	int fd, one = 1;

	if (!read_listen(listen_at, &at, &size)) {
		text_say(why, "web.listen '%s' is no address and port", listen_at);
		return -EINVAL;
	}
	fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
	    bind(fd, (struct sockaddr *)&at, size) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	text_say(why, "cannot listen at %s: %s", listen_at, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -EADDRINUSE;
}

/* What systemd hands over goes before the setting. */
static int find_socket(const char *listen_at, struct text *why)
{
	int n_given = sd_listen_fds(1);
	int fd = SD_LISTEN_FDS_START, flags;

	if (n_given <= 0)
		return open_socket(listen_at, why);
	flags = fcntl(fd, F_GETFL);
	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) {
		text_say(why, "the socket that systemd gave cannot be used: %s",
			 strerror(errno));
		return -errno;
	}
	return fd;
}

static void say_address(struct server *server, int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in four;
		struct sockaddr_in6 six;
	} at = { 0 };
	socklen_t size = sizeof at;
	char host[INET6_ADDRSTRLEN] = "";
	const char *scheme = server->http.is_secure ? "https" : "http";

	if (getsockname(fd, &at.any, &size) < 0)
		return;
	if (at.any.sa_family == AF_INET6) {
		inet_ntop(AF_INET6, &at.six.sin6_addr, host, sizeof host);
		snprintf(server->address, sizeof server->address, "%s://[%s]:%u", scheme,
			 host, ntohs(at.six.sin6_port));
	} else {
		inet_ntop(AF_INET, &at.four.sin_addr, host, sizeof host);
		snprintf(server->address, sizeof server->address, "%s://%s:%u", scheme,
			 host, ntohs(at.four.sin_port));
	}
}

/* Gives the whole file as a string; NULL with a sentence in `why`. */
static char *read_file(const char *path, struct text *why)
{
	char *bytes = must_alloc(PEM_BYTES_MAX + 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, bytes, PEM_BYTES_MAX);

	if (length <= 0) {
		text_say(why, "cannot read '%s': %s", path, strerror(errno));
		free(bytes);
		bytes = NULL;
	}
	if (fd >= 0)
		close(fd);
	return bytes;
}

static int read_certificate(struct server *server, const struct web_options *options,
			    struct text *why)
{
	if (options->certificate[0] == '\0')
		return 0;
	if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES) {
		text_say(why, "libmicrohttpd was built without TLS; use a proxy");
		return -ENOTSUP;
	}
	server->certificate = read_file(options->certificate, why);
	server->key = read_file(options->certificate_key, why);
	return server->certificate != NULL && server->key != NULL ? 0 : -EINVAL;
}

__attribute__((format(printf, 2, 0))) static void
on_log(void *context, const char *format, va_list values)
{
	char line[LOG_LINE_MAX_BYTES];
	struct text text;

	(void)context;
	text_init(&text, line, sizeof line);
	text_add_valist(&text, format, values);
	log_debug("http %s", line);
}

static int start_daemon(struct server *server, int fd, struct text *why)
{
	/* TLS 1.0 and 1.1 are broken (RFC 8996), and GnuTLS still speaks them. */
	char versions[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, versions },
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, server->certificate },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, server->key },
		{ MHD_OPTION_END, 0, NULL },
	};
	struct MHD_OptionItem plain[] = { { MHD_OPTION_END, 0, NULL } };
	bool is_secure = server->certificate != NULL;

	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_USE_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
			(is_secure ? MHD_USE_TLS : 0),
		0, NULL, NULL, http_on_request, &server->http, MHD_OPTION_EXTERNAL_LOGGER,
		on_log, NULL, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)SERVER_CONNECTIONS_MAX, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
		(unsigned)SERVER_CONNECTIONS_OF_ONE_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)MEMORY_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_URI_LOG_CALLBACK, http_on_target, &server->http,
		MHD_OPTION_NOTIFY_COMPLETED, http_on_end, &server->http,
		MHD_OPTION_NOTIFY_CONNECTION, http_on_connection, &server->http,
		MHD_OPTION_ARRAY, is_secure ? tls : plain, MHD_OPTION_END);
	if (server->daemon != NULL)
		return 0;
	text_say(why, "the web server did not start%s",
		 is_secure ? ": are certificate and key right?" : "");
	close(fd);
	return -EIO;
}

/* libmicrohttpd does what can be done now, and says when it wants to be asked again. */
static int run_daemon(struct server *server)
{
	MHD_run(server->daemon);
	return 0;
}

static int on_io(sd_event_source *source, int fd, uint32_t events, void *context)
{
	(void)source;
	(void)fd;
	(void)events;
	return run_daemon(context);
}

static int on_timer(sd_event_source *source, uint64_t at_us, void *context)
{
	(void)source;
	(void)at_us;
	return run_daemon(context);
}

static int on_prepare(sd_event_source *source, void *context)
{
	struct server *server = context;
	MHD_UNSIGNED_LONG_LONG wait_ms;

	(void)source;
	if (live_was_woken(server->http.web->live))
		MHD_run(server->daemon);
	if (MHD_get_timeout(server->daemon, &wait_ms) != MHD_YES)
		return sd_event_source_set_enabled(server->timer, SD_EVENT_OFF);
	sd_event_source_set_time_relative(server->timer, wait_ms * US_PER_MS);
	return sd_event_source_set_enabled(server->timer, SD_EVENT_ONESHOT);
}

static int on_sweep(sd_event_source *source, uint64_t at_us, void *context)
{
	struct server *server = context;

	(void)at_us;
	http_cut_slow(&server->http, clock_mono_ms());
	sd_event_source_set_time_relative(source, US_PER_S);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

static int on_beat(sd_event_source *source, uint64_t at_us, void *context)
{
	struct server *server = context;

	(void)at_us;
	live_beat(server->http.web->live);
	sd_event_source_set_time_relative(source, LIVE_BEAT_S * (uint64_t)US_PER_S);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

static int join_loop(struct server *server, sd_event *loop)
{
	const union MHD_DaemonInfo *info =
		MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	int error = sd_event_add_io(loop, &server->io, info->epoll_fd, EPOLLIN, on_io,
				    server);

	if (error >= 0)
		error = sd_event_add_time_relative(loop, &server->timer, CLOCK_MONOTONIC,
						   0, TIMER_ACCURACY_US, on_timer,
						   server);
	if (error >= 0)
		error = sd_event_source_set_enabled(server->timer, SD_EVENT_OFF);
	if (error >= 0)
		error = sd_event_source_set_prepare(server->io, on_prepare);
	if (error >= 0)
		error = sd_event_add_time_relative(loop, &server->sweep, CLOCK_MONOTONIC,
						   US_PER_S, 0, on_sweep, server);
	if (error >= 0)
		error = sd_event_add_time_relative(loop, &server->beat, CLOCK_MONOTONIC,
						   LIVE_BEAT_S * (uint64_t)US_PER_S, 0,
						   on_beat, server);
	return error < 0 ? error : 0;
}

int server_start(struct server **out_server, sd_event *loop, struct web *web,
		 struct text *why)
{
	struct server *server = must_alloc(sizeof *server);
	int error = read_certificate(server, web->options, why);
	int fd = error < 0 ? error : find_socket(web->options->listen, why);

	*out_server = server;
	web->live = live_new();
	http_init(&server->http, web, server->certificate != NULL);
	if (fd < 0)
		return fd;
	say_address(server, fd);
	error = start_daemon(server, fd, why);
	if (error == 0)
		error = join_loop(server, loop);
	return error;
}

void server_stop(struct server *server)
{
	if (server == NULL)
		return;
	sd_event_source_unref(server->io);
	sd_event_source_unref(server->timer);
	sd_event_source_unref(server->sweep);
	sd_event_source_unref(server->beat);
	if (server->daemon != NULL) {
		live_wake(server->http.web->live); /* nothing may sleep at the end */
		MHD_stop_daemon(server->daemon);
	}
	live_free(server->http.web->live);
	server->http.web->live = NULL;
	free(server->certificate);
	free(server->key);
	free(server);
}

const char *server_address(const struct server *server)
{
	return server->address;
}
