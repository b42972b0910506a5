// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "ussd/euse_internal.h"

enum {
	FIRST_INVOKE = 0x01, /* of our questions; the phone chooses its own */
};

static struct euse_session *find(struct euse *euse, const struct gsup *gsup)
{
	for (size_t i = 0; i < EUSE_SESSIONS_MAX; i++) {
		struct euse_session *session = &euse->sessions[i];

		if (session->state != SESSION_FREE && session->id == gsup->session &&
		    strcmp(session->imsi, gsup->imsi) == 0)
			return session;
	}
	return NULL;
}

/* A free place, or that of the session which would end first. */
static struct euse_session *take_place(struct euse *euse)
{
	struct euse_session *oldest = &euse->sessions[0];

	for (size_t i = 0; i < EUSE_SESSIONS_MAX; i++) {
		struct euse_session *session = &euse->sessions[i];

		if (session->state == SESSION_FREE)
			return session;
		if (session->until_ms < oldest->until_ms)
			oldest = session;
	}
	return oldest;
}

static void forget(struct euse_session *session, const char *why)
{
	log_info("ussd session key=%s steps=%u over why=\"%s\"", session->key,
		 session->step, why);
	*session = (struct euse_session){ .state = SESSION_FREE };
}

void euse_forget_all(struct euse *euse)
{
	for (size_t i = 0; i < EUSE_SESSIONS_MAX; i++) {
		if (euse->sessions[i].state != SESSION_FREE)
			forget(&euse->sessions[i], "the connection is gone");
	}
}

static void send_component(struct euse *euse, const struct euse_session *session,
			   const struct component *component, bool is_end)
{
	uint8_t payload[GSUP_MESSAGE_MAX], bytes[GSUP_MESSAGE_MAX + 8];
	struct gsup gsup = {
		.type = is_end ? GSUP_TYPE_PROC_SS_RESULT : GSUP_TYPE_PROC_SS_REQUEST,
		.session = session->id,
		.state = is_end ? GSUP_STATE_END : GSUP_STATE_CONTINUE,
	};
	struct ipa_frame frame = { .protocol = IPA_PROTOCOL_OSMO,
				   .extension = IPA_OSMO_GSUP,
				   .payload = payload };

	text_copy(gsup.imsi, sizeof gsup.imsi, session->imsi);
	gsup.n_component = component_write(component, gsup.component);
	if (gsup.n_component == 0) {
		log_error("ussd page cannot be written bytes=%zu",
			  strlen(component->text));
		return;
	}
	frame.length = gsup_write(&gsup, payload, sizeof payload);
	link_send(euse->gsup, bytes, ipa_write(&frame, bytes, sizeof bytes));
}

static void send_page(struct euse *euse, struct euse_session *session,
		      const struct euse_page *page)
{
	struct component component = { .has_text = true };

	text_copy(component.text, sizeof component.text, page->text);
	if (page->is_end) {
		component.kind = COMPONENT_RETURN_RESULT;
		component.operation = COMPONENT_PROCESS_REQUEST;
		component.invoke_id = session->invoke_id;
	} else {
		component.kind = COMPONENT_INVOKE;
		component.operation = COMPONENT_REQUEST;
		component.invoke_id = session->our_invoke =
			(uint8_t)(FIRST_INVOKE + session->step % 0x7F);
	}
	send_component(euse, session, &component, page->is_end);
}

static void take_step(struct euse *euse, struct euse_session *session, const char *text)
{
	struct euse_page page = { .is_end = true };
	const struct euse_step step = { .key = session->key,
					.number = session->number,
					.step = session->step,
					.text = text };

	euse->owner.on_step(euse->owner.context, &step, &page);
	send_page(euse, session, &page);
	session->step++;
	session->state = SESSION_ASKED;
	session->until_ms = clock_mono_ms() + EUSE_GUARD_MS;
	if (page.is_end)
		forget(session, "the last page");
}

void euse_go_on(struct euse *euse, struct euse_session *session)
{
	char text[COMPONENT_TEXT_SIZE];

	text_copy(text, sizeof text, session->text);
	take_step(euse, session, text);
}

