// SPDX-License-Identifier: MIT
#include "web/page_link.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/link.h"
#include "handlers/steps.h"
#include "store/links.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/page_residents.h"
#include "web/routes.h"
#include "web/show.h"

/* The wishes of one page: the newest is offered in the form. */
struct wishes {
	struct exchange *exchange;
	char phone[LIMIT_ADDRESS_SIZE];
};

static bool add_link(void *context, const struct phone_link *link)
{
	struct exchange *exchange = context;
	char at[SHOW_TIME_SIZE], phone[SHOW_NUMBER_SIZE];

	html_add(&exchange->answer.body,
		 "<li><time>%s</time> <b>%s</b> <span>%s lewat %s</span></li>",
		 show_time(exchange->now_s, link->at, at),
		 link->phone[0] != '\0' ? show_phone(link->phone, phone) : "dilepas",
		 link->actor, link->door);
	return true;
}

static bool add_wish(void *context, const struct phone_link *wish)
{
	struct wishes *wishes = context;
	char at[SHOW_TIME_SIZE], phone[SHOW_NUMBER_SIZE];

	if (wishes->phone[0] == '\0')
		text_copy(wishes->phone, sizeof wishes->phone, wish->phone);
	html_add(&wishes->exchange->answer.body,
		 "<p class=\"hint\">%s meminta lewat SMS DAFTAR, %s.</p>",
		 show_phone(wish->phone, phone),
		 show_time(wishes->exchange->now_s, wish->at, at));
	return true;
}

static void add_forms(struct exchange *exchange, const struct resident *resident,
		      const char *wished, bool is_linked)
{
	struct html *html = &exchange->answer.body;
	char action[48], phone[SHOW_NUMBER_SIZE];

	snprintf(action, sizeof action, "/penduduk/%s/hp", resident->nik);
	layout_form(exchange, action, "stack");
	html_add(html,
		 "<label>Nomor HP<input name=\"hp\" value=\"%s\" maxlength=\"20\" "
		 "inputmode=\"tel\" required autocomplete=\"off\"></label>"
		 "<label class=\"check\"><input type=\"checkbox\" name=\"ktp\" "
		 "value=\"ya\" required> KTP aslinya sudah saya lihat</label>"
		 "<button class=\"primary\">Sambungkan</button></form>",
		 wished[0] != '\0' ? show_phone(wished, phone) : "");
	if (!is_linked)
		return;
	layout_form(exchange, action, "");
	html_add(html, "<input type=\"hidden\" name=\"lepas\" value=\"ya\"><button "
		       "class=\"danger\">Lepas nomor ini</button></form>");
}

int link_section(struct exchange *exchange, const struct resident *resident,
		 const char *why)
{
	struct html *html = &exchange->answer.body;
	struct store *store = exchange->office->store;
	struct wishes wishes = { .exchange = exchange };
	struct phone_link last = { .phone = "" };
	bool is_linked;
	int error = phone_link_last(store, resident->nik, &last);

	if (error < 0 && error != -ENOENT)
		return error;
	is_linked = error == 0 && last.phone[0] != '\0' &&
		    strcmp(last.phone, resident->phone) == 0;
	html_add(html, "<section class=\"card\" id=\"hp\"><h2>HP</h2>");
	if (why != NULL)
		html_add(html,
			 "<p class=\"message bad\" role=\"alert\">Belum disimpan: "
			 "%s.</p>",
			 why);
	html_add(html, "<p>%s</p>",
		 is_linked ? "Sudah dikonfirmasi di meja: SMS dari nomor ini tidak perlu "
			     "menulis NIK."
			   : "Belum dikonfirmasi. Setelah disambungkan, SMS dari nomor "
			     "itu tidak perlu menulis NIK.");
	if (!is_linked)
		error = phone_link_wishes(store, exchange->office->village->code,
					  resident->nik, add_wish, &wishes);
	if (error == 0 && exchange_has_role(exchange, ROUTE_DESK))
		add_forms(exchange, resident, wishes.phone, is_linked);
	html_add(html, "<ol class=\"history\">");
	if (error == 0 || error == -ENOENT)
		error = phone_link_list(store, resident->nik, add_link, exchange);
	html_add(html, "</ol></section>");
	return error;
}

static int change(struct exchange *exchange, const char *phone, struct text *why)
{
	struct resident resident;
	struct actor actor;
	int error;

	/* As at the terminal: whoever may refuse a request. */
	if (!acting_fill(exchange->office, &exchange->officer, STEP_REJECT,
			 exchange->now_s, &actor))
		return -EACCES;
	actor.door = "web";
	error = store_begin(exchange->office->store);
	if (error < 0)
		return error;
	error = link_phone(exchange->office, exchange->segments[0], phone, &actor,
			   exchange->now_s, &resident, why);
	return exchange_end_transaction(exchange, error);
}

int page_link_post(struct exchange *exchange)
{
	bool is_unlinking = strcmp(exchange_field(exchange, "lepas"), "ya") == 0;
	char phone[LIMIT_ADDRESS_SIZE] = "", buffer[LIMIT_WHY_SIZE];
	char location[EXCHANGE_SEGMENT_SIZE + 16];
	struct text why;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	if (!is_unlinking &&
	    (!exchange_take(exchange, "hp", phone, sizeof phone, false) ||
	     phone[0] == '\0'))
		text_say(&why, "tulis nomor HP-nya");
	else if (!is_unlinking && strcmp(exchange_field(exchange, "ktp"), "ya") != 0)
		text_say(&why, "lihat KTP aslinya dulu");
	else
		error = change(exchange, phone, &why);
	if (error == -EINVAL && why.length > 0) {
		exchange->answer.status = 422;
		return resident_show(exchange, buffer);
	}
	snprintf(location, sizeof location, "/penduduk/%s", exchange->segments[0]);
	return error < 0 ? error
			 : exchange_redirect(exchange, location,
					     is_unlinking ? "hp-lepas" : "hp");
}
