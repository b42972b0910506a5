// SPDX-License-Identifier: MIT
#pragma once

/*
 * What a text setting must look like. Each check says in `why` what is wrong and what to
 * write instead; the readers below turn a checked text into numbers.
 */

#include <stdbool.h>

#include "base/limits.h"

struct text;

bool check_not_empty(const char *string, struct text *why);
bool check_digits(const char *string, struct text *why);     /* 3 digits or more */
bool check_mobile(const char *string, struct text *why);     /* or empty */
bool check_plain_word(const char *string, struct text *why); /* letters, digits, - _ */
bool check_key_word(const char *string, struct text *why);   /* capitals and digits */
bool check_pin(const char *string, struct text *why);        /* 4 to 8 digits or empty */
bool check_path(const char *string, struct text *why);       /* not empty */
bool check_ussd_code(const char *string, struct text *why);  /* *888#, or empty */
bool check_host(const char *string, struct text *why);       /* an IP address, or empty */
bool check_addresses(const char *string, struct text *why);  /* apart by spaces */
bool check_prefixes(const char *string, struct text *why);   /* 0811,0812, or empty */
bool check_village_code(const char *string, struct text *why);
bool check_days(const char *string, struct text *why);
bool check_holidays(const char *string, struct text *why); /* or empty */
bool check_hours(const char *string, struct text *why);
bool check_number_scope(const char *string, struct text *why);
bool check_number_start(const char *string, struct text *why); /* or empty */
bool check_checker(const char *string, struct text *why);
bool check_code_table(const char *string, struct text *why);
bool check_page(const char *string, struct text *why);    /* http(s)://..., or empty */
bool check_paper(const char *string, struct text *why);   /* F4 or A4 */
bool check_printer(const char *string, struct text *why); /* or empty */
bool check_listen(const char *string, struct text *why);  /* 127.0.0.1:8080 */

/* "35.13.15.2007" or "3513152007" -> "35.13.15.2007". False when it is neither. */
bool village_code_read(const char *string, char out[LIMIT_VILLAGE_CODE_SIZE]);

/* "Sen-Jum", "Sen,Rab,Kam", "Sen-Kam,Sab" -> bits, bit 0 = Sunday (Min). */
bool days_read(const char *string, unsigned *out_weekdays);

/* "08.00-14.00" or "08:00-14:00" -> minutes of the day; from is before to. */
bool hours_read(const char *string, int *out_from_min, int *out_to_min);
