// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "tests/fake/at.h"
#include "tests/fake/deliver.h"

/* Sending and writing (27.005 3.5), with all that goes wrong between Ctrl-Z and OK. */

enum {
	OCTETS_MAX = 12 + TPDU_OCTETS_MAX,
	LENGTH_LOW = 7,
	LENGTH_HIGH = 164,
};

static void on_accepted(struct device *device)
{
	struct device_sending *sending = &device->sending;

	if (sending->slot != NULL)
		sending->slot->state = SLOT_STATE_STORED_SENT;
	device_say(device, "%s: %u", sending->name, sending->reference);
	device_finish(device, at_ok());
}

static void accept(struct device *device)
{
	struct device_sending *sending = &device->sending;

	sending->reference =
		network_accept(device->network, &sending->submit, sending->tpdu_hex);
}

/* Fast networks answer with the acceptance; a slow one has it long before it says so. */
static void on_network_reached(struct device *device)
{
	accept(device);
	on_accepted(device);
}

/* The operator's answer to every try is a text that fills the SIM (esphome 4246). */
static void complain_of_credit(struct device *device)
{
	struct network_sending sending = { .reference = -1 };

	ledger_add(device->ledger, "F no-credit");
	network_take_text(device->network, "TELKOMSEL",
			  "Maaf, pulsa Anda tidak cukup. Silakan isi ulang.", &sending,
			  NULL);
}

static bool is_refused(struct device *device)
{
	struct faults *faults = device->faults;
	char to[NETWORK_NUMBER_SIZE], refused[NETWORK_NUMBER_SIZE];

	network_canonical(to, device->sending.submit.to);
	network_canonical(refused, faults->refuse_to);
	if (faults->no_credit_code != 0) {
		complain_of_credit(device);
		return true;
	}
	if (faults->refuse_n == 0 || (refused[0] != '\0' && strcmp(to, refused) != 0))
		return false;
	if (faults->refuse_skip > 0) {
		faults->refuse_skip--;
		return false;
	}
	fault_take(&faults->refuse_n);
	ledger_add(device->ledger, "F refuse-send %d %s", faults->refuse_code, to);
	return true;
}

/* The faults of the window between Ctrl-Z and the answer. True when one has fired. */
static bool is_spoiled(struct device *device, struct at_result *out_result)
{
	struct faults *faults = device->faults;

	*out_result = at_silent();
	if (fault_take(&faults->unplug_at_send.n)) {
		if (!faults->unplug_at_send.is_before)
			accept(device);
		ledger_add(device->ledger, "F hup-after-ctrl-z %s",
			   faults->unplug_at_send.is_before ? "before" : "after");
		device_unplug(device, faults->unplug_at_send.back_ms,
			      faults->unplug_at_send.wants_new_number);
		*out_result = at_wait(); /* nobody is there to answer */
		return true;
	}
	if (fault_take(&faults->hang_after_send)) {
		accept(device);
		ledger_add(device->ledger, "F hang-after-ctrl-z");
		return true;
	}
	if (fault_take(&faults->lose_send)) {
		ledger_add(device->ledger, "F lose-send");
		return true;
	}
	return false;
}

/* `sending` is filled: give it to the network. */
static struct at_result start_sending(struct device *device)
{
	struct at_result result;

	if (!device_is_registered(device))
		return at_cms(CMS_NO_NETWORK);
	if (is_refused(device))
		return at_cms(device->faults->no_credit_code != 0
				      ? device->faults->no_credit_code
				      : device->faults->refuse_code);
	if (is_spoiled(device, &result))
		return result;
	if (device->faults->hold_send_ms > 0) {
		accept(device);
		ledger_add(device->ledger, "F hold-send");
		return device_wait(device, device->faults->hold_send_ms, on_accepted);
	}
	if (device->send_ms > 0)
		return device_wait(device, device->send_ms, on_network_reached);
	on_network_reached(device);
	return at_wait();
}

