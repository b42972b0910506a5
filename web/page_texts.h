// SPDX-License-Identifier: MIT
#pragma once

/* Texts: the whole conversation with one number, a free reply, and what a human must
 * read. */

#include "web/pages.h"
