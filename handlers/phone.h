// SPDX-License-Identifier: MIT
#pragma once

/*
 * Phone numbers of people. One form everywhere: "+628" and 7 to 11 more digits. Only such
 * a number is ever answered; short codes, services and names are stored and shown.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

/*
 * "0812..", "62812..", "+62 812-..", "812.." -> "+62812...". What is no Indonesian mobile
 * number is copied as it is. Returns whether it is one.
 */
bool phone_normalise(const char *number, char out[LIMIT_ADDRESS_SIZE]);

/* Whether it has the normal form already. */
bool phone_is_mobile(const char *number);
