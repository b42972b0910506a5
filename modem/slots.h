// SPDX-License-Identifier: MIT
#pragma once

/*
 * The places of messages on the modem's storages, and what is to be done with each. A
 * place is known by storage and index together: "SM" 4 and "ME" 4 are two messages.
 * Plain memory, no I/O.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "modem/at.h"

enum {
	SLOTS_MAX =
		256, /* more than a SIM holds; what does not fit is found by a sweep */
	STORAGES_MAX = 4, /* SM, ME and what a +CMTI may name beside them */
};

enum slot_state {
	SLOT_STATE_WAITING, /* to be read */
	SLOT_STATE_DELETE,  /* committed by the owner */
	SLOT_STATE_BAD,     /* cannot be read or deleted; left alone until a sweep */
};

struct slot {
	int storage; /* index of slots.storages */
	int index;
	enum slot_state state;
	unsigned order;     /* smaller came earlier */
	bool is_guess;      /* from a walk: may well be empty */
	bool must_recheck;  /* its content may be another by now */
	unsigned n_reads;   /* in vain */
	unsigned n_doubts;  /* readings that no second one confirmed */
	unsigned n_deletes; /* in vain */
	int64_t read_at_ms; /* monotonic, of the content that is to be deleted */
	uint64_t print;     /* of that content */
};

struct storage {
	char name[AT_STORAGE_SIZE];
	int used, size;  /* -1 unknown; between two counts our own estimate */
	bool is_swept;   /* offered by the modem as one to read from */
	bool is_refused; /* it cannot be chosen */
};

struct slots {
	struct storage storages[STORAGES_MAX];
	int n_storages;
	struct slot slots[SLOTS_MAX];
	size_t n_slots;
	unsigned n_added;
};

void slots_clear(struct slots *slots);

/* The index of a storage, added when it is new; -1 when there are too many. */
int slots_storage(struct slots *slots, const char *name);

struct slot *slots_find(struct slots *slots, int storage, int index);

/* A new one, WAITING; NULL when all are taken. It must not be known yet. */
struct slot *slots_add(struct slots *slots, int storage, int index);
void slots_remove(struct slots *slots, struct slot *slot);
void slots_remove_state(struct slots *slots, enum slot_state state);
void slots_remove_storage(struct slots *slots, int storage);

/* The oldest in this state, one of storage `now` first, since another must be chosen by a
 * command of its own. NULL: none. */
struct slot *slots_oldest(struct slots *slots, enum slot_state state, int now);

/* Which bytes a slot held, well enough to see that they are others. */
uint64_t slots_print(const char *bytes, size_t length);
