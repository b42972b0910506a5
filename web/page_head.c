// SPDX-License-Identifier: MIT
#include "web/page_head.h"

#include <errno.h>
#include <string.h>

#include "handlers/acting.h"
#include "handlers/code.h"
#include "handlers/deciding.h"
#include "handlers/labels.h"
#include "handlers/mandates.h"
#include "handlers/office.h"
#include "handlers/officers.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/page_ticket.h"
#include "web/routes.h"
#include "web/show.h"

struct waiting {
	struct exchange *exchange;
	bool may_decide;
	int n_shown;
	int error;
};

bool page_head_may_decide(const struct exchange *exchange)
{
	struct actor actor;

	return acting_fill(exchange->office, &exchange->officer, STEP_APPROVE,
			   exchange->now_s, &actor);
}

static const char *name_of(const struct exchange *exchange, const char *kind)
{
	const struct letter *letter = catalogue_find(exchange->office->catalogue, kind);

	return letter != NULL ? letter->short_name : kind;
}

/* --- What waits ------------------------------------------------------------------- */

static void add_flags(struct html *html, const struct ticket *ticket)
{
	char flags[sizeof ticket->flags], *rest = flags, *flag;

	memcpy(flags, ticket->flags, sizeof flags);
	while ((flag = strsep(&rest, " ")) != NULL) {
		if (flag[0] != '\0')
			html_add(html, "<small class=\"flag\">! %s</small>",
				 label_flag(flag));
	}
}

static void add_person(struct exchange *exchange, const struct ticket *ticket)
{
	struct html *html = &exchange->answer.body;
	char nik[SHOW_NUMBER_SIZE], code[CODE_SHOWN_SIZE];

	html_add(html,
		 "<td class=\"surat\"><b>%s</b><small class=\"kode\"><a "
		 "href=\"/permohonan/%s\">%s</a></small></td>"
		 "<td class=\"nama\">%s<small>NIK %s</small>",
		 name_of(exchange, ticket->kind), ticket->code,
		 code_show(ticket->code, code),
		 ticket->name[0] != '\0' ? ticket->name : "-",
		 show_nik(ticket->nik, nik));
	add_flags(html, ticket);
	html_add(html, "</td><td class=\"untuk\">%s</td>", ticket->purpose);
}

static bool add_waiting(void *context, const struct ticket *ticket)
{
	struct waiting *waiting = context;
	struct exchange *exchange = waiting->exchange;
	struct html *html = &exchange->answer.body;
	bool is_late = ticket->due_at > 0 && ticket->due_at < exchange->now_s;
	char at[SHOW_TIME_SIZE], due[SHOW_TIME_SIZE], who[SHOW_NUMBER_SIZE];
	struct deciding_past past;

	waiting->error = deciding_look_back(exchange->office, ticket->id, &past);
	if (waiting->error < 0)
		return false;
	waiting->n_shown++;
	html_add(html, "<tr data-key=\"%s\" class=\"%s\"><td class=\"pilih\">",
		 ticket->code, is_late ? "late" : "");
	if (waiting->may_decide)
		html_add(html,
			 "<input type=\"checkbox\" name=\"kode\" value=\"%s\" "
			 "aria-label=\"Pilih %s\">",
			 ticket->code, ticket->name);
	html_add(html, "</td>");
	add_person(exchange, ticket);
	html_add(html,
		 "<td class=\"oleh\">%s<small>%s</small></td><td "
		 "class=\"batas\">%s%s</td></tr>\n",
		 past.checked_at > 0 ? show_phone(past.checked_by, who) : "-",
		 show_time(exchange->now_s, past.checked_at, at),
		 is_late ? "TERLAMBAT, " : "",
		 show_time(exchange->now_s, ticket->due_at, due));
	return true;
}

static void add_pin(struct html *html)
{
	html_add(html, "<label>PIN Anda<input name=\"pin\" type=\"password\" "
		       "inputmode=\"numeric\" maxlength=\"8\" autocomplete=\"off\" "
		       "required></label>");
}

static void add_decision(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	size_t n_reasons;
	const char *const *reasons =
		page_ticket_reasons(step_row(STEP_REJECT)->word, &n_reasons);

	html_add(html, "<div class=\"card decide\">");
	add_pin(html);
	html_add(html, "<button class=\"primary\" name=\"langkah\" "
		       "value=\"approve\">Setujui yang dipilih</button>"
		       "<details><summary class=\"button danger\">Tolak...</summary>"
		       "<div class=\"stack\"><label>Alasan, dikirim ke pemohon<select "
		       "name=\"alasan\"><option value=\"\">Pilih alasan</option>");
	for (size_t i = 0; i < n_reasons; i++)
		html_add(html, "<option>%s</option>", reasons[i]);
	html_add(html, "</select></label><label>Alasan lain<input name=\"alasan_lain\" "
		       "maxlength=\"60\" placeholder=\"tulis singkat\"></label><button "
		       "class=\"danger\" name=\"langkah\" value=\"reject\">Tolak yang "
		       "dipilih</button></div></details></div>");
}

