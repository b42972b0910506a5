// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "tests/support/rig.h"

/* The life cycle: its table, and the ways through it. */

enum {
	HURRY = 50,
	PICTURE_SIZE = 4096,
};

static void draw(char out[PICTURE_SIZE])
{
	FILE *file = fmemopen(out, PICTURE_SIZE, "w");

	assert_non_null(file);
	modem_print_machine(file);
	fclose(file);
}

static bool has_edge(const char *picture, int from, int to)
{
	char edge[64];

	snprintf(edge, sizeof edge, "\t%s -> %s", modem_state_name(from),
		 modem_state_name(to));
	for (const char *at = picture; (at = strstr(at, edge)) != NULL; at++) {
		char behind = at[strlen(edge)];

		if (behind == ';' || behind == ' ')
			return true;
	}
	return false;
}

static void test_every_state_has_its_name_and_can_be_reached(void **state)
{
	bool is_reached[MODEM_STATE_COUNT] = { [MODEM_STATE_ABSENT] = true };
	char picture[PICTURE_SIZE];

	(void)state;
	draw(picture);
	for (int round = 0; round < MODEM_STATE_COUNT; round++) {
		for (int from = 0; from < MODEM_STATE_COUNT; from++) {
			for (int to = 0; to < MODEM_STATE_COUNT; to++) {
				if (is_reached[from] && has_edge(picture, from, to))
					is_reached[to] = true;
			}
		}
	}
	for (int i = 0; i < MODEM_STATE_COUNT; i++) {
		assert_true(is_reached[i]);
		assert_string_not_equal(modem_state_name(i), "");
		for (int j = 0; j < i; j++)
			assert_string_not_equal(modem_state_name(i), modem_state_name(j));
	}
}

/* Dashed lines are time-outs; READY is no wait, and REGISTERING has the ladder. */
static void test_every_wait_has_a_time_out(void **state)
{
	char picture[PICTURE_SIZE], begin[64];

	(void)state;
	draw(picture);
	for (int i = 0; i < MODEM_STATE_COUNT; i++) {
		bool has_time_out = false;
		char *line = picture;

		snprintf(begin, sizeof begin, "\t%s -> ", modem_state_name(i));
		while ((line = strstr(line, begin)) != NULL) {
			const char *end = strchr(line, '\n');
			const char *dashed = strstr(line, "dashed");

			has_time_out |= dashed != NULL && dashed < end;
			line++;
		}
		assert_int_equal(has_time_out,
				 i != MODEM_STATE_READY && i != MODEM_STATE_REGISTERING);
	}
}

static void test_from_everywhere_it_can_be_lost_and_come_back(void **state)
{
	char picture[PICTURE_SIZE];

	(void)state;
	draw(picture);
	for (int i = MODEM_STATE_PROBING; i < MODEM_STATE_LOST; i++)
		assert_true(has_edge(picture, i, MODEM_STATE_LOST));
	assert_true(has_edge(picture, MODEM_STATE_LOST, MODEM_STATE_ABSENT));
	assert_true(has_edge(picture, MODEM_STATE_ABSENT, MODEM_STATE_PROBING));
}

static void serve(struct rig *rig)
{
	rig->n_wanted = rig->n_messages + 1;
	rig_say(rig, "sms 081234567890 halo %zu", rig->n_wanted);
	rig_run_until(rig, rig_is_drained, "it serves");
}

static void test_a_port_that_is_not_there_yet_is_waited_for(void **state)
{
	struct rig rig;

	(void)state;
	rig_prepare(&rig, HURRY);
	rig_start_modem(&rig);
	rig_run_for_ms(&rig, 300);
	assert_int_equal(modem_health(rig.modem)->state, MODEM_STATE_ABSENT);
	assert_non_null(strstr(modem_health(rig.modem)->why, rig.link));
	rig_start_simulator(&rig, "");
	rig_run_until_state(&rig, MODEM_STATE_READY);
	serve(&rig);
	rig_close(&rig);
}

static void test_unplugging_again_and_again_is_survived(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	for (int i = 0; i < 10; i++) {
		rig_run_until_state(&rig, MODEM_STATE_READY);
		serve(&rig);
		rig_say(&rig, "fault hup 0.05 %s", i % 2 ? "newlink" : "");
		rig_run_until_state(&rig, MODEM_STATE_LOST);
		assert_string_equal(modem_health(rig.modem)->why, "the port is gone");
	}
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static int64_t used_us(void)
{
	struct rusage usage;

	assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
	       usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

/* Not a measurement: a loop that spins would take all of the second. */
static void test_a_missing_modem_costs_next_to_nothing(void **state)
{
	struct rig rig;
	int64_t before_us;

	(void)state;
	rig_open(&rig, "", 1);
	rig_run_until_state(&rig, MODEM_STATE_READY);
	rig_say(&rig, "fault hup 60");
	rig_run_until_state(&rig, MODEM_STATE_LOST);
	before_us = used_us();
	rig_run_for_ms(&rig, 2000);
	assert_true(used_us() - before_us < 1000000);
	rig_close(&rig);
}

static void test_two_modems_side_by_side_do_not_meet(void **state)
{
	struct rig first, second;

	(void)state;
	rig_open(&first, "", HURRY);
	rig_open(&second, "", HURRY);
	rig_run_until_state(&first, MODEM_STATE_READY);
	rig_run_until_state(&second, MODEM_STATE_READY);
	serve(&first);
	assert_int_equal(second.n_messages, 0);
	rig_say(&first, "fault hup 60");
	rig_run_until_state(&first, MODEM_STATE_LOST);
	serve(&second);
	rig_close(&first);
	rig_close(&second);
}

/* Whatever the moment at which the service ends and comes back. */
static void test_restarts_at_any_moment_lose_nothing(void **state)
{
	struct rig rig;

	(void)state;
	rig_open(&rig, "", HURRY);
	rig.n_wanted = 200;
	rig_say(&rig, "burst 200 0812 halo {n}");
	for (int i = 0; i < 100; i++) {
		rig_run_for_ms(&rig, i % 17);
		rig_restart_modem(&rig);
	}
	rig_run_until(&rig, rig_is_drained, "all is stored and answered");
	assert_int_equal(rig.n_messages, 200);
	rig_check_nothing_lost(&rig);
	rig_close(&rig);
}

static void test_ending_in_any_state_leaks_nothing(void **state)
{
	struct rig rig;

	(void)state;
	for (int ms = 0; ms < 60; ms++) {
		rig_prepare(&rig, HURRY);
		rig_start_simulator(&rig, "");
		rig_start_modem(&rig);
		rig_run_for_ms(&rig, ms);
		rig_close(&rig);
	}
	modem_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_state_has_its_name_and_can_be_reached),
		cmocka_unit_test(test_every_wait_has_a_time_out),
		cmocka_unit_test(test_from_everywhere_it_can_be_lost_and_come_back),
		cmocka_unit_test(test_a_port_that_is_not_there_yet_is_waited_for),
		cmocka_unit_test(test_unplugging_again_and_again_is_survived),
		cmocka_unit_test(test_a_missing_modem_costs_next_to_nothing),
		cmocka_unit_test(test_two_modems_side_by_side_do_not_meet),
		cmocka_unit_test(test_restarts_at_any_moment_lose_nothing),
		cmocka_unit_test(test_ending_in_any_state_leaks_nothing),
	};

	if (!rig_is_possible())
		return 0;
	log_set_level(getenv("SURAT_DEBUG") != NULL ? LOG_LEVEL_DEBUG : LOG_LEVEL_ERROR);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
