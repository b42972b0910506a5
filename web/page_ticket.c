// SPDX-License-Identifier: MIT
#include "web/page_ticket.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/code.h"
#include "handlers/labels.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "store/inbox.h"
#include "store/register.h"
#include "store/residents.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/page_ticket_fields.h"
#include "web/page_ticket_print.h"
#include "web/routes.h"
#include "web/show.h"

/* What a page shows of one ticket. */
struct view {
	struct exchange *exchange;
	struct ticket ticket;
	const struct letter *letter; /* NULL when the catalogue has it no more */
	struct register_entry entry; /* its number is "" when there is none */
	struct inbox_row message;    /* its id is 0 when it was filed at the desk */
	struct resident resident;
	bool has_resident;
};

/* The steps in the order of the buttons. */
struct button {
	enum step step;
	const char *label, *class;
};

static const struct button buttons[] = {
	{ STEP_ACCEPT, "Lengkap, teruskan", "primary" },
	{ STEP_COMPLETE, "Kembalikan ke antrean", "" },
	{ STEP_APPROVE, "Setujui", "primary" },
	{ STEP_READY, "Siap diambil", "primary" },
	{ STEP_COLLECT, "Sudah diambil", "primary" },
	{ STEP_INCOMPLETE, "Belum lengkap", "" },
	{ STEP_REJECT, "Tolak", "danger" },
	{ STEP_WITHDRAW, "Tarik persetujuan", "danger" },
	{ STEP_REVOKE, "Cabut surat", "danger" },
	{ STEP_CANCEL, "Batalkan", "danger" },
	{ STEP_EXPIRE, "Arsipkan, tidak diambil", "danger" },
};

const char *const *page_ticket_reasons(const char *step, size_t *out_count)
{
	static const char *const incomplete[] = {
		"fotokopi KK belum ada",        "fotokopi KTP belum ada",
		"pengantar RT/RW belum ada",    "NIK tidak sama dengan KK",
		"keperluan belum jelas",        "foto tempat usaha belum ada",
		"tanda tangan saksi belum ada",
	};
	static const char *const reject[] = {
		"pemohon bukan warga desa ini", "sudah ada permohonan yang sama",
		"data tidak sesuai keadaan",    "tidak memenuhi syarat",
		"surat ini diurus di Dukcapil",
	};
	static const char *const revoke[] = {
		"data di surat keliru",
		"keadaan sudah berubah",
		"surat dipakai untuk hal lain",
	};
	static const struct {
		const char *step;
		const char *const *reasons;
		size_t n_reasons;
	} rows[] = {
		{ "incomplete", incomplete, sizeof incomplete / sizeof incomplete[0] },
		{ "reject", reject, sizeof reject / sizeof reject[0] },
		{ "revoke", revoke, sizeof revoke / sizeof revoke[0] },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (strcmp(rows[i].step, step) == 0) {
			*out_count = rows[i].n_reasons;
			return rows[i].reasons;
		}
	}
	*out_count = 0;
	return NULL;
}

static void add_title(struct view *view)
{
	struct exchange *exchange = view->exchange;
	const struct ticket *ticket = &view->ticket;
	struct html *html = &exchange->answer.body;
	bool is_late = ticket->state < TICKET_STATE_READY && ticket->due_at > 0 &&
		       ticket->due_at < exchange->now_s;
	char code[CODE_SHOWN_SIZE], at[SHOW_TIME_SIZE];

	html_add(html,
		 "<div class=\"title\"><h1><span class=\"kode\">%s</span> %s</h1>"
		 "<span class=\"pill %s\">%s</span></div>",
		 code_show(ticket->code, code),
		 view->letter != NULL ? view->letter->title : ticket->kind,
		 ticket_state_name(ticket->state), label_ticket_state(ticket->state));
	if (ticket->due_at > 0 && ticket->state < TICKET_STATE_READY)
		html_add(html, "<p class=\"%s\">%s %s</p>", is_late ? "late" : "hint",
			 is_late ? "TERLAMBAT, dijanjikan" : "Dijanjikan selesai",
			 show_time(exchange->now_s, ticket->due_at, at));
}

static void add_flags(struct view *view)
{
	const char *flags = view->ticket.flags;
	struct html *html = &view->exchange->answer.body;

	if (flags[0] == '\0')
		return;
	html_add(html, "<ul class=\"flags\">");
	while (*flags != '\0') {
		char flag[sizeof view->ticket.flags];
		size_t length = strcspn(flags, " ");
		struct text text;

		text_init(&text, flag, sizeof flag);
		text_add_bytes(&text, flags, length);
		html_add(html, "<li>%s</li>", label_flag(flag));
		flags += length;
		flags += strspn(flags, " ");
	}
	html_add(html, "</ul>");
}

