// SPDX-License-Identifier: MIT
#include "handlers/import_cells.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/cursor.h"
#include "base/text.h"
#include "base/utf8.h"
#include "handlers/date.h"
#include "handlers/import_codes.h"
#include "handlers/phone.h"

enum {
	ISSUE_SIZE = 256,
	NIK_DIGITS = 16,
	SHOWN_BYTES = 40, /* of a cell that is quoted to the operator */
};

static void tell(struct import_row *row, const struct import_column *column,
		 bool is_refusal, const char *format, va_list values)
	__attribute__((format(printf, 4, 0)));

static void tell(struct import_row *row, const struct import_column *column,
		 bool is_refusal, const char *format, va_list values)
{
	char buffer[ISSUE_SIZE];
	struct text what;

	text_init(&what, buffer, sizeof buffer);
	text_add_valist(&what, format, values);
	row->on_issue(row->context, &(struct import_issue){
					    .line = row->line,
					    .column = column != NULL ? column->name : "",
					    .is_refusal = is_refusal,
					    .what = buffer });
}

void import_refuse(struct import_row *row, const struct import_column *column,
		   const char *format, ...)
{
	va_list values;

	row->is_refused = true;
	va_start(values, format);
	tell(row, column, true, format, values);
	va_end(values);
}

void import_warn(struct import_row *row, const struct import_column *column,
		 const char *format, ...)
{
	va_list values;

	row->report->warnings++;
	va_start(values, format);
	tell(row, column, false, format, values);
	va_end(values);
}

int import_shown(const char *cell)
{
	size_t length = strlen(cell);

	return (int)(length > SHOWN_BYTES ? utf8_cut(cell, SHOWN_BYTES) : length);
}

static char *field_of(const struct import_column *column, struct import_row *row)
{
	return (char *)&row->resident + column->offset;
}

/* Copy into the field; what does not fit is refused and never cut. */
static void put(const struct import_column *column, const char *value,
		struct import_row *row)
{
	if (!text_copy(field_of(column, row), column->size, value))
		import_refuse(row, column, "terlalu panjang (paling banyak %zu huruf)",
			      column->size - 1);
}

/* OpenSID writes '-' for nothing, and ' in front keeps a spreadsheet from counting. */
static const char *unquoted(const char *cell)
{
	if (*cell == '\'')
		cell++;
	return strcmp(cell, "-") == 0 ? "" : cell;
}

static bool has_control(const char *cell)
{
	size_t left = strlen(cell);

	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(cell, left, &code);

		if (utf8_is_control(code))
			return true;
		cell += taken;
		left -= taken;
	}
	return false;
}

static void read_plain(const struct import_column *column, const char *cell,
		       struct import_row *row)
{
	if (has_control(cell))
		import_refuse(row, column, "ada huruf kendali yang tidak tampak");
	else
		put(column, strcmp(cell, "-") == 0 ? "" : cell, row);
}

/* Names are written in Latin letters (Permendagri 73/2022 art. 5). */
static bool is_name_letter(uint32_t code)
{
	if (code < 0x80)
		return isalpha((int)code) || strchr(" .,'-", (int)code) != NULL;
	return code >= 0xC0 && code < 0x250 && code != 0xD7 && code != 0xF7;
}

static void read_name(const struct import_column *column, const char *cell,
		      struct import_row *row)
{
	char buffer[LIMIT_NAME_SIZE];
	struct text name;
	size_t left = strlen(cell);

	text_init(&name, buffer, sizeof buffer);
	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(cell, left, &code);

		if (code == 0x2018 || code == 0x2019) { /* typographic apostrophes */
			text_add_char(&name, '\'');
		} else if (is_name_letter(code)) {
			text_add_bytes(&name, cell, taken);
		} else {
			import_refuse(
				row, column,
				"nama hanya boleh berisi huruf, spasi, . , ' dan -");
			return;
		}
		cell += taken;
		left -= taken;
	}
	if (name.is_cut)
		import_refuse(row, column, "terlalu panjang");
	put(column, buffer, row);
}

size_t import_digits(const char *cell, char *out, size_t size)
{
	size_t n = 0;

	for (; *cell != '\0'; cell++) {
		if (!isdigit((unsigned char)*cell))
			continue;
		if (n + 1 < size)
			out[n] = *cell;
		n++;
	}
	out[n < size ? n : size - 1] = '\0';
	return n;
}

