// SPDX-License-Identifier: MIT
#pragma once

/* What people asked for and is not finished, the oldest on top. */

#include "web/pages.h"
