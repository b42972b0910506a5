// SPDX-License-Identifier: MIT

/* A PIN's hash with and without its pepper, and what is left when that is lost. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/officers.h"
#include "handlers/pepper.h"
#include "handlers/pins.h"
#include "tests/support/house.h"

#define PIN "739518"

static void open_with_pepper(struct house *house)
{
	house_open(house);
	snprintf(house->officers.pepper, sizeof house->officers.pepper, "%s/pepper",
		 house->directory);
}

static void close_with_pepper(struct house *house)
{
	char path[160];

	snprintf(path, sizeof path, "%s/pepper", house->directory);
	unlink(path);
	house_close(house);
}

static void add_head(struct house *house, struct officer *officer)
{
	const struct officer_request request = { "SUTRISNO", "kades", "", "" };

	assert_int_equal(
		officers_add(&house->office, &request, house->now_s, officer, NULL), 0);
}

static void test_a_pin_is_nothing_without_its_pepper(void **state)
{
	char first[OFFICER_PIN_HASH_SIZE], path[160];
	struct officer officer;
	struct house house;
	struct stat status;

	(void)state;
	open_with_pepper(&house);
	add_head(&house, &officer);
	assert_int_equal(pins_prepare(&house.office, NULL), 0);
	assert_int_equal(stat(house.officers.pepper, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_int_equal(officers_set_pin(&house.office, &officer, PIN, NULL), 0);
	assert_memory_equal(officer.pin + 9, "$argon2id$", 10);
	assert_int_equal(pins_judge(&house.office, officer.pin, PIN), 0);
	assert_int_equal(pins_judge(&house.office, officer.pin, "739519"), -EACCES);
	assert_int_equal(pins_count_lost(&house.office, NULL), 0);
	/* What is behind the mark is no hash of the PIN alone. */
	assert_int_equal(pins_judge(&house.office, officer.pin + 9, PIN), -EACCES);
	/* Lost: nothing is judged, nothing is made in its place, and no try is gone. */
	snprintf(path, sizeof path, "%s/away", house.directory);
	assert_int_equal(rename(house.officers.pepper, path), 0);
	text_copy(first, sizeof first, officer.pin);
	assert_int_equal(pins_count_lost(&house.office, NULL), 1);
	assert_int_equal(pins_prepare(&house.office, NULL), -ENOKEY);
	assert_int_equal(access(house.officers.pepper, F_OK), -1);
	assert_int_equal(officer_take_try(house.office.store, &officer, house.now_s), 0);
	assert_int_equal(officers_judge_pin(&house.office, &officer, PIN), -ENOKEY);
	assert_int_equal(officer_get(house.office.store, officer.id, &officer), 0);
	assert_int_equal(officer.failures, 0);
	/* A new PIN begins anew, with another pepper: the old hash stays lost. */
	assert_int_equal(officers_set_pin(&house.office, &officer, PIN, NULL), 0);
	assert_int_equal(pins_judge(&house.office, officer.pin, PIN), 0);
	assert_int_equal(pins_judge(&house.office, first, PIN), -ENOKEY);
	assert_int_equal(rename(path, house.officers.pepper), 0);
	assert_int_equal(pins_judge(&house.office, first, PIN), 0);
	close_with_pepper(&house);
}

static void test_a_pin_of_before_is_raised_when_it_is_right(void **state)
{
	struct officer officer;
	struct house house;
	char path[sizeof house.officers.pepper];

	(void)state;
	open_with_pepper(&house);
	text_copy(path, sizeof path, house.officers.pepper);
	house.officers.pepper[0] = '\0';
	add_head(&house, &officer);
	assert_int_equal(officers_set_pin(&house.office, &officer, PIN, NULL), 0);
	assert_memory_equal(officer.pin, "$argon2id$", 10);
	text_copy(house.officers.pepper, sizeof house.officers.pepper, path);
	/* No pepper can be had: it is right all the same. */
	assert_int_equal(officers_judge_pin(&house.office, &officer, PIN), 0);
	assert_memory_equal(officer.pin, "$argon2id$", 10);
	assert_int_equal(pins_prepare(&house.office, NULL), 0);
	assert_int_equal(officers_judge_pin(&house.office, &officer, "739519"), -EACCES);
	assert_memory_equal(officer.pin, "$argon2id$", 10);
	assert_int_equal(officers_judge_pin(&house.office, &officer, PIN), 0);
	assert_int_equal(officer_get(house.office.store, officer.id, &officer), 0);
	assert_int_equal(officer.pin[0], 'p');
	assert_int_equal(officers_judge_pin(&house.office, &officer, PIN), 0);
	assert_int_equal(officers_judge_pin(&house.office, &officer, "739519"), -EACCES);
	close_with_pepper(&house);
}

static void test_a_pepper_that_others_can_read_is_refused(void **state)
{
	static const struct {
		mode_t mode;
		int error;
	} rows[] = {
		{ 0600, 0 },       { 0640, 0 },       { 0400, 0 },
		{ 0644, -EACCES }, { 0660, -EACCES }, { 0642, -EACCES },
	};
	char buffer[LIMIT_WHY_SIZE];
	struct pepper pepper, again;
	struct house house;
	struct text why;

	(void)state;
	open_with_pepper(&house);
	assert_int_equal(pepper_make(house.officers.pepper, &pepper, NULL), 0);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		text_init(&why, buffer, sizeof buffer);
		assert_int_equal(chmod(house.officers.pepper, rows[i].mode), 0);
		assert_int_equal(pepper_read(house.officers.pepper, &again, &why),
				 rows[i].error);
		assert_int_equal(why.length > 0, rows[i].error < 0);
	}
	assert_int_equal(chmod(house.officers.pepper, 0640), 0);
	/* Made once: the second one is the first. */
	assert_int_equal(pepper_make(house.officers.pepper, &again, NULL), 0);
	assert_memory_equal(again.key, pepper.key, sizeof pepper.key);
	close_with_pepper(&house);
}

static void test_what_is_no_pepper_is_refused(void **state)
{
	static const char good[] = "surat-pepper 1 00112233445566778899aabbccddeeff"
				   "00112233445566778899aabbccddeeff\n";
	struct pepper pepper;
	struct house house;

	(void)state;
	open_with_pepper(&house);
	for (int i = -1; i <= (int)sizeof good; i++) {
		FILE *file = fopen(house.officers.pepper, "w");
		char line[sizeof good + 1];
		size_t length = sizeof good - 1;
		bool is_good = i < 0;

		memcpy(line, good, sizeof good);
		if (i == (int)sizeof good) /* one too long */
			line[length++] = '\n';
		else if (i == (int)sizeof good - 1) /* one too short */
			length--;
		else if (i >= 0)
			line[i] = 'x';
		assert_non_null(file);
		assert_int_equal(fwrite(line, 1, length, file), length);
		assert_int_equal(fclose(file), 0);
		assert_int_equal(chmod(house.officers.pepper, 0600), 0);
		if ((pepper_read(house.officers.pepper, &pepper, NULL) == 0) != is_good)
			fail_msg("case %d is judged wrongly", i);
	}
	close_with_pepper(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_pin_is_nothing_without_its_pepper),
		cmocka_unit_test(test_a_pin_of_before_is_raised_when_it_is_right),
		cmocka_unit_test(test_a_pepper_that_others_can_read_is_refused),
		cmocka_unit_test(test_what_is_no_pepper_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
