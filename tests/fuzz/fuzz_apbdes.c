// SPDX-License-Identifier: MIT
/* A budget as anybody may hand it over: what is taken has sums that hold, and its text is
 * one plain SMS. */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"
#include "handlers/apbdes.h"
#include "handlers/apbdes_text.h"
#include "handlers/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void on_issue(void *context, unsigned line, const char *what)
{
	unsigned *n_issues = context;

	must(utf8_is_valid(what, strlen(what)));
	must(what[0] != '\0' && line > 0);
	++*n_issues;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int64_t sums[APBDES_KIND_COUNT] = { 0 };
	char buffer[1024];
	struct apbdes budget;
	unsigned n_issues = 0;
	struct text text;
	int error =
		apbdes_read((const char *)data, size, on_issue, &n_issues, &budget, NULL);

	must(error == 0 || error == -EINVAL);
	must(n_issues <= budget.n_issues && (error != 0 || n_issues == 0));
	for (size_t i = 0; i < budget.n_posts; i++)
		sums[budget.posts[i].kind] += budget.posts[i].sen;
	for (int i = 0; i < APBDES_KIND_COUNT; i++)
		must(sums[i] == budget.totals[i] && sums[i] >= 0);
	if (error != 0)
		return 0;
	text_init(&text, buffer, sizeof buffer);
	apbdes_write(&budget, 2026, &text);
	must(plain_septets(buffer) > 0 && plain_septets(buffer) <= 160);
	return 0;
}
