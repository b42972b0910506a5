// SPDX-License-Identifier: MIT
#include "tests/support/rig.h"

#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/must.h"
#include "base/text.h"

enum {
	PATIENCE_MS = 60000,
	ARGUMENTS_MAX = 32,
	LINE_SIZE = 4096,
};

static void simulator_path(char *out, size_t size)
{
	char self[LIMIT_PATH_SIZE];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	assert_true(n > 0);
	self[n] = '\0';
	for (int i = 0; i < 3; i++)
		*strrchr(self, '/') = '\0';
	assert_true((size_t)snprintf(out, size, "%s/modemsim", self) < size);
}

bool rig_is_possible(void)
{
	char path[LIMIT_PATH_SIZE];

	simulator_path(path, sizeof path);
	if (access(path, X_OK) == 0)
		return true;
	printf("no %s: not tried\n", path);
	return false;
}

/* --- the owner --------------------------------------------------------------------- */

static bool is_known(const struct rig *rig, const char *key)
{
	for (size_t i = 0; i < rig->n_messages; i++) {
		if (strcmp(rig->keys[i], key) == 0)
			return true;
	}
	return false;
}

static enum modem_verdict on_message(void *context, struct modem *modem,
				     const struct modem_message *message)
{
	struct rig *rig = context;
	const char *key = sms_tpdu_hex(message->pdu_hex, message->pdu_length);

	(void)modem;
	rig->n_offers++;
	rig->last = *message;
	rig->last.sms = NULL;
	text_copy(rig->last_storage, sizeof rig->last_storage, message->storage);
	text_copy(rig->last_pdu, sizeof rig->last_pdu, message->pdu_hex);
	text_copy(rig->last_why, sizeof rig->last_why, message->why);
	if (!rig->is_storing)
		return MODEM_VERDICT_NOT_STORED;
	if (!message->is_decoded)
		rig->n_damaged++;
	if (key == NULL || !message->is_decoded)
		return MODEM_VERDICT_STORED;
	if (is_known(rig, key)) {
		rig->n_repeats++;
		return MODEM_VERDICT_STORED;
	}
	assert_true(rig->n_messages < RIG_MESSAGES_MAX);
	text_copy(rig->keys[rig->n_messages++], RIG_KEY_SIZE, key);
	if (rig->is_answering && message->sms->kind == SMS_KIND_DELIVER)
		rig->n_replies_due++;
	return MODEM_VERDICT_STORED;
}

static void on_sent(void *context, struct modem *modem, const struct modem_sent *sent)
{
	struct rig *rig = context;

	(void)modem;
	rig->n_results[sent->result]++;
	rig->last_id = sent->id;
	rig->last_error = sent->error;
	rig->last_reference = sent->reference;
	/* What the network never saw is tried again, as the outbox does. */
	if (sent->result == MODEM_SEND_RESULT_NOT_GIVEN && rig->is_retrying)
		rig->n_replies_due++;
}

static void on_free(void *context, struct modem *modem)
{
	struct rig *rig = context;
	char hex[LIMIT_PDU_HEX_SIZE], text[32];
	struct sms_submit submit = { .to = "+6281234567890", .utf8 = text, .part = 1 };
	int octets;

	if (rig->n_replies_due == 0)
		return;
	rig->n_replies_due--;
	snprintf(text, sizeof text, "jawab %zu", rig->n_replies_taken++);
	assert_int_equal(sms_encode(&submit, hex, &octets), 0);
	assert_int_equal(modem_send(modem, (int64_t)rig->n_replies_taken, hex, octets),
			 0);
}

static void on_health(void *context, struct modem *modem)
{
	(void)context, (void)modem;
}

/* --- simulator and modem ----------------------------------------------------------- */