/* The hex of a body: blanks around it are forgiven, nothing inside it. */
static bool read_body(const struct device *device, uint8_t *octets, size_t *out_length)
{
	const char *from = device->body, *to = device->body + device->n_body;

	while (from < to && strchr("\r\n ", *from) != NULL)
		from++;
	while (to > from && to[-1] == ' ')
		to--;
	return tpdu_of_hex(from, (size_t)(to - from), octets, OCTETS_MAX, out_length);
}

/* Returns 0 or the +CMS ERROR of a PDU that was typed at the prompt. */
static int read_pdu(struct device *device, uint8_t *octets, size_t *out_length,
		    size_t *out_centre)
{
	size_t centre;

	if (!read_body(device, octets, out_length))
		return CMS_INVALID_PDU_PARAMETER;
	centre = tpdu_centre_octets(octets, *out_length);
	if (centre == 0 ||
	    *out_length - centre != (size_t)device->sending.announced_octets)
		return CMS_INVALID_PDU_PARAMETER;
	if (centre == 1 && device->centre[0] == '\0')
		return CMS_CENTRE_UNKNOWN;
	*out_centre = centre;
	return 0;
}

static int take_submit(struct device *device, const uint8_t *tpdu, size_t length)
{
	const char *wrong = tpdu_parse_submit(tpdu, length, &device->sending.submit);

	tpdu_to_hex(tpdu, length, device->sending.tpdu_hex);
	if (wrong == NULL)
		return 0;
	log_warning("SUBMIT refused: %s pdu=%s", wrong, device->sending.tpdu_hex);
	ledger_add(device->ledger, "V %s %s", device->sending.tpdu_hex, wrong);
	return CMS_INVALID_PDU_PARAMETER;
}

static bool is_cancelled_here(struct device *device, bool is_cancelled)
{
	if (is_cancelled) /* 27.005 3.5.1: ESC gives OK, and nothing is sent */
		device_finish(device, at_ok());
	return is_cancelled;
}

static void finish_sending(struct device *device, struct at_result result)
{
	if (result.kind != AT_KIND_WAIT)
		device_finish(device, result);
}

static void on_pdu_to_send(struct device *device, bool is_cancelled)
{
	uint8_t octets[OCTETS_MAX];
	size_t length, centre;
	int code;

	if (is_cancelled_here(device, is_cancelled))
		return;
	code = read_pdu(device, octets, &length, &centre);
	if (code == 0)
		code = take_submit(device, octets + centre, length - centre);
	else if (code != CMS_CENTRE_UNKNOWN)
		ledger_add(device->ledger, "V %s length or digits, %d octets announced",
			   device->body, device->sending.announced_octets);
	finish_sending(device, code == 0 ? start_sending(device) : at_cms(code));
}

/* Text mode: the body is the text; only what GSM-7 or UCS2 hex can say. */
static void on_text_to_send(struct device *device, bool is_cancelled)
{
	static const struct smstext_options options = { .header_octets = 6 };
	struct device_sending *sending = &device->sending;
	struct smstext text;

	if (is_cancelled_here(device, is_cancelled))
		return;
	if (!smstext_init(&text, device->body, &options) || text.n_parts != 1) {
		smstext_clear(&text);
		device_finish(device, at_cms(CMS_INVALID_TEXT_PARAMETER));
		return;
	}
	sending->submit =
		(struct tpdu_submit){ .is_ucs2 = text.is_ucs2, .n_units = text.n_units };
	memcpy(sending->submit.units, text.units, text.n_units * sizeof text.units[0]);
	text_copy(sending->submit.to, sizeof sending->submit.to, sending->to);
	text_copy(sending->tpdu_hex, sizeof sending->tpdu_hex, "-");
	smstext_clear(&text);
	finish_sending(device, start_sending(device));
}

static bool is_number(const char *text)
{
	const char *digits = text + (text[0] == '+' ? 1 : 0);

	return digits[0] != '\0' && digits[strspn(digits, "0123456789*#")] == '\0' &&
	       strlen(digits) <= 20;
}

