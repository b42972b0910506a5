// SPDX-License-Identifier: MIT
#pragma once

/*
 * What is no request for a letter: questions for a human, STOP and HAPUS, thanks,
 * and what nobody understands. Internal to handlers/answer*.
 */

struct facts;
struct turn;

/* Write it down for a human, and tell the sender its number by this phrase. */
int talk_note(struct turn *turn, const char *kind, const char *phrase,
	      struct facts *facts);

int talk_to_human(struct turn *turn);
int talk_optout(struct turn *turn);
int talk_register(struct turn *turn);
int talk_silence(struct turn *turn);

/* BUKAN after "sudah diambil": somebody else fetched the letter. SALAH after a receipt:
 * how to take it back. Else there is nothing to deny. */
int talk_deny(struct turn *turn);

/* First time: an example. Second time: a human. Then silence until there is progress. */
int talk_not_understood(struct turn *turn);

/* The same inside a conversation: the first time `ask` asks again. */
int talk_ask_again(struct turn *turn, int (*ask)(struct turn *turn));
