// SPDX-License-Identifier: MIT
#include "tests/fake/device.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "tests/fake/at.h"
#include "tests/fake/device_input.h"
#include "tests/fake/device_output.h"
#include "tests/fake/device_receive.h"

enum {
	SIGNAL_LINE_EVERY_US = 5000000
};

static const char *const net_names[DEVICE_NET_COUNT] = { "+CREG", "+CGREG", "+CEREG" };

void device_default_settings(struct device *device)
{
	device->settings = (struct device_settings){
		.has_echo = true,
		.cnmi = { 0, 0, 0, 0, 0 }, /* 27.005 3.4.1: what a fresh modem does */
	};
}

bool device_is_card_ready(const struct device *device)
{
	return device->is_powered && pin_state(&device->pin) == PIN_STATE_READY &&
	       clock_mono_us() >= device->card_ready_us;
}

bool device_is_registered(const struct device *device)
{
	return device_is_card_ready(device) && device->functionality == 1 &&
	       (device->registration == 1 || device->registration == 5);
}

void device_set_registration(struct device *device, int status)
{
	char bytes[48];
	struct text line;

	if (device->registration == status)
		return;
	device->registration = status;
	for (size_t i = 0; i < DEVICE_NET_COUNT; i++) {
		if (device->settings.net_notice[i] == 0)
			continue;
		text_init(&line, bytes, sizeof bytes);
		text_add_format(&line, "%s: %d", net_names[i], status);
		if (device->settings.net_notice[i] == 2 && (status == 1 || status == 5))
			text_add(&line, ",\"1A2B\",\"0C3D\"");
		device_urc(device, line.bytes);
	}
	if (device_is_registered(device))
		loop_start_timer(&device->network->timer, 0);
}

static void on_found(void *owner)
{
	struct device *device = owner;

	device_set_registration(device, device->registration_wanted);
	if (device_is_registered(device)) /* or was, with a SIM that was busy */
		loop_start_timer(&device->network->timer, 0);
}

void device_search(struct device *device)
{
	loop_stop_timer(&device->registration_timer);
	if (device->functionality != 1 || pin_state(&device->pin) != PIN_STATE_READY) {
		device_set_registration(device, 0);
		return;
	}
	device_set_registration(device, 2);
	if (device->register_ms == 0)
		device_set_registration(device, device->registration_wanted);
	else
		loop_start_timer(&device->registration_timer,
				 (int64_t)device->register_ms * 1000);
}

void device_search_cured(struct device *device, enum fault_cure cure)
{
	if (cure != FAULT_CURE_NONE && device->faults->network_cure == cure) {
		device->faults->network_cure = FAULT_CURE_NONE;
		device->registration_wanted = 1;
	}
	device_search(device);
}

void device_set_functionality(struct device *device, int functionality)
{
	device->functionality = functionality;
	if (functionality != 1)
		device_hang_up(device, true);
	device_search_cured(device,
			    functionality == 1 ? FAULT_CURE_RADIO : FAULT_CURE_NONE);
}

void device_card_opened(struct device *device)
{
	for (size_t i = 0; i < PROFILE_BOOT_LINES_MAX; i++) {
		if (device->profile->ready_lines[i] != NULL)
			device_urc(device, device->profile->ready_lines[i]);
	}
	device_search(device);
}

static void forget_running(struct device *device)
{
	loop_stop_timer(&device->command_timer);
	loop_stop_timer(&device->start_timer);
	loop_stop_timer(&device->ussd_timer);
	device->mode = DEVICE_MODE_COMMAND;
	device->input.n_line = 0;
	device->input.n_ahead = 0;
	device->input.ahead_at = 0;
	device->held.n_bytes = 0;
	device->held.seq = 0;
	device->input.is_line_too_long = false;
	device->is_answering = false;
	device->input.last_line[0] = '\0';
}

static void power_off(struct device *device)
{
	loop_stop_timer(&device->registration_timer);
	device_hang_up(device, false);
	if (device->ack.is_awaited)
		device_acknowledge(device, false);
	forget_running(device);
	pin_forget(&device->pin);
	device->is_powered = false;
	device->registration = 0;
	device_default_settings(device);
}

static void power_on(struct device *device)
{
	bool receives_in_me = device->profile->receive_storage[0] == 'M';

	ledger_add(device->ledger, "B %s", device->wire.pty.name);
	device->is_powered = true;
	device->functionality = 1;
	device->is_full_said = false;
	if (device->faults->loses_centre)
		device->centre[0] = '\0';
	for (size_t i = 0; i < 3; i++)
		device->memories[i] =
			receives_in_me ? DEVICE_STORAGE_ME : DEVICE_STORAGE_SM;
	for (size_t i = 0; i < PROFILE_BOOT_LINES_MAX; i++) {
		if (device->profile->boot_lines[i] != NULL)
			device_urc(device, device->profile->boot_lines[i]);
	}
	if (pin_state(&device->pin) == PIN_STATE_READY)
		device_card_opened(device);
	if (device->profile->signal_line != NULL)
		loop_start_timer(&device->signal_timer, SIGNAL_LINE_EVERY_US);
}

