#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sessions that an operator forwards to the SIM card (+CUSD with a pattern), in the forms of five
makers; and what the network opens unasked, which is called off."""
import time

from harness import House, nik, run_tests, wait_until

CALLER = "6281234500001"
PATTERN = "modems.[0].cusd_pattern={nomor}*{teks}"
PROFILES = ("generic", "huawei-e173", "sim800", "sim7600", "ec25", "wavecom", "zte")


class Caller:
    """A caller whose network forwards him, and the witness of what he is answered."""

    def __init__(self, house, number=CALLER):
        self.house, self.number = house, number
        self.network = house.control()
        self.n_seen = len(self.answers())

    def lines(self, *letters):
        with open(self.house.ledger, encoding="utf-8", errors="replace") as lines:
            return [line.rstrip("\n") for line in lines if line.split()[0] in letters]

    def answers(self):
        return [line[2:] for line in self.lines("A")]

    def say(self, text):
        """One step; the page that comes back."""
        self.network.ask(f"ussd 1 {self.number}*{text}")
        wait_until(lambda: len(self.answers()) > self.n_seen, 20, "a page")
        self.n_seen += 1
        return self.answers()[self.n_seen - 1]

    def n_called_off(self):
        return len(self.lines("Q"))


def test_every_maker_walks_to_a_ticket(build):
    for i, profile in enumerate(PROFILES):
        with House(build, ["--profile", profile], [PATTERN]) as house:
            phone = house.control()
            phone.ask("watch *")
            caller = Caller(house)
            assert "1 Domisili" in caller.say("*77#"), caller.answers()
            assert "Ketik NIK" in caller.say("2")
            # A text arrives while the session is open, and is answered.
            phone.ask(f"sms 081234500009 usaha {nik(50 + i)} kredit bank")
            sms = phone.next_sms()
            assert sms and sms[1] == "+6281234500009", sms
            assert "Untuk apa?" in caller.say(nik(i))
            page = caller.say("1")
            assert "DITERIMA. Kode " in page, page
            sms = phone.next_sms()
            assert sms and sms[1] == "+" + CALLER and "DITERIMA" in sms[2], sms
            row, = house.surat_json("queue")
            assert row["phone"] == "+" + CALLER and row["kind"] == "SKTM", row
            assert row["purpose"] == "Sekolah" and row["nik"] == nik(i), row
            caller.network.ask("ussd 2")
            print(f"  {profile}: {page}")


def test_a_dropped_session_goes_on(build):
    with House(build, options=[PATTERN]) as house:
        caller = Caller(house)
        for drop in range(4):
            for step, answer in enumerate(("*77#", "2", nik(drop), "1")):
                page = caller.say(answer)
                if step == drop:
                    break
            caller.network.ask("ussd 2")
            if drop == 3:
                break
            page = caller.say("*77#")
            if drop > 0:
                assert "1 Lanjut" in page, page
                page = caller.say("1")
            for answer in ("2", nik(drop), "1")[drop:]:
                page = caller.say(answer)
            assert "DITERIMA" in page, page
            caller.network.ask("ussd 0 selesai")
            assert len(house.surat_json("queue")) == drop + 1
        assert len(house.surat_json("queue")) == 4
        assert house.count()["doubled tickets"] == 0


def test_another_caller_is_another_session(build):
    with House(build, options=[PATTERN]) as house:
        first = Caller(house)
        first.say("*77#")
        first.say("2")
        second = Caller(house, "6281234500002")
        assert "1 Domisili" in second.say("*77#")
        second.say("1")
        second.say(nik(3))
        assert "DITERIMA" in second.say("1")
        first.n_seen = len(first.answers())
        assert "1 Lanjut" in first.say("*77#")


def test_a_caller_that_cannot_be_told_is_sent_away(build):
    with House(build, options=[PATTERN]) as house:
        assert "tidak terbaca" in Caller(house, "0335123456").say("2")
        assert house.surat_json("queue") == []


def test_silence_ends_the_session(build):
    with House(build, options=[PATTERN]) as house:
        caller = Caller(house)
        caller.say("*77#")
        log = house.path("log")
        wait_until(lambda: "no answer in time" in open(log, encoding="utf-8", errors="replace").read(),
                   60, "the session to be given up")
        assert "1 Domisili" in caller.say("*77#")


def test_without_a_pattern_it_is_called_off(build):
    """Also with one, when the text names no caller. Nothing is answered, by nothing."""
    for options in ((), (PATTERN,)):
        with House(build, options=options) as house:
            caller = Caller(house)
            start = time.monotonic()
            caller.network.ask("ussd 1 Pop Screen: balas 1 untuk langganan Rp2200/hari")
            wait_until(lambda: caller.n_called_off() == 1, 20, "the session to be called off")
            print(f"  called off after {time.monotonic() - start:.2f} s")
            time.sleep(0.5)
            assert caller.answers() == [] and caller.lines("S", "U") == [], caller.lines("S", "U")
            assert house.surat_json("inbox") == [] and house.surat_json("outbox") == []
            log = open(house.path("log"), encoding="utf-8", errors="replace").read()
            assert "ussd unasked" in log


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
