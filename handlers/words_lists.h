// SPDX-License-Identifier: MIT
#pragma once

/* The word lists that a text is read with: conf/words.conf. */

#include <stddef.h>
#include <stdint.h>

struct catalogue;

enum {
	WORDS_PER_LIST_MAX = 1024,
	WORD_SIZE = 40,
	/* Words in all entries together; the lists hold some 5000. What exceeds it is not
	 * found. */
	INDEX_WORDS_MAX = 9000,
	INDEX_LETTER_WORDS_MAX = 3000,
	INDEX_BUCKETS = 27 * 27, /* first and second letter */
};

/*
 * The lists of conf/words.conf; an entry may be a phrase of several words. Only the main
 * spelling of a word stands in them: "same" leads the others to it.
 */
enum word_list {
	WORD_LIST_SAME, /* "tdk tidak": the first is spelt for the second */
	WORD_LIST_GREETING,
	WORD_LIST_TITLE,   /* pak, bu, admin... */
	WORD_LIST_ASK,     /* mohon, minta... */
	WORD_LIST_WISH,    /* mau, tolong: weaker than asking */
	WORD_LIST_MAKE,    /* bikin, butuh, urus...: of a thing that is not there yet */
	WORD_LIST_FOR,     /* untuk, keperluan... */
	WORD_LIST_BECAUSE, /* karena, gara gara... */
	WORD_LIST_NAME_OF, /* atas nama, an, bernama... */
	WORD_LIST_NIK,     /* nik, ktp... */
	WORD_LIST_FAMILY_CARD,
	WORD_LIST_NUMBER_OF, /* rekening...: the digits behind it are no NIK */
	WORD_LIST_PHONE_OF,  /* hp, wa...: shorter digits behind it are a phone */
	WORD_LIST_LETTER,    /* surat, suket... */
	WORD_LIST_LINK,      /* dan, serta: between two letters */
	WORD_LIST_INSTEAD,   /* ganti, saja: the letter that is wanted after all */
	WORD_LIST_YES,
	WORD_LIST_NO,
	WORD_LIST_CANCEL,
	WORD_LIST_NOT, /* before a letter: jangan, tidak jadi... */
	WORD_LIST_STATUS,
	WORD_LIST_DONE, /* sudah jadi, sudah terima... */
	WORD_LIST_QUESTION,
	WORD_LIST_REQUIREMENTS,
	WORD_LIST_MENU,
	WORD_LIST_HOURS,
	WORD_LIST_COST,
	WORD_LIST_INFO,      /* posyandu, bansos...: the topic of an INFO page */
	WORD_LIST_HUMAN,     /* lapor, keluhan... */
	WORD_LIST_COMPLAINT, /* rusak, banjir... */
	WORD_LIST_THING,     /* lampu, listrik: what is "mati" without a letter */
	WORD_LIST_THANKS,
	WORD_LIST_SPAM,   /* one is enough: otp, hadiah... */
	WORD_LIST_ADVERT, /* two of them: promo, klik... */
	WORD_LIST_STOP,
	WORD_LIST_START,
	WORD_LIST_FORGET,
	WORD_LIST_REGISTER,
	WORD_LIST_PLACE,     /* rt, rw, dusun, desa... */
	WORD_LIST_KIN,       /* anak, istri... */
	WORD_LIST_FILLER,    /* words that mean nothing: yang, dong... */
	WORD_LIST_PARTICLE,  /* ya, dong: nothing at all at the end of a purpose */
	WORD_LIST_SIGNATURE, /* dikirim dari, wassalam... */
	WORD_LIST_DECOY,     /* holds a letter's word and means none: tanggal lahir */
	WORD_LIST_APPROVE,
	WORD_LIST_REJECT,
	WORD_LIST_WITHDRAW,
	WORD_LIST_QUEUE,
	WORD_LIST_VERIFY,
	WORD_LIST_NUMBER, /* satu, dua...: in order */
	WORD_LIST_CHOOSE, /* nomor, pilih... */
	WORD_LIST_COMMON, /* everyday words: never a slip for a letter, never a name */
	WORD_LIST_PERSON_END, /* how names end: an unknown word with such an end is a name
			       */
	WORD_LIST_PERSON,     /* frequent names: never a slip for a letter */
	WORD_LIST_COUNT
};

/* The setting's name: "greeting". */
const char *word_list_name(enum word_list list);

/* One word of one entry. */
struct index_word {
	uint8_t list;
	uint8_t offset; /* of the word in its entry; 0 = the first */
	uint16_t item;  /* in its list; of an alias: letter and alias */
};

/* All words, sorted by their first two letters: words_prepare(). */
struct word_index {
	const struct words *words;
	const struct catalogue *catalogue;
	uint16_t bucket[INDEX_BUCKETS + 1];
	struct index_word at[INDEX_WORDS_MAX];
	uint16_t n_letter_words;
	uint16_t letter_word[INDEX_LETTER_WORDS_MAX]; /* those that name letters, in `at`
						       */
};

struct words {
	char words[WORD_LIST_COUNT][WORDS_PER_LIST_MAX][WORD_SIZE]; /* lower case */
	size_t n_words[WORD_LIST_COUNT];
	struct word_index index;
};
