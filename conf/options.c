// SPDX-License-Identifier: MIT
#include "conf/options.h"

#include <string.h>

#include "conf/checks.h"
#include "conf/settings.h"
#include "handlers/gateway.h"
#include "letters/catalogue.h"
#include "letters/letter_options.h"
#include "letters/numbers.h"

#define REQUIRED NULL
#define ANY      NULL
#define INT      OPTION_TYPE_INT
#define UNSIGNED OPTION_TYPE_UNSIGNED
#define REAL     OPTION_TYPE_REAL
#define BOOL     OPTION_TYPE_BOOL

/* clang-format off */
static const struct option village_options[] = {
	OPTION_TEXT("code", village, code, REQUIRED, check_village_code,
		    "the village's code of 10 digits, 35.13.15.2007 or 3513152007"),
	OPTION_TEXT("name", village, name, REQUIRED, check_not_empty,
		    "the village's name without 'Desa', as texts say it"),
	OPTION_TEXT("subdistrict", village, subdistrict, REQUIRED, check_not_empty,
		    "the kecamatan's name"),
	OPTION_TEXT("regency", village, regency, REQUIRED, check_not_empty,
		    "the kabupaten's name"),
	OPTION_TEXT("province", village, province, REQUIRED, check_not_empty,
		    "the province's name"),
	OPTION_TEXT("address", village, address, "", ANY,
		    "street and postcode of the balai desa"),
	OPTION_TEXT("phone", village, phone, REQUIRED, check_digits,
		    "the office's telephone that texts name for questions"),
	OPTION_TEXT("service_number", village, service_number, "", check_mobile,
		    "the number of the SIM card in the modem"),
	OPTION_TEXT("admin_phone", village, admin_phone, "", check_mobile,
		    "the mobile number that is told when the service needs somebody"),
	OPTION_TEXT("head_name", village, head_name, REQUIRED, check_not_empty,
		    "who signs the letters"),
	OPTION_TEXT("head_title", village, head_title, "Kepala Desa", check_not_empty,
		    "his title"),
	OPTION_TEXT("open_days", village, open_days, "Sen-Jum", check_days,
		    "the office's days, as Sen-Jum or Sen,Rab,Kam"),
	OPTION_TEXT("open_hours", village, open_hours, "08.00-14.00", check_hours,
		    "the office's hours, as 08.00-14.00"),
	OPTION_TEXT("holidays", village, holidays, "", check_holidays,
		    "days on which it is closed, as 2026-12-25 2027-01-01"),
	OPTION_TEXT("number_format", village, number_format,
		    "{kode}/{urut:3}/{kode_desa}/{tahun}", numbers_check,
		    "how a letter's number is written"),
	OPTION_TEXT("number_scope", village, number_scope, "semua", check_number_scope,
		    "what is counted together: semua, per_surat or per_kode"),
	OPTION_TEXT("number_start", village, number_start, "", check_number_start,
		    "the first number of a year that began by hand, as 217/2026"),
	OPTION_TEXT("code_table", village, code_table, "old", check_code_table,
		    "the classification: old (78/2012) or new (83/2022)"),
	OPTION_TEXT("unit", village, unit, "", ANY, "what {unit} of the number says"),
	OPTION_TEXT("short_name", village, short_name, "", ANY,
		    "what {singkatan} of the number says"),
};

