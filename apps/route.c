// SPDX-License-Identifier: MIT
#include "apps/route.h"

#include <string.h>

#include "apps/service.h"

void route_add_prefixes(struct text *out, const char *prefixes)
{
	while (*prefixes != '\0') {
		size_t length = strcspn(prefixes, ",");

		if (out->length == 0)
			text_add_char(out, ',');
		text_add(out, "+62");
		text_add_bytes(out, prefixes + 1, length - 1); /* without its 0 */
		text_add_char(out, ',');
		prefixes += length + (prefixes[length] == ',');
	}
}

static const char *prefixes_of(const struct service *service, size_t i)
{
	return service->settings->modems[i].prefixes;
}

static bool could_send(const struct service_modem *at)
{
	return modem_health(at->modem)->state == MODEM_STATE_READY &&
	       !refusals_is_paused(&at->refusals) && !at->is_outcome_unsaved;
}

/* One that both have is each one's own. */
static bool is_mine(const char *mine, const char *prefix, size_t length)
{
	for (; *mine != '\0'; mine += strcspn(mine, ","), mine += *mine == ',') {
		if (strcspn(mine, ",") == length && strncmp(mine, prefix, length) == 0)
			return true;
	}
	return false;
}

static void add_others(struct text *out, const char *others, const char *mine)
{
	char prefix[8];

	while (*others != '\0') {
		size_t length = strcspn(others, ",");

		if (!is_mine(mine, others, length) && length < sizeof prefix) {
			memcpy(prefix, others, length);
			prefix[length] = '\0';
			route_add_prefixes(out, prefix);
		}
		others += length + (others[length] == ',');
	}
}

void route_others(const struct service_modem *at, char out[ROUTE_PREFIXES_SIZE])
{
	const struct service *service = at->service;
	const char *mine = prefixes_of(service, (size_t)(at - service->modems));
	struct text text;

	text_init(&text, out, ROUTE_PREFIXES_SIZE);
	for (size_t i = 0; i < service->n_modems; i++) {
		if (&service->modems[i] != at && could_send(&service->modems[i]))
			add_others(&text, prefixes_of(service, i), mine);
	}
}

void route_order(const struct service *service, size_t *out_order)
{
	for (size_t i = 0; i < service->n_modems; i++) {
		size_t k = i;

		for (; k > 0 && service->modems[out_order[k - 1]].last_out_at >
					service->modems[i].last_out_at;
		     k--)
			out_order[k] = out_order[k - 1];
		out_order[k] = i;
	}
}
