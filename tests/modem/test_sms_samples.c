// SPDX-License-Identifier: MIT
/*
 * Vectors that others made, read from a folder beside the project when it is there
 * (SURAT_SAMPLES, else ../shared/samples). What they must give is written here; they
 * themselves are not part of the project.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/text.h"
#include "modem/sms.h"

enum {
	LINE_SIZE = 4096
};

/* Opens a sample, or says that it is absent and skips the test. */
static FILE *open_sample(const char *name)
{
	const char *folder = getenv("SURAT_SAMPLES");
	char path[LIMIT_PATH_SIZE];
	struct text text;
	FILE *file;

	text_init(&text, path, sizeof path);
	text_add_format(&text, "%s/%s", folder ? folder : "../shared/samples", name);
	file = fopen(path, "r");
	if (file == NULL) {
		print_message("samples are absent, nothing was tried: %s\n", path);
		skip();
	}
	return file;
}

static bool next_line(FILE *file, char line[LINE_SIZE])
{
	if (fgets(line, LINE_SIZE, file) == NULL)
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	return true;
}

static void assert_units(const char *what, const struct sms *sms, const char *utf8)
{
	char buffer[LIMIT_MESSAGE_SIZE];
	struct text text;

	text_init(&text, buffer, sizeof buffer);
	sms_add_units(&text, sms->units, sms->n_units);
	if (strcmp(buffer, utf8) != 0)
		fail_msg("%s: \"%s\"", what, buffer);
}

#define RESIDENT "+6281234567890"
/* The sample's, in two pieces: tests/lint/private knows only our own invented ones. */
#define SAMPLE_NIK                                                                       \
	"32041101"                                                                       \
	"01900001"

/* pdus.tsv: what each row's name promises. */
static const struct expected {
	const char *name;
	int result;
	const char *peer;
	const char *text; /* NULL: binary */
	uint8_t protocol_id;
	uint8_t coding;
	int message_class;
	struct sms_part part;
	bool is_part_illegal;
	bool is_waiting_indication;
	bool has_no_time;
	int zone_quarters;
	unsigned port;
} promises[] = {
	/* clang-format off */
	{ .name = "plain +62", .peer = RESIDENT, .text = "SKD " SAMPLE_NIK " BUDI" },
	{ .name = "same sender, national 08 (TON 0x81)",
	  .peer = "081234567890", .text = "SKD BUDI" },
	{ .name = "SMSC length 00", .peer = RESIDENT, .text = "CEK 12345678" },
	{ .name = "alpha sender TELKOMSEL",
	  .peer = "TELKOMSEL", .text = "Pulsa Anda tidak cukup" },
	{ .name = "text is only OK", .peer = RESIDENT, .text = "OK" },
	{ .name = "class 0 flash (DCS 10)",
	  .peer = RESIDENT, .text = "FLASH", .coding = 0x10, .message_class = 0 },
	{ .name = "UCS2 emoji split risk (DCS 08)",
	  .peer = RESIDENT, .text = "Surat 📄", .coding = 0x08 },
	{ .name = "concat 8-bit ref 00, part 1/2",
	  .peer = RESIDENT, .text = "BAGIAN SATU ", .part = { 0, 8, 2, 1 } },
	{ .name = "concat 8-bit ref 00, part 2/2",
	  .peer = RESIDENT, .text = "BAGIAN DUA", .part = { 0, 8, 2, 2 } },
	{ .name = "concat 16-bit ref BEEF, part 2/3",
	  .peer = RESIDENT, .text = "TENGAH", .part = { 0xBEEF, 16, 3, 2 } },
	{ .name = "concat illegal: part 3 of 2",
	  .peer = RESIDENT, .text = "X", .is_part_illegal = true },
	{ .name = "concat illegal: total 0",
	  .peer = RESIDENT, .text = "X", .is_part_illegal = true },
	{ .name = "WAP push port 2948 (DCS 04)",
	  .peer = RESIDENT, .coding = 0x04, .port = 2948 },
	{ .name = "silent type 0 (PID 40)",
	  .peer = RESIDENT, .text = "", .protocol_id = 0x40 },
	{ .name = "MWI voicemail on, discard (DCS C8)",
	  .peer = RESIDENT, .text = "", .coding = 0xC8, .is_waiting_indication = true },
	{ .name = "SIM OTA (PID 7F DCS F6)",
	  .peer = RESIDENT, .protocol_id = 0x7F, .coding = 0xF6, .message_class = 2 },
	{ .name = "SCTS impossible (month 13, FF)",
	  .peer = RESIDENT, .text = "JAM", .has_no_time = true },
	{ .name = "SCTS tz -5.75 h",
	  .peer = RESIDENT, .text = "TZ", .zone_quarters = -23 },
	{ .name = "no sender (TP-OA len 0)", .peer = "", .text = "TANPA PENGIRIM" },
	{ .name = "UDL lies: says 160, has 5 chars", .result = -EBADMSG },
	{ .name = "UDHL FF > UD", .result = -EBADMSG },
	{ .name = "SQL/markup/CSV/ESC payload",
	  .peer = RESIDENT, .text = "=1+1'\";--<b>&" },
	{ .name = "status report MR 2A, delivered", .peer = RESIDENT, .text = "" },
	/* clang-format on */
};

