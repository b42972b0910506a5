// SPDX-License-Identifier: MIT
#include "web/routes.h"

#include <string.h>

#include "web/exchange.h"
#include "web/pages.h"

#define GET  METHOD_GET
#define POST METHOD_POST

/* clang-format off */
const struct route routes[] = {
	{ GET,  "/",               ROUTE_PUBLIC, page_home, NULL },
	{ GET,  "/gaya.css",       ROUTE_PUBLIC, page_style, NULL },
	{ GET,  "/skrip.js",       ROUTE_PUBLIC, page_script, NULL },
	{ GET,  "/ikon.svg",       ROUTE_PUBLIC, page_icon, NULL },
	{ GET,  "/hp.js",          ROUTE_PUBLIC, page_phone_script, NULL },
	{ GET,  "/kamera.js",      ROUTE_PUBLIC, page_camera_script, NULL },
	{ GET,  "/jsqr.js",        ROUTE_PUBLIC, page_reader_script, NULL },

	{ GET,  "/masuk",          ROUTE_PUBLIC, page_login, NULL },
	{ POST, "/masuk",          ROUTE_PUBLIC, page_login_post, NULL },
	{ GET,  "/siapkan",        ROUTE_PUBLIC, page_setup, NULL },
	{ POST, "/siapkan",        ROUTE_PUBLIC, page_setup_post, NULL },
	{ POST, "/keluar",         ROUTE_ANY, page_logout_post, NULL },
	{ GET,  "/anjungan",       ROUTE_PUBLIC, page_kiosk, NULL },
	{ POST, "/anjungan",       ROUTE_PUBLIC, page_kiosk_post, NULL },
	{ GET,  "/kabar",          ROUTE_ANY, page_live, NULL },

	{ GET,  "/putusan",        ROUTE_HEAD, page_head, "Persetujuan" },
	{ POST, "/putusan",        ROUTE_HEAD, page_head_post, NULL },
	{ POST, "/mandat",         ROUTE_ROLE(HEAD), page_mandate_post, NULL },
	{ POST, "/mandat/akhir",   ROUTE_ROLE(HEAD), page_mandate_end_post, NULL },

	{ GET,  "/antrean",        ROUTE_OFFICE, page_queue, "Antrean" },
	{ GET,  "/permohonan/*",   ROUTE_OFFICE, page_ticket, NULL },
	{ POST, "/permohonan/*/langkah", ROUTE_OFFICE, page_ticket_step_post, NULL },
	{ POST, "/permohonan/*/ubah", ROUTE_DESK, page_ticket_correct_post, NULL },
	{ POST, "/permohonan/*/isian", ROUTE_DESK, page_ticket_fields_post, NULL },
	{ POST, "/permohonan/*/cetak", ROUTE_DESK, page_ticket_print_post, NULL },
	{ GET,  "/permohonan/*/tanda", ROUTE_OFFICE, page_slip, NULL },
	{ GET,  "/baru",           ROUTE_DESK, page_new, "Permohonan baru" },
	{ POST, "/baru",           ROUTE_DESK, page_new_post, NULL },

	{ GET,  "/pesan",          ROUTE_OFFICE, page_unread, "Pesan" },
	{ POST, "/pesan/*/dibaca", ROUTE_DESK, page_unread_post, NULL },
	{ GET,  "/nomor/*",        ROUTE_OFFICE, page_talk, NULL },
	{ POST, "/nomor/*",        ROUTE_DESK, page_talk_post, NULL },

	{ GET,  "/lapor",          ROUTE_OFFICE, page_complaints, "Lapor" },
	{ GET,  "/lapor/*",        ROUTE_OFFICE, page_complaint, NULL },
	{ POST, "/lapor/*/langkah", ROUTE_OFFICE, page_complaint_step_post, NULL },

	{ GET,  "/informasi",      ROUTE_OFFICE, page_info, "Info" },
	{ POST, "/informasi",      ROUTE_OFFICE, page_info_post, NULL },
	{ GET,  "/informasi/*",    ROUTE_OFFICE, page_info_one, NULL },
	{ POST, "/informasi/*/hapus", ROUTE_OFFICE, page_info_remove_post, NULL },

	{ GET,  "/penduduk",       ROUTE_OFFICE, page_residents, "Penduduk" },
	{ GET,  "/penduduk/*",     ROUTE_OFFICE, page_resident, NULL },
	{ POST, "/penduduk/*/hp",  ROUTE_DESK, page_link_post, NULL },

	{ GET,  "/angka",          ROUTE_OFFICE, page_figures, "Angka" },
	{ GET,  "/periksa",        ROUTE_ANY, page_check, "Periksa surat" },
	{ GET,  "/camat",          ROUTE_ANY, page_camat, "Camat" },
	{ POST, "/camat/*",        ROUTE_DESK | ROUTE_ROLE(SUBDISTRICT), page_camat_post, NULL },
	{ GET,  "/camat/rekap.csv", ROUTE_ANY, page_recap_csv, NULL },

	{ GET,  "/latihan",        ROUTE_ANY, page_phone, NULL },
	{ POST, "/latihan",        ROUTE_ANY, page_phone_post, NULL },

	{ GET,  "/akun",           ROUTE_ANY, page_account, NULL },
	{ POST, "/akun",           ROUTE_ANY, page_account_post, NULL },
	{ GET,  "/catatan",        ROUTE_ROLE(ADMIN) | ROUTE_ROLE(HEAD), page_views, NULL },

	{ GET,  "/cadangan",       ROUTE_ROLE(ADMIN), page_backup, "Cadangan" },
	{ POST, "/cadangan",       ROUTE_ROLE(ADMIN), page_backup_post, NULL },
	{ GET,  "/cadangan/*",     ROUTE_ROLE(ADMIN), page_backup_file, NULL },

	{ GET,  "/api/queue.json", ROUTE_OFFICE, api_queue, NULL },
	{ GET,  "/api/ticket/*",   ROUTE_OFFICE, api_ticket, NULL },
	{ GET,  "/api/modem.json", ROUTE_OFFICE, api_modem, NULL },

	{ GET,  NULL, 0, NULL, NULL },
};
/* clang-format on */