static const struct option print_options[] = {
	OPTION_TEXT("paper", letter_options, paper, "F4", check_paper,
		    "the paper: F4 (215 x 330 mm) or A4"),
	OPTION_TEXT("logo", letter_options, logo, "", ANY,
		    "the emblem in the letterhead, a PNG or SVG file"),
	OPTION_TEXT("font", letter_options, font, "Liberation Sans", check_not_empty,
		    "the letters' font, as fc-list names it"),
	OPTION_NUMBER("font_points", REAL, letter_options, font_points, "points",
		      "11.5", 9, 14, "the size of the text"),
	OPTION_TEXT("head_1", letter_options, head_1,
		    "Pemerintah Kabupaten {kabupaten}", catalogue_check_common,
		    "the letterhead's first line"),
	OPTION_TEXT("head_2", letter_options, head_2, "Kecamatan {kecamatan}",
		    catalogue_check_common, "its second line"),
	OPTION_TEXT("head_3", letter_options, head_3, "Desa {desa}",
		    catalogue_check_common, "its third and largest line"),
	OPTION_TEXT("head_script", letter_options, head_script, "",
		    catalogue_check_common, "a line below it in Javanese or another script"),
	OPTION_TEXT("opening", letter_options, opening,
		    "Yang bertanda tangan di bawah ini {jabatan_kepala} {desa}, "
		    "Kecamatan {kecamatan}, Kabupaten {kabupaten}, Provinsi {provinsi}, "
		    "menerangkan dengan sebenarnya bahwa:",
		    catalogue_check_common, "how a letter begins"),
	OPTION_TEXT("closing", letter_options, closing,
		    "[Surat ini berlaku sampai dengan tanggal {berlaku_sampai}. ]"
		    "Demikian surat ini dibuat dengan sebenarnya untuk dapat "
		    "dipergunakan sebagaimana mestinya. Apabila di kemudian hari "
		    "terdapat kekeliruan, akan diadakan perbaikan sebagaimana mestinya.",
		    catalogue_check_common, "how a letter ends"),
	OPTION_TEXT("printer", letter_options, printer, "", check_printer,
		    "the printer as CUPS names it"),
	OPTION_NUMBER("copies", INT, letter_options, copies, "copies", "2",
		      1, LETTER_COPIES_MAX, "how many are printed"),
};

static const struct option officer_options[] = {
	OPTION_NUMBER("pin_memory_kib", INT, officer_options, pin_memory_kib, "KiB",
		      "8192", 8, 1048576, "memory that checking a PIN takes"),
	OPTION_NUMBER("pin_passes", INT, officer_options, pin_passes, "passes",
		      "3", 1, 100, "passes over that memory"),
	OPTION_NUMBER("approvals_per_day", INT, officer_options, approvals_per_day,
		      "letters", "20", 0, 10000, "approvals by SMS of one officer"),
	OPTION_NUMBER("approval_needs_officer", BOOL, officer_options,
		      approval_needs_officer, NULL, "false", 0, 0,
		      "whether the terminal approves with --as only"),
	OPTION_TEXT("pepper", officer_options, pepper, "", ANY,
		    "the file that is mixed into every PIN"),
};

static const struct option desk_options[] = {
	OPTION_NUMBER("ready_days", INT, desk_options, ready_days, "days",
		      "30", 1, 365, "how long a letter lies ready"),
	OPTION_NUMBER("remind_days", INT, desk_options, remind_days, "days",
		      "7", 0, 365, "when the resident is reminded to collect it"),
	OPTION_NUMBER("complaint_days", INT, desk_options, complaint_days, "working days",
		      "3", 1, 60, "how soon a complaint must be answered"),
	OPTION_TEXT("check", desk_options, check, "operator", check_checker,
		    "who checks a request before the head: operator, sekdes, none"),
	OPTION_NUMBER("has_ready_step", BOOL, desk_options, has_ready_step, NULL, "true",
		      0, 0, "whether somebody says that a letter is ready"),
};

