// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "handlers/credit.h"

enum {
	NOT_SAID = -1
};

struct vector {
	const char *text;
	int rupiah;                 /* NOT_SAID */
	const char *active, *grace; /* "" not said */
};

static void assert_date(const char *text, const char *what, bool has,
			const struct date *date, const char *wanted)
{
	char shown[DATE_SIZE] = "";

	if (has)
		date_show(date, shown);
	if (strcmp(shown, wanted) != 0)
		fail_msg("%s\n  %s: \"%s\", wanted \"%s\"", text, what, shown, wanted);
}

static void assert_credit(const struct vector *vector, enum credit_source source)
{
	struct credit credit;
	bool is_any = vector->rupiah != NOT_SAID || vector->active[0] != '\0' ||
		      vector->grace[0] != '\0';

	memset(&credit, 0xA5, sizeof credit);
	if (credit_read(vector->text, source, &credit) != is_any)
		fail_msg("%s\n  %s", vector->text,
			 is_any ? "not understood" : "understood");
	if (credit.has_rupiah != (vector->rupiah != NOT_SAID))
		fail_msg("%s\n  has_rupiah %d: %lld", vector->text, credit.has_rupiah,
			 (long long)credit.rupiah);
	if (credit.has_rupiah && credit.rupiah != vector->rupiah)
		fail_msg("%s\n  rupiah %lld, wanted %d", vector->text,
			 (long long)credit.rupiah, vector->rupiah);
	assert_date(vector->text, "active", credit.has_active, &credit.active_until,
		    vector->active);
	assert_date(vector->text, "grace", credit.has_grace, &credit.grace_until,
		    vector->grace);
}

static void assert_all(const struct vector *vectors, size_t n, enum credit_source source)
{
	for (size_t i = 0; i < n; i++)
		assert_credit(&vectors[i], source);
}

#define ASSERT_ALL(vectors, source)                                                      \
	assert_all(vectors, sizeof(vectors) / sizeof(vectors)[0], source)

/* As the operators' answers were seen in the field. */
static void test_answers_of_the_operators_are_understood(void **state)
{
	static const struct vector vectors[] = {
		/* Telkomsel */
		{ "Sisa pulsa Rp.24025.Aktif sd 28/08/2016.\nBBMan makin asik dgn stiker Mas "
		  "Bewok! Beli skrg di http://tsel.me/msbewok\n\n2.Info Kartu\n",
		  24025, "2016-08-28", "" },
		{ "Sisa pulsa Anda Rp43.000. Penggunaan pulsa di periode ini Rp1.000. Aktif "
		  "s.d. 10/03/2014.",
		  43000, "2014-03-10", "" },
		{ "Sisa Pulsa Anda Rp.5600. Masa berlaku sampai dengan 05/11/2014.", 5600,
		  "2014-11-05", "" },
		{ "Masa tenggang kartu Anda akan berakhir pada 26/08/2016. Silakan lakukan "
		  "pengisian ulang.",
		  NOT_SAID, "", "2016-08-26" },
		/* Indosat */
		{ "Balance Rp.8500. Active 08.16.13, GracePeriod 09.15.13. Daily SMS 0 SMS to "
		  "ISAT & 0 SMS to others.",
		  8500, "2013-08-16", "2013-09-15" },
		/* XL */
		{ "Pulsa 19350 s/d 18Aug13.", 19350, "2013-08-18", "" },
		/* Tri */
		{ "Pulsa anda sisa Rp 1234 berlaku s/d 18-AUG-14.", 1234, "2014-08-18",
		  "" },
		/* Smartfren */
		{ "Pulsa Anda Rp. 36,998 berlaku s/d 03/05/2014", 36998, "2014-05-03",
		  "" },
	};

	(void)state;
	ASSERT_ALL(vectors, CREDIT_SOURCE_ANSWER);
}

