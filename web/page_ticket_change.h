// SPDX-License-Identifier: MIT
#pragma once

/* A request is put right, or is made at the desk; and the slip for whoever made it. */

#include "web/pages.h"
