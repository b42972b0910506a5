// SPDX-License-Identifier: MIT
#include "tests/support/house.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "conf/settings.h"
#include "handlers/answer.h"
#include "store/inbox.h"
#include "store/residents.h"
#include "store/store.h"

static const char settings_text[] =
	"village = { code = \"35.13.15.2007\"; name = \"Krejengan\";\n"
	"  subdistrict = \"Krejengan\"; regency = \"Probolinggo\";\n"
	"  province = \"Jawa Timur\"; phone = \"0335123456\";\n"
	"  head_name = \"SUTRISNO\"; };\n"
	"store = { path = \":memory:\"; };\n"
	"@include \"letters.conf\"\n"
	"@include \"words.conf\"\n"
	"@include \"phrases.conf\"\n";

static void link_texts(const struct house *house)
{
	static const char *const names[] = { "letters", "words", "phrases" };

	for (size_t i = 0; i < 3; i++) {
		char from[64], to[160], whole[LIMIT_PATH_SIZE];

		snprintf(from, sizeof(from), "conf/%s.conf", names[i]);
		snprintf(to, sizeof(to), "%s/%s.conf", house->directory, names[i]);
		if (realpath(from, whole) == NULL || symlink(whole, to) < 0)
			fail_msg("no %s here (run the tests from the project's folder)",
				 from);
	}
}

static void load_settings(struct house *house)
{
	struct settings_source source = { .n_overrides = 0 };
	char path[160];
	FILE *file;

	snprintf(house->directory, sizeof(house->directory), "/tmp/surat-house-XXXXXX");
	assert_non_null(mkdtemp(house->directory));
	link_texts(house);
	snprintf(path, sizeof(path), "%s/surat.conf", house->directory);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(settings_text, file);
	assert_int_equal(fclose(file), 0);
	source.file = path;
	assert_int_equal(settings_load(&source, &house->settings), 0);
}

static void open_store(struct house *house)
{
	struct store_options options = { .path = "" };
	char room[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, room, sizeof(room));
	text_copy(options.path, sizeof(options.path), house->path);
	if (store_open(&house->office.store, &options, &why) < 0)
		fail_msg("%s", room);
}

static void fill(struct house *house)
{
	struct resident resident = { .sex = "L", .life_state = "HIDUP" };

	text_copy(resident.nik, sizeof(resident.nik), HOUSE_NIK);
	text_copy(resident.name, sizeof(resident.name), HOUSE_NAME);
	text_copy(resident.village, sizeof(resident.village), house->village.code);
	text_copy(resident.birth_date, sizeof(resident.birth_date), "1990-05-12");
	assert_int_equal(resident_put(house->office.store, &resident), 0);
}

static void open_with(struct house *house, bool is_file)
{
	struct tm tuesday = {
		.tm_year = 126, .tm_mon = 10, .tm_mday = 24, .tm_hour = 10
	};

	*house = (struct house){ .now_s = clock_utc_of_local(&tuesday) };
	load_settings(house);
	house->village = house->settings->village;
	house->guards = house->settings->guards;
	house->officers =
		(struct officer_options){ .pin_memory_kib = 8, .pin_passes = 1 };
	house->office = (struct office){
		.village = &house->village,
		.catalogue = &house->settings->catalogue,
		.words = &house->settings->words,
		.phrases = &house->settings->phrases,
		.guards = &house->guards,
		.officers = &house->officers,
		.desk = &house->settings->desk,
	};
	snprintf(house->path, sizeof(house->path), "%s%s",
		 is_file ? house->directory : ":memory:", is_file ? "/store.db" : "");
	clock_freeze_utc_s(house->now_s);
	open_store(house);
	fill(house);
}

void house_open(struct house *house)
{
	open_with(house, false);
}

void house_open_file(struct house *house)
{
	open_with(house, true);
}

void house_close(struct house *house)
{
	static const char *const files[] = { "letters.conf", "words.conf", "phrases.conf",
					     "surat.conf",   "store.db",   "store.db-wal",
					     "store.db-shm" };

	store_close(house->office.store);
	settings_free(house->settings);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		char path[160];

		snprintf(path, sizeof(path), "%s/%s", house->directory, files[i]);
		unlink(path);
	}
	rmdir(house->directory);
	clock_freeze_utc_s(-1);
}

void house_restart(struct house *house)
{
	store_close(house->office.store);
	open_store(house);
}

void house_wait(struct house *house, int64_t seconds)
{
	house->now_s += seconds;
	clock_freeze_utc_s(house->now_s);
}

