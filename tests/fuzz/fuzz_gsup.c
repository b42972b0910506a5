// SPDX-License-Identifier: MIT
/* What an HLR sends: frames, messages, components; and what is written of them again. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "ussd/component.h"
#include "ussd/gsup.h"
#include "ussd/ipa.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_component(const uint8_t *bytes, size_t length)
{
	struct component component, back;
	uint8_t written[COMPONENT_SIZE];
	size_t n_written;

	memset(&component, 0xA5, sizeof component);
	if (!component_read(bytes, length, &component))
		return;
	must(memchr(component.text, '\0', sizeof component.text) != NULL);
	must(utf8_is_valid(component.text, strlen(component.text)));
	if (component.kind == COMPONENT_REJECT)
		return;
	n_written = component_write(&component, written);
	must(n_written <= 129);
	if (n_written == 0)
		return;
	must(component_read(written, n_written, &back));
	must(back.invoke_id == component.invoke_id);
	/* A last septet that is a CR is filler when it is read. */
	must(strncmp(back.text, component.text, strlen(back.text)) == 0);
}

static void read_message(const uint8_t *bytes, size_t length)
{
	struct gsup gsup, back;
	uint8_t written[GSUP_MESSAGE_MAX];
	size_t n_written;

	memset(&gsup, 0xA5, sizeof gsup);
	if (!gsup_read(bytes, length, &gsup))
		return;
	must(gsup.imsi[strspn(gsup.imsi, "0123456789")] == '\0');
	must(gsup.msisdn[strspn(gsup.msisdn, "0123456789")] == '\0');
	n_written = gsup_write(&gsup, written, sizeof written);
	must(n_written > 0);
	if (gsup.state != GSUP_STATE_NONE) {
		must(gsup_read(written, n_written, &back));
		must(strcmp(back.imsi, gsup.imsi) == 0 && back.session == gsup.session);
	}
	read_component(gsup.component, gsup.n_component);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ipa_frame frame;
	uint8_t answer[256];

	read_message(data, size);
	read_component(data, size);
	while (size > 0) {
		int used = ipa_read(data, size, &frame);

		if (used <= 0)
			break;
		must((size_t)used <= size);
		must(frame.payload >= data &&
		     frame.payload + frame.length <= data + used);
		must(ipa_ccm_answer(&frame, "EUSE-surat", answer, sizeof answer) <=
		     sizeof answer);
		read_message(frame.payload, frame.length);
		data += used;
		size -= (size_t)used;
	}
	return 0;
}
