// SPDX-License-Identifier: MIT
#pragma once

/* Menus, numbers as answers, and what there is to know about a letter. Internal to
 * handlers/answer*. */

struct letter;
struct turn;

/* Show a page of the menu; one that is not there becomes the first. */
int menu_show(struct turn *turn, int page);

/* "3", "*3#", "2#NIK#NAMA#PERLU": the letter of that number; 0 the next page. */
int menu_choose(struct turn *turn);

/* MENU, a greeting. */
int menu_greet(struct turn *turn);

/* A letter that no SMS can file: what to bring, or where to go. */
int menu_tell_letter(struct turn *turn, const struct letter *letter);

/* SYARAT with or without a letter. */
int menu_tell_requirements(struct turn *turn);
int menu_tell_requirements_of(struct turn *turn, const struct letter *letter);