bool import_is_exponent(const char *cell)
{
	const char *letter = strpbrk(cell, "eE");

	return letter != NULL && letter > cell && isdigit((unsigned char)letter[-1]) &&
	       (letter[1] == '+' || isdigit((unsigned char)letter[1]));
}

/* NIK and No KK: both 16 digits, "0" and "" when there is none yet. */
static void read_sixteen(const struct import_column *column, const char *cell,
			 struct import_row *row)
{
	char digits[LIMIT_NIK_SIZE];
	size_t n_digits = import_digits(cell, digits, sizeof digits);

	field_of(column, row)[0] = '\0';
	if (import_is_exponent(cell)) {
		import_refuse(row, column,
			      "angka rusak oleh Excel (E+); format kolom ini sebagai "
			      "Teks lalu simpan ulang");
	} else if (n_digits == 0 || strcmp(digits, "0") == 0) {
		return;
	} else if (n_digits != NIK_DIGITS) {
		import_refuse(row, column, "harus 16 angka, ini %zu angka", n_digits);
	} else if (strcmp(digits + 12, "0000") == 0) {
		import_refuse(row, column,
			      "berakhir 0000, mungkin rusak oleh Excel; format kolom ini "
			      "sebagai Teks");
	} else {
		put(column, digits, row);
	}
}

static void read_code(const struct import_column *column, const char *cell,
		      struct import_row *row)
{
	const char *word = import_code_word(column->codes, cell);

	cell = unquoted(cell);
	if (word == NULL && *cell != '\0')
		import_refuse(row, column, "kode atau kata '%.*s' tidak dikenal",
			      import_shown(cell), cell);
	else
		put(column, word != NULL ? word : "", row);
}

/* An occupation in words of the village's own is kept; only an unknown number is wrong.
 */
static void read_occupation(const struct import_column *column, const char *cell,
			    struct import_row *row)
{
	if (import_code_word(column->codes, cell) == NULL &&
	    !isdigit((unsigned char)*cell))
		read_plain(column, cell, row);
	else
		read_code(column, cell, row);
}

static void read_date(const struct import_column *column, const char *cell,
		      struct import_row *row)
{
	char iso[DATE_SIZE] = "";
	struct date date;

	cell = unquoted(cell);
	if (*cell != '\0' && strspn(cell, "0123456789") == strlen(cell)) {
		import_refuse(
			row, column,
			"tanggal berubah menjadi angka oleh Excel; tulis 31-01-2006");
		return;
	}
	if (*cell != '\0' && !date_parse(cell, &date)) {
		import_refuse(row, column,
			      "tanggal '%.*s' tidak ada; tulis seperti 31-01-2006",
			      import_shown(cell), cell);
		return;
	}
	if (*cell != '\0' && date_is_future(&date))
		import_refuse(row, column, "tanggal %.*s belum terjadi",
			      import_shown(cell), cell);
	else if (*cell != '\0')
		date_show(&date, iso);
	put(column, iso, row);
}

/* RT and RW: three digits, as on the identity card; spreadsheets drop the zeros. */
static void read_area(const struct import_column *column, const char *cell,
		      struct import_row *row)
{
	size_t length;
	char area[4] = "";

	cell = unquoted(cell);
	length = strlen(cell);
	if (length > 3 || strspn(cell, "0123456789") != length) {
		import_refuse(row, column, "harus angka, paling banyak 3: '%.*s'",
			      import_shown(cell), cell);
	} else if (length > 0) {
		memset(area, '0', 3 - length);
		memcpy(area + 3 - length, cell, length);
	}
	put(column, area, row);
}

/* Capitals, '_' is a space, and "DUSUN " in front is dropped, as OpenSID does. */
static void read_hamlet(const struct import_column *column, const char *cell,
			struct import_row *row)
{
	char *field = field_of(column, row);

	cell = unquoted(cell);
	if (strncasecmp(cell, "dusun ", 6) == 0)
		cell += 6;
	read_plain(column, cell, row);
	for (; *field != '\0'; field++)
		*field = *field == '_' ? ' ' : (char)toupper((unsigned char)*field);
}

/* Our own column. An empty cell keeps the phone that is known already. */
static void read_phone(const struct import_column *column, const char *cell,
		       struct import_row *row)
{
	char phone[LIMIT_ADDRESS_SIZE];

