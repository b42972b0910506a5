// SPDX-License-Identifier: MIT
#include "modem/steps.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/centre.h"
#include "modem/modem_internal.h"
#include "modem/pin.h"
#include "modem/storage.h"

/* AT+CNMI (27.005 3.4.1): store and tell (+CMTI), deliver reports at once or stored. Not
 * every model takes each; with none of them the sweep finds the messages. */
static const char *const notice_modes[] = {
	"2,1,0,1,0", "2,1,0,2,0", "2,1,0,0,0", "1,1,0,1,0", "1,1,0,0,0", "2,1", "1,1",
};

static enum step_next model_told(struct modem *modem, const struct chat_reply *reply)
{
	char value[MODEM_FACT_SIZE];
	struct text model;

	at_copy_value(reply->line, value, sizeof value);
	text_init(&model, modem->health.model, sizeof modem->health.model);
	text_add(&model, value);
	return STEP_NEXT_GO_ON;
}

/* Beside the maker's name stands the model's. */
static enum step_next type_told(struct modem *modem, const struct chat_reply *reply)
{
	struct modem_health *health = &modem->health;
	char type[MODEM_FACT_SIZE], both[2 * MODEM_FACT_SIZE];
	struct text text;

	at_copy_value(reply->line, type, sizeof type);
	text_init(&text, both, sizeof both);
	text_add_format(&text, "%s%s%s", health->model,
			health->model[0] != '\0' && type[0] != '\0' ? " " : "", type);
	text_copy(health->model, sizeof health->model, both);
	modem->quirk = quirk_of_model(health->model);
	chat_set_pace(modem->chat, modem->quirk->piece_bytes, modem->quirk->pause_ms);
	return STEP_NEXT_GO_ON;
}

static enum step_next serial_told(struct modem *modem, const struct chat_reply *reply)
{
	at_copy_value(reply->line, modem->health.imei, sizeof modem->health.imei);
	log_info("model modem=%s model=\"%s\" imei=%s", modem->options.name,
		 modem->health.model, modem->health.imei);
	return STEP_NEXT_GO_ON;
}

static enum step_next radio_told(struct modem *modem, const struct chat_reply *reply)
{
	char level[MODEM_FACT_SIZE];

	at_copy_value(reply->line, level, sizeof level);
	modem->startup.is_radio_off =
		reply->result == CHAT_RESULT_OK && level[0] != '\0' && level[0] != '1';
	return STEP_NEXT_GO_ON;
}

static bool is_radio_off(const struct modem *modem)
{
	return modem->startup.is_radio_off;
}

static bool keeps_link(const struct modem *modem)
{
	return modem->quirk->keeps_link;
}

static enum step_next subscriber_told(struct modem *modem, const struct chat_reply *reply)
{
	at_copy_value(reply->line, modem->health.sim, sizeof modem->health.sim);
	return STEP_NEXT_GO_ON;
}

static enum step_next acknowledge_told(struct modem *modem,
				       const struct chat_reply *reply)
{
	modem->startup.has_acknowledge = reply->result == CHAT_RESULT_OK;
	return STEP_NEXT_GO_ON;
}

static enum step_next storages_offered(struct modem *modem,
				       const struct chat_reply *reply)
{
	static const char *const names[] = { "SM", "ME" };
	struct receive *receive = &modem->receive;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		int storage;

		if (reply->line[0] != '\0' && !at_offers_storage(reply->line, names[i]))
			continue;
		storage = slots_storage(&receive->slots, names[i]);
		if (storage < 0)
			continue;
		receive->slots.storages[storage].is_swept = true;
		if (receive->main < 0)
			receive->main = storage;
	}
	return STEP_NEXT_GO_ON;
}

/* A modem that offers neither (some have "MT" alone) is taken as it stands. */
static enum step_next storages_told(struct modem *modem, const struct chat_reply *reply)
{
	struct receive *receive = &modem->receive;

	storage_note_counts(receive, reply->line, -1);
	if (receive->main < 0 && receive->slots.n_storages > 0) {
		receive->main = 0;
		receive->slots.storages[0].is_swept = true;
	}
	return STEP_NEXT_GO_ON;
}

static bool storage_make(struct modem *modem, struct text *line)
{
	if (modem->receive.main < 0)
		return false;
	storage_choose_line(&modem->receive, modem->receive.main, line);
	return true;
}

static enum step_next storage_chosen(struct modem *modem, const struct chat_reply *reply)
{
	struct receive *receive = &modem->receive;

	if (reply->result == CHAT_RESULT_OK) {
		receive->now = receive->main;
		storage_note_counts(receive, reply->line, receive->now);
		return STEP_NEXT_GO_ON;
	}
	if (reply->result != CHAT_RESULT_REFUSED || receive->form == 2)
		return STEP_NEXT_GO_ON;
	receive->form++;
	return STEP_NEXT_AGAIN;
}

static const char *notices_at(const struct modem *modem, size_t n)
{
	if (n == 0 && modem->quirk->notices != NULL)
		return modem->quirk->notices;
	return n < sizeof notice_modes / sizeof notice_modes[0] ? notice_modes[n] : NULL;
}

static bool notices_make(struct modem *modem, struct text *line)
{
	const char *notices = notices_at(modem, modem->startup.n_notices);

	if (notices != NULL)
		text_add_format(line, "AT+CNMI=%s", notices);
	return notices != NULL;
}

static enum step_next notices_chosen(struct modem *modem, const struct chat_reply *reply)
{
	struct startup *startup = &modem->startup;

	if (reply->result == CHAT_RESULT_OK)
		startup->notices = notices_at(modem, startup->n_notices);
	if (reply->result != CHAT_RESULT_REFUSED)
		return STEP_NEXT_GO_ON;
	startup->n_notices++;
	return STEP_NEXT_AGAIN;
}

