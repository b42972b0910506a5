// SPDX-License-Identifier: MIT
#pragma once

/*
 * Complaints by SMS: "LAPOR lampu jalan mati di dusun Krajan" makes one; "CEK A-12" asks
 * what became of it, "SELESAI A-12" closes it, "LAPOR A-12 masih mati" says more or opens
 * it again. Only the phone that filed it may do so; to another one it does not exist.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct turn;

/* What a text says of a complaint that has its number. */
enum complaint_wish {
	COMPLAINT_WISH_NONE, /* no A-number where one could be meant */
	COMPLAINT_WISH_STATUS,
	COMPLAINT_WISH_CLOSE,
	COMPLAINT_WISH_MORE, /* further words, in `rest` */
	COMPLAINT_WISH_MAYBE /* the number without a word that belongs to it */
};

/* Read "CEK A-12", "selesai a12", "A-12 masih mati". `*out_rest` points into `text`. */
enum complaint_wish complaint_read(const char *text, int64_t *out_number,
				   const char **out_rest);

/* Act on a text that names a complaint; *out_is_taken false: it names none. */
int complaint_take(struct turn *turn, bool *out_is_taken);

/* The message is a complaint: write it down and tell its number. */
int complaint_receive(struct turn *turn);