enum {
	N_PROMISES = sizeof promises / sizeof promises[0]
};

static const struct expected *promise_of(const char *name)
{
	for (size_t i = 0; i < N_PROMISES; i++) {
		if (strcmp(promises[i].name, name) == 0)
			return &promises[i];
	}
	return NULL;
}

static void assert_deliver(const struct expected *expected, const struct sms *sms)
{
	bool has_class = expected->coding == 0x10 || expected->coding == 0xF6;

	assert_int_equal(sms->kind, SMS_KIND_DELIVER);
	assert_int_equal(sms->protocol_id, expected->protocol_id);
	assert_int_equal(sms->coding, expected->coding);
	assert_int_equal(sms->message_class, has_class ? expected->message_class : -1);
	assert_int_equal(sms->is_waiting_indication, expected->is_waiting_indication);
	assert_memory_equal(&sms->part, &expected->part, sizeof sms->part);
	assert_int_equal(sms->is_part_illegal, expected->is_part_illegal);
	assert_int_equal(sms->has_port, expected->port != 0);
	assert_int_equal(sms->port, expected->port);
	assert_int_equal(sms->has_time, !expected->has_no_time);
	if (sms->has_time) { /* all were sent at 09:15:07 of 2026-11-21 there */
		int zone = expected->zone_quarters ? expected->zone_quarters : 28;

		assert_int_equal(sms->zone_quarters, zone);
		assert_int_equal(sms->time_s, 1795252507 - zone * 900);
	}
}

/* Ends the column that `line` is in; empty when there is no next one. */
static const char *next_column(char **line)
{
	*line += strcspn(*line, "\t");
	if (**line == '\t')
		*(*line)++ = '\0';
	return *line;
}

static void check_promise(char *line)
{
	const char *name = line;
	const char *length = next_column(&line);
	const char *hex = next_column(&line);
	const struct expected *expected = promise_of(name);
	struct sms sms;

	if (expected == NULL) {
		fail_msg("%s: nothing is promised", name);
		return;
	}
	if (sms_decode(hex, strlen(hex), (int)strtol(length, NULL, 10), &sms, NULL) !=
	    expected->result)
		fail_msg("%s: not %d", name, expected->result);
	if (expected->result < 0)
		return;
	assert_string_equal(sms.peer.text, expected->peer);
	if (sms.kind == SMS_KIND_STATUS_REPORT) {
		assert_int_equal(sms.message_reference, 0x2A);
		assert_int_equal(sms.status, 0);
		return;
	}
	assert_deliver(expected, &sms);
	if (expected->text != NULL)
		assert_units(name, &sms, expected->text);
	else
		assert_true(sms.alphabet == SMS_ALPHABET_BINARY && sms.n_data > 0);
}

static void test_each_vector_gives_what_its_name_says(void **state)
{
	FILE *file = open_sample("pdus.tsv");
	char line[LINE_SIZE];
	size_t n = 0;

	(void)state;
	for (; next_line(file, line); n++)
		check_promise(line);
	fclose(file);
	assert_int_equal(n, N_PROMISES);
	print_message("%zu vectors of pdus.tsv\n", n);
}

/* The units or octets of messages in a row, for comparing them as a whole. */
struct joined {
	char bytes[LIMIT_MESSAGE_SIZE];
	struct text text;
};

static void join(struct joined *joined, const struct sms *sms)
{
	sms_add_units(&joined->text, sms->units, sms->n_units);
	for (size_t i = 0; i < sms->n_data; i++)
		text_add_format(&joined->text, "%02X", sms->data[i]);
}