static const struct option modem_options[] = {
	OPTION_TEXT("name", modem_options, name, "a", check_plain_word,
		    "a short name for logs and lists"),
	OPTION_TEXT("port", modem_options, port, REQUIRED, check_path,
		    "the modem's device, best a name under /dev/surat"),
	OPTION_NUMBER("baud", UNSIGNED, modem_options, baud, "bits per second", "115200",
		      1200, 4000000, "the speed of the line"),
	OPTION_TEXT("pin", modem_options, pin, "", check_pin, "the PIN of the SIM card"),
	OPTION_NUMBER("sweep_s", UNSIGNED, modem_options, sweep_s, "seconds", "30",
		      1, 3600, "how often both storages are read through"),
	OPTION_NUMBER("hurry", UNSIGNED, modem_options, hurry, NULL, "1",
		      1, 10000, "divides every wait, for tests"),
	OPTION_TEXT("state_dir", modem_options, state_dir, "", ANY,
		    "the folder where a refused PIN is remembered"),
	OPTION_TEXT("credit_ussd", modem_options, credit_ussd, "", check_ussd_code,
		    "the operator's code for credit and validity"),
	OPTION_NUMBER("credit_hours", UNSIGNED, modem_options, credit_hours, "hours",
		      "24", 12, 720, "how often the operator is asked"),
	OPTION_NUMBER("credit_low", UNSIGNED, modem_options, credit_low, "rupiah",
		      "10000", 0, 10000000, "below it the admin is told"),
	OPTION_TEXT("cusd_pattern", modem_options, cusd_pattern, "", cusd_pattern_check,
		    "how the operator names callers whose USSD he forwards"),
	OPTION_TEXT("prefixes", modem_options, prefixes, "", check_prefixes,
		    "beginnings of the numbers that this SIM card is to text"),
};

static const struct option store_options[] = {
	OPTION_TEXT("path", store_options, path, "/var/lib/surat/surat.db", check_path,
		    "the database file"),
	OPTION_TEXT("backup_folder", store_options, backup_folder, "", ANY,
		    "where copies of the database go"),
};

static const struct option seal_options[] = {
	OPTION_TEXT("folder", seal_options, folder, "", ANY,
		    "the folder of the private keys that seal letters"),
	OPTION_TEXT("verify_url", seal_options, verify_url, "", check_page,
		    "the address of a page that checks seals"),
};

static const struct option outbox_options[] = {
	OPTION_NUMBER("unsure_wait_s", INT, outbox_options, unsure_wait_s, "seconds",
		      "120", 0, 86400, "how long a lost answer waits for its report"),
	OPTION_NUMBER("pace_s", REAL, outbox_options, pace_s, "seconds",
		      "0.0", 0, 3600, "the pause between texts that can wait"),
	OPTION_NUMBER("attempts_max", INT, outbox_options, attempts_max, "tries",
		      "8", 1, 100, "tries before a text is given up and shown"),
	OPTION_NUMBER("quiet_from_hour", INT, outbox_options, quiet_from_hour, "o'clock",
		      "21", 0, 23, "from then on nobody is reminded of anything"),
	OPTION_NUMBER("quiet_to_hour", INT, outbox_options, quiet_to_hour, "o'clock",
		      "6", 0, 23, "until then"),
	OPTION_NUMBER("price_rp", INT, outbox_options, price_rp, "rupiah",
		      "0", 0, 100000, "what one SMS costs, for the report"),
};

static const struct option guard_options[] = {
	OPTION_NUMBER("replies_per_day", INT, guard_options, replies_per_day, "texts",
		      "300", 0, 100000, "replies to all numbers together"),
	OPTION_NUMBER("replies_per_number_day", INT, guard_options,
		      replies_per_number_day, "texts",
		      "12", 0, 100000, "replies to one number that led nowhere"),
	OPTION_NUMBER("replies_per_number_10min", INT, guard_options,
		      replies_per_number_10min, "texts",
		      "4", 0, 100000, "replies to one number within ten minutes"),
	OPTION_NUMBER("tickets_per_number_day", INT, guard_options,
		      tickets_per_number_day, "requests",
		      "10", 0, 100000, "requests from one number"),
	OPTION_NUMBER("unknown_nik_per_day", INT, guard_options, unknown_nik_per_day,
		      "tries", "5", 0, 100000, "unknown NIKs from one number"),
};

