// SPDX-License-Identifier: MIT
#include "web/copying.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "store/backup.h"
#include "web/live.h"

enum {
	PAUSE_US = 2000, /* between two pieces: others are served meanwhile */
	TOLD_PERCENT = 10,
};

struct copying {
	sd_event_source *timer;
	struct live *const *live;
	struct backup *backup;
	struct copying_state state;
	char folder[LIMIT_PATH_SIZE];
};

static void tell_pages(const struct copying *copying)
{
	if (*copying->live != NULL)
		live_wake(*copying->live);
}

static void end(struct copying *copying, int error, const char *why)
{
	backup_free(copying->backup);
	copying->backup = NULL;
	copying->state.is_running = false;
	copying->state.error = error;
	if (error == 0) {
		log_info("backup done name=%s folder=%s", copying->state.name,
			 copying->folder);
		copies_forget_old(copying->folder);
	} else {
		log_error("backup failed name=%s why=\"%s\"", copying->state.name, why);
	}
	tell_pages(copying);
}

static int on_timer(sd_event_source *source, uint64_t at_us, void *context)
{
	struct copying *copying = context;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int more, percent;

	(void)at_us;
	text_init(&why, buffer, sizeof buffer);
	more = backup_step(copying->backup, &why);
	if (more != 1) {
		end(copying, more, buffer);
		return 0;
	}
	percent = backup_percent(copying->backup);
	if (percent >= copying->state.percent + TOLD_PERCENT) {
		copying->state.percent = percent;
		tell_pages(copying);
	}
	sd_event_source_set_time_relative(source, PAUSE_US);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

struct copying *copying_new(sd_event *loop, struct live *const *live)
{
	struct copying *copying = must_alloc(sizeof *copying);
	int error = sd_event_add_time_relative(loop, &copying->timer, CLOCK_MONOTONIC, 0,
					       PAUSE_US, on_timer, copying);

	must(error >= 0);
	copying->live = live;
	/* Requests go first. */
	(void)sd_event_source_set_priority(copying->timer, SD_EVENT_PRIORITY_IDLE);
	(void)sd_event_source_set_enabled(copying->timer, SD_EVENT_OFF);
	return copying;
}

void copying_free(struct copying *copying)
{
	if (copying == NULL)
		return;
	sd_event_source_unref(copying->timer);
	backup_free(copying->backup);
	free(copying);
}

int copying_start(struct copying *copying, const char *store_path, const char *folder,
		  int64_t now_s)
{
	char path[LIMIT_PATH_SIZE], buffer[LIMIT_WHY_SIZE];
	struct text text, why;
	int error;

	if (copying->state.is_running)
		return -EBUSY;
	text_init(&why, buffer, sizeof buffer);
	text_init(&text, path, sizeof path);
	text_copy(copying->folder, sizeof copying->folder, folder);
	copying->state = (struct copying_state){ .percent = 0 };
	copies_draw_name(now_s, copying->state.name);
	text_add_format(&text, "%s/%s", folder, copying->state.name);
	error = text.is_cut ? -ENAMETOOLONG : copies_make_folder(folder);
	if (error < 0)
		text_say(&why, "cannot make folder '%s': %s", folder, strerror(-error));
	else
		error = backup_begin(&copying->backup, store_path, path, &why);
	if (error < 0) {
		end(copying, error, buffer);
		return 0; /* the page says what became of it */
	}
	copying->state.is_running = true;
	sd_event_source_set_time_relative(copying->timer, PAUSE_US);
	return sd_event_source_set_enabled(copying->timer, SD_EVENT_ONESHOT);
}

void copying_get(const struct copying *copying, struct copying_state *out)
{
	*out = copying->state;
}
