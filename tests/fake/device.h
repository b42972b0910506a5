// SPDX-License-Identifier: MIT
#pragma once

/*
 * The modem itself, as its serial port shows it: command lines in (ITU-T V.250 5.2),
 * answers and unsolicited lines out. What each command does stands in at_*.c; here are
 * the settings that a reset loses, the prompt of AT+CMGS, and the way out for every byte.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cursor.h"
#include "tests/fake/at_result.h"
#include "tests/fake/device_parts.h"
#include "tests/fake/ledger.h"
#include "tests/fake/loop.h"
#include "tests/fake/pin.h"
#include "tests/fake/wire.h"

struct device {
	struct loop *loop;
	struct wire wire;
	struct ledger *ledger;
	struct faults *faults;
	struct network *network;
	const struct profile *profile;
	struct pin pin;
	struct storage storages[DEVICE_STORAGE_COUNT];
	struct device_settings settings;
	bool is_powered;
	int functionality;        /* +CFUN */
	int registration;         /* +CREG stat, when the radio is on */
	int registration_wanted;  /* what it will be when searching ends */
	int register_ms, send_ms; /* how long the network takes */
	int signal;
	char centre[NETWORK_NUMBER_SIZE]; /* +CSCA, kept on the SIM */
	enum device_storage memories[3];  /* <mem1> <mem2> <mem3> */
	int64_t card_ready_us;            /* monotonic; SIM busy before */
	struct device_ussd ussd;
	enum device_mode mode;
	struct device_input input;
	struct device_held held;
	struct device_ack ack;
	struct device_call call;
	/* the running line */
	char running[DEVICE_LINE_SIZE];
	struct cursor rest; /* what of `running` is not yet executed */
	bool is_answering;  /* an answer is being put together: unsolicited lines wait */
	size_t answer_bytes, urc_bytes; /* counters of the faults that insert lines */
	char body[DEVICE_BODY_SIZE];    /* what was typed at the prompt */
	size_t n_body;
	void (*on_body)(struct device *device, bool is_cancelled);
	void (*on_late)(struct device *device); /* what `command_timer` calls */
	struct device_sending sending;
	struct loop_timer command_timer, start_timer, registration_timer, ring_timer,
		ack_timer, plug_timer, signal_timer, ussd_timer, repeat_timer;
	bool is_full_said;
	uint64_t n_commands;
};

struct device_options {
	const char *link;
	unsigned baud;
	int n_slots;
	const char *pin, *pin_file;
	int register_ms, send_ms;
};

/* Returns 0 or -errno. `network`, `faults` and `ledger` must outlive it. */
int device_init(struct device *device, struct loop *loop, struct network *network,
		struct faults *faults, struct ledger *ledger,
		const struct profile *profile, const struct device_options *options);
void device_clear(struct device *device);

/* Power off and on: settings lost, boot lines, PIN asked again, registration anew. */
void device_reset(struct device *device);

/* Pull the plug; it comes back after so long, cold. */
void device_unplug(struct device *device, int back_ms, bool wants_new_number);

/* Call `on_late` after so long; the command answers AT_KIND_WAIT meanwhile. */
struct at_result device_wait(struct device *device, int after_ms,
			     void (*on_late)(struct device *device));

/* Say the line of the fault `urc-repeat` from now on. */
void device_start_repeat(struct device *device);

/* Settings as after power on. */
void device_default_settings(struct device *device);

bool device_is_registered(const struct device *device);
bool device_is_card_ready(const struct device *device);
void device_set_registration(struct device *device, int status);
/* Search for the network now, if radio and PIN allow. */
void device_search(struct device *device);
/* The same; it may be what a lost network waits for. */
void device_search_cured(struct device *device, enum fault_cure cure);
/* Radio off, minimum or full. */
void device_set_functionality(struct device *device, int functionality);

/* The SIM was opened by its PIN. */
void device_card_opened(struct device *device);
