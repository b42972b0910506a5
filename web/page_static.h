// SPDX-License-Identifier: MIT
#pragma once

/* What is the same for everybody: the files of web/static/, which the Makefile puts into
 * the program. */

#include "web/pages.h"
