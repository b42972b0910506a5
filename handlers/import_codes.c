// SPDX-License-Identifier: MIT
#include "handlers/import_codes.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */

/* agama_id and the others: the sheet "Kode Data" of OpenSID's import file. */
const struct import_code import_codes_sex[] = {
	{ 1, { "L", "LAKI-LAKI", "LAKI", "LK", "PRIA" } },
	{ 2, { "P", "PEREMPUAN", "PR", "WANITA" } },
	{ 0, { NULL } },
};

const struct import_code import_codes_religion[] = {
	{ 1, { "ISLAM" } },
	{ 2, { "KRISTEN", "PROTESTAN", "KRISTEN PROTESTAN" } },
	{ 3, { "KATHOLIK", "KATOLIK", "KRISTEN KATOLIK" } },
	{ 4, { "HINDU" } },
	{ 5, { "BUDHA", "BUDDHA" } },
	{ 6, { "KHONGHUCU", "KONGHUCU" } },
	{ 7, { "KEPERCAYAAN TERHADAP TUHAN YME", "KEPERCAYAAN TERHADAP TUHAN YME / LAINNYA", "KEPERCAYAAN", "LAINNYA" } },
	{ 0, { NULL } },
};

const struct import_code import_codes_marital_status[] = {
	{ 1, { "BELUM KAWIN", "BK" } },
	{ 2, { "KAWIN", "K", "KAWIN TERCATAT", "KAWIN BELUM TERCATAT" } },
	{ 3, { "CERAI HIDUP", "CH" } },
	{ 4, { "CERAI MATI", "CM" } },
	{ 0, { NULL } },
};

const struct import_code import_codes_citizenship[] = {
	{ 1, { "WNI" } },
	{ 2, { "WNA" } },
	{ 3, { "DUA KEWARGANEGARAAN" } },
	{ 0, { NULL } },
};

const struct import_code import_codes_life_state[] = {
	{ 1, { "HIDUP" } },
	{ 2, { "MATI", "MENINGGAL" } },
	{ 3, { "PINDAH" } },
	{ 4, { "HILANG" } },
	{ 6, { "PERGI" } },
	{ 9, { "TIDAK VALID" } },
	{ 0, { NULL } },
};

