// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "web/options.h"
#include "web/request.h"

#define TOKEN "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void test_targets_hold_plain_paths_and_sound_queries(void **state)
{
	static const char *const refused[] = {
		"",     "antrean",  "/a b", "/a%2fb", "/%2e%2e/x",  "/a\\b",
		"/a;b", "/x?a=%zz", "/x#y", "*",      "http://x/y",
	};
	struct request request = { .method = METHOD_GET };
	char longest[REQUEST_PATH_SIZE + 1];

	(void)state;
	assert_true(request_read_target(&request, "/nomor/+62812?cari=a%20b&n=1"));
	assert_string_equal(request.path, "/nomor/+62812");
	assert_string_equal(form_get(&request.query, "cari"), "a b");
	form_clear(&request.query);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		assert_false(request_read_target(&request, refused[i]));
	memset(longest, 'x', sizeof longest - 1);
	longest[0] = '/';
	longest[sizeof longest - 1] = '\0';
	assert_false(request_read_target(&request, longest));
}

static void test_the_token_is_found_among_cookies(void **state)
{
	static const struct {
		const char *header;
		bool is_found;
	} vectors[] = {
		{ "surat=" TOKEN, true },
		{ "a=b; surat=" TOKEN "; c=d", true },
		{ "surat=" TOKEN "0", false },
		{ "surat=0123", false },
		{ "xsurat=" TOKEN, false },
		{ "surat=0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
		  false },
		{ "", false },
		{ ";;; ;", false },
	};
	char token[WEB_TOKEN_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		token[0] = '\0';
		assert_int_equal(request_read_cookie(vectors[i].header, token),
				 vectors[i].is_found);
		assert_string_equal(token, vectors[i].is_found ? TOKEN : "");
	}
}

static void test_only_our_own_names_are_hosts(void **state)
{
	static const struct web_options options = { .hosts = "surat.desa.id kantor" };
	static const char *const ours[] = { "127.0.0.1",      "192.168.1.10:8080",
					    "[::1]",          "[fe80::1]:80",
					    "localhost:8080", "LOCALHOST",
					    "surat.desa.id",  "Kantor:80",
					    "balai",          "balai.local:8080" };
	static const char *const foreign[] = {
		"",
		"evil.example",
		"surat.desa.id.evil.example",
		"desa.id",
		"127.0.0.1.",
		"1.2.3",
		"127.0.0.1:",
		"localhost:80x",
		"[::1",
		"[]",
		"x@127.0.0.1",
		"127.0.0.1 ",
		".local",
		"localhost.evil.example",
	};

	(void)state;
	for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
		assert_true(request_is_our_host(&options, "balai", ours[i]));
	for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
		assert_false(request_is_our_host(&options, "balai", foreign[i]));
	assert_false(request_is_our_host(&options, "", ".local"));
}

static void test_a_form_comes_from_our_own_page(void **state)
{
	static const struct {
		const char *host, *origin, *referer;
		bool is_ours;
	} vectors[] = {
		{ "a:8080", "http://a:8080", "", true },
		{ "a", "https://A", "", true },
		{ "a:8080", "http://a", "", false },
		{ "a", "http://a.evil.example", "", false },
		{ "a", "http://a/", "", false },
		{ "a", "null", "http://a/x", false },
		{ "a", "", "http://a/antrean", true },
		{ "a", "", "http://a", true },
		{ "a", "", "http://ab/", false },
		{ "a", "", "http://evil.example/http://a/", false },
		{ "a", "", "", false },
		{ "", "http://", "", false },
		{ "a", "ftp://a", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		const struct request request = { .host = vectors[i].host,
						 .origin = vectors[i].origin,
						 .referer = vectors[i].referer };

		assert_int_equal(request_is_our_page(&request), vectors[i].is_ours);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_targets_hold_plain_paths_and_sound_queries),
		cmocka_unit_test(test_the_token_is_found_among_cookies),
		cmocka_unit_test(test_only_our_own_names_are_hosts),
		cmocka_unit_test(test_a_form_comes_from_our_own_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
