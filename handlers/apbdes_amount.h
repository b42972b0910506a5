// SPDX-License-Identifier: MIT
#pragma once

/* Rupiah as people, spreadsheets and Access write them: "Rp1.234.567,50", "1,234,567.50",
 * "1234567.0000". Pure. */

#include <stdbool.h>
#include <stdint.h>

/* 100 trillion rupiah, in sen (1/100 rupiah). */
#define APBDES_SEN_MAX INT64_C(10000000000000000)

/* In sen; false when it is no amount of 0 to APBDES_SEN_MAX, or could be two. */
bool apbdes_read_amount(const char *cell, int64_t *out_sen);
