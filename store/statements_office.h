// SPDX-License-Identifier: MIT
#pragma once

/* The statements about the office's own work: complaints, reminders, books. Internal to
 * store/. */

#include "store/statements.h"

/* Its text, or NULL when another table has it. */
const char *statements_office(enum statement_id id);