	cell = unquoted(cell);
	if (*cell == '\0')
		return;
	if (phone_normalise(cell, phone))
		put(column, phone, row);
	else
		import_warn(row, column, "'%.*s' bukan nomor HP; tidak disimpan",
			    import_shown(cell), cell);
}

/* Our own column too: a tenth of all households, the poorest is 1. */
static void read_desil(const struct import_column *column, const char *cell,
		       struct import_row *row)
{
	struct cursor cursor;
	char shown[4] = "";
	int desil;

	cell = unquoted(cell);
	cursor = cursor_over_string(cell);
	if (*cell != '\0' && (!cursor_next_int(&cursor, &desil) ||
			      !cursor_is_at_end(&cursor) || desil < 1 || desil > 10)) {
		import_warn(row, column, "'%.*s' bukan desil 1 sampai 10; tidak disimpan",
			    import_shown(cell), cell);
		return;
	}
	if (*cell != '\0')
		snprintf(shown, sizeof shown, "%d", desil);
	put(column, shown, row);
}

#define FIELD(name) offsetof(struct resident, name), sizeof((struct resident *)0)->name

/* clang-format off */
static const struct import_column columns[] = {
	{ "nik",               read_sixteen,    FIELD(nik), NULL },
	{ "nama",              read_name,       FIELD(name), NULL },
	{ "no_kk",             read_sixteen,    FIELD(family_card), NULL },
	{ "sex",               read_code,       FIELD(sex), import_codes_sex },
	{ "tempatlahir",       read_plain,      FIELD(birth_place), NULL },
	{ "tanggallahir",      read_date,       FIELD(birth_date), NULL },
	{ "agama_id",          read_code,       FIELD(religion), import_codes_religion },
	{ "status_kawin",      read_code,       FIELD(marital_status), import_codes_marital_status },
	{ "pekerjaan_id",      read_occupation, FIELD(occupation), import_codes_occupation },
	{ "warganegara_id",    read_code,       FIELD(citizenship), import_codes_citizenship },
	{ "alamat",            read_plain,      FIELD(address), NULL },
	{ "dusun",             read_hamlet,     FIELD(hamlet), NULL },
	{ "rw",                read_area,       FIELD(rw), NULL },
	{ "rt",                read_area,       FIELD(rt), NULL },
	{ "status_dasar",      read_code,       FIELD(life_state), import_codes_life_state },
	{ "telepon",           read_phone,      FIELD(phone), NULL },
	{ "desil",             read_desil,      FIELD(desil), NULL },
	/* In OpenSID's table, and no letter needs them. */
	{ .name = "pendidikan_kk_id" },
	{ .name = "pendidikan_sedang_id" },
	{ .name = "kk_level" },
	{ .name = "ayah_nik" },
	{ .name = "nama_ayah" },
	{ .name = "ibu_nik" },
	{ .name = "nama_ibu" },
	{ .name = "golongan_darah_id" },
	{ .name = "akta_lahir" },
	{ .name = "dokumen_pasport" },
	{ .name = "tanggal_akhir_paspor" },
	{ .name = "dokumen_kitas" },
	{ .name = "akta_perkawinan" },
	{ .name = "tanggalperkawinan" },
	{ .name = "akta_perceraian" },
	{ .name = "tanggalperceraian" },
	{ .name = "cacat_id" },
	{ .name = "cara_kb_id" },
	{ .name = "hamil" },
	{ .name = "ktp_el" },
	{ .name = "status_rekam" },
	{ .name = "alamat_sekarang" },
	{ .name = "suku" },
	{ .name = "tag_id_card" },
	{ .name = "id_asuransi" },
	{ .name = "no_asuransi" },
	{ .name = "lat" },
	{ .name = "lng" },
};
/* clang-format on */

const struct import_column *import_column_find(const char *name)
{
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (strcasecmp(columns[i].name, name) == 0)
			return &columns[i];
	return NULL;
}

const struct import_column *import_column_at(size_t i)
{
	return i < sizeof columns / sizeof columns[0] ? &columns[i] : NULL;
}

const char *import_unguarded(const char *cell)
{
	bool is_guarded =
		cell[0] == '\'' && cell[1] != '\0' && strchr("=+-@", cell[1]) != NULL;

	return is_guarded ? cell + 1 : cell;
}
