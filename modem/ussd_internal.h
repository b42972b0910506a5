// SPDX-License-Identifier: MIT
#pragma once

/* What the two files of the USSD session share: ussd.c (what is written) and ussd_lines.c
 * (what the lines of +CUSD decide). Nobody else includes this. */

#include "modem/ussd.h"

/* The form did not lead to an answer; the next one may. What went wrong with the first of
 * them is what the owner is told in the end. */
void ussd_fail(struct ussd *ussd, enum modem_ussd_result result, int error);
