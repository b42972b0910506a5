// SPDX-License-Identifier: MIT
#pragma once

/* What the buttons of a ticket do: office_step(), by an officer whose session vouches for
 * him; what is the head's alone asks for the PIN too. */

#include "web/pages.h"
