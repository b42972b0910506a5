// SPDX-License-Identifier: MIT
#pragma once

/* All of one simulated modem and the network behind it; main() owns it. */

#include "tests/fake/control.h"
#include "tests/fake/device.h"
#include "tests/fake/faults.h"
#include "tests/fake/ledger.h"
#include "tests/fake/loop.h"
#include "tests/fake/network.h"

struct simulator {
	struct loop loop;
	struct ledger ledger;
	struct faults faults;
	struct network network;
	struct device device;
	struct control control;
};
