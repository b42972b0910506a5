// SPDX-License-Identifier: MIT
#include "modem/centre.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/modem_internal.h"

/* A number as it may go into a command: what the modem or the store says is not trusted.
 */
static bool copy_number(const char *from, char out[MODEM_CENTRE_SIZE])
{
	const char *digits = from + (from[0] == '+');

	return digits[0] != '\0' && strspn(digits, "0123456789") == strlen(digits) &&
	       text_copy(out, MODEM_CENTRE_SIZE, from);
}

void modem_set_centre(struct modem *modem, const char *sim, const char *centre)
{
	char number[MODEM_CENTRE_SIZE];

	if (sim[0] == '\0' || !copy_number(centre, number))
		return;
	text_copy(modem->centre.sim, sizeof modem->centre.sim, sim);
	text_copy(modem->centre.number, sizeof modem->centre.number, number);
}

/* "+CSCA: "+6281100000",145" (27.005 3.3.1). */
enum step_next centre_told(struct modem *modem, const struct chat_reply *reply)
{
	struct modem_health *health = &modem->health;
	char value[MODEM_FACT_SIZE], number[MODEM_CENTRE_SIZE];

	if (reply->result != CHAT_RESULT_OK || reply->line[0] == '\0')
		return STEP_NEXT_GO_ON;
	at_copy_value(reply->line, value, sizeof value);
	value[strcspn(value, "\",")] = '\0';
	modem->centre.is_missing = !copy_number(value, number);
	if (modem->centre.is_missing) {
		health->centre[0] = '\0';
		return STEP_NEXT_GO_ON;
	}
	text_copy(health->centre, sizeof health->centre, number);
	modem_set_centre(modem, health->sim, number);
	return STEP_NEXT_GO_ON;
}

/* 129 and 145: unknown and international, 24.011 8.2.5.2. */
bool centre_make(struct modem *modem, struct text *line)
{
	const struct centre *centre = &modem->centre;

	if (!centre->is_missing)
		return false;
	if (centre->number[0] == '\0' || strcmp(centre->sim, modem->health.sim) != 0) {
		log_warning("no service centre modem=%s: sending will fail",
			    modem->options.name);
		return false;
	}
	text_add_format(line, "AT+CSCA=\"%s\",%d", centre->number,
			centre->number[0] == '+' ? 145 : 129);
	return true;
}

enum step_next centre_restored(struct modem *modem, const struct chat_reply *reply)
{
	bool is_back = reply->result == CHAT_RESULT_OK;

	if (is_back)
		text_copy(modem->health.centre, sizeof modem->health.centre,
			  modem->centre.number);
	log_warning("service centre was lost modem=%s restored=%s", modem->options.name,
		    is_back ? "yes" : "no");
	return STEP_NEXT_GO_ON;
}

void centre_refused(struct modem *modem, int error)
{
	if (error == CENTRE_UNKNOWN_ERROR && !modem->centre.is_missing)
		modem->startup.is_again_due = true;
}
