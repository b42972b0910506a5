// SPDX-License-Identifier: MIT
#include "modem/notices.h"

#include "base/log.h"
#include "modem/modem_internal.h"

static void message_stored(void *context, const char *line, const char *raw)
{
	struct modem *modem = context;

	(void)raw;
	/* While it is set up all places are forgotten anyway, and a sweep comes behind.
	 */
	if (modem->health.state != MODEM_STATE_PROBING)
		receive_stored(modem, line);
}

static void message_direct(void *context, const char *line, const char *pdu_hex)
{
	receive_direct(context, line, pdu_hex);
}

static void storage_full(void *context, const char *line, const char *raw)
{
	struct modem *modem = context;

	(void)raw;
	log_warning("storage full modem=%s line=\"%s\"", modem->options.name, line);
	sweep_now(modem);
}

static void circuit_changed(void *context, const char *line, const char *raw)
{
	(void)raw;
	health_registration_changed(context, NETWORK_CIRCUIT, line);
}

static void packet_changed(void *context, const char *line, const char *raw)
{
	(void)raw;
	health_registration_changed(context, NETWORK_PACKET, line);
}

static void lte_changed(void *context, const char *line, const char *raw)
{
	(void)raw;
	health_registration_changed(context, NETWORK_LTE, line);
}

/* The modem has started anew: whatever it was told is forgotten, and so is what it was
 * asked. */
static void has_booted(void *context, const char *line, const char *raw)
{
	struct modem *modem = context;

	(void)raw;
	log_info("modem restart modem=%s line=\"%s\"", modem->options.name, line);
	if (modem->health.state == MODEM_STATE_PROBING && !modem->startup.is_running)
		return;
	if (ladder_may_have_booted(modem))
		modem_go(modem, MODEM_STATE_PROBING, "the modem said %s", line);
}

/* The later lines of a start: perhaps of one whose first line was missed. Nothing is
 * called off for it, but when the line stands idle all is set up again. */
static void may_have_booted(void *context, const char *line, const char *raw)
{
	struct modem *modem = context;

	(void)line, (void)raw;
	if (modem->health.state != MODEM_STATE_PROBING)
		modem->startup.is_again_due = true;
}

/* SIM800 spells it so; the text behind it differs. */
static void power_is_low(void *context, const char *line, const char *raw)
{
	struct modem *modem = context;

	(void)raw;
	log_warning("power modem=%s line=\"%s\"", modem->options.name, line);
	ladder_dropped(modem);
}

static void powers_down(void *context, const char *line, const char *raw)
{
	struct modem *modem = context;

	power_is_low(context, line, raw);
	modem_go(modem, MODEM_STATE_LOST, "the modem said %s", line);
}

static void ussd_came(void *context, const char *line, const char *raw)
{
	(void)raw;
	ussd_told(context, line);
}

static void rings(void *context, const char *line, const char *raw)
{
	(void)line, (void)raw;
	call_rings(context);
}

static void caller_told(void *context, const char *line, const char *raw)
{
	(void)raw;
	call_told(context, line);
}

static void caller_gone(void *context, const char *line, const char *raw)
{
	(void)line, (void)raw;
	call_ended(context);
}

static void is_known(void *context, const char *line, const char *raw)
{
	(void)context, (void)line, (void)raw;
}

/* clang-format off */
static const struct chat_notice notices[] = {
	/* messages, 27.005 3.4.1 */
	{ "+CMTI:", false, message_stored },
	{ "+CDSI:", false, message_stored },
	{ "+CMT:",  true,  message_direct },
	{ "+CDS:",  true,  message_direct },
	{ "+CBM:",  true,  is_known },
	{ "^SMMEMFULL:", false, storage_full },
	/* registration, 27.007 7.2, 10.1.20, 10.1.22 */
	{ "+CREG:",  false, circuit_changed },
	{ "+CGREG:", false, packet_changed },
	{ "+CEREG:", false, lte_changed },
	/* the first line of a start: its settings are gone */
	{ "RDY",        false, has_booted },
	{ "^SYSSTART",  false, has_booted },
	{ "*ATREADY:",  false, has_booted },
	/* its later lines */
	{ "+CPIN:",     false, may_have_booted },
	{ "+QUSIM:",    false, may_have_booted },
	{ "+ZUSIMR:",   false, may_have_booted },
	{ "+ZDONR:",    false, may_have_booted },
	{ "Call Ready", false, may_have_booted },
	{ "SMS Ready",  false, may_have_booted },
	{ "SMS DONE",   false, may_have_booted },
	{ "PB DONE",    false, may_have_booted },
	/* calls and USSD */
	{ "RING",        false, rings },
	{ "+CRING:",     false, rings },
	{ "+CLIP:",      false, caller_told },
	{ "+CCWA:",      false, is_known },
	{ "NO CARRIER",  false, caller_gone },
	{ "BUSY",        false, is_known },
	{ "NO ANSWER",   false, is_known },
	{ "^CEND:",      false, is_known },
	{ "^CONN:",      false, is_known },
	{ "^ORIG:",      false, is_known },
	{ "^CONF:",      false, is_known },
	{ "+CUSD:",      false, ussd_came },
	/* weather of network, clock and power */
	{ "+CSQ:",       false, is_known },
	{ "+CIEV:",      false, is_known },
	{ "+CGEV:",      false, is_known },
	{ "+NITZ:",      false, is_known },
	{ "+CTZV:",      false, is_known },
	{ "+CTZE:",      false, is_known },
	{ "+CNSMOD:",    false, is_known },
	{ "+CFUN:",      false, is_known },
	{ "+QIND:",      false, is_known },
	{ "+ZPASR:",     false, is_known },
	{ "*PSUTTZ:",    false, is_known },
	{ "^RSSI:",      false, is_known },
	{ "^RSSILVL:",   false, is_known },
	{ "^HRSSILVL:",  false, is_known },
	{ "^HCSQ:",      false, is_known },
	{ "^MODE:",      false, is_known },
	{ "^BOOT:",      false, is_known },
	{ "^SIMST:",     false, is_known },
	{ "^SRVST:",     false, is_known },
	{ "^STIN:",      false, is_known },
	{ "^DSFLOWRPT:", false, is_known },
	{ "^NDISSTAT:",  false, is_known },
	{ "^CSNR:",      false, is_known },
	{ "^EONS:",      false, is_known },
	{ "^LWURC:",     false, is_known },
	{ "^NWTIME:",    false, is_known },
	{ "UNDER-VOLTAGE WARNNING",   false, power_is_low },
	{ "UNDER-VOLTAGE WARNING",    false, power_is_low },
	{ "UNDER-VOLTAGE POWER DOWN", false, powers_down },
	{ "NORMAL POWER DOWN",        false, powers_down },
	{ "POWERED DOWN",             false, powers_down },
	{ .prefix = NULL },
};
/* clang-format on */

const struct chat_notice *notices_of_modem(void)
{
	return notices;
}
