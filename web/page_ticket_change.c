// SPDX-License-Identifier: MIT
#include "web/page_ticket_change.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "handlers/acting.h"
#include "handlers/code.h"
#include "handlers/correct.h"
#include "handlers/desk.h"
#include "letters/catalogue.h"
#include "store/residents.h"
#include "store/store.h"
#include "store/tickets.h"
#include "web/exchange.h"
#include "web/layout.h"
#include "web/show.h"

/* What a form about a request holds; each value bounded and without control characters.
 */
struct typed {
	char kind[LIMIT_KEYWORD_SIZE];
	char nik[LIMIT_NIK_SIZE + 8]; /* blanks between the digits */
	char name[LIMIT_NAME_SIZE];
	char purpose[LIMIT_PURPOSE_SIZE];
	char phone[LIMIT_ADDRESS_SIZE];
};

/* "3513 1512 0590 9901" as it stands on the card. */
static void drop_blanks(char *value)
{
	char *to = value;

	for (; *value != '\0'; value++) {
		if (strchr(" .-", *value) == NULL)
			*to++ = *value;
	}
	*to = '\0';
}

static bool take(const struct exchange *exchange, struct typed *typed, struct text *why)
{
	if (!exchange_take(exchange, "surat", typed->kind, sizeof typed->kind, false))
		text_say(why, "Pilih suratnya.");
	else if (!exchange_take(exchange, "nik", typed->nik, sizeof typed->nik, false))
		text_say(why, "NIK harus 16 angka.");
	else if (!exchange_take(exchange, "nama", typed->name, sizeof typed->name, false))
		text_say(why, "Nama paling banyak %d huruf.", LIMIT_NAME_SIZE - 1);
	else if (!exchange_take(exchange, "untuk", typed->purpose, sizeof typed->purpose,
				false))
		text_say(why, "Keperluan paling banyak %d huruf.",
			 LIMIT_PURPOSE_SIZE - 1);
	else if (!exchange_take(exchange, "hp", typed->phone, sizeof typed->phone, false))
		text_say(why, "Nomor HP terlalu panjang.");
	drop_blanks(typed->nik);
	return why->length == 0;
}

static int back_to(struct exchange *exchange, const char *code, const char *message)
{
	char location[EXCHANGE_LOCATION_SIZE];
	struct text text;

	text_init(&text, location, sizeof location);
	text_add_format(&text, "/permohonan/%s", code);
	return exchange_redirect(exchange, location, message);
}

/* NULL keeps what is there: a form may send one value only. */
static const char *if_sent(const struct exchange *exchange, const char *name,
			   const char *value)
{
	size_t at = 0;

	return form_next(&exchange->request.form, name, &at) == NULL ? NULL : value;
}

bool page_change_is_seen(const struct exchange *exchange, const struct ticket *ticket)
{
	const char *seen = exchange_field(exchange, "versi");

	return seen[0] == '\0' || strtoll(seen, NULL, 10) == ticket->updated_at;
}

static int put_right(struct exchange *exchange, const struct typed *typed,
		     struct text *why)
{
	const struct correction correction = {
		.kind = if_sent(exchange, "surat", typed->kind),
		.nik = if_sent(exchange, "nik", typed->nik),
		.name = if_sent(exchange, "nama", typed->name),
		.purpose = if_sent(exchange, "untuk", typed->purpose),
	};
	struct ticket ticket;
	struct actor actor;
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	error = exchange_find_ticket(exchange, &ticket);
	if (error == 0 && !page_change_is_seen(exchange, &ticket))
		error = -ESTALE;
	acting_fill(exchange->office, &exchange->officer, STEP_ACCEPT, exchange->now_s,
		    &actor);
	actor.door = "web";
	if (error == 0)
		error = ticket_put_right(exchange->office, &ticket, &correction, &actor,
					 exchange->now_s, why);
	return exchange_end_transaction(exchange, error);
}

int page_ticket_correct_post(struct exchange *exchange)
{
	struct typed typed = { .kind = "" };
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	if (!take(exchange, &typed, &why))
		return back_to(exchange, exchange->segments[0], "isian");
	error = put_right(exchange, &typed, &why);
	if (error == -EINVAL && why.length > 0)
		return back_to(exchange, exchange->segments[0], "isian");
	if (error == -EPERM || error == -ESTALE)
		return back_to(exchange, exchange->segments[0], "berubah");
	return error < 0 ? error : back_to(exchange, exchange->segments[0], "betul");
}

