// SPDX-License-Identifier: MIT
#include "tests/fake/at_result.h"

#include <stddef.h>

struct error_words {
	enum at_kind kind;
	int code;
	const char *words;
};

/* clang-format off */
static const struct error_words error_words[] = {
	{ AT_KIND_CME, CME_OPERATION_NOT_ALLOWED, "operation not allowed" },
	{ AT_KIND_CME, CME_OPERATION_NOT_SUPPORTED, "operation not supported" },
	{ AT_KIND_CME, CME_SIM_PIN, "SIM PIN required" },
	{ AT_KIND_CME, CME_SIM_PUK, "SIM PUK required" },
	{ AT_KIND_CME, CME_SIM_FAILURE, "SIM failure" },
	{ AT_KIND_CME, CME_SIM_BUSY, "SIM busy" },
	{ AT_KIND_CME, CME_INCORRECT_PASSWORD, "incorrect password" },
	{ AT_KIND_CME, CME_INVALID_INDEX, "invalid index" },
	{ AT_KIND_CME, CME_NO_NETWORK, "no network service" },
	{ AT_KIND_CME, CME_INCORRECT_PARAMETERS, "incorrect parameters" },
	{ AT_KIND_CMS, CMS_OPERATION_NOT_ALLOWED, "operation not allowed" },
	{ AT_KIND_CMS, CMS_OPERATION_NOT_SUPPORTED, "operation not supported" },
	{ AT_KIND_CMS, CMS_INVALID_PDU_PARAMETER, "invalid PDU mode parameter" },
	{ AT_KIND_CMS, CMS_INVALID_TEXT_PARAMETER, "invalid text mode parameter" },
	{ AT_KIND_CMS, CMS_SIM_PIN, "SIM PIN required" },
	{ AT_KIND_CMS, CMS_SIM_BUSY, "SIM busy" },
	{ AT_KIND_CMS, CMS_INVALID_INDEX, "invalid memory index" },
	{ AT_KIND_CMS, CMS_MEMORY_FULL, "memory full" },
	{ AT_KIND_CMS, CMS_NO_NETWORK, "no network service" },
	{ AT_KIND_CMS, CMS_NETWORK_TIMEOUT, "network timeout" },
	{ AT_KIND_CMS, CMS_NO_ACK_EXPECTED, "no +CNMA acknowledgement expected" },
	{ AT_KIND_CMS, CMS_UNKNOWN, "unknown error" },
};

/* clang-format on */

struct at_result at_ok(void)
{
	return (struct at_result){ .kind = AT_KIND_OK };
}

struct at_result at_error(void)
{
	return (struct at_result){ .kind = AT_KIND_ERROR };
}

struct at_result at_wait(void)
{
	return (struct at_result){ .kind = AT_KIND_WAIT };
}

struct at_result at_silent(void)
{
	return (struct at_result){ .kind = AT_KIND_SILENT };
}

struct at_result at_cme(int code)
{
	return (struct at_result){ .kind = AT_KIND_CME, .code = code };
}

struct at_result at_cms(int code)
{
	return (struct at_result){ .kind = AT_KIND_CMS, .code = code };
}

const char *at_error_words(const struct at_result *result)
{
	for (size_t i = 0; i < sizeof error_words / sizeof error_words[0]; i++) {
		if (error_words[i].kind == result->kind &&
		    error_words[i].code == result->code)
			return error_words[i].words;
	}
	return NULL;
}
