// SPDX-License-Identifier: MIT
#pragma once

/* The figures of a month, as tables with bars. Its function for the table of routes is in
 * web/pages.h. */
