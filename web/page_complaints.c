// SPDX-License-Identifier: MIT
#include "web/page_complaints.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/complaints.h"
#include "store/complaints.h"
#include "store/officers.h"
#include "store/store.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/show.h"

enum {
	OPEN_ROWS = 200,
	ALL_ROWS = 50,
	NUMBER_SIZE = 24,
	TYPED_SIZE = 2 * LIMIT_REASON_SIZE,
};

#define ALL_WORD "semua"

/* How the page asks for each step. */
struct asking {
	enum complaint_step step;
	const char *label, *class;
	const char *asks; /* above its field; NULL it has none */
};

static const struct asking askings[] = {
	{ COMPLAINT_STEP_ANSWER, "Jawab lewat SMS", "primary",
	  "Jawaban, dikirim ke pelapor" },
	{ COMPLAINT_STEP_ASSIGN, "Serahkan ke petugas", "", NULL },
	{ COMPLAINT_STEP_REOPEN, "Buka lagi", "", "Sebabnya" },
	{ COMPLAINT_STEP_CLOSE, "Tutup", "danger",
	  "Alasan (harus ditulis bila belum dijawab; pelapor tidak dikabari)" },
};

/* What is shown of the list. */
struct listing {
	struct exchange *exchange;
	int n_shown;
	int64_t last_id;
};

static bool add_row(void *context, const struct complaint *complaint)
{
	struct listing *listing = context;
	struct exchange *exchange = listing->exchange;
	struct html *html = &exchange->answer.body;
	bool is_late = complaint_is_late(complaint, exchange->now_s);
	long long id = complaint->id;
	char at[SHOW_TIME_SIZE];

	html_add(html,
		 "<tr data-key=\"a%lld\" class=\"%s\"><td class=\"kode\"><a "
		 "href=\"/lapor/%lld\">A-%lld</a></td><td class=\"masuk\">%s</td>",
		 id, is_late ? "late" : "", id, id,
		 show_time(exchange->now_s, complaint->created_at, at));
	html_add(html,
		 "<td class=\"batas\">%s%s</td><td class=\"keadaan\"><span class=\"pill "
		 "%s\">%s</span></td><td class=\"untuk\">%s</td></tr>\n",
		 is_late ? "TERLAMBAT, " : "",
		 show_time(exchange->now_s, complaint->due_at, at),
		 complaint_state_name(complaint->state),
		 complaint_state_word(complaint->state), complaint->text);
	listing->n_shown++;
	listing->last_id = complaint->id;
	return true;
}

static void add_list_head(struct exchange *exchange, bool is_all)
{
	struct html *html = &exchange->answer.body;
	int n_open = complaint_count_open(exchange->office->store,
					  exchange->office->village->code);

	layout_begin(exchange, "Laporan");
	html_add(html,
		 "<div class=\"title\"><h1>Laporan<small>LAPOR dari "
		 "warga</small></h1></div><nav class=\"chips\" id=\"keadaan\" data-fresh "
		 "aria-label=\"Saring menurut keadaan\"><a class=\"chip\" "
		 "href=\"/lapor\"%s>Belum dijawab <b>%d</b></a><a class=\"chip\" "
		 "href=\"/lapor?keadaan=" ALL_WORD "\"%s>Semua</a></nav>",
		 is_all ? "" : " aria-current=true", n_open < 0 ? 0 : n_open,
		 is_all ? " aria-current=true" : "");
	html_add(html,
		 "<div id=\"laporan\" data-fresh><table class=\"queue lapor\"><thead><tr>"
		 "<th>Nomor</th><th>Masuk</th><th>Batas</th><th>Keadaan</th>"
		 "<th>Isi</th></tr></thead><tbody>\n");
}

