// SPDX-License-Identifier: MIT
#include "tests/fake/network.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"
#include "tests/fake/escape.h"

enum {
	SHUFFLE_HOLD_US = 200000,
	STORAGE_OCTETS = 400,
};

static void on_due(void *owner)
{
	network_wake(owner);
}

void network_init(struct network *network, struct loop *loop, struct ledger *ledger,
		  struct faults *faults, const struct network_owner *owner)
{
	*network = (struct network){ .loop = loop,
				     .ledger = ledger,
				     .faults = faults,
				     .owner = *owner,
				     .next_seq = 1,
				     .next_sent_seq = 1,
				     .random = 0x9E3779B97F4A7C15U };
	text_copy(network->number, sizeof network->number, "+6281200000001");
	text_copy(network->centre, sizeof network->centre, "+6281100000");
	TAILQ_INIT(&network->queue);
	loop_add_timer(loop, &network->timer, on_due, network);
}

static void group_clear(struct network_group *group)
{
	for (size_t i = 0; i < SMSTEXT_PARTS_MAX; i++)
		free(group->texts[i]);
	*group = (struct network_group){ 0 };
}

static void remove_message(struct network *network, struct network_message *message)
{
	TAILQ_REMOVE(&network->queue, message, link);
	free(message);
	network->n_waiting--;
}

void network_clear(struct network *network)
{
	while (!TAILQ_EMPTY(&network->queue))
		remove_message(network, TAILQ_FIRST(&network->queue));
	for (size_t i = 0; i < NETWORK_GROUPS_MAX; i++)
		group_clear(&network->groups[i]);
}

uint32_t network_random(struct network *network)
{
	network->random ^= network->random << 13;
	network->random ^= network->random >> 7;
	network->random ^= network->random << 17;
	return (uint32_t)(network->random >> 32);
}

void network_canonical(char out[NETWORK_NUMBER_SIZE], const char *number)
{
	size_t n_digits = strspn(number, "0123456789");
	bool is_number = number[n_digits] == '\0' && n_digits >= 9;
	struct text text;

	text_init(&text, out, NETWORK_NUMBER_SIZE);
	if (is_number && number[0] == '0')
		text_add_format(&text, "+62%s", number + 1);
	else if (is_number && strncmp(number, "62", 2) == 0)
		text_add_format(&text, "+%s", number);
	else
		text_add(&text, number);
}

/* At the due time of the message that is first, so that the loop wakes up for it. */
static void set_timer(struct network *network)
{
	const struct network_message *message;
	int64_t nearest = INT64_MAX, now_us = clock_mono_us();

	TAILQ_FOREACH(message, &network->queue, link)
	{
		if (message->due_us > now_us && message->due_us < nearest)
			nearest = message->due_us;
		if (network->faults->delay_ms == 0 && !network->faults->is_shuffled)
			break; /* they are due in their order */
	}
	if (nearest != INT64_MAX)
		loop_start_timer(&network->timer, nearest - now_us);
}

/* Of the messages that are due the first, or any when the network shuffles. */
static struct network_message *next_message(struct network *network)
{
	struct network_message *message, *chosen = NULL;
	int64_t now_us = clock_mono_us();
	uint32_t n = 0;

	TAILQ_FOREACH(message, &network->queue, link)
	{
		if (message->due_us > now_us)
			continue;
		n++;
		if (chosen == NULL || network_random(network) % n == 0)
			chosen = message;
		if (!network->faults->is_shuffled)
			break;
	}
	return chosen;
}

void network_wake(struct network *network)
{
	struct network_message *message;

	while ((message = next_message(network)) != NULL) {
		if (network->owner.on_offer(network->owner.context, message) !=
		    NETWORK_VERDICT_TAKEN)
			break;
		network->n_delivered++;
		if (--message->copies <= 0)
			remove_message(network, message);
	}
	set_timer(network);
}

static struct network_message *add_message(struct network *network, int64_t seq,
					   const char *hex)
{
	size_t size = strlen(hex) + 1;
	struct network_message *message = must_alloc(sizeof *message + size);
	int64_t wait_us = (int64_t)network->faults->delay_ms * 1000;

	if (network->faults->is_shuffled)
		wait_us += network_random(network) % SHUFFLE_HOLD_US;
	message->seq = seq;
	message->copies = network->faults->is_double ? 2 : 1;
	message->due_us = clock_mono_us() + wait_us;
	memcpy(message->hex, hex, size);
	TAILQ_INSERT_TAIL(&network->queue, message, link);
	network->n_waiting++;
	return message;
}

