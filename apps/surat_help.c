// SPDX-License-Identifier: MIT
#include <stdio.h>

#include "apps/surat_commands.h"
#include "store/tickets.h"

void surat_print_usage(const struct command *command, FILE *out)
{
	fprintf(out, "pemakaian: surat %s%s%s\n", command->words,
		command->usage[0] != '\0' ? " " : "", command->usage);
}

static void print_all(void)
{
	puts("surat [-c BERKAS] [-o jalur=nilai]... KATA [ISI]...\n");
	for (const struct command *command = surat_commands; command->words != NULL;
	     command++)
		printf("  %-18s %s\n", command->words, command->help);
	puts("\nKata boleh dipendekkan selama jelas: surat q. Penjelasan: surat help KATA.");
}

static void print_one(const struct command *command)
{
	surat_print_usage(command, stdout);
	printf("  %s\n", command->help);
	for (int i = 0; i < SURAT_OPTION_COUNT; i++) {
		const struct option_row *row = surat_option_row((enum surat_option)i);

		if ((command->options & 1u << i) != 0)
			printf("  --%-9s %-7s %s\n", row->name,
			       row->value != NULL ? row->value : "", row->help);
	}
}

/* For the bash completion: a line per command with its options, one with the states. */
static void print_completions(void)
{
	for (const struct command *command = surat_commands; command->words != NULL;
	     command++) {
		fputs(command->words, stdout);
		for (int i = 0; i < SURAT_OPTION_COUNT; i++)
			if ((command->options & 1u << i) != 0)
				printf(" --%s",
				       surat_option_row((enum surat_option)i)->name);
		putchar('\n');
	}
	fputs("--state", stdout);
	for (int i = 0; i < TICKET_STATE_COUNT; i++)
		printf(" %s", ticket_state_name((enum ticket_state)i));
	putchar('\n');
}

int surat_help(struct surat *surat)
{
	const struct command *command;
	int n_words;

	if (surat_has(surat, SURAT_OPTION_COMPLETE)) {
		print_completions();
		return SURAT_EXIT_OK;
	}
	if (surat->n_arguments == 0) {
		print_all();
		return SURAT_EXIT_OK;
	}
	command = surat_command_find(surat->arguments, surat->n_arguments, &n_words);
	if (command == NULL)
		return SURAT_EXIT_USAGE;
	print_one(command);
	return SURAT_EXIT_OK;
}