static int show_new(struct exchange *exchange, const struct typed *typed, const char *why)
{
	struct html *html = &exchange->answer.body;

	layout_begin(exchange, "Permohonan baru");
	html_add(html,
		 "<div class=\"title\"><h1>Permohonan baru<small>Untuk warga yang datang "
		 "ke kantor</small></h1></div>");
	if (why != NULL)
		layout_warning(exchange, why);
	html_add(html, "<section class=\"card\">");
	layout_form(exchange, "/baru", "stack two");
	layout_letters(exchange, typed->kind);
	html_add(
		html,
		"<label>NIK, 16 angka di KTP<input name=\"nik\" value=\"%s\" "
		"inputmode=\"numeric\" maxlength=\"24\" autocomplete=\"off\" "
		"autofocus></label>"
		"<label>Nama, bila NIK tidak ada di data<input name=\"nama\" value=\"%s\" "
		"maxlength=\"100\" autocomplete=\"off\"></label>"
		"<label>Untuk keperluan<input name=\"untuk\" value=\"%s\" "
		"maxlength=\"160\" autocomplete=\"off\" required></label>"
		"<label>Nomor HP, bila mau dikabari lewat SMS<input name=\"hp\" "
		"value=\"%s\" inputmode=\"tel\" maxlength=\"20\" "
		"autocomplete=\"off\"></label>"
		"<button class=\"primary\">Masukkan ke antrean</button></form></section>",
		typed->nik, typed->name, typed->purpose, typed->phone);
	html_add(
		html,
		"<p class=\"hint\">Belum tahu NIK-nya? <a href=\"/penduduk\">Cari di data "
		"penduduk</a>.</p>");
	layout_end(exchange);
	return 0;
}

int page_new(struct exchange *exchange)
{
	struct typed typed = { .kind = "" };

	text_copy(typed.nik, sizeof typed.nik, exchange_query(exchange, "nik"));
	return show_new(exchange, &typed, NULL);
}

static int file_ticket(struct exchange *exchange, const struct typed *typed,
		       struct ticket *ticket, struct text *why)
{
	const struct desk_request request = { .kind = typed->kind,
					      .nik = typed->nik,
					      .name = typed->name,
					      .purpose = typed->purpose,
					      .phone = typed->phone };
	int error = store_begin(exchange->office->store);

	if (error < 0)
		return error;
	return exchange_end_transaction(exchange,
					desk_new_ticket(exchange->office, &request,
							exchange->officer.name,
							exchange->now_s, ticket, why));
}

int page_new_post(struct exchange *exchange)
{
	struct typed typed = { .kind = "" };
	struct ticket ticket = { .id = 0 };
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error = -EINVAL;

	text_init(&why, buffer, sizeof buffer);
	if (take(exchange, &typed, &why)) {
		if (typed.purpose[0] == '\0')
			text_say(&why, "Keperluan harus diisi.");
		else if (typed.nik[0] == '\0' && typed.name[0] == '\0')
			text_say(&why, "Isi NIK atau nama.");
		else
			error = file_ticket(exchange, &typed, &ticket, &why);
	}
	if (error == -EINVAL && why.length > 0) {
		exchange->answer.status = 422;
		return show_new(exchange, &typed, buffer);
	}
	if (error == -EEXIST)
		return back_to(exchange, ticket.code, "sudah-ada");
	return error < 0 ? error : back_to(exchange, ticket.code, "baru");
}

/* What whoever stands at the desk takes home. */
int page_slip(struct exchange *exchange)
{
	const struct village *village = exchange->office->village;
	struct html *html = &exchange->answer.body;
	const struct letter *letter;
	char code[CODE_SHOWN_SIZE], at[SHOW_TIME_SIZE], due[SHOW_TIME_SIZE];
	struct ticket ticket;
	int error = exchange_find_ticket(exchange, &ticket);

	if (error == 0)
		error = exchange_note_view(exchange, "lihat", ticket.code);
	if (error < 0)
		return error;
	letter = catalogue_find(exchange->office->catalogue, ticket.kind);
	layout_begin(exchange, "Tanda terima");
	html_add(html,
		 "<section class=\"card narrow slip\"><h2>Tanda terima permohonan</h2>"
		 "<p>Desa %s, %s</p><p class=\"big kode\">%s</p><p><b>%s</b><br>%s</p>"
		 "<p>Masuk %s. Dijanjikan selesai %s.</p>",
		 village->name, village->address, code_show(ticket.code, code),
		 letter != NULL ? letter->title : ticket.kind, ticket.name,
		 show_day(ticket.created_at, at), show_day(ticket.due_at, due));
	if (village->service_number[0] != '\0')
		html_add(html, "<p>Tanya: SMS <b>CEK %s</b> ke %s</p>", code,
			 village->service_number);
	html_add(html,
		 "<p>Semua surat GRATIS. Telp %s</p><p class=\"no-print\"><button "
		 "class=\"primary\" data-print>Cetak</button> <a class=\"button\" "
		 "href=\"/permohonan/%s\">Kembali</a></p></section>",
		 village->phone, ticket.code);
	layout_end(exchange);
	return 0;
}
