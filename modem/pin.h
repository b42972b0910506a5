// SPDX-License-Identifier: MIT
#pragma once

/*
 * The SIM's PIN: given once, never a second time. Before it goes out a file in state_dir
 * says that it will (written and synced), so that no crash, however often, can try a
 * wrong PIN until the SIM locks itself. The file goes away when the SIM was ready.
 */

#include <stdbool.h>

#include "modem/chat.h"
#include "modem/steps.h"

bool pin_is_wanted(const struct modem *modem);
bool pin_is_tries_unknown(const struct modem *modem);
bool pin_is_card_unknown(const struct modem *modem);

/* Handlers of rows in steps.c. */
enum step_next pin_asked(struct modem *modem, const struct chat_reply *reply);
enum step_next pin_card_told(struct modem *modem, const struct chat_reply *reply);
enum step_next pin_tries_told(struct modem *modem, const struct chat_reply *reply);
bool pin_make(struct modem *modem, struct text *line);
enum step_next pin_given(struct modem *modem, const struct chat_reply *reply);
