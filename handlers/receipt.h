// SPDX-License-Identifier: MIT
#pragma once

/*
 * A complete draft becomes tickets, one for each letter and each person, and one SMS
 * tells their codes. Internal to handlers/answer*.
 */

struct turn;

/* Returns 0 or a store error. */
int receipt_file(struct turn *turn);
