// SPDX-License-Identifier: MIT
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"
#include "tests/fake/at.h"

/* Who is it, may one in, and the settings of the dialogue (27.007 5 and 8). */

static const char sim_identity[] = "510101234567890"; /* a test identity */

static struct at_result say_fact(struct device *device, const struct at_request *request,
				 const char *fact)
{
	if (request->form != AT_FORM_EXECUTE)
		return at_error();
	device_say(device, "%s", fact);
	return at_ok();
}

static struct at_result run_maker(struct device *device, const struct at_request *request)
{
	return say_fact(device, request, device->profile->manufacturer);
}

static struct at_result run_model(struct device *device, const struct at_request *request)
{
	return say_fact(device, request, device->profile->model);
}

static struct at_result run_revision(struct device *device,
				     const struct at_request *request)
{
	return say_fact(device, request, device->profile->revision);
}

static struct at_result run_serial(struct device *device,
				   const struct at_request *request)
{
	return say_fact(device, request, device->profile->imei);
}

static struct at_result run_sim_identity(struct device *device,
					 const struct at_request *request)
{
	return say_fact(device, request, sim_identity);
}

static struct at_result run_card_id(struct device *device,
				    const struct at_request *request)
{
	(void)request;
	device_say(device, "%s: 89621001234567890123", device->profile->card_id);
	return at_ok();
}

static struct at_result run_capabilities(struct device *device,
					 const struct at_request *request)
{
	(void)request;
	device_say(device, "+GCAP: +CGSM");
	return at_ok();
}

/* '$' and '&' stand for the tries left of PIN and PUK. */
static const struct {
	const char *name, *answer;
} retries[] = {
	{ "+CPINR", "+CPINR: SIM PIN,$,3\n+CPINR: SIM PUK,&,10" },
	{ "^CPIN", "^CPIN: SIM PIN,$,&,$,10,3" },
	{ "+SPIC", "+SPIC: $,&,0,10" },
	{ "+QPINC", "+QPINC: \"SC\",$,&" },
	{ "+CPINC", "+CPINC: $,3,&,10" },
	{ "+ZPINPUK", "+ZPINPUK: $,&" },
};

static struct at_result run_retries(struct device *device,
				    const struct at_request *request)
{
	char bytes[96];
	struct text line;

	(void)request;
	text_init(&line, bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof retries / sizeof retries[0]; i++) {
		if (strcmp(retries[i].name, device->profile->retries) != 0)
			continue;
		for (const char *c = retries[i].answer; *c != '\0'; c++) {
			if (*c == '$')
				text_add_format(&line, "%d", device->pin.pin_tries);
			else if (*c == '&')
				text_add_format(&line, "%d", device->pin.puk_tries);
			else
				text_add_char(&line, *c);
		}
	}
	device_say(device, "%s", line.bytes);
	return at_ok();
}

static struct at_result read_pin(struct device *device)
{
	static const char *const words[] = {
		[PIN_STATE_READY] = "READY",
		[PIN_STATE_WANTS_PIN] = "SIM PIN",
		[PIN_STATE_WANTS_PUK] = "SIM PUK",
	};
	enum pin_state state = pin_state(&device->pin);

	if (clock_mono_us() < device->card_ready_us)
		return at_cme(CME_SIM_BUSY);
	if (state == PIN_STATE_DEAD)
		return at_cme(CME_SIM_FAILURE);
	device_say(device, "+CPIN: %s", words[state]);
	return at_ok();
}

static bool is_pin(const struct at_argument *argument)
{
	size_t length = strlen(argument->text);

	return length >= 4 && length < PIN_SIZE &&
	       argument->text[strspn(argument->text, "0123456789")] == '\0';
}

