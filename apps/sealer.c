// SPDX-License-Identifier: MIT
#include "apps/sealer.h"

#include <errno.h>
#include <string.h>

#include "apps/service.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "handlers/sealing.h"

static bool is_of_store(int error)
{
	return error == -ENOSPC || error == -EBUSY || error == -EIO || error == -EROFS;
}

void sealer_look(struct service *service)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;
	int result;

	text_init(&why, buffer, sizeof buffer);
	result = sealing_run(&service->office, service->settings->seal.folder,
			     clock_utc_s(), &why);
	if (result < 0 && why.length == 0 && is_of_store(result))
		service_store_failed(service, "seal letters", result);
	else if (result < 0 && why.length == 0)
		text_say(&why, "%s", strerror(-result));
	/* The same trouble each 10 s is told once. */
	if (why.length > 0 && strcmp(buffer, service->seal_trouble) != 0)
		log_error("letters are not sealed why=\"%s\"", buffer);
	text_copy(service->seal_trouble, sizeof service->seal_trouble, buffer);
}