static int add_list(struct exchange *exchange, bool may_decide)
{
	struct waiting waiting = { .exchange = exchange, .may_decide = may_decide };
	const struct ticket_filter filter = { .village = exchange->office->village->code,
					      .has_state = true,
					      .state = TICKET_STATE_CHECKED,
					      .limit = DECIDING_MAX };
	struct html *html = &exchange->answer.body;
	int error;

	layout_form(exchange, "/putusan", "");
	html_add(html, "<table class=\"queue head\"><thead><tr><th></th><th>Surat</th>"
		       "<th>Pemohon</th><th>Untuk</th><th>Diperiksa oleh</th>"
		       "<th>Dijanjikan</th></tr></thead><tbody>\n");
	error = ticket_list(exchange->office->store, &filter, add_waiting, &waiting);
	html_add(html, "</tbody></table>");
	if (waiting.n_shown == 0)
		html_add(html, "<p class=\"empty\">Tidak ada yang menunggu "
			       "persetujuan.</p>");
	else if (may_decide)
		add_decision(exchange);
	html_add(html, "</form>");
	return error < 0 ? error : waiting.error;
}

/* --- What may still be withdrawn -------------------------------------------------- */

static bool add_approved(void *context, const struct ticket *ticket)
{
	struct waiting *waiting = context;
	struct exchange *exchange = waiting->exchange;
	struct html *html = &exchange->answer.body;
	char code[CODE_SHOWN_SIZE], at[SHOW_TIME_SIZE];
	struct deciding_past past = { .approved_at = 0 };
	int error =
		office_may_step(exchange->office, ticket, STEP_WITHDRAW, exchange->now_s);

	if (error == 0)
		error = deciding_look_back(exchange->office, ticket->id, &past);
	if (error == -EPERM)
		return true;
	waiting->error = error;
	if (error < 0)
		return false;
	if (waiting->n_shown++ == 0) {
		html_add(html, "<section class=\"card\"><h2>Baru disetujui, dapat "
			       "ditarik dalam 15 menit</h2>");
		layout_form(exchange, "/putusan", "stack");
		html_add(html, "<fieldset>");
	}
	html_add(html,
		 "<label class=\"choice\"><input type=\"checkbox\" name=\"kode\" "
		 "value=\"%s\">%s, %s, %s, disetujui %s</label>",
		 ticket->code, code_show(ticket->code, code),
		 name_of(exchange, ticket->kind), ticket->name,
		 show_time(exchange->now_s, past.approved_at, at));
	return true;
}

static int add_withdrawals(struct exchange *exchange)
{
	struct waiting waiting = { .exchange = exchange };
	const struct ticket_filter filter = { .village = exchange->office->village->code,
					      .has_state = true,
					      .state = TICKET_STATE_APPROVED,
					      .is_newest_first = true,
					      .limit = DECIDING_MAX };
	struct html *html = &exchange->answer.body;
	int error = ticket_list(exchange->office->store, &filter, add_approved, &waiting);

	if (waiting.n_shown > 0) {
		html_add(html, "</fieldset>");
		add_pin(html);
		html_add(html, "<button class=\"danger\" name=\"langkah\" "
			       "value=\"withdraw\">Tarik yang dipilih</button></form>"
			       "</section>");
	}
	return error < 0 ? error : waiting.error;
}

/* --- Who stands in for him -------------------------------------------------------- */

static bool add_officer(void *context, const struct officer *officer)
{
	struct html *html = context;

	if (officer->is_active && officer->role != OFFICER_ROLE_HEAD &&
	    officer->role != OFFICER_ROLE_SUBDISTRICT)
		html_add(html, "<option>%s</option>", officer->name);
	return true;
}

static bool add_mandate(void *context, const struct delegation *delegation)
{
	struct waiting *waiting = context;
	struct exchange *exchange = waiting->exchange;
	struct html *html = &exchange->answer.body;
	char from[SHOW_TIME_SIZE], until[SHOW_TIME_SIZE];
	struct officer officer;

	waiting->error =
		officer_get(exchange->office->store, delegation->officer_id, &officer);
	if (waiting->error < 0)
		return false;
	waiting->n_shown++;
	html_add(html, "<li><b>%s</b> %s<small>%s sampai %s</small>", delegation->kind,
		 officer.name, show_day(delegation->from_at, from),
		 show_day(delegation->until_at - 1, until));
	if (exchange->officer.role == OFFICER_ROLE_HEAD) {
		layout_form(exchange, "/mandat/akhir", "row");
		html_add(html,
			 "<input type=\"hidden\" name=\"petugas\" value=\"%s\"><input "
			 "class=\"short\" name=\"pin\" type=\"password\" "
			 "inputmode=\"numeric\" maxlength=\"8\" autocomplete=\"off\" "
			 "placeholder=\"PIN\" aria-label=\"PIN\" required><button "
			 "class=\"danger\">Akhiri</button></form>",
			 officer.name);
	}
	html_add(html, "</li>");
	return true;
}

