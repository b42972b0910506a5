// SPDX-License-Identifier: MIT
/* surat letter, surat poster: letters as PDF, on paper, in a folder. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/printing.h"
#include "handlers/steps.h"
#include "letters/catalogue.h"
#include "letters/envelope.h"
#include "letters/letter.h"
#include "letters/pdf.h"
#include "letters/poster.h"
#include "letters/printer.h"
#include "store/store.h"

/* What was asked for, and what has come of it so far. */
struct lettering {
	struct surat *surat;
	const char *output; /* NULL: only print */
	bool is_printing;
	struct acting acting;
	struct printing *printing; /* large: on the heap */
	struct pdf pdf;
	int n_done, n_refused;
};

static int refuse(const char *code, const struct text *why)
{
	char shown[CODE_SHOWN_SIZE];

	surat_complain("%s: %s", code_show(code, shown),
		       why->length > 0 ? why->bytes : "tidak ada surat dengan kode itu");
	return SURAT_EXIT_NO;
}

static bool save(const struct lettering *lettering, const char *path, struct text *why)
{
	int error = pdf_write(&lettering->pdf, path);

	if (error < 0)
		text_say(why, "berkas '%s' tidak dapat ditulis: %s", path,
			 strerror(-error));
	return error == 0;
}

static bool draw(struct lettering *lettering, const struct content *content,
		 const char *qr_text, int64_t issued_at, struct text *why)
{
	const struct letter_print print = {
		.content = content,
		.options = &lettering->surat->office.village->letter,
		.qr_text = qr_text,
		.issued_at = issued_at,
	};

	pdf_clear(&lettering->pdf);
	return letter_draw(&print, &lettering->pdf, why);
}

/* Into the history before it is on paper: a print without an event must not be. */
static int record(struct lettering *lettering, const char *what, struct text *why)
{
	struct store *store = lettering->surat->store;
	struct ticket *ticket = &lettering->printing->ticket;
	int error = store_begin(store);

	if (error < 0)
		return error;
	/* As it is now: it may have been fetched while this was drawn. */
	error = ticket_get(store, ticket->id, ticket);
	if (error == 0 && ticket->state == TICKET_STATE_REVOKED) {
		text_say(why, "surat ini baru saja dicabut");
		error = -EPERM;
	}
	if (error == 0)
		error = printing_record(&lettering->surat->office, ticket,
					&lettering->acting.actor, what, clock_utc_s());
	return surat_end_transaction(store, error);
}

/* The printer refused: the history says that there is no paper. */
static void record_failure(struct lettering *lettering, const char *why_not)
{
	struct store *store = lettering->surat->store;
	int error = store_begin(store);

	if (error == 0)
		error = surat_end_transaction(
			store, printing_record_failure(&lettering->surat->office,
						       &lettering->printing->ticket,
						       &lettering->acting.actor, why_not,
						       clock_utc_s()));
	if (error < 0)
		surat_store_failed("mencatat kegagalan", error);
}

/* Through a file of its own, which is gone when lp has taken it. */
static bool put_on_paper(struct lettering *lettering, struct text *why)
{
	const struct letter_options *options = &lettering->surat->office.village->letter;
	char folder[] = "/tmp/surat-XXXXXX", path[sizeof folder + 16];
	const struct printer_job job = { .path = path,
					 .printer = options->printer,
					 .title = lettering->printing->entry.number,
					 .copies = options->copies };
	bool is_printed;

	if (mkdtemp(folder) == NULL) {
		text_say(why, "/tmp tidak dapat ditulis: %s", strerror(errno));
		return false;
	}
	snprintf(path, sizeof path, "%s/surat.pdf", folder);
	is_printed = save(lettering, path, why) && printer_print(&job, why);
	unlink(path);
	rmdir(folder);
	return is_printed;
}

static int hand_over(struct lettering *lettering, const char *path, struct text *why)
{
	const struct letter_options *options = &lettering->surat->office.village->letter;
	char what[LIMIT_REASON_SIZE];
	int error;

	if (lettering->is_printing && !printer_is_there()) {
		text_say(why, "perintah 'lp' tidak ada; pasang CUPS: apt install cups");
		return -EPERM;
	}
	snprintf(what, sizeof what,
		 lettering->is_printing ? "dicetak: %d lembar%s%s"
					: "dicetak: berkas PDF",
		 options->copies, options->printer[0] != '\0' ? " di " : "",
		 options->printer);
	error = record(lettering, what, why);
	if (error < 0)
		return error;
	if ((path == NULL || save(lettering, path, why)) &&
	    (!lettering->is_printing || put_on_paper(lettering, why)))
		return 0;
	record_failure(lettering, why->bytes);
	return -EPERM;
}

