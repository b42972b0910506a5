// SPDX-License-Identifier: MIT
#pragma once

/*
 * What goes wrong at the moment, as plain values that the wire, the device and the
 * network look at. Zero is: nothing. A counter is taken down by whoever fires it; -1
 * means for ever. Set by the control command `fault` (fault_table.c).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FAULT_TEXT_SIZE = 512,
	FAULT_PREFIX_SIZE = 64,
	FAULT_ANSWERS_MAX = 24,
};

enum fault_line_end {
	FAULT_LINE_END_CRLF,
	FAULT_LINE_END_LF,     /* \n only */
	FAULT_LINE_END_CRCRLF, /* \r\r\n */
	FAULT_LINE_END_CR,     /* \r only */
	FAULT_LINE_END_NOLEAD, /* none in front of a line */
	FAULT_LINE_END_BLANK,  /* two more blank lines before the last one */
};

enum fault_echo {
	FAULT_ECHO_AS_SET,
	FAULT_ECHO_RANDOM
};

enum fault_cure {
	FAULT_CURE_NONE,
	FAULT_CURE_SEARCH, /* AT+COPS=0 */
	FAULT_CURE_RADIO,  /* AT+CFUN=1 after another level */
};

/* Scripted: a command line that begins so gets these bytes instead of an answer. */
struct fault_answer {
	int n; /* times left; 0 = row unused */
	char prefix[FAULT_PREFIX_SIZE];
	char bytes[FAULT_TEXT_SIZE];
	size_t n_bytes;
};

struct fault_urc {
	bool is_armed, is_each;
	size_t offset; /* byte of the answer before which it stands */
	char line[FAULT_TEXT_SIZE];
};

struct fault_unplug {
	int n;          /* sends left to fire at */
	bool is_before; /* the network does not get it */
	int back_ms;
	bool wants_new_number;
};

struct faults {
	/* the line */
	unsigned garbage_out, garbage_in; /* bytes flipped in 1000 */
	int64_t silent_until_us;          /* INT64_MAX: until told otherwise */
	int input_burst;        /* bytes of one burst that are not lost; 0 = all */
	int line_speed;         /* the only speed that is understood; 0 = any */
	int drop_first_after_s; /* the first command after such a pause is lost */
	/* answers */
	struct fault_urc urc_at;
	size_t urc_every_bytes;
	char urc_every_line[FAULT_TEXT_SIZE];
	int drop_ok;
	char drop_ok_prefix[FAULT_PREFIX_SIZE]; /* "" = any command */
	int late_ms;
	enum fault_line_end line_end;
	enum fault_echo echo;
	char prompt[16]; /* "" = the profile's */
	bool urcs_in_prompt;
	int cut_bytes; /* of an answer, the rest is lost */
	int cut_n;
	int repeat_ms; /* an unsolicited line every so often */
	char repeat_line[FAULT_TEXT_SIZE];
	char at_open[FAULT_TEXT_SIZE]; /* bytes of the last session */
	size_t n_at_open;
	struct fault_unplug unplug_at_command;
	char unplug_prefix[FAULT_PREFIX_SIZE];
	struct fault_answer answers[FAULT_ANSWERS_MAX];
	/* sending */
	int refuse_code, refuse_n, refuse_skip; /* the first `skip` go through */
	char refuse_to[40];                     /* "" = any number */
	int hold_send_ms;
	int hang_after_send; /* given to the network, then no answer */
	int lose_send;       /* neither */
	int no_prompt, ignore_escape, ignore_end;
	struct fault_unplug unplug_at_send;
	/* storage */
	int reject_delete;
	int slow_delete_ms;
	bool deletes_all_parts; /* of one long message, with the first */
	int lie_length;         /* added to the length in +CMGR */
	int empty_slot;         /* 0 as the profile, 1 OK, 2 error, 3 both in turn */
	bool has_bad_index;     /* +CMTI says index -1 */
	bool is_mute_about_new; /* no +CMTI at all: another tty gets them */
	bool stores_elsewhere;  /* a message goes to ME when SM is full */
	int swap_after_read;    /* a read slot is emptied and gets another message */
	/* the network */
	bool is_double, is_shuffled;
	int delay_ms;
	bool has_no_reports;
	bool is_lte_only;   /* +CREG and +CGREG say 0, +CEREG the truth */
	int no_credit_code; /* refuses all and texts a complaint for each; 0 = off */
	bool drops_sent;    /* accepted, and no phone ever sees it */
	enum fault_cure network_cure; /* what brings a lost network back */
	bool loses_centre; /* the service centre's number vanishes at each reset */
};

void faults_clear(struct faults *faults);

/* Take one from a counter; false when it stands at 0. */
bool fault_take(int *counter);
