// SPDX-License-Identifier: MIT
/*
 * What a record is for: a file that came with a bug report, played by a pty that knows
 * nothing else, leads the life cycle through the same states to the same facts.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/record.h"
#include "tests/support/rig.h"

enum {
	HURRY = 20,
	STORY_SIZE = 65536,
	LINE_SIZE = 600,
	STATES_SIZE = 400,
};

struct player {
	char story[STORY_SIZE];
	char *at; /* what is played next */
	int fd;
	char heard[LINE_SIZE];
	size_t n_heard;
	unsigned n_unknown;
};

static void read_file(const char *path, char *out, size_t size)
{
	FILE *file = fopen(path, "r");
	size_t n;

	assert_non_null(file);
	n = fread(out, 1, size - 1, file);
	assert_true(feof(file));
	out[n] = '\0';
	fclose(file);
}

/* The states of a record, one after another. */
static void states_of(const char *story, char out[STATES_SIZE])
{
	struct text text;

	text_init(&text, out, STATES_SIZE);
	while ((story = strstr(story, " # ")) != NULL) {
		size_t length = strcspn(story + 3, "\n");

		text_add_format(&text, "%.*s ", (int)length, story + 3);
		story += 3;
	}
	assert_false(text.is_cut);
}

/* The direction of the line at `at`, and what it says. */
static char take(char *at, char out[LINE_SIZE])
{
	size_t length = strcspn(at, "\n"), n_time = strspn(at, "0123456789");

	assert_true(length >= n_time + 3 && length < LINE_SIZE);
	memcpy(out, at + n_time + 3, length - n_time - 3);
	out[length - n_time - 3] = '\0';
	return at[n_time + 1];
}

static char *behind(char *at)
{
	at += strcspn(at, "\n");
	return *at == '\n' ? at + 1 : at;
}

static void answer(struct player *player)
{
	char line[LINE_SIZE];

	while (*player->at != '\0') {
		char direction = take(player->at, line);

		if (direction == '>')
			return;
		if (direction == '<')
			dprintf(player->fd, "\r\n%s\r\n", line);
		player->at = behind(player->at);
	}
}

/* What was written here stands further down in the story; else the story has no answer.
 */
static void hear(struct player *player)
{
	char line[LINE_SIZE];

	for (char *at = player->at; *at != '\0'; at = behind(at)) {
		if (take(at, line) != '>' || strcmp(line, player->heard) != 0)
			continue;
		player->at = behind(at);
		answer(player);
		return;
	}
	player->n_unknown++;
	dprintf(player->fd, "\r\nERROR\r\n");
}

static int on_bytes(sd_event_source *source, int fd, uint32_t events, void *context)
{
	struct player *player = context;
	char byte;

	(void)source;
	(void)events;
	while (read(fd, &byte, 1) == 1) {
		if (byte == '\r' && player->n_heard > 0) {
			player->heard[player->n_heard] = '\0';
			player->n_heard = 0;
			hear(player);
		} else if (byte >= ' ' && player->n_heard < LINE_SIZE - 1) {
			player->heard[player->n_heard++] = byte;
		}
	}
	return 0;
}

static void open_pty(struct player *player, struct rig *rig)
{
	struct termios raw;
	int slave;

	player->fd = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
	assert_true(player->fd >= 0);
	assert_int_equal(grantpt(player->fd), 0);
	assert_int_equal(unlockpt(player->fd), 0);
	assert_int_equal(
		ptsname_r(player->fd, rig->options.port, sizeof rig->options.port), 0);
	slave = open(rig->options.port, O_RDWR | O_NOCTTY); /* stays open: no hang-up */
	assert_true(slave >= 0);
	assert_int_equal(tcgetattr(slave, &raw), 0);
	cfmakeraw(&raw);
	assert_int_equal(tcsetattr(slave, TCSANOW, &raw), 0);
	assert_true(sd_event_add_io(rig->loop, NULL, player->fd, EPOLLIN, on_bytes,
				    player) >= 0);
}

