// SPDX-License-Identifier: MIT
#pragma once

/*
 * suratd seals what was approved, by whatever door: at its start, when the doorbell
 * rings, after a text that came in, and every 10 s as a net (handlers/sealing.h).
 */

struct service;

/* Seal what waits. What cannot be done is told in the log once, and tried again. */
void sealer_look(struct service *service);
