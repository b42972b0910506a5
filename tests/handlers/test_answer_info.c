// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "handlers/answer_info.h"
#include "handlers/info_pages.h"
#include "handlers/words.h"
#include "store/inbox.h"
#include "store/store.h"
#include "tests/support/house.h"
#include "tests/support/story.h"

enum {
	LINE_SIZE = 2048,
};

/* Past the checks of the office: whatever stands in the store. */
static void put(struct house *house, const char *name, const char *words,
		const char *said)
{
	struct info_page page = { .at = 1, .actor = "x", .role = "x", .door = "x" };

	text_copy(page.village, sizeof page.village, house->village.code);
	text_copy(page.name, sizeof page.name, name);
	text_copy(page.words, sizeof page.words, words);
	text_copy(page.text, sizeof page.text, said);
	assert_int_equal(store_begin(house->office.store), 0);
	assert_int_equal(info_add(house->office.store, &page), 0);
	assert_int_equal(store_commit(house->office.store), 0);
}

static void put_usual(struct house *house)
{
	put(house, "posyandu", "imunisasi, timbang balita", "Posyandu Senin");
	put(house, "lansia", "posyandu lansia", "Lansia Jumat");
	put(house, "sekolah", "ppdb", "PPDB Juni");
	put(house, "sampah", "", "Truk Selasa");
}

/* What a text is answered with, alone in a fresh conversation. */
static const char *answer(struct house *house, const char *text, char out[640],
			  enum inbox_state *out_state)
{
	struct inbox_row row;
	int64_t id;

	house_wait(house, 86400); /* the guards forget, as the drafts do */
	house_receive(house, HOUSE_PHONE, "BATAL");
	house_wait(house, 60);
	id = house_receive(house, HOUSE_PHONE, text);
	assert_int_equal(inbox_get(house->office.store, id, &row), 0);
	if (out_state != NULL)
		*out_state = row.state;
	return house_last_text(house, HOUSE_PHONE, out, 640);
}

static void test_a_page_comes_however_it_is_called(void **state)
{
	static const struct {
		const char *text, *answer;
	} vectors[] = {
		{ "INFO posyandu", "Posyandu Senin" },
		{ "posyandu", "Posyandu Senin" },
		{ "Posyandu", "Posyandu Senin" },
		{ "jadwal posyandu?", "Posyandu Senin" },
		{ "JADWAL POSYANDU", "Posyandu Senin" },
		{ "assalamualaikum pak, mau tanya jadwal posyandu", "Posyandu Senin" },
		{ "kapan imunisasinya bu", "Posyandu Senin" },
		{ "info timbang balita dong", "Posyandu Senin" },
		{ "info posyandhu", "Posyandu Senin" },
		{ "posyndu", "Posyandu Senin" },
		{ "jam posyandu", "Posyandu Senin" },
		{ "posyandu lansia kapan", "Lansia Jumat" },
		{ "lansia", "Lansia Jumat" },
		{ "sekolah", "PPDB Juni" },
		{ "info sekolah", "PPDB Juni" },
		{ "mau tanya ppdb", "PPDB Juni" },
		{ "INFO#sekolah", "PPDB Juni" },
		{ "sampah", "Truk Selasa" },
		{ "info sampah", "Truk Selasa" },
	};
	struct house house;
	char text[640];

	(void)state;
	house_open(&house);
	put_usual(&house);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		answer(&house, vectors[i].text, text, NULL);
		if (strcmp(text, vectors[i].answer) != 0)
			fail_msg("'%s': %s", vectors[i].text, text);
	}
	house_close(&house);
}

