// SPDX-License-Identifier: MIT
#pragma once

/* An invented person's values, to see how a letter will look before anybody asks for it.
 */

#include <stdbool.h>

struct letter;
struct values;

/* Fill in those that every letter prints, and an example for each of its own questions.
 * The village's own values are the caller's to add first. */
bool sample_fill(const struct letter *letter, struct values *values);
