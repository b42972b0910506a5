// SPDX-License-Identifier: MIT

/* A copy is made between other work, and the page of the admin says how far it is. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "store/backup.h"
#include "tests/support/store_fixture.h"
#include "web/copying.h"
#include "web/live.h"

enum {
	TURN_US = 100 * 1000,
	TURNS_MAX = 200,
};

struct desk_of_copies {
	struct store_fixture *fixture;
	sd_event *loop;
	struct live *live;
	struct copying *copying;
	char folder[FIXTURE_FILE_SIZE];
};

static void open_desk(struct desk_of_copies *desk, void **state)
{
	desk->fixture = *state;
	assert_true(sd_event_new(&desk->loop) >= 0);
	desk->live = NULL;
	desk->copying = copying_new(desk->loop, &desk->live);
	snprintf(desk->folder, sizeof desk->folder, "%s/copies", desk->fixture->folder);
}

static void close_desk(struct desk_of_copies *desk)
{
	copying_free(desk->copying);
	sd_event_unref(desk->loop);
}

static int start(struct desk_of_copies *desk, int64_t now_s)
{
	return copying_start(desk->copying, desk->fixture->options.path, desk->folder,
			     now_s);
}

static void run_to_the_end(struct desk_of_copies *desk, struct copying_state *out)
{
	copying_get(desk->copying, out);
	for (int i = 0; out->is_running && i < TURNS_MAX; i++) {
		sd_event_run(desk->loop, TURN_US);
		copying_get(desk->copying, out);
	}
	assert_false(out->is_running);
}

static void test_one_at_a_time_and_it_is_whole(void **state)
{
	struct desk_of_copies desk;
	struct copying_state now;
	struct backup_facts facts;
	char path[2 * FIXTURE_FILE_SIZE];

	open_desk(&desk, state);
	fixture_add_ticket(desk.fixture->store, "00000001");
	copying_get(desk.copying, &now);
	assert_string_equal(now.name, "");
	assert_int_equal(start(&desk, FIXTURE_NOW_S), 0);
	assert_int_equal(start(&desk, FIXTURE_NOW_S), -EBUSY);
	run_to_the_end(&desk, &now);
	assert_int_equal(now.error, 0);
	snprintf(path, sizeof path, "%s/%s", desk.folder, now.name);
	assert_int_equal(backup_look(path, &facts, NULL), 0);
	assert_int_equal(facts.tickets, 1);
	/* And another one a second later. */
	assert_int_equal(start(&desk, FIXTURE_NOW_S + 1), 0);
	run_to_the_end(&desk, &now);
	assert_int_equal(now.error, 0);
	close_desk(&desk);
}

static void test_what_went_wrong_stays_to_be_read(void **state)
{
	struct desk_of_copies desk;
	struct copying_state now;

	open_desk(&desk, state);
	text_copy(desk.folder, sizeof desk.folder, "/proc/none");
	assert_int_equal(start(&desk, FIXTURE_NOW_S), 0);
	copying_get(desk.copying, &now);
	assert_false(now.is_running);
	assert_true(now.error < 0);
	close_desk(&desk);
}

static void test_the_end_of_the_program_leaves_nothing_unfinished(void **state)
{
	struct desk_of_copies desk;
	struct copying_state now;
	char path[2 * FIXTURE_FILE_SIZE];

	open_desk(&desk, state);
	assert_int_equal(start(&desk, FIXTURE_NOW_S), 0);
	copying_get(desk.copying, &now);
	snprintf(path, sizeof path, "%s/%s.part", desk.folder, now.name);
	assert_int_equal(access(path, F_OK), 0);
	close_desk(&desk);
	assert_int_not_equal(access(path, F_OK), 0);
	copying_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_FILE(test)                                                                    \
	cmocka_unit_test_setup_teardown(test, store_fixture_in_file, store_fixture_remove)
		IN_FILE(test_one_at_a_time_and_it_is_whole),
		IN_FILE(test_what_went_wrong_stays_to_be_read),
		IN_FILE(test_the_end_of_the_program_leaves_nothing_unfinished),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
