// SPDX-License-Identifier: MIT
#pragma once

/*
 * The village's budget (APBDes) of a year, read from a CSV file: what comes
 * in, what is spent, the largest posts. Two forms are known:
 *
 * - `jenis,uraian,jumlah`, perhaps with `tahun`: jenis is pendapatan, belanja,
 *   penerimaan or pengeluaran (of pembiayaan). A row that says "Jumlah ..." or
 *   "Total ..." is no post; its sum is compared with that of the rows of its kind.
 * - Siskeudes' table Ta_RABRinci or Ta_RAB, exported as CSV, with the columns that
 * OpenSID reads of it: Tahun, Kd_Desa, Kd_Rincian ("5.2.1.01."), AnggaranStlhPAK (after
 * the year's change) or Anggaran. Posts are the groups of Permendagri 20/2018. Columns of
 *   other exports could not be verified and are refused.
 *
 * Nothing is left out in silence: one bad row, and the whole file is refused.
 */

#include <stddef.h>
#include <stdint.h>

struct text;

enum {
	APBDES_FILE_MAX_BYTES = 8 << 20,
	APBDES_POSTS_MAX = 200,
	APBDES_LABEL_SIZE = 64,
	APBDES_ISSUES_MAX = 50, /* told one by one */
};

enum apbdes_kind {
	APBDES_INCOME,
	APBDES_SPENDING,
	APBDES_FINANCING_IN,
	APBDES_FINANCING_OUT,
	APBDES_KIND_COUNT
};

struct apbdes_post {
	enum apbdes_kind kind;
	char label[APBDES_LABEL_SIZE];
	int64_t sen; /* 1/100 rupiah */
};

struct apbdes {
	int year; /* 0 the file does not say */
	int64_t totals[APBDES_KIND_COUNT];
	struct apbdes_post posts[APBDES_POSTS_MAX];
	size_t n_posts;
	unsigned n_rows, n_issues;
};

/* What is wrong with one line, in Indonesian. */
typedef void (*apbdes_issue_fn)(void *context, unsigned line, const char *what);

/* Read a file. 0, or -EINVAL with a sentence in `why` after every bad row was told. */
int apbdes_read(const char *bytes, size_t length, apbdes_issue_fn on_issue, void *context,
		struct apbdes *out, struct text *why);
