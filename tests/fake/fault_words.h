// SPDX-License-Identifier: MIT
#pragma once

/* The words behind a fault's name. Each function answers whether the word is one. */

#include <stdbool.h>
#include <stddef.h>

bool fault_read_number(const char *word, int *out);

/* Seconds, perhaps with a fraction, as milliseconds. */
bool fault_read_ms(const char *word, int *out_ms);

/* on, off; nothing is on. */
bool fault_read_flag(const char *word, bool *out);

/* One of `n` words, as its place among them. */
bool fault_read_choice(const char *word, const char *const *words, size_t n, size_t *out);
