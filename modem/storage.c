// SPDX-License-Identifier: MIT
#include "modem/storage.h"

#include "base/log.h"
#include "base/text.h"
#include "modem/at.h"
#include "modem/modem_internal.h"

enum {
	CHOOSE_MS = 10000,
	BUSY_MS = 1000, /* the SIM starts up: ask again then */
	FORMS = 3,      /* of AT+CPMS */
};

/* Three storages: read from, write to, receive into. With another one in the second
 * place AT+CPMS? counts both. Some modems want all three, some only one (gammu#908). */
void storage_choose_line(const struct receive *receive, int storage, struct text *line)
{
	const struct storage *storages = receive->slots.storages;
	int main = receive->main >= 0 ? receive->main : storage;
	int second = storage;

	for (int i = 0; i < receive->slots.n_storages && second == storage; i++) {
		if (storages[i].is_swept && !storages[i].is_refused)
			second = i;
	}
	text_add_format(line, "AT+CPMS=\"%s\"", storages[storage].name);
	if (receive->form == 0)
		text_add_format(line, ",\"%s\"", storages[second].name);
	if (receive->form == 1)
		text_add_format(line, ",\"%s\"", storages[storage].name);
	if (receive->form < 2)
		text_add_format(line, ",\"%s\"", storages[main].name);
}

unsigned storage_note_counts(struct receive *receive, const char *line, int meant)
{
	struct at_storage counts[AT_STORAGES_MAX];
	size_t n = at_parse_storages(line, counts);
	unsigned counted = 0;

	for (size_t i = 0; i < n; i++) {
		int storage = meant;

		if (counts[i].name[0] != '\0')
			storage = slots_storage(&receive->slots, counts[i].name);
		else if (i > 0)
			break; /* the answer to a choice names none: only the first is
				  sure */
		if (storage < 0)
			continue;
		receive->slots.storages[storage].used = counts[i].used;
		receive->slots.storages[storage].size = counts[i].size;
		counted |= 1u << storage;
	}
	return counted;
}

static void chosen(void *context, const struct chat_reply *reply)
{
	struct modem *modem = context;
	struct receive *receive = &modem->receive;
	int storage = receive->wanted;
	struct storage *wanted = &receive->slots.storages[storage];

	if (reply->result == CHAT_RESULT_OK) {
		receive->now = storage;
		storage_note_counts(receive, reply->line, storage);
	} else if (chat_is_sim_busy(reply)) {
		receive->pause_ms = modem_after_ms(modem, BUSY_MS);
		return;
	} else if (reply->result == CHAT_RESULT_REFUSED && receive->form + 1 < FORMS) {
		receive->form++;
		return;
	} else {
		log_warning("storage refused modem=%s storage=%s error=%d",
			    modem->options.name, wanted->name, reply->error);
		wanted->is_refused = true;
		slots_remove_storage(&receive->slots, storage);
	}
	sweep_counted(modem, 1u << storage);
}

bool storage_choose(struct modem *modem, int storage)
{
	char line[CHAT_LINE_SIZE];
	struct text text;

	text_init(&text, line, sizeof line);
	storage_choose_line(&modem->receive, storage, &text);
	modem->receive.wanted = storage;
	return chat_send(modem->chat, &(struct chat_command){
					      .line = line,
					      .prefix = "+CPMS:",
					      .timeout_ms = CHOOSE_MS,
					      .is_repeatable = true,
					      .on_reply = chosen,
				      }) == 0;
}
