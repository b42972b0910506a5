// SPDX-License-Identifier: MIT
/* suratd: drives the modems, turns texts into tickets and replies, sends what waits. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>

#include "apps/arguments.h"
#include "apps/intake.h"
#include "apps/loop.h"
#include "apps/operator.h"
#include "apps/sealer.h"
#include "apps/sender.h"
#include "apps/service.h"
#include "apps/watch.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "base/text.h"
#include "handlers/pins.h"

enum {
	QUIET_LOOK_US = 100 * 1000, /* between two looks whether all is said */
	STOP_PATIENCE_MS =
		30000, /* well below TimeoutStopSec of systemd/suratd.service */
};

static const char usage[] =
	"usage: suratd [-c FILE] [-o path=value]... [-n] [-d] [-h] [-V]\n"
	"       suratd machine        print the modem's life cycle as a Graphviz picture\n"
	"  -c FILE         settings (default: /etc/surat/surat.conf)\n"
	"  -o path=value   one setting, such as store.path=/tmp/a.db\n"
	"  -n              only check the settings\n"
	"  -d              log everything, the modem's lines too\n";

void service_store_failed(struct service *service, const char *doing, int error)
{
	log_error("store failed doing=\"%s\" error=\"%s\"", doing, strerror(-error));
	if (store_is_broken(service->store)) {
		log_error(
			"store is broken what=\"stopping, a fresh start tells what is there\"");
		sd_event_exit(service->loop, EXIT_FAILURE);
	}
}

/* Two daemons on one store would send each other's texts. The descriptor stays open. */
static int lock_store(const char *store_path, struct text *why)
{
	char path[LIMIT_PATH_SIZE];
	int fd;

	if (snprintf(path, sizeof path, "%s.lock", store_path) >= (int)sizeof path) {
		text_say(why, "the store's path is too long");
		return -ENAMETOOLONG;
	}
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
	if (fd < 0) {
		text_say(why, "cannot open '%s': %s", path, strerror(errno));
		return -errno;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		text_say(why, "another suratd works on '%s' already", store_path);
		close(fd);
		return -EBUSY;
	}
	return fd;
}

static void fill_office(struct service *service)
{
	const struct settings *settings = service->settings;

	service->office = (struct office){ .store = service->store,
					   .village = &settings->village,
					   .catalogue = &settings->catalogue,
					   .words = &settings->words,
					   .phrases = &settings->phrases,
					   .guards = &settings->guards,
					   .officers = &settings->officers,
					   .desk = &settings->desk };
}

/* Rows that a crash left in flight: nobody knows whether they went out. */
static int recover_outbox(struct service *service, struct text *why)
{
	int64_t again_at = clock_utc_s() + service->settings->outbox.unsure_wait_s;
	int found = store_begin(service->store);

	if (found == 0)
		found = outbox_recover(service->store, again_at);
	if (found >= 0) {
		int error = store_commit(service->store);

		if (error < 0)
			found = error;
	}
	if (found < 0) {
		store_rollback(service->store);
		text_say(why, "cannot recover the outbox: %s", strerror(-found));
		return found;
	}
	if (found > 0)
		log_warning("texts in flight at the last stop unsure=%d", found);
	return 0;
}

static int open_store(struct service *service, struct text *why)
{
	const char *path = service->settings->store.path;
	int error = store_open(&service->store, &service->settings->store, why);

	if (error == 0)
		error = doorbell_open(&service->bell, path, "suratd", why);
	if (error < 0)
		return error;
	store_set_bell(service->store, service->bell);
	error = recover_outbox(service, why);
	if (error == 0)
		error = credit_start(service);
	if (error == 0)
		error = operator_start(service);
	if (error < 0)
		text_say(why, "cannot read the modems' rows: %s", strerror(-error));
	return error;
}

static void start_modems(struct service *service)
{
	struct settings *settings = service->settings;

	service->n_modems = settings->n_modems;
	for (size_t i = 0; i < service->n_modems; i++) {
		struct service_modem *at = &service->modems[i];
		const struct modem_owner owner = { .context = at,
						   .on_message = intake_message,
						   .on_sent = sender_on_sent,
						   .on_free = sender_on_free,
						   .on_call = intake_call,
						   .on_health = watch_on_health,
						   .on_ussd = operator_on_ussd,
						   .on_session = intake_session };

		at->service = service;
		at->modem = modem_new(service->loop, &settings->modems[i], &owner);
		watch_restore(at);
	}
	for (size_t i = 0; i < service->n_modems; i++)
		modem_start(service->modems[i].modem);
}

