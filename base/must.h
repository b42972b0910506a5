// SPDX-License-Identifier: MIT
#pragma once

/*
 * For what only a bug of ours can break. Never on input, never on resources: those are
 * error codes. The process dies and systemd starts it again; the store is always whole.
 */

#include <stddef.h>

#define must(condition)                                                                  \
	((condition) ? (void)0 : must_fail(#condition, __FILE__, __LINE__))

_Noreturn void must_fail(const char *condition, const char *file, int line);

/* Zeroed memory, or the process dies: out of memory is not worth surviving. */
void *must_alloc(size_t size);
