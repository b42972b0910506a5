// SPDX-License-Identifier: MIT
#include "handlers/phrases.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "handlers/plain.h"

enum {
	SMS_SEPTETS = 160,  /* one SMS (23.038 6.2.1) */
	PAGE_SEPTETS = 128, /* one page of USSD: what every network brings */
	NIK_DIGITS = 16,
	PLACEHOLDER_SIZE = 24,
};

struct placeholder {
	const char *name;
	size_t max_chars;
	bool is_masked; /* people wrote it: long numbers are hidden */
};

/* clang-format off */
static const struct placeholder placeholders[] = {
	/* the village */
	{ "desa",          16, false },
	{ "telp",          12, false },
	{ "hariker",       11, false }, /* "Sen-Jum", "Senin-Jumat" */
	{ "jam",           11, false }, /* "08.00-14.00" */
	{ "buka",           5, false },
	{ "alamat",        60, true },
	/* the letter */
	{ "surat",         14, true },
	{ "kata",          10, false },
	{ "syarat",        52, true },
	{ "tanya",        128, true },
	{ "isian",         31, true }, /* label of a question */
	/* what the sender wrote */
	{ "nik4",           4, false },
	{ "perlu",         26, true },
	{ "angka",          2, false }, /* digits of a wrong NIK */
	{ "masa",           4, false }, /* days that a letter is valid */
	/* the ticket */
	{ "kode",           9, false }, /* 4829-1372 */
	{ "hari",           2, false },
	{ "tgl",           10, false }, /* 21-11-2026 */
	{ "sampai",        10, false },
	{ "pukul",          5, false },
	{ "alasan",        32, true },
	{ "status",        13, false },
	{ "nomor",         31, false },
	{ "nama",          18, true },
	{ "kode_desa",     13, false }, /* 35.13.15.2007 */
	{ "rt",             3, false },
	{ "dari",           8, true },
	/* lists and counts */
	{ "n",              2, false },
	{ "catatan",        6, false }, /* of the A-number */
	{ "menu",          80, false }, /* seven letters and "0 Lainnya" */
	{ "halaman",      160, false },
	{ "daftar",       102, false }, /* four of "Domisili usaha 4829-1372, " */
	{ "keadaan",      118, false }, /* three with their states */
	{ "info",         160, true },
	/* the village head and the staff */
	{ "nomor_sekali",   4, false },
	{ "sisa",           3, false },
	{ "baru",           3, false },
	{ "periksa",        3, false },
	{ "tunggu",         3, false },
	{ "siap",           3, false },
	{ "telat",          3, false },
	/* complaints */
	{ "jawaban",      100, true },
	{ "laporan",       60, true },
	{ "petugas",       18, true },
	{ "rp",             7, false },
	{ "modem",         15, false },
};

/* Ids that must be there: the residents' (R), the head's and the staff's (K), the
 * kecamatan's (V), the pages of USSD (U). */
static const char *const needed_ids[] = {
	"R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11",
	"R12", "R13", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R22",
	"R23", "R24", "R25", "R26", "R27", "R28", "R29", "R30", "R31", "R32", "R33",
	"R34", "R35", "R36", "R37", "R38", "R39", "R40", "R41", "R42", "R43", "R44",
	"R45", "R46", "R47", "R48", "R49", "R50", "R51", "R52", "R53", "R54", "R55", "R56", "R57", "R58", "K01", "K02",
	"K03", "K04", "K05", "K06", "K07", "K08", "K09", "K10", "K11", "K12", "K13", "K14", "V01", "V02", "V03",
	"V04", "V05", "V06", "V07", "V08", "V09", "V10", "V11", "V12",
	"U00", "U01", "U02", "U03", "U04", "U05", "U06", "U07", "U08", "U09", "U10", "U11",
	"U12", "U13", "U14", "U15", "U16", "U17", "U18", "U19", "U20", "U21", "U22", "U23",
	"U24", "U25", "U26",
	/* complaints and reminders */
	"R60", "R61", "R62", "R63", "R64", "R65", "R66", "R67", "R68", "R69", "K20", "K21", "K22", "K23", "K24", "K25",
	"K26", "K27", "K28", "K29", "K30",
};

/* The placeholder without which a text is of no use. */
static const struct {
	const char *id, *name;
} vital_names[] = {
	{ "R01", "menu" },   { "R02", "halaman" },      { "R03", "surat" },
	{ "R04", "angka" },  { "R06", "surat" },        { "R09", "perlu" },
	{ "R10", "kode" },   { "R11", "kode" },         { "R12", "daftar" },
	{ "R13", "kode" },   { "R16", "alasan" },       { "R19", "alasan" },
	{ "R26", "syarat" }, { "R27", "syarat" },       { "R31", "catatan" },
	{ "R32", "jam" },    { "R35", "catatan" },      { "R46", "status" },
	{ "R47", "keadaan" }, { "R57", "kode" }, { "R51", "tanya" },        { "R52", "daftar" },
	{ "K01", "nomor_sekali" }, { "K02", "nomor" },  { "V01", "nomor" },
	{ "V03", "nomor" },  { "V06", "kode_desa" },    { "V09", "nomor" },
	{ "U03", "surat" },  { "U08", "isian" },        { "U10", "kode" },
	{ "U11", "kode" },   { "U12", "kode" },         { "U16", "keadaan" },
	{ "R58", "status" }, { "R60", "jawaban" }, { "R61", "status" },
	{ "R62", "catatan" }, { "R63", "catatan" }, { "R65", "catatan" },
	{ "R66", "info" }, { "R67", "daftar" }, { "R68", "daftar" },
};
/* clang-format on */

static const struct placeholder *find_placeholder(const char *name)
{
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders); i++) {
		if (strcmp(placeholders[i].name, name) == 0)
			return &placeholders[i];
	}
	return NULL;
}

