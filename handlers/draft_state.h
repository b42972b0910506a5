// SPDX-License-Identifier: MIT
#pragma once

/* What a draft says about the conversation: how far it is, and the list in draft.more. */

#include <stdbool.h>

#include "base/limits.h"
#include "store/drafts.h"

/* Whether anything of a request is known. */
bool draft_has_request(const struct draft *draft);

/* How complete it is; more than before is progress. */
int draft_rank(const struct draft *draft);

/* The words of draft.more: key words of further letters, further NIKs, and marks. */
#define MORE_UNSURE "?" /* confirm before filing */
#define MORE_YOUNG  "!" /* the parents were asked for */
#define MORE_LINKED "@" /* the NIK is the one that the desk linked with the phone */
#define MORE_OTHER  "-" /* it is not: the NIK must be written */
bool more_has(const struct draft *draft, const char *word);
/* Adds it once; false when there is no room. */
bool more_add(struct draft *draft, const char *word);

/* Copy the next word and return where the one after begins (first: draft->more); NULL at
 * the end. */
const char *more_next(const char *at, char out[LIMIT_NIK_SIZE]);