/* clang-format off */
static const struct step steps[] = {
	{ .say = "ATE0", .timeout_ms = 3000, .is_needed = true,
	  .why = "an echo is told apart anyway, but it costs time on the line" },
	{ .say = "AT+CMEE=1", .timeout_ms = 3000,
	  .why = "errors with their number" },
	{ .say = "AT&D0", .timeout_ms = 3000,
	  .why = "a DTR that drops hangs nothing up" },
	{ .say = "AT+CGMI", .prefix = "+CGMI:", .takes_bare = true, .timeout_ms = 3000,
	  .on_reply = model_told, .why = "who made it" },
	{ .say = "AT+CGMM", .prefix = "+CGMM:", .takes_bare = true, .timeout_ms = 3000,
	  .on_reply = type_told, .why = "which model: its quirks" },
	{ .say = "AT+CGSN", .prefix = "+CGSN:", .takes_bare = true, .timeout_ms = 3000,
	  .on_reply = serial_told, .why = "which one of them" },
	{ .say = "AT+CFUN?", .prefix = "+CFUN:", .timeout_ms = 5000,
	  .on_reply = radio_told, .why = "is the radio on: a crash may have left it off" },
	{ .say = "AT+CFUN=1", .timeout_ms = 30000, .is_wanted = is_radio_off,
	  .why = "without the radio nothing comes" },
	{ .say = "AT+CPIN?", .prefix = "+CPIN:", .takes_bare = true, .timeout_ms = 10000,
	  .on_reply = pin_asked, .why = "can the SIM be used" },
	{ .say = "AT+CCID", .prefix = "+CCID:", .takes_bare = true, .timeout_ms = 5000,
	  .is_wanted = pin_is_wanted, .on_reply = pin_card_told,
	  .why = "which SIM a PIN is tried on" },
	{ .say = "AT^ICCID?", .prefix = "^ICCID:", .timeout_ms = 5000,
	  .is_wanted = pin_is_card_unknown, .on_reply = pin_card_told,
	  .why = "the same, as Huawei says it" },
	{ .say = "AT+CPINR", .prefix = "+CPINR:", .timeout_ms = 5000,
	  .is_wanted = pin_is_wanted, .on_reply = pin_tries_told,
	  .why = "how many tries are left" },
	{ .say = "AT^CPIN?", .prefix = "^CPIN:", .timeout_ms = 5000,
	  .is_wanted = pin_is_tries_unknown, .on_reply = pin_tries_told,
	  .why = "the same, as Huawei says it" },
	{ .make = pin_make, .is_secret = true, .timeout_ms = 20000,
	  .is_wanted = pin_is_wanted, .on_reply = pin_given,
	  .why = "the PIN, once" },
	{ .say = "AT+CPIN?", .prefix = "+CPIN:", .takes_bare = true, .timeout_ms = 10000,
	  .is_wanted = pin_is_wanted, .on_reply = pin_asked,
	  .why = "did it open the SIM" },
	{ .say = "AT+CIMI", .prefix = "+CIMI:", .takes_bare = true, .timeout_ms = 10000,
	  .on_reply = subscriber_told, .why = "whose SIM" },
	{ .say = "AT+CSMS=1", .prefix = "+CSMS:", .timeout_ms = 10000,
	  .on_reply = acknowledge_told,
	  .why = "phase 2+: what is handed over directly is acknowledged after the commit" },
	{ .say = "AT+CMGF=0", .timeout_ms = 5000, .is_needed = true,
	  .why = "PDU mode: text mode mangles UCS-2, and a text that says OK" },
	{ .say = "AT+CPMS=?", .prefix = "+CPMS:", .timeout_ms = 10000,
	  .on_reply = storages_offered, .why = "which storages there are" },
	{ .say = "AT+CPMS?", .prefix = "+CPMS:", .timeout_ms = 10000,
	  .on_reply = storages_told, .why = "which are chosen, and how full" },
	{ .make = storage_make, .prefix = "+CPMS:", .timeout_ms = 10000,
	  .on_reply = storage_chosen,
	  .why = "receive into the SIM: a message there outlives the modem" },
	{ .say = "AT+CSCA?", .prefix = "+CSCA:", .timeout_ms = 10000,
	  .on_reply = centre_told, .why = "without a service centre nothing is sent" },
	{ .make = centre_make, .timeout_ms = 10000, .on_reply = centre_restored,
	  .why = "put back the one that the card had" },
	{ .say = "AT+CMMS=2", .timeout_ms = 5000, .is_wanted = keeps_link,
	  .why = "texts that follow soon use the same link (27.005 3.5.6)" },
	{ .make = notices_make, .timeout_ms = 5000, .on_reply = notices_chosen,
	  .why = "tell of new messages at once" },
	{ .say = "AT+CTZU=1", .timeout_ms = 5000,
	  .why = "the network's time into the modem's clock (27.007 8.40)" },
	{ .say = "AT+CREG=1", .timeout_ms = 5000, .why = "tell when registration changes" },
	{ .say = "AT+CGREG=1", .timeout_ms = 5000, .why = "the same, packet switched" },
	{ .say = "AT+CEREG=1", .timeout_ms = 5000, .why = "the same, LTE" },
	{ .say = "AT+CLIP=1", .timeout_ms = 10000,
	  .why = "who calls gets the menu as a text" },
	{ .say = "AT+CREG?", .prefix = "+CREG:", .timeout_ms = 10000,
	  .on_reply = health_registration_told, .why = "can it send already" },
	{ .why = NULL },
};
/* clang-format on */

const struct step *steps_of_startup(void)
{
	return steps;
}
