// SPDX-License-Identifier: MIT
/*
 * Stories of modems (tests/stories/, modem/record.h) from start-up to a text that is
 * answered. What a story's modem was never asked is an ERROR, as unknown commands are.
 * A story named as an argument is played to its last state, for a bug report.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/support/player.h"
#include "tests/support/rig.h"

enum {
	HURRY = 100,
	NAMES_MAX = 64,
	STORIES_LEAST = 8,
};

static const char folder[] = "tests/stories";

static bool is_served(struct rig *rig)
{
	return rig->n_messages >= 1 && rig->n_results[MODEM_SEND_RESULT_SENT] >= 1;
}

/* "# model huawei E3372" */
static void model_of(const char *story, char out[MODEM_FACT_SIZE])
{
	static const char mark[] = "# model ";
	const char *line = strstr(story, mark);
	struct text text;

	assert_non_null(line);
	line += sizeof mark - 1;
	text_init(&text, out, MODEM_FACT_SIZE);
	text_add_bytes(&text, line, strcspn(line, "\n"));
}

static void open_story(struct player *player, struct rig *rig, const char *path)
{
	player_read(player, path);
	rig_prepare(rig, HURRY);
	player_open(player, rig->loop, rig->options.port, sizeof rig->options.port);
	rig_start_modem(rig);
}

static void play(const char *name)
{
	static struct player player;
	char path[300], model[MODEM_FACT_SIZE];
	struct rig rig;

	print_message("  %s\n", name);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	open_story(&player, &rig, path);
	model_of(player.story, model);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	assert_string_equal(modem_health(rig.modem)->model, model);
	rig_run_until(&rig, is_served, "the story's text is stored and answered");
	assert_int_equal(rig.n_messages, 1);
	assert_int_equal(rig.n_damaged, 0);
	rig_close(&rig);
	player_close(&player);
}

static void test_each_model_from_start_up_to_an_answer(void **state)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort), n_played = 0;

	(void)state;
	assert_in_range(n, 1, NAMES_MAX);
	for (int i = 0; i < n; i++) {
		if (strstr(names[i]->d_name, ".story") != NULL) {
			play(names[i]->d_name);
			n_played++;
		}
		free(names[i]);
	}
	free(names);
	assert_true(n_played >= STORIES_LEAST);
}

/* The modem's states, until they are the story's or a minute is over. */
static bool is_in_last_state(struct rig *rig)
{
	const char *last = rig->last_why; /* of no other use here */

	return strcmp(modem_state_name(modem_health(rig->modem)->state), last) == 0;
}

static void play_report(const char *path)
{
	static struct player player;
	char states[PLAYER_STATES_SIZE];
	struct rig rig;
	char *last;

	open_story(&player, &rig, path);
	player_states(player.story, states);
	assert_true(strlen(states) > 1);
	states[strlen(states) - 1] = '\0';
	last = strrchr(states, ' ');
	text_copy(rig.last_why, sizeof rig.last_why, last != NULL ? last + 1 : states);
	rig_run_until(&rig, is_in_last_state, rig.last_why);
	printf("%s: %s, as in the story; %u commands it does not know\n",
	       modem_health(rig.modem)->model, rig.last_why, player.n_unknown);
	rig_close(&rig);
	player_close(&player);
}

static void test_a_report(void **state)
{
	play_report(*state);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_model_from_start_up_to_an_answer),
	};
	const struct CMUnitTest report_tests[] = {
		cmocka_unit_test_prestate(test_a_report, argc > 1 ? argv[1] : NULL),
	};

	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	if (argc > 1)
		return cmocka_run_group_tests(report_tests, NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
