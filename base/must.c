// SPDX-License-Identifier: MIT
#include "base/must.h"

#include <stdlib.h>

#include "base/log.h"

_Noreturn void must_fail(const char *condition, const char *file, int line)
{
	log_error("bug condition=\"%s\" at=%s:%d", condition, file, line);
	abort();
}

void *must_alloc(size_t size)
{
	void *memory = calloc(1, size);

	must(memory != NULL);
	return memory;
}
