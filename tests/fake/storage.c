// SPDX-License-Identifier: MIT
#include "tests/fake/storage.h"

#include <stdlib.h>

#include "base/must.h"
#include "base/text.h"

void storage_init(struct storage *storage, const char *name, int first_index, int n_slots)
{
	*storage = (struct storage){ .first_index = first_index };
	text_copy(storage->name, sizeof storage->name, name);
	storage->slots = must_alloc(STORAGE_SLOTS_MAX * sizeof storage->slots[0]);
	storage_resize(storage, n_slots);
}

void storage_clear(struct storage *storage)
{
	free(storage->slots);
	*storage = (struct storage){ 0 };
}

void storage_resize(struct storage *storage, int n_slots)
{
	storage->n_slots = n_slots < STORAGE_SLOTS_MAX ? n_slots : STORAGE_SLOTS_MAX;
}

static int find_free(const struct storage *storage)
{
	for (int i = 0; i < storage->n_slots; i++) {
		if (!storage->slots[i].is_used)
			return i;
	}
	return -1;
}

bool storage_is_full(const struct storage *storage)
{
	return storage->n_used >= storage->n_slots || find_free(storage) < 0;
}

int storage_put(struct storage *storage, const char *hex, enum slot_state state,
		int64_t seq)
{
	int i = find_free(storage);
	struct slot *slot;

	if (i < 0)
		return -1;
	slot = &storage->slots[i];
	slot->is_used = true;
	slot->state = state;
	slot->seq = seq;
	text_copy(slot->hex, sizeof slot->hex, hex);
	storage->n_used++;
	return i + storage->first_index;
}

struct slot *storage_slot(struct storage *storage, int index)
{
	int i = index - storage->first_index;

	if (i < 0 || i >= STORAGE_SLOTS_MAX)
		return NULL;
	if (i >= storage->n_slots && !storage->slots[i].is_used)
		return NULL;
	return &storage->slots[i];
}

void storage_delete(struct storage *storage, struct slot *slot)
{
	if (!slot->is_used)
		return;
	slot->is_used = false;
	storage->n_used--;
}

int storage_index(const struct storage *storage, const struct slot *slot)
{
	return (int)(slot - storage->slots) + storage->first_index;
}

int storage_last_index(const struct storage *storage)
{
	int last = storage->n_slots - 1;

	for (int i = STORAGE_SLOTS_MAX - 1; i > last; i--) {
		if (storage->slots[i].is_used)
			last = i;
	}
	return last + storage->first_index;
}