void device_reset(struct device *device)
{
	power_off(device);
	power_on(device);
}

static void on_plug_due(void *owner)
{
	struct device *device = owner;

	if (wire_plug(&device->wire) != 0) {
		log_error("simulator cannot get a pty, trying again");
		loop_start_timer(&device->plug_timer, 1000000);
		return;
	}
	log_info("modem plugged in pty=%s", device->wire.pty.name);
	power_on(device);
}

void device_unplug(struct device *device, int back_ms, bool wants_new_number)
{
	log_info("modem unplugged for_ms=%d", back_ms);
	power_off(device);
	device->wire.wants_new_number = wants_new_number;
	wire_unplug(&device->wire);
	loop_start_timer(&device->plug_timer, (int64_t)back_ms * 1000);
}

static void on_command_due(void *owner)
{
	struct device *device = owner;

	device->on_late(device);
}

static void on_start_due(void *owner)
{
	at_execute(owner);
}

static void on_signal_due(void *owner)
{
	struct device *device = owner;

	if (!device->is_powered || device->profile->signal_line == NULL)
		return;
	if (!device->settings.is_signal_hidden)
		device_urc(device, device->profile->signal_line);
	loop_start_timer(&device->signal_timer, SIGNAL_LINE_EVERY_US);
}

void device_start_repeat(struct device *device)
{
	if (device->faults->repeat_ms > 0)
		loop_start_timer(&device->repeat_timer,
				 (int64_t)device->faults->repeat_ms * 1000);
}

static void on_repeat_due(void *owner)
{
	struct device *device = owner;

	if (device->faults->repeat_ms == 0)
		return;
	device_urc(device, device->faults->repeat_line);
	device_start_repeat(device);
}

static void on_bytes(void *context, char *bytes, size_t length, int64_t at_us)
{
	device_take_bytes(context, bytes, length, at_us);
}

static void on_opened(void *context)
{
	struct device *device = context;

	if (device->faults->n_at_open == 0)
		return;
	ledger_add(device->ledger, "F at-open");
	device_raw(device, device->faults->at_open, device->faults->n_at_open);
}

/* The program went away in the middle of something: nobody waits for its answer. A modem
 * stays in its prompt, though, until ESC or Ctrl-Z (or its own patience ends). */
static void on_closed(void *context)
{
	struct device *device = context;

	log_debug("port closed");
	if (device->mode == DEVICE_MODE_COMMAND)
		device->input.n_line = 0;
}

static void on_mark(void *context, int64_t seq, int64_t at_us)
{
	struct device *device = context;

	ledger_add_time(device->ledger, "cmti", seq, at_us);
}

static void add_timers(struct device *device)
{
	loop_add_timer(device->loop, &device->command_timer, on_command_due, device);
	loop_add_timer(device->loop, &device->start_timer, on_start_due, device);
	loop_add_timer(device->loop, &device->registration_timer, on_found, device);
	loop_add_timer(device->loop, &device->plug_timer, on_plug_due, device);
	loop_add_timer(device->loop, &device->signal_timer, on_signal_due, device);
	loop_add_timer(device->loop, &device->repeat_timer, on_repeat_due, device);
	device_receive_init(device);
}

int device_init(struct device *device, struct loop *loop, struct network *network,
		struct faults *faults, struct ledger *ledger,
		const struct profile *profile, const struct device_options *options)
{
	struct wire_owner owner = { .context = device,
				    .on_bytes = on_bytes,
				    .on_opened = on_opened,
				    .on_closed = on_closed,
				    .on_mark = on_mark };
	int error;

	*device = (struct device){ .loop = loop,
				   .network = network,
				   .faults = faults,
				   .ledger = ledger,
				   .profile = profile,
				   .registration_wanted = 1,
				   .register_ms = options->register_ms,
				   .send_ms = options->send_ms,
				   .signal = 18 };
	pin_init(&device->pin, options->pin, options->pin_file);
	storage_init(&device->storages[DEVICE_STORAGE_SM], "SM", profile->sm_first,
		     options->n_slots);
	storage_init(&device->storages[DEVICE_STORAGE_ME], "ME", profile->me_first,
		     options->n_slots);
	storage_init(&device->storages[DEVICE_STORAGE_SR], "SR", 1, options->n_slots);
	text_copy(device->centre, sizeof device->centre, network->centre);
	text_copy(device->ussd.answer, sizeof device->ussd.answer,
		  "Sisa pulsa Rp 25.000, berlaku s/d 31/12/2027");
	add_timers(device);
	device_default_settings(device);
	error = wire_init(&device->wire, loop, &owner, options->link, options->baud);
	if (error == 0)
		power_on(device);
	return error;
}

void device_clear(struct device *device)
{
	wire_clear(&device->wire);
	for (size_t i = 0; i < DEVICE_STORAGE_COUNT; i++)
		storage_clear(&device->storages[i]);
}

struct at_result device_wait(struct device *device, int after_ms,
			     void (*on_late)(struct device *device))
{
	device->on_late = on_late;
	loop_start_timer(&device->command_timer, (int64_t)after_ms * 1000);
	return at_wait();
}
