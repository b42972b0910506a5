// SPDX-License-Identifier: MIT
#include "letters/sample.h"

#include <string.h>

#include "base/text.h"
#include "letters/catalogue.h"
#include "letters/values.h"

static const struct {
	const char *name, *value;
} person[] = {
	{ "nama", "SITI CONTOH RAHAYU" },
	{ "nik", "3513155205909901" },
	{ "no_kk", "3513150101109901" },
	{ "tempat_lahir", "PROBOLINGGO" },
	{ "tanggal_lahir", "12 Mei 1990" },
	{ "jenis_kelamin", "Perempuan" },
	{ "agama", "ISLAM" },
	{ "status_kawin", "KAWIN" },
	{ "pekerjaan", "PEDAGANG" },
	{ "kewarganegaraan", "WNI" },
	{ "alamat", "Jl. Melati 5" },
	{ "dusun", "KRAJAN" },
	{ "rt", "002" },
	{ "rw", "001" },
	{ "keperluan", "pendaftaran sekolah" },
	{ "tanggal", "21 November 2026" },
	{ "kode", "48291372" },
};

/* "Usahanya apa? Contoh: warung kopi, dusun Krajan" -> "warung kopi, dusun Krajan"; what
 * may be left out and has no example is left out. */
static const char *example_of(const struct letter_field *field)
{
	const char *example = strstr(field->question, "Contoh: ");

	if (example != NULL)
		return example + strlen("Contoh: ");
	return field->is_required ? field->label : "-";
}

bool sample_fill(const struct letter *letter, struct values *values)
{
	bool is_added = true;

	for (size_t i = 0; i < letter->n_fields; i++)
		is_added = is_added && values_add(values, letter->fields[i].name,
						  example_of(&letter->fields[i]));
	for (size_t i = 0; i < sizeof person / sizeof person[0]; i++)
		is_added =
			is_added && values_add(values, person[i].name, person[i].value);
	if (letter->valid_days > 0)
		is_added =
			is_added && values_add(values, "berlaku_sampai", "21 Mei 2027");
	return is_added;
}