static void test_what_means_something_else_stays_what_it_is(void **state)
{
	static const struct {
		const char *text, *answer;
	} vectors[] = {
		{ "sktm utk sekolah", "Surat Tdk mampu" },
		{ "minta surat buat sekolah", "SURAT DESA" },
		{ "syarat sktm sekolah apa saja", "Syarat Tdk mampu" },
		{ "3513151205909901 sekolah", "SURAT DESA" },
		{ "cek surat sekolah", "Tidak ada surat" },
		{ "surat sekolah saya sudah jadi belum", "Tidak ada surat" },
		{ "info jam buka", "buka Sen-Jum" },
		{ "info biaya", "GRATIS" },
		{ "lapor sampah menumpuk di depan masjid", "A-" },
		{ "info sampah menumpuk", "A-" },
		{ "bansos kapan cair", "dicatat nomor" },
		{ "makasih infonya", "" },
	};
	struct house house;
	char text[640];

	(void)state;
	house_open(&house);
	put_usual(&house);
	for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
		answer(&house, vectors[i].text, text, NULL);
		if (strstr(text, vectors[i].answer) == NULL)
			fail_msg("'%s': %s", vectors[i].text, text);
	}
	house_close(&house);
}

static void test_info_alone_names_the_pages(void **state)
{
	static const char *const texts[] = { "INFO", "info pak", "informasi",
					     "ada info apa saja pak", "minta info" };
	struct house house;
	char text[640], name[24];

	(void)state;
	house_open(&house);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_non_null(strstr(answer(&house, texts[i], text, NULL),
				       "belum menulis info"));
	put_usual(&house);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strstr(answer(&house, texts[i], text, NULL),
			   "lansia, posyandu, sampah, sekolah") == NULL)
			fail_msg("'%s': %s", texts[i], text);
	/* As many as one SMS holds, whole. */
	for (int i = 10; i < 36; i++) {
		snprintf(name, sizeof name, "halaman%d", i);
		put(&house, name, "", "x");
	}
	answer(&house, "INFO", text, NULL);
	assert_non_null(strstr(text, "halaman18"));
	assert_string_equal(text + strlen(text) - 4, " ...");
	house_close(&house);
}

static void test_a_page_that_nobody_wrote_is_said_and_left_to_a_human(void **state)
{
	struct house house;
	char text[640];
	enum inbox_state is_read;

	(void)state;
	house_open(&house);
	put_usual(&house);
	answer(&house, "INFO beasiswa", text, &is_read);
	assert_non_null(strstr(text, "Belum ada"));
	assert_non_null(strstr(text, "lansia, posyandu, sampah, sekolah"));
	assert_non_null(strstr(text, "A-1"));
	assert_int_equal(is_read, INBOX_STATE_UNREAD);
	house_close(&house);
}

/* A page answers, and what was told beside its word is not lost. */
static void test_a_long_tale_with_a_pages_word_is_read_by_a_human_too(void **state)
{
	struct house house;
	char text[640];
	enum inbox_state is_read;

	(void)state;
	house_open(&house);
	put_usual(&house);
	answer(&house,
	       "info posyandu kemarin di dusun kami kata bu kader ikut jadwal baru", text,
	       &is_read);
	assert_int_equal(is_read, INBOX_STATE_UNREAD);
	answer(&house, "jadwal posyandu", text, &is_read);
	assert_int_equal(is_read, INBOX_STATE_HANDLED);
	house_close(&house);
}

static void test_an_answer_to_our_question_is_no_call(void **state)
{
	struct house house;
	struct ticket ticket;
	char text[640];

	(void)state;
	house_open(&house);
	put_usual(&house);
	house_receive(&house, HOUSE_PHONE, "sktm");
	house_receive(&house, HOUSE_PHONE, "sekolah");
	assert_non_null(strstr(house_last_text(&house, HOUSE_PHONE, text, sizeof text),
			       "Balas NIK"));
	/* A question is one all the same, and the request goes on. */
	house_receive(&house, HOUSE_PHONE, "ppdb kapan?");
	assert_string_equal(house_last_text(&house, HOUSE_PHONE, text, sizeof text),
			    "PPDB Juni");
	house_receive(&house, HOUSE_PHONE, HOUSE_NIK);
	house_newest_ticket(&house, HOUSE_PHONE, &ticket);
	assert_string_equal(ticket.purpose, "sekolah");
	house_close(&house);
}

