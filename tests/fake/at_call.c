// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/text.h"
#include "tests/fake/at.h"
#include "tests/fake/device_receive.h"
#include "tests/fake/ussd.h"

/* Calls and USSD (27.007 6.5, 7.11, 7.15). */

static struct at_result run_caller_number(struct device *device,
					  const struct at_request *request)
{
	int n;

	if (request->form == AT_FORM_READ) {
		device_say(device, "+CLIP: %d,1", device->settings.tells_caller ? 1 : 0);
		return at_ok();
	}
	if (!at_number(request, 0, 0, 1, 0, &n))
		return at_cme(CME_INCORRECT_PARAMETERS);
	device->settings.tells_caller = n == 1;
	return at_ok();
}

static struct at_result run_hang_up(struct device *device,
				    const struct at_request *request)
{
	if (request->form != AT_FORM_EXECUTE)
		return at_error();
	device_hang_up(device, false);
	return at_ok();
}

static struct at_result run_calls(struct device *device, const struct at_request *request)
{
	(void)request;
	if (device->call.is_active)
		device_say(device, "+CLCC: 1,1,4,0,0,\"%s\",145", device->call.caller);
	return at_ok();
}

static void on_ussd_answered(struct device *device)
{
	device->is_answering = false; /* before Release 6 the line comes before OK */
	device_ussd(device, device->ussd.status, device->ussd.answer);
	device_finish(device, at_ok());
}

/* The answer to a session that the network opened: any text. */
static struct at_result answer(struct device *device, const char *written)
{
	char bytes[1024];
	struct text said;

	text_init(&said, bytes, sizeof bytes);
	if (!ussd_read_answer(device, written, &said))
		return at_cme(CME_INCORRECT_PARAMETERS);
	device->ussd.is_asked = false;
	ledger_add_text(device->ledger, said.bytes, "A");
	return at_ok();
}

static struct at_result dial(struct device *device, const char *written)
{
	char bytes[256];
	struct text dialled;

	text_init(&dialled, bytes, sizeof bytes);
	if (!device_is_registered(device))
		return at_cme(CME_NO_NETWORK);
	if (!ussd_read_request(device, written, &dialled))
		return at_cme(CME_INCORRECT_PARAMETERS);
	ledger_add_text(device->ledger, dialled.bytes, "U");
	if (device->profile->is_ussd_blocking)
		return device_wait(device, device->ussd.delay_ms, on_ussd_answered);
	loop_start_timer(&device->ussd_timer, (int64_t)device->ussd.delay_ms * 1000);
	return at_ok();
}

static struct at_result run_ussd(struct device *device, const struct at_request *request)
{
	int n, dcs;

	if (request->form == AT_FORM_READ) {
		device_say(device, "+CUSD: %d", device->settings.tells_ussd ? 1 : 0);
		return at_ok();
	}
	if (!at_number(request, 0, 0, 2, 0, &n) || request->n_arguments > 3 ||
	    !at_number(request, 2, 0, 255, 0, &dcs))
		return at_cme(CME_INCORRECT_PARAMETERS);
	if (n == 2) {
		if (device->ussd.is_asked)
			ledger_add(device->ledger, "Q");
		device->ussd.is_asked = false;
		loop_stop_timer(&device->ussd_timer);
		return at_ok();
	}
	device->settings.tells_ussd = n == 1;
	if (request->n_arguments < 2 || !request->arguments[1].is_given)
		return at_ok();
	return device->ussd.is_asked ? answer(device, request->arguments[1].text)
				     : dial(device, request->arguments[1].text);
}

static struct at_result run_ignored(struct device *device,
				    const struct at_request *request)
{
	(void)device;
	(void)request;
	return at_ok();
}

/* clang-format off */
const struct at_command at_call_commands[] = {
	{ "+CLIP", run_caller_number, "(0,1)", false, false },
	{ "+CHUP", run_hang_up, "", false, false },
	{ "+CLCC", run_calls, "", false, false },
	{ "+CUSD", run_ussd, "(0-2)", false, false },
	{ "+COLP", run_ignored, "(0,1)", false, false },
	{ "+CCWA", run_ignored, "(0,1)", false, false },
	{ "+CSSN", run_ignored, "(0,1),(0,1)", false, false },
	{ NULL, NULL, NULL, false, false },
};
/* clang-format on */
