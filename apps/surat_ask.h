// SPDX-License-Identifier: MIT
#pragma once

/* Who acts at the terminal: the account, or the officer that --as names and his PIN. */

#include <stdbool.h>
#include <stddef.h>

#include "handlers/steps.h"
#include "store/officers.h"

struct surat;

enum {
	ASK_PIN_SIZE = 32,
};

/* Read a line without showing it: from the terminal, else from stdin. False at the end of
 * the input or when it is too long. */
bool ask_secret(const char *question, char *out, size_t size);

struct acting {
	char name[LIMIT_ADDRESS_SIZE];
	struct officer officer; /* with --as */
	struct actor actor;
};

/*
 * Who does this step. With --as the PIN is asked, its try is counted and committed, and
 * then judged. Returns SURAT_EXIT_OK, or how to end after stderr was told.
 */
int ask_actor(struct surat *surat, enum step step, struct acting *out);
/* The same for what is no step of a ticket: in the officer's own role. */
int ask_himself(struct surat *surat, struct acting *out);
