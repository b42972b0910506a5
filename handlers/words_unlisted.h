// SPDX-License-Identifier: MIT
#pragma once

/*
 * A letter that the catalogue does not know: "surat kuasa", "surat keterangan petani".
 * The village writes it as its general letter (DOMAIN 3.1, row 5), but the sender says
 * first whether that is meant.
 */

#include "handlers/words_scene.h"

void unlisted_choose(struct scene *scene);