static const struct option ussd_options[] = {
	OPTION_TEXT("hlr", euse_options, host, "", check_host,
		    "the address of a community network's HLR; empty: none"),
	OPTION_NUMBER("hlr_port", UNSIGNED, euse_options, port, NULL, "4222", 1, 65535,
		      "its GSUP port"),
	OPTION_NUMBER("control_port", UNSIGNED, euse_options, control_port, NULL, "4259",
		      1, 65535, "its control port, which knows the numbers"),
	OPTION_TEXT("entity", euse_options, name, "surat", check_plain_word,
		    "our name there, as its settings say behind 'euse'"),
	OPTION_TEXT("code", euse_options, code, "*77", check_not_empty,
		    "the code that leads here, without its '#'"),
};

static const struct option gateway_options[] = {
	OPTION_TEXT("secret", gateway_options, secret, "", gateway_check_secret,
		    "the last part of the address that the gateway calls; empty: none"),
	OPTION_TEXT("sources", gateway_options, sources, "", check_addresses,
		    "the addresses that may call; empty: this machine only"),
	OPTION_NUMBER("is_json", BOOL, gateway_options, is_json, NULL, "false", 0, 0,
		      "whether it posts JSON, not a form"),
	OPTION_TEXT("session", gateway_options, session, "sessionId", check_not_empty,
		    "how it calls the session"),
	OPTION_TEXT("phone", gateway_options, phone, "phoneNumber", check_not_empty,
		    "how it calls the caller's number"),
	OPTION_TEXT("text", gateway_options, text, "text", check_not_empty,
		    "how it calls what was typed"),
	OPTION_TEXT("step", gateway_options, step, "", ANY,
		    "how it calls the step; empty: the text holds all so far"),
	OPTION_TEXT("status", gateway_options, status, "status", ANY,
		    "how it calls the result, in its last call"),
	OPTION_TEXT("more", gateway_options, more, "CON {teks}", gateway_check_template,
		    "the answer that goes on"),
	OPTION_TEXT("end", gateway_options, end, "END {teks}", gateway_check_template,
		    "the answer that ends the session"),
};

static const struct option web_options[] = {
	OPTION_TEXT("listen", web_options, listen, "127.0.0.1:8080", check_listen,
		    "address and port of the pages"),
	OPTION_TEXT("hosts", web_options, hosts, "", ANY,
		    "further names of this machine, apart by spaces"),
	OPTION_NUMBER("idle_minutes", INT, web_options, idle_minutes, "minutes",
		      "30", 1, 720, "then whoever does nothing must log in again"),
	OPTION_NUMBER("is_kiosk", BOOL, web_options, is_kiosk, NULL, "false", 0, 0,
		      "whether the kiosk's page is there, without a login"),
	OPTION_TEXT("training", web_options, training, "", ANY,
		    "control socket of a simulated modem, for a training phone"),
	OPTION_TEXT("certificate", web_options, certificate, "", ANY,
		    "a PEM file, for https"),
	OPTION_TEXT("certificate_key", web_options, certificate_key, "", ANY,
		    "the key of the certificate"),
};

#define GROUP(name, is_list, table, field)                                               \
	{ name, is_list, table, sizeof table / sizeof table[0],                          \
	  offsetof(struct settings, field) }

static const struct option_group groups[] = {
	GROUP("village", false, village_options, village),
	GROUP("modems",  true,  modem_options,   modems),
	GROUP("store",   false, store_options,   store),
	GROUP("outbox",  false, outbox_options,  outbox),
	GROUP("guards",  false, guard_options,   guards),
	GROUP("officers", false, officer_options, officers),
	GROUP("seal",    false, seal_options,    seal),
	GROUP("ussd",    false, ussd_options,    ussd),
	GROUP("gateway", false, gateway_options, gateway),
	GROUP("print",   false, print_options,   village.letter),
	GROUP("web",     false, web_options,     web),
	GROUP("desk",    false, desk_options,    desk),
};
/* clang-format on */

const struct option_group *option_groups(size_t *out_count)
{
	*out_count = sizeof groups / sizeof groups[0];
	return groups;
}

const struct option_group *option_group_find(const char *name)
{
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		if (strcmp(groups[i].name, name) == 0)
			return &groups[i];
	return NULL;
}