const struct import_code import_codes_occupation[] = {
	{ 1, { "BELUM/TIDAK BEKERJA", "BELUM BEKERJA", "TIDAK BEKERJA" } },
	{ 2, { "MENGURUS RUMAH TANGGA", "IRT", "IBU RUMAH TANGGA" } },
	{ 3, { "PELAJAR/MAHASISWA", "PELAJAR", "MAHASISWA" } },
	{ 4, { "PENSIUNAN" } },
	{ 5, { "PEGAWAI NEGERI SIPIL (PNS)", "PNS", "ASN" } },
	{ 6, { "TENTARA NASIONAL INDONESIA (TNI)", "TNI" } },
	{ 7, { "KEPOLISIAN RI (POLRI)", "POLRI" } },
	{ 8, { "PERDAGANGAN" } },
	{ 9, { "PETANI/PEKEBUN", "PETANI" } },
	{ 10, { "PETERNAK" } },
	{ 11, { "NELAYAN/PERIKANAN" } },
	{ 12, { "INDUSTRI" } },
	{ 13, { "KONSTRUKSI" } },
	{ 14, { "TRANSPORTASI" } },
	{ 15, { "KARYAWAN SWASTA" } },
	{ 16, { "KARYAWAN BUMN" } },
	{ 17, { "KARYAWAN BUMD" } },
	{ 18, { "KARYAWAN HONORER" } },
	{ 19, { "BURUH HARIAN LEPAS" } },
	{ 20, { "BURUH TANI/PERKEBUNAN" } },
	{ 21, { "BURUH NELAYAN/PERIKANAN" } },
	{ 22, { "BURUH PETERNAKAN" } },
	{ 23, { "PEMBANTU RUMAH TANGGA" } },
	{ 24, { "TUKANG CUKUR" } },
	{ 25, { "TUKANG LISTRIK" } },
	{ 26, { "TUKANG BATU" } },
	{ 27, { "TUKANG KAYU" } },
	{ 28, { "TUKANG SOL SEPATU" } },
	{ 29, { "TUKANG LAS/PANDAI BESI" } },
	{ 30, { "TUKANG JAHIT" } },
	{ 31, { "TUKANG GIGI" } },
	{ 32, { "PENATA RIAS" } },
	{ 33, { "PENATA BUSANA" } },
	{ 34, { "PENATA RAMBUT" } },
	{ 35, { "MEKANIK" } },
	{ 36, { "SENIMAN" } },
	{ 37, { "TABIB" } },
	{ 38, { "PARAJI" } },
	{ 39, { "PERANCANG BUSANA" } },
	{ 40, { "PENTERJEMAH" } },
	{ 41, { "IMAM MASJID" } },
	{ 42, { "PENDETA" } },
	{ 43, { "PASTOR" } },
	{ 44, { "WARTAWAN" } },
	{ 45, { "USTADZ/MUBALIGH" } },
	{ 46, { "JURU MASAK" } },
	{ 47, { "PROMOTOR ACARA" } },
	{ 48, { "ANGGOTA DPR-RI" } },
	{ 49, { "ANGGOTA DPD" } },
	{ 50, { "ANGGOTA BPK" } },
	{ 51, { "PRESIDEN" } },
	{ 52, { "WAKIL PRESIDEN" } },
	{ 53, { "ANGGOTA MAHKAMAH KONSTITUSI" } },
	{ 54, { "ANGGOTA KABINET KEMENTERIAN" } },
	{ 55, { "DUTA BESAR" } },
	{ 56, { "GUBERNUR" } },
	{ 57, { "WAKIL GUBERNUR" } },
	{ 58, { "BUPATI" } },
	{ 59, { "WAKIL BUPATI" } },
	{ 60, { "WALIKOTA" } },
	{ 61, { "WAKIL WALIKOTA" } },
	{ 62, { "ANGGOTA DPRD PROVINSI" } },
	{ 63, { "ANGGOTA DPRD KABUPATEN/KOTA" } },
	{ 64, { "DOSEN" } },
	{ 65, { "GURU" } },
	{ 66, { "PILOT" } },
	{ 67, { "PENGACARA" } },
	{ 68, { "NOTARIS" } },
	{ 69, { "ARSITEK" } },
	{ 70, { "AKUNTAN" } },
	{ 71, { "KONSULTAN" } },
	{ 72, { "DOKTER" } },
	{ 73, { "BIDAN" } },
	{ 74, { "PERAWAT" } },
	{ 75, { "APOTEKER" } },
	{ 76, { "PSIKIATER/PSIKOLOG" } },
	{ 77, { "PENYIAR TELEVISI" } },
	{ 78, { "PENYIAR RADIO" } },
	{ 79, { "PELAUT" } },
	{ 80, { "PENELITI" } },
	{ 81, { "SOPIR" } },
	{ 82, { "PIALANG" } },
	{ 83, { "PARANORMAL" } },
	{ 84, { "PEDAGANG" } },
	{ 85, { "PERANGKAT DESA" } },
	{ 86, { "KEPALA DESA" } },
	{ 87, { "BIARAWATI" } },
	{ 88, { "WIRASWASTA" } },
	{ 89, { "LAINNYA" } },
	{ 0, { NULL } },
};

/* clang-format on */

static bool is_counted(char byte)
{
	return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* Whether both say the same letters and digits. */
static bool is_same(const char *a, const char *b)
{
	for (;;) {
		while (*a != '\0' && !is_counted(*a))
			a++;
		while (*b != '\0' && !is_counted(*b))
			b++;
		if (*a == '\0' || *b == '\0')
			return *a == *b;
		if (toupper((unsigned char)*a++) != toupper((unsigned char)*b++))
			return false;
	}
}

static bool is_word_of(const struct import_code *code, const char *cell)
{
	for (size_t i = 0; i < IMPORT_CODE_WORDS_MAX && code->words[i] != NULL; i++)
		if (is_same(code->words[i], cell))
			return true;
	return false;
}

const char *import_code_word(const struct import_code *codes, const char *cell)
{
	char *end;
	long number = strtol(cell, &end, 10);

	if (end == cell || *end != '\0')
		number = 0;
	for (; codes->code != 0; codes++)
		if (codes->code == number || is_word_of(codes, cell))
			return codes->words[0];
	return NULL;
}
