// SPDX-License-Identifier: MIT
#pragma once

/*
 * A house with its officers: a head, a secretary, one of the kecamatan, who all have the
 * same PIN; and what the head texts.
 */

#include "handlers/steps.h"
#include "tests/support/house.h"

#define HEAD_PHONE       "+6281111111111"
#define HEAD_SECRETARY   "+6281111111112"
#define HEAD_SUBDISTRICT "+6281111111113"
#define HEAD_PIN         "739518"
#define HEAD_REQUEST     "sktm 3513151205909901 buat sekolah anak"

void head_open_office(struct house *house);

/* Do a step with the newest request of HOUSE_PHONE, at the desk. */
int head_do_step(struct house *house, enum step step);
enum ticket_state head_state_now(struct house *house);

/* HOUSE_PHONE asks for a letter, the desk accepts it: the one-time number. */
void head_ask(struct house *house, char out_number[5]);
/* The one-time number in the last text to a phone. */
void head_read_number(struct house *house, const char *phone, char out[5]);

/* Half a minute later text "FORMAT number pin". Returns the phrases of the answer, valid
 * until the next call. */
const char *head_say(struct house *house, const char *from, const char *format,
		     const char *number, const char *pin);