/* One letter: prepared, drawn, recorded, written. */
static int make_letter(struct lettering *lettering, const char *code, const char *path)
{
	struct printing *printing = lettering->printing;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = printing_prepare(&lettering->surat->office, code,
				 lettering->surat->settings->seal.verify_url, printing,
				 &why);
	if (error == 0 && !draw(lettering, &printing->content, printing->qr_text,
				printing->entry.issued_at, &why))
		error = -EPERM;
	if (error == 0)
		error = hand_over(lettering, path, &why);
	if (error == -EPERM || error == -ENOENT)
		return refuse(code, &why);
	if (error < 0)
		return surat_store_failed("membuat surat", error);
	print_line("%s%s%s", printing->entry.number, path != NULL ? "  " : "  dicetak",
		   path != NULL ? path : "");
	return SURAT_EXIT_OK;
}

static bool is_letter_of(const struct lettering *lettering, const struct ticket *ticket)
{
	return strcmp(ticket->village, lettering->surat->office.village->code) == 0;
}

struct codes {
	const struct lettering *lettering;
	char (*rows)[LIMIT_CODE_SIZE];
	char (*kinds)[LIMIT_KEYWORD_SIZE];
	size_t n, n_max;
	int64_t last_id;
};

static bool take_code(void *context, const struct ticket *ticket)
{
	struct codes *codes = context;

	codes->last_id = ticket->id;
	if (!is_letter_of(codes->lettering, ticket))
		return true;
	text_copy(codes->rows[codes->n], LIMIT_CODE_SIZE, ticket->code);
	text_copy(codes->kinds[codes->n++], LIMIT_KEYWORD_SIZE, ticket->kind);
	return codes->n < codes->n_max;
}

static int make_page(struct lettering *lettering, const struct codes *codes)
{
	for (size_t i = 0; i < codes->n; i++) {
		char path[LIMIT_PATH_SIZE];
		struct text text;
		int result;

		text_init(&text, path, sizeof path);
		if (lettering->output != NULL)
			text_add_format(&text, "%s/%s-%s.pdf", lettering->output,
					codes->rows[i], codes->kinds[i]);
		result = make_letter(lettering, codes->rows[i],
				     lettering->output != NULL ? path : NULL);
		if (result == SURAT_EXIT_STORE)
			return result;
		lettering->n_done += result == SURAT_EXIT_OK;
		lettering->n_refused += result != SURAT_EXIT_OK;
	}
	return SURAT_EXIT_OK;
}

enum {
	PAGE = 200, /* letters that are looked up at a time */
};

static int make_approved(struct lettering *lettering)
{
	struct codes codes = { .lettering = lettering, .n_max = PAGE };
	struct ticket_filter filter = { .has_state = true,
					.state = TICKET_STATE_APPROVED,
					.limit = PAGE };
	int result = SURAT_EXIT_OK, error;

	if (lettering->output != NULL && mkdir(lettering->output, 0700) < 0 &&
	    errno != EEXIST) {
		surat_complain("folder '%s': %s", lettering->output, strerror(errno));
		return SURAT_EXIT_NO;
	}
	codes.rows = must_alloc(PAGE * sizeof *codes.rows);
	codes.kinds = must_alloc(PAGE * sizeof *codes.kinds);
	do {
		codes.n = 0;
		filter.after_id = codes.last_id;
		error = ticket_list(lettering->surat->store, &filter, take_code, &codes);
		result = error < 0 ? surat_store_failed("membaca antrean", error)
				   : make_page(lettering, &codes);
	} while (result == SURAT_EXIT_OK && codes.n > 0);
	free(codes.rows);
	free(codes.kinds);
	printf("%d surat dibuat, %d belum bisa\n", lettering->n_done,
	       lettering->n_refused);
	return result == SURAT_EXIT_OK && lettering->n_refused > 0 ? SURAT_EXIT_NO
								   : result;
}

static int make_specimen(struct lettering *lettering, const char *kind)
{
	const struct letter *letter =
		catalogue_find(lettering->surat->office.catalogue, kind);
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (letter == NULL) {
		surat_complain("tidak ada surat '%s'", kind);
		return SURAT_EXIT_NO;
	}
	if (printing_specimen(&lettering->surat->office, letter,
			      &lettering->printing->content, &why) &&
	    draw(lettering, &lettering->printing->content, NULL, clock_utc_s(), &why) &&
	    save(lettering, lettering->output, &why))
		return SURAT_EXIT_OK;
	surat_complain("%s: %s", kind, buffer);
	return SURAT_EXIT_NO;
}

