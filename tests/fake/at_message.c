// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/text.h"
#include "tests/fake/at.h"
#include "tests/fake/deliver.h"
#include "tests/fake/device_receive.h"

/* Storages, reading, deleting, and how the service is told (27.005 3). */

static struct storage *reading_storage(struct device *device)
{
	return &device->storages[device->memories[0]];
}

static struct at_result run_service(struct device *device,
				    const struct at_request *request)
{
	if (request->form == AT_FORM_READ) {
		device_say(device, "+CSMS: %d,1,1,1", device->settings.csms);
		return at_ok();
	}
	if (request->n_arguments != 1 ||
	    !at_number(request, 0, 0, 1, 0, &device->settings.csms))
		return at_cms(CMS_OPERATION_NOT_SUPPORTED);
	device_say(device, "+CSMS: 1,1,1");
	return at_ok();
}

static void add_memory(struct text *line, const struct device *device, size_t i,
		       bool is_named)
{
	const struct storage *storage = &device->storages[device->memories[i]];

	if (i > 0)
		text_add(line, ",");
	if (is_named)
		text_add_format(line, "\"%s\",", storage->name);
	text_add_format(line, "%d,%d", storage->n_used, storage->n_slots);
}

static struct at_result say_memories(struct device *device, bool is_named)
{
	char bytes[96];
	struct text line;

	text_init(&line, bytes, sizeof bytes);
	for (size_t i = 0; i < 3; i++)
		add_memory(&line, device, i, is_named);
	device_say(device, "+CPMS: %s", line.bytes);
	return at_ok();
}

static struct at_result run_storage(struct device *device,
				    const struct at_request *request)
{
	enum device_storage chosen[3];

	if (request->form == AT_FORM_READ)
		return say_memories(device, true);
	if (request->form != AT_FORM_SET || request->n_arguments == 0 ||
	    request->n_arguments > 3)
		return at_cms(CMS_OPERATION_NOT_ALLOWED);
	memcpy(chosen, device->memories, sizeof chosen);
	for (size_t i = 0; i < request->n_arguments; i++) {
		size_t last = i == 0 ? DEVICE_STORAGE_COUNT : DEVICE_STORAGE_SR;
		size_t j = 0;

		while (j < last &&
		       strcmp(request->arguments[i].text, device->storages[j].name) != 0)
			j++;
		if (j == last)
			return at_cms(CMS_OPERATION_NOT_ALLOWED);
		chosen[i] = (enum device_storage)j;
	}
	memcpy(device->memories, chosen, sizeof chosen);
	device_slot_freed(device); /* the new <mem3> may have room */
	return say_memories(device, false);
}

static struct at_result run_format(struct device *device,
				   const struct at_request *request)
{
	int mode;

	if (request->form == AT_FORM_READ) {
		device_say(device, "+CMGF: %d", device->settings.is_text_mode ? 1 : 0);
		return at_ok();
	}
	if (!at_number(request, 0, 0, 1, 0, &mode) || request->n_arguments > 1)
		return at_cms(CMS_OPERATION_NOT_SUPPORTED);
	device->settings.is_text_mode = mode == 1;
	return at_ok();
}

static struct at_result run_centre(struct device *device,
				   const struct at_request *request)
{
	const char *number = request->arguments[0].text;
	size_t n_digits = strspn(number + (number[0] == '+'), "0123456789");

	if (request->form == AT_FORM_READ) {
		device_say(device, "+CSCA: \"%s\",%d", device->centre,
			   device->centre[0] == '+' ? 145 : 129);
		return at_ok();
	}
	if (request->n_arguments == 0 || !request->arguments[0].is_quoted ||
	    n_digits == 0 || n_digits > 20 ||
	    number[n_digits + (number[0] == '+')] != '\0')
		return at_cms(CMS_INVALID_TEXT_PARAMETER);
	text_copy(device->centre, sizeof device->centre, number);
	return at_ok();
}

static struct at_result test_notices(struct device *device)
{
	char bytes[96];
	struct text line;

	text_init(&line, bytes, sizeof bytes);
	for (size_t i = 0; i < PROFILE_CNMI_FIELDS; i++) {
		text_add(&line, i == 0 ? "(" : ",(");
		for (const char *c = device->profile->cnmi[i]; *c != '\0'; c++)
			text_add_format(&line,
					c == device->profile->cnmi[i] ? "%c" : ",%c", *c);
		text_add(&line, ")");
	}
	device_say(device, "+CNMI: %s", line.bytes);
	return at_ok();
}

