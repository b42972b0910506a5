// SPDX-License-Identifier: MIT
#include "apps/surat_ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "apps/surat.h"
#include "base/clock.h"
#include "handlers/acting.h"
#include "handlers/officers.h"

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

static int check_pin(struct surat *surat, struct officer *officer, const char *pin)
{
	int error = acting_check_pin(&surat->office, officer, pin, clock_utc_s());

	if (error == -EPERM)
		surat_complain("PIN %s terkunci; buka dengan: surat officers unlock",
			       officer->name);
	else if (error == -EACCES)
		surat_complain("PIN salah; sisa percobaan %d",
			       OFFICER_FAILURES_MAX - officer->failures);
	else if (error == -EAGAIN)
		surat_complain(
			"PIN salah 2x; percobaan terakhir baru diterima %d menit lagi",
			(int)((officers_wait_s(officer, clock_utc_s()) + 59) / 60));
	else if (error == -ENOKEY)
		surat_complain("PIN tidak dapat diperiksa, berkas kuncinya hilang; beri "
			       "PIN baru: surat officers pin '%s'",
			       officer->name);
	else if (error < 0)
		return surat_store_failed("memeriksa PIN", error);
	else
		return SURAT_EXIT_OK;
	return SURAT_EXIT_NO;
}

/* The PIN of the officer that --as names. */
static int ask_pin(struct surat *surat, struct acting *out)
{
	char pin[ASK_PIN_SIZE];
	int result;

	if (out->officer.pin[0] == '\0') {
		surat_complain("%s belum punya PIN: surat officers pin '%s'",
			       out->officer.name, out->officer.name);
		return SURAT_EXIT_NO;
	}
	if (!ask_secret("PIN", pin, sizeof pin)) {
		surat_complain("PIN belum diisi");
		return SURAT_EXIT_NO;
	}
	out->actor.door = "desk";
	result = check_pin(surat, &out->officer, pin);
	memset(pin, 0, sizeof pin);
	return result;
}

static int ask_officer(struct surat *surat, enum step step, struct acting *out)
{
	int result = find_officer(surat, &out->officer);

	if (result != SURAT_EXIT_OK)
		return result;
	if (acting_fill(&surat->office, &out->officer, step, clock_utc_s(), &out->actor))
		return ask_pin(surat, out);
	surat_complain("%s (%s) tidak berwenang untuk itu", out->officer.name,
		       officer_role_name(out->officer.role));
	return SURAT_EXIT_NO;
}

static void begin_account(struct acting *out)
{
	*out = (struct acting){ .actor = { .role = STEP_ROLE_ACCOUNT, .door = "desk" } };
	out->actor.name = surat_account(out->name);
}

int ask_himself(struct surat *surat, struct acting *out)
{
	int result;

	begin_account(out);
	if (!surat_has(surat, SURAT_OPTION_AS))
		return SURAT_EXIT_OK;
	result = find_officer(surat, &out->officer);
	if (result != SURAT_EXIT_OK)
		return result;
	acting_as_himself(&out->officer, &out->actor);
	return ask_pin(surat, out);
}

int ask_actor(struct surat *surat, enum step step, struct acting *out)
{
	begin_account(out);
	if (surat_has(surat, SURAT_OPTION_AS))
		return ask_officer(surat, step, out);
	if (acting_needs_pin(step) && surat->settings->officers.approval_needs_officer) {
		surat_complain("harus dengan --as NAMA dan PIN (approval_needs_officer)");
		return SURAT_EXIT_NO;
	}
	return SURAT_EXIT_OK;
}
