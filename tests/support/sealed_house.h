// SPDX-License-Identifier: MIT
#pragma once

/* A house (tests/support/house.h) that issues letters and seals them. */

#include "handlers/steps.h"
#include "store/keys.h"
#include "store/register.h"
#include "tests/support/house.h"

struct sealed_house {
	struct house house;
	char folder[128]; /* of the private key; is made by the first sealing */
	char why[LIMIT_WHY_SIZE];
};

/* Functions that fail end the test. */
void sealed_house_open(struct sealed_house *sealed);
void sealed_house_close(struct sealed_house *sealed);

/* A request for this letter, and its approval. */
void sealed_house_approve(struct sealed_house *sealed, const char *kind, const char *name,
			  struct ticket *out);
/* One step of the office. */
void sealed_house_step(struct sealed_house *sealed, struct ticket *ticket,
		       enum step step);

/* sealing_run(); its reason is in `why` afterwards. */
int sealed_house_run(struct sealed_house *sealed);

/* The letter of a ticket as it stands. */
struct register_entry sealed_house_letter(struct sealed_house *sealed,
					  const struct ticket *ticket);
