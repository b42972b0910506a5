// SPDX-License-Identifier: MIT
#pragma once

/*
 * A page as it is written. There is one way to put a value into it: html_add() with a
 * format, and every %s of a format is escaped, so nobody can forget it. Markup stands in
 * the formats only. (An attribute that is there or not: %s with " aria-current=page" or
 * "", which needs no quotes.)
 *
 * Escaped text is good between tags and inside "quoted" attributes. What could move,
 * turn or hide characters on a screen (bidi marks, control characters) is shown as a
 * sign of its own.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
	/* A page with 1,000 rows has 400 KiB; more is a mistake. */
	HTML_BYTES_MAX = 4 * 1024 * 1024,
};

struct html {
	char *bytes; /* NUL-terminated; NULL while empty */
	size_t length, capacity;
	bool is_cut; /* more than HTML_BYTES_MAX */
};

void html_clear(struct html *html); /* gives the memory back */

/* Add markup. Known to it: %s (escaped; NULL is ""), %d, %u, %lld and %%. */
void html_add(struct html *html, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Add what stands for the text as a value of a URL's query (RFC 3986, section 2.1). */
void html_add_query(struct html *html, const char *value);

/* Add bytes as they are: what was made by html_add() before, or is no HTML. */
void html_add_raw(struct html *html, const char *bytes, size_t length);
