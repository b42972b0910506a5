// SPDX-License-Identifier: MIT
#include "tests/fake/faults.h"

void faults_clear(struct faults *faults)
{
	*faults = (struct faults){ 0 };
}

bool fault_take(int *counter)
{
	if (*counter == 0)
		return false;
	if (*counter > 0)
		(*counter)--;
	return true;
}
