// SPDX-License-Identifier: MIT
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/gateway.h"
#include "tests/support/phone.h"

struct sent {
	const char *name, *value;
};

static const char *field(void *context, const char *name)
{
	for (const struct sent *sent = context; sent->name != NULL; sent++) {
		if (strcmp(sent->name, name) == 0)
			return sent->value;
	}
	return "";
}

static const struct gateway_options form_profile = {
	.secret = "0123456789abcdef",
	.session = "sessionId",
	.phone = "phoneNumber",
	.text = "text",
	.status = "status",
	.more = "CON {teks}",
	.end = "END {teks}",
};

static const struct gateway_options json_profile = {
	.secret = "0123456789abcdef",
	.is_json = true,
	.session = "SessionId",
	.phone = "Mobile",
	.text = "Message",
	.step = "Sequence",
	.more = "{\"Type\":\"response\",\"Message\":\"{teks}\"}",
	.end = "{\"Type\":\"release\",\"Message\":\"{teks}\"}",
};

static char body[GATEWAY_ANSWER_SIZE];

static int call(struct house *house, const struct gateway_options *options,
		struct sent *sent)
{
	struct text text;

	text_init(&text, body, sizeof(body));
	return gateway_take(&house->office, options, field, sent, house->now_s, &text);
}

static int post(struct house *house, const char *answers)
{
	struct sent sent[] = { { "sessionId", "AT1" },     { "phoneNumber", HOUSE_PHONE },
			       { "networkCode", "51001" }, { "serviceCode", "*77#" },
			       { "text", answers },        { NULL, NULL } };

	return call(house, &form_profile, sent);
}

static void test_a_form_walks_to_a_ticket(void **state)
{
	struct house house;
	char first[sizeof(body)];

	(void)state;
	house_open(&house);
	assert_int_equal(post(&house, ""), 0);
	phone_assert_has(body, "CON Surat Desa Krejengan\n1 Domisili");
	assert_int_equal(post(&house, "2"), 0);
	assert_int_equal(post(&house, "2*" HOUSE_NIK), 0);
	assert_int_equal(post(&house, "2*" HOUSE_NIK "*1"), 0);
	phone_assert_has(body, "END DITERIMA. Kode ");
	memcpy(first, body, sizeof(first));
	assert_int_equal(post(&house, "2*" HOUSE_NIK "*1"), 0);
	assert_string_equal(body, first);
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house_close(&house);
}

static void test_json_has_steps_and_quotes(void **state)
{
	static const char *const answers[] = { "*77#", "2", HOUSE_NIK, "1" };
	struct house house;

	(void)state;
	house_open(&house);
	snprintf(house.village.name, sizeof(house.village.name), "A\"B");
	for (int i = 0; i < 4; i++) {
		char step[16];
		struct sent sent[] = { { "SessionId", "h1" },
				       { "Mobile", "6281234567890" },
				       { "Message", i == 0 ? "" : answers[i] },
				       { "Sequence", step },
				       { NULL, NULL } };

		snprintf(step, sizeof(step), "%d", i + 1);
		assert_int_equal(call(&house, &json_profile, sent), 0);
		if (i == 0)
			assert_string_equal(body, "{\"Type\":\"response\",\"Message\":"
						  "\"Surat Desa A\\\"B\\u000a1 "
						  "Domisili\\u000a2 Tdk mampu\\u000a3 "
						  "Usaha\\u000a4 Surat lain\\u000a5 Cek "
						  "surat saya\"}");
	}
	phone_assert_has(body, "{\"Type\":\"release\",\"Message\":\"DITERIMA. Kode ");
	assert_int_equal(house_count_tickets(&house, HOUSE_PHONE), 1);
	house_close(&house);
}

static void test_what_is_no_call_is_refused(void **state)
{
	struct house house;
	char big[2000];
	struct sent rows[][4] = {
		{ { NULL, NULL } },
		{ { "sessionId", "" }, { "phoneNumber", "1" }, { NULL, NULL } },
		{ { "sessionId", "a" }, { NULL, NULL } },
		{ { "sessionId", big }, { "phoneNumber", "1" }, { NULL, NULL } },
		{ { "sessionId", "a" }, { "phoneNumber", big }, { NULL, NULL } },
		{ { "sessionId", "a" },
		  { "phoneNumber", "1" },
		  { "text", big },
		  { NULL, NULL } },
	};
	struct sent no_step[] = { { "SessionId", "a" },
				  { "Mobile", "1" },
				  { NULL, NULL } };

	(void)state;
	memset(big, '1', sizeof(big) - 1);
	big[sizeof(big) - 1] = '\0';
	house_open(&house);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(call(&house, &form_profile, rows[i]), -EINVAL);
	assert_int_equal(call(&house, &json_profile, no_step), -EINVAL);
	house_close(&house);
}

static void test_the_last_call_tells_how_it_ended(void **state)
{
	struct house house;
	struct sent sent[] = { { "sessionId", "AT1" },
			       { "phoneNumber", HOUSE_PHONE },
			       { "status", "Incomplete" },
			       { "input", "2" },
			       { NULL, NULL } };

	(void)state;
	house_open(&house);
	assert_int_equal(post(&house, "2"), 0);
	assert_int_equal(call(&house, &form_profile, sent), 0);
	assert_string_equal(body, "");
	house_close(&house);
}

static void test_who_may_call(void **state)
{
	struct gateway_options options = form_profile;

	(void)state;
	assert_true(gateway_is_secret(&options, "0123456789abcdef"));
	assert_false(gateway_is_secret(&options, "0123456789abcdeF"));
	assert_false(gateway_is_secret(&options, "0123456789abcde"));
	assert_false(gateway_is_secret(&options, "0123456789abcdef0"));
	assert_false(gateway_is_secret(&options, ""));
	assert_true(gateway_is_source(&options, "127.0.0.1"));
	assert_true(gateway_is_source(&options, "::1"));
	assert_false(gateway_is_source(&options, "10.0.0.5"));
	snprintf(options.sources, sizeof(options.sources), "10.0.0.5  192.168.1.2");
	assert_true(gateway_is_source(&options, "10.0.0.5"));
	assert_true(gateway_is_source(&options, "192.168.1.2"));
	assert_false(gateway_is_source(&options, "192.168.1.20"));
	assert_false(gateway_is_source(&options, "127.0.0.1"));
	assert_false(gateway_is_source(&options, ""));
	options.secret[0] = '\0';
	assert_false(gateway_is_secret(&options, ""));
}

static void test_settings_that_cannot_work_are_refused(void **state)
{
	char room[512];
	struct text why;

	(void)state;
	text_init(&why, room, sizeof(room));
	assert_true(gateway_check_secret("", &why));
	assert_true(gateway_check_secret("0123456789abcdef", &why));
	assert_false(gateway_check_secret("short", &why));
	assert_false(gateway_check_secret("0123456789abcdef/..", &why));
	assert_true(gateway_check_template("CON {teks}", &why));
	assert_false(gateway_check_template("CON", &why));
	assert_false(gateway_check_template("{teks}{teks}", &why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_form_walks_to_a_ticket),
		cmocka_unit_test(test_json_has_steps_and_quotes),
		cmocka_unit_test(test_what_is_no_call_is_refused),
		cmocka_unit_test(test_the_last_call_tells_how_it_ended),
		cmocka_unit_test(test_who_may_call),
		cmocka_unit_test(test_settings_that_cannot_work_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
