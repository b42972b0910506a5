// SPDX-License-Identifier: MIT
#pragma once

/* The kecamatan's page: which letters the camat signs too, with their numbers in his
 * register, and what the village did in a month, also as CSV. */

#include "web/pages.h"
