// SPDX-License-Identifier: MIT
#pragma once

/* The names of letters in a text that may mean a letter; words_letters.c chooses. */

#include "handlers/words_scene.h"

/* A candidate: an alias with its tier as this text makes it. */
struct candidate {
	const struct letter_match *match;
	int tier;
	bool is_chosen;
	bool is_named; /* behind "surat" */
	bool is_past;
	bool is_kept;   /* "yang sktm tetap" */
	bool is_in_run; /* "sktm domisili skck": one behind the other */
};

struct candidates {
	struct candidate at[LETTER_MATCHES_MAX];
	size_t n;
};

/* Collect them; notes in the scene what is refused, broken or missing. */
void candidates_collect(struct scene *scene, struct candidates *out);
