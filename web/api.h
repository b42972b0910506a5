// SPDX-License-Identifier: MIT
#pragma once

/* The same data for programs, as docs/web.md describes it: GET only, with a session. */

#include "web/pages.h"
