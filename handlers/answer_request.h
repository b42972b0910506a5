// SPDX-License-Identifier: MIT
#pragma once

/*
 * The request for a letter: takes what a text gives, asks for one missing thing, files.
 * Internal to handlers/answer*.
 */

#include <stddef.h>

struct letter;
struct letter_field;
struct text;
struct turn;

/* A text that wants a letter, perhaps incompletely. */
int request_take(struct turn *turn);

/* Take over what the reading has: NIK, purpose, name. */
void request_take_facts(struct turn *turn);

/* The text as the answer to an open question, spaces tidied. */
void request_take_answer(struct turn *turn, char *out, size_t size);

/* Add the words of a text, one space apart, without its long numbers. */
void request_add_words(struct text *out, const char *from);

/* Choose the letter; what was answered about another one is forgotten. */
void request_choose(struct turn *turn, const struct letter *letter);

/* Ask for what is missing, or file. */
int request_go_on(struct turn *turn);

/* File all letters and people of the draft, and give the receipt. */
int request_file_draft(struct turn *turn);

/* A child's letter is asked for by a parent: his NIK is asked once. */
int request_ask_parent(struct turn *turn);

/* The first required question of the draft's letters that has no answer; NULL when none.
 */
const struct letter_field *request_missing_field(const struct turn *turn);

/* Start again from the menu. */
int request_restart(struct turn *turn);

/* It is not for the resident whose phone this is: ask for the NIK, keep the rest. */
int request_ask_other_nik(struct turn *turn);
