// SPDX-License-Identifier: MIT
/*
 * What a record is for: a story that came with a bug report, played by a pty that knows
 * nothing else, leads the life cycle through the same states to the same facts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/record.h"
#include "tests/support/player.h"
#include "tests/support/rig.h"

enum {
	HURRY = 20,
	LINE_SIZE = 600,
};

/* Record the rig's modem from now on. Returns where the story can be read. */
static int record(struct rig *rig)
{
	int pair[2], size = PLAYER_STORY_SIZE;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	setsockopt(pair[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
	modem_record(rig->modem, pair[1]);
	return pair[0];
}

static void read_story(int socket, char out[PLAYER_STORY_SIZE])
{
	size_t length = 0;
	ssize_t n;

	while ((n = recv(socket, out + length, PLAYER_STORY_SIZE - 1 - length,
			 MSG_DONTWAIT)) > 0)
		length += (size_t)n;
	out[length] = '\0';
	close(socket);
}

/* Record a running modem: it is set up once more; out: the story and the model. */
static void record_profile(const char *profile, char *out_story, char out_model[64])
{
	char arguments[64];
	struct rig rig;
	int story;

	snprintf(arguments, sizeof arguments, "--profile %s", profile);
	rig_open(&rig, arguments, HURRY);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	story = record(&rig);
	rig_run_until_state(&rig, MODEM_STATE_PROBING);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_run_for_ms(&rig, 300);
	text_copy(out_model, 64, modem_health(rig.modem)->model);
	read_story(story, out_story);
	rig_close(&rig);
}

static void check_replay(const char *profile)
{
	static struct player player;
	static char story[PLAYER_STORY_SIZE];
	char states[PLAYER_STATES_SIZE], played[PLAYER_STATES_SIZE], model[64];
	struct rig rig;
	int reader;

	record_profile(profile, player.story, model);
	player_states(player.story, states);
	assert_string_equal(states, "probing registering ready ");
	rig_prepare(&rig, HURRY);
	player_open(&player, rig.loop, rig.options.port, sizeof rig.options.port);
	rig_start_modem(&rig);
	reader = record(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_string_equal(modem_health(rig.modem)->model, model);
	read_story(reader, story);
	player_states(story, played);
	assert_string_equal(played, states);
	assert_int_equal(player.n_unknown, 0);
	rig_close(&rig);
	player_close(&player);
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
	static char story[PLAYER_STORY_SIZE];
	struct rig rig;
	int reader;

	(void)state;
	rig_prepare(&rig, HURRY);
	text_copy(rig.options.pin, sizeof rig.options.pin, "4711");
	rig_start_simulator(&rig, "--pin 4711");
	rig_start_modem(&rig);
	reader = record(&rig);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig.n_wanted = 1;
	rig_say(&rig, "sms 081234567890 halo");
	rig_run_until(&rig, rig_is_drained, "it serves");
	read_story(reader, story);
	assert_non_null(strstr(story, " > (secret)\n"));
	assert_null(strstr(story, "4711"));
	assert_non_null(strstr(story, "AT+CMGR="));
	assert_null(strstr(story, modem_health(rig.modem)->imei));
	assert_null(strstr(story, modem_health(rig.modem)->sim));
	assert_null(strstr(story, "2618325476")); /* the number as a PDU writes it */
	rig_close(&rig);
}

static void test_it_ends_with_its_reader_or_when_it_is_full(void **state)
{
	char line[LINE_SIZE], bytes[2 * LINE_SIZE];
	struct record record;
	int pair[2];
	long n_read = 0;

	(void)state;
	memset(line, 'x', sizeof line);
	line[sizeof line - 1] = '\0';
	record_init(&record);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	record_begin(&record, pair[1]);
	for (int i = 0; i < 2 * RECORD_MAX_BYTES / LINE_SIZE && record_is_on(&record);
	     i++) {
		ssize_t n;

		record_line(&record, '<', line);
		n = recv(pair[0], bytes, sizeof bytes, MSG_DONTWAIT);
		n_read += n > 0 ? n : 0;
	}
	assert_false(record_is_on(&record));
	assert_in_range(n_read, RECORD_MAX_BYTES, RECORD_MAX_BYTES + LINE_SIZE + 20);
	close(pair[0]);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	record_begin(&record, pair[1]);
	record_line(&record, '<', "OK");
	assert_true(record_is_on(&record));
	close(pair[0]);
	record_line(&record, '<', "OK");
	assert_false(record_is_on(&record));
}

/* It would keep the modem waiting. */
static void test_a_reader_that_does_not_keep_up_is_left(void **state)
{
	char line[LINE_SIZE];
	struct record record;
	int pair[2];

	(void)state;
	memset(line, 'x', sizeof line);
	line[sizeof line - 1] = '\0';
	record_init(&record);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	record_begin(&record, pair[1]);
	for (int i = 0; i < RECORD_MAX_BYTES / 2 / LINE_SIZE; i++)
		record_line(&record, '<', line);
	assert_false(record_is_on(&record));
	close(pair[0]);
}

static void test_what_is_no_socket_does_no_harm(void **state)
{
	struct record record;
	int pipes[2];

	(void)state;
	record_init(&record);
	record_line(&record, '<', "OK");
	record_line(NULL, '<', "OK");
	assert_int_equal(pipe(pipes), 0);
	record_begin(&record, pipes[1]);
	record_line(&record, '<', "OK");
	assert_false(record_is_on(&record));
	close(pipes[0]);
	record_end(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_record_leads_to_the_same_states),
		cmocka_unit_test(test_people_are_not_in_a_record),
		cmocka_unit_test(test_it_ends_with_its_reader_or_when_it_is_full),
		cmocka_unit_test(test_a_reader_that_does_not_keep_up_is_left),
		cmocka_unit_test(test_what_is_no_socket_does_no_harm),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
