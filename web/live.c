// SPDX-License-Identifier: MIT
#include "web/live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include <microhttpd.h>

#include "base/clock.h"
#include "base/must.h"

enum {
	BLOCK_BYTES = 256,
	/* Then the page connects again, and who it is for is looked at again. */
	STREAM_MAX_MS = 5 * 60 * 1000,
};

struct stream {
	struct live *live;
	struct MHD_Connection *connection;
	int64_t begun_ms;
	unsigned told; /* the last change that it was told */
	bool is_beat_due, is_suspended, has_begun;
	TAILQ_ENTRY(stream) link;
};

struct live {
	TAILQ_HEAD(, stream) streams;
	unsigned change; /* counts */
	size_t n_streams;
	bool was_woken;
};

struct live *live_new(void)
{
	struct live *live = must_alloc(sizeof *live);

	TAILQ_INIT(&live->streams);
	return live;
}

void live_free(struct live *live)
{
	if (live == NULL)
		return;
	must(TAILQ_EMPTY(&live->streams));
	free(live);
}

static void resume_all(struct live *live)
{
	struct stream *stream;

	TAILQ_FOREACH(stream, &live->streams, link)
	{
		if (stream->is_suspended) {
			stream->is_suspended = false;
			MHD_resume_connection(stream->connection);
			live->was_woken = true;
		}
	}
}

void live_wake(struct live *live)
{
	live->change++;
	resume_all(live);
}

bool live_was_woken(struct live *live)
{
	bool was_woken = live->was_woken;

	live->was_woken = false;
	return was_woken;
}

void live_beat(struct live *live)
{
	struct stream *stream;

	TAILQ_FOREACH(stream, &live->streams, link)
	stream->is_beat_due = true;
	resume_all(live);
}

/* libmicrohttpd asks for what comes next; nothing does: it sleeps until it is woken. */
static ssize_t read_stream(void *context, uint64_t position, char *out, size_t size)
{
	struct stream *stream = context;
	int length = 0;

	(void)position;
	if (clock_mono_ms() - stream->begun_ms > STREAM_MAX_MS)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (!stream->has_begun)
		length = snprintf(out, size, "retry: 2000\n\n");
	else if (stream->told != stream->live->change)
		length = snprintf(out, size, "data: %u\n\n", stream->live->change);
	else if (stream->is_beat_due)
		length = snprintf(out, size, ":\n\n");
	if (stream->has_begun && stream->told != stream->live->change)
		stream->told = stream->live->change;
	stream->has_begun = true;
	stream->is_beat_due = false;
	if (length == 0) {
		stream->is_suspended = true;
		MHD_suspend_connection(stream->connection);
	}
	return length;
}

static void end_stream(void *context)
{
	struct stream *stream = context;

	TAILQ_REMOVE(&stream->live->streams, stream, link);
	stream->live->n_streams--;
	free(stream);
}

struct MHD_Response *live_begin(struct live *live, struct MHD_Connection *connection)
{
	struct stream *stream;
	struct MHD_Response *response;

	if (live->n_streams == LIVE_STREAMS_MAX)
		return NULL;
	stream = must_alloc(sizeof *stream);
	stream->live = live;
	stream->connection = connection;
	stream->begun_ms = clock_mono_ms();
	stream->told = live->change;
	response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES,
						     read_stream, stream, end_stream);
	must(response != NULL);
	TAILQ_INSERT_TAIL(&live->streams, stream, link);
	live->n_streams++;
	return response;
}
