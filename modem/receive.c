// SPDX-License-Identifier: MIT
#include "modem/receive.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/modem_internal.h"
#include "modem/offer.h"
#include "modem/storage.h"

enum {
	READ_MS = 20000,
	DELETE_MS = 10000,
	ACKNOWLEDGE_MS = 5000,
	BUSY_MS = 1000,       /* the SIM starts up: ask again then */
	RECHECK_MS = 5000,    /* a slot read longer ago may hold another message */
	DISTRUST_MS = 600000, /* after a damaged byte */
	READS_MAX = 3,
	NOISY_READS_MAX = 15,
	DELETES_MAX = 3,
	ACKS_MAX = 8, /* the network waits for one at a time */
};

/* States of a stored message, 27.005 3.1; those above were written, not received. */
enum {
	STATE_RECEIVED_READ = 1
};

void receive_clear(struct receive *receive)
{
	slots_clear(&receive->slots);
	receive->now = -1;
	receive->main = -1;
	receive->form = 0;
	receive->n_acks = 0;
	receive->may_probe = false;
	receive->pause_ms = 0;
}

void receive_distrust(struct modem *modem)
{
	if (modem->receive.distrust_ms < clock_mono_ms())
		log_warning("the line garbles modem=%s: messages are read twice",
			    modem->options.name);
	modem->receive.distrust_ms = modem_after_ms(modem, DISTRUST_MS);
}

/* --- reading ----------------------------------------------------------------------- */

/* The slot of the command in flight; NULL when it was taken away meanwhile. */
static struct slot *slot_in_flight(struct modem *modem)
{
	struct receive *receive = &modem->receive;

	return slots_find(&receive->slots, receive->storage, receive->index);
}

static void give_up(struct modem *modem, struct slot *slot, const char *what)
{
	log_warning("slot left alone modem=%s storage=%s slot=%d why=\"%s\"",
		    modem->options.name,
		    modem->receive.slots.storages[slot->storage].name, slot->index, what);
	slot->state = SLOT_STATE_BAD;
	if (slot->is_guess)
		sweep_found(&modem->sweep, slot->storage);
}

/* The owner cannot store, and this sweep's one try was made. */
static bool is_held_back(const struct modem *modem)
{
	return modem->health.is_receiving_stopped && !modem->receive.may_probe;
}

static bool is_empty(const struct slot *slot, const struct chat_reply *reply)
{
	bool is_known_error = reply->error == 321; /* 27.005 3.2.5: invalid index */

	if (reply->result == CHAT_RESULT_OK)
		return reply->line[0] == '\0' && reply->raw_length == 0;
	return reply->result == CHAT_RESULT_REFUSED &&
	       (is_known_error || (slot->is_guess && reply->error < 0));
}

static void offer_slot(struct modem *modem, int storage, int index)
{
	enum modem_verdict verdict = offer_held(modem);
	struct slot *slot = slots_find(&modem->receive.slots, storage, index);

	if (slot != NULL && verdict == MODEM_VERDICT_STORED) {
		slot->state = SLOT_STATE_DELETE;
		slot->is_guess = false;
		slot->n_deletes = 0;
	} else if (slot != NULL) {
		slots_remove(&modem->receive.slots, slot); /* a later sweep finds it */
	}
	if (verdict == MODEM_VERDICT_STORED)
		modem_offer_free(modem);
}

/* A damaged message gives the same bytes each time; then the announced length may be what
 * is wrong, or a human is shown it. What differs each time is noise: it is waited out. */
static bool must_read_damaged_again(struct modem *modem, struct slot *slot, bool is_same)
{
	receive_distrust(modem);
	if (++slot->n_reads < READS_MAX)
		return true;
	if (!is_same && slot->n_reads < NOISY_READS_MAX) {
		modem->receive.pause_ms = modem_after_ms(modem, BUSY_MS);
		return true;
	}
	offer_decode(&modem->receive.held, -1);
	return false;
}

/* Noise on the line looks like a damaged message: it is read again before a human is
 * shown one. Worse, noise may turn one digit into another: where there was some, two
 * readings must agree. */
static bool must_read_again(struct modem *modem, struct slot *slot)
{
	const struct held *held = &modem->receive.held;
	uint64_t print = slots_print(held->pdu_hex, held->pdu_length);
	bool is_same = slot->print == print;

	slot->print = print;
	if (!held->is_decoded)
		return must_read_damaged_again(modem, slot, is_same);
	if (is_same || modem->receive.distrust_ms < clock_mono_ms())
		return false;
	return ++slot->n_doubts < READS_MAX;
}

/* The slot does not hold any more what was read there once and not believed yet. When the
 * owner cannot store it now, it waits for the slot's next reading. */
static void offer_doubted(struct modem *modem, int storage, int index)
{
	struct receive *receive = &modem->receive;

	offer_hold(modem, storage, index, receive->doubt.pdu_hex);
	offer_decode(&receive->held, -1);
	if (offer_held(modem) == MODEM_VERDICT_STORED)
		doubt_settle(&receive->doubt, storage, index);
}