size_t phrase_value_max(const char *name)
{
	const struct placeholder *found = find_placeholder(name);

	return found == NULL ? 0 : found->max_chars;
}

const char *const *phrase_needed_ids(size_t *out_count)
{
	*out_count = sizeof(needed_ids) / sizeof(*needed_ids);
	return needed_ids;
}

static const struct phrase *find_phrase(const struct phrases *phrases, const char *id)
{
	for (size_t i = 0; i < phrases->n_phrases; i++) {
		if (strcmp(phrases->phrases[i].id, id) == 0)
			return &phrases->phrases[i];
	}
	return NULL;
}

/*
 * Read the next piece of a template: characters up to '{' (name empty), or one {name}.
 * Returns where the next one begins, or NULL after a brace that is not closed.
 */
static const char *next_piece(const char *at, char name[PLACEHOLDER_SIZE],
			      size_t *out_plain)
{
	const char *close;

	name[0] = '\0';
	*out_plain = 0;
	if (*at != '{') {
		*out_plain = strcspn(at, "{");
		return at + *out_plain;
	}
	close = strchr(at, '}');
	if (close == NULL || close - at > PLACEHOLDER_SIZE)
		return NULL;
	memcpy(name, at + 1, (size_t)(close - at - 1));
	name[close - at - 1] = '\0';
	return close + 1;
}

static const char *find_value(const struct phrase_value *values, size_t n_values,
			      const char *name)
{
	for (size_t i = 0; i < n_values; i++) {
		if (strcmp(values[i].name, name) == 0)
			return values[i].value;
	}
	return NULL;
}

static void add_value(struct text *out, const char *id, const char *name,
		      const char *value)
{
	const struct placeholder *placeholder = find_placeholder(name);
	char room[PHRASE_SIZE];
	struct text plain;

	if (value == NULL || placeholder == NULL) {
		log_error("phrase without a value id=%s name=%s", id, name);
		return;
	}
	text_init(&plain, room, sizeof(room));
	plain_add(&plain, value, placeholder->max_chars);
	if (placeholder->is_masked)
		plain_mask_digits(room);
	text_add(out, room);
}

bool phrase_fill(const struct phrases *phrases, const char *id,
		 const struct phrase_value *values, size_t n_values, struct text *out)
{
	const struct phrase *phrase = find_phrase(phrases, id);
	char name[PLACEHOLDER_SIZE];
	size_t plain;

	if (phrase == NULL) {
		log_error("no such phrase id=%s", id);
		return false;
	}
	for (const char *at = phrase->text; *at != '\0';) {
		const char *next = next_piece(at, name, &plain);

		if (next == NULL) /* phrase_check() refuses it */
			return false;
		if (plain > 0)
			text_add_bytes(out, at, plain);
		else
			add_value(out, id, name, find_value(values, n_values, name));
		at = next;
	}
	return true;
}

/* Septets of the piece at `at` with the longest value; -1 after saying why not. */
static int piece_septets(const char *at, size_t plain, const char *name, struct text *why)
{
	char room[PHRASE_SIZE];
	struct text piece;
	int septets;

	if (plain == 0) {
		if (phrase_value_max(name) == 0)
			text_say(why, "unknown name '{%s}'", name);
		return phrase_value_max(name) == 0 ? -1 : (int)phrase_value_max(name);
	}
	text_init(&piece, room, sizeof(room));
	text_add_bytes(&piece, at, plain);
	septets = plain_septets(room);
	if (septets == PLAIN_NOT_GSM7)
		text_say(why,
			 "a character that is not in the GSM alphabet (one SMS would "
			 "become two) near '%.30s'",
			 room);
	return septets;
}

static bool has_long_number(const char *text)
{
	size_t n_digits = 0;

	for (; *text != '\0'; text++) {
		if (*text >= '0' && *text <= '9')
			n_digits++;
		else if (strchr(" -.", *text) == NULL)
			n_digits = 0;
		if (n_digits >= NIK_DIGITS)
			return true;
	}
	return false;
}

static bool has_vital_name(const struct phrase *phrase, struct text *why)
{
	for (size_t i = 0; i < sizeof(vital_names) / sizeof(*vital_names); i++) {
		char wanted[PLACEHOLDER_SIZE];
		struct text text;

		if (strcmp(vital_names[i].id, phrase->id) != 0)
			continue;
		text_init(&text, wanted, sizeof(wanted));
		text_add_format(&text, "{%s}", vital_names[i].name);
		if (strstr(phrase->text, wanted) == NULL) {
			text_say(why, "must hold %s", wanted);
			return false;
		}
	}
	return true;
}

bool phrase_check(const struct phrase *phrase, struct text *why)
{
	char name[PLACEHOLDER_SIZE];
	int total = 0;
	size_t plain;

	for (const char *at = phrase->text; *at != '\0';) {
		const char *next = next_piece(at, name, &plain);
		int septets;

		if (next == NULL) {
			text_say(why, "'{' without '}'");
			return false;
		}
		septets = piece_septets(at, plain, name, why);
		if (septets < 0)
			return false;
		total += septets;
		at = next;
	}
	if (total == 0)
		text_say(why, "is empty");
	else if (phrase->id[0] == 'U' && total > PAGE_SEPTETS)
		text_say(why, "may need %d characters, one page of USSD holds %d", total,
			 PAGE_SEPTETS);
	else if (total > SMS_SEPTETS)
		text_say(why, "may need %d characters, one SMS holds %d", total,
			 SMS_SEPTETS);
	else if (has_long_number(phrase->text))
		text_say(why, "holds 16 digits, which no reply may");
	else
		return has_vital_name(phrase, why);
	return false;
}
