// SPDX-License-Identifier: MIT
#include "web/page_static.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "web/exchange.h"

/* Made by `ld -r -b binary` from the files of these names. */
extern const char _binary_web_static_style_css_start[];
extern const char _binary_web_static_style_css_end[];
extern const char _binary_web_static_script_js_start[];
extern const char _binary_web_static_script_js_end[];
extern const char _binary_web_static_phone_js_start[];
extern const char _binary_web_static_phone_js_end[];
extern const char _binary_web_static_camera_js_start[];
extern const char _binary_web_static_camera_js_end[];
extern const char _binary_web_verifier_vendor_jsQR_js_start[];
extern const char _binary_web_verifier_vendor_jsQR_js_end[];
extern const char _binary_web_static_icon_svg_start[];
extern const char _binary_web_static_icon_svg_end[];

static int answer_with(struct exchange *exchange, const char *type, const char *bytes,
		       const char *end)
{
	uint32_t hash = 2166136261U; /* FNV-1a: only tells one version from another */

	for (const char *at = bytes; at < end; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619U;
	exchange->answer.type = type;
	/* A browser asks again each time and is told that nothing changed. */
	snprintf(exchange->answer.etag, sizeof exchange->answer.etag, "\"%08" PRIx32 "\"",
		 hash);
	html_add_raw(&exchange->answer.body, bytes, (size_t)(end - bytes));
	return 0;
}

int page_style(struct exchange *exchange)
{
	return answer_with(exchange, "text/css; charset=utf-8",
			   _binary_web_static_style_css_start,
			   _binary_web_static_style_css_end);
}

int page_script(struct exchange *exchange)
{
	return answer_with(exchange, "text/javascript; charset=utf-8",
			   _binary_web_static_script_js_start,
			   _binary_web_static_script_js_end);
}

int page_icon(struct exchange *exchange)
{
	return answer_with(exchange, "image/svg+xml", _binary_web_static_icon_svg_start,
			   _binary_web_static_icon_svg_end);
}

int page_phone_script(struct exchange *exchange)
{
	return answer_with(exchange, "text/javascript; charset=utf-8",
			   _binary_web_static_phone_js_start,
			   _binary_web_static_phone_js_end);
}

int page_camera_script(struct exchange *exchange)
{
	return answer_with(exchange, "text/javascript; charset=utf-8",
			   _binary_web_static_camera_js_start,
			   _binary_web_static_camera_js_end);
}

int page_reader_script(struct exchange *exchange)
{
	return answer_with(exchange, "text/javascript; charset=utf-8",
			   _binary_web_verifier_vendor_jsQR_js_start,
			   _binary_web_verifier_vendor_jsQR_js_end);
}
