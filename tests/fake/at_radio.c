// SPDX-License-Identifier: MIT
#include <string.h>

#include "base/text.h"
#include "tests/fake/at.h"
#include "tests/fake/ussd.h"

/* Registration, operator and signal (27.007 7 and 8.5). */

enum {
	SEARCH_MS = 300,
	COPS_NUMERIC = 2, /* <format> */
	COPS_AUTOMATIC = 0,
	COPS_DEREGISTER = 2,
	COPS_SET_FORMAT = 3,
};

static const char *const operator_names[] = { "TELKOMSEL", "T-SEL", "51010" };

static struct at_result run_registration(struct device *device,
					 const struct at_request *request,
					 enum device_net net, const char *name)
{
	int *notice = &device->settings.net_notice[net];
	bool is_hidden = device->faults->is_lte_only && net != DEVICE_NET_CEREG;
	int status = is_hidden ? 0 : device->registration;
	bool has_place = status == 1 || status == 5;

	if (request->form == AT_FORM_SET)
		return at_number(request, 0, 0, 2, 0, notice)
			       ? at_ok()
			       : at_cme(CME_INCORRECT_PARAMETERS);
	if (request->form != AT_FORM_READ)
		return at_error();
	if (*notice == 2 && has_place)
		device_say(device, "%s: %d,%d,\"1A2B\",\"0C3D\"", name, *notice, status);
	else
		device_say(device, "%s: %d,%d", name, *notice, status);
	return at_ok();
}

static struct at_result run_creg(struct device *device, const struct at_request *request)
{
	return run_registration(device, request, DEVICE_NET_CREG, "+CREG");
}

static struct at_result run_cgreg(struct device *device, const struct at_request *request)
{
	return run_registration(device, request, DEVICE_NET_CGREG, "+CGREG");
}

static struct at_result run_cereg(struct device *device, const struct at_request *request)
{
	return run_registration(device, request, DEVICE_NET_CEREG, "+CEREG");
}

static struct at_result say_operator(struct device *device)
{
	char bytes[64];
	struct text name;
	int format = device->settings.operator_format;

	if (!device_is_registered(device)) {
		device_say(device, "+COPS: 0");
		return at_ok();
	}
	text_init(&name, bytes, sizeof bytes);
	if (format == COPS_NUMERIC) /* digits in every character set */
		text_add(&name, operator_names[format]);
	else
		ussd_add_string(&name, device, operator_names[format]);
	device_say(device, "+COPS: 0,%d,\"%s\"", format, name.bytes);
	return at_ok();
}

static void on_networks_found(struct device *device)
{
	device_say(device, "+COPS: (2,\"TELKOMSEL\",\"T-SEL\",\"51010\"),"
			   "(3,\"INDOSAT\",\"ISAT\",\"51021\"),,(0-4),(0-2)");
	device_finish(device, at_ok());
}

static struct at_result run_operator(struct device *device,
				     const struct at_request *request)
{
	int mode;

	if (request->form == AT_FORM_READ)
		return say_operator(device);
	if (request->form == AT_FORM_TEST)
		return device_wait(device, SEARCH_MS, on_networks_found);
	if (request->n_arguments == 0 || !at_number(request, 0, 0, 4, 0, &mode))
		return at_cme(CME_INCORRECT_PARAMETERS);
	if (mode == COPS_SET_FORMAT)
		return at_number(request, 1, 0, 2, 0, &device->settings.operator_format)
			       ? at_ok()
			       : at_cme(CME_INCORRECT_PARAMETERS);
	if (mode == COPS_DEREGISTER)
		device_set_registration(device, 0);
	else if (mode == COPS_AUTOMATIC && !device_is_registered(device))
		device_search_cured(device, FAULT_CURE_SEARCH);
	return at_ok();
}

static struct at_result run_signal(struct device *device,
				   const struct at_request *request)
{
	if (request->form != AT_FORM_EXECUTE)
		return at_error();
	device_say(device, "+CSQ: %d,99",
		   device->functionality == 1 ? device->signal : 99);
	return at_ok();
}

static struct at_result run_own_number(struct device *device,
				       const struct at_request *request)
{
	(void)request;
	device_say(device, "+CNUM: ,\"%s\",145", device->network->number);
	return at_ok();
}

static struct at_result run_attached(struct device *device,
				     const struct at_request *request)
{
	if (request->form == AT_FORM_READ)
		device_say(device, "+CGATT: %d", device_is_registered(device) ? 1 : 0);
	return at_ok();
}

/* clang-format off */
const struct at_command at_radio_commands[] = {
	{ "+CREG", run_creg, "(0-2)", true, false },
	{ "+CGREG", run_cgreg, "(0-2)", true, false },
	{ "+CEREG", run_cereg, "(0-2)", true, false },
	{ "+COPS", run_operator, NULL, false, false },
	{ "+CSQ", run_signal, "(0-31,99),(0-7,99)", true, false },
	{ "+CGATT", run_attached, "(0,1)", true, false },
	{ "+CNUM", run_own_number, "", false, false },
	{ NULL, NULL, NULL, false, false },
};
/* clang-format on */
