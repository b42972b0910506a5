// SPDX-License-Identifier: MIT
/*
 * suratussd: USSD of a licensed community network. An external entity of its HLR (GSUP),
 * whose sessions become drafts and tickets in the store like any text. A program of its
 * own: suratd has no network at all (its unit forbids it), and what comes from a network
 * must not be able to stop the SMS. They meet in the store; its doorbell tells suratd of
 * the SMS with the code.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <systemd/sd-daemon.h>

#include "apps/arguments.h"
#include "apps/loop.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/office.h"
#include "handlers/session.h"
#include "store/store.h"
#include "ussd/euse.h"

static const char usage[] =
	"usage: suratussd [-c FILE] [-o path=value]... [-n] [-d] [-h] [-V]\n"
	"  -c FILE         settings (default: /etc/surat/surat.conf)\n"
	"  -o path=value   one setting, such as ussd.hlr=127.0.0.1\n"
	"  -n              only check the settings\n"
	"  -d              log everything\n";

struct desk {
	sd_event *loop;
	struct settings *settings;
	struct store *store;
	struct office office;
	struct euse *euse;
};

static void on_step(void *context, const struct euse_step *step,
		    struct euse_page *out_page)
{
	struct desk *desk = context;
	char number[16], answers[SESSION_STEP_SIZE];
	struct session_input input = { .door = "gsup",
				       .modem = "",
				       .key = step->key,
				       .caller = step->number,
				       .step = number,
				       .text = step->text };
	struct session_page page;
	int error;

	snprintf(number, sizeof number, "%u", step->step);
	if (step->step == 0)
		input.text = session_dialled(step->text, desk->settings->ussd.code,
					     answers, sizeof answers);
	error = session_step(&desk->office, &input, clock_utc_s(), &page);
	if (error < 0)
		log_error("step failed session=%s error=\"%s\"", step->key,
			  strerror(-error));
	if (store_is_broken(desk->store)) /* a fresh start tells what is there */
		sd_event_exit(desk->loop, EXIT_FAILURE);
	text_copy(out_page->text, sizeof out_page->text, page.text);
	out_page->is_end = page.is_end;
}

static void fill_office(struct desk *desk)
{
	const struct settings *settings = desk->settings;

	desk->office = (struct office){ .store = desk->store,
					.village = &settings->village,
					.catalogue = &settings->catalogue,
					.words = &settings->words,
					.phrases = &settings->phrases,
					.guards = &settings->guards,
					.officers = &settings->officers };
}

static int on_signal(sd_event_source *source, const struct signalfd_siginfo *signal,
		     void *context)
{
	(void)context;
	log_info("stopping signal=%u", signal->ssi_signo);
	sd_notify(false, "STOPPING=1");
	return sd_event_exit(sd_event_source_get_event(source), EXIT_SUCCESS);
}

static int serve(struct desk *desk)
{
	struct store_options options = desk->settings->store;
	const struct euse_owner owner = { .context = desk, .on_step = on_step };
	char why_buffer[LIMIT_WHY_SIZE] = "";
	struct text why;
	int error = loop_open(&desk->loop, on_signal, desk);

	text_init(&why, why_buffer, sizeof why_buffer);
	if (error >= 0) {
		options.is_check_skipped = true; /* suratd does it */
		error = store_open(&desk->store, &options, &why);
	}
	if (error < 0) {
		log_error("cannot serve why=\"%s\"",
			  why.length > 0 ? why.bytes : strerror(-error));
		return EXIT_FAILURE;
	}
	fill_office(desk);
	desk->euse = euse_new(desk->loop, &desk->settings->ussd, &owner);
	if (desk->euse == NULL)
		return EXIT_FAILURE;
	log_info("suratussd started version=%s hlr=%s entity=%s", SURAT_VERSION,
		 desk->settings->ussd.host, desk->settings->ussd.name);
	sd_notify(false, "READY=1");
	return sd_event_loop(desk->loop);
}

static void clear(struct desk *desk)
{
	euse_free(desk->euse);
	sd_event_unref(desk->loop);
	store_close(desk->store);
	settings_free(desk->settings);
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct desk desk = { .loop = NULL };
	int result = EXIT_SUCCESS;

	arguments_read(&arguments, argc, argv, usage);
	if (argv[arguments.first_word] != NULL) {
		fputs(usage, stderr);
		return 2;
	}
	if (settings_load(&arguments.source, &desk.settings) < 0)
		return 2;
	if (arguments.is_check_only) {
		puts("the settings are fine");
	} else if (desk.settings->ussd.host[0] == '\0') {
		fputs("ussd.hlr is empty: there is no network to serve (docs/ussd.md)\n",
		      stderr);
		result = 2;
	} else {
		result = serve(&desk);
	}
	clear(&desk);
	return result < 0 ? EXIT_FAILURE : result;
}