static void fork_simulator(struct rig *rig, const char *arguments)
{
	char path[LIMIT_PATH_SIZE], words[512];
	char *argv[ARGUMENTS_MAX] = { path,        (char[]){ "--link" },
				      rig->link,   (char[]){ "--control" },
				      rig->socket, (char[]){ "--ledger" },
				      rig->ledger, (char[]){ "--quiet" } };
	size_t n = 8;

	simulator_path(path, sizeof path);
	text_copy(words, sizeof words, arguments);
	for (char *word = words; *word != '\0'; word += strspn(word, " ")) {
		assert_true(n < ARGUMENTS_MAX - 1);
		argv[n++] = word;
		word += strcspn(word, " ");
		if (*word != '\0')
			*word++ = '\0';
	}
	rig->simulator = fork();
	assert_true(rig->simulator >= 0);
	if (rig->simulator == 0) {
		/* Not left behind by a test that fails. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (freopen("/dev/null", "w", stdout) != NULL)
			execv(path, argv);
		_exit(127);
	}
}

static void connect_control(struct rig *rig)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int64_t until_ms = clock_mono_ms() + PATIENCE_MS;

	text_copy(address.sun_path, sizeof address.sun_path, rig->socket);
	while (clock_mono_ms() < until_ms) {
		int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

		assert_true(descriptor >= 0);
		if (connect(descriptor, (const struct sockaddr *)&address,
			    sizeof address) == 0) {
			rig->control = fdopen(descriptor, "r+");
			assert_non_null(rig->control);
			return;
		}
		close(descriptor);
		usleep(10000);
	}
	fail_msg("the simulator does not answer at %s", rig->socket);
}

void rig_prepare(struct rig *rig, unsigned hurry)
{
	*rig = (struct rig){ .is_storing = true,
			     .is_answering = true,
			     .is_retrying = true };
	rig->keys = must_alloc(RIG_MESSAGES_MAX * sizeof *rig->keys);
	text_copy(rig->folder, sizeof rig->folder, "/tmp/surat-rig-XXXXXX");
	assert_non_null(mkdtemp(rig->folder));
	snprintf(rig->link, sizeof rig->link, "%s/modem", rig->folder);
	snprintf(rig->socket, sizeof rig->socket, "%s/socket", rig->folder);
	snprintf(rig->ledger, sizeof rig->ledger, "%s/ledger", rig->folder);
	assert_true(sd_event_new(&rig->loop) >= 0);
	rig->options = (struct modem_options){
		.name = "a",
		.baud = 115200,
		.sweep_s = 20,
		.hurry = hurry,
	};
	text_copy(rig->options.port, sizeof rig->options.port, rig->link);
	text_copy(rig->options.state_dir, sizeof rig->options.state_dir, rig->folder);
}

void rig_start_simulator(struct rig *rig, const char *arguments)
{
	fork_simulator(rig, arguments);
	connect_control(rig);
}

void rig_start_modem(struct rig *rig)
{
	struct modem_owner owner = {
		.context = rig,
		.on_message = on_message,
		.on_sent = on_sent,
		.on_free = on_free,
		.on_health = on_health,
	};

	rig->modem = modem_new(rig->loop, &rig->options, &owner);
	modem_start(rig->modem);
}

void rig_open(struct rig *rig, const char *arguments, unsigned hurry)
{
	rig_prepare(rig, hurry);
	rig_start_simulator(rig, arguments);
	rig_start_modem(rig);
}

void rig_restart_modem(struct rig *rig)
{
	modem_free(rig->modem);
	rig_start_modem(rig);
}

static void remove_folder(const char *folder)
{
	DIR *list = opendir(folder);
	const struct dirent *entry;

	while (list != NULL && (entry = readdir(list)) != NULL)
		unlinkat(dirfd(list), entry->d_name, 0);
	if (list != NULL)
		closedir(list);
	rmdir(folder);
}

void rig_close(struct rig *rig)
{
	modem_free(rig->modem);
	sd_event_unref(rig->loop);
	if (rig->control != NULL) {
		fclose(rig->control);
		kill(rig->simulator, SIGTERM);
		waitpid(rig->simulator, NULL, 0);
	}
	remove_folder(rig->folder);
	free(rig->keys);
}

void rig_say(struct rig *rig, const char *format, ...)
{
	char command[LINE_SIZE], answer[LINE_SIZE];
	va_list values;

	va_start(values, format);
	vsnprintf(command, sizeof command, format, values);
	va_end(values);
	fprintf(rig->control, "%s\n", command);
	fflush(rig->control);
	assert_non_null(fgets(answer, sizeof answer, rig->control));
	fseek(rig->control, 0, SEEK_CUR); /* from reading to writing, C11 7.21.5.3 */
	if (strncmp(answer, "ok", 2) != 0)
		fail_msg("%s: %s", command, answer);
}

/* --- running and looking ----------------------------------------------------------- */

void rig_run_until(struct rig *rig, bool (*is_true)(struct rig *rig), const char *what)
{
	int64_t until_ms = clock_mono_ms() + PATIENCE_MS;

	while (!is_true(rig)) {
		if (clock_mono_ms() > until_ms)
			fail_msg("in vain: %s (state %s, why %s, in %zu, due %zu)", what,
				 modem_state_name(modem_health(rig->modem)->state),
				 modem_health(rig->modem)->why, rig->n_messages,
				 rig->n_replies_due);
		assert_true(sd_event_run(rig->loop, 10000) >= 0);
	}
}

void rig_run_until_state(struct rig *rig, enum modem_state state)
{
	int64_t until_ms = clock_mono_ms() + PATIENCE_MS;

	while (modem_health(rig->modem)->state != state) {
		if (clock_mono_ms() > until_ms)
			fail_msg("never %s: %s because %s", modem_state_name(state),
				 modem_state_name(modem_health(rig->modem)->state),
				 modem_health(rig->modem)->why);
		assert_true(sd_event_run(rig->loop, 10000) >= 0);
	}
}

void rig_run_for_ms(struct rig *rig, int ms)
{
	int64_t until_ms = clock_mono_ms() + ms;

	while (clock_mono_ms() < until_ms)
		assert_true(sd_event_run(rig->loop, 10000) >= 0);
}

/* Slots with a D and no X behind it. */
static size_t count_left(const struct rig *rig)
{
	return rig_count(rig, 'D') - rig_count(rig, 'X');
}

bool rig_is_drained(struct rig *rig)
{
	size_t n_ended = rig->n_results[0] + rig->n_results[1] + rig->n_results[2] +
			 rig->n_results[3];

	return rig->n_messages >= rig->n_wanted && rig->n_replies_due == 0 &&
	       n_ended == rig->n_replies_taken && count_left(rig) == 0;
}

size_t rig_count(const struct rig *rig, char letter)
{
	char line[LINE_SIZE];
	FILE *file = fopen(rig->ledger, "r");
	size_t n = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		n += line[0] == letter && line[1] == ' ';
	if (file != NULL)
		fclose(file);
	return n;
}

static void check_delivered(const struct rig *rig, const char *line)
{
	const char *tpdu = strrchr(line, ' ') + 1;
	char key[RIG_KEY_SIZE];

	text_copy(key, sizeof key, tpdu);
	key[strcspn(key, "\n")] = '\0';
	if (!is_known(rig, key))
		fail_msg("lost: %s", line);
}

void rig_check_nothing_lost(struct rig *rig)
{
	char line[LINE_SIZE];
	FILE *file = fopen(rig->ledger, "r");
	size_t n_sent = rig_count(rig, 'S');

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		if (line[0] == 'D')
			check_delivered(rig, line);
		if (line[0] == 'V')
			fail_msg("breaks the standard: %s", line);
	}
	fclose(file);
	/* No reply went out more than once, and each that was called sent went out. */
	assert_true(n_sent >= rig->n_results[MODEM_SEND_RESULT_SENT]);
	assert_true(n_sent <= rig->n_results[MODEM_SEND_RESULT_SENT] +
				      rig->n_results[MODEM_SEND_RESULT_UNSURE]);
}