static void test_another_villages_page_is_not_ours(void **state)
{
	struct house house;
	char text[640];

	(void)state;
	house_open(&house);
	put_usual(&house);
	text_copy(house.village.code, sizeof house.village.code, "35.13.15.2008");
	assert_non_null(strstr(answer(&house, "INFO", text, NULL), "belum menulis info"));
	house_close(&house);
}

/* Each word of the text calls the page. */
static void call_by_every_word(struct house *house, const char *text)
{
	char words[INFO_WORDS_SIZE];
	struct text list;

	text_init(&list, words, sizeof words);
	while (*text != '\0') {
		size_t length = 0;

		while (isalpha((unsigned char)text[length]))
			length++;
		if (length > 2 && list.length + length + 2 < sizeof words) {
			text_add(&list, list.length > 0 ? "," : "");
			text_add_bytes(&list, text, length);
		}
		text += length;
		text += *text != '\0' && length == 0;
	}
	put(house, "posyandu", words, "x");
}

static void read_with_page(struct house *house, const char *text, bool is_request,
			   size_t *n_seen)
{
	const struct words *words = house->office.words;
	const struct catalogue *catalogue = house->office.catalogue;
	struct reading before, after;

	words_read(words, catalogue, text, &before);
	call_by_every_word(house, text);
	for (int is_asked = 0; is_asked < 2; is_asked++) {
		after = before;
		assert_int_equal(answer_info_read(&house->office, text, is_asked, &after),
				 0);
		if (after.intent != before.intent &&
		    (is_request || before.intent == INTENT_REQUEST ||
		     before.intent == INTENT_STATUS || before.n_letters > 0 ||
		     before.n_niks > 0))
			fail_msg("'%s': a page takes it away", text);
	}
	++*n_seen;
}

static void test_no_page_takes_any_request_away(void **state)
{
	struct house house;
	char line[LINE_SIZE];
	size_t n_seen = 0;
	FILE *file = fopen("tests/handlers/texts.tsv", "r");

	(void)state;
	assert_non_null(file);
	house_open(&house);
	while (fgets(line, sizeof line, file) != NULL) {
		char *tab = strchr(line, '\t');

		if (line[0] == '#' || tab == NULL)
			continue;
		*tab = '\0';
		read_with_page(&house, line, strncmp(tab + 1, "REQUEST\t", 8) == 0,
			       &n_seen);
	}
	fclose(file);
	assert_true(n_seen > 400);
	house_close(&house);
}

static void test_hours_and_price(void **state)
{
	(void)state;
	STORY({ 0, NULL, "jam buka?", "R32", 0, "" },
	      { 60, NULL, "biayanya berapa pak", "R32", 0, "" });
}

static void test_how_long_it_takes_and_where_the_office_is(void **state)
{
	struct house house;
	char text[LIMIT_MESSAGE_SIZE];

	(void)state;
	STORY({ 0, NULL, "berapa lama jadinya?", "R54", 0, "" },
	      { 60, NULL, "surat domisili berlaku berapa lama?", "R55", 0, "" },
	      { 60, NULL, "alamat kantor desa mana?", "R56", 0, "" });
	house_open(&house);
	house_receive(&house, HOUSE_PHONE, "surat domisili berlaku berapa lama?");
	house_last_text(&house, HOUSE_PHONE, text, sizeof(text));
	assert_non_null(strstr(text, "Domisili berlaku 180 hari"));
	house_close(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_page_comes_however_it_is_called),
		cmocka_unit_test(test_what_means_something_else_stays_what_it_is),
		cmocka_unit_test(test_info_alone_names_the_pages),
		cmocka_unit_test(
			test_a_page_that_nobody_wrote_is_said_and_left_to_a_human),
		cmocka_unit_test(
			test_a_long_tale_with_a_pages_word_is_read_by_a_human_too),
		cmocka_unit_test(test_an_answer_to_our_question_is_no_call),
		cmocka_unit_test(test_another_villages_page_is_not_ours),
		cmocka_unit_test(test_no_page_takes_any_request_away),
		cmocka_unit_test(test_hours_and_price),
		cmocka_unit_test(test_how_long_it_takes_and_where_the_office_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
