// SPDX-License-Identifier: MIT
#pragma once

/*
 * The SIM's PIN: three tries, then the PUK with ten, then the card is dead (3GPP TS
 * 27.007 8.3). The counters live in a file when there is one, as a card keeps them in its
 * memory: neither a reset nor a restart of the simulator gives a try back.
 */

#include <stdbool.h>

enum {
	PIN_SIZE = 8 + 1,
	PIN_TRIES = 3,
	PUK_TRIES = 10,
};

enum pin_state {
	PIN_STATE_READY,
	PIN_STATE_WANTS_PIN,
	PIN_STATE_WANTS_PUK,
	PIN_STATE_DEAD,
};

struct pin {
	char pin[PIN_SIZE]; /* "" = the card asks for none */
	char puk[PIN_SIZE];
	const char *file; /* NULL: not kept */
	int pin_tries, puk_tries;
	bool is_entered;
};

/* Reads the counters from `file` when it exists. */
void pin_init(struct pin *pin, const char *digits, const char *file);
enum pin_state pin_state(const struct pin *pin);
bool pin_enter(struct pin *pin, const char *digits);
bool pin_unblock(struct pin *pin, const char *puk, const char *new_digits);
/* The card lost its power. */
void pin_forget(struct pin *pin);
