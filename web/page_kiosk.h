// SPDX-License-Identifier: MIT
#pragma once

/*
 * The kiosk (anjungan) in the hall: nobody logs in, and nothing is shown before a code of
 * a request, or a NIK together with the day of birth. Only with web.kiosk. Its functions
 * for the table of routes are in web/pages.h.
 */

enum {
	KIOSK_FREE_TRIES = 20, /* well-formed ones in vain, from one address */
	KIOSK_SHOWN_S = 60,    /* then the page begins anew */
	KIOSK_IDLE_S = 180,    /* what somebody began to type is gone then */
};