static void test_other_wordings_are_understood(void **state)
{
	static const struct vector vectors[] = {
		/* amounts */
		{ "Sisa pulsa: Rp 0", 0, "", "" },
		{ "Sisa pulsa Anda Rp. 5.000,-", 5000, "", "" },
		{ "Sisa pulsa Anda Rp5.000,00. Terima kasih.", 5000, "", "" },
		{ "SISA PULSA ANDA RP 1.234.567", 1234567, "", "" },
		{ "Sisa pulsa Anda Rp 24 025 s/d 1 Des 2026", 24025, "2026-12-01", "" },
		{ "Pulsa kamu = Rp12.500", 12500, "", "" },
		{ "Pulsa Utama: Rp 7.250; Bonus: Rp 1.000", 7250, "", "" },
		{ "Your balance is Rp 25,000.00", 25000, "", "" },
		{ "Saldo Anda Rp10000", 10000, "", "" },
		{ "Yth Pelanggan, saat ini sisa pulsa Anda\nRp\u00A0"
		  "17.500",
		  17500, "", "" },
		{ "Kartu Anda aktif s/d 28/08/2026, sisa pulsa Rp 5.000", 5000,
		  "2026-08-28", "" },
		{ "Pulsa Rp 25.000 aktif s/d 30-12-2026", 25000, "2026-12-30", "" },
		/* dates */
		{ "Sisa pulsa Rp 500, masa aktif 28 Agustus 2026, tenggang 27 Sept 2026",
		  500, "2026-08-28", "2026-09-27" },
		{ "Aktif s/d 28/08/2026, aktif s/d 29/08/2026", NOT_SAID, "2026-08-28",
		  "" },
		{ "Tenggang s/d 28/08/2026, tenggang s/d 29/08/2026", NOT_SAID, "",
		  "2026-08-28" },
		{ "Masa aktif kartu Anda: 2026-08-28", NOT_SAID, "2026-08-28", "" },
		{ "Masa aktif nomor 6281234567890 berakhir 30-12-26.", NOT_SAID,
		  "2026-12-30", "" },
		{ "Pulsa Anda Rp 100 sd 01Jan27 dan masa tenggang sd 31Jan27", 100,
		  "2027-01-01", "2027-01-31" },
		{ "Pulsa: 5000 Exp 01 Jan 2027", 5000, "2027-01-01", "" },
		{ "Sisa pulsa Rp1.000. Kuota 5GB s/d 30/11/2026. Kartu aktif s/d 28/12/2026",
		  1000, "2026-12-28", "" },
		{ "Sisa pulsa Rp1.000 s/d 28.12.26", 1000, "2026-12-28", "" },
		{ "Balance Rp.8500. Active 12.31.26", 8500, "2026-12-31", "" },
		{ "Kartu ini habis masa berlaku pada tgl 3/2/2027", NOT_SAID,
		  "2027-02-03", "" },
		{ "Habis masa berlaku pada tgl 3/2/2027", NOT_SAID, "2027-02-03", "" },
		{ "*1. Cek pulsa\nSisa pulsa Rp 900\n2. Isi pulsa Rp 10.000", 900, "",
		  "" },
		{ "Pulsa terpotong Rp 500. Sisa pulsa Anda Rp 4.500.", 4500, "", "" },
		{ "1. Pulsa 5000, hemat\nSisa pulsa Rp 900", 900, "", "" },
	};

	(void)state;
	ASSERT_ALL(vectors, CREDIT_SOURCE_ANSWER);
}