static void add_reasons(struct html *html, const char *step)
{
	size_t n_reasons;
	const char *const *reasons = page_ticket_reasons(step, &n_reasons);

	html_add(html, "<fieldset><legend>Alasannya dikirim ke pemohon</legend>");
	for (size_t i = 0; i < n_reasons; i++)
		html_add(html,
			 "<label class=\"choice\"><input type=\"radio\" name=\"alasan\" "
			 "value=\"%s\">%s</label>",
			 reasons[i], reasons[i]);
	html_add(html,
		 "<label>Alasan lain<input name=\"alasan_lain\" "
		 "maxlength=\"60\" placeholder=\"tulis singkat\"></label></fieldset>");
}

/* A step with a question behind it opens before it is sent. */
static void add_step(struct view *view, const struct button *button)
{
	const struct step_row *row = step_row(button->step);
	struct html *html = &view->exchange->answer.body;
	bool needs_pin = acting_needs_pin(button->step);
	bool has_questions = row->needs_reason || needs_pin;
	char action[64];
	struct text text;

	text_init(&text, action, sizeof action);
	text_add_format(&text, "/permohonan/%s/langkah", view->ticket.code);
	if (has_questions)
		html_add(html,
			 "<details class=\"step\"><summary class=\"button %s\">%s"
			 "</summary>",
			 button->class, button->label);
	layout_form(view->exchange, action, has_questions ? "stack card" : "");
	html_add(html,
		 "<input type=\"hidden\" name=\"langkah\" value=\"%s\">"
		 "<input type=\"hidden\" name=\"dari\" value=\"%s\">",
		 row->word, ticket_state_name(view->ticket.state));
	if (row->needs_reason)
		add_reasons(html, row->word);
	if (needs_pin)
		html_add(html,
			 "<label>PIN Anda<input name=\"pin\" type=\"password\" "
			 "inputmode=\"numeric\" maxlength=\"8\" autocomplete=\"off\" "
			 "required></label>");
	if (has_questions)
		html_add(html,
			 "<button class=\"primary\">Kirim: %s</button></form></details>",
			 button->label);
	else
		html_add(html, "<button class=\"%s\">%s</button></form>", button->class,
			 button->label);
}

static void add_steps(struct view *view)
{
	struct html *html = &view->exchange->answer.body;
	struct actor actor;

	html_add(html, "<div class=\"steps\">");
	for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++) {
		if (office_may_step(view->exchange->office, &view->ticket,
				    buttons[i].step, view->exchange->now_s) == 0 &&
		    acting_fill(view->exchange->office, &view->exchange->officer,
				buttons[i].step, view->exchange->now_s, &actor))
			add_step(view, &buttons[i]);
	}
	html_add(
		html,
		"<a class=\"button\" href=\"/permohonan/%s/tanda\">Tanda terima</a></div>",
		view->ticket.code);
}

static void add_message(struct view *view)
{
	struct exchange *exchange = view->exchange;
	struct html *html = &exchange->answer.body;
	char at[SHOW_TIME_SIZE], phone[SHOW_NUMBER_SIZE];

	html_add(html, "<section class=\"card\"><h2>Yang ditulis pemohon</h2>");
	if (view->message.id == 0)
		html_add(html, "<p class=\"hint\">Permohonan ini dibuat di kantor.</p>");
	else
		html_add(html,
			 "<blockquote class=\"sms in\"><p id=\"sms\">%s</p><footer>%s, "
			 "%s</footer></blockquote>",
			 view->message.text, show_phone(view->message.sender, phone),
			 show_time(exchange->now_s, view->message.received_at, at));
	if (view->ticket.phone[0] != '\0')
		html_add(
			html,
			"<p><a class=\"button\" href=\"/nomor/%s\">Percakapan dengan %s</a></p>",
			view->ticket.phone, show_phone(view->ticket.phone, phone));
	html_add(html, "</section>");
}

/* Whoever works at the desk may put right what was understood, until it goes on. */
static bool may_correct(const struct view *view)
{
	return exchange_has_role(view->exchange, ROUTE_DESK) &&
	       view->ticket.state <= TICKET_STATE_INCOMPLETE;
}

static void add_correction(struct view *view)
{
	const struct ticket *ticket = &view->ticket;
	struct html *html = &view->exchange->answer.body;
	char action[64];
	struct text text;

	text_init(&text, action, sizeof action);
	text_add_format(&text, "/permohonan/%s/ubah", ticket->code);
	layout_form(view->exchange, action, "stack");
	html_add(html, "<input type=\"hidden\" name=\"versi\" value=\"%lld\">",
		 (long long)ticket->updated_at);
	layout_letters(view->exchange, ticket->kind);
	html_add(html,
		 "<label>NIK<input name=\"nik\" value=\"%s\" inputmode=\"numeric\" "
		 "maxlength=\"24\" autocomplete=\"off\"></label>"
		 "<label>Nama<input name=\"nama\" value=\"%s\" maxlength=\"100\" "
		 "autocomplete=\"off\"></label>"
		 "<label>Untuk keperluan<input name=\"untuk\" value=\"%s\" "
		 "maxlength=\"160\" autocomplete=\"off\" required></label>",
		 ticket->nik, ticket->name, ticket->purpose);
	html_add(
		html,
		"<p class=\"row\"><button>Simpan pembetulan</button> <a class=\"button\" "
		"href=\"/penduduk?untuk=%s&amp;cari=",
		ticket->code);
	html_add_query(html, ticket->name);
	html_add(html, "\">Cari penduduk</a></p></form>");
}