/* Returns what inbox_add() said; the transaction stays open. */
static int take(struct house *house, const char *door, const char *sender,
		const char *text, struct inbox_row *row)
{
	char key[32];

	*row = (struct inbox_row){ .received_at = house->now_s,
				   .state = INBOX_STATE_NEW };
	text_copy(row->door, sizeof(row->door), door);
	text_copy(row->modem, sizeof(row->modem), "a");
	text_copy(row->sender, sizeof(row->sender), sender);
	text_copy(row->text, sizeof(row->text), text);
	snprintf(key, sizeof(key), "key-%d", house->n_messages);
	assert_int_equal(store_begin(house->office.store), 0);
	return inbox_add(house->office.store, row, key, strlen(key));
}

int64_t house_receive_by(struct house *house, const char *door, const char *sender,
			 const char *text)
{
	struct inbox_row row;

	house->n_messages++;
	assert_int_equal(take(house, door, sender, text, &row), 0);
	assert_int_equal(answer_message(&house->office, &row, house->now_s), 0);
	assert_int_equal(store_commit(house->office.store), 0);
	return row.id;
}

int64_t house_receive(struct house *house, const char *sender, const char *text)
{
	return house_receive_by(house, "sms", sender, text);
}

void house_receive_and_lose(struct house *house, const char *sender, const char *text)
{
	struct inbox_row row;

	house->n_messages++;
	assert_int_equal(take(house, "sms", sender, text, &row), 0);
	assert_int_equal(answer_message(&house->office, &row, house->now_s), 0);
	store_rollback(house->office.store);
	house->n_messages--;
}

void house_repeat(struct house *house)
{
	struct inbox_row row;

	assert_int_equal(take(house, "sms", HOUSE_PHONE, "", &row), -EEXIST);
	assert_int_equal(store_commit(house->office.store), 0);
}

struct looking {
	int64_t inbox_id;
	const char *to;
	char (*phrases)[8];
	struct text *text;
	int count;
};

enum {
	LOOKED_AT_MAX = 1000000,
	PHRASES_OF_ONE_MAX = 8,
};

static bool look_for_phrase(void *context, const struct outbox_row *row)
{
	struct looking *looking = context;

	if (row->inbox_id == looking->inbox_id && looking->count < PHRASES_OF_ONE_MAX)
		memcpy(looking->phrases[looking->count++], row->phrase,
		       sizeof(row->phrase));
	return row->inbox_id >= looking->inbox_id;
}

const char *house_phrases(struct house *house, int64_t inbox_id, char *out, size_t size)
{
	char phrases[PHRASES_OF_ONE_MAX][8];
	struct looking looking = { .inbox_id = inbox_id, .phrases = phrases };
	struct text text;

	assert_int_equal(outbox_list(house->office.store, LOOKED_AT_MAX, look_for_phrase,
				     &looking),
			 0);
	text_init(&text, out, size);
	while (looking.count-- > 0) /* the newest came first */
		text_add_format(&text, "%s%s", text.length > 0 ? " " : "",
				phrases[looking.count]);
	return out;
}

static bool look_for_text(void *context, const struct outbox_row *row)
{
	struct looking *looking = context;

	if (strcmp(row->to, looking->to) != 0)
		return true;
	looking->count++;
	if (looking->text == NULL)
		return true;
	text_add(looking->text, row->text);
	return false;
}

const char *house_last_text(struct house *house, const char *to, char *out, size_t size)
{
	struct text text;
	struct looking looking = { .to = to, .text = &text };

	text_init(&text, out, size);
	assert_int_equal(
		outbox_list(house->office.store, LOOKED_AT_MAX, look_for_text, &looking),
		0);
	return out;
}

int house_count_texts(struct house *house, const char *to)
{
	return outbox_count_since(house->office.store, to, 0);
}

static bool count_ticket(void *context, const struct ticket *ticket)
{
	(void)ticket;
	++*(int *)context;
	return true;
}

int house_count_tickets(struct house *house, const char *phone)
{
	struct ticket_filter filter = { .phone = phone, .limit = LOOKED_AT_MAX };
	int count = 0;

	assert_int_equal(ticket_list(house->office.store, &filter, count_ticket, &count),
			 0);
	return count;
}

static bool take_ticket(void *context, const struct ticket *ticket)
{
	*(struct ticket *)context = *ticket;
	return false;
}

void house_newest_ticket(struct house *house, const char *phone, struct ticket *out)
{
	struct ticket_filter filter = { .phone = phone, .is_newest_first = true };

	*out = (struct ticket){ .id = 0 };
	assert_int_equal(ticket_list(house->office.store, &filter, take_ticket, out), 0);
}
