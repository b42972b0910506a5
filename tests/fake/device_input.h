// SPDX-License-Identifier: MIT
#pragma once

/* The way in: bytes become command lines and bodies (device_input.c). */

#include "tests/fake/device.h"

/* `bytes` may be changed: noise. */
void device_take_bytes(struct device *device, char *bytes, size_t length, int64_t at_us);

/* Back to collecting lines; what was typed ahead is looked at now. */
void device_go_command(struct device *device);