static void add_resident(struct view *view)
{
	const struct resident *resident = &view->resident;
	char birth[SHOW_TIME_SIZE];

	html_add(&view->exchange->answer.body,
		 "<section class=\"card\"><h2>Data penduduk</h2><dl><dt>Nama</dt><dd><a "
		 "href=\"/penduduk/%s\">%s</a></dd><dt>Lahir</dt><dd>%s, %s</dd>"
		 "<dt>Alamat</dt><dd>%s, RT %s RW %s, %s</dd><dt>Keadaan</dt><dd>%s</dd>"
		 "</dl></section>",
		 resident->nik, resident->name, resident->birth_place,
		 show_date(resident->birth_date, birth), resident->address, resident->rt,
		 resident->rw, resident->hamlet, resident->life_state);
}

static void add_understood(struct view *view)
{
	struct html *html = &view->exchange->answer.body;
	const struct ticket *ticket = &view->ticket;

	html_add(html, "<section class=\"card\"><h2>Yang dipahami</h2>");
	if (may_correct(view)) {
		add_correction(view);
	} else {
		html_add(html, "<dl>");
		layout_fact(view->exchange, "Surat",
			    view->letter != NULL ? view->letter->title : ticket->kind);
		layout_fact(view->exchange, "NIK", ticket->nik);
		layout_fact(view->exchange, "Nama", ticket->name);
		layout_fact(view->exchange, "Untuk", ticket->purpose);
		layout_fact(view->exchange, "Nomor surat", view->entry.number);
		layout_fact(view->exchange, "Alasan", ticket->reason);
		html_add(html, "</dl>");
	}
	html_add(html, "</section>");
}

static bool add_event(void *context, const struct ticket_event *event)
{
	struct view *view = context;
	struct html *html = &view->exchange->answer.body;
	char at[SHOW_TIME_SIZE], who[SHOW_NUMBER_SIZE];

	html_add(html, "<li><time>%s</time> <b>%s</b> <span>%s%s%s</span>",
		 show_time(view->exchange->now_s, event->at, at), label_event(event),
		 show_phone(event->actor, who), event->door[0] != '\0' ? " lewat " : "",
		 event->door);
	if (event->why[0] != '\0')
		html_add(html, " <q>%s</q>", event->why);
	html_add(html, "</li>");
	return true;
}

static int add_history(struct view *view)
{
	struct html *html = &view->exchange->answer.body;
	int error;

	html_add(html, "<section class=\"card\"><h2>Riwayat</h2><ol class=\"history\" "
		       "id=\"riwayat\" data-fresh>");
	error = ticket_events(view->exchange->office->store, view->ticket.id, add_event,
			      view);
	html_add(html, "</ol></section>");
	return error;
}

static int none_is_fine(int error)
{
	return error == -ENOENT ? 0 : error;
}

static int load(struct view *view)
{
	struct store *store = view->exchange->office->store;
	int error = exchange_find_ticket(view->exchange, &view->ticket);

	if (error < 0)
		return error;
	view->letter =
		catalogue_find(view->exchange->office->catalogue, view->ticket.kind);
	error = none_is_fine(register_of_ticket(store, view->ticket.id, &view->entry));
	if (error == 0 && view->ticket.inbox_id != 0)
		error = inbox_get(store, view->ticket.inbox_id, &view->message);
	if (error == 0 && view->ticket.nik[0] != '\0') {
		error = resident_find(store, view->ticket.village, view->ticket.nik,
				      &view->resident);
		view->has_resident = error == 0;
		error = none_is_fine(error);
	}
	if (error == 0)
		error = exchange_note_view(view->exchange, "lihat", view->ticket.code);
	return error;
}

int page_ticket(struct exchange *exchange)
{
	struct view view = { .exchange = exchange };
	struct html *html = &exchange->answer.body;
	char code[CODE_SHOWN_SIZE];
	int error = load(&view);

	if (error < 0)
		return error;
	layout_begin(exchange, code_show(view.ticket.code, code));
	add_title(&view);
	add_flags(&view);
	add_steps(&view);
	page_ticket_print_add(exchange, &view.ticket, &view.entry);
	html_add(html, "<div class=\"columns\">");
	html_add(html, "<div>");
	add_message(&view);
	if (view.has_resident)
		add_resident(&view);
	html_add(html, "</div><div>");
	add_understood(&view);
	page_ticket_fields_add(exchange, &view.ticket, view.letter);
	error = add_history(&view);
	html_add(html, "</div></div>");
	layout_end(exchange);
	return error;
}
