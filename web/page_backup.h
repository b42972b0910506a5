// SPDX-License-Identifier: MIT
#pragma once

/* The admin's copies of the store: make one, take it along. */

#include "web/pages.h"
