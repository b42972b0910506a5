// SPDX-License-Identifier: MIT
#pragma once

/*
 * What the tests of the 76 failure modes (tests/modem/test_modes_*.c) share: a rig that
 * is ready, work for it, and a look at what the simulator wrote down.
 */

#include "tests/support/rig.h"

enum {
	SERVE_HURRY = 40
};

/* Simulator (with these arguments) and modem, READY, each command line on record. */
void serve_open(struct rig *rig, const char *arguments);

/* The same with this fault set before the modem is looked for. */
void serve_open_with(struct rig *rig, const char *arguments, const char *fault);

/* `n` residents text, all is stored, answered and deleted; nothing lost or doubled. */
void serve(struct rig *rig, int n);

/* One text comes in and is answered under this fault, which is cleared afterwards. */
void serve_under(struct rig *rig, const char *fault, int n);

/* One raw PDU comes in and is taken off the SIM. Returns whether it could be decoded. */
bool serve_pdu(struct rig *rig, const char *pdu_hex, struct sms *out_sms);

/* Lines of the ledger that begin so. */
size_t serve_count(const struct rig *rig, const char *beginning);
