// SPDX-License-Identifier: MIT
/* surat: what the office does from a terminal. The words are a table, surat_commands.c.
 */
#include "apps/surat.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apps/arguments.h"
#include "apps/surat_commands.h"
#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/store.h"

static const char usage[] =
	"pemakaian: surat [-c BERKAS] [-o jalur=nilai]... KATA [ISI]...\n"
	"  -c BERKAS        pengaturan (biasanya /etc/surat/surat.conf)\n"
	"  -o jalur=nilai   satu pengaturan, misalnya store.path=/tmp/a.db\n"
	"  -d               catat semuanya di layar\n"
	"  -V               versi\n"
	"Daftar kata: surat help\n";

bool surat_has(const struct surat *surat, enum surat_option option)
{
	return surat->options[option] != NULL;
}

const char *surat_account(char out[LIMIT_ADDRESS_SIZE])
{
	const struct passwd *account = getpwuid(getuid());

	if (account != NULL)
		(void)text_copy(out, LIMIT_ADDRESS_SIZE, account->pw_name);
	else
		snprintf(out, LIMIT_ADDRESS_SIZE, "uid %ld", (long)getuid());
	return out;
}

int surat_limit(const struct surat *surat, int otherwise)
{
	const char *typed = surat->options[SURAT_OPTION_LIMIT];
	char *end;
	long limit;

	if (typed == NULL)
		return otherwise;
	errno = 0;
	limit = strtol(typed, &end, 10);
	if (errno == 0 && end != typed && *end == '\0' && limit > 0 && limit < INT_MAX)
		return (int)limit;
	surat_complain("--limit '%s' bukan jumlah", typed);
	return -1;
}

int surat_end_transaction(struct store *store, int error)
{
	if (error == 0)
		return store_commit(store);
	store_rollback(store);
	return error;
}

void surat_complain(const char *format, ...)
{
	char said_buffer[LIMIT_WHY_SIZE], line_buffer[2 * LIMIT_WHY_SIZE];
	struct text said, line;
	va_list values;

	text_init(&said, said_buffer, sizeof said_buffer);
	text_init(&line, line_buffer, sizeof line_buffer);
	va_start(values, format);
	text_add_valist(&said, format, values);
	va_end(values);
	text_add_escaped(&line, said.bytes, said.length);
	fprintf(stderr, "surat: %s\n", line.bytes);
}

int surat_store_failed(const char *doing, int error)
{
	surat_complain("gagal %s: %s", doing, strerror(-error));
	return SURAT_EXIT_STORE;
}

bool surat_join_arguments(const struct surat *surat, int first, struct text *out)
{
	for (int i = first; i < surat->n_arguments; i++) {
		if (i > first)
			text_add_char(out, ' ');
		text_add(out, surat->arguments[i]);
	}
	return !out->is_cut;
}

/* The options that this command takes, as getopt_long() wants them. */
static void list_options(const struct command *command,
			 struct option out[SURAT_OPTION_COUNT + 1])
{
	size_t n = 0;

	memset(out, 0, (SURAT_OPTION_COUNT + 1) * sizeof *out);
	for (int i = 0; i < SURAT_OPTION_COUNT; i++) {
		const struct option_row *row = surat_option_row((enum surat_option)i);

		if ((command->options & 1u << i) == 0)
			continue;
		out[n].name = row->name;
		out[n].has_arg = row->value != NULL ? required_argument : no_argument;
		out[n++].val = i;
	}
}

/* Options may stand between the arguments; `words[0]` is the command's last word. */
static bool read_options(struct surat *surat, int n_words, char **words)
{
	bool has_output = (surat->command->options & 1u << SURAT_OPTION_OUTPUT) != 0;
	const char *shorts = has_output ? ":o:" : ":";
	struct option options[SURAT_OPTION_COUNT + 1];
	int option;

	list_options(surat->command, options);
	opterr = 0;
	optind = 0; /* makes getopt begin anew */
	while ((option = getopt_long(n_words, words, shorts, options, NULL)) != -1) {
		if (option == 'o')
			option = SURAT_OPTION_OUTPUT;
		if (option == '?' || option == ':') {
			surat_complain(option == ':' ? "pilihan '%s' memerlukan nilai"
						     : "pilihan '%s' tidak dikenal",
				       words[optind - 1]);
			return false;
		}
		surat->options[option] = optarg != NULL ? optarg : "";
	}
	surat->arguments = words + optind;
	surat->n_arguments = n_words - optind;
	return true;
}

