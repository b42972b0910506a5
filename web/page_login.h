// SPDX-License-Identifier: MIT
#pragma once

/* Coming in and going out, and the very first account. */

#include "web/pages.h"

struct exchange;

/* Whoever is not logged in gets a token for the page's forms, unless he has one. */
void page_login_give_token(struct exchange *exchange);
