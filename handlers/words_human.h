// SPDX-License-Identifier: MIT
#pragma once

/* Complaints, reports, and what only an officer can answer. */

#include "handlers/words_evidence.h"

bool rule_is_for_human(struct scene *scene, const struct evidence *evidence);
