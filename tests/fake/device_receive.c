// SPDX-License-Identifier: MIT
#include "tests/fake/device_receive.h"

#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/fake/deliver.h"
#include "tests/fake/device_output.h"
#include "tests/fake/ussd.h"

enum {
	ACK_WAIT_US = 15000000, /* about what a network waits (24.011 TR2M) */
	RING_EVERY_US = 5000000,
	CLASS_NONE = -1,
};

static long long utc_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* 23.038 section 4: coding groups 00xx with bit 4, and 1111. */
static int message_class(unsigned dcs)
{
	if ((dcs & 0xC0) == 0)
		return (dcs & 0x10) != 0 ? (int)(dcs & 3) : CLASS_NONE;
	return (dcs & 0xF0) == 0xF0 ? (int)(dcs & 3) : CLASS_NONE;
}

static void note_delivery(struct device *device, const struct network_message *message,
			  const char *where, int slot)
{
	ledger_add(device->ledger, "D %lld %lld %s %d %s", (long long)message->seq,
		   utc_ms(), where, slot, deliver_tpdu(message->hex));
}

/* Taken and thrown away, as 23.040 9.2.3.9 asks for type 0. */
static enum network_verdict discard(struct device *device,
				    const struct network_message *message)
{
	note_delivery(device, message, "NONE", -1);
	ledger_add(device->ledger, "X %lld NONE -1", (long long)message->seq);
	return NETWORK_VERDICT_TAKEN;
}

static enum network_verdict hand_over(struct device *device,
				      const struct network_message *message)
{
	const char *name = message->is_report ? "+CDS: " : "+CMT: ,";
	const char *where = message->is_report ? "CDS" : "CMT";
	char bytes[STORAGE_HEX_SIZE + 32];
	struct text line;

	if (device->ack.is_awaited)
		return NETWORK_VERDICT_LATER;
	text_init(&line, bytes, sizeof bytes);
	text_add_format(&line, "%s%zu\n%s", name, strlen(deliver_tpdu(message->hex)) / 2,
			message->hex);
	note_delivery(device, message, where, -1);
	device_urc_of_message(device, line.bytes, message->seq);
	if (device->settings.csms ==
	    0) { /* 27.005 3.4.4: only phase 2+ is acknowledged */
		ledger_add(device->ledger, "X %lld %s -1", (long long)message->seq,
			   where);
		return NETWORK_VERDICT_TAKEN;
	}
	device->ack.is_awaited = true;
	device->ack.where = where;
	device->ack.seq = message->seq;
	text_copy(device->ack.hex, sizeof device->ack.hex, message->hex);
	loop_start_timer(&device->ack_timer, ACK_WAIT_US);
	return NETWORK_VERDICT_TAKEN;
}

/* Per 27.005 3.4.1 an unacknowledged one switches direct delivery off. */
static void on_ack_due(void *owner)
{
	struct device *device = owner;

	log_info("no AT+CNMA in time, +CNMI mt and ds go to 0");
	device->settings.cnmi[1] = 0;
	device->settings.cnmi[3] = 0;
	device_acknowledge(device, false);
}

bool device_acknowledge(struct device *device, bool is_taken)
{
	if (!device->ack.is_awaited)
		return false;
	device->ack.is_awaited = false;
	loop_stop_timer(&device->ack_timer);
	if (is_taken)
		ledger_add(device->ledger, "X %lld %s -1", (long long)device->ack.seq,
			   device->ack.where);
	else
		network_give_back(device->network, device->ack.seq, device->ack.hex);
	loop_start_timer(&device->network->timer, 0);
	return true;
}

static void say_full(struct device *device, const char *storage)
{
	char bytes[80];
	struct text line;
	const char *format = device->profile->full_line, *name;

	if (device->is_full_said || format == NULL)
		return;
	device->is_full_said = true;
	text_init(&line, bytes, sizeof bytes);
	name = strstr(format, "%s");
	text_add_bytes(&line, format,
		       name == NULL ? strlen(format) : (size_t)(name - format));
	if (name != NULL) {
		text_add(&line, storage);
		text_add(&line, name + 2);
	}
	device_urc(device, line.bytes);
}

static struct storage *storage_for(struct device *device, bool is_report)
{
	struct storage *storage = &device->storages[device->memories[2]];
	struct storage *other = &device->storages[DEVICE_STORAGE_ME];

	if (is_report)
		return &device->storages[DEVICE_STORAGE_SR];
	if (device->faults->stores_elsewhere && storage_is_full(storage))
		return other;
	return storage;
}

