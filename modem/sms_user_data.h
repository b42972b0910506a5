// SPDX-License-Identifier: MIT
#pragma once

/* TP-UDL and TP-UD: the header's elements, then text or octets (23.040 9.2.3.16, .24). */

#include <stdbool.h>

#include "modem/sms.h"
#include "modem/sms_octets.h"

/*
 * Read both into `sms`, whose alphabet is set already. Returns 0; -EBADMSG when there is
 * less than TP-UDL says, more than an SMS may hold, or a header longer than all of it.
 * A header whose elements do not add up is skipped as a whole, as the standard asks; so
 * is a part's element of a wrong length or with impossible numbers (`is_part_illegal`).
 */
int sms_user_data_read(struct sms_octets *octets, bool has_header, struct sms *sms,
		       struct text *why);
