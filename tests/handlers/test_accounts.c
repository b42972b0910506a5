// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/accounts.h"
#include "handlers/officers.h"
#include "store/store.h"
#include "tests/support/house.h"

#define PASSWORD "rahasia desa"

enum {
	IDLE_S = 1800,
};

static struct officer add_officer(struct house *house, const char *name)
{
	const struct officer_request request = { name, "operator", "", "" };
	struct officer officer = { .id = 0 };
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(
		officers_add(&house->office, &request, house->now_s, &officer, &why), 0);
	assert_int_equal(account_set_password(&house->office, &officer, PASSWORD,
					      house->now_s, &why),
			 0);
	assert_int_equal(store_commit(house->office.store), 0);
	return officer;
}

static int log_in(struct house *house, const char *name, const char *password,
		  const char *address, char token[WEB_TOKEN_SIZE], int *out_wait_s)
{
	const struct login login = { name, password, address };
	struct officer officer;

	return account_login(&house->office, &login, house->now_s, &officer, token,
			     out_wait_s);
}

static void test_the_right_password_opens_a_session_of_its_own(void **state)
{
	char first[WEB_TOKEN_SIZE], second[WEB_TOKEN_SIZE], form[ACCOUNT_FORM_TOKEN_SIZE];
	struct officer officer, found;
	struct house house;
	int wait_s;

	(void)state;
	house_open(&house);
	assert_false(account_has_any(&house.office));
	officer = add_officer(&house, "Siti");
	assert_true(account_has_any(&house.office));
	assert_int_equal(log_in(&house, "SITI", PASSWORD, "a", first, &wait_s), 0);
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "a", second, &wait_s), 0);
	assert_string_not_equal(first, second);
	assert_int_equal(
		account_find(&house.office, first, true, IDLE_S, house.now_s, &found), 0);
	assert_int_equal(found.id, officer.id);
	account_form_token(first, form);
	assert_null(strstr(first, form));
	assert_int_equal(account_logout(&house.office, first), 0);
	assert_int_equal(
		account_find(&house.office, first, true, IDLE_S, house.now_s, &found),
		-ENOENT);
	assert_int_equal(
		account_find(&house.office, second, true, IDLE_S, house.now_s, &found),
		0);
	house_close(&house);
}

static void test_sessions_end_by_age_idleness_and_a_new_password(void **state)
{
	char token[WEB_TOKEN_SIZE];
	struct officer officer, found;
	struct house house;
	int wait_s;

	(void)state;
	house_open(&house);
	officer = add_officer(&house, "Siti");
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "a", token, &wait_s), 0);
	/* A page that asks by itself keeps nobody here. */
	assert_int_equal(account_find(&house.office, token, false, IDLE_S,
				      house.now_s + IDLE_S, &found),
			 0);
	assert_int_equal(account_find(&house.office, token, true, IDLE_S,
				      house.now_s + IDLE_S + 1, &found),
			 -ENOENT);
	assert_int_equal(account_find(&house.office, token, true, IDLE_S,
				      house.now_s + IDLE_S, &found),
			 0);
	assert_int_equal(account_find(&house.office, token, true, IDLE_S,
				      house.now_s + 2 * IDLE_S, &found),
			 0);
	assert_int_equal(account_find(&house.office, token, true, INT32_MAX,
				      house.now_s + ACCOUNT_SESSION_MAX_S + 1, &found),
			 -ENOENT);
	assert_int_equal(store_begin(house.office.store), 0);
	assert_int_equal(account_set_password(&house.office, &officer, "lain sekali",
					      house.now_s, NULL),
			 0);
	assert_int_equal(store_commit(house.office.store), 0);
	assert_int_equal(account_find(&house.office, token, true, IDLE_S,
				      house.now_s + 2 * IDLE_S, &found),
			 -ENOENT);
	house_close(&house);
}

static void test_who_left_is_logged_out(void **state)
{
	char token[WEB_TOKEN_SIZE];
	struct officer officer, found;
	struct house house;
	int wait_s;

	(void)state;
	house_open(&house);
	officer = add_officer(&house, "Siti");
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "a", token, &wait_s), 0);
	found = officer;
	found.is_active = false; /* even when the session is still there */
	assert_int_equal(officer_put(house.office.store, &found), 0);
	assert_int_equal(
		account_find(&house.office, token, true, IDLE_S, house.now_s, &found),
		-ENOENT);
	assert_int_equal(officer_put(house.office.store, &officer), 0);
	assert_int_equal(
		account_find(&house.office, token, true, IDLE_S, house.now_s, &found), 0);
	assert_int_equal(officers_lock(&house.office, &officer), 0);
	assert_int_equal(
		account_find(&house.office, token, true, IDLE_S, house.now_s, &found),
		-ENOENT);
	house_close(&house);
}

