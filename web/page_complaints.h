// SPDX-License-Identifier: MIT
#pragma once

/* Complaints (LAPOR): which wait for an answer, one with its history, and what is done
 * with it: the steps of handlers/complaints.h. */

#include "web/pages.h"