static void add_list_foot(const struct listing *listing, bool is_all)
{
	struct html *html = &listing->exchange->answer.body;

	html_add(html, "</tbody></table>");
	if (listing->n_shown == 0)
		html_add(html, "<p class=\"empty\">%s</p>",
			 is_all ? "Tidak ada laporan." : "Semua laporan sudah dijawab.");
	if (is_all && listing->n_shown == ALL_ROWS)
		html_add(html,
			 "<p><a class=\"button\" href=\"/lapor?keadaan=" ALL_WORD
			 "&amp;sebelum=%lld\">Lebih banyak</a></p>",
			 (long long)listing->last_id);
	if (!is_all && listing->n_shown == OPEN_ROWS)
		html_add(html, "<p class=\"hint\">Hanya %d yang terlama.</p>", OPEN_ROWS);
	html_add(html, "</div>");
	layout_end(listing->exchange);
}

int page_complaints(struct exchange *exchange)
{
	const char *state = exchange_query(exchange, "keadaan");
	const char *below = exchange_query(exchange, "sebelum");
	bool is_all = strcmp(state, ALL_WORD) == 0;
	struct complaint_filter filter = { .village = exchange->office->village->code,
					   .is_open_only = !is_all,
					   .below_id = strtoll(below, NULL, 10),
					   .limit = is_all ? ALL_ROWS : OPEN_ROWS };
	struct listing listing = { .exchange = exchange };
	int error;

	if (!is_all && state[0] != '\0')
		return -ENOENT;
	error = exchange_note_view(exchange, "laporan", "");
	if (error < 0)
		return error;
	add_list_head(exchange, is_all);
	error = complaint_list(exchange->office->store, &filter, add_row, &listing);
	add_list_foot(&listing, is_all);
	return error;
}

/* The one whose number is segment 0, of this village, or -ENOENT. */
static int find(const struct exchange *exchange, struct complaint *out)
{
	struct cursor cursor = cursor_over_string(exchange->segments[0]);
	int number, error;

	if (!cursor_next_int(&cursor, &number) || !cursor_is_at_end(&cursor))
		return -ENOENT;
	error = complaint_get(exchange->office->store, number, out);
	if (error == 0 && strcmp(out->village, exchange->office->village->code) != 0)
		return -ENOENT;
	return error;
}

static void add_title(struct exchange *exchange, const struct complaint *complaint)
{
	bool is_late = complaint_is_late(complaint, exchange->now_s);
	struct html *html = &exchange->answer.body;
	char at[SHOW_TIME_SIZE];

	html_add(html,
		 "<div class=\"title\"><h1>Laporan <span class=\"kode\">A-%lld</span>"
		 "</h1><span class=\"pill %s\">%s</span></div><p class=\"%s\">%s %s</p>",
		 (long long)complaint->id, complaint_state_name(complaint->state),
		 complaint_state_word(complaint->state), is_late ? "late" : "hint",
		 is_late ? "TERLAMBAT, dijanjikan" : "Dijanjikan dijawab paling lambat",
		 show_time(exchange->now_s, complaint->due_at, at));
}

static int add_words(struct exchange *exchange, const struct complaint *complaint)
{
	struct html *html = &exchange->answer.body;
	char at[SHOW_TIME_SIZE], phone[SHOW_NUMBER_SIZE];
	struct officer officer = { .name = "" };
	int error = 0;

	if (complaint->officer_id != 0)
		error = officer_get(exchange->office->store, complaint->officer_id,
				    &officer);
	html_add(html,
		 "<section class=\"card\"><h2>Yang dilaporkan</h2><blockquote "
		 "class=\"sms in\"><p id=\"sms\">%s</p><footer>%s, %s</footer>"
		 "</blockquote><dl>",
		 complaint->text, show_phone(complaint->phone, phone),
		 show_time(exchange->now_s, complaint->created_at, at));
	layout_fact(exchange, "Tempat", complaint->place);
	layout_fact(exchange, "Petugas", officer.name);
	layout_fact(exchange, "Jawaban", complaint->answer);
	html_add(html, "</dl>");
	if (complaint->phone[0] != '\0')
		html_add(html,
			 "<p><a class=\"button\" href=\"/nomor/%s\">Percakapan dengan "
			 "%s</a></p>",
			 complaint->phone, phone);
	html_add(html, "</section>");
	return error;
}