/* One part of a path, up to the next '/'. */
static size_t part_length(const char *at)
{
	return strcspn(at, "/");
}

static bool is_match(const char *pattern, const char *path, struct exchange *exchange)
{
	size_t n = 0;

	while (*pattern == '/' && *path == '/') {
		size_t length = part_length(++path);
		size_t pattern_length = part_length(++pattern);

		if (pattern_length == 1 && *pattern == '*') {
			if (length == 0 || length >= EXCHANGE_SEGMENT_SIZE ||
			    n == EXCHANGE_SEGMENTS_MAX)
				return false;
			memcpy(exchange->segments[n], path, length);
			exchange->segments[n++][length] = '\0';
		} else if (length != pattern_length ||
			   memcmp(path, pattern, length) != 0) {
			return false;
		}
		path += length;
		pattern += pattern_length;
	}
	return *pattern == '\0' && *path == '\0';
}

const struct route *route_find(struct exchange *exchange, bool *out_has_other)
{
	*out_has_other = false;
	for (const struct route *route = routes; route->pattern != NULL; route++) {
		if (!is_match(route->pattern, exchange->request.path, exchange))
			continue;
		if (route->method == exchange->request.method)
			return route;
		*out_has_other = true;
	}
	return NULL;
}

void routes_print(FILE *out)
{
	for (const struct route *route = routes; route->pattern != NULL; route++) {
		const char *between = " ";

		fprintf(out, "%s %s", route->method == METHOD_GET ? "GET" : "POST",
			route->pattern);
		if (route->roles == ROUTE_PUBLIC)
			fputs(" public", out);
		for (int role = 0; role < OFFICER_ROLE_COUNT; role++) {
			if ((route->roles & 1U << (unsigned)role) == 0)
				continue;
			fprintf(out, "%s%s", between,
				officer_role_name((enum officer_role)role));
			between = ",";
		}
		fputc('\n', out);
	}
}
