// SPDX-License-Identifier: MIT
#include "modem/slots.h"

#include <string.h>

#include "base/must.h"
#include "base/text.h"

void slots_clear(struct slots *slots)
{
	slots->n_slots = 0;
	slots->n_storages = 0;
}

int slots_storage(struct slots *slots, const char *name)
{
	struct storage *storage;

	for (int i = 0; i < slots->n_storages; i++) {
		if (strcmp(slots->storages[i].name, name) == 0)
			return i;
	}
	if (slots->n_storages == STORAGES_MAX)
		return -1;
	storage = &slots->storages[slots->n_storages];
	*storage = (struct storage){ .used = -1, .size = -1 };
	text_copy(storage->name, sizeof storage->name, name);
	return slots->n_storages++;
}

struct slot *slots_find(struct slots *slots, int storage, int index)
{
	for (size_t i = 0; i < slots->n_slots; i++) {
		struct slot *slot = &slots->slots[i];

		if (slot->storage == storage && slot->index == index)
			return slot;
	}
	return NULL;
}

struct slot *slots_add(struct slots *slots, int storage, int index)
{
	struct slot *slot;

	must(slots_find(slots, storage, index) == NULL);
	if (slots->n_slots == SLOTS_MAX)
		return NULL;
	slot = &slots->slots[slots->n_slots++];
	*slot = (struct slot){
		.storage = storage,
		.index = index,
		.state = SLOT_STATE_WAITING,
		.order = slots->n_added++,
	};
	return slot;
}

void slots_remove(struct slots *slots, struct slot *slot)
{
	*slot = slots->slots[--slots->n_slots];
}

void slots_remove_state(struct slots *slots, enum slot_state state)
{
	for (size_t i = slots->n_slots; i > 0; i--) {
		if (slots->slots[i - 1].state == state)
			slots_remove(slots, &slots->slots[i - 1]);
	}
}

void slots_remove_storage(struct slots *slots, int storage)
{
	for (size_t i = slots->n_slots; i > 0; i--) {
		if (slots->slots[i - 1].storage == storage)
			slots_remove(slots, &slots->slots[i - 1]);
	}
}

static bool is_before(const struct slot *a, const struct slot *b, int now)
{
	if (b == NULL)
		return true;
	if ((a->storage == now) != (b->storage == now))
		return a->storage == now;
	return (int)(a->order - b->order) < 0;
}

struct slot *slots_oldest(struct slots *slots, enum slot_state state, int now)
{
	struct slot *oldest = NULL;

	for (size_t i = 0; i < slots->n_slots; i++) {
		struct slot *slot = &slots->slots[i];

		if (slot->state == state && is_before(slot, oldest, now))
			oldest = slot;
	}
	return oldest;
}

/* FNV-1a, 64 bits. */
uint64_t slots_print(const char *bytes, size_t length)
{
	uint64_t print = 0xCBF29CE484222325;

	for (size_t i = 0; i < length; i++)
		print = (print ^ (unsigned char)bytes[i]) * 0x100000001B3;
	return print;
}