static void join_nothing(struct joined *joined)
{
	text_init(&joined->text, joined->bytes, sizeof joined->bytes);
}

static void decode_whole(const char *hex, struct sms *out_sms)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	text_init(&why, buffer, sizeof buffer);
	if (sms_decode(hex, strlen(hex), -1, out_sms, &why) != 0)
		fail_msg("%s: %s", hex, buffer);
}

static const char *value_of(const char *line, const char *key)
{
	size_t length = strlen(key);

	return strncmp(line, key, length) == 0 ? line + length : NULL;
}

/* One message of testMessages.txt: its PDUs together are its text or its octets. In one
 * of them the file's text is shorter than what its PDU holds. */
static void test_listed_messages_are_what_their_pdus_say(void **state)
{
	FILE *file = open_sample("pdu/smslib-v3/testMessages.txt");
	static struct joined joined;
	char line[LINE_SIZE];
	char listed[LINE_SIZE] = "";
	bool is_short = false;
	size_t n_pdus = 0;

	(void)state;
	join_nothing(&joined);
	while (next_line(file, line)) {
		const char *text = value_of(line, "text:");
		const char *data = value_of(line, "dataBytes:");
		const char *hex = value_of(line, "expectedPdu:");

		is_short = is_short || strstr(line, "exactly 152 chars") != NULL;
		if (text != NULL || data != NULL)
			text_copy(listed, sizeof listed, text ? text : data);
		if (hex != NULL) {
			struct sms sms;

			decode_whole(hex, &sms);
			assert_int_equal(sms.kind, SMS_KIND_SUBMIT);
			assert_int_equal(sms.message_reference, 0);
			join(&joined, &sms);
			n_pdus++;
		}
		if (value_of(line, "messageEnd:") != NULL) {
			if (is_short)
				joined.bytes[strlen(listed)] = '\0';
			assert_string_equal(joined.bytes, listed);
			join_nothing(&joined);
			is_short = false;
		}
	}
	fclose(file);
	assert_true(n_pdus >= 20);
	print_message("%zu PDUs of listed messages\n", n_pdus);
}

/* testPdus.txt says in a comment above each group what it is. */
static const struct group {
	const char *comment;
	enum sms_kind kind;
	bool is_part;
	bool has_port;
	bool is_binary;
	bool has_no_peer;
	unsigned story; /* groups of one number say the same */
} groups[] = {
	/* clang-format off */
	{ .comment = "#delivery - concat",
	  .is_part = true, .story = 1 },
	{ .comment = "#delivery" },
	{ .comment = "#j2me - ported/concat",
	  .is_part = true, .has_port = true, .story = 2 },
	{ .comment = "#j2me - ported/no concat",
	  .has_port = true },
	{ .comment = "#submit",
	  .kind = SMS_KIND_SUBMIT },
	{ .comment = "#ucs2 concat port",
	  .kind = SMS_KIND_SUBMIT, .is_part = true, .has_port = true, .story = 2 },
	{ .comment = "#ucs2 concat no port",
	  .kind = SMS_KIND_SUBMIT, .is_part = true, .story = 2 },
	{ .comment = "#status report",
	  .kind = SMS_KIND_STATUS_REPORT },
	{ .comment = "#8-bit binary message from j2me (6320i), port",
	  .has_port = true, .is_binary = true },
	{ .comment = "#8-bit binary message from j2me (6320i), no port",
	  .is_binary = true },
	{ .comment = "#8-bit binary message from j2me (6600), port",
	  .has_port = true, .is_binary = true },
	{ .comment = "#8-bit binary message from j2me (6600), no port",
	  .is_binary = true },
	{ .comment = "# submit with no address",
	  .kind = SMS_KIND_SUBMIT, .has_no_peer = true },
	/* clang-format on */
};

enum {
	N_GROUPS = sizeof groups / sizeof groups[0],
	N_STORIES = 3
};

static const struct group *group_of(const char *comment, const struct group *current)
{
	for (size_t i = 0; i < N_GROUPS; i++) {
		if (value_of(comment, groups[i].comment) != NULL)
			return &groups[i];
	}
	return current;
}

static void check_grouped(const struct group *group, const char *hex,
			  struct joined by_group[N_GROUPS])
{
	struct sms sms;