/* The envelope of a letter that may be printed; it is no print of the letter. */
static int make_envelope(struct lettering *lettering, const char *code)
{
	struct printing *printing = lettering->printing;
	const struct surat *surat = lettering->surat;
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = printing_prepare(&surat->office, code, surat->settings->seal.verify_url,
				 printing, &why);
	if (error < 0 && error != -EPERM && error != -ENOENT)
		return surat_store_failed("membuat amplop", error);
	if (error < 0 ||
	    !envelope_draw(&printing->content, &surat->office.village->letter,
			   printing->entry.issued_at, &lettering->pdf, &why) ||
	    !save(lettering, lettering->output, &why))
		return refuse(code, &why);
	print_line("%s  %s", printing->entry.number, lettering->output);
	return SURAT_EXIT_OK;
}

/* What was asked for makes sense only in some combinations. */
static bool is_sensible(const struct surat *surat)
{
	bool has_code = surat->n_arguments == 1;
	bool is_all = surat_has(surat, SURAT_OPTION_ALL_APPROVED);
	bool is_preview = surat_has(surat, SURAT_OPTION_PREVIEW);
	bool is_printing = surat_has(surat, SURAT_OPTION_PRINT);

	if (has_code + is_all + is_preview != 1)
		surat_complain("sebutkan satu: CODE, --all-approved atau --preview KIND");
	else if (surat_has(surat, SURAT_OPTION_ENVELOPE) && (!has_code || is_printing))
		surat_complain("--envelope hanya dengan CODE dan -o BERKAS");
	else if (!surat_has(surat, SURAT_OPTION_OUTPUT) && (!is_printing || is_preview))
		surat_complain("sebutkan berkasnya: -o BERKAS");
	else
		return true;
	return false;
}

static int run(struct lettering *lettering)
{
	struct surat *surat = lettering->surat;
	char code[LIMIT_CODE_SIZE];
	int result;

	if (surat_has(surat, SURAT_OPTION_PREVIEW))
		return make_specimen(lettering, surat->options[SURAT_OPTION_PREVIEW]);
	result = ask_actor(surat, STEP_READY, &lettering->acting);
	if (result != SURAT_EXIT_OK)
		return result;
	if (surat_has(surat, SURAT_OPTION_ALL_APPROVED))
		return make_approved(lettering);
	if (code_read(surat->arguments[0], code) &&
	    surat_has(surat, SURAT_OPTION_ENVELOPE))
		return make_envelope(lettering, code);
	if (code_read(surat->arguments[0], code))
		return make_letter(lettering, code, lettering->output);
	surat_complain("'%s' bukan kode permohonan", surat->arguments[0]);
	return SURAT_EXIT_NO;
}

int surat_letter(struct surat *surat)
{
	struct lettering lettering = {
		.surat = surat,
		.output = surat->options[SURAT_OPTION_OUTPUT],
		.is_printing = surat_has(surat, SURAT_OPTION_PRINT),
	};
	int result;

	if (!is_sensible(surat))
		return SURAT_EXIT_USAGE;
	lettering.printing = must_alloc(sizeof *lettering.printing);
	pdf_init(&lettering.pdf);
	result = run(&lettering);
	pdf_clear(&lettering.pdf);
	free(lettering.printing);
	return result;
}

int surat_poster(struct surat *surat)
{
	const struct village *village = surat->office.village;
	char hours[64], buffer[LIMIT_WHY_SIZE];
	const struct poster poster = { .village = village->name,
				       .service_number = village->service_number,
				       .office_phone = village->phone,
				       .open_hours = hours,
				       .font = village->letter.font,
				       .catalogue = surat->office.catalogue,
				       .made_at = clock_utc_s() };
	struct lettering lettering = { .surat = surat };
	struct text why;
	bool is_done;

	snprintf(hours, sizeof hours, "%s %s", village->open_days, village->open_hours);
	text_init(&why, buffer, sizeof buffer);
	pdf_init(&lettering.pdf);
	is_done = poster_draw(&poster, &lettering.pdf, &why) &&
		  save(&lettering, surat->options[SURAT_OPTION_OUTPUT], &why);
	pdf_clear(&lettering.pdf);
	if (!is_done)
		surat_complain("%s", buffer);
	return is_done ? SURAT_EXIT_OK : SURAT_EXIT_NO;
}
