#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The main job: a text becomes a ticket, the code goes back, the office sees it."""
import re
import subprocess
import time

from harness import House, nik, run_tests, wait_until

CODE = re.compile(r"\b(\d{4})-(\d{4})\b")
ANI = "081234567890"
ANI_NORMAL = "+6281234567890"


def test_request_becomes_ticket_and_reply(build):
    with House(build) as house:
        watch = house.control()
        watch.ask(f"watch {ANI}")
        watch.ask(f"sms {ANI} sktm 3513151205909901 buat sekolah anak")
        reply = watch.next_sms()
        assert reply, "no reply"
        code = "".join(CODE.search(reply[2]).groups())
        tickets = house.surat_json("queue")
        assert [t["code"] for t in tickets] == [code], tickets
        ticket = tickets[0]
        assert ticket["kind"] == "SKTM" and ticket["nik"] == "3513151205909901", ticket
        assert ticket["phone"] == ANI_NORMAL and ticket["state"] == "received", ticket
        assert "sekolah anak" in ticket["purpose"], ticket
        for name in ("village", "name", "created_at", "number"):
            assert name in ticket, name
        verdict = house.count()
        assert verdict["lost"] == 0 and verdict["doubled tickets"] == 0, verdict


def test_phone_program_talks_like_a_phone(build):
    with House(build) as house:
        answer = subprocess.run(
            [f"{house.build}/phone", "--control", house.control_path, ANI, "--once",
             "sktm 3513151205909901 buat sekolah anak"],
            capture_output=True, text=True, timeout=30)
        assert answer.returncode == 0 and CODE.search(answer.stdout), answer


def test_menu_then_number_then_answers(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")

        def say(text):
            phone.ask(f"sms {ANI} {text}")
            reply = phone.next_sms()
            assert reply, f"no reply to {text!r}"
            return reply[2]

        assert "1 Domisili" in say("menu")
        assert "NIK" in say("3")
        say("3513151205909902")
        last = say("kredit bank")
        for _ in range(3):  # the letter's own questions
            if CODE.search(last):
                break
            last = say("warung kopi di dusun Krajan sejak 2015")
        assert CODE.search(last), last
        assert len(house.surat_json("queue")) == 1


def test_long_message_arrives_in_any_order(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        words = " ".join(f"kata{i}" for i in range(25))
        phone.ask(f"sms-parts 2,1 {ANI} sktm 3513151205909901 buat sekolah anak saya {words}")
        assert phone.next_sms(), "no reply to a long message"
        wait_until(lambda: len(house.surat_json("queue")) == 1, 5, "the ticket")
        verdict = house.count()
        assert verdict["lost"] == 0, verdict


def test_undecodable_is_kept_and_blocks_nothing(build):
    with House(build) as house:
        phone = house.control()
        phone.ask("watch *")
        phone.ask("pdu 0791261801000000040D91261832547698F0000062111290517082A0C227F2E904")
        phone.ask(f"sms {ANI} sktm 3513151205909901 buat sekolah anak")
        reply = phone.next_sms()
        assert reply and reply[1] == ANI_NORMAL, reply
        damaged = [m for m in house.surat_json("inbox") if m["state"] == "damaged"]
        assert len(damaged) == 1 and damaged[0]["pdu"].startswith("0791"), damaged
        assert phone.next_sms(1) is None, "the damaged one was answered"


def test_names_and_short_codes_are_never_answered(build):
    with House(build) as house:
        phone = house.control()
        phone.ask("watch *")
        for sender in ("TELKOMSEL", "4444", "123"):
            phone.ask(f"sms {sender} sktm 3513151205909901 buat sekolah anak")
        wait_until(lambda: len(house.surat_json("inbox")) == 3, 5, "three messages")
        assert phone.next_sms(1) is None, "answered"
        assert house.surat_json("queue") == []


def test_repeat_from_the_network_is_one_ticket(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        phone.ask("fault dup on")
        phone.ask(f"sms {ANI} sktm 3513151205909901 buat sekolah anak")
        assert phone.next_sms()
        time.sleep(0.5)
        assert phone.next_sms(0.5) is None, "answered twice"
        assert len(house.surat_json("queue")) == 1


def pin_tries(house):
    with open(house.ledger) as ledger:
        return [line.split()[1] for line in ledger if line.startswith("P ")]


def test_wrong_pin_is_tried_once_even_when_killed_and_restarted(build):
    house = House(build, sim_options=["--pin", "1234"], options=["modems.[0].pin=1111"])
    try:
        house.start_sim()
        for _ in range(4):
            house.start_daemon(wait_ready=False)
            wait_until(lambda: house.modem_state() == "pin", 10, "the modem to wait for a PIN")
            time.sleep(0.5)
            house.kill_daemon()
        assert pin_tries(house) == ["wrong"], pin_tries(house)
    finally:
        house.stop()


def test_right_pin_opens_the_sim(build):
    with House(build, sim_options=["--pin", "1234"], options=["modems.[0].pin=1234"]) as house:
        assert pin_tries(house) == ["right"], pin_tries(house)


def test_full_sim_is_drained_and_the_network_held_the_rest(build):
    with House(build, sim_options=["--slots", "5"], options=["guards.replies_per_day=0"]) as house:
        house.kill_daemon()
        phone = house.control()
        for i in range(30):
            phone.ask(f"sms 0812345{i:05d} sktm {nik(i)} buat sekolah id{i:04d}")
        house.start_daemon()
        wait_until(lambda: len(house.surat_json("queue")) == 30, 30, "30 tickets")
        verdict = house.count()
        assert verdict["lost"] == 0 and verdict["doubled tickets"] == 0, verdict


def test_broken_settings_name_every_error(build):
    house = House(build)
    bad = house.path("bad.conf")
    with open(bad, "w") as out:
        out.write('modems = ( { name = "a"; prot = "/dev/null"; baud = 12; } );\nstore = { path = 5; };\n')
    result = subprocess.run([f"{house.build}/suratd", "-n", "-c", bad], capture_output=True,
                            text=True)
    assert result.returncode != 0
    for word in ("bad.conf:1", "prot", "port", "bad.conf:2"):
        assert word in result.stderr, (word, result.stderr)


def test_text_from_the_office_leaves_at_once(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {ANI}")
        start = time.monotonic()
        house.surat("send", ANI, "Posyandu besok jam 8 di balai desa")
        reply = phone.next_sms(5)
        assert reply and "Posyandu" in reply[2], reply
        assert time.monotonic() - start < 5, "the doorbell did not ring: the slow sweep sent it"


def test_termination_is_clean(build):
    with House(build) as house:
        house.daemon.terminate()
        assert house.daemon.wait(timeout=10) == 0


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
