// SPDX-License-Identifier: MIT
#pragma once

/* surat info: the pages that residents ask for by INFO. */

struct surat;

int surat_info_list(struct surat *surat);
int surat_info_show(struct surat *surat);
int surat_info_set(struct surat *surat);
int surat_info_remove(struct surat *surat);
int surat_info_apbdes(struct surat *surat);
