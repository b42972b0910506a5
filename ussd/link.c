// SPDX-License-Identifier: MIT
#include "ussd/link.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"

enum link_state {
	LINK_DOWN, /* waits for the next try */
	LINK_CONNECTING,
	LINK_UP,
};

struct link {
	sd_event *loop;
	struct link_owner owner;
	char host[LINK_HOST_SIZE];
	unsigned port;
	enum link_state state;
	int fd;
	sd_event_source *io, *timer;
	int64_t pause_ms;
	bool is_pinged, is_resetting;
	uint8_t bytes[IPA_FRAME_MAX];
	size_t n_bytes;
};

static void set_timer(struct link *link, int64_t after_ms)
{
	sd_event_source_set_time_relative(link->timer, (uint64_t)after_ms * 1000);
	sd_event_source_set_enabled(link->timer, SD_EVENT_ONESHOT);
}

static void close_fd(struct link *link)
{
	link->io = sd_event_source_disable_unref(link->io);
	if (link->fd >= 0)
		close(link->fd);
	link->fd = -1;
	link->n_bytes = 0;
	link->is_pinged = false;
}

static void go_down(struct link *link, const char *why)
{
	bool was_up = link->state == LINK_UP;

	log_info("link down to=%s host=%s port=%u why=\"%s\" again_ms=%lld",
		 link->owner.what, link->host, link->port, why,
		 (long long)link->pause_ms);
	close_fd(link);
	link->state = LINK_DOWN;
	set_timer(link, link->pause_ms);
	link->pause_ms *= 2;
	if (link->pause_ms > LINK_PAUSE_MAX_MS)
		link->pause_ms = LINK_PAUSE_MAX_MS;
	if (was_up)
		link->owner.on_down(link->owner.context);
}

static void go_up(struct link *link)
{
	link->state = LINK_UP;
	log_info("link up to=%s host=%s port=%u", link->owner.what, link->host,
		 link->port);
	sd_event_source_set_io_events(link->io, EPOLLIN);
	if (link->owner.has_ping)
		set_timer(link, LINK_PING_MS);
	else
		sd_event_source_set_enabled(link->timer, SD_EVENT_OFF);
	link->owner.on_up(link->owner.context);
}

/* Give each whole frame to the owner, who may reset us meanwhile. */
static void take_frames(struct link *link)
{
	struct ipa_frame frame;
	int used = 1;

	link->is_resetting = false;
	while (!link->is_resetting && used > 0) {
		used = ipa_read(link->bytes, link->n_bytes, &frame);
		if (used < 0) {
			go_down(link, "no frame");
			return;
		}
		if (used == 0)
			return;
		if (ipa_is_pong(&frame))
			link->is_pinged = false;
		link->owner.on_frame(link->owner.context, &frame);
		if (link->is_resetting)
			return;
		link->n_bytes -= (size_t)used;
		memmove(link->bytes, link->bytes + used, link->n_bytes);
	}
}

static void take_bytes(struct link *link)
{
	ssize_t n = recv(link->fd, link->bytes + link->n_bytes,
			 sizeof link->bytes - link->n_bytes, 0);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		go_down(link, n == 0 ? "closed by the peer" : strerror(errno));
		return;
	}
	link->n_bytes += (size_t)n;
	take_frames(link);
}

static void end_connecting(struct link *link)
{
	int error = 0;
	socklen_t length = sizeof error;

	getsockopt(link->fd, SOL_SOCKET, SO_ERROR, &error, &length);
	if (error != 0)
		go_down(link, strerror(error));
	else
		go_up(link);
}

static int on_io(sd_event_source *source, int fd, uint32_t events, void *context)
{
	struct link *link = context;

	(void)source, (void)fd, (void)events;
	if (link->state == LINK_CONNECTING)
		end_connecting(link);
	else
		take_bytes(link);
	return 0;
}

static bool read_address(const char *host, unsigned port, struct sockaddr_storage *out,
			 socklen_t *out_length)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	v4.sin_port = v6.sin6_port = htons((uint16_t)port);
	memset(out, 0, sizeof *out);
	if (inet_pton(AF_INET, host, &v4.sin_addr) == 1) {
		memcpy(out, &v4, sizeof v4);
		*out_length = sizeof v4;
		return true;
	}
	if (inet_pton(AF_INET6, host, &v6.sin6_addr) != 1)
		return false;
	memcpy(out, &v6, sizeof v6);
	*out_length = sizeof v6;
	return true;
}

static int open_socket(struct link *link)
{
	struct sockaddr_storage address;
	socklen_t length = 0;
	int one = 1;

	if (!read_address(link->host, link->port, &address, &length))
		return -EINVAL;
	link->fd =
		socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (link->fd < 0)
		return -errno;
	setsockopt(link->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (connect(link->fd, (struct sockaddr *)&address, length) < 0 &&
	    errno != EINPROGRESS)
		return -errno;
	return sd_event_add_io(link->loop, &link->io, link->fd, EPOLLOUT, on_io, link);
}

static void try_to_connect(struct link *link)
{
	int error = open_socket(link);

	if (error < 0) {
		go_down(link, strerror(-error));
		return;
	}
	link->state = LINK_CONNECTING;
	set_timer(link, LINK_PATIENCE_MS);
}

static void ping(struct link *link)
{
	uint8_t frame[IPA_HEADER_SIZE + 1];

	if (link->is_pinged) {
		go_down(link, "no answer to a ping");
		return;
	}
	link->is_pinged = true;
	set_timer(link, LINK_PING_MS);
	link_send(link, frame, ipa_write_ping(frame, sizeof frame));
}

static int on_timer(sd_event_source *source, uint64_t at_us, void *context)
{
	struct link *link = context;

	(void)source, (void)at_us;
	if (link->state == LINK_DOWN)
		try_to_connect(link);
	else if (link->state == LINK_CONNECTING)
		go_down(link, "no connection in time");
	else
		ping(link);
	return 0;
}

struct link *link_new(sd_event *loop, const struct link_owner *owner, const char *host,
		      unsigned port)
{
	struct link *link = must_alloc(sizeof *link);

	*link = (struct link){ .loop = loop,
			       .owner = *owner,
			       .port = port,
			       .fd = -1,
			       .pause_ms = LINK_PAUSE_FIRST_MS };
	text_copy(link->host, sizeof link->host, host);
	if (sd_event_add_time_relative(loop, &link->timer, CLOCK_MONOTONIC, 0, 0,
				       on_timer, link) < 0) {
		free(link);
		return NULL;
	}
	return link;
}

void link_free(struct link *link)
{
	if (link == NULL)
		return;
	close_fd(link);
	sd_event_source_disable_unref(link->timer);
	free(link);
}

bool link_is_up(const struct link *link)
{
	return link->state == LINK_UP;
}

void link_send(struct link *link, const uint8_t *bytes, size_t length)
{
	if (link->state != LINK_UP || length == 0)
		return;
	/* A frame is far smaller than any socket's buffer: what does not fit means that
	 * the peer has stopped reading. */
	if (send(link->fd, bytes, length, MSG_NOSIGNAL) != (ssize_t)length)
		link_reset(link, "it takes no more bytes");
}

void link_reset(struct link *link, const char *why)
{
	link->is_resetting = true;
	if (link->state == LINK_UP)
		go_down(link, why);
}

void link_settled(struct link *link)
{
	link->pause_ms = LINK_PAUSE_FIRST_MS;
}
