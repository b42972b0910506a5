// SPDX-License-Identifier: MIT
#pragma once

/*
 * The network behind the modem: phones hand in texts, the service centre keeps them until
 * the modem takes them, and what the modem sends comes to the phones. It never loses a
 * message by itself.
 */

#include <stddef.h>
#include <sys/queue.h>

#include "tests/fake/faults.h"
#include "tests/fake/ledger.h"
#include "tests/fake/loop.h"
#include "tests/fake/tpdu.h"

enum {
	NETWORK_NUMBER_SIZE = 24,
	NETWORK_GROUPS_MAX = 64,
	NETWORK_RECENT_MAX = 1024,
};

/* One TPDU on its way to the modem. */
struct network_message {
	TAILQ_ENTRY(network_message) link;
	int64_t seq;
	int64_t due_us; /* monotonic; not before */
	bool is_report;
	int copies; /* times it is still to be delivered */
	uint8_t pid, dcs;
	char hex[]; /* service centre and TPDU */
};

TAILQ_HEAD(network_queue, network_message);

enum network_verdict {
	NETWORK_VERDICT_TAKEN,
	NETWORK_VERDICT_LATER, /* full, off or busy: network_wake() tells when */
};

struct network_owner {
	void *context;
	/* Offer the modem a message; it writes the D line when it takes it. */
	enum network_verdict (*on_offer)(void *context,
					 const struct network_message *message);
	/* A whole text from the service has reached a phone. */
	void (*on_text)(void *context, const char *to, const char *text);
};

/* Parts of a long text that have reached a phone. */
struct network_group {
	bool is_used;
	char to[TPDU_ADDRESS_SIZE];
	struct tpdu_part part;
	char *texts[SMSTEXT_PARTS_MAX];
	unsigned n_texts;
};

struct network {
	struct loop *loop;
	struct ledger *ledger;
	struct faults *faults;
	struct network_owner owner;
	struct network_queue queue;
	struct loop_timer timer;
	size_t n_waiting;
	int64_t next_seq, next_sent_seq;
	int64_t n_accepted, n_sent, n_delivered;
	unsigned next_reference;    /* of long texts */
	unsigned message_reference; /* TP-MR given to sent ones */
	uint64_t random;
	char number[NETWORK_NUMBER_SIZE]; /* the SIM's own */
	char centre[NETWORK_NUMBER_SIZE]; /* service centre of the senders */
	struct network_group groups[NETWORK_GROUPS_MAX];
	size_t next_group;
	struct {
		uint64_t hash;
		int64_t sent_at_s;
	} recent[NETWORK_RECENT_MAX]; /* so that two equal texts differ in their time */
	size_t next_recent;
};

void network_init(struct network *network, struct loop *loop, struct ledger *ledger,
		  struct faults *faults, const struct network_owner *owner);
void network_clear(struct network *network);

/* How a phone's text is cut and ordered. */
struct network_sending {
	const unsigned *order; /* part numbers, may lack or repeat some; NULL: 1..n */
	size_t n_order;
	int reference; /* -1: the next one */
	unsigned reference_bits;
	uint8_t pid, dcs;
	bool may_cut_surrogate;
};

/* A phone hands in a text. Returns its number in the ledger, or -1 with the reason. */
int64_t network_take_text(struct network *network, const char *from, const char *utf8,
			  const struct network_sending *sending, struct text *why);

/* Any PDU, however broken, service centre included. */
int64_t network_take_pdu(struct network *network, const char *hex);

/* What was taken was not kept: first in the queue again. */
void network_give_back(struct network *network, int64_t seq, const char *hex);

/* Offer what waits: a slot became free, the radio is on. */
void network_wake(struct network *network);

/* The modem sends. `hex` is the TPDU. Returns the TP-MR it got. */
unsigned network_accept(struct network *network, const struct tpdu_submit *submit,
			const char *hex);

/* "08..", "62.." and "+62.." as "+62..."; everything else as it is. */
void network_canonical(char out[NETWORK_NUMBER_SIZE], const char *number);

/* xorshift; the seed makes a run repeatable. */
uint32_t network_random(struct network *network);
