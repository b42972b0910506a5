// SPDX-License-Identifier: MIT
#pragma once

/* What a request for a letter must hold beside the NIK: the purpose, and the answers to
 * the letter's own questions. */

#include <stdbool.h>
#include <stddef.h>

struct letter;
struct letter_field;

/*
 * Whether the purpose must be asked. Not where the letter asks its own questions and does
 * not print a purpose: who lost something is asked what, not what for.
 */
bool letter_needs_purpose(const struct letter *letter);

/* The first required question without an answer in `details`; NULL when none. */
const struct letter_field *letter_missing_field(const struct letter *letter,
						const char *details);

/* Copy those answers that belong to this letter. */
void letter_copy_details(const struct letter *letter, const char *details, char *out,
			 size_t size);

/* What stands for the purpose when none was given: the first answer, "" when none. */
void letter_copy_purpose(const struct letter *letter, const char *details, char *out,
			 size_t size);
