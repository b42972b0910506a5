// SPDX-License-Identifier: MIT
#pragma once

/* The line below the menu: is the service running, has it a network, credit, and are
 * texts waiting. */

struct exchange;

void strip_add(struct exchange *exchange);