static const struct vector doubtful[] = {
	{ "", NOT_SAID, "", "" },
	{ "Maaf, operasi gagal karena format pesan yang tidak valid.", NOT_SAID, "", "" },
	{ "Maaf, permintaan Anda tidak dapat kami proses.", NOT_SAID, "", "" },
	{ "1. Cek Pulsa\n2. Beli Paket\n3. Isi Pulsa\n0. Kembali", NOT_SAID, "", "" },
	/* not what is left */
	{ "Isi pulsa Rp 10.000 berhasil.", NOT_SAID, "", "" },
	{ "Beli pulsa Rp5.000.", NOT_SAID, "", "" },
	{ "Bonus pulsa Anda Rp 5.000.", NOT_SAID, "", "" },
	{ "Pulsa Anda bertambah Rp 10.000.", NOT_SAID, "", "" },
	{ "Pulsa Anda Rp 10.000 telah diisi.", NOT_SAID, "", "" },
	{ "Pulsa Anda terpotong Rp 550.", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda kurang dari Rp 1.000.", NOT_SAID, "", "" },
	{ "Jika sisa pulsa Anda Rp 0, isi ulang.", NOT_SAID, "", "" },
	{ "Minimal pulsa Anda Rp 5.000", NOT_SAID, "", "" },
	{ "Promo! Pulsa Rp 50.000, bayar 45rb", NOT_SAID, "", "" },
	{ "Pulsa Rp 50.000 berlaku 30 hari", NOT_SAID, "", "" },
	{ "Saldo LinkAja Anda Rp 50.000", NOT_SAID, "", "" },
	/* not a number of rupiah */
	{ "Sisa pulsa Anda 5GB", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda 100 SMS", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda 10 menit", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 24,5", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 24.02", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 24.025.5", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 24.025,50", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 1234.567", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 25rb", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp -500", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda 081234567890", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda 08123456", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 1.025,500", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 999.999.999.999", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda Rp 99999999999999999999999", NOT_SAID, "", "" },
	{ "Sisa pulsa Anda 28/08/2026", NOT_SAID, "", "" },
	{ "Bal:$100.00 *\r\nExp 31 Feb 2013", NOT_SAID, "", "" },
	/* dates of something else, or none */
	{ "Paket Internet OMG berlaku s/d 20/11/2026", NOT_SAID, "", "" },
	{ "Kuota 5GB, aktif s/d 20/11/2026", NOT_SAID, "", "" },
	{ "Promo s/d 31/12/2026", NOT_SAID, "", "" },
	{ "Nikmati hematnya, s/d 31/12/2026", NOT_SAID, "", "" },
	{ "Isi ulang sebelum 26/08/2026", NOT_SAID, "", "" },
	{ "Kartu aktif sejak 26/08/2026", NOT_SAID, "", "" },
	{ "Masa aktif 30 hari", NOT_SAID, "", "" },
	{ "Aktif s/d 31/02/2026", NOT_SAID, "", "" },
	{ "Aktif s/d 28/08-2026", NOT_SAID, "", "" },
	{ "Pulsa Rp 5.000 s/dx 28/08/2026", NOT_SAID, "", "" },
	{ "Aktif s/d 28/08/1998", NOT_SAID, "", "" },
	{ "Aktif s/d 28/08/202", NOT_SAID, "", "" },
	{ "Aktif s/d 28/08", NOT_SAID, "", "" },
	{ "Masa aktif/tenggang 26/08/2026/25/09/2026", NOT_SAID, "", "" },
	{ "Active 16.08.13", NOT_SAID, "", "" },
	/* half of it */
	{ "Sisa pulsa Rp 1.000. Paket Anda aktif s/d 20/11/2026", 1000, "", "" },
	{ "Sisa pulsa Rp 1.000, kuota 2GB s/d 20/11/2026", 1000, "", "" },
	{ "Pulsa terpotong Rp 500. Kartu aktif s/d 20/11/2026", NOT_SAID, "2026-11-20",
	  "" },
};

static void test_what_is_not_beyond_doubt_is_not_taken(void **state)
{
	(void)state;
	ASSERT_ALL(doubtful, CREDIT_SOURCE_ANSWER);
}

static void test_notices_are_read_of_pulsa_only(void **state)
{
	static const struct vector vectors[] = {
		{ "Pengisian pulsa Rp 10.000 berhasil. Sisa pulsa Anda Rp 12.500, aktif s/d "
		  "28/12/2026",
		  12500, "2026-12-28", "" },
		{ "Masa aktif kartu Anda berakhir 28/12/2026. Segera isi ulang.",
		  NOT_SAID, "2026-12-28", "" },
		{ "Kartu Anda dalam masa tenggang s/d 28/12/2026", NOT_SAID, "",
		  "2026-12-28" },
		{ "Kartu Anda dalam masa tenggang sejak 28/12/2026", NOT_SAID, "", "" },
		{ "Masa tenggang kartu Anda s/d 28/12/2026", NOT_SAID, "", "2026-12-28" },
		{ "Saldo Anda Rp 1.250.000", NOT_SAID, "", "" },
		{ "Your balance is Rp 25,000", NOT_SAID, "", "" },
		{ "Pulsa Rp 50.000 berlaku s/d 31/12/2026 cuma 45rb", NOT_SAID, "", "" },
		{ "Kode OTP Anda 123456. JANGAN BERIKAN kepada siapa pun.", NOT_SAID, "",
		  "" },
	};

	(void)state;
	ASSERT_ALL(vectors, CREDIT_SOURCE_NOTICE);
}

static void test_a_long_text_is_read_as_far_as_it_goes(void **state)
{
	static char text[20000];
	struct credit credit;

	(void)state;
	for (size_t i = 0; i + 2 < sizeof text; i += 2)
		memcpy(text + i, "1.", 2);
	assert_false(credit_read(text, CREDIT_SOURCE_ANSWER, &credit));
	memset(text, 'a', sizeof text - 1);
	assert_false(credit_read(text, CREDIT_SOURCE_ANSWER, &credit));
	memcpy(text, "Sisa pulsa Rp 5.000. ", 21);
	assert_true(credit_read(text, CREDIT_SOURCE_ANSWER, &credit));
	assert_int_equal(credit.rupiah, 5000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers_of_the_operators_are_understood),
		cmocka_unit_test(test_other_wordings_are_understood),
		cmocka_unit_test(test_what_is_not_beyond_doubt_is_not_taken),
		cmocka_unit_test(test_notices_are_read_of_pulsa_only),
		cmocka_unit_test(test_a_long_text_is_read_as_far_as_it_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
