// SPDX-License-Identifier: MIT
#pragma once

/*
 * The calls of a USSD gateway, POST /ussd/SECRET (handlers/gateway.h). A program calls,
 * not a browser: there is no login, no cookie and no form of ours, but a secret in the
 * path and a list of addresses. Whoever has not both learns not even that there is
 * something.
 */

#include <stdbool.h>

struct exchange;
struct request;

/* Whether a path belongs to this door. */
bool callback_is_path(const char *path);

/* Fill exchange->answer. */
void callback_serve(struct exchange *exchange);
