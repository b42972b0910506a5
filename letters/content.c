// SPDX-License-Identifier: MIT
#include "letters/content.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/text.h"
#include "letters/spelling.h"
#include "letters/template.h"
#include "letters/values.h"

/* What every letter says of the person that it is about. */
static const struct {
	const char *label, *written;
} row_texts[CONTENT_ROWS] = {
	{ "Nama", "{nama}" },
	{ "NIK", "{nik}" },
	{ "Nomor KK", "{no_kk}" },
	{ "Tempat, tanggal lahir", "{tempat_lahir}, {tanggal_lahir}" },
	{ "Jenis kelamin", "{jenis_kelamin}" },
	{ "Agama", "{agama}" },
	{ "Status perkawinan", "{status_kawin}" },
	{ "Pekerjaan", "{pekerjaan}" },
	{ "Kewarganegaraan", "{kewarganegaraan}" },
	{ "Alamat", NULL }, /* fill_address() */
};

struct composing {
	const struct values *values;
	struct template_source source;
	struct text missing;
	bool is_cut;
};

static void fill(struct composing *composing, const char *written, char *out, size_t size)
{
	struct text text;

	text_init(&text, out, size);
	template_fill(written, &composing->source, &text, &composing->missing);
	composing->is_cut |= text.is_cut;
}

/* A text that the snapshot keeps under this name. */
static void fill_kept(struct composing *composing, const char *name,
		      const char *otherwise, char *out, size_t size)
{
	const char *written = values_get(composing->values, name);

	fill(composing, written[0] != '\0' ? written : otherwise, out, size);
}

static void add_line(struct composing *composing, struct content_list *list,
		     const char *written, size_t length)
{
	char line[CONTENT_LINE_SIZE];

	while (length > 0 && *written == ' ') {
		written++;
		length--;
	}
	if (length == 0)
		return;
	if (list->n == CONTENT_LIST_MAX || length >= sizeof line) {
		composing->is_cut = true;
		return;
	}
	memcpy(line, written, length);
	line[length] = '\0';
	fill(composing, line, list->lines[list->n++], CONTENT_LINE_SIZE);
}

/* "Camat {kecamatan}; Arsip" */
static void fill_list(struct composing *composing, const char *name,
		      struct content_list *list)
{
	const char *written = values_get(composing->values, name);

	list->n = 0;
	while (*written != '\0') {
		size_t length = strcspn(written, ";");

		add_line(composing, list, written, length);
		written += length + (written[length] == ';');
	}
}

static void fill_head(struct composing *composing, const struct letter_options *options,
		      struct content *out)
{
	fill(composing, options->head_1, out->head[0], CONTENT_LINE_SIZE);
	fill(composing, options->head_2, out->head[1], CONTENT_LINE_SIZE);
	fill(composing, options->head_3, out->head[2], CONTENT_LINE_SIZE);
	fill(composing, options->head_script, out->head_script, CONTENT_LINE_SIZE);
	fill(composing, "[{alamat_kantor}][ Telp. {telepon}]", out->address,
	     CONTENT_LINE_SIZE);
}

/* "Dusun Krajan" as the address and "KRAJAN" as the dusun is usual: said once. */
static void fill_address(struct composing *composing, char out[CONTENT_ROW_SIZE])
{
	const char *street = values_get(composing->values, "alamat");
	const char *hamlet = values_get(composing->values, "dusun");
	bool is_said = hamlet[0] == '\0' || strcmp(hamlet, "-") == 0 ||
		       strcasestr(street, hamlet) != NULL;

	fill(composing,
	     is_said ? "[{alamat} ]RT {rt} RW {rw} Desa {desa} Kecamatan {kecamatan} "
		       "Kabupaten {kabupaten}"
		     : "[{alamat}, ]Dusun {dusun} RT {rt} RW {rw} Desa {desa} "
		       "Kecamatan {kecamatan} Kabupaten {kabupaten}",
	     out, CONTENT_ROW_SIZE);
}

