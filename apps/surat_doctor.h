// SPDX-License-Identifier: MIT
#pragma once

/*
 * surat doctor: what a check works with and how it tells what it found. What is wrong
 * comes with the next step to take. A check changes nothing.
 */

#include <stdbool.h>

#include "apps/surat_print.h"

struct settings;
struct settings_source;
struct store;

struct doctor {
	const struct settings_source *source;
	struct settings *settings; /* NULL when they are wrong */
	struct store *store;       /* NULL when it does not open */
	const char *subject;       /* of the check that is running */
	int n_wrong;
	bool is_json;
	struct print_list list;
};

void doctor_good(struct doctor *doctor, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Worth knowing, and nothing is wrong. */
void doctor_hint(struct doctor *doctor, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void doctor_wrong(struct doctor *doctor, const char *what_to_do, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The checks, in their order. The first gives the settings, the third the store. */
void doctor_check_settings(struct doctor *doctor);
void doctor_check_clock(struct doctor *doctor);
void doctor_check_store(struct doctor *doctor);
void doctor_check_service(struct doctor *doctor);
void doctor_check_disk(struct doctor *doctor);
void doctor_check_modems(struct doctor *doctor);
void doctor_check_outbox(struct doctor *doctor);
void doctor_check_inbox(struct doctor *doctor);
void doctor_check_residents(struct doctor *doctor);
void doctor_check_seals(struct doctor *doctor);
void doctor_check_pins(struct doctor *doctor);
