// SPDX-License-Identifier: MIT
#include "apps/surat_ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "apps/surat.h"
#include "base/clock.h"
#include "base/text.h"
#include "handlers/officers.h"
#include "store/store.h"

static bool read_line(char *out, size_t size)
{
	size_t length;

	if (fgets(out, (int)size, stdin) == NULL)
		return false;
	length = strcspn(out, "\r\n");
	if (out[length] == '\0' && length + 1 == size)
		return false;
	out[length] = '\0';
	return true;
}

bool ask_secret(const char *question, char *out, size_t size)
{
	struct termios before, silent;
	bool is_read;

	if (tcgetattr(STDIN_FILENO, &before) < 0)
		return read_line(out, size);
	silent = before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	fprintf(stderr, "%s: ", question);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	is_read = read_line(out, size);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fputc('\n', stderr);
	return is_read;
}

/* In which of his roles he may do the step. */
static bool fill_role(struct surat *surat, enum step step, struct acting *acting)
{
	static const enum step_role roles[OFFICER_ROLE_COUNT] = {
		[OFFICER_ROLE_OPERATOR] = STEP_ROLE_OPERATOR,
		[OFFICER_ROLE_ADMIN] = STEP_ROLE_OPERATOR,
		[OFFICER_ROLE_SECRETARY] = STEP_ROLE_SECRETARY,
		[OFFICER_ROLE_HEAD] = STEP_ROLE_HEAD,
	};
	enum step_role role = roles[acting->officer.role];
	unsigned allowed = step_row(step)->roles;
	char kind[sizeof acting->actor.capacity];

	acting->actor.role = role;
	if ((allowed & (unsigned)role) != 0)
		return true;
	acting->actor.role = STEP_ROLE_HEAD;
	if ((allowed & STEP_ROLE_HEAD) == 0 ||
	    !officers_may_approve(&surat->office, &acting->officer, clock_utc_s(), kind))
		return false;
	text_copy(acting->actor.capacity, sizeof acting->actor.capacity, kind);
	return true;
}

static int find_officer(struct surat *surat, struct officer *out)
{
	const char *name = surat->options[SURAT_OPTION_AS];
	int error = officer_find(surat->store, surat->office.village->code, name, out);

	if (error == -ENOENT) {
		surat_complain(
			"tidak ada petugas bernama '%s'; lihat: surat officers list",
			name);
		return SURAT_EXIT_NO;
	}
	return error < 0 ? surat_store_failed("mencari petugas", error) : SURAT_EXIT_OK;
}

/* Two transactions: the try is on the disk before the PIN is looked at. */
static int check_pin(struct surat *surat, struct officer *officer, const char *pin)
{
	int error = store_begin(surat->store);

	if (error == 0)
		error = surat_end_transaction(surat->store,
					      officer_take_try(surat->store, officer));
	if (error == -EACCES) {
		surat_complain("PIN %s terkunci; buka dengan: surat officers unlock",
			       officer->name);
		return SURAT_EXIT_NO;
	}
	if (error == 0)
		error = store_begin(surat->store);
	if (error < 0)
		return surat_store_failed("memeriksa PIN", error);
	error = officers_judge_pin(&surat->office, officer, pin);
	if (error == -EACCES) {
		store_rollback(surat->store);
		surat_complain("PIN salah; sisa percobaan %d",
			       OFFICER_FAILURES_MAX - officer->failures);
		return SURAT_EXIT_NO;
	}
	error = surat_end_transaction(surat->store, error);
	return error < 0 ? surat_store_failed("memeriksa PIN", error) : SURAT_EXIT_OK;
}

static int ask_officer(struct surat *surat, enum step step, struct acting *out)
{
	char pin[ASK_PIN_SIZE];
	int result = find_officer(surat, &out->officer);

	if (result != SURAT_EXIT_OK)
		return result;
	if (!fill_role(surat, step, out)) {
		surat_complain("%s (%s) tidak berwenang untuk itu", out->officer.name,
			       officer_role_name(out->officer.role));
		return SURAT_EXIT_NO;
	}
	if (out->officer.pin[0] == '\0') {
		surat_complain("%s belum punya PIN: surat officers pin '%s'",
			       out->officer.name, out->officer.name);
		return SURAT_EXIT_NO;
	}
	if (!ask_secret("PIN", pin, sizeof pin)) {
		surat_complain("PIN belum diisi");
		return SURAT_EXIT_NO;
	}
	text_copy(out->name, sizeof out->name, out->officer.name);
	out->actor.officer = &out->officer;
	result = check_pin(surat, &out->officer, pin);
	memset(pin, 0, sizeof pin);
	return result;
}

int ask_actor(struct surat *surat, enum step step, struct acting *out)
{
	bool is_for_head = (step_row(step)->roles & STEP_ROLE_OPERATOR) == 0;

	*out = (struct acting){ .actor = { .role = STEP_ROLE_ACCOUNT, .door = "desk" } };
	out->actor.name = out->name;
	if (surat_has(surat, SURAT_OPTION_AS))
		return ask_officer(surat, step, out);
	if (is_for_head && surat->settings->officers.approval_needs_officer) {
		surat_complain("harus dengan --as NAMA dan PIN (approval_needs_officer)");
		return SURAT_EXIT_NO;
	}
	surat_account(out->name);
	return SURAT_EXIT_OK;
}