static bool add_officer(void *context, const struct officer *officer)
{
	struct exchange *exchange = context;

	if (officer->is_active && officer->role != OFFICER_ROLE_SUBDISTRICT)
		html_add(&exchange->answer.body, "<option>%s</option>", officer->name);
	return true;
}

static int add_field(struct exchange *exchange, const struct asking *asking,
		     const char *typed)
{
	struct html *html = &exchange->answer.body;
	int error;

	if (asking->asks != NULL) {
		html_add(html,
			 "<label>%s<input name=\"isi\" maxlength=\"%d\" value=\"%s\" "
			 "autocomplete=\"off\"%s></label>",
			 asking->asks, (int)complaint_answer_max(), typed,
			 asking->step == COMPLAINT_STEP_ANSWER ? " required" : "");
		return 0;
	}
	html_add(html, "<label>Kepada<select name=\"petugas\" required><option "
		       "value=\"\">Pilih petugas</option>");
	error = officer_list(exchange->office->store, exchange->office->village->code,
			     add_officer, exchange);
	html_add(html, "</select></label>");
	return error;
}

/* Each opens before it is sent; the one that was refused is open, with what was typed. */
static int add_form(struct exchange *exchange, const struct complaint *complaint,
		    const struct asking *asking, const char *typed)
{
	const char *step = complaint_step_name(asking->step);
	bool is_again = strcmp(exchange_field(exchange, "langkah"), step) == 0;
	struct html *html = &exchange->answer.body;
	char action[NUMBER_SIZE + 24];
	int error;

	snprintf(action, sizeof action, "/lapor/%lld/langkah", (long long)complaint->id);
	html_add(html,
		 "<details class=\"step\"%s><summary class=\"button %s\">%s</summary>",
		 is_again ? " open" : "", asking->class, asking->label);
	layout_form(exchange, action, "stack card");
	html_add(html,
		 "<input type=\"hidden\" name=\"langkah\" value=\"%s\">"
		 "<input type=\"hidden\" name=\"dari\" value=\"%s\">",
		 step, complaint_state_name(complaint->state));
	error = add_field(exchange, asking, is_again ? typed : "");
	html_add(html, "<button class=\"primary\">%s</button></form></details>",
		 asking->label);
	return error;
}

static int add_forms(struct exchange *exchange, const struct complaint *complaint,
		     const char *typed)
{
	int error = 0;

	html_add(&exchange->answer.body, "<div class=\"steps\">");
	for (size_t i = 0; i < sizeof askings / sizeof askings[0] && error == 0; i++) {
		if (complaint_step_is_allowed(askings[i].step, complaint->state))
			error = add_form(exchange, complaint, &askings[i], typed);
	}
	html_add(&exchange->answer.body, "</div>");
	return error;
}

static bool add_event(void *context, const struct complaint_event *event)
{
	struct exchange *exchange = context;
	struct html *html = &exchange->answer.body;
	char at[SHOW_TIME_SIZE], who[SHOW_NUMBER_SIZE];

	html_add(html, "<li><time>%s</time> <b>%s</b> <span>%s%s%s</span>",
		 show_time(exchange->now_s, event->at, at),
		 complaint_state_word(event->to), show_phone(event->actor, who),
		 event->door[0] != '\0' ? " lewat " : "", event->door);
	if (event->why[0] != '\0')
		html_add(html, " <q>%s</q>", event->why);
	html_add(html, "</li>");
	return true;
}

static int add_history(struct exchange *exchange, int64_t id)
{
	struct html *html = &exchange->answer.body;
	int error;

	html_add(html, "<section class=\"card\"><h2>Riwayat</h2><ol class=\"history\" "
		       "id=\"riwayat\" data-fresh>");
	error = complaint_events(exchange->office->store, id, add_event, exchange);
	html_add(html, "</ol></section>");
	return error;
}

