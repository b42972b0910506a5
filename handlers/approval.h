// SPDX-License-Identifier: MIT
#pragma once

/*
 * An approved request becomes a letter: it gets its number, and signer and every printed
 * value are kept as they are now, in the transaction of the approval.
 */

#include <stdbool.h>
#include <stdint.h>

struct actor;
struct letter;
struct office;
struct text;
struct ticket;

/* Register the letter of a ticket that was just approved. One that was withdrawn before
 * keeps its number. Returns 0 or a store error. */
int approval_register(const struct office *office, const struct ticket *ticket,
		      const struct actor *actor, int64_t now_s);

/* What would be registered today, without a number: for a look at the letter before it is
 * approved. */
struct register_entry;
int approval_foresee(const struct office *office, const struct ticket *ticket,
		     int64_t now_s, struct register_entry *out);

/* Whether it was approved so shortly ago that the head may still withdraw that: 0, -EPERM
 * or a store error. */
int approval_may_withdraw(const struct office *office, const struct ticket *ticket,
			  int64_t now_s);

/* Its letter is withdrawn (the ticket waits again) or revoked. */
int approval_withdraw(const struct office *office, const struct ticket *ticket,
		      int64_t now_s);
int approval_revoke(const struct office *office, const struct ticket *ticket,
		    int64_t now_s);

/* What is counted together with this letter, by village.number_scope; for `letter` NULL
 * everything. Writes up to 32 bytes. */
void approval_scope(const struct office *office, const struct letter *letter,
		    char out[32]);

/* "217/2026" -> first number and year. False when it is neither that nor "". */
bool approval_read_start(const char *written, int *out_first, int *out_year);

/* The letter's classification, by village.code_table. */
const char *approval_code(const struct office *office, const struct letter *letter);

/* {unit} of the letter's number: its own, else the village's. */
const char *approval_unit(const struct office *office, const struct letter *letter);
