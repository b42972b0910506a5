// SPDX-License-Identifier: MIT
#pragma once

/*
 * AT commands as rows of tables. A row knows whether it works before the PIN and which
 * kind of error it answers; at_execute() finds it, splits its arguments and calls it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "tests/fake/at_result.h"
#include "tests/fake/device.h"
#include "tests/fake/device_output.h"

enum {
	AT_ARGUMENTS_MAX = 12
};

enum at_form {
	AT_FORM_EXECUTE, /* AT+X */
	AT_FORM_SET,     /* AT+X=... */
	AT_FORM_READ,    /* AT+X? */
	AT_FORM_TEST,    /* AT+X=? */
};

struct at_argument {
	bool is_given, is_quoted, is_number;
	int number;
	char text[560]; /* a page of USSD in UCS-2 */
};

struct at_request {
	enum at_form form;
	struct at_argument arguments[AT_ARGUMENTS_MAX];
	size_t n_arguments;
};

struct at_command {
	const char *name; /* with its sign: "+CMGR" */
	struct at_result (*run)(struct device *device, const struct at_request *request);
	const char *test; /* answer to =?, "" for OK alone, NULL: run() does it */
	bool is_before_pin;
	bool is_message; /* 27.005: its errors are +CMS */
};

/* Tables end with a row without name. */
extern const struct at_command at_general_commands[];
extern const struct at_command at_radio_commands[];
extern const struct at_command at_message_commands[];
extern const struct at_command at_send_commands[];
extern const struct at_command at_call_commands[];

/* Execute the rest of the running line up to its end, an error, or a wait. */
void at_execute(struct device *device);

/* One basic command (V.250 5.3.1) is taken from `rest` and run: E0, &F, D..., A. */
struct at_result at_basic(struct device *device, struct cursor *rest);

/* The i-th argument as a number within limits, or `otherwise` when it is left out. False
 * when it is something else. */
bool at_number(const struct at_request *request, size_t i, int low, int high,
	       int otherwise, int *out_number);