static int show(struct exchange *exchange, const char *typed, const char *why)
{
	struct html *html = &exchange->answer.body;
	struct complaint complaint;
	char number[NUMBER_SIZE];
	int error = find(exchange, &complaint);

	if (error < 0)
		return error;
	snprintf(number, sizeof number, "A-%lld", (long long)complaint.id);
	error = exchange_note_view(exchange, "laporan", number);
	if (error < 0)
		return error;
	layout_begin(exchange, number);
	add_title(exchange, &complaint);
	if (why != NULL)
		html_add(html,
			 "<p class=\"message bad\" role=\"alert\">Belum dilakukan: "
			 "%s.</p>",
			 why);
	error = add_forms(exchange, &complaint, typed);
	html_add(html, "<div class=\"columns\">");
	if (error == 0)
		error = add_words(exchange, &complaint);
	if (error == 0)
		error = add_history(exchange, complaint.id);
	html_add(html, "</div>");
	layout_end(exchange);
	return error;
}

int page_complaint(struct exchange *exchange)
{
	return show(exchange, "", NULL);
}

static bool find_step(const char *name, enum complaint_step *out_step)
{
	for (int i = 0; i < COMPLAINT_STEP_COUNT; i++) {
		if (strcmp(complaint_step_name((enum complaint_step)i), name) == 0) {
			*out_step = (enum complaint_step)i;
			return true;
		}
	}
	return false;
}

/* In the caller's transaction: whose it shall be, of whom the form offered. */
static int find_officer(struct exchange *exchange, struct complaint_doing *doing,
			struct officer *officer)
{
	const char *name = exchange_field(exchange, "petugas");
	int error;

	if (doing->step != COMPLAINT_STEP_ASSIGN || name[0] == '\0')
		return 0;
	error = officer_find(exchange->office->store, exchange->office->village->code,
			     name, officer);
	if (error == 0 && officer->role == OFFICER_ROLE_SUBDISTRICT)
		error = -ENOENT;
	doing->officer = officer;
	return error == -ENOENT ? -ESTALE : error;
}

static int do_step(struct exchange *exchange, struct complaint_doing *doing,
		   struct text *why)
{
	struct complaint complaint;
	struct officer officer;
	struct actor actor;
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	error = find(exchange, &complaint);
	/* What the page showed is not what is there any more. */
	if (error == 0 && strcmp(exchange_field(exchange, "dari"),
				 complaint_state_name(complaint.state)) != 0)
		error = -ESTALE;
	if (error == 0)
		error = find_officer(exchange, doing, &officer);
	/* As at the terminal: whoever may refuse a request. */
	if (error == 0 && !acting_fill(exchange->office, &exchange->officer, STEP_REJECT,
				       exchange->now_s, &actor))
		error = -EACCES;
	if (error == 0) {
		actor.door = "web";
		error = complaint_do(exchange->office, &complaint, doing, &actor,
				     exchange->now_s, why);
	}
	doing->officer = NULL; /* it ends here */
	return exchange_end_transaction(exchange, error);
}

int page_complaint_step_post(struct exchange *exchange)
{
	char typed[TYPED_SIZE] = "", buffer[LIMIT_WHY_SIZE];
	char location[EXCHANGE_SEGMENT_SIZE + 16], message[NUMBER_SIZE];
	struct complaint_doing doing = { .text = typed };
	struct text why;
	int error = -EINVAL;

	if (!find_step(exchange_field(exchange, "langkah"), &doing.step))
		return -EINVAL;
	text_init(&why, buffer, sizeof buffer);
	if (!exchange_take(exchange, "isi", typed, sizeof typed, false))
		text_say(&why, "terlalu panjang, lebih dari satu baris, atau berisi "
			       "huruf kendali");
	else
		error = do_step(exchange, &doing, &why);
	if (error == -EINVAL && why.length > 0) {
		exchange->answer.status = 422;
		return show(exchange, typed, buffer);
	}
	if (error < 0 && error != -ESTALE && error != -EPERM)
		return error;
	snprintf(location, sizeof location, "/lapor/%s", exchange->segments[0]);
	snprintf(message, sizeof message, "lapor-%s",
		 error < 0 ? "berubah" : complaint_step_name(doing.step));
	return exchange_redirect(exchange, location, message);
}
