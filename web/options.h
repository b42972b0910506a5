// SPDX-License-Identifier: MIT
#pragma once

/* The settings of the pages, filled by conf/. */

#include <stdbool.h>

#include "base/limits.h"

struct web_options {
	char listen[64];  /* "127.0.0.1:8080"; what systemd hands over goes before it */
	char hosts[256];  /* further names of this machine, apart by spaces */
	bool is_kiosk;    /* the page for the hall is there, without a login */
	int idle_minutes; /* then one must log in again */
	char training[LIMIT_PATH_SIZE]; /* modemsim's control socket; "" none */
	char certificate[LIMIT_PATH_SIZE], certificate_key[LIMIT_PATH_SIZE]; /* "" HTTP */
};
