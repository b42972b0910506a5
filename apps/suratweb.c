// SPDX-License-Identifier: MIT
/* suratweb: the pages. It meets suratd only in the store: it never touches a modem, and
 * what is done here is done by handlers/ like by any other door. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>

#include "apps/arguments.h"
#include "apps/loop.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/copies.h"
#include "store/doorbell.h"
#include "web/copying.h"
#include "web/exchange.h"
#include "web/live.h"
#include "web/routes.h"
#include "web/server.h"

enum {
	SWEEP_US = 10 * 1000 * 1000, /* the net below the doorbell */
};

static const char usage[] =
	"usage: suratweb [-c FILE] [-o path=value]... [-n] [-d] [-h] [-V]\n"
	"       suratweb routes       print which pages there are, and for whom\n"
	"  -c FILE         settings (default: /etc/surat/surat.conf)\n"
	"  -o path=value   one setting, such as web.listen=127.0.0.1:8081\n"
	"  -n              only check the settings\n"
	"  -d              log everything\n";

struct pages {
	struct settings *settings;
	struct store *store;
	struct doorbell *bell;
	sd_event *loop;
	sd_event_source *bell_source, *sweep_source;
	struct server *server;
	struct web web;
	int64_t version; /* of the store, when pages were told last */
};

/* Tell the open pages, unless nobody but us has written. */
static void look(struct pages *pages)
{
	int64_t version = store_version(pages->store);

	if (version != pages->version)
		live_wake(pages->web.live);
	pages->version = version;
	if (store_is_broken(pages->store)) {
		log_error("store is broken what=\"stopping, a fresh start tells what is "
			  "there\"");
		sd_event_exit(pages->loop, EXIT_FAILURE);
	}
}

static int on_bell(sd_event_source *source, int fd, uint32_t events, void *context)
{
	struct pages *pages = context;

	(void)source;
	(void)fd;
	(void)events;
	doorbell_silence(pages->bell);
	look(pages);
	return 0;
}

static int on_sweep(sd_event_source *source, uint64_t at_us, void *context)
{
	(void)at_us;
	look(context);
	sd_event_source_set_time_relative(source, SWEEP_US);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

static int on_signal(sd_event_source *source, const struct signalfd_siginfo *signal,
		     void *context)
{
	struct pages *pages = context;

	(void)source;
	log_info("stopping signal=%u", signal->ssi_signo);
	sd_notify(false, "STOPPING=1");
	return sd_event_exit(pages->loop, EXIT_SUCCESS);
}

static int open_store(struct pages *pages, struct text *why)
{
	const char *path = pages->settings->store.path;
	int error;

	/* suratd reads the whole file through at its start. */
	pages->settings->store.is_check_skipped = true;
	error = store_open(&pages->store, &pages->settings->store, why);
	if (error == 0)
		error = doorbell_open(&pages->bell, path, "suratweb", why);
	if (error < 0)
		return error;
	store_set_bell(pages->store, pages->bell);
	pages->version = store_version(pages->store);
	error = sd_event_add_io(pages->loop, &pages->bell_source,
				doorbell_fd(pages->bell), EPOLLIN, on_bell, pages);
	if (error >= 0)
		error = sd_event_add_time_relative(pages->loop, &pages->sweep_source,
						   CLOCK_MONOTONIC, SWEEP_US, 0, on_sweep,
						   pages);
	return error < 0 ? error : 0;
}

/* A terminal that some program plays: nothing of /latihan reaches a real network. */
static bool are_modems_simulated(const struct settings *settings)
{
	static const char terminals[] = "/dev/pts/";
	char path[PATH_MAX];

	for (size_t i = 0; i < settings->n_modems; i++)
		if (realpath(settings->modems[i].port, path) == NULL ||
		    strncmp(path, terminals, sizeof terminals - 1) != 0)
			return false;
	return settings->n_modems > 0;
}

static void fill_web(struct pages *pages)
{
	const struct settings *settings = pages->settings;

	pages->web.office = (struct office){ .store = pages->store,
					     .village = &settings->village,
					     .catalogue = &settings->catalogue,
					     .words = &settings->words,
					     .phrases = &settings->phrases,
					     .guards = &settings->guards,
					     .officers = &settings->officers,
					     .desk = &settings->desk };
	pages->web.options = &settings->web;
	pages->web.gateway = &settings->gateway;
	pages->web.verify_url = settings->seal.verify_url;
	pages->web.store_path = settings->store.path;
	if (!copies_folder(&settings->store, pages->web.backup_folder))
		log_warning("store.backup_folder is too long");
	pages->web.copying = copying_new(pages->loop, &pages->web.live);
	pages->web.training =
		are_modems_simulated(settings) ? settings->web.training : "";
	if (gethostname(pages->web.machine, sizeof pages->web.machine - 1) < 0)
		pages->web.machine[0] = '\0';
}

/* Nobody can log in yet: whoever reads this terminal makes the first account. */
static void offer_setup(struct pages *pages)
{
	if (account_has_any(&pages->web.office))
		return;
	account_draw_setup_code(pages->web.setup_code);
	log_warning("no account yet: open %s/siapkan and type the code %s",
		    server_address(pages->server), pages->web.setup_code);
}

static int serve(struct pages *pages, struct text *why)
{
	int error = loop_open(&pages->loop, on_signal, pages);

	if (error == 0)
		error = open_store(pages, why);
	if (error < 0)
		return error;
	fill_web(pages);
	error = server_start(&pages->server, pages->loop, &pages->web, why);
	if (error < 0)
		return error;
	log_info("suratweb started version=%s address=%s store=%s", SURAT_VERSION,
		 server_address(pages->server), pages->settings->store.path);
	offer_setup(pages);
	sd_notify(false, "READY=1");
	return sd_event_loop(pages->loop);
}

static void stop(struct pages *pages)
{
	server_stop(pages->server);
	copying_free(pages->web.copying);
	sd_event_source_unref(pages->bell_source);
	sd_event_source_unref(pages->sweep_source);
	sd_event_unref(pages->loop);
	doorbell_close(pages->bell);
	store_close(pages->store);
	settings_free(pages->settings);
	free(pages);
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct pages *pages;
	char why_buffer[LIMIT_WHY_SIZE];
	struct text why;
	int result = 0;

	arguments_read(&arguments, argc, argv, usage);
	if (argv[arguments.first_word] != NULL) {
		if (strcmp(argv[arguments.first_word], "routes") != 0) {
			fputs(usage, stderr);
			return 2;
		}
		routes_print(stdout);
		return 0;
	}
	pages = must_alloc(sizeof *pages);
	if (settings_load(&arguments.source, &pages->settings) < 0) {
		free(pages);
		return 2;
	}
	text_init(&why, why_buffer, sizeof why_buffer);
	if (!arguments.is_check_only)
		result = serve(pages, &why);
	if (result < 0)
		log_error("cannot serve why=\"%s\"",
			  why.length > 0 ? why.bytes : strerror(-result));
	stop(pages);
	return result < 0 ? EXIT_FAILURE : result;
}
