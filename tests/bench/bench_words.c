// SPDX-License-Identifier: MIT
/* How long words_read() takes, per text, over tests/handlers/texts.tsv: median and worst.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "conf/settings.h"
#include "handlers/words.h"

enum {
	TEXTS_MAX = 2000,
	ROUNDS = 20,
	LINE_SIZE = 2048,
};

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int compare(const void *a, const void *b)
{
	const int64_t *first = a, *second = b;

	return (*first > *second) - (*first < *second);
}

/* The quickest of some rounds: what else runs on the machine is not measured. */
static int64_t time_of(const struct settings *settings, const char *text)
{
	int64_t best = INT64_MAX;

	for (int i = 0; i < ROUNDS; i++) {
		struct reading reading;
		int64_t begin = now_ns();

		words_read(&settings->words, &settings->catalogue, text, &reading);
		begin = now_ns() - begin;
		best = begin < best ? begin : best;
	}
	return best;
}

int main(void)
{
	struct settings_source source = { .file = "conf/surat.conf.sample" };
	struct settings *settings;
	FILE *file = fopen("tests/handlers/texts.tsv", "r");
	int64_t *times = calloc(TEXTS_MAX, sizeof *times);
	char line[LINE_SIZE];
	size_t n = 0;

	if (file == NULL || times == NULL || settings_load(&source, &settings) != 0)
		return 1;
	while (n < TEXTS_MAX && fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\t\n")] = '\0';
		times[n++] = time_of(settings, line);
	}
	fclose(file);
	qsort(times, n, sizeof *times, compare);
	printf("words_read: %zu texts, median %.1f us, 99 %% %.1f us, worst %.1f us\n", n,
	       (double)times[n / 2] / 1e3, (double)times[n * 99 / 100] / 1e3,
	       (double)times[n - 1] / 1e3);
	free(times);
	settings_free(settings);
	return 0;
}