static uint64_t hash_text(const char *from, const char *utf8)
{
	uint64_t hash = 0xCBF29CE484222325U; /* FNV-1a */

	for (const char *c = from; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 0x100000001B3U;
	for (const char *c = utf8; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 0x100000001B3U;
	return hash;
}

/*
 * A time stamp that no equal text of this phone had lately: it counts in seconds, and a
 * person who presses "send" twice has made two messages, not one that came twice.
 */
static int64_t stamp(struct network *network, const char *from, const char *utf8)
{
	uint64_t hash = hash_text(from, utf8);
	int64_t at_s = clock_utc_s();

	for (size_t i = 0; i < NETWORK_RECENT_MAX; i++) {
		if (network->recent[i].hash == hash &&
		    network->recent[i].sent_at_s >= at_s)
			at_s = network->recent[i].sent_at_s + 1;
	}
	network->recent[network->next_recent].hash = hash;
	network->recent[network->next_recent].sent_at_s = at_s;
	network->next_recent = (network->next_recent + 1) % NETWORK_RECENT_MAX;
	return at_s;
}

static void add_part(struct network *network, int64_t seq,
		     const struct tpdu_deliver *deliver)
{
	struct tpdu centre = { .length = 0 }, tpdu;
	char hex[2 * (sizeof tpdu.octets + 16) + 1];
	struct network_message *message;

	tpdu_add_centre(&centre, network->centre);
	tpdu_build_deliver(deliver, &tpdu);
	tpdu_to_hex(centre.octets, centre.length, hex);
	tpdu_to_hex(tpdu.octets, tpdu.length, hex + 2 * centre.length);
	message = add_message(network, seq, hex);
	message->pid = deliver->pid;
	message->dcs = deliver->dcs;
}

static size_t highest(const struct network_sending *sending)
{
	size_t most = 0;

	for (size_t i = 0; i < sending->n_order; i++)
		most = sending->order[i] > most ? sending->order[i] : most;
	return most;
}

static void add_parts(struct network *network, int64_t seq, const struct smstext *text,
		      const struct network_sending *sending, struct tpdu_deliver *deliver)
{
	size_t n = sending->order != NULL ? sending->n_order : text->n_parts;

	for (size_t i = 0; i < n; i++) {
		size_t part = sending->order != NULL ? sending->order[i] : i + 1;

		if (part == 0 || part > text->n_parts)
			continue;
		deliver->units = text->units + text->starts[part - 1];
		deliver->n_units = text->starts[part] - text->starts[part - 1];
		deliver->part.number = (unsigned)part;
		deliver->has_more = i + 1 < n;
		add_part(network, seq, deliver);
	}
}

static void note_accepted(struct network *network, int64_t seq, const char *from,
			  const char *utf8)
{
	char bytes[4 * TPDU_ADDRESS_SIZE];
	struct text escaped;

	text_init(&escaped, bytes, sizeof bytes);
	escape_add(&escaped, from, strlen(from), true);
	ledger_add_text(network->ledger, utf8, "N %lld %s", (long long)seq, bytes);
}

int64_t network_take_text(struct network *network, const char *from, const char *utf8,
			  const struct network_sending *sending, struct text *why)
{
	unsigned bits = sending->reference_bits == 16 ? 16 : 8;
	struct smstext_options options = {
		.n_parts_min = highest(sending),
		.header_octets = bits == 16 ? 7 : 6,
		.may_cut_surrogate = sending->may_cut_surrogate,
	};
	struct tpdu_deliver deliver = { .from = from,
					.pid = sending->pid,
					.dcs = sending->dcs,
					.quarters = TPDU_DEFAULT_QUARTERS };
	struct smstext text;
	int64_t seq;

	if (!smstext_init(&text, utf8, &options)) {
		text_say(why, "the text is not UTF-8 or needs more than 255 parts");
		return -1;
	}
	seq = network->next_seq++;
	network->n_accepted++;
	deliver.is_ucs2 = text.is_ucs2;
	deliver.sent_at_s = stamp(network, from, utf8);
	if (text.n_parts > 1 || sending->n_order > 0) {
		unsigned reference = sending->reference >= 0
					     ? (unsigned)sending->reference
					     : network->next_reference++;

		deliver.part =
			(struct tpdu_part){ reference, bits, (unsigned)text.n_parts, 0 };
	}
	note_accepted(network, seq, from, utf8);
	add_parts(network, seq, &text, sending, &deliver);
	smstext_clear(&text);
	network_wake(network);
	return seq;
}

/* What a modem looks at before it decides where a message goes; of a broken PDU as much
 * as can be read. */
static void peek(struct network_message *message)
{
	uint8_t octets[STORAGE_OCTETS];
	size_t length, at, address;

	if (!tpdu_of_hex(message->hex, strlen(message->hex), octets, sizeof octets,
			 &length) ||
	    length == 0)
		return;
	at = 1U + octets[0];
	if (at + 2 >= length)
		return;
	message->is_report = (octets[at] & 3) == 2;
	address = 2U + (octets[at + 1] + 1U) / 2;
	if (message->is_report || at + 1 + address + 1 >= length)
		return;
	message->pid = octets[at + 1 + address];
	message->dcs = octets[at + 1 + address + 1];
}

void network_give_back(struct network *network, int64_t seq, const char *hex)
{
	struct network_message *message = add_message(network, seq, hex);

	message->copies = 1;
	message->due_us = clock_mono_us();
	peek(message);
	TAILQ_REMOVE(&network->queue, message, link);
	TAILQ_INSERT_HEAD(&network->queue, message, link);
}

int64_t network_take_pdu(struct network *network, const char *hex)
{
	int64_t seq = network->next_seq++;

	network->n_accepted++;
	ledger_add(network->ledger, "N %lld -", (long long)seq);
	peek(add_message(network, seq, hex));
	network_wake(network);
	return seq;
}

static struct network_group *find_group(struct network *network,
					const struct tpdu_submit *submit, const char *to)
{
	struct network_group *group;

	for (size_t i = 0; i < NETWORK_GROUPS_MAX; i++) {
		group = &network->groups[i];
		if (group->is_used && strcmp(group->to, to) == 0 &&
		    group->part.reference == submit->part.reference &&
		    group->part.reference_bits == submit->part.reference_bits &&
		    group->part.total == submit->part.total)
			return group;
	}
	group = &network->groups[network->next_group];
	network->next_group = (network->next_group + 1) % NETWORK_GROUPS_MAX;
	group_clear(group);
	group->is_used = true;
	group->part = submit->part;
	text_copy(group->to, sizeof group->to, to);
	return group;
}

/* A phone shows a long text when its last part is there, as handsets do. */
static void reach_phone(struct network *network, const struct tpdu_submit *submit,
			const char *to, const char *text)
{
	struct network_group *group;
	char whole_bytes[LEDGER_LINE_SIZE / 2];
	struct text whole;
	unsigned i = submit->part.number - 1;

	if (network->faults->drops_sent)
		return;
	if (submit->part.total <= 1) {
		network->owner.on_text(network->owner.context, to, text);
		return;
	}
	group = find_group(network, submit, to);
	if (group->texts[i] == NULL)
		group->n_texts++;
	free(group->texts[i]);
	group->texts[i] = strdup(text);
	if (group->n_texts < group->part.total)
		return;
	text_init(&whole, whole_bytes, sizeof whole_bytes);
	for (i = 0; i < group->part.total; i++)
		text_add(&whole, group->texts[i]);
	network->owner.on_text(network->owner.context, to, whole.bytes);
	group_clear(group);
}

static void add_report(struct network *network, const char *to)
{
	struct tpdu_report report = { .to = to,
				      .reference = (uint8_t)network->message_reference,
				      .sent_at_s = clock_utc_s(),
				      .done_at_s = clock_utc_s(),
				      .quarters = TPDU_DEFAULT_QUARTERS };
	struct tpdu centre = { .length = 0 }, tpdu;
	char hex[2 * (sizeof tpdu.octets + 16) + 1];
	struct network_message *message;

	tpdu_add_centre(&centre, network->centre);
	tpdu_build_report(&report, &tpdu);
	tpdu_to_hex(centre.octets, centre.length, hex);
	tpdu_to_hex(tpdu.octets, tpdu.length, hex + 2 * centre.length);
	message = add_message(network, network->next_seq++, hex);
	message->is_report = true;
	loop_start_timer(&network->timer, 0); /* after the answer to the sending */
}

unsigned network_accept(struct network *network, const struct tpdu_submit *submit,
			const char *hex)
{
	char to[NETWORK_NUMBER_SIZE], bytes[2048];
	struct text text;

	network_canonical(to, submit->to);
	text_init(&text, bytes, sizeof bytes);
	tpdu_add_submit_text(&text, submit);
	network->message_reference = (network->message_reference + 1) & 0xFF;
	network->n_sent++;
	ledger_add_text(network->ledger, bytes, "S %lld %s %s",
			(long long)network->next_sent_seq, to, hex);
	ledger_add_time(network->ledger, "sent", network->next_sent_seq, clock_mono_us());
	network->next_sent_seq++;
	reach_phone(network, submit, to, bytes);
	if (submit->wants_report && !network->faults->has_no_reports)
		add_report(network, to);
	return network->message_reference;
}
