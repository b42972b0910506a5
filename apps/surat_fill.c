// SPDX-License-Identifier: MIT
/* surat fill: what a letter prints and the request does not say. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/code.h"
#include "handlers/filling.h"
#include "handlers/printing.h"
#include "handlers/steps.h"
#include "store/store.h"
#include "store/tickets.h"

static int fill(struct surat *surat, const char *code, const char *value,
		const struct actor *actor, struct text *why)
{
	struct ticket ticket;
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	error = ticket_find_by_code(surat->store, code, &ticket);
	if (error == 0)
		error = filling_set(&surat->office, &ticket, surat->arguments[1], value,
				    actor, clock_utc_s(), why);
	return surat_end_transaction(surat->store, error);
}

/* What is still missing, or that nothing is. */
static void print_left(struct surat *surat, const char *code)
{
	struct printing *printing = must_alloc(sizeof *printing);
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = printing_preview(&surat->office, code, printing, clock_utc_s(), &why);
	if (error == 0)
		print_line("tersimpan; isi suratnya lengkap");
	else
		print_line("tersimpan; %s", buffer);
	free(printing);
}

void surat_tell_missing(struct surat *surat, const char *code)
{
	struct printing *printing = must_alloc(sizeof *printing);
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (printing_preview(&surat->office, code, printing, clock_utc_s(), &why) ==
	    -EPERM)
		surat_complain("suratnya belum bisa dicetak: %s; isi dengan surat fill",
			       buffer);
	free(printing);
}

static int complain(int error, const struct text *why)
{
	switch (error) {
	case -ENOENT:
		surat_complain("tidak ada permohonan dengan kode itu");
		return SURAT_EXIT_NO;
	case -EINVAL:
		surat_complain("%s", why->bytes);
		return SURAT_EXIT_NO;
	case -EPERM:
		surat_complain("sudah disetujui atau selesai; tarik dulu persetujuannya "
			       "(surat withdraw)");
		return SURAT_EXIT_NO;
	case -EACCES:
		surat_complain("tidak berwenang untuk itu");
		return SURAT_EXIT_NO;
	default:
		return surat_store_failed("menyimpan isian", error);
	}
}

int surat_fill(struct surat *surat)
{
	char code[LIMIT_CODE_SIZE], value[LIMIT_MESSAGE_SIZE], buffer[LIMIT_WHY_SIZE];
	struct acting acting;
	struct text text, why;
	int result, error;

	text_init(&text, value, sizeof value);
	text_init(&why, buffer, sizeof buffer);
	if (!code_read(surat->arguments[0], code)) {
		surat_complain("'%s' bukan kode permohonan", surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	if (!surat_join_arguments(surat, 2, &text)) {
		surat_complain("isian terlalu panjang");
		return SURAT_EXIT_NO;
	}
	result = ask_actor(surat, STEP_ACCEPT, &acting);
	if (result != SURAT_EXIT_OK)
		return result;
	error = fill(surat, code, value, &acting.actor, &why);
	if (error < 0)
		return complain(error, &why);
	print_left(surat, code);
	return SURAT_EXIT_OK;
}
