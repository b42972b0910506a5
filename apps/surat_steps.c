// SPDX-License-Identifier: MIT
/* surat accept, incomplete, approve...: what an officer does with a request. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "apps/surat_ask.h"
#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/challenge.h"
#include "handlers/code.h"
#include "handlers/correct.h"
#include "handlers/desk.h"
#include "handlers/labels.h"
#include "handlers/steps.h"
#include "store/register.h"
#include "store/store.h"
#include "store/tickets.h"

enum {
	JSON_SIZE = 8192,
};

struct doing {
	enum step step;
	const char *reason;
	const struct correction *correction; /* instead of the step */
	struct text *why;
	struct acting acting;
	struct ticket ticket; /* as it was found, then as it became */
};

static bool remember_event(void *context, const struct ticket_event *event)
{
	*(struct ticket_event *)context = *event;
	return true;
}

/* Somebody else was faster, or the request is not that far yet. */
static void complain_of_state(struct surat *surat, const struct doing *doing)
{
	struct ticket_event last = { .at = 0 };
	char code[CODE_SHOWN_SIZE], at[PRINT_TIME_SIZE];

	if (ticket_events(surat->store, doing->ticket.id, remember_event, &last) < 0)
		last.actor[0] = '\0';
	surat_complain("%s sekarang %s (%s, %s); '%s' tidak bisa dari situ",
		       code_show(doing->ticket.code, code),
		       label_ticket_state(doing->ticket.state), last.actor,
		       print_time(last.at, at), surat->command->words);
	if (doing->step == STEP_WITHDRAW && doing->ticket.state == TICKET_STATE_APPROVED)
		surat_complain("persetujuan hanya dapat ditarik dalam %d menit; sesudah "
			       "itu: surat revoke %s ALASAN",
			       CHALLENGE_WITHDRAW_S / 60, code);
}

static int complain(struct surat *surat, const struct doing *doing, int error)
{
	switch (error) {
	case -ENOENT:
		surat_complain("tidak ada permohonan dengan kode itu");
		return SURAT_EXIT_NO;
	case -EPERM:
	case -ESTALE:
		complain_of_state(surat, doing);
		return SURAT_EXIT_NO;
	case -EACCES:
		surat_complain("tidak berwenang untuk itu");
		return SURAT_EXIT_NO;
	case -EINVAL:
		surat_complain("%s", doing->why != NULL && doing->why->length > 0
					     ? doing->why->bytes
					     : "alasannya harus ditulis");
		return SURAT_EXIT_NO;
	default:
		return surat_store_failed("menyimpan", error);
	}
}

static int do_what_was_asked(struct surat *surat, struct doing *doing)
{
	struct ticket *ticket = &doing->ticket;
	const struct actor *actor = &doing->acting.actor;
	const struct desk_proxy proxy = {
		.name = surat_has(surat, SURAT_OPTION_BY)
				? surat->options[SURAT_OPTION_BY]
				: "",
		.nik = surat_has(surat, SURAT_OPTION_BY_NIK)
			       ? surat->options[SURAT_OPTION_BY_NIK]
			       : "",
	};

	if (doing->correction != NULL)
		return ticket_put_right(&surat->office, ticket, doing->correction, actor,
					clock_utc_s(), doing->why);
	if (doing->step == STEP_COLLECT)
		return desk_collect(&surat->office, ticket, &proxy, actor, clock_utc_s(),
				    doing->why);
	return office_step(&surat->office, ticket, doing->step, actor, doing->reason,
			   clock_utc_s());
}

/* In one transaction: look at it as it is now, do the step, read what became of it. */
static int do_step(struct surat *surat, const char *code, struct doing *doing)
{
	struct ticket *ticket = &doing->ticket;
	int error = store_begin(surat->store);

	if (error < 0)
		return error;
	error = ticket_find_by_code(surat->store, code, ticket);
	if (error == 0 && strcmp(ticket->village, surat->office.village->code) != 0)
		error = -ENOENT;
	if (error == 0)
		error = do_what_was_asked(surat, doing);
	if (error == 0)
		error = ticket_get(surat->store, ticket->id, ticket);
	return surat_end_transaction(surat->store, error);
}

static int print_done(struct surat *surat, const struct ticket *ticket)
{
	char buffer[JSON_SIZE], code[CODE_SHOWN_SIZE];
	struct register_entry letter = { .number = "" };
	struct text json;
	int error = 0;

	text_init(&json, buffer, sizeof buffer);
	if (surat_has(surat, SURAT_OPTION_JSON)) {
		error = ticket_add_json(surat->store, ticket->id, &json);
		if (error == 0)
			printf("%s\n", buffer);
	} else {
		error = register_of_ticket(surat->store, ticket->id, &letter);
		error = error == -ENOENT ? 0 : error;
		print_line("%s  %s%s%s", code_show(ticket->code, code),
			   label_ticket_state(ticket->state),
			   letter.number[0] != '\0' ? "  " : "", letter.number);
	}
	return error < 0 ? surat_store_failed("membaca permohonan", error)
			 : SURAT_EXIT_OK;
}

int surat_step(struct surat *surat)
{
	char code[LIMIT_CODE_SIZE], reason[LIMIT_REASON_SIZE];
	char buffer[LIMIT_WHY_SIZE];
	struct text text, why;
	struct doing doing = { .why = &why };
	int result, error;

	if (!step_of_word(surat->command->words, &doing.step))
		return SURAT_EXIT_USAGE;
	text_init(&text, reason, sizeof reason);
	text_init(&why, buffer, sizeof buffer);
	if (!code_read(surat->arguments[0], code)) {
		surat_complain("'%s' bukan kode permohonan", surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	if (!surat_join_arguments(surat, 1, &text)) {
		surat_complain("alasan terlalu panjang, paling banyak %d huruf",
			       LIMIT_REASON_SIZE - 1);
		return SURAT_EXIT_NO;
	}
	if (reason[strspn(reason, " ")] != '\0')
		doing.reason = reason;
	result = ask_actor(surat, doing.step, &doing.acting);
	if (result != SURAT_EXIT_OK)
		return result;
	error = do_step(surat, code, &doing);
	if (error < 0)
		return complain(surat, &doing, error);
	if (doing.step == STEP_ACCEPT)
		surat_tell_missing(surat, code);
	return print_done(surat, &doing.ticket);
}

int surat_correct(struct surat *surat)
{
	char code[LIMIT_CODE_SIZE], buffer[LIMIT_WHY_SIZE];
	const struct correction correction = {
		.kind = surat->options[SURAT_OPTION_KIND],
		.nik = surat->options[SURAT_OPTION_NIK],
		.name = surat->options[SURAT_OPTION_NAME],
		.purpose = surat->options[SURAT_OPTION_PURPOSE],
	};
	struct text why;
	struct doing doing = { .step = STEP_ACCEPT,
			       .correction = &correction,
			       .why = &why };
	int result, error;

	text_init(&why, buffer, sizeof buffer);
	if (!code_read(surat->arguments[0], code)) {
		surat_complain("'%s' bukan kode permohonan", surat->arguments[0]);
		return SURAT_EXIT_NO;
	}
	result = ask_actor(surat, doing.step, &doing.acting);
	if (result != SURAT_EXIT_OK)
		return result;
	error = do_step(surat, code, &doing);
	return error < 0 ? complain(surat, &doing, error)
			 : print_done(surat, &doing.ticket);
}