static struct at_result run_notices(struct device *device,
				    const struct at_request *request)
{
	int wanted[PROFILE_CNMI_FIELDS];
	const int *now = device->settings.cnmi;

	if (request->form == AT_FORM_TEST)
		return test_notices(device);
	if (request->form == AT_FORM_READ) {
		device_say(device, "+CNMI: %d,%d,%d,%d,%d", now[0], now[1], now[2],
			   now[3], now[4]);
		return at_ok();
	}
	if (request->form != AT_FORM_SET || request->n_arguments > PROFILE_CNMI_FIELDS)
		return at_cms(CMS_OPERATION_NOT_ALLOWED);
	for (size_t i = 0; i < PROFILE_CNMI_FIELDS; i++) {
		if (!at_number(request, i, 0, 3, now[i], &wanted[i]) ||
		    strchr(device->profile->cnmi[i], '0' + wanted[i]) == NULL)
			return at_cms(CMS_OPERATION_NOT_SUPPORTED);
	}
	memcpy(device->settings.cnmi, wanted, sizeof wanted);
	if (device->network->n_waiting > 0)
		loop_start_timer(&device->network->timer, 0);
	return at_ok();
}

static bool has_empty_ok(struct device *device)
{
	int *choice = &device->faults->empty_slot;

	if (*choice == 3) /* now one way, now the other */
		return network_random(device->network) % 2 == 0;
	return *choice == 0 ? device->profile->is_empty_slot_ok : *choice == 1;
}

static void say_slot(struct device *device, const char *prefix, const struct slot *slot)
{
	char bytes[1024];
	struct text header;

	if (device->settings.is_text_mode) {
		text_init(&header, bytes, sizeof bytes);
		deliver_add_text_mode(&header, slot->hex, slot->state);
		device_say(device, "%s%s", prefix, header.bytes);
		return;
	}
	device_say(device, "%s%d,,%d\n%s", prefix, (int)slot->state,
		   (int)strlen(deliver_tpdu(slot->hex)) / 2 + device->faults->lie_length,
		   slot->hex);
}

static void delete_slot(struct device *device, struct storage *storage, struct slot *slot)
{
	ledger_add(device->ledger, "X %lld %s %d", (long long)slot->seq, storage->name,
		   storage_index(storage, slot));
	storage_delete(storage, slot);
}

/* Fault 46: somebody else empties the slot, and the next message gets it. */
static void swap_slot(struct device *device, struct storage *storage, struct slot *slot)
{
	if (device->network->n_waiting == 0 ||
	    !fault_take(&device->faults->swap_after_read))
		return;
	ledger_add(device->ledger, "F swap-after-read");
	delete_slot(device, storage, slot);
	network_wake(device->network);
}

static void mark_read(struct device *device, struct storage *storage, struct slot *slot)
{
	ledger_add(device->ledger, "R %lld %s %d", (long long)slot->seq, storage->name,
		   storage_index(storage, slot));
	if (slot->state == SLOT_STATE_RECEIVED_UNREAD)
		slot->state = SLOT_STATE_RECEIVED_READ;
}

static struct at_result run_read(struct device *device, const struct at_request *request)
{
	struct storage *storage = reading_storage(device);
	struct slot *slot;
	int index, mode;

	if (request->form != AT_FORM_SET || !request->arguments[0].is_number ||
	    request->n_arguments > 2 || !at_number(request, 1, 0, 1, 0, &mode))
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	index = request->arguments[0].number;
	slot = storage_slot(storage, index);
	if (slot == NULL)
		return at_cms(CMS_INVALID_INDEX);
	if (!slot->is_used)
		return has_empty_ok(device) ? at_ok() : at_cms(CMS_INVALID_INDEX);
	say_slot(device, "+CMGR: ", slot);
	if (mode == 0)
		mark_read(device, storage, slot);
	swap_slot(device, storage, slot);
	return at_ok();
}

enum {
	STAT_ALL = 4,
	STAT_WRONG = -1
};

static int wanted_state(const struct device *device, const struct at_request *request)
{
	static const char *const words[] = { "REC UNREAD", "REC READ", "STO UNSENT",
					     "STO SENT", "ALL" };
	int state;

	if (!device->settings.is_text_mode)
		return at_number(request, 0, 0, STAT_ALL, 0, &state) ? state : STAT_WRONG;
	for (state = 0; state <= STAT_ALL; state++) {
		if (request->n_arguments == 0 ||
		    strcmp(request->arguments[0].text, words[state]) == 0)
			return state;
	}
	return STAT_WRONG;
}

static struct at_result run_list(struct device *device, const struct at_request *request)
{
	struct storage *storage = reading_storage(device);
	int wanted = wanted_state(device, request);
	char prefix[24];
	struct text text;

	if (wanted == STAT_WRONG || request->n_arguments > 1)
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	for (int i = 0; i < STORAGE_SLOTS_MAX; i++) {
		struct slot *slot = &storage->slots[i];

		if (!slot->is_used || (wanted != STAT_ALL && (int)slot->state != wanted))
			continue;
		text_init(&text, prefix, sizeof prefix);
		text_add_format(&text, "+CMGL: %d,", i + storage->first_index);
		say_slot(device, prefix, slot);
		mark_read(device, storage, slot);
	}
	return at_ok();
}