static int add_mandate_form(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	size_t n_kinds;
	const char *const *kinds = mandate_kinds(&n_kinds);
	int error;

	html_add(html, "<details><summary class=\"button\">Beri mandat...</summary>");
	layout_form(exchange, "/mandat", "stack two");
	html_add(html, "<label>Kepada<select name=\"petugas\" required><option "
		       "value=\"\">Pilih petugas</option>");
	error = officer_list(exchange->office->store, exchange->office->village->code,
			     add_officer, html);
	html_add(html, "</select></label><label>Sebagai<select name=\"sebagai\">");
	for (size_t i = 0; i < n_kinds; i++)
		html_add(html, "<option>%s</option>", kinds[i]);
	html_add(html, "</select></label><label>Dari tanggal<input type=\"date\" "
		       "name=\"dari\" required></label><label>Sampai tanggal<input "
		       "type=\"date\" name=\"sampai\" required></label>");
	add_pin(html);
	html_add(html, "<button class=\"primary\">Simpan mandat</button></form>"
		       "</details>");
	return error;
}

static int add_mandates(struct exchange *exchange)
{
	struct waiting waiting = { .exchange = exchange };
	const struct office *office = exchange->office;
	struct html *html = &exchange->answer.body;
	int error;

	html_add(html, "<section class=\"card\"><h2>Yang mewakili kepala desa</h2><ul "
		       "class=\"plain mandates\">");
	error = delegation_list(office->store, office->village->code, exchange->now_s,
				add_mandate, &waiting);
	html_add(html, "</ul>");
	if (waiting.n_shown == 0)
		html_add(html, "<p class=\"hint\">Tidak ada mandat sekarang.</p>");
	if (error == 0)
		error = waiting.error;
	if (error == 0 && exchange->officer.role == OFFICER_ROLE_HEAD)
		error = add_mandate_form(exchange);
	html_add(html, "</section>");
	return error;
}

/* --- The page --------------------------------------------------------------------- */

static void add_tile(struct exchange *exchange, const char *href, const char *label,
		     int count)
{
	html_add(&exchange->answer.body, "<a class=\"tile\" href=\"%s\"><b>%d</b>%s</a>",
		 href, count < 0 ? 0 : count, label);
}

/* Stays fresh by itself; the list does not, or a press would hit what was not there. */
static void add_figures(struct exchange *exchange)
{
	struct store *store = exchange->office->store;
	const char *village = exchange->office->village->code;
	struct html *html = &exchange->answer.body;

	html_add(html, "<nav class=\"tiles\" id=\"angka\" data-fresh "
		       "aria-label=\"Angka\">");
	add_tile(exchange, "/putusan", "menunggu persetujuan",
		 ticket_count_state(store, village, TICKET_STATE_CHECKED));
	add_tile(exchange, "/antrean?keadaan=received", "belum diperiksa",
		 ticket_count_state(store, village, TICKET_STATE_RECEIVED));
	add_tile(exchange, "/antrean?keadaan=approved", "disetujui, belum jadi",
		 ticket_count_state(store, village, TICKET_STATE_APPROVED));
	add_tile(exchange, "/antrean?keadaan=ready", "siap diambil",
		 ticket_count_state(store, village, TICKET_STATE_READY));
	add_tile(exchange, "/antrean?keadaan=terlambat", "terlambat",
		 ticket_count_late(store, village, exchange->now_s));
	html_add(html, "</nav>");
}

int page_head(struct exchange *exchange)
{
	struct html *html = &exchange->answer.body;
	bool may_decide = page_head_may_decide(exchange);
	char day[SHOW_TIME_SIZE];
	int error = exchange_note_view(exchange, "lihat", "menunggu persetujuan");

	if (error < 0)
		return error;
	layout_begin(exchange, "Persetujuan");
	html_add(html, "<div class=\"title\"><h1>Persetujuan<small>%s</small></h1></div>",
		 show_day(exchange->now_s, day));
	add_figures(exchange);
	if (!may_decide)
		html_add(html, "<p class=\"hint\">Hanya untuk dilihat: kepala desa belum "
			       "memberi Anda mandat untuk hari ini.</p>");
	else if (exchange->officer.pin[0] == '\0')
		layout_warning(exchange, "Anda belum punya PIN. Buat di komputer kantor: "
					 "surat officers pin NAMA");
	error = add_list(exchange, may_decide);
	html_add(html, "<div class=\"columns\">");
	if (error == 0 && may_decide)
		error = add_withdrawals(exchange);
	if (error == 0)
		error = add_mandates(exchange);
	html_add(html, "</div>");
	layout_end(exchange);
	return error;
}
