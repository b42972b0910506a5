// SPDX-License-Identifier: MIT
#include "handlers/printing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "handlers/approval.h"
#include "handlers/office.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "letters/sample.h"
#include "letters/seal.h"
#include "letters/values.h"

static int find_ticket(const struct office *office, const char *code, struct ticket *out)
{
	int error = ticket_find_by_code(office->store, code, out);

	if (error == 0 && strcmp(out->village, office->village->code) != 0)
		return -ENOENT;
	return error;
}

/* What the snapshot says, as words on paper. */
static int compose(const struct office *office, const struct register_entry *entry,
		   struct content *out, struct text *why)
{
	struct values *values = must_alloc(sizeof *values);
	int error = values_read_snapshot(office->store, entry->snapshot, values);

	if (error == -EINVAL)
		text_say(why, "isi surat di register tidak dapat dibaca");
	else if (error == 0 &&
		 !content_compose(values, &office->village->letter, out, why))
		error = -EINVAL;
	free(values);
	return error == -EINVAL ? -EPERM : error;
}

static int check_state(const struct printing *printing, int found, struct text *why)
{
	const struct register_entry *entry = &printing->entry;

	if (found < 0 && found != -ENOENT)
		return found;
	if (printing->ticket.state == TICKET_STATE_REVOKED ||
	    (found == 0 && entry->state == REGISTER_STATE_REVOKED))
		text_say(why, "surat ini sudah dicabut");
	else if (found == -ENOENT || entry->state != REGISTER_STATE_VALID)
		text_say(why, "surat ini belum disetujui");
	else if (entry->seal[0] == '\0')
		text_say(why, "surat ini belum disegel; suratd menyegelnya setelah "
			      "disetujui, periksa apakah ia berjalan");
	else
		return 0;
	return -EPERM;
}

int printing_prepare(const struct office *office, const char *code,
		     const char *verify_url, struct printing *out, struct text *why)
{
	struct text qr;
	int error = find_ticket(office, code, &out->ticket);

	if (error < 0)
		return error;
	error = register_of_ticket(office->store, out->ticket.id, &out->entry);
	error = check_state(out, error, why);
	if (error == 0)
		error = compose(office, &out->entry, &out->content, why);
	if (error < 0)
		return error;
	text_init(&qr, out->qr_text, sizeof out->qr_text);
	seal_add_qr(verify_url, out->entry.seal, &qr);
	if (!qr.is_cut)
		return 0;
	text_say(why, "seal.verify_url terlalu panjang untuk kode QR");
	return -EPERM;
}

int printing_preview(const struct office *office, const char *code, struct printing *out,
		     int64_t now_s, struct text *why)
{
	int error = find_ticket(office, code, &out->ticket);

	out->qr_text[0] = '\0';
	if (error == 0)
		error = approval_foresee(office, &out->ticket, now_s, &out->entry);
	return error < 0 ? error : compose(office, &out->entry, &out->content, why);
}

static bool add_village(const struct village *village, const struct letter *letter,
			struct values *values)
{
	const struct {
		const char *name, *value;
	} rows[] = {
		{ "judul", letter->title },
		{ "nomor", "470/001/35.13.15.2007/2026" },
		{ "desa", village->name },
		{ "kecamatan", village->subdistrict },
		{ "kabupaten", village->regency },
		{ "provinsi", village->province },
		{ "alamat_kantor", village->address },
		{ "telepon", village->phone },
		{ "nomor_layanan", village->service_number },
		{ "penanda_tangan", village->head_name },
		{ "jabatan", village->head_title },
		{ "jabatan_kepala", village->head_title },
		{ "pembuka", letter->opening },
		{ "isi", letter->body },
		{ "tembusan", letter->copies_to },
		{ "ikut_tanda_tangan", letter->signers },
		{ "camat", letter->needs_camat ? "1" : "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!values_add(values, rows[i].name, rows[i].value))
			return false;
	}
	return true;
}

bool printing_specimen(const struct office *office, const struct letter *letter,
		       struct content *out, struct text *why)
{
	struct values *values = must_alloc(sizeof *values);
	bool is_done;

	values_init(values);
	is_done = add_village(office->village, letter, values) &&
		  sample_fill(letter, values) &&
		  content_compose(values, &office->village->letter, out, why);
	free(values);
	if (!is_done)
		text_say(why, "contoh surat terlalu panjang");
	return is_done;
}

static const char printed[] = "printed", again[] = "reprint", failed[] = "print-failed";

/* How many prints came out, by their events. */
static bool count_print(void *context, const struct ticket_event *event)
{
	int *n_prints = context;

	if (strcmp(event->step, printed) == 0 || strcmp(event->step, again) == 0)
		(*n_prints)++;
	else if (strcmp(event->step, failed) == 0)
		(*n_prints)--;
	return true;
}

static int record(const struct office *office, const struct ticket *ticket,
		  const struct actor *actor, const char *step, const char *what,
		  int64_t now_s)
{
	struct ticket_event event = { .at = now_s,
				      .from = ticket->state,
				      .to = ticket->state };

	text_copy(event.step, sizeof event.step, step);
	text_copy(event.actor, sizeof event.actor, actor->name);
	text_copy(event.role, sizeof event.role, step_role_name(actor->role));
	text_copy(event.door, sizeof event.door, actor->door);
	text_copy(event.why, sizeof event.why, what);
	return ticket_add_event(office->store, ticket->id, &event);
}

int printing_record(const struct office *office, const struct ticket *ticket,
		    const struct actor *actor, const char *what, int64_t now_s)
{
	int n_prints = 0;
	int error = ticket_events(office->store, ticket->id, count_print, &n_prints);

	return error < 0 ? error
			 : record(office, ticket, actor, n_prints > 0 ? again : printed,
				  what, now_s);
}

int printing_record_failure(const struct office *office, const struct ticket *ticket,
			    const struct actor *actor, const char *why_not, int64_t now_s)
{
	return record(office, ticket, actor, failed, why_not, now_s);
}
