// SPDX-License-Identifier: MIT
#pragma once

/*
 * What the lines of an answer say, each form that modems are known to give. Pure; any
 * bytes allowed; false, or -1, when a line does not fit.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

enum {
	AT_STORAGE_SIZE = 4,    /* "SM", "ME", "MT", "SR", "BM", "TA" and three letters */
	AT_STORAGES_MAX = 3,    /* values of +CPMS */
	AT_SLOT_MAX = 65535,    /* beyond it a number is no storage index */
	AT_SIGNAL_UNKNOWN = 99, /* 27.007 8.5 */
	AT_NUMBER_SIZE =
		1 + 20 + 1, /* '+' and the digits of 24.008 10.5.4.7 that we take */
};

/* "+CMS ERROR: 314" -> 314; -1 when it is said in words. */
int at_parse_error(const char *line);

/* "+CMTI: "SM",4[,...]" and +CDSI. A negative index is given as it is. */
bool at_parse_stored(const char *line, char out_storage[AT_STORAGE_SIZE], int *out_slot);

/* "+CMGR: 0,,27" with any alpha between: state 0..3 and octets of the TPDU. */
bool at_parse_read(const char *line, int *out_state, int *out_octets);

/* "+CMT: [alpha],27", "+CDS: 25": octets of the TPDU. */
bool at_parse_direct(const char *line, int *out_octets);

/* "+CMGS: 12": the message reference; -1 when it has none. */
int at_parse_reference(const char *line);

struct at_storage {
	char name[AT_STORAGE_SIZE];
	int used, size;
};

/* "+CPMS: "SM",3,20,"ME",0,50,..." (names too) and "+CPMS: 3,20,0,50,..." (names are left
 * empty). Returns how many there are. */
size_t at_parse_storages(const char *line, struct at_storage out[AT_STORAGES_MAX]);

/* "+CPMS: ("SM","ME"),("SM"),("SM")": whether the first list names it. */
bool at_offers_storage(const char *line, const char *name);

/* "+CREG: 2,1,..." as an answer, "+CREG: 1,"00C3",..." as a notice: the status. */
bool at_parse_registration(const char *line, int *out_status);

/* Whether SMS can go with this status: home, roaming, and the two "SMS only" of 27.007
 * 10.1.20. */
bool at_is_registered(int status);

/* "+CNMI: 2,1,0,1,0": whether it begins with the same two numbers as `wanted`. */
bool at_is_same_notices(const char *line, const char *wanted);

/* "+CSQ: 17,99" -> 54; -1 unknown. */
int at_parse_signal(const char *line);

/* "+CCLK: "26/11/22,06:45:12+28"" (27.007 8.15): UTC and the zone in quarters of an hour.
 * False without a zone, and for the time that a modem begins with before a network has
 * told it one. */
bool at_parse_clock(const char *line, int64_t *out_utc_s, int *out_zone_quarters);

/* Copy the name out of "+COPS: 0,0,"TELKOMSEL",2"; false when there is none. */
bool at_parse_operator(const char *line, char *out, size_t size);

/* "+CLIP: "+628123",145,,,,0": who calls, with '+' when the type is international (27.007
 * 7.11). False when the number is withheld or no number. */
bool at_parse_caller(const char *line, char out_number[AT_NUMBER_SIZE]);

enum at_pin {
	AT_PIN_READY,
	AT_PIN_WANTED,  /* SIM PIN */
	AT_PIN_OTHER,   /* SIM PUK, PH-NET PIN, ...: nothing that we may answer */
	AT_PIN_ODD,     /* no word of 27.007 8.3: half a line, NOT READY */
	AT_PIN_UNKNOWN, /* none at all */
};

/* "+CPIN: READY", "+CPIN:READY", "+CPIN: "READY"", "READY". */
enum at_pin at_parse_pin(const char *line);

/* Tries left: "+CPINR: SIM PIN,3,3", "^CPIN: SIM PIN,3,10,3,10,3", "+SPIC: 3,10"; -1. */
int at_parse_tries(const char *line);

/* The value of an answer without its prefix, blanks and quotes; only what is printable.
 */
void at_copy_value(const char *line, char *out, size_t size);
