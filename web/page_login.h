// SPDX-License-Identifier: MIT
#pragma once

/* Coming in and going out, and the very first account. */

#include "web/pages.h"