static void test_a_session_is_of_one_village(void **state)
{
	char token[WEB_TOKEN_SIZE];
	struct officer found;
	struct house house;
	int wait_s;

	(void)state;
	house_open(&house);
	add_officer(&house, "Siti");
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "a", token, &wait_s), 0);
	/* Another village's suratweb with the same store; the browser sends its cookie to
	 * all ports of a machine. */
	text_copy(house.village.code, sizeof house.village.code, "35.13.15.2008");
	assert_int_equal(
		account_find(&house.office, token, true, IDLE_S, house.now_s, &found),
		-ENOENT);
	house_close(&house);
}

static void test_wrong_ones_make_a_name_wait_longer_each_time(void **state)
{
	static const int waits_s[] = { 60, 120, 240, 480, 960, 1920, 3600, 3600 };
	static const char *const names[] = { "Siti", "Tidak Ada" };
	char token[WEB_TOKEN_SIZE];
	struct house house;
	int wait_s;

	(void)state;
	house_open(&house);
	add_officer(&house, "Siti");
	for (size_t n = 0; n < 2; n++) {
		for (int i = 0; i < ACCOUNT_NAME_FAILURES; i++)
			assert_int_equal(
				log_in(&house, names[n], "salah", "a", token, &wait_s),
				-EACCES);
		for (size_t i = 0; i < sizeof waits_s / sizeof waits_s[0]; i++) {
			assert_int_equal(
				log_in(&house, names[n], PASSWORD, "b", token, &wait_s),
				-EAGAIN);
			assert_int_equal(wait_s, waits_s[i]);
			house.now_s += wait_s;
			assert_int_equal(
				log_in(&house, names[n], "salah", "b", token, &wait_s),
				-EACCES);
		}
		house.now_s += ACCOUNT_WAIT_MAX_S;
	}
	/* The right one ends it. */
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "c", token, &wait_s), 0);
	assert_int_equal(log_in(&house, "Siti", "salah", "c", token, &wait_s), -EACCES);
	house_close(&house);
}

static void test_an_address_that_tries_all_names_waits_too(void **state)
{
	char token[WEB_TOKEN_SIZE], name[32];
	struct house house;
	int wait_s;

	(void)state;
	house_open(&house);
	add_officer(&house, "Siti");
	for (int i = 0; i < ACCOUNT_ADDRESS_FAILURES; i++) {
		snprintf(name, sizeof name, "orang %d", i);
		assert_int_equal(log_in(&house, name, "salah", "a", token, &wait_s),
				 -EACCES);
	}
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "a", token, &wait_s), -EAGAIN);
	assert_int_equal(log_in(&house, "Siti", PASSWORD, "b", token, &wait_s), 0);
	house_close(&house);
}

static void test_bad_passwords_are_refused(void **state)
{
	static const char *const bad[] = { "",
					   "pendek7",
					   "aaaaaaaaaa",
					   "abcabcabc",
					   "Siti Aminah",
					   "siti aminah",
					   "12\xff"
					   "45678901" };
	char long_one[ACCOUNT_PASSWORD_MAX + 2], buffer[LIMIT_WHY_SIZE];
	struct officer officer;
	struct house house;
	struct text why;

	(void)state;
	house_open(&house);
	officer = add_officer(&house, "Siti Aminah");
	memset(long_one, 'x', sizeof long_one - 1);
	memcpy(long_one, "abcdef", 6);
	long_one[sizeof long_one - 1] = '\0';
	assert_int_equal(store_begin(house.office.store), 0);
	for (size_t i = 0; i <= sizeof bad / sizeof bad[0]; i++) {
		const char *password = i < sizeof bad / sizeof bad[0] ? bad[i] : long_one;

		text_init(&why, buffer, sizeof buffer);
		assert_int_equal(account_set_password(&house.office, &officer, password,
						      house.now_s, &why),
				 -EINVAL);
		assert_int_not_equal(why.length, 0);
	}
	store_rollback(house.office.store);
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_right_password_opens_a_session_of_its_own),
		cmocka_unit_test(test_sessions_end_by_age_idleness_and_a_new_password),
		cmocka_unit_test(test_a_session_is_of_one_village),
		cmocka_unit_test(test_who_left_is_logged_out),
		cmocka_unit_test(test_wrong_ones_make_a_name_wait_longer_each_time),
		cmocka_unit_test(test_an_address_that_tries_all_names_waits_too),
		cmocka_unit_test(test_bad_passwords_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
