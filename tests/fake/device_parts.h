// SPDX-License-Identifier: MIT
#pragma once

/* The plain values that a simulated modem is made of. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/fake/faults.h"
#include "tests/fake/network.h"
#include "tests/fake/profile.h"
#include "tests/fake/storage.h"

enum {
	DEVICE_LINE_SIZE = 1024,  /* a command line; more is ERROR */
	DEVICE_BODY_SIZE = 4096,  /* what is typed at a prompt */
	DEVICE_INPUT_SIZE = 8192, /* typed ahead while a command runs */
	DEVICE_HELD_SIZE = 8192,  /* unsolicited lines held back */
	DEVICE_ESCAPE = 0x1B,
	DEVICE_END = 0x1A,
};

enum device_storage {
	DEVICE_STORAGE_SM,
	DEVICE_STORAGE_ME,
	DEVICE_STORAGE_SR, /* status reports */
	DEVICE_STORAGE_COUNT
};

enum device_charset {
	DEVICE_CHARSET_GSM,
	DEVICE_CHARSET_IRA,
	DEVICE_CHARSET_UCS2,
	DEVICE_CHARSET_HEX,
};

enum device_mode {
	DEVICE_MODE_COMMAND, /* collects a line */
	DEVICE_MODE_RUNNING, /* a command waits for something */
	DEVICE_MODE_PROMPT,  /* collects a body until Ctrl-Z or ESC */
};

enum device_net {
	DEVICE_NET_CREG,
	DEVICE_NET_CGREG,
	DEVICE_NET_CEREG,
	DEVICE_NET_COUNT
};

/* Lost at a reset; ATZ and AT&F restore them too. */
struct device_settings {
	bool has_echo, is_numeric, is_quiet;
	int error_detail;  /* +CMEE */
	bool is_text_mode; /* +CMGF=1 */
	int csms, cmms;
	int cnmi[PROFILE_CNMI_FIELDS]; /* mode, mt, bm, ds, bfr */
	enum device_charset charset;
	int net_notice[DEVICE_NET_COUNT];
	bool tells_caller;     /* +CLIP */
	bool tells_ussd;       /* +CUSD n */
	bool tells_time_zone;  /* +CTZR */
	bool is_signal_hidden; /* the profile's signal_line is switched off */
	int operator_format;
};

struct device_ussd {
	char answer[FAULT_TEXT_SIZE]; /* what the network says to any request */
	int status;
	int delay_ms;
	bool is_asked; /* the network has opened a session and waits for an answer */
};

/* The AT+CMGS, CMGW or CMSS that runs. */
struct device_sending {
	const char *name;           /* of the command, for its answer */
	int announced_octets;       /* what it said the TPDU would have */
	enum slot_state state;      /* of a CMGW */
	char to[TPDU_ADDRESS_SIZE]; /* text mode */
	struct tpdu_submit submit;
	char tpdu_hex[STORAGE_HEX_SIZE];
	struct slot *slot; /* of a CMSS */
	unsigned reference;
};

/* What the service types. */
struct device_input {
	char line[DEVICE_LINE_SIZE];
	size_t n_line;
	bool is_line_too_long;
	int64_t line_at_us, last_at_us;   /* first byte of the line; last byte of all */
	char last_line[DEVICE_LINE_SIZE]; /* for A/ */
	char ahead[DEVICE_INPUT_SIZE];
	size_t ahead_at, n_ahead;
	bool is_feeding; /* the queue is being looked at: no second round inside */
};

/* Unsolicited lines that wait for their moment. */
struct device_held {
	char lines[DEVICE_HELD_SIZE]; /* each ends with a NUL */
	size_t n_bytes;
	int64_t seq; /* of the last +CMTI among them, 0 = none */
};

/* A direct +CMT that waits for AT+CNMA. */
struct device_ack {
	bool is_awaited;
	int64_t seq;
	char hex[STORAGE_HEX_SIZE];
	const char *where; /* "CMT" or "CDS" */
};

struct device_call {
	bool is_active;
	char caller[NETWORK_NUMBER_SIZE];
	int rings_left;
};