static struct at_result run_send(struct device *device, const struct at_request *request)
{
	device->sending = (struct device_sending){ .name = "+CMGS" };
	ledger_add_time(device->ledger, "cmgs", device->network->next_sent_seq,
			device->input.line_at_us);
	if (request->form != AT_FORM_SET || request->n_arguments == 0)
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	if (device->settings.is_text_mode) {
		if (!is_number(request->arguments[0].text))
			return at_cms(CMS_INVALID_TEXT_PARAMETER);
		text_copy(device->sending.to, sizeof device->sending.to,
			  request->arguments[0].text);
		return device_prompt(device, on_text_to_send);
	}
	if (request->n_arguments > 1 || !request->arguments[0].is_number ||
	    !at_number(request, 0, LENGTH_LOW, LENGTH_HIGH, 0,
		       &device->sending.announced_octets))
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	return device_prompt(device, on_pdu_to_send);
}

static void on_pdu_to_write(struct device *device, bool is_cancelled)
{
	struct storage *storage = &device->storages[device->memories[1]];
	uint8_t octets[OCTETS_MAX];
	char hex[2 * OCTETS_MAX + 1];
	size_t length, centre;
	int code, index;

	if (is_cancelled_here(device, is_cancelled))
		return;
	code = read_pdu(device, octets, &length, &centre);
	if (code != 0) {
		device_finish(device, at_cms(code));
		return;
	}
	tpdu_to_hex(octets, length, hex);
	index = storage_put(storage, hex, device->sending.state, 0);
	if (index < 0) {
		device_finish(device, at_cms(CMS_MEMORY_FULL));
		return;
	}
	device_say(device, "+CMGW: %d", index);
	device_finish(device, at_ok());
}

static struct at_result run_write(struct device *device, const struct at_request *request)
{
	int state;

	device->sending = (struct device_sending){ .name = "+CMGW" };
	if (device->settings.is_text_mode)
		return at_cms(CMS_OPERATION_NOT_SUPPORTED);
	if (request->form != AT_FORM_SET || !request->arguments[0].is_number ||
	    !at_number(request, 0, LENGTH_LOW, LENGTH_HIGH, 0,
		       &device->sending.announced_octets) ||
	    !at_number(request, 1, 0, 3, SLOT_STATE_STORED_UNSENT, &state))
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	device->sending.state = (enum slot_state)state;
	return device_prompt(device, on_pdu_to_write);
}

static struct at_result run_send_stored(struct device *device,
					const struct at_request *request)
{
	struct storage *storage = &device->storages[device->memories[1]];
	uint8_t octets[OCTETS_MAX];
	const char *tpdu;
	struct slot *slot;
	size_t length;
	int code;

	device->sending = (struct device_sending){ .name = "+CMSS" };
	if (request->form != AT_FORM_SET || !request->arguments[0].is_number)
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	slot = storage_slot(storage, request->arguments[0].number);
	if (slot == NULL || !slot->is_used)
		return at_cms(CMS_INVALID_INDEX);
	tpdu = deliver_tpdu(slot->hex);
	if (!tpdu_of_hex(tpdu, strlen(tpdu), octets, sizeof octets, &length))
		return at_cms(CMS_INVALID_PDU_PARAMETER);
	code = take_submit(device, octets, length);
	if (code != 0)
		return at_cms(code);
	device->sending.slot = slot;
	return start_sending(device);
}

static struct at_result run_more(struct device *device, const struct at_request *request)
{
	if (request->form == AT_FORM_READ) {
		device_say(device, "+CMMS: %d", device->settings.cmms);
		return at_ok();
	}
	return at_number(request, 0, 0, 2, 0, &device->settings.cmms)
		       ? at_ok()
		       : at_cms(CMS_OPERATION_NOT_SUPPORTED);
}

/* clang-format off */
const struct at_command at_send_commands[] = {
	{ "+CMGS", run_send, "", false, true },
	{ "+CMGW", run_write, "", false, true },
	{ "+CMSS", run_send_stored, "", false, true },
	{ "+CMMS", run_more, "(0-2)", false, true },
	{ NULL, NULL, NULL, false, false },
};
/* clang-format on */
