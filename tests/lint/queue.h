// SPDX-License-Identifier: MIT
#pragma once

/* The lists of <sys/queue.h> by their shape: cppcheck reads no system headers. */

#define TAILQ_HEAD(name, type)                                                           \
	struct name {                                                                    \
		struct type *first;                                                      \
	}
#define TAILQ_ENTRY(type)                                                                \
	struct {                                                                         \
		struct type *next;                                                       \
	}
#define TAILQ_FOREACH(variable, head, field)                                             \
	for ((variable) = (head)->first; (variable); (variable) = (variable)->field.next)