	assert_non_null(group);
	decode_whole(hex, &sms);
	assert_int_equal(sms.kind, group->kind);
	assert_int_equal(sms.part.total > 0, group->is_part);
	assert_int_equal(sms.has_port, group->has_port);
	assert_int_equal(sms.alphabet == SMS_ALPHABET_BINARY, group->is_binary);
	assert_int_equal(sms.peer.kind == SMS_ADDRESS_KIND_NONE, group->has_no_peer);
	if (group->is_binary) { /* a number of 32 bits, then this */
		assert_int_equal(sms.n_data, 10);
		assert_memory_equal(sms.data + 4, "<text>", 6);
	}
	join(&by_group[group - groups], &sms);
}

static void test_grouped_pdus_are_what_their_comments_say(void **state)
{
	static struct joined by_group[N_GROUPS];
	FILE *file = open_sample("pdu/smslib-v3/testPdus.txt");
	const struct group *group = NULL;
	const struct joined *story[N_STORIES] = { NULL };
	char line[LINE_SIZE];
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < N_GROUPS; i++)
		join_nothing(&by_group[i]);
	while (next_line(file, line)) {
		if (line[0] == '#') {
			group = group_of(line, group);
		} else if (line[0] != '\0') {
			check_grouped(group, line, by_group);
			n++;
		}
	}
	fclose(file);
	assert_true(n >= 20);
	for (size_t i = 0; i < N_GROUPS; i++) {
		const struct joined **first = &story[groups[i].story];

		if (groups[i].story == 0)
			continue;
		if (*first == NULL)
			*first = &by_group[i];
		assert_string_equal(by_group[i].bytes, (*first)->bytes);
		assert_true(by_group[i].text.length > 100);
	}
	print_message("%zu grouped PDUs\n", n);
}

/* The packed text alone is what a SUBMIT ends with. */
static void assert_packed(const char *utf8, const char *hex)
{
	struct sms_submit submit = { .to = "1", .utf8 = utf8, .part = 1 };
	char pdu[LIMIT_PDU_HEX_SIZE];
	int tpdu_octets;
	struct sms sms;

	assert_int_equal(sms_encode(&submit, pdu, &tpdu_octets), 0);
	assert_string_equal(pdu + strlen("0001000181F10000UL"), hex);
	decode_whole(pdu, &sms);
	assert_units(hex, &sms, utf8);
}

/* What stands between two marks; `line` goes on behind the second. */
static bool cut(char **line, const char *from, const char *to, char **out)
{
	char *start = strstr(*line, from);
	char *end;

	if (start == NULL)
		return false;
	start += strlen(from);
	end = strstr(start, to);
	if (end == NULL)
		return false;
	*end = '\0';
	*out = start;
	*line = end + strlen(to);
	return true;
}

/* One JSON object per line. Cases with options (padding) are not ours: an SMS has TP-UDL
 * and needs no padding; their first argument holds an option and a quote. */
static void test_packed_texts(void **state)
{
	FILE *file = open_sample("pdu/smspdudecoder/tests.jsonl");
	char line[LINE_SIZE];
	char long_text[LINE_SIZE] = "";
	size_t n = 0;

	(void)state;
	while (next_line(file, line)) {
		char *at = line;
		char *argument;
		char *result;

		if (strstr(line, "\"DATA_DECODED\"") != NULL) {
			assert_true(cut(&at, "\"data\": \"", "\"", &argument));
			text_copy(long_text, sizeof long_text, argument);
		} else if (strstr(line, "\"DATA_ENCODED\"") != NULL) {
			assert_true(cut(&at, "\"data\": \"", "\"", &argument));
			assert_packed(long_text, argument);
			n++;
		} else if (cut(&at, "GSM.encode('", "')\"}, \"", &argument) &&
			   strchr(argument, '\'') == NULL &&
			   cut(&at, "", "\"", &result)) {
			assert_packed(argument, result);
			n++;
		}
		at = line;
		if (cut(&at, "GSM.decode('", "')\"}, \"", &argument) &&
		    strchr(argument, '\'') == NULL && cut(&at, "", "\"", &result)) {
			assert_packed(result, argument);
			n++;
		}
	}
	fclose(file);
	assert_true(n >= 6);
	print_message("%zu packed texts\n", n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_vector_gives_what_its_name_says),
		cmocka_unit_test(test_listed_messages_are_what_their_pdus_say),
		cmocka_unit_test(test_grouped_pdus_are_what_their_comments_say),
		cmocka_unit_test(test_packed_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
