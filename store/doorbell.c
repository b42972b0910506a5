// SPDX-License-Identifier: MIT
#include "store/doorbell.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/must.h"
#include "base/text.h"
#include "store/bells.h"

enum {
	BELL_MODE = 0660,
	RINGS_MAX = 1000, /* forgotten at once; the kernel keeps far fewer */
};

/* Room for one descriptor beside a message, aligned as the kernel wants it. */
union hand {
	char bytes[CMSG_SPACE(sizeof(int))];
	struct cmsghdr header;
};

struct doorbell {
	int socket;
	struct bells_place place;
	char file[BELLS_FILE_SIZE]; /* "" when it has none to remove */
};

static int open_socket(void)
{
	return socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/* Whether somebody listens there, as far as one can know. Rings nobody. */
static bool is_alive(const struct bells_place *place, const char *file)
{
	struct sockaddr_un address;
	int probe = open_socket();
	bool is_refused;

	if (probe < 0)
		return true;
	is_refused =
		bells_address(place, file, &address) &&
		connect(probe, (const struct sockaddr *)&address, sizeof address) != 0 &&
		errno == ECONNREFUSED;
	close(probe);
	return !is_refused;
}

/* A follower that was killed leaves its socket behind; its name never comes again. The
 * second look at the inode spares one that was opened anew in between. */
static void remove_if_dead(void *context, const char *file)
{
	const struct bells_place *place = context;
	struct stat before, after;

	if (fstatat(place->folder, file, &before, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !S_ISSOCK(before.st_mode) || is_alive(place, file))
		return;
	if (fstatat(place->folder, file, &after, AT_SYMLINK_NOFOLLOW) == 0 &&
	    after.st_ino == before.st_ino)
		unlinkat(place->folder, file, 0);
}

/* Whoever may write the store may ring; root's bells are the service's too. When this is
 * refused the listener looks every 10 s, as without any bell. */
static void let_others_ring(const struct doorbell *bell, const char *store_path)
{
	struct stat status;

	if (fchmodat(bell->place.folder, bell->file, BELL_MODE, 0) != 0 ||
	    geteuid() != 0 || stat(store_path, &status) != 0)
		return;
	if (fchownat(bell->place.folder, bell->file, status.st_uid, status.st_gid,
		     AT_SYMLINK_NOFOLLOW) != 0)
		return;
}

static int listen_at(struct doorbell *bell, const char *store_path, struct text *why)
{
	struct sockaddr_un address;

	if (!bells_address(&bell->place, bell->file, &address))
		return -ENAMETOOLONG;
	if (bind(bell->socket, (const struct sockaddr *)&address, sizeof address) == 0) {
		let_others_ring(bell, store_path);
		return 0;
	}
	if (errno == EADDRINUSE)
		text_say(why, "another program listens at '%s' already", bell->file);
	return -errno;
}

/* Returns 0, and then the bell's file is there and ours; or -errno. */
static int hang_up(struct doorbell *bell, const char *store_path, const char *name,
		   struct text *why)
{
	struct text file;
	int error;

	text_init(&file, bell->file, sizeof bell->file);
	text_add(&file, bell->place.prefix);
	text_add(&file, name);
	bells_each(&bell->place, remove_if_dead, &bell->place);
	error = file.is_cut ? -ENAMETOOLONG : listen_at(bell, store_path, why);
	if (error != 0)
		text_clear(&file); /* what is there is not ours to remove */
	return error;
}

int doorbell_open(struct doorbell **out_bell, const char *store_path, const char *name,
		  struct text *why)
{
	struct doorbell *bell = must_alloc(sizeof *bell);
	int error = bells_place_open(&bell->place, store_path);

	*out_bell = NULL;
	bell->socket = open_socket();
	if (error == 0 && bell->socket < 0)
		error = -errno;
	if (error == 0 && bell->place.folder >= 0)
		error = hang_up(bell, store_path, name, why);
	if (error != 0) {
		text_say(why, "cannot listen beside '%s': %s", store_path,
			 strerror(-error));
		doorbell_close(bell);
		return error;
	}
	*out_bell = bell;
	return 0;
}

void doorbell_close(struct doorbell *bell)
{
	if (bell == NULL)
		return;
	if (bell->file[0] != '\0')
		unlinkat(bell->place.folder, bell->file, 0);
	bells_place_close(&bell->place);
	if (bell->socket >= 0)
		close(bell->socket);
	free(bell);
}

int doorbell_fd(const struct doorbell *bell)
{
	return bell->socket;
}

void doorbell_silence(struct doorbell *bell)
{
	char ring;

	for (int i = 0; i < RINGS_MAX; i++) {
		if (recv(bell->socket, &ring, sizeof ring, MSG_DONTWAIT) < 0)
			return;
	}
}

/* What a message brought; -1 none. It brings one at most, or the kernel keeps them. */
static int descriptor_in(struct msghdr *message)
{
	const struct cmsghdr *part = CMSG_FIRSTHDR(message);
	int descriptor;

	if (part == NULL || part->cmsg_level != SOL_SOCKET ||
	    part->cmsg_type != SCM_RIGHTS || part->cmsg_len != CMSG_LEN(sizeof(int)))
		return -1;
	memcpy(&descriptor, CMSG_DATA(part), sizeof descriptor);
	return descriptor;
}

bool doorbell_take(struct doorbell *bell, char *out_word, size_t size,
		   int *out_descriptor)
{
	for (int i = 0; i < RINGS_MAX; i++) {
		union hand hand;
		struct iovec bytes = { .iov_base = out_word, .iov_len = size - 1 };
		struct msghdr message = { .msg_iov = &bytes,
					  .msg_iovlen = 1,
					  .msg_control = hand.bytes,
					  .msg_controllen = sizeof hand.bytes };
		ssize_t n =
			recvmsg(bell->socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

		if (n < 0)
			return false;
		out_word[n] = '\0';
		*out_descriptor = descriptor_in(&message);
		if (*out_descriptor >= 0)
			return true;
	}
	return false;
}

static int send_hand(const struct sockaddr_un *address, const char *word, int descriptor)
{
	union hand hand = { .bytes = { 0 } };
	struct iovec bytes = { .iov_base = (void *)(uintptr_t)word,
			       .iov_len = strlen(word) };
	struct msghdr message = { .msg_name = (void *)(uintptr_t)address,
				  .msg_namelen = sizeof *address,
				  .msg_iov = &bytes,
				  .msg_iovlen = 1,
				  .msg_control = hand.bytes,
				  .msg_controllen = sizeof hand.bytes };
	struct cmsghdr *part = CMSG_FIRSTHDR(&message);
	int socket = open_socket(), error = 0;

	if (socket < 0)
		return -errno;
	part->cmsg_level = SOL_SOCKET;
	part->cmsg_type = SCM_RIGHTS;
	part->cmsg_len = CMSG_LEN(sizeof descriptor);
	memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
	if (sendmsg(socket, &message, MSG_NOSIGNAL) < 0)
		error = -errno;
	close(socket);
	return error;
}

int doorbell_hand(const char *store_path, const char *name, const char *word,
		  int descriptor)
{
	char buffer[BELLS_FILE_SIZE];
	struct sockaddr_un address;
	struct bells_place place;
	struct text file;
	int error = bells_place_open(&place, store_path);

	if (error < 0)
		return error;
	text_init(&file, buffer, sizeof buffer);
	text_add(&file, place.prefix);
	text_add(&file, name);
	if (place.folder < 0 || file.is_cut || !bells_address(&place, buffer, &address))
		error = -ENOENT;
	else
		error = send_hand(&address, word, descriptor);
	bells_place_close(&place);
	return error;
}

const char *doorbell_file(const struct doorbell *bell)
{
	return bell == NULL ? "" : bell->file;
}

void doorbell_ring(const char *store_path, const struct doorbell *except)
{
	struct ringer ringer;

	if (ringer_open(&ringer, store_path) == 0)
		ringer_ring(&ringer, doorbell_file(except));
	ringer_close(&ringer);
}

bool doorbell_is_heard(const char *store_path, const char *name)
{
	char buffer[BELLS_FILE_SIZE];
	struct bells_place place;
	struct text file;
	bool is_heard;

	if (bells_place_open(&place, store_path) != 0 || place.folder < 0)
		return false;
	text_init(&file, buffer, sizeof buffer);
	text_add(&file, place.prefix);
	text_add(&file, name);
	is_heard = !file.is_cut && faccessat(place.folder, buffer, F_OK, 0) == 0 &&
		   is_alive(&place, buffer);
	bells_place_close(&place);
	return is_heard;
}