static void fill_text(struct composing *composing, const struct letter_options *options,
		      struct content *out)
{
	fill(composing, "{judul}", out->title, sizeof out->title);
	fill(composing, "{nomor}", out->number, sizeof out->number);
	for (size_t i = 0; i < CONTENT_ROWS; i++) {
		out->rows[i].label = row_texts[i].label;
		if (row_texts[i].written != NULL)
			fill(composing, row_texts[i].written, out->rows[i].value,
			     CONTENT_ROW_SIZE);
		else
			fill_address(composing, out->rows[i].value);
	}
	fill_kept(composing, "pembuka", options->opening, out->opening,
		  CONTENT_PARAGRAPH_SIZE);
	fill_kept(composing, "isi", "{isi}", out->body, CONTENT_PARAGRAPH_SIZE);
	fill_kept(composing, "penutup", options->closing, out->closing,
		  CONTENT_PARAGRAPH_SIZE);
}

static void fill_nip(struct composing *composing, char out[CONTENT_LINE_SIZE])
{
	const char *nip = values_get(composing->values, "nip");
	struct text text;

	text_init(&text, out, CONTENT_LINE_SIZE);
	if (nip[0] == '\0')
		return;
	text_add(&text, "NIP. ");
	spelling_add_nip(nip, &text);
	composing->is_cut |= text.is_cut;
}

/*
 * Over the name stands whose power it is: the head's own title; "Plt." and its like in
 * front of it; or "a.n." ("for") with the signer's title on a line of its own, and "u.b."
 * when somebody below the secretary signs for him.
 */
static void fill_signature(struct composing *composing, struct content *out)
{
	const char *kind = values_get(composing->values, "atas_nama");
	bool is_mandate = strcasecmp(kind, "a.n.") == 0 || strcasecmp(kind, "u.b.") == 0;
	const struct {
		const char *written;
		bool is_wanted;
	} lines[] = {
		{ "{jabatan} {desa}", kind[0] == '\0' },
		{ "a.n. {jabatan_kepala} {desa}", is_mandate },
		{ "Sekretaris Desa", strcasecmp(kind, "u.b.") == 0 },
		{ "u.b.", strcasecmp(kind, "u.b.") == 0 },
		{ "{jabatan}", is_mandate },
		{ "{atas_nama} {jabatan_kepala} {desa}", kind[0] != '\0' && !is_mandate },
	};

	out->signature.n = 0;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		if (lines[i].is_wanted)
			add_line(composing, &out->signature, lines[i].written,
				 strlen(lines[i].written));
	}
	fill(composing, "{penanda_tangan}", out->signer, sizeof out->signer);
	fill_nip(composing, out->signer_nip);
	fill(composing, "{desa}, {tanggal}", out->place_and_day,
	     sizeof out->place_and_day);
	out->camat[0] = '\0';
	if (strcmp(values_get(composing->values, "camat"), "1") == 0)
		fill(composing, "Camat {kecamatan}", out->camat, sizeof out->camat);
}

static void fill_check(struct composing *composing, struct content *out)
{
	const char *number = values_get(composing->values, "nomor_layanan");
	struct text text;

	text_init(&text, out->code, sizeof out->code);
	spelling_add_code(values_get(composing->values, "kode"), &text);
	text_init(&text, out->check, sizeof out->check);
	if (number[0] != '\0') {
		text_add_format(&text, "Kirim SMS: CEK %s ke ", out->code);
		spelling_add_phone(number, &text);
		text_add(&text, ", atau pindai kode ini.");
	} else {
		text_add(&text, "Pindai kode ini, atau tanyakan kodenya ke balai desa.");
	}
	composing->is_cut |= text.is_cut;
}

bool content_compose(const struct values *values, const struct letter_options *options,
		     struct content *out, struct text *why)
{
	struct composing composing = { .values = values,
				       .source = values_source(values) };

	if (!values_check(values, why))
		return false;
	text_init(&composing.missing, out->missing, sizeof out->missing);
	fill_head(&composing, options, out);
	fill_text(&composing, options, out);
	fill_signature(&composing, out);
	fill_list(&composing, "tembusan", &out->copies_to);
	fill_list(&composing, "ikut_tanda_tangan", &out->signers);
	fill_check(&composing, out);
	fill(&composing, "{desa}", out->village, sizeof out->village);
	if (out->missing[0] != '\0')
		text_say(why, "isian masih kosong: %s", out->missing);
	else if (composing.is_cut)
		text_say(why, "ada isian yang terlalu panjang untuk surat ini");
	return out->missing[0] == '\0' && !composing.is_cut;
}
