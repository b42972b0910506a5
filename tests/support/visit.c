// SPDX-License-Identifier: MIT
#include "tests/support/visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "conf/settings.h"
#include "store/store.h"
#include "web/dispatch.h"
#include "web/live.h"

static const char password[] = "rahasia-desa-1";

static void add_officer(struct visit *visit, enum officer_role role)
{
	struct officer officer = { .role = role,
				   .is_active = true,
				   .created_at = visit->house.now_s };
	struct office *office = &visit->house.office;

	snprintf(officer.name, sizeof officer.name, "Petugas %s",
		 officer_role_name(role));
	text_copy(officer.village, sizeof officer.village, office->village->code);
	assert_int_equal(store_begin(office->store), 0);
	assert_int_equal(officer_add(office->store, &officer), 0);
	assert_int_equal(account_set_password(office, &officer, password,
					      visit->house.now_s, NULL),
			 0);
	assert_int_equal(store_commit(office->store), 0);
}

void visit_open(struct visit *visit)
{
	memset(visit, 0, sizeof *visit);
	house_open(&visit->house);
	visit->options.idle_minutes = 30;
	visit->web.office = visit->house.office;
	visit->web.options = &visit->options;
	visit->web.gateway = &visit->house.settings->gateway;
	visit->web.verify_url = "";
	visit->web.store_path = visit->house.path;
	visit->web.training = "";
	visit->web.live = live_new();
	for (int role = 0; role < OFFICER_ROLE_COUNT; role++)
		add_officer(visit, (enum officer_role)role);
}

static void forget(struct visit *visit)
{
	form_clear(&visit->exchange.request.query);
	form_clear(&visit->exchange.request.form);
	html_clear(&visit->exchange.answer.body);
}

void visit_close(struct visit *visit)
{
	forget(visit);
	live_free(visit->web.live);
	house_close(&visit->house);
}

void visit_log_in(struct visit *visit, enum officer_role role)
{
	struct officer officer;
	char name[64];
	int wait_s;
	struct login login = { .name = name,
			       .password = password,
			       .address = "127.0.0.1" };

	snprintf(name, sizeof name, "Petugas %s", officer_role_name(role));
	assert_int_equal(account_login(&visit->web.office, &login, visit->house.now_s,
				       &officer, visit->cookie, &wait_s),
			 0);
	visit->role = role;
}

void visit_log_out(struct visit *visit)
{
	visit->cookie[0] = '\0';
}

static unsigned ask(struct visit *visit, enum method method, const char *target)
{
	struct exchange *exchange = &visit->exchange;
	struct form form = exchange->request.form;

	exchange->request.form = (struct form){ .n_fields = 0 };
	forget(visit);
	*exchange = (struct exchange){ .web = &visit->web,
				       .office = &visit->web.office,
				       .now_s = visit->house.now_s };
	assert_true(request_read_target(&exchange->request, target));
	exchange->request.method = method;
	exchange->request.host = "127.0.0.1:8080";
	exchange->request.origin = method == METHOD_POST ? "http://127.0.0.1:8080" : "";
	exchange->request.referer = "";
	exchange->request.form = form;
	text_copy(exchange->request.address, sizeof exchange->request.address,
		  "127.0.0.1");
	text_copy(exchange->request.token, sizeof exchange->request.token, visit->cookie);
	dispatch(exchange);
	return exchange->answer.status;
}

unsigned visit_get(struct visit *visit, const char *path)
{
	form_clear(&visit->exchange.request.form);
	return ask(visit, METHOD_GET, path);
}

unsigned visit_post(struct visit *visit, const char *path, const char *fields)
{
	char token[ACCOUNT_FORM_TOKEN_SIZE];

	form_clear(&visit->exchange.request.form);
	account_form_token(visit->cookie, token);
	snprintf(visit->body, sizeof visit->body, "%s&token=%s", fields, token);
	assert_true(form_read(&visit->exchange.request.form, visit->body,
			      strlen(visit->body)));
	return ask(visit, METHOD_POST, path);
}

const char *visit_body(const struct visit *visit)
{
	const char *bytes = visit->exchange.answer.body.bytes;

	return bytes == NULL ? "" : bytes;
}

bool visit_says(const struct visit *visit, const char *words)
{
	return strstr(visit_body(visit), words) != NULL;
}

const char *visit_file(struct visit *visit, const char *text, char out[LIMIT_CODE_SIZE])
{
	struct ticket ticket;

	house_receive(&visit->house, HOUSE_PHONE, text);
	house_newest_ticket(&visit->house, HOUSE_PHONE, &ticket);
	text_copy(out, LIMIT_CODE_SIZE, ticket.code);
	return out;
}

int visit_setup(void **state)
{
	struct visit *visit = must_alloc(sizeof *visit);

	visit_open(visit);
	*state = visit;
	return 0;
}

int visit_teardown(void **state)
{
	visit_close(*state);
	free(*state);
	return 0;
}
