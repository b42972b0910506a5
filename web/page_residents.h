// SPDX-License-Identifier: MIT
#pragma once

/* Who lives here: found by name, NIK, family card, hamlet, RT and RW. */

#include "web/pages.h"