/* Record a start-up; out: the story and the model. */
static void record(const char *profile, char *out_story, char out_model[64])
{
	char arguments[64];
	struct rig rig;

	snprintf(arguments, sizeof arguments, "--profile %s", profile);
	rig_prepare(&rig, HURRY);
	snprintf(rig.options.record, sizeof rig.options.record, "%s/record", rig.folder);
	rig_start_simulator(&rig, arguments);
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 300);
	text_copy(out_model, 64, modem_health(rig.modem)->model);
	read_file(rig.options.record, out_story, STORY_SIZE);
	rig_close(&rig);
}

static void check_replay(const char *profile)
{
	static struct player player;
	char states[STATES_SIZE], played[STATES_SIZE], model[64], path[128];
	char *story = malloc(STORY_SIZE);
	struct rig rig;

	assert_non_null(story);
	memset(&player, 0, sizeof player);
	record(profile, player.story, model);
	player.at = player.story;
	states_of(player.story, states);
	assert_string_equal(states, "probing registering ready ");
	rig_prepare(&rig, HURRY);
	open_pty(&player, &rig);
	snprintf(path, sizeof path, "%s/played", rig.folder);
	text_copy(rig.options.record, sizeof rig.options.record, path);
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_string_equal(modem_health(rig.modem)->model, model);
	read_file(path, story, STORY_SIZE);
	states_of(story, played);
	assert_string_equal(played, states);
	assert_int_equal(player.n_unknown, 0);
	rig_close(&rig);
	close(player.fd);
	free(story);
}

static void test_a_record_leads_to_the_same_states(void **state)
{
	static const char *const profiles[] = { "generic", "huawei-e173", "sim800",
						"sim7600", "ec25",        "wavecom",
						"zte" };

	(void)state;
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		print_message("  %s\n", profiles[i]);
		check_replay(profiles[i]);
	}
}

static void test_people_are_not_in_a_record(void **state)
{
	static char story[STORY_SIZE];
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	snprintf(rig.options.record, sizeof rig.options.record, "%s/record", rig.folder);
	text_copy(rig.options.pin, sizeof rig.options.pin, "4711");
	rig_start_simulator(&rig, "--pin 4711");
	rig_start_modem(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig.n_wanted = 1;
	rig_say(&rig, "sms 081234567890 halo");
	rig_run_until(&rig, rig_is_drained, "it serves");
	read_file(rig.options.record, story, sizeof story);
	assert_non_null(strstr(story, " > (secret)\n"));
	assert_null(strstr(story, "4711"));
	assert_non_null(strstr(story, "AT+CMGR="));
	assert_null(strstr(story, modem_health(rig.modem)->imei));
	assert_null(strstr(story, modem_health(rig.modem)->sim));
	assert_null(strstr(story, "2618325476")); /* the number as a PDU writes it */
	rig_close(&rig);
}

static void test_it_goes_on_behind_what_is_there_and_ends_when_full(void **state)
{
	char path[] = "/tmp/surat-record-XXXXXX", line[LINE_SIZE];
	char kept[64];
	struct stat after;
	struct record *opened;

	(void)state;
	assert_true(close(mkstemp(path)) == 0);
	memset(line, 'x', sizeof line);
	line[sizeof line - 1] = '\0';
	for (int i = 0; i < 2; i++) {
		opened = record_open(path);
		record_line(opened, '<', "OK");
		record_close(opened);
	}
	read_file(path, kept, sizeof kept);
	assert_non_null(strstr(strstr(kept, " < OK\n") + 1, " < OK\n"));
	opened = record_open(path);
	for (int i = 0; i < 2 * RECORD_MAX_BYTES / LINE_SIZE; i++)
		record_line(opened, '<', line);
	record_close(opened);
	assert_int_equal(stat(path, &after), 0);
	assert_in_range(after.st_size, RECORD_MAX_BYTES,
			RECORD_MAX_BYTES + LINE_SIZE + 20);
	unlink(path);
}

static void test_what_cannot_be_recorded_does_no_harm(void **state)
{
	(void)state;
	assert_null(record_open(""));
	assert_null(record_open("/nowhere/record"));
	assert_null(record_open("/dev/null"));
	record_line(NULL, '<', "OK");
	record_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_record_leads_to_the_same_states),
		cmocka_unit_test(test_people_are_not_in_a_record),
		cmocka_unit_test(test_it_goes_on_behind_what_is_there_and_ends_when_full),
		cmocka_unit_test(test_what_cannot_be_recorded_does_no_harm),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
