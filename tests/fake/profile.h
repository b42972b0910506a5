// SPDX-License-Identifier: MIT
#pragma once

/* What differs from modem to modem, as one table of rows. */

#include <stdbool.h>
#include <stddef.h>

enum {
	PROFILE_VENDOR_MAX = 5, /* the last one stays NULL */
	PROFILE_BOOT_LINES_MAX = 6,
	PROFILE_CNMI_FIELDS = 5,
};

/* How a modem writes and wants USSD texts (27.007 7.15 is read in four ways). */
enum profile_ussd {
	PROFILE_USSD_PLAIN,
	PROFILE_USSD_PACKED, /* packed septets as hex, in both directions */
	PROFILE_USSD_UCS2,   /* UCS2 as hex towards the service, plain from it */
};

struct profile {
	const char *name;
	const char *manufacturer, *model, *revision, *imei;
	const char *boot_lines[PROFILE_BOOT_LINES_MAX];  /* after power on */
	const char *ready_lines[PROFILE_BOOT_LINES_MAX]; /* when the SIM may be read */
	const char *cnmi[PROFILE_CNMI_FIELDS]; /* digits allowed in each field */
	int sm_first, me_first;                /* lowest index of a storage */
	const char *receive_storage;           /* <mem3> after power on */
	const char *full_line; /* printf with the storage's name, or NULL */
	const char *prompt;
	bool has_generic_error; /* message commands answer ERROR while +CMEE=0 */
	bool is_empty_slot_ok;  /* CMGR of an empty slot: OK alone, not +CMS ERROR: 321 */
	bool drops_typeahead;   /* input during a command is lost */
	bool is_ussd_blocking;  /* the answer comes before OK (before Release 6) */
	enum profile_ussd ussd;
	const char *retries;     /* command that tells the PIN tries left */
	const char *card_id;     /* command that tells the card's number */
	const char *signal_line; /* said every few seconds, or NULL */
	/* Commands of the maker that are taken with OK; with 0 they quieten that line. */
	const char *vendor[PROFILE_VENDOR_MAX];
};

/* NULL when there is none of that name. */
const struct profile *profile_find(const char *name);
/* The i-th, NULL at the end. */
const struct profile *profile_at(size_t i);
