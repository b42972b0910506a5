#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Failure modes of GSM modems that the whole service answers: outbox, guards, store, udev.

The other modes are in tests/modem/test_modes_*.c; the number is the one of the list.
"""
import os
import re
import sqlite3
import time

from harness import TOP, House, nik, run_tests, wait_until

ANI, BUDI = "081234567890", "081234567891"
REQUEST = "sktm 3513151205909901 buat sekolah anak"
OPTIONS = ["guards.replies_per_day=0", "outbox.unsure_wait_s=1"]
CENTRE, PEER, STAMP = "0791261801000000", "0D91261832547698F0", "62112190517082"


def rules():
    with open(f"{TOP}/systemd/60-surat.rules", encoding="utf-8") as file:
        return file.read()


def states(house):
    return [row["state"] for row in house.surat_json("outbox", "--limit", "1000")]


def sent(house):
    with open(house.ledger, encoding="utf-8") as ledger:
        return [line.split(" ", 4) for line in ledger if line.startswith("S ")]


def log_of(house):
    with open(house.path("log"), "rb") as log:
        return log.read().decode("utf-8", "replace")


def check_ledger(house):
    verdict = house.count()
    for name in ("lost", "doubled tickets", "doubled replies", "unexpected"):
        assert verdict[name] == 0, verdict


def inbox_states(house):
    return sorted(row["state"] for row in house.surat_json("inbox", "--limit", "1000"))


def test_mode_06_udev_keeps_modemmanager_and_brltty_away(build):
    assert 'ENV{ID_MM_DEVICE_IGNORE}="1"' in rules() and 'BRLTTY_BRAILLE_DRIVER' in rules()


def test_mode_09_udev_switches_autosuspend_off(build):
    assert 'ATTR{power/control}="on"' in rules()


def test_mode_01_udev_names_the_port_by_serial_and_interface(build):
    assert re.search(r'SYMLINK\+="surat/modem-\$env\{ID_SERIAL_SHORT\}-if', rules())


def test_mode_10_no_program_has_a_hand_on_the_hub(build):
    for folder in ("apps", "modem"):
        for name in os.listdir(f"{TOP}/{folder}"):
            if name.endswith((".c", ".h")):
                with open(f"{TOP}/{folder}/{name}", encoding="utf-8") as file:
                    assert "uhubctl" not in file.read(), name


def test_mode_29_refused_with_500_is_tried_again(build):
    with House(build, options=OPTIONS, hurry=60) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask("fault refuse-send 500 2")
        phone.ask(f"sms {ANI} {REQUEST}")
        assert phone.next_sms(30), "never sent"
        check_ledger(house)


def test_mode_38_a_senders_line_ends_make_no_line_of_the_log(build):
    with House(build, options=OPTIONS) as house:
        house.control().ask(f"pdu {CENTRE}0409D0C186224805000062112190517082" "09E830FB0D2297E761")
        wait_until(lambda: len(house.surat_json("inbox")) == 1, 5, "the message")
        taken = [line for line in log_of(house).split("\n") if "message taken" in line]
        assert len(taken) == 1 and "state=" in taken[0], taken
        assert "\r" not in log_of(house)


def no_credit(house):
    return house.modem_state() == "no-credit"


def test_mode_49_service_centre_survives_a_restart_of_both(build):
    """A power cut: the card has lost its centre, and suratd knows it only from its store."""
    with House(build, options=OPTIONS) as house:
        wait_until(lambda: house.surat_json("modem")[0]["centre"] == "+6281100000", 10, "the centre to be kept")
        house.kill_daemon()
        phone = house.control()
        phone.ask("fault lose-centre on")
        phone.ask("fault reset")
        phone.ask("commands on")
        house.start_daemon()
        phone.ask(f"watch {ANI}")
        phone.ask(f"sms {ANI} menu")
        assert phone.next_sms(10), "nothing goes out without a service centre"
        assert '+CSCA="+6281100000",145' in open(house.ledger, encoding="utf-8").read()
        assert house.surat_json("modem")[0]["centre"] == "+6281100000"
        check_ledger(house)


def test_mode_50_no_credit_pauses_sending_and_says_so(build):
    with House(build, options=OPTIONS, hurry=90) as house:  # 15 minutes are 10 s
        phone = house.control()
        phone.ask("watch *")
        phone.ask("fault no-credit 38")
        for i in range(6):
            phone.ask(f"sms 08123456789{i} sktm {nik(i)} buat sekolah id{i}")
        wait_until(lambda: no_credit(house), 20, "the alarm")
        tried = log_of(house).count("result=refused")
        assert tried <= 8, tried
        assert "pulsa" in house.surat("doctor", check=False).stdout
        # It goes on receiving; the operator's complaints are not answered.
        phone.ask(f"sms 081234567888 sktm {nik(8)} buat sekolah id8")
        wait_until(lambda: len(house.surat_json("queue")) == 7, 10, "the seventh ticket")
        phone.ask("fault clear")
        wait_until(lambda: len(sent(house)) == 7, 60, "all to go out once there is credit")
        wait_until(lambda: house.modem_state() == "ready", 5, "the alarm to end")
        assert "failed" not in states(house), "a text was given up for want of credit"
        check_ledger_without_operator(house)


def check_ledger_without_operator(house):
    verdict = house.count()
    assert verdict["lost"] == 0 and verdict["doubled replies"] == 0, verdict
    assert verdict["doubled tickets"] == 0, verdict


def test_mode_51_grace_period_sim_still_receives(build):
    with House(build, options=OPTIONS, hurry=60) as house:
        phone = house.control()
        phone.ask("fault no-credit 21")
        for i in range(4):
            phone.ask(f"sms 08123456789{i} sktm {nik(i)} buat sekolah id{i}")
        wait_until(lambda: len(house.surat_json("queue")) == 4, 10, "the tickets")
        assert not sent(house)


def test_mode_52_barred_by_the_operator(build):
    for code in (8, 10, 50):
        with House(build, options=OPTIONS, hurry=300) as house:  # 15 minutes are 3 s
            phone = house.control()
            phone.ask(f"watch {ANI}")
            phone.ask(f"fault refuse-send {code} -1")
            phone.ask(f"sms {ANI} {REQUEST}")
            wait_until(lambda: house.modem_state() == "barred", 10, "the alarm")
            assert log_of(house).count("result=refused") <= 2
            phone.ask("fault clear")
            assert phone.next_sms(40), "not sent when the bar is lifted"
            check_ledger(house)


def test_mode_53_one_dead_number_does_not_block_the_queue(build):
    with House(build, options=OPTIONS, hurry=30) as house:
        phone = house.control()
        phone.ask(f"watch {BUDI}")
        phone.ask("fault refuse-send 27 -1 +6281234567890")
        for i in range(3):
            house.surat("send", ANI, f"Posyandu hari {i}")
        house.surat("send", BUDI, "Posyandu besok")
        assert phone.next_sms(20), "blocked by a dead number"
        assert house.modem_state() == "ready"


def test_mode_54_parts_of_a_long_text_after_a_refused_one(build):
    with House(build, options=OPTIONS, hurry=60) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask("fault refuse-send 500 1 +6281234567890 1")  # the second part
        text = " ".join(f"kata{i}" for i in range(40))
        house.surat("send", ANI, text)
        got = phone.next_sms(30)
        assert got and got[2] == text, got
        check_ledger(house)


def test_mode_54_after_a_long_gap_all_parts_begin_anew(build):
    with House(build, options=OPTIONS, hurry=12) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask("fault refuse-send 500 1 +6281234567890 1")  # the second part
        text = " ".join(f"kata{i}" for i in range(40))
        house.surat("send", ANI, text)
        wait_until(lambda: states(house) == ["retry"], 10, "the refusal")
        with sqlite3.connect(house.store, timeout=10) as store:
            store.execute("UPDATE outbox SET sent_at = sent_at - 400")
        got = phone.next_sms(30)
        assert got and got[2] == text, got
        assert len(sent(house)) == 3, "the first part again"
        # 40 + reference, total, number in the header of each part
        references = [re.search(r"0500 ?03(..)", line[3]).group(1) for line in sent(house)]
        assert references[0] != references[1] == references[2], references
        wait_until(lambda: states(house) in (["sent"], ["delivered"]), 10, "the end")


def test_mode_59_all_ways_to_write_a_number_are_one_resident(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask("watch *")
        phone.ask(f"sms +6281234567890 {REQUEST}")
        assert phone.next_sms(), "no reply"
        code = house.surat_json("queue")[0]["code"]
        phone.ask(f"sms =081234567890 cek {code}")
        answer = phone.next_sms()
        assert answer and code[:4] in answer[2], answer
        assert {row["sender"] for row in house.surat_json("inbox")} == {"+6281234567890"}


def test_mode_62_repeat_by_the_network_is_one_ticket(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask("fault dup on")
        for i in range(5):
            phone.ask(f"sms 08123456789{i} sktm {nik(i)} buat sekolah id{i}")
        wait_until(lambda: len(sent(house)) == 5, 10, "the replies")
        time.sleep(0.5)
        assert len(sent(house)) == 5 and len(house.surat_json("queue")) == 5
        check_ledger(house)


def test_mode_63_resident_presses_send_twice(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        for _ in range(2):
            phone.ask(f"sms {ANI} {REQUEST}")
            assert phone.next_sms(5), "no reply"
        assert len(house.surat_json("queue")) == 1


def test_mode_64_parts_in_any_order_are_one_request(build):
    words = " ".join(f"kata{i}" for i in range(60))
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask(f"sms-parts 3,1,2 {ANI} {REQUEST} {words}")
        wait_until(lambda: len(house.surat_json("queue")) == 1, 10, "the ticket")
        time.sleep(0.3)
        assert len(sent(house)) == 1
        check_ledger(house)


def let_time_go_by(house, seconds):
    house.kill_daemon()
    with sqlite3.connect(house.store) as store:
        store.execute("UPDATE inbox SET received_at = received_at - ?", (seconds,))
    house.start_daemon()


def test_mode_65_a_part_never_comes(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask(f"sms-parts 1 {ANI} {REQUEST} " + " ".join(f"kata{i}" for i in range(25)))
        wait_until(lambda: inbox_states(house) == ["part"], 5, "the part")
        let_time_go_by(house, 700)
        assert phone.next_sms(10), "nobody told the resident"
        let_time_go_by(house, 700)
        assert phone.next_sms(0.5) is None, "told twice"
        let_time_go_by(house, 86400)
        wait_until(lambda: inbox_states(house) == ["unread"], 5, "a human to be shown it")


def test_mode_66_references_0_16_bit_and_used_again(build):
    words = " ".join(f"kata{i}" for i in range(25))
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        for i, reference in enumerate(("0", "48879/16", "7", "7")):
            phone.ask(f"sms-parts 2,1:{reference} 08123456789{i} sktm {nik(i)} {words} id{i}")
        # Used again by the same phone, for another text.
        phone.ask(f"sms-parts 1,2:7 081234567893 sktm {nik(9)} {words} id9")
        wait_until(lambda: len(house.surat_json("inbox", "--limit", "100")) >= 10, 10, "parts")
        wait_until(lambda: len(house.surat_json("queue")) == 5, 10, "five tickets")
        assert "part" not in inbox_states(house), inbox_states(house)
        texts = [row["text"] for row in house.surat_json("inbox", "--limit", "100")]
        for i in (0, 1, 2, 3, 9):
            assert any(text.endswith(f"kata24 id{i}") for text in texts), (i, texts)
        check_ledger(house)


def test_mode_67_illegal_part_numbers_go_to_a_human(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask("watch *")
        for header in ("0500035502" "03", "0500035500" "01", "0500035502" "00", "0500035536" "01"):
            phone.ask(f"pdu {CENTRE}44{PEER}0000{STAMP}0A{header}D2F334")
        wait_until(lambda: len(inbox_states(house)) == 4, 5, "all four")
        assert inbox_states(house) == ["unread"] * 4, inbox_states(house)
        assert house.surat_json("queue") == [] and phone.next_sms(0.5) is None


def test_mode_68_a_pair_cut_between_two_parts_is_whole_again(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask(f"sms-parts 2,1/cut {ANI} {REQUEST} " + "\U0001F4DD" * 40)
        wait_until(lambda: len(house.surat_json("queue")) == 1, 10, "the ticket")
        check_ledger(house)


IGNORED = {
    70: f"{CENTRE}04{PEER}4000{STAMP}00",
    71: f"{CENTRE}04{PEER}00C8{STAMP}00",
    72: f"{CENTRE}44{PEER}0004{STAMP}0C0605040B8423F00106776170",
    73: f"{CENTRE}44{PEER}7FF6{STAMP}0702700000071509",
}


def test_mode_70_to_73_what_is_not_for_people_is_kept_and_not_answered(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask("watch *")
        for pdu in IGNORED.values():
            phone.ask(f"pdu {pdu}")
        phone.ask(f"sms {ANI} {REQUEST}")
        assert phone.next_sms(), "the request behind them"
        assert phone.next_sms(0.5) is None, "answered"
        # A type 0 message is discarded by the modem itself.
        assert inbox_states(house) == ["handled"] + ["ignored"] * 3, inbox_states(house)
        assert len(house.surat_json("queue")) == 1


def test_mode_74_damaged_is_shown_to_a_human(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask(f"pdu {CENTRE}04{PEER}0000{STAMP}A0E830FB0D2297E761")
        wait_until(lambda: inbox_states(house) == ["damaged"], 10, "the damaged one")
        assert house.surat_json("inbox")[0]["pdu"].startswith(CENTRE)


def test_mode_75_reports_are_only_a_hint(build):
    with House(build, options=OPTIONS) as house:
        phone = house.control()
        phone.ask("fault report on")
        phone.ask(f"sms {ANI} {REQUEST}")
        wait_until(lambda: states(house) == ["delivered"], 15, "the report")
        phone.ask("fault report off")
        # One of nobody's, and one that makes no sense.
        phone.ask(f"raw \\r\\n+CDS: 25\\r\\n{CENTRE}06FF{PEER}{STAMP}{STAMP}46\\r\\n")
        phone.ask("raw \\r\\n+CDS: 25\\r\\nFFFF\\r\\n")
        phone.ask(f"sms {BUDI} sktm {nik(2)} buat sekolah")
        wait_until(lambda: sorted(states(house)) == ["delivered", "sent"], 10, "the next")


def test_mode_76_auto_reply_loop_ends(build):
    with House(build, options=["guards.replies_per_day=300"]) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask(f"sms {ANI} halo apakah ada orang")
        n = 0
        while n < 60:
            got = phone.next_sms(1.5)
            if got is None:
                break
            n += 1
            phone.ask(f"sms {ANI} Format yang Anda kirim salah. Ketik REG spasi NAMA ({n})")
        assert n <= 8, f"{n} replies to a machine"


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
