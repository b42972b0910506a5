// SPDX-License-Identifier: MIT
#pragma once

/* An officer's own password, and who looked at what. */

#include "web/pages.h"