static bool is_one_line(const char *value)
{
	size_t left = strlen(value);

	if (!utf8_is_valid(value, left))
		return false;
	while (left > 0) {
		uint32_t code;
		size_t taken = utf8_decode(value, left, &code);

		if (utf8_is_control(code))
			return false;
		value += taken;
		left -= taken;
	}
	return true;
}

/* Whatever is stored or shown is valid UTF-8, and a value is one line. */
static bool are_texts_right(const struct surat *surat)
{
	for (int i = 0; i < surat->n_arguments; i++) {
		const char *argument = surat->arguments[i];

		if (utf8_is_valid(argument, strlen(argument)))
			continue;
		surat_complain("'%s' bukan UTF-8", argument);
		return false;
	}
	for (int i = 0; i < SURAT_OPTION_COUNT; i++) {
		const char *value = surat->options[i];

		if (value == NULL || is_one_line(value))
			continue;
		surat_complain("ada huruf kendali di '%s'", value);
		return false;
	}
	return true;
}

static bool are_arguments_right(const struct surat *surat)
{
	const struct command *command = surat->command;

	for (int i = 0; i < SURAT_OPTION_COUNT; i++) {
		if ((command->needed_options & 1u << i) == 0 ||
		    surat_has(surat, (enum surat_option)i))
			continue;
		surat_complain("pilihan '--%s' harus diisi",
			       surat_option_row((enum surat_option)i)->name);
		return false;
	}
	if (surat->n_arguments < command->min_arguments)
		surat_complain("kurang isinya");
	else if (surat->n_arguments > command->max_arguments)
		surat_complain("terlalu banyak isinya: '%s'",
			       surat->arguments[command->max_arguments]);
	else
		return true;
	return false;
}

static int open_office(struct surat *surat)
{
	char buffer[LIMIT_WHY_SIZE];
	struct text why;

	if (surat->command->needs == COMMAND_NEEDS_NOTHING)
		return SURAT_EXIT_OK;
	if (settings_load(surat->source, &surat->settings) < 0)
		return SURAT_EXIT_USAGE;
	surat->office = (struct office){ .village = &surat->settings->village,
					 .catalogue = &surat->settings->catalogue,
					 .words = &surat->settings->words,
					 .phrases = &surat->settings->phrases,
					 .guards = &surat->settings->guards,
					 .officers = &surat->settings->officers,
					 .desk = &surat->settings->desk };
	if (surat->command->needs == COMMAND_NEEDS_SETTINGS)
		return SURAT_EXIT_OK;
	text_init(&why, buffer, sizeof buffer);
	/* suratd checks the whole file at its start, and `surat doctor` on demand. */
	surat->settings->store.is_check_skipped = true;
	if (store_open(&surat->store, &surat->settings->store, &why) < 0) {
		surat_complain("%s", buffer);
		return SURAT_EXIT_STORE;
	}
	surat->office.store = surat->store;
	return SURAT_EXIT_OK;
}

static int run(struct surat *surat)
{
	int result = open_office(surat);

	if (result == SURAT_EXIT_OK)
		result = surat->command->run(surat);
	store_close(surat->store);
	settings_free(surat->settings);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		surat_complain("keluaran tidak dapat ditulis");
		return result == SURAT_EXIT_OK ? SURAT_EXIT_NO : result;
	}
	return result;
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct surat surat = { .source = &arguments.source };
	int n_words;

	log_set_level(LOG_LEVEL_WARNING);
	arguments_read(&arguments, argc, argv, usage);
	argv += arguments.first_word;
	argc -= arguments.first_word;
	if (argc == 0) {
		fputs(usage, stderr);
		return SURAT_EXIT_USAGE;
	}
	surat.command = surat_command_find(argv, argc, &n_words);
	if (surat.command == NULL)
		return SURAT_EXIT_USAGE;
	if (!read_options(&surat, argc - n_words + 1, argv + n_words - 1) ||
	    !are_arguments_right(&surat) || !are_texts_right(&surat)) {
		surat_print_usage(surat.command, stderr);
		return SURAT_EXIT_USAGE;
	}
	return run(&surat);
}
