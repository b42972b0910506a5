// SPDX-License-Identifier: MIT
/* surat ussd: ask the operator of the service's own SIM card, through suratd. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apps/surat_commands.h"
#include "apps/surat_print.h"
#include "base/clock.h"
#include "base/text.h"
#include "modem/ussd_text.h"
#include "store/doorbell.h"
#include "store/ussd.h"

enum {
	PATIENCE_MS = 310 * 1000, /* three forms of a minute each, and their ends */
	LOOK_MS = 1000,           /* should a ring be lost */
	NO_BELL_LOOK_MS = 200,
};

/* What went wrong, by the first word of its note, and what to do. */
static const struct {
	const char *note, *text;
} reasons[] = {
	{ "refused",
	  "operator atau modem menolak kode ini; periksa kodenya, lalu coba lagi" },
	{ "silent", "operator tidak menjawab; periksa sinyal dengan: surat modem" },
	{ "gone", "modem terputus sebelum ada jawaban; periksa dengan: surat doctor" },
	{ "no modem", "tidak ada modem yang siap; periksa dengan: surat doctor" },
	{ "no code", "kode ini tidak boleh dikirim" },
	{ "suratd", "suratd berhenti sebelum ada jawaban; coba lagi" },
	{ "the modem", "modem sedang sibuk; coba lagi" },
};

static const char *reason_of(const char *note)
{
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		if (strncmp(note, reasons[i].note, strlen(reasons[i].note)) == 0)
			return reasons[i].text;
	}
	return "tidak ada jawaban";
}

/* Each line of it on a line of its own: what is in them is escaped. */
static void print_answer(const char *answer)
{
	char line[USSD_REQUEST_ANSWER_SIZE];

	while (*answer != '\0') {
		size_t length = strcspn(answer, "\r\n");

		snprintf(line, sizeof line, "%.*s", (int)length, answer);
		if (length > 0)
			print_line("%s", line);
		answer += length;
		answer += strspn(answer, "\r\n");
	}
}

static int print_outcome(const struct ussd_request *request)
{
	bool is_answered = request->state == USSD_STATE_ANSWERED;

	if (!is_answered) {
		surat_complain("%s (%s)", reason_of(request->note), request->note);
		return SURAT_EXIT_NO;
	}
	if (request->answer[0] == '\0')
		puts("(jawaban kosong)");
	print_answer(request->answer);
	if (strcmp(request->note, "cut") == 0)
		puts("(ujung jawaban ini tidak sampai)");
	return SURAT_EXIT_OK;
}

static bool is_open(const struct ussd_request *request)
{
	return request->state == USSD_STATE_WAITING ||
	       request->state == USSD_STATE_ASKING;
}

/* Until there is an outcome, or patience ends. Returns 0 or a store error. */
static int wait_for_outcome(struct surat *surat, struct doorbell *bell,
			    struct ussd_request *request)
{
	int64_t until_ms = clock_mono_ms() + PATIENCE_MS;
	struct pollfd wait = { .fd = bell != NULL ? doorbell_fd(bell) : -1,
			       .events = POLLIN };
	int error = 0;

	while (error == 0 && is_open(request) && clock_mono_ms() < until_ms) {
		poll(&wait, 1, bell != NULL ? LOOK_MS : NO_BELL_LOOK_MS);
		if (bell != NULL)
			doorbell_silence(bell);
		error = ussd_request_get(surat->store, request->id, request);
	}
	return error;
}

static int ask(struct surat *surat, struct ussd_request *request)
{
	const char *path = surat->settings->store.path;
	struct doorbell *bell = NULL;
	char name[32], buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	snprintf(name, sizeof name, "ussd-%ld", (long)getpid());
	if (doorbell_open(&bell, path, name, &why) < 0)
		surat_complain("%s; jawaban dilihat lima kali sedetik", buffer);
	error = ussd_request_add(surat->store, request);
	if (error == 0)
		error = wait_for_outcome(surat, bell, request);
	doorbell_close(bell);
	return error;
}

static bool is_modem_known(const struct settings *settings, const char *name)
{
	for (size_t i = 0; i < settings->n_modems; i++) {
		if (strcmp(settings->modems[i].name, name) == 0)
			return true;
	}
	return false;
}

/* Fill the question from the arguments; false after stderr was told what is wrong. */
static bool read_arguments(const struct surat *surat, struct ussd_request *request)
{
	const char *modem = surat->n_arguments > 1 ? surat->arguments[1] : "";

	if (!ussd_is_code(surat->arguments[0])) {
		surat_complain("'%s' bukan kode USSD; contoh: surat ussd '*888#'",
			       surat->arguments[0]);
		return false;
	}
	if (modem[0] != '\0' && !is_modem_known(surat->settings, modem)) {
		surat_complain("tidak ada modem bernama '%s'; daftarnya: surat modem",
			       modem);
		return false;
	}
	if (!doorbell_is_heard(surat->settings->store.path, "suratd")) {
		surat_complain("suratd tidak berjalan; periksa dengan: surat doctor");
		return false;
	}
	text_copy(request->code, sizeof request->code, surat->arguments[0]);
	text_copy(request->modem, sizeof request->modem, modem);
	surat_account(request->asked_by);
	return true;
}

int surat_ussd(struct surat *surat)
{
	struct ussd_request request = { .id = 0 };
	int error;

	if (!read_arguments(surat, &request))
		return SURAT_EXIT_NO;
	error = ask(surat, &request);
	if (error < 0)
		return surat_store_failed("bertanya kepada operator", error);
	if (is_open(&request)) {
		surat_complain(
			"belum ada jawaban; modem mungkin tidak siap: surat modem");
		return SURAT_EXIT_NO;
	}
	return print_outcome(&request);
}
