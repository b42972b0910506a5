// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/must.h"
#include "base/text.h"
#include "letters/content.h"
#include "letters/letter_foot.h"
#include "letters/pdf.h"
#include "letters/sheet.h"
#include "tests/support/paper.h"

static const struct sheet_facts facts = { .title = "", .author = "" };

static void add(struct content_list *list, const char *line)
{
	text_copy(list->lines[list->n++], CONTENT_LINE_SIZE, line);
}

static void draw(const struct content *content, char *said, size_t size)
{
	const struct letter_foot foot = { .content = content,
					  .qr_text = "SURAT1|x",
					  .points = 11 };
	struct sheet sheet;
	struct pdf pdf;

	pdf_init(&pdf);
	sheet_open(&sheet, sheet_format("F4"), "Liberation Sans", &facts, &pdf);
	/* It ends where it says, and above the margin. */
	assert_true(letter_foot_height(&sheet, &foot) < sheet_left_over(&sheet));
	sheet_skip(&sheet, sheet_left_over(&sheet) - letter_foot_height(&sheet, &foot));
	letter_foot_draw(&sheet, &foot);
	assert_true(sheet.y <= sheet.format->height - sheet.format->bottom);
	assert_int_equal(sheet.page, 1);
	assert_true(sheet_close(&sheet));
	paper_read(&pdf, said, size);
	pdf_clear(&pdf);
}

static void test_each_part_stands_where_it_belongs(void **state)
{
	struct content *content = must_alloc(sizeof *content);
	char said[4096];

	(void)state;
	paper_compose(content);
	draw(content, said, sizeof said);
	assert_non_null(strstr(said, "Krejengan,21November2026KEPALADESAKREJENGANH.CONTOH"
				     "KODEVERIFIKASI4829-1372"));
	assert_null(strstr(said, "Mengetahui"));
	assert_null(strstr(said, "Tembusan"));
	content->signature.n = 0;
	add(&content->signature, "a.n. Kepala Desa Krejengan");
	add(&content->signature, "Sekretaris Desa");
	add(&content->copies_to, "Camat");
	add(&content->copies_to, "Arsip");
	for (int i = 0; i < 3; i++)
		add(&content->signers, "Saksi");
	text_copy(content->camat, sizeof content->camat, "Camat Krejengan");
	draw(content, said, sizeof said);
	assert_non_null(strstr(said, "3.Saksi(.."));
	assert_non_null(strstr(said, "Mengetahui,CAMATKREJENGAN"));
	assert_non_null(strstr(said, "a.n.KEPALADESAKREJENGANSEKRETARISDESAH.CONTOH"));
	assert_non_null(strstr(said, "Tembusan:1.Camat2.Arsip"));
	free(content);
}

static void test_a_qr_text_is_checked_before_anything_is_drawn(void **state)
{
	char huge[2048], buffer[128];
	struct text why;

	(void)state;
	text_init(&why, buffer, sizeof buffer);
	memset(huge, 'x', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	assert_true(letter_foot_check(NULL, &why));
	assert_true(letter_foot_check("SURAT1|x", &why));
	assert_false(letter_foot_check("", &why));
	assert_false(letter_foot_check(huge, &why));
	assert_true(buffer[0] != '\0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_part_stands_where_it_belongs),
		cmocka_unit_test(test_a_qr_text_is_checked_before_anything_is_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
