// SPDX-License-Identifier: MIT
#pragma once

/* What comes from the network: messages and calls (device_receive.c). */

#include "tests/fake/device.h"

void device_receive_init(struct device *device);

/* The network offers a message: into a slot, or straight to the service, by +CNMI. */
enum network_verdict device_offer(struct device *device,
				  const struct network_message *message);

/* AT+CNMA: the service has it (or not). */
bool device_acknowledge(struct device *device, bool is_taken);

/* A slot was freed. */
void device_slot_freed(struct device *device);

void device_ring(struct device *device, const char *number, int n_rings);
/* Ends the call, ours or theirs. False when there is none. */
bool device_hang_up(struct device *device, bool says_no_carrier);

/* The network opens or continues a USSD dialogue: +CUSD: status,"text",dcs. */
void device_ussd(struct device *device, int status, const char *text);