static bool is_anything_in_flight(const struct service *service)
{
	for (size_t i = 0; i < service->n_modems; i++) {
		if (service->modems[i].flight == FLIGHT_GIVEN)
			return true;
	}
	return false;
}

/* A modem that hangs would be waited for as long as its answer may take. Then the text is
 * written down as perhaps sent, which a kill would leave to the next start. */
static int on_quiet(sd_event_source *source, uint64_t at_us, void *context)
{
	struct service *service = context;

	(void)at_us;
	if (!is_anything_in_flight(service) || clock_mono_ms() >= service->stop_by_ms)
		return sd_event_exit(service->loop, EXIT_SUCCESS);
	sd_event_source_set_time_relative(source, QUIET_LOOK_US);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

/* The first signal lets a text in flight end; the second one does not wait. */
static int on_signal(sd_event_source *source, const struct signalfd_siginfo *signal,
		     void *context)
{
	struct service *service = context;

	(void)source;
	log_info("stopping signal=%u in_flight=%s", signal->ssi_signo,
		 is_anything_in_flight(service) ? "yes" : "no");
	sd_notify(false, "STOPPING=1");
	if (service->is_stopping || !is_anything_in_flight(service))
		return sd_event_exit(service->loop, EXIT_SUCCESS);
	service->is_stopping = true;
	service->stop_by_ms =
		clock_mono_ms() + STOP_PATIENCE_MS / service->settings->modems[0].hurry;
	return sd_event_add_time_relative(service->loop, NULL, CLOCK_MONOTONIC,
					  QUIET_LOOK_US, 0, on_quiet, service);
}

static int start_loop(struct service *service, struct text *why)
{
	int error = loop_open(&service->loop, on_signal, service);

	if (error < 0)
		text_say(why, "cannot start the event loop: %s", strerror(-error));
	return error;
}

static void stop(struct service *service)
{
	service->is_stopping = true; /* a freed modem reports what it had in flight */
	if (service->n_modems > 0)
		service_save_notes(service);
	for (size_t i = 0; i < service->n_modems; i++) {
		modem_free(service->modems[i].modem);
		service->modems[i].modem = NULL;
	}
	sd_event_source_unref(service->outbox_timer);
	sd_event_source_unref(service->health_timer);
	sd_event_unref(service->loop);
	doorbell_close(service->bell);
	store_close(service->store);
	settings_free(service->settings);
}

/* Texts must be taken all the same; `surat doctor` says it too. */
static void prepare_pins(const struct service *service)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int error;

	text_init(&why, buffer, sizeof buffer);
	error = pins_prepare(&service->office, &why);
	if (error == -ENOKEY)
		log_error(
			"PINs cannot be judged why=\"%s\" advice=\"bring the file back, or "
			"give new ones: surat officers pin\"",
			buffer);
	else if (error < 0)
		log_error("PINs not looked at error=\"%s\"", strerror(-error));
}

static int serve(struct service *service, struct text *why)
{
	int error = start_loop(service, why);

	if (error == 0)
		error = open_store(service, why);
	if (error < 0)
		return error;
	fill_office(service);
	prepare_pins(service);
	sealer_look(service);
	error = watch_start(service, why);
	if (error < 0)
		return error;
	start_modems(service);
	log_info("suratd started version=%s store=%s modems=%zu", SURAT_VERSION,
		 service->settings->store.path, service->n_modems);
	sd_notify(false, "READY=1");
	return sd_event_loop(service->loop);
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct service *service;
	char why_buffer[LIMIT_WHY_SIZE];
	struct text why;
	int lock_fd, result;

	arguments_read(&arguments, argc, argv, usage);
	if (argv[arguments.first_word] != NULL) {
		if (strcmp(argv[arguments.first_word], "machine") != 0) {
			fputs(usage, stderr);
			return 2;
		}
		modem_print_machine(stdout);
		return 0;
	}
	service = must_alloc(sizeof *service);
	if (settings_load(&arguments.source, &service->settings) < 0)
		return 2;
	if (arguments.is_check_only) {
		stop(service);
		free(service);
		return 0;
	}
	text_init(&why, why_buffer, sizeof why_buffer);
	lock_fd = lock_store(service->settings->store.path, &why);
	result = lock_fd < 0 ? lock_fd : serve(service, &why);
	if (result < 0)
		log_error("cannot serve why=\"%s\"",
			  why.length > 0 ? why.bytes : strerror(-result));
	stop(service);
	free(service);
	if (lock_fd >= 0)
		close(lock_fd);
	return result < 0 ? EXIT_FAILURE : result;
}
