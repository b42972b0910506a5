// SPDX-License-Identifier: MIT
/* surat check: is a letter genuine and still good? */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/check.h"
#include "handlers/code.h"
#include "handlers/details.h"
#include "letters/catalogue.h"
#include "store/store.h"

enum {
	JSON_SIZE = 8192, /* 8 texts, each letter escaped at worst */
};

/* "2026-11-21" -> "21-11-2026", as the paper says it; "" -> no end. */
static const char *show_day(const char *day, char out[SEAL_DATE_SIZE])
{
	struct text text;

	if (day[0] == '\0')
		return "seterusnya";
	text_init(&text, out, SEAL_DATE_SIZE);
	text_add_format(&text, "%.2s-%.2s-%.4s", day + 8, day + 5, day);
	return out;
}

/* To be compared with the paper, one by one. */
static void print_facts(const struct surat *surat, const struct seal_facts *facts)
{
	const struct letter *letter =
		catalogue_find(surat->office.catalogue, facts->kind);
	char code[CODE_SHOWN_SIZE], day[SEAL_DATE_SIZE];

	print_line("Cocokkan dengan kertas:");
	print_line("  Surat    %s", letter != NULL ? letter->title : facts->kind);
	print_line("  Nomor    %s", facts->number);
	print_line("  Nama     %s", facts->name);
	print_line("  Tanggal  %s", show_day(facts->issued, day));
	print_line("  Sampai   %s", show_day(facts->valid_until, day));
	print_line("  Desa     %s", facts->village);
	print_line("  Kode     %s", code_show(facts->code, code));
}

static void print_json(const struct check *check, const char *said)
{
	const struct seal_facts *facts = &check->facts;
	const char *const members[][2] = {
		{ "{\"verdict\":", check_verdict_name(check->verdict) },
		{ ",\"said\":", said },
		{ ",\"village\":", facts->village },
		{ ",\"code\":", facts->code },
		{ ",\"number\":", facts->number },
		{ ",\"kind\":", facts->kind },
		{ ",\"name\":", facts->name },
		{ ",\"issued\":", facts->issued },
		{ ",\"valid_until\":", facts->valid_until },
	};
	char buffer[JSON_SIZE];
	struct text json;

	text_init(&json, buffer, sizeof buffer);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		text_add(&json, members[i][0]);
		json_add_text(&json, members[i][1]);
	}
	printf("%s}\n", buffer);
}

int surat_check(struct surat *surat)
{
	char asked[SEAL_QR_SIZE], said[LIMIT_MESSAGE_SIZE];
	const char *phrase;
	struct check check;
	struct text text;
	int error;

	text_init(&text, asked, sizeof asked);
	if (!surat_join_arguments(surat, 0, &text)) {
		surat_complain("terlalu panjang untuk nomor surat atau isi QR");
		return SURAT_EXIT_USAGE;
	}
	error = check_any(&surat->office, asked, clock_utc_s(), &check);
	if (error < 0)
		return surat_store_failed("memeriksa surat", error);
	text_init(&text, said, sizeof said);
	check_say(&surat->office, &check, &phrase, &text);
	if (surat_has(surat, SURAT_OPTION_JSON)) {
		print_json(&check, said);
	} else {
		print_line("%s", said);
		if (check.has_facts && check.verdict != CHECK_VERDICT_FORGED)
			print_facts(surat, &check.facts);
	}
	return check.verdict == CHECK_VERDICT_GOOD ? SURAT_EXIT_OK : SURAT_EXIT_NO;
}
