// SPDX-License-Identifier: MIT
#pragma once

/*
 * The training phone: a drawn feature phone that texts the simulated network. It is there
 * while the service itself runs on a simulated modem (web->training), which no request
 * can say.
 */

#include "web/pages.h"