static enum network_verdict store(struct device *device,
				  const struct network_message *message, bool is_told)
{
	struct storage *storage = storage_for(device, message->is_report);
	int index = storage_put(storage, message->hex, SLOT_STATE_RECEIVED_UNREAD,
				message->seq);
	char bytes[48];
	struct text line;

	if (index < 0) {
		say_full(device, storage->name);
		return NETWORK_VERDICT_LATER;
	}
	note_delivery(device, message, storage->name, index);
	if (!is_told || device->settings.cnmi[0] == 0 ||
	    device->faults->is_mute_about_new)
		return NETWORK_VERDICT_TAKEN;
	text_init(&line, bytes, sizeof bytes);
	text_add_format(&line, "%s: \"%s\",%d", message->is_report ? "+CDSI" : "+CMTI",
			storage->name, device->faults->has_bad_index ? -1 : index);
	device_urc_of_message(device, line.bytes, message->seq);
	return NETWORK_VERDICT_TAKEN;
}

/* Where a message for people goes, by +CNMI and its class (27.005 3.4.1). */
static bool is_for_direct(const int *cnmi, int class)
{
	int mt = cnmi[1];

	if (cnmi[0] == 0)
		return false;
	/* Class 0 is for the screen and is not stored (23.038 4); with mt=1 the modems
	 * that show it at all hand it over. */
	return (class == 0 && mt > 0) || (mt == 2 && class != 2) ||
	       (mt == 3 && class == 3);
}

static enum network_verdict offer_report(struct device *device,
					 const struct network_message *message)
{
	switch (device->settings.cnmi[3]) {
	case 0:
		return discard(device, message);
	case 1:
		return hand_over(device, message);
	default:
		return store(device, message, true);
	}
}

enum network_verdict device_offer(struct device *device,
				  const struct network_message *message)
{
	const int *cnmi = device->settings.cnmi;
	int class = message_class(message->dcs);

	if (!device_is_registered(device) || !wire_is_plugged(&device->wire))
		return NETWORK_VERDICT_LATER;
	if (message->is_report)
		return offer_report(device, message);
	if (message->pid == TPDU_PID_TYPE_0 || (class == 0 && cnmi[1] == 0))
		return discard(device, message);
	if (is_for_direct(cnmi, class))
		return hand_over(device, message);
	return store(device, message, cnmi[1] != 0);
}

void device_slot_freed(struct device *device)
{
	device->is_full_said = false;
	if (device->network->n_waiting > 0)
		loop_start_timer(&device->network->timer, 0);
}

static void on_ring_due(void *owner)
{
	struct device *device = owner;
	char bytes[80];
	struct text line;

	if (device->call.rings_left-- <= 0) {
		device_hang_up(device, true);
		return;
	}
	device_urc(device, "RING");
	if (device->settings.tells_caller) {
		text_init(&line, bytes, sizeof bytes);
		text_add_format(&line, "+CLIP: \"%s\",%d,,,,0", device->call.caller,
				device->call.caller[0] == '+' ? 145 : 129);
		device_urc(device, line.bytes);
	}
	loop_start_timer(&device->ring_timer, RING_EVERY_US);
}

void device_ring(struct device *device, const char *number, int n_rings)
{
	if (!device_is_registered(device) || device->call.is_active)
		return;
	text_copy(device->call.caller, sizeof device->call.caller, number);
	device->call.rings_left = n_rings;
	device->call.is_active = true;
	on_ring_due(device);
}

bool device_hang_up(struct device *device, bool says_no_carrier)
{
	if (!device->call.is_active)
		return false;
	device->call.is_active = false;
	loop_stop_timer(&device->ring_timer);
	if (says_no_carrier)
		device_urc(device, "NO CARRIER");
	return true;
}

void device_ussd(struct device *device, int status, const char *text)
{
	char bytes[2048];
	struct text line;

	text_init(&line, bytes, sizeof bytes);
	text_add_format(&line, "+CUSD: %d", status);
	if (text != NULL && text[0] != '\0')
		ussd_add_text(&line, device, text);
	device_urc(device, line.bytes);
}

static void on_ussd_due(void *owner)
{
	struct device *device = owner;

	device_ussd(device, device->ussd.status, device->ussd.answer);
}

void device_receive_init(struct device *device)
{
	loop_add_timer(device->loop, &device->ack_timer, on_ack_due, device);
	loop_add_timer(device->loop, &device->ring_timer, on_ring_due, device);
	loop_add_timer(device->loop, &device->ussd_timer, on_ussd_due, device);
}