/* Whether this card takes so many codes now; 0 or the error. */
static int check_entry(enum pin_state state, size_t n_codes)
{
	static const struct {
		size_t n_codes;
		int otherwise;
	} wanted[] = {
		[PIN_STATE_READY] = { 0, CME_OPERATION_NOT_ALLOWED },
		[PIN_STATE_WANTS_PIN] = { 1, CME_OPERATION_NOT_ALLOWED },
		[PIN_STATE_WANTS_PUK] = { 2, CME_SIM_PUK },
		[PIN_STATE_DEAD] = { 0, CME_SIM_FAILURE },
	};

	return n_codes == wanted[state].n_codes ? 0 : wanted[state].otherwise;
}

static struct at_result enter_pin(struct device *device, const struct at_request *request)
{
	const struct at_argument *codes = request->arguments;
	size_t n = request->n_arguments;
	bool is_right;
	int error;

	if (n == 0 || n > 2 || !is_pin(&codes[0]) || (n == 2 && !is_pin(&codes[1])))
		return at_cme(CME_INCORRECT_PARAMETERS);
	error = check_entry(pin_state(&device->pin), n);
	if (error != 0)
		return at_cme(error);
	is_right = n == 2 ? pin_unblock(&device->pin, codes[0].text, codes[1].text)
			  : pin_enter(&device->pin, codes[0].text);
	ledger_add(device->ledger, "P %s %d %d", is_right ? "right" : "wrong",
		   device->pin.pin_tries, device->pin.puk_tries);
	if (is_right)
		device_card_opened(device);
	return is_right ? at_ok() : at_cme(CME_INCORRECT_PASSWORD);
}

static struct at_result run_pin(struct device *device, const struct at_request *request)
{
	if (request->form == AT_FORM_READ)
		return read_pin(device);
	if (request->form == AT_FORM_SET)
		return enter_pin(device, request);
	return at_error();
}

static struct at_result run_error_detail(struct device *device,
					 const struct at_request *request)
{
	if (request->form == AT_FORM_READ) {
		device_say(device, "+CMEE: %d", device->settings.error_detail);
		return at_ok();
	}
	return at_number(request, 0, 0, 2, 0, &device->settings.error_detail)
		       ? at_ok()
		       : at_cme(CME_INCORRECT_PARAMETERS);
}

static void on_restart(struct device *device)
{
	device_finish(device, at_ok());
	device_reset(device);
}

static struct at_result run_functionality(struct device *device,
					  const struct at_request *request)
{
	int level, restart;

	if (request->form == AT_FORM_READ) {
		device_say(device, "+CFUN: %d", device->functionality);
		return at_ok();
	}
	if (!at_number(request, 0, 0, 4, 1, &level) || level == 2 || level == 3 ||
	    !at_number(request, 1, 0, 1, 0, &restart) || request->n_arguments > 2)
		return at_cme(CME_INCORRECT_PARAMETERS);
	if (restart == 1) {
		device->functionality = level;
		return device_wait(device, 0, on_restart);
	}
	if (level != device->functionality)
		device_set_functionality(device, level);
	return at_ok();
}

static const char *const charsets[] = {
	[DEVICE_CHARSET_GSM] = "GSM",
	[DEVICE_CHARSET_IRA] = "IRA",
	[DEVICE_CHARSET_UCS2] = "UCS2",
	[DEVICE_CHARSET_HEX] = "HEX",
};

static struct at_result run_charset(struct device *device,
				    const struct at_request *request)
{
	if (request->form == AT_FORM_READ) {
		device_say(device, "+CSCS: \"%s\"", charsets[device->settings.charset]);
		return at_ok();
	}
	for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++) {
		if (request->n_arguments != 1 ||
		    strcasecmp(request->arguments[0].text, charsets[i]) != 0)
			continue;
		device->settings.charset = (enum device_charset)i;
		return at_ok();
	}
	return at_cme(CME_INCORRECT_PARAMETERS);
}

static struct at_result run_clock(struct device *device, const struct at_request *request)
{
	time_t local_s = (time_t)(clock_utc_s() + TPDU_DEFAULT_QUARTERS * 15 * 60);
	struct tm local = { 0 };

