// SPDX-License-Identifier: MIT
#pragma once

/* Commands of officers: "SETUJU 7319 123456", "TOLAK 7319 123456 alasan", "LIST". */

#include "handlers/words_evidence.h"

bool staff_is_approval(struct scene *scene, const struct evidence *evidence);
bool staff_is_rejection(struct scene *scene, const struct evidence *evidence);
bool staff_is_withdrawal(struct scene *scene, const struct evidence *evidence);
bool staff_is_queue(struct scene *scene, const struct evidence *evidence);