/* Fault 44: the first part of a long message takes the others with it. */
static void delete_siblings(struct device *device, struct storage *storage, int64_t seq)
{
	for (int i = 0; i < STORAGE_SLOTS_MAX; i++) {
		struct slot *slot = &storage->slots[i];

		if (!slot->is_used || slot->seq != seq)
			continue;
		ledger_add(device->ledger, "F cascade");
		delete_slot(device, storage, slot);
	}
}

/* 27.005 3.5.4: 1 all read, 2 and those sent, 3 and those unsent, 4 all. */
static void delete_many(struct device *device, struct storage *storage, int flag)
{
	static const bool takes[5][4] = {
		[1] = { false, true, false, false },
		[2] = { false, true, false, true },
		[3] = { false, true, true, true },
		[4] = { true, true, true, true },
	};

	for (int i = 0; i < STORAGE_SLOTS_MAX; i++) {
		struct slot *slot = &storage->slots[i];

		if (slot->is_used && takes[flag][slot->state])
			delete_slot(device, storage, slot);
	}
}

static void on_deleted(struct device *device)
{
	device_slot_freed(device);
	device_finish(device, at_ok());
}

static struct at_result run_delete(struct device *device,
				   const struct at_request *request)
{
	struct storage *storage = reading_storage(device);
	struct slot *slot;
	int flag;

	if (request->form != AT_FORM_SET || !request->arguments[0].is_number ||
	    request->n_arguments > 2 || !at_number(request, 1, 0, 4, 0, &flag))
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	slot = storage_slot(storage, request->arguments[0].number);
	if (slot == NULL && flag == 0)
		return at_cms(CMS_INVALID_INDEX);
	if (fault_take(&device->faults->reject_delete)) {
		ledger_add(device->ledger, "F reject-delete");
		return at_cms(CMS_UNKNOWN);
	}
	if (flag > 0)
		delete_many(device, storage, flag);
	else if (slot->is_used) {
		int64_t seq = slot->seq;

		delete_slot(device, storage, slot);
		if (device->faults->deletes_all_parts)
			delete_siblings(device, storage, seq);
	}
	if (device->faults->slow_delete_ms > 0)
		return device_wait(device, device->faults->slow_delete_ms, on_deleted);
	device_slot_freed(device);
	return at_ok();
}

static struct at_result test_delete(struct device *device)
{
	const struct storage *storage = reading_storage(device);
	char bytes[2048];
	struct text line;

	text_init(&line, bytes, sizeof bytes);
	for (int i = 0; i < STORAGE_SLOTS_MAX; i++) {
		if (storage->slots[i].is_used)
			text_add_format(&line, line.length > 0 ? ",%d" : "%d",
					i + storage->first_index);
	}
	device_say(device, "+CMGD: (%s),(0-4)", line.bytes);
	return at_ok();
}

static struct at_result run_delete_any(struct device *device,
				       const struct at_request *request)
{
	return request->form == AT_FORM_TEST ? test_delete(device)
					     : run_delete(device, request);
}

static struct at_result run_acknowledge(struct device *device,
					const struct at_request *request)
{
	int n;

	if (device->settings.csms == 0)
		return at_cms(CMS_OPERATION_NOT_ALLOWED);
	if (!at_number(request, 0, 0, 2, 0, &n))
		return at_cms(CMS_OPERATION_NOT_SUPPORTED);
	return device_acknowledge(device, n < 2) ? at_ok() : at_cms(CMS_NO_ACK_EXPECTED);
}

static struct at_result run_ignored(struct device *device,
				    const struct at_request *request)
{
	(void)device;
	(void)request;
	return at_ok();
}

/* clang-format off */
const struct at_command at_message_commands[] = {
	{ "+CSMS", run_service, "(0,1)", false, true },
	{ "+CPMS", run_storage, "(\"SM\",\"ME\",\"SR\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")", false, true },
	{ "+CMGF", run_format, "(0,1)", true, true },
	{ "+CSCA", run_centre, "", false, true },
	{ "+CNMI", run_notices, NULL, false, true },
	{ "+CMGR", run_read, "", false, true },
	{ "+CMGL", run_list, "(0-4)", false, true },
	{ "+CMGD", run_delete_any, NULL, false, true },
	{ "+CNMA", run_acknowledge, "(0-2)", false, true },
	{ "+CSDH", run_ignored, "(0,1)", false, true },
	{ "+CSMP", run_ignored, "", false, true },
	{ "+CSCB", run_ignored, "(0,1)", false, true },
	{ NULL, NULL, NULL, false, false },
};
/* clang-format on */
