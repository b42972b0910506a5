// SPDX-License-Identifier: MIT
#pragma once

/* How a village's letters look: the settings group `print`. */

enum {
	LETTER_TEMPLATE_SIZE = 640,
	LETTER_COPIES_MAX = 9,
};

struct letter_options {
	char paper[8];  /* "F4", "A4" */
	char logo[256]; /* PNG or SVG; "" none */
	char font[64];
	double font_points;
	/* Lines of the letterhead, with {placeholders}; "" is left out. */
	char head_1[96], head_2[96], head_3[96];
	char head_script[160]; /* the same in Javanese or another script */
	/* What stands before and behind each letter's own paragraph. */
	char opening[LETTER_TEMPLATE_SIZE], closing[LETTER_TEMPLATE_SIZE];
	char printer[64]; /* of CUPS; "" its default one */
	int copies;
};
