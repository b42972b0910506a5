// SPDX-License-Identifier: MIT
#pragma once

/* How a command ends. */

enum {
	/* 27.007 9.2.1 */
	CME_OPERATION_NOT_ALLOWED = 3,
	CME_OPERATION_NOT_SUPPORTED = 4,
	CME_SIM_PIN = 11,
	CME_SIM_PUK = 12,
	CME_SIM_FAILURE = 13,
	CME_SIM_BUSY = 14,
	CME_INCORRECT_PASSWORD = 16,
	CME_INVALID_INDEX = 21,
	CME_NO_NETWORK = 30,
	CME_INCORRECT_PARAMETERS = 50,
	/* 27.005 3.2.5 */
	CMS_OPERATION_NOT_ALLOWED = 302,
	CMS_OPERATION_NOT_SUPPORTED = 303,
	CMS_INVALID_PDU_PARAMETER = 304,
	CMS_INVALID_TEXT_PARAMETER = 305,
	CMS_SIM_PIN = 311,
	CMS_SIM_FAILURE = 313,
	CMS_SIM_BUSY = 314,
	CMS_SIM_PUK = 316,
	CMS_INVALID_INDEX = 321,
	CMS_MEMORY_FULL = 322,
	CMS_CENTRE_UNKNOWN = 330,
	CMS_NO_NETWORK = 331,
	CMS_NETWORK_TIMEOUT = 332,
	CMS_NO_ACK_EXPECTED = 340,
	CMS_UNKNOWN = 500,
};

enum at_kind {
	AT_KIND_OK,
	AT_KIND_ERROR,
	AT_KIND_CME,
	AT_KIND_CMS,
	AT_KIND_WAIT,   /* device_finish() follows */
	AT_KIND_SILENT, /* the answer got lost */
};

struct at_result {
	enum at_kind kind;
	int code;
};

struct at_result at_ok(void);
struct at_result at_error(void);
struct at_result at_cme(int code);
struct at_result at_cms(int code);
struct at_result at_wait(void);
struct at_result at_silent(void);

/* "SIM PIN required" and the like, for +CMEE=2; NULL when it has no words. */
const char *at_error_words(const struct at_result *result);