/* Keep what was read, and decide whether to believe it. */
static bool is_believed(struct modem *modem, struct slot *slot,
			const struct chat_reply *reply, int octets)
{
	struct receive *receive = &modem->receive;
	int storage = slot->storage, index = slot->index;
	bool is_doubted;

	offer_hold(modem, storage, index, reply->raw);
	offer_decode(&receive->held, octets);
	is_doubted = must_read_again(modem, slot);
	/* What stays damaged is shown to a human, beside what could be read once. */
	if ((receive->held.is_decoded || !is_doubted) &&
	    doubt_is_other(&receive->doubt, storage, index,
			   receive->held.is_decoded ? reply->raw : "")) {
		offer_doubted(modem, storage, index);
		offer_hold(modem, storage, index, reply->raw);
		offer_decode(&receive->held, octets);
	}
	if (is_doubted && receive->held.is_decoded)
		doubt_keep(&receive->doubt, storage, index, reply->raw);
	else if (!is_doubted)
		doubt_settle(&receive->doubt, storage, index);
	return !is_doubted && slots_find(&receive->slots, storage, index) == slot;
}

/* A whole answer: a message, or one that was written and not received, which is nobody's
 * business here. */
static void take_message(struct modem *modem, struct slot *slot,
			 const struct chat_reply *reply)
{
	struct receive *receive = &modem->receive;
	int storage = slot->storage, index = slot->index;
	int state, octets = -1;
	bool is_parsed = at_parse_read(reply->line, &state, &octets);

	/* Text mode: the modem has started anew without a word. */
	if (!is_parsed && strchr(reply->line, '"') != NULL) {
		modem->startup.is_again_due = true;
		return;
	}
	if (is_parsed && state > STATE_RECEIVED_READ) {
		if (slot->is_guess)
			sweep_found(&modem->sweep, storage);
		slots_remove(&receive->slots, slot);
		return;
	}
	if (!is_believed(modem, slot, reply, is_parsed ? octets : -1))
		return;
	if (slot->is_guess)
		sweep_found(&modem->sweep, storage);
	slot->state = SLOT_STATE_BAD; /* until the owner has answered */
	slot->must_recheck = false;
	slot->read_at_ms = clock_mono_ms();
	work_begin_ahead(modem);
	offer_slot(modem, storage, index);
}

static void slot_is_empty(struct modem *modem, struct slot *slot)
{
	int storage = slot->storage, index = slot->index;

	slots_remove(&modem->receive.slots, slot);
	if (doubt_is_other(&modem->receive.doubt, storage, index, ""))
		offer_doubted(modem, storage, index);
}

static void read_in_vain(struct modem *modem, struct slot *slot,
			 const struct chat_reply *reply)
{
	if (chat_is_sim_busy(reply))
		modem->receive.pause_ms = modem_after_ms(modem, BUSY_MS);
	else if (is_empty(slot, reply))
		slot_is_empty(modem, slot);
	else if (++slot->n_reads >= READS_MAX)
		give_up(modem, slot, "cannot be read");
}

/* What is to be deleted was read again: it must be what the owner has. */
static bool is_other_message(struct slot *slot, const struct chat_reply *reply)
{
	slot->must_recheck = false;
	slot->read_at_ms = clock_mono_ms();
	return slots_print(reply->raw, reply->raw_length) != slot->print;
}

static void read_in_full(struct modem *modem, struct slot *slot,
			 const struct chat_reply *reply)
{
	if (slot->state == SLOT_STATE_DELETE && !is_other_message(slot, reply))
		return;
	slot->state = SLOT_STATE_WAITING;
	if (!is_held_back(modem)) /* by what became of the one before it */
		take_message(modem, slot, reply);
}

static void read_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct slot *slot = slot_in_flight(modem);
	/* The final result of a whole answer may be lost; the PDU's length vouches. */
	bool is_whole = reply->line[0] != '\0' && reply->raw_length > 0 &&
			reply->result != CHAT_RESULT_REFUSED;

	if (slot == NULL || reply->result == CHAT_RESULT_GONE)
		return;
	if (is_whole)
		read_in_full(modem, slot, reply);
	else
		read_in_vain(modem, slot, reply);
}

static bool read_slot(struct modem *modem, const struct slot *slot)
{
	char line[CHAT_LINE_SIZE];
	struct text text;

	if (slot->storage != modem->receive.now)
		return storage_choose(modem, slot->storage);
	text_init(&text, line, sizeof line);
	text_add_format(&text, "AT+CMGR=%d", slot->index);
	modem->receive.storage = slot->storage;
	modem->receive.index = slot->index;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = line,
					      .prefix = "+CMGR:",
					      .timeout_ms = READ_MS,
					      .has_raw_line = true,
					      .is_repeatable = true,
					      .on_reply = read_replied,
				      }) == 0;
}