	if (request->form == AT_FORM_SET)
		return request->n_arguments == 1 ? at_ok() : at_error();
	gmtime_r(&local_s, &local);
	device_say(device, "+CCLK: \"%02d/%02d/%02d,%02d:%02d:%02d+%02d\"",
		   local.tm_year % 100, local.tm_mon + 1, local.tm_mday, local.tm_hour,
		   local.tm_min, local.tm_sec, TPDU_DEFAULT_QUARTERS);
	return at_ok();
}

static struct at_result run_zone_report(struct device *device,
					const struct at_request *request)
{
	int n;

	if (request->form == AT_FORM_READ) {
		device_say(device, "+CTZR: %d", device->settings.tells_time_zone ? 1 : 0);
		return at_ok();
	}
	if (!at_number(request, 0, 0, 1, 0, &n))
		return at_cme(CME_INCORRECT_PARAMETERS);
	device->settings.tells_time_zone = n == 1;
	return at_ok();
}

static struct at_result run_activity(struct device *device,
				     const struct at_request *request)
{
	(void)request;
	device_say(device, "+CPAS: %d", device->call.is_active ? 3 : 0);
	return at_ok();
}

static struct at_result run_speed(struct device *device, const struct at_request *request)
{
	if (request->form == AT_FORM_READ)
		device_say(device, "+IPR: %u",
			   device->wire.baud > 0 ? device->wire.baud : 115200);
	return at_ok();
}

static struct at_result run_battery(struct device *device,
				    const struct at_request *request)
{
	(void)request;
	device_say(device, "+CBC: 0,100");
	return at_ok();
}

static struct at_result run_vendor(struct device *device,
				   const struct at_request *request)
{
	int n;

	if (request->form == AT_FORM_SET && at_number(request, 0, 0, 1, 1, &n))
		device->settings.is_signal_hidden = n == 0;
	return at_ok();
}

/* Taken and ignored, whatever it says. */
static struct at_result run_ignored(struct device *device,
				    const struct at_request *request)
{
	(void)device;
	(void)request;
	return at_ok();
}

/* clang-format off */
const struct at_command at_general_commands[] = {
	{ "+CGMI", run_maker, "", true, false },
	{ "+GMI", run_maker, "", true, false },
	{ "+CGMM", run_model, "", true, false },
	{ "+GMM", run_model, "", true, false },
	{ "+CGMR", run_revision, "", true, false },
	{ "+GMR", run_revision, "", true, false },
	{ "+CGSN", run_serial, "", true, false },
	{ "+GSN", run_serial, "", true, false },
	{ "+GCAP", run_capabilities, "", true, false },
	{ "+CIMI", run_sim_identity, "", false, false },
	{ "card id", run_card_id, "", true, false },
	{ "vendor", run_vendor, NULL, true, false },
	{ "retries", run_retries, NULL, true, false },
	{ "+CPIN", run_pin, "", true, false },
	{ "+CMEE", run_error_detail, "(0-2)", true, false },
	{ "+CFUN", run_functionality, "(0,1,4),(0,1)", true, false },
	{ "+CSCS", run_charset, "(\"GSM\",\"IRA\",\"UCS2\",\"HEX\")", true, false },
	{ "+CCLK", run_clock, "", true, false },
	{ "+CTZU", run_ignored, "(0,1)", true, false },
	{ "+CTZR", run_zone_report, "(0,1)", true, false },
	{ "+CPAS", run_activity, "(0,3,4)", true, false },
	{ "+IPR", run_speed, "(),(0,9600,19200,38400,57600,115200)", true, false },
	{ "+IFC", run_ignored, "(0-2),(0-2)", true, false },
	{ "+ICF", run_ignored, "(0-6),(0-3)", true, false },
	{ "+CBC", run_battery, "(0-3),(0-100)", true, false },
	{ "+CGDCONT", run_ignored, "(1-16),\"IP\",,,(0),(0)", true, false },
	{ "+CRC", run_ignored, "(0,1)", true, false },
	{ "+CMER", run_ignored, "(0-3),(0),(0),(0-2),(0,1)", true, false },
	{ NULL, NULL, NULL, false, false },
};
/* clang-format on */
