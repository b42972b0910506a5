// SPDX-License-Identifier: MIT
/* Runs each corpus file given on the command line through a fuzz target, without a
 * fuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	FILE_MAX_BYTES = 1 << 20
};

int main(int argc, char **argv)
{
	uint8_t *data = malloc(FILE_MAX_BYTES);

	if (data == NULL)
		return 1;
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		size_t size;

		if (file == NULL) {
			perror(argv[i]);
			free(data);
			return 1;
		}
		size = fread(data, 1, FILE_MAX_BYTES, file);
		fclose(file);
		LLVMFuzzerTestOneInput(data, size);
	}
	free(data);
	printf("replayed %d inputs\n", argc - 1);
	return 0;
}