static void fail(struct euse *euse, const struct euse_session *session)
{
	const struct component component = { .kind = COMPONENT_RETURN_ERROR,
					     .invoke_id = session->invoke_id,
					     .error = COMPONENT_ERROR_SYSTEM_FAILURE };

	send_component(euse, session, &component, true);
}

/* --- what the HLR sends ------------------------------------------------------------- */

/* A phone dials. The same session again is a new one: the HLR would not repeat itself,
 * but after its restart the network counts anew. */
static void begin(struct euse *euse, const struct gsup *gsup,
		  const struct component *component)
{
	struct euse_session *session = find(euse, gsup);

	if (session == NULL)
		session = take_place(euse);
	if (session->state != SESSION_FREE)
		forget(session, "its place is needed");
	*session = (struct euse_session){ .state = SESSION_ASKED,
					  .id = gsup->session,
					  .invoke_id = component->invoke_id };
	snprintf(session->key, sizeof session->key, "%lld-%u",
		 (long long)euse->started_ms, ++euse->n_keys);
	text_copy(session->imsi, sizeof session->imsi, gsup->imsi);
	text_copy(session->number, sizeof session->number, gsup->msisdn);
	text_copy(session->text, sizeof session->text, component->text);
	if (component->kind != COMPONENT_INVOKE || !component->has_text ||
	    component->operation != COMPONENT_PROCESS_REQUEST) {
		fail(euse, session);
		forget(session, "it asks for nothing that we know");
	} else if (session->number[0] != '\0' || !link_is_up(euse->control)) {
		euse_go_on(euse, session);
	} else {
		euse_look_up(euse, session);
	}
}

static void go_on(struct euse *euse, const struct gsup *gsup,
		  const struct component *component)
{
	struct euse_session *session = find(euse, gsup);

	if (session == NULL || session->state != SESSION_ASKED) {
		log_info("ussd answer without a question session=%08x", gsup->session);
		return;
	}
	if (component->kind != COMPONENT_RETURN_RESULT) {
		forget(session, "the phone has refused");
		return;
	}
	if (component->invoke_id != session->our_invoke)
		return; /* of an older page: the phone's answer to this one comes */
	take_step(euse, session, component->text);
}

static void end(struct euse *euse, const struct gsup *gsup, const char *why)
{
	struct euse_session *session = find(euse, gsup);

	if (session != NULL)
		forget(session, why);
}

void euse_take(struct euse *euse, const struct gsup *gsup)
{
	struct component component;

	if (gsup->type == GSUP_TYPE_PROC_SS_ERROR) {
		log_info("ussd error of the network session=%08x cause=%u", gsup->session,
			 gsup->cause);
		end(euse, gsup, "an error of the network");
		return;
	}
	if (gsup->type != GSUP_TYPE_PROC_SS_REQUEST &&
	    gsup->type != GSUP_TYPE_PROC_SS_RESULT)
		return;
	if (gsup->state == GSUP_STATE_END) {
		end(euse, gsup, "the phone hung up");
		return;
	}
	if (!component_read(gsup->component, gsup->n_component, &component)) {
		log_warning("ussd component cannot be read session=%08x bytes=%zu",
			    gsup->session, gsup->n_component);
		end(euse, gsup, "damaged");
		return;
	}
	if (gsup->state == GSUP_STATE_BEGIN)
		begin(euse, gsup, &component);
	else
		go_on(euse, gsup, &component);
}

void euse_look_at_clock(struct euse *euse)
{
	int64_t now_ms = clock_mono_ms();

	for (size_t i = 0; i < EUSE_SESSIONS_MAX; i++) {
		struct euse_session *session = &euse->sessions[i];

		if (session->state == SESSION_FREE || session->until_ms > now_ms)
			continue;
		if (session->state == SESSION_LOOKED_UP)
			euse_go_on(euse, session); /* its number stays unknown */
		else
			forget(session, "no answer in time");
	}
}
