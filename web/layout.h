// SPDX-License-Identifier: MIT
#pragma once

/*
 * What all pages have: the head with menu and state of the service, the foot, the frame
 * of a form, and the sentence about what was just done.
 */

struct exchange;

/* Begin a page. `title` is what its tab says. */
void layout_begin(struct exchange *exchange, const char *title);
void layout_end(struct exchange *exchange);

/*
 * Begin a form that posts to `action`, with the token without which it is refused. Every
 * form that changes something begins here. `class` may be "".
 */
void layout_form(struct exchange *exchange, const char *action, const char *class);

/* A line of a definition list; nothing when the value is empty. */
void layout_fact(struct exchange *exchange, const char *label, const char *value);

/* The letters of the catalogue to choose from; `chosen` is a key word, "" none yet. */
void layout_letters(struct exchange *exchange, const char *chosen);

/* A warning in a box. */
void layout_warning(struct exchange *exchange, const char *words);
