// SPDX-License-Identifier: MIT
#pragma once

/* The INFO pages, read and written by the office. Declared in web/pages.h. */

#include "web/pages.h"
