#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Missed calls: hung up on, and answered with the menu as a text, once per number and day."""
import re
import time

from harness import House, nik, run_tests, wait_until

ANI = "081234567890"
ANI_NORMAL = "+6281234567890"
CODE = re.compile(r"\b\d{4}-\d{4}\b")


def calls(house):
    return [row for row in house.surat_json("inbox") if row["door"] == "call"]


def try_to_call(phone, number):
    """The line may be engaged by the last one."""
    try:
        phone.ask(f"call {number} 10")
    except RuntimeError as error:
        assert "engaged" in str(error), error


def test_a_missed_call_brings_the_menu_and_the_talk_goes_on(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask(f"call {ANI} 10")
        menu = phone.next_sms()
        assert menu and "1 Domisili" in menu[2], menu
        row, = calls(house)
        assert row["sender"] == ANI_NORMAL and row["state"] == "handled", row
        last = ""
        for text in ("3", "3513151205909902", "kredit bank", "warung kopi di dusun Krajan",
                     "sejak 2015"):
            phone.ask(f"sms {ANI} {text}")
            last = phone.next_sms()
            assert last, f"no reply to {text!r}"
            if CODE.search(last[2]):
                break
        assert CODE.search(last[2]), last
        verdict = house.count()
        assert verdict["lost"] == 0 and verdict["doubled replies"] == 0, verdict


def test_a_second_call_of_the_day_brings_no_second_text(build):
    with House(build) as house:
        phone = house.control()
        phone.ask("watch *")
        for _ in range(3):
            phone.ask(f"call {ANI} 10")
            time.sleep(0.3)
            phone.ask("call 081234567891 10")
            time.sleep(0.3)
        got = [phone.next_sms(5), phone.next_sms(5)]
        assert {sms[1] for sms in got} == {ANI_NORMAL, "+6281234567891"}, got
        assert phone.next_sms(1) is None, "a second text"
        assert len(calls(house)) == 2, calls(house)


def test_the_call_is_hung_up_on(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"call {ANI} 100")
        wait_until(lambda: len(calls(house)) == 1, 10, "the call to be noticed")
        # A call that still stood would not let a second one in.
        phone.ask("call 081234567891 100")
        wait_until(lambda: len(calls(house)) == 2, 10, "the second caller")


def test_only_indonesian_mobiles_are_answered(build):
    with House(build) as house:
        phone = house.control()
        phone.ask("watch *")
        for n, number in enumerate(("+60123456789", "0335550107", "4444"), 1):
            phone.ask(f"call {number} 10")
            wait_until(lambda: len(calls(house)) == n, 10, number)
        assert phone.next_sms(1) is None, "answered"
        assert {c["state"] for c in calls(house)} == {"ignored"}, calls(house)


def test_calls_in_the_middle_of_messages_disturb_nothing(build):
    with House(build, options=["guards.replies_per_day=0"]) as house:
        phone = house.control()
        n = 150
        phone.ask("urc RING")
        for i in range(n):
            phone.ask(f"sms 0812{i:08d} sktm {nik(i)} buat sekolah id{i:06d}")
            if i % 3 == 0:
                try_to_call(phone, f"0813{i:08d}")
            time.sleep(0.01)
        wait_until(lambda: len(house.surat_json("queue", "--limit", "1000")) == n, 60, "the tickets")
        wait_until(lambda: not any(r["state"] in ("queued", "sending", "retry", "unsure")
                                   for r in house.surat_json("outbox", "--limit", "1000")),
                   60, "the outbox to drain")
        verdict = house.count()
        assert verdict["lost"] == 0 and verdict["doubled tickets"] == 0, verdict
        assert verdict["doubled replies"] == 0 and verdict["unexpected"] == 0, verdict
        rows = house.surat_json("outbox", "--limit", "1000")
        assert sum(r["unsure"] for r in rows) == 0, "an answer was lost"
        assert house.modem_state() == "ready"
        heard = len([m for m in house.surat_json("inbox", "--limit", "1000") if m["door"] == "call"])
        print(f"  {n} texts, {heard} calls heard: {verdict}")
        assert heard > 5, heard


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
