// SPDX-License-Identifier: MIT
#include "modem/sweep.h"

#include "base/clock.h"
#include "base/log.h"
#include "modem/modem_internal.h"
#include "modem/storage.h"

enum {
	COUNT_MS = 10000,
	SOON_MS = 5000,     /* noise may come in floods; a sweep must not */
	WALK_SLOTS = 1000,  /* more is no storage but a lie */
	UNKNOWN_SLOTS = 50, /* walked where the size was not told */
};

void sweep_clear(struct sweep *sweep)
{
	*sweep = (struct sweep){ .storage = -1 };
}

void sweep_stop(struct sweep *sweep)
{
	sweep->uncounted = 0;
	sweep->unwalked = 0;
	sweep->storage = -1;
}

void sweep_now(struct modem *modem)
{
	modem->sweep.due_ms = clock_mono_ms();
}

void sweep_soon(struct modem *modem)
{
	int64_t soon_ms = modem_after_ms(modem, SOON_MS);

	if (modem->sweep.due_ms > soon_ms)
		modem->sweep.due_ms = soon_ms;
}

/* Of the fullest storage: an empty one beside a full one helps no message in. */
static void tell_counts(struct modem *modem)
{
	const struct slots *slots = &modem->receive.slots;
	int used = -1, size = -1;

	for (int i = 0; i < slots->n_storages; i++) {
		const struct storage *storage = &slots->storages[i];

		if (!storage->is_swept || storage->size < 0 ||
		    (size >= 0 && storage->used * size <= used * storage->size))
			continue;
		used = storage->used;
		size = storage->size;
	}
	if (used == modem->health.sim_used && size == modem->health.sim_size)
		return;
	modem->health.sim_used = used;
	modem->health.sim_size = size;
	modem_tell_health(modem);
}

void sweep_counted(struct modem *modem, unsigned counted)
{
	struct sweep *sweep = &modem->sweep;
	unsigned news = sweep->uncounted & counted;

	if (news == 0)
		return;
	for (int i = 0; i < modem->receive.slots.n_storages; i++) {
		const struct storage *storage = &modem->receive.slots.storages[i];

		if (news & 1u << i && storage->used != 0 && !storage->is_refused)
			sweep->unwalked |= 1u << i;
	}
	sweep->uncounted &= ~news;
	if (sweep->uncounted == 0)
		tell_counts(modem);
}

static void replied(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;

	if (reply->result == CHAT_RESULT_OK)
		sweep_counted(modem,
			      storage_note_counts(&modem->receive, reply->line, -1));
}

static bool begin(struct modem *modem)
{
	struct sweep *sweep = &modem->sweep;
	struct slots *slots = &modem->receive.slots;

	sweep->due_ms = modem_after_ms(modem, modem->options.sweep_s * 1000);
	slots_remove_state(slots, SLOT_STATE_BAD);
	for (int i = 0; i < slots->n_storages; i++) {
		slots->storages[i].is_refused = false; /* it may have been a bad moment */
		if (slots->storages[i].is_swept)
			sweep->uncounted |= 1u << i;
	}
	modem->receive.may_probe = true;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = "AT+CPMS?",
					      .prefix = "+CPMS:",
					      .timeout_ms = COUNT_MS,
					      .is_repeatable = true,
					      .on_reply = replied,
				      }) == 0;
}

/* A storage that AT+CPMS? does not speak of tells its count when it is chosen. */
static bool count_one(struct modem *modem)
{
	for (int i = 0; i < modem->receive.slots.n_storages; i++) {
		if (modem->sweep.uncounted & 1u << i)
			return storage_choose(modem, i);
	}
	return false;
}

bool sweep_work(struct modem *modem)
{
	struct sweep *sweep = &modem->sweep;

	if (modem->receive.pause_ms > clock_mono_ms())
		return false;
	if (sweep->uncounted != 0)
		return count_one(modem);
	/* A walk is brought to its end first, or a long one never would be. */
	if (sweep->unwalked != 0 || sweep->due_ms == 0 || sweep->due_ms > clock_mono_ms())
		return false;
	return begin(modem);
}

static int lowest_bit(unsigned mask)
{
	int bit = 0;

	while ((mask & 1u << bit) == 0)
		bit++;
	return bit;
}

static void begin_walk(struct modem *modem)
{
	struct sweep *sweep = &modem->sweep;
	int now = modem->receive.now;
	bool is_chosen = now >= 0 && sweep->unwalked & 1u << now;
	int used;

	sweep->storage = is_chosen ? now : lowest_bit(sweep->unwalked);
	used = modem->receive.slots.storages[sweep->storage].used;
	sweep->n_stepped = 0;
	sweep->n_left = used >= 0 ? used : WALK_SLOTS;
}

static int size_of(const struct storage *storage)
{
	if (storage->size <= 0)
		return UNKNOWN_SLOTS;
	return storage->size < WALK_SLOTS ? storage->size : WALK_SLOTS;
}

/* Slots count from 1; the few models that count from 0 have theirs looked at last. */
static struct slot *step(struct modem *modem)
{
	struct sweep *sweep = &modem->sweep;
	struct slots *slots = &modem->receive.slots;
	int size = size_of(&slots->storages[sweep->storage]);

	while (sweep->n_stepped <= size && sweep->n_left > 0) {
		int index = (sweep->n_stepped + 1) % (size + 1);
		struct slot *slot = slots_find(slots, sweep->storage, index);

		if (slot == NULL) {
			slot = slots_add(slots, sweep->storage, index);
			if (slot == NULL)
				return NULL; /* all are taken: goes on when one is free */
			sweep->n_stepped++;
			slot->is_guess = true;
			return slot;
		}
		sweep->n_stepped++;
		sweep->n_left--;
	}
	sweep->unwalked &= ~(1u << sweep->storage);
	sweep->storage = -1;
	return NULL;
}

struct slot *sweep_next_slot(struct modem *modem)
{
	struct sweep *sweep = &modem->sweep;
	struct slot *slot = NULL;

	while (slot == NULL && sweep->unwalked != 0) {
		if (sweep->storage < 0)
			begin_walk(modem);
		slot = step(modem);
		if (slot == NULL && sweep->storage >= 0)
			break;
	}
	return slot;
}

void sweep_found(struct sweep *sweep, int storage)
{
	if (sweep->storage == storage)
		sweep->n_left--;
}
