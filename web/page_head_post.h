// SPDX-License-Identifier: MIT
#pragma once

/* The decisions of web/page_head.c. Its functions for the table of routes are in
 * web/pages.h. */
