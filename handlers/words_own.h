// SPDX-License-Identifier: MIT
#pragma once

/* Whether a letter is one that the sender has asked for already, or wants now. */

#include "handlers/words_evidence.h"

/* Whether the token is a letter of the sender's: "sktm saya", "suratnya". */
bool own_is_letter(const struct scene *scene, size_t at);

/* Whether one is spoken of anywhere; "suratnya" may be one still to be made. */
bool own_is_spoken_of(const struct scene *scene);

/* Whether something is wrong in a letter that was made: "surat saya salah ketik". */
bool own_is_faulty(const struct scene *scene, const struct evidence *evidence);

/* Whether a letter is asked for outright, whatever the story around it is: "butuh surat
 * keterangan", "surat bersih narkoba". */
bool own_asks_for_letter(const struct scene *scene, const struct evidence *evidence);
