// SPDX-License-Identifier: MIT
#include "ussd/euse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/must.h"
#include "ussd/euse_internal.h"

enum {
	CLOCK_US = 1000 * 1000,
};

static void gsup_up(void *context)
{
	(void)context; /* it asks for our name first */
}

static void gsup_down(void *context)
{
	struct euse *euse = context;

	euse->is_known = false;
	sd_event_source_set_enabled(euse->timer, SD_EVENT_OFF);
	euse_forget_all(euse);
}

static void greet(struct euse *euse, const struct ipa_frame *frame)
{
	char name[EUSE_NAME_SIZE + 8];
	uint8_t answer[128];

	snprintf(name, sizeof name, "EUSE-%s", euse->options.name);
	link_send(euse->gsup, answer, ipa_ccm_answer(frame, name, answer, sizeof answer));
	if (!ipa_is_id_request(frame) || euse->is_known)
		return;
	euse->is_known = true;
	link_settled(euse->gsup);
	sd_event_source_set_time_relative(euse->timer, CLOCK_US);
	sd_event_source_set_enabled(euse->timer, SD_EVENT_ONESHOT);
	log_info("ussd entity registered name=%s", name);
}

static void gsup_frame(void *context, const struct ipa_frame *frame)
{
	struct euse *euse = context;
	struct gsup gsup;

	if (frame->protocol == IPA_PROTOCOL_CCM)
		greet(euse, frame);
	else if (frame->protocol != IPA_PROTOCOL_OSMO ||
		 frame->extension != IPA_OSMO_GSUP)
		return;
	else if (gsup_read(frame->payload, frame->length, &gsup))
		euse_take(euse, &gsup);
	else
		log_warning("gsup message cannot be read bytes=%zu", frame->length);
}

static void control_up(void *context)
{
	struct euse *euse = context;

	link_settled(euse->control);
}

static void control_down(void *context)
{
	(void)context; /* questions that wait end by their time */
}

static void control_frame(void *context, const struct ipa_frame *frame)
{
	euse_take_control(context, frame);
}

static int on_clock(sd_event_source *source, uint64_t at_us, void *context)
{
	(void)at_us;
	euse_look_at_clock(context);
	sd_event_source_set_time_relative(source, CLOCK_US);
	return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
}

static int start(struct euse *euse, sd_event *loop)
{
	const struct link_owner gsup = {
		euse, "hlr", gsup_up, gsup_down, gsup_frame, true
	};
	const struct link_owner control = { euse,         "control",     control_up,
					    control_down, control_frame, false };
	int error = sd_event_add_time_relative(loop, &euse->timer, CLOCK_MONOTONIC, 0, 0,
					       on_clock, euse);

	if (error < 0)
		return error;
	sd_event_source_set_enabled(euse->timer, SD_EVENT_OFF);
	euse->gsup = link_new(loop, &gsup, euse->options.host, euse->options.port);
	euse->control =
		link_new(loop, &control, euse->options.host, euse->options.control_port);
	return euse->gsup == NULL || euse->control == NULL ? -1 : 0;
}

struct euse *euse_new(sd_event *loop, const struct euse_options *options,
		      const struct euse_owner *owner)
{
	struct euse *euse = must_alloc(sizeof *euse);

	*euse = (struct euse){ .options = *options,
			       .owner = *owner,
			       .started_ms =
				       clock_utc_s() * 1000 + clock_mono_ms() % 1000 };
	if (start(euse, loop) == 0)
		return euse;
	euse_free(euse);
	return NULL;
}

void euse_free(struct euse *euse)
{
	if (euse == NULL)
		return;
	link_free(euse->gsup);
	link_free(euse->control);
	sd_event_source_disable_unref(euse->timer);
	free(euse);
}
