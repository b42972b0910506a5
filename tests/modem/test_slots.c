// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "modem/slots.h"

static void test_storage_and_index_together_are_one_place(void **state)
{
	static struct slots slots;
	int sm, me;

	(void)state;
	slots_clear(&slots);
	sm = slots_storage(&slots, "SM");
	me = slots_storage(&slots, "ME");
	assert_int_equal(slots_storage(&slots, "SM"), sm);
	assert_int_not_equal(sm, me);
	assert_non_null(slots_add(&slots, sm, 4));
	assert_null(slots_find(&slots, me, 4));
	assert_non_null(slots_add(&slots, me, 4));
	slots_remove(&slots, slots_find(&slots, sm, 4));
	assert_null(slots_find(&slots, sm, 4));
	assert_non_null(slots_find(&slots, me, 4));
}

static void test_too_many_are_refused_and_not_forgotten(void **state)
{
	static struct slots slots;

	(void)state;
	slots_clear(&slots);
	for (int i = 0; i < STORAGES_MAX; i++)
		assert_int_equal(
			slots_storage(&slots,
				      (const char[]){ 'A', (char)('A' + i), '\0' }),
			i);
	assert_int_equal(slots_storage(&slots, "ZZ"), -1);
	for (int i = 0; i < SLOTS_MAX; i++)
		assert_non_null(slots_add(&slots, 0, i));
	assert_null(slots_add(&slots, 0, SLOTS_MAX));
	assert_non_null(slots_find(&slots, 0, 0));
	assert_non_null(slots_find(&slots, 0, SLOTS_MAX - 1));
	slots_clear(&slots);
	assert_non_null(slots_add(&slots, 0, SLOTS_MAX));
}

static void test_the_oldest_of_the_chosen_storage_comes_first(void **state)
{
	static struct slots slots;

	(void)state;
	slots_clear(&slots);
	slots_add(&slots, 1, 7);
	slots_add(&slots, 0, 3);
	slots_add(&slots, 0, 2);
	slots_add(&slots, 0, 1)->state = SLOT_STATE_DELETE;
	assert_int_equal(slots_oldest(&slots, SLOT_STATE_WAITING, 0)->index, 3);
	assert_int_equal(slots_oldest(&slots, SLOT_STATE_WAITING, 1)->index, 7);
	assert_int_equal(slots_oldest(&slots, SLOT_STATE_WAITING, -1)->index, 7);
	assert_int_equal(slots_oldest(&slots, SLOT_STATE_DELETE, 1)->index, 1);
	assert_null(slots_oldest(&slots, SLOT_STATE_BAD, 0));
	/* Taking one away moves others in memory, not in order. */
	slots_remove(&slots, slots_find(&slots, 1, 7));
	assert_int_equal(slots_oldest(&slots, SLOT_STATE_WAITING, 1)->index, 3);
}

static void test_order_survives_the_counter_running_over(void **state)
{
	static struct slots slots;

	(void)state;
	slots_clear(&slots);
	slots.n_added = ~0u;
	slots_add(&slots, 0, 1);
	slots_add(&slots, 0, 2);
	assert_int_equal(slots_oldest(&slots, SLOT_STATE_WAITING, 0)->index, 1);
}

static void test_a_whole_state_or_storage_is_taken_away(void **state)
{
	static struct slots slots;

	(void)state;
	slots_clear(&slots);
	for (int i = 0; i < 9; i++)
		slots_add(&slots, i % 2, i)->state = (enum slot_state)(i % 3);
	slots_remove_state(&slots, SLOT_STATE_BAD);
	assert_int_equal(slots.n_slots, 6);
	slots_remove_storage(&slots, 0);
	assert_int_equal(slots.n_slots, 3);
	for (size_t i = 0; i < slots.n_slots; i++) {
		assert_int_equal(slots.slots[i].storage, 1);
		assert_int_not_equal(slots.slots[i].state, SLOT_STATE_BAD);
	}
}

static void test_a_print_tells_one_changed_digit(void **state)
{
	char pdu[] = "0691261801000000040D91261832547698F0";
	uint64_t print = slots_print(pdu, sizeof pdu - 1);

	(void)state;
	assert_true(slots_print(pdu, sizeof pdu - 1) == print);
	for (size_t i = 0; i < sizeof pdu - 1; i++) {
		pdu[i] ^= 1;
		assert_false(slots_print(pdu, sizeof pdu - 1) == print);
		pdu[i] ^= 1;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_storage_and_index_together_are_one_place),
		cmocka_unit_test(test_too_many_are_refused_and_not_forgotten),
		cmocka_unit_test(test_the_oldest_of_the_chosen_storage_comes_first),
		cmocka_unit_test(test_order_survives_the_counter_running_over),
		cmocka_unit_test(test_a_whole_state_or_storage_is_taken_away),
		cmocka_unit_test(test_a_print_tells_one_changed_digit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
