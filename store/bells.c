// SPDX-License-Identifier: MIT
#include "store/bells.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"

enum {
	/* A file system's clock ticks every few ms: a folder that changed so shortly
	 * before it was listed may have changed again in the same tick. */
	TICK_NS = 50 * 1000000,
	SECOND_NS = 1000000000,
};

int bells_place_open(struct bells_place *place, const char *store_path)
{
	char copy[LIMIT_PATH_SIZE];
	struct text prefix;

	text_init(&prefix, place->prefix, sizeof place->prefix);
	place->folder = -1;
	if (strcmp(store_path, ":memory:") == 0)
		return 0;
	text_copy(copy, sizeof copy, store_path);
	text_add(&prefix, basename(copy));
	text_add(&prefix, ".bell-");
	if (prefix.is_cut)
		return -ENAMETOOLONG;
	text_copy(copy, sizeof copy, store_path);
	place->folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return place->folder < 0 ? -errno : 0;
}

void bells_place_close(struct bells_place *place)
{
	if (place->folder >= 0)
		close(place->folder);
	place->folder = -1;
}

bool bells_address(const struct bells_place *place, const char *file,
		   struct sockaddr_un *out_address)
{
	struct text path;

	*out_address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	text_init(&path, out_address->sun_path, sizeof out_address->sun_path);
	text_add_format(&path, "/proc/self/fd/%d/%s", place->folder, file);
	return !path.is_cut;
}

void bells_each(const struct bells_place *place,
		void (*visit)(void *context, const char *file), void *context)
{
	size_t length = strlen(place->prefix);
	int folder = openat(place->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = folder < 0 ? NULL : fdopendir(folder);
	const struct dirent *entry;

	if (entries == NULL) {
		if (folder >= 0)
			close(folder);
		return;
	}
	while ((entry = readdir(entries)) != NULL) {
		if (strncmp(entry->d_name, place->prefix, length) == 0)
			visit(context, entry->d_name);
	}
	closedir(entries);
}

int ringer_open(struct ringer *ringer, const char *store_path)
{
	int error = bells_place_open(&ringer->place, store_path);

	ringer->socket = -1;
	ringer->is_listed = false;
	ringer->n_bells = 0;
	if (error != 0 || ringer->place.folder < 0)
		return error;
	ringer->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	return ringer->socket < 0 ? -errno : 0;
}

void ringer_close(struct ringer *ringer)
{
	bells_place_close(&ringer->place);
	if (ringer->socket >= 0)
		close(ringer->socket);
	ringer->socket = -1;
}

static void add_bell(void *context, const char *file)
{
	struct ringer *ringer = context;

	if (ringer->n_bells < BELLS_MAX &&
	    bells_address(&ringer->place, file, &ringer->bells[ringer->n_bells]))
		ringer->n_bells++;
}

/* Nanoseconds from `earlier` to `later`, at most a second either way. */
static int64_t ns_between(struct timespec earlier, struct timespec later)
{
	int64_t seconds = (int64_t)later.tv_sec - earlier.tv_sec;

	if (seconds > 1 || seconds < -1)
		return seconds > 0 ? SECOND_NS : -SECOND_NS;
	return seconds * SECOND_NS + (later.tv_nsec - earlier.tv_nsec);
}

static void list_again_if_changed(struct ringer *ringer)
{
	struct timespec now;
	struct stat status;

	if (fstat(ringer->place.folder, &status) != 0)
		return;
	if (ringer->is_listed && ns_between(ringer->listed_of, status.st_mtim) == 0)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	ringer->n_bells = 0;
	bells_each(&ringer->place, add_bell, ringer);
	ringer->listed_of = status.st_mtim;
	ringer->is_listed = ns_between(status.st_mtim, now) > TICK_NS;
}

static const char *file_of(const struct sockaddr_un *bell)
{
	return strrchr(bell->sun_path, '/') + 1;
}

void ringer_ring(struct ringer *ringer, const char *except)
{
	if (ringer->socket < 0)
		return;
	list_again_if_changed(ringer);
	for (int i = 0; i < ringer->n_bells; i++) {
		const struct sockaddr_un *bell = &ringer->bells[i];

		if (strcmp(file_of(bell), except) == 0)
			continue;
		/* Refused: nobody is there any more. Full: it has not listened to the
		 * last one yet. Both are right as they are. */
		(void)!sendto(ringer->socket, "!", 1, MSG_DONTWAIT | MSG_NOSIGNAL,
			      (const struct sockaddr *)bell, sizeof *bell);
	}
}
