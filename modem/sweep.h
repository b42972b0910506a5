// SPDX-License-Identifier: MIT
#pragma once

/*
 * The net under +CMTI: from time to time the storages are counted (AT+CPMS?), and one
 * that holds something is walked slot by slot, until all that the count promised are
 * found. AT+CMGL is never used: it hangs some models for minutes, and its answer has no
 * bound.
 */

#include <stdbool.h>
#include <stdint.h>

struct modem;
struct slot;

struct sweep {
	int64_t due_ms;     /* monotonic, of the next one; 0 never */
	unsigned uncounted; /* storages, as a mask, whose number is not known yet */
	unsigned unwalked;  /* storages that hold something and are to be walked */
	int storage;        /* being walked; -1 none */
	int n_stepped;      /* slots of it that were looked at */
	int n_left;         /* messages of it that the count promises still */
};

void sweep_clear(struct sweep *sweep);

/* Begin one as soon as the line is free; or within some seconds. */
void sweep_now(struct modem *modem);
void sweep_soon(struct modem *modem);

/* These storages, as a mask, were just counted. */
void sweep_counted(struct modem *modem, unsigned counted);

/* Stop a walk: the owner cannot store. */
void sweep_stop(struct sweep *sweep);

/* A row of modem_work.c. */
bool sweep_work(struct modem *modem);

/* The next place of a walk as a slot to be read; NULL when there is no walk. */
struct slot *sweep_next_slot(struct modem *modem);

/* The walk met a message at the slot that it gave last. */
void sweep_found(struct sweep *sweep, int storage);
