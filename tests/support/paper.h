// SPDX-License-Identifier: MIT
#pragma once

/* A village's letter of an invented person, and what a PDF says. */

#include <stdbool.h>
#include <stddef.h>

#include "letters/content.h"
#include "letters/letter_options.h"

struct pdf;
struct values;

/* The settings' defaults. */
struct letter_options paper_options(void);

/* Every value that a letter needs; the caller adds others before. */
void paper_fill(struct values *values);

/* The content of that, which must be possible. */
void paper_compose(struct content *out);

/* What pdftotext reads, white space taken out; and how many sheets there are. */
void paper_read(const struct pdf *pdf, char *out, size_t size);
int paper_count_sheets(const struct pdf *pdf);
