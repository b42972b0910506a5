// SPDX-License-Identifier: MIT
#pragma once

/*
 * Message storages of SIM and modem: numbered slots with holes, as AT+CPMS, CMGR and CMGD
 * of 3GPP TS 27.005 see them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	STORAGE_SLOTS_MAX = 512,
	STORAGE_HEX_SIZE = 800, /* some modems pad a PDU to 300 characters and more */
	STORAGE_NAME_SIZE = 4,
};

/* 27.005 3.1, <stat> in PDU mode. */
enum slot_state {
	SLOT_STATE_RECEIVED_UNREAD = 0,
	SLOT_STATE_RECEIVED_READ = 1,
	SLOT_STATE_STORED_UNSENT = 2,
	SLOT_STATE_STORED_SENT = 3,
};

struct slot {
	bool is_used;
	enum slot_state state;
	int64_t seq;                /* the ledger's number of the message in it */
	char hex[STORAGE_HEX_SIZE]; /* service centre and TPDU, as the modem shows them */
};

struct storage {
	char name[STORAGE_NAME_SIZE];
	int first_index;
	int n_slots;
	int n_used;
	struct slot *slots; /* STORAGE_SLOTS_MAX of them; owned */
};

void storage_init(struct storage *storage, const char *name, int first_index,
		  int n_slots);
void storage_clear(struct storage *storage);

/* Room for new messages; what lies in higher slots stays until it is deleted. */
void storage_resize(struct storage *storage, int n_slots);
bool storage_is_full(const struct storage *storage);

/* The lowest free slot gets it. Returns its index, -1 when full. */
int storage_put(struct storage *storage, const char *hex, enum slot_state state,
		int64_t seq);

/* NULL when the index is outside; the slot may be unused. */
struct slot *storage_slot(struct storage *storage, int index);
void storage_delete(struct storage *storage, struct slot *slot);
int storage_index(const struct storage *storage, const struct slot *slot);
/* Highest index that may hold something. */
int storage_last_index(const struct storage *storage);