bool receive_read_work(struct modem *modem)
{
	struct receive *receive = &modem->receive;
	struct slot *slot;

	if (is_held_back(modem) || receive->pause_ms > clock_mono_ms())
		return false;
	slot = slots_oldest(&receive->slots, SLOT_STATE_WAITING, receive->now);
	if (slot == NULL)
		slot = sweep_next_slot(modem);
	return slot != NULL && read_slot(modem, slot);
}

/* --- deleting ---------------------------------------------------------------------- */

static void delete_replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct slot *slot = slot_in_flight(modem);
	struct storage *storage;

	if (slot == NULL || reply->result == CHAT_RESULT_GONE)
		return;
	storage = &modem->receive.slots.storages[slot->storage];
	if (reply->result == CHAT_RESULT_OK || reply->error == 321) {
		if (storage->used > 0)
			storage->used--;
		slots_remove(&modem->receive.slots, slot);
		return;
	}
	if (chat_is_sim_busy(reply)) {
		modem->receive.pause_ms = modem_after_ms(modem, BUSY_MS);
		return;
	}
	/* It may have worked although the answer says nothing of it, and the slot may
	 * hold the next message already. */
	slot->must_recheck = true;
	if (++slot->n_deletes >= DELETES_MAX)
		give_up(modem, slot, "cannot be deleted");
}

static bool delete_slot(struct modem *modem, const struct slot *slot)
{
	char line[CHAT_LINE_SIZE];
	struct text text;

	text_init(&text, line, sizeof line);
	text_add_format(&text, "AT+CMGD=%d", slot->index);
	modem->receive.storage = slot->storage;
	modem->receive.index = slot->index;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = line,
					      .timeout_ms = DELETE_MS,
					      .on_reply = delete_replied,
				      }) == 0;
}

bool receive_delete_work(struct modem *modem)
{
	struct receive *receive = &modem->receive;
	struct slot *slot =
		slots_oldest(&receive->slots, SLOT_STATE_DELETE, receive->now);
	int64_t old_ms = clock_mono_ms() - RECHECK_MS;

	if (slot == NULL || receive->pause_ms > clock_mono_ms())
		return false;
	if (modem->quirk->reads_all_first &&
	    slots_oldest(&receive->slots, SLOT_STATE_WAITING, receive->now) != NULL)
		return false;
	if (slot->storage != receive->now)
		return storage_choose(modem, slot->storage);
	if (slot->must_recheck || slot->read_at_ms < old_ms)
		return read_slot(modem, slot);
	return delete_slot(modem, slot);
}

/* A storage more than half full is emptied before anything is sent: when it is full,
 * nothing comes in, and some modems cannot send either. */
bool receive_drain_work(struct modem *modem)
{
	struct receive *receive = &modem->receive;
	const struct storage *main;

	if (receive->main < 0)
		return false;
	main = &receive->slots.storages[receive->main];
	if (main->size <= 0 || main->used * 2 <= main->size)
		return false;
	return receive_delete_work(modem) || receive_read_work(modem);
}

/* --- notices ----------------------------------------------------------------------- */

void receive_stored(struct modem *modem, const char *line)
{
	struct slots *slots = &modem->receive.slots;
	char name[AT_STORAGE_SIZE];
	struct slot *slot;
	int storage, index;

	if (!at_parse_stored(line, name, &index) || index < 0) {
		sweep_now(modem);
		return;
	}
	storage = slots_storage(slots, name);
	slot = storage >= 0 ? slots_find(slots, storage, index) : NULL;
	if (slot != NULL && slot->state == SLOT_STATE_DELETE) {
		slot->must_recheck = true;
	} else if (slot != NULL) {
		slot->state = SLOT_STATE_WAITING;
	} else if (storage < 0 || slots_add(slots, storage, index) == NULL) {
		sweep_soon(modem);
	} else if (slots->storages[storage].used >= 0) {
		slots->storages[storage].used++;
	}
}

void receive_direct(struct modem *modem, const char *line, const char *pdu_hex)
{
	int octets = -1;

	if (pdu_hex[0] == '\0')
		return; /* not acknowledged: the network sends it again */
	at_parse_direct(line, &octets);
	offer_hold(modem, -1, -1, pdu_hex);
	offer_decode(&modem->receive.held, octets);
	if (offer_held(modem) != MODEM_VERDICT_STORED) {
		modem->receive.is_refused = true;
		return;
	}
	if (modem->startup.has_acknowledge && modem->receive.n_acks < ACKS_MAX)
		modem->receive.n_acks++;
	modem_offer_free(modem);
}

static void acknowledged(void *context, const struct chat_reply *reply)
{
	(void)context, (void)reply; /* refused: the network's wait was over; it repeats */
}

bool receive_acknowledge_work(struct modem *modem)
{
	if (modem->receive.n_acks == 0)
		return false;
	modem->receive.n_acks--;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = "AT+CNMA",
					      .timeout_ms = ACKNOWLEDGE_MS,
					      .on_reply = acknowledged,
				      }) == 0;
}
