#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""USSD of a community network: suratussd registered with Debian's real osmo-hlr, phones by a GSUP
peer of our own. The code of the ticket comes on the last page and by SMS."""
import re
import socket
import subprocess
import time

from harness import House, nik, run_tests, wait_until
from hlr import BEGIN, CONTINUE, END, RESULT, Call, Hlr, Peer, invoke, return_result, PROCESS_REQUEST
from hlr import read_component

IMSI, NUMBER = "510770000000001", "6281200000001"
OTHER_IMSI, OTHER_NUMBER = "510770000000002", "6281200000002"
NAMELESS_IMSI = "510770000000003"
CODE = re.compile(r"\b(\d{4})-(\d{4})\b")
SUBSCRIBERS = {IMSI: NUMBER, OTHER_IMSI: OTHER_NUMBER, NAMELESS_IMSI: None}


class Network:
    """A village office whose suratussd is known to an HLR, and an MSC."""

    def __init__(self, build, guard_s=30):
        self.house = House(build)
        self.guard_s = guard_s
        self.entity = self.msc = self.hlr = None

    def __enter__(self):
        self.house.__enter__()
        try:
            self.hlr = Hlr(self.house, SUBSCRIBERS, self.guard_s)
            self.start_entity()
            self.msc = Peer(self.hlr.address, "MSC-surat")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def start_entity(self):
        self.entity = subprocess.Popen(
            [f"{self.house.build}/suratussd", *self.house.settings(), "-o",
             f"ussd.hlr={self.hlr.address}"], stdout=self.house.log, stderr=self.house.log)
        self.wait_registered(1)

    def registrations(self):
        self.house.log.flush()
        with open(self.house.path("log"), encoding="utf-8", errors="replace") as log:
            return log.read().count("ussd entity registered")

    def wait_registered(self, n):
        wait_until(lambda: self.registrations() >= n, 30, "suratussd to register")

    def __exit__(self, kind, value, trace):
        if self.entity and self.entity.poll() is None:
            self.entity.terminate()
            code = self.entity.wait(timeout=20)
            if kind is None:
                assert code == 0, f"suratussd ended with {code}"
        if self.msc:
            self.msc.close()
        if self.hlr:
            self.hlr.stop()
        self.house.__exit__(kind, value, trace)

    def dial(self, dialled="*77#", imsi=IMSI):
        return Call(self.msc, imsi, dialled)

    def tickets(self):
        return self.house.surat_json("queue", "--limit", "1000")


def code_of(page):
    found = CODE.search(page)
    assert found, page
    return found.group(1) + found.group(2)


def test_three_letters_end_in_tickets(build):
    with Network(build) as net:
        phone = net.house.control()
        phone.ask("watch *")
        walks = {"SKTM": ["2", nik(1), "1"],
                 "USAHA": ["3", nik(2), "3", "warung kopi di dusun Krajan"],
                 "SKCK": ["4", "1", "3", nik(3)]}
        for kind, answers in walks.items():
            call = net.dial()
            assert "1 Domisili" in call.page, call.page
            for answer in answers:
                call.answer(answer)
            assert call.is_over and "DITERIMA" in call.page, call.page
            code = code_of(call.page)
            row, = [t for t in net.tickets() if t["code"] == code]
            assert row["kind"] == kind and row["phone"] == "+" + NUMBER, row
            sms = phone.next_sms()
            assert sms and sms[1] == "+" + NUMBER and code_of(sms[2]) == code, sms
        assert len(net.tickets()) == 3
        doors = {row["door"] for row in net.house.surat_json("inbox")}
        assert doors == {"gsup"}, doors


def test_a_shortcut_is_one_step(build):
    with Network(build) as net:
        call = net.dial(f"*77*2*{nik(4)}*1#")
        assert call.is_over and "DITERIMA" in call.page, call.page


def test_a_drop_at_every_step_gives_one_ticket(build):
    """The phone hangs up, or its network goes away without a word, behind each step."""
    answers = ["3", None, "3", "warung kopi"]
    for is_told in (True, False):
        with Network(build) as net:
            for drop in range(len(answers)):
                walk = [a or nik(10 + drop) for a in answers]
                imsi = OTHER_IMSI if drop % 2 else IMSI
                call = net.dial(imsi=imsi)
                for answer in walk[:drop]:
                    call.answer(answer)
                if is_told:
                    call.hang_up()
                call = net.dial(imsi=imsi)
                if drop > 0:
                    assert "1 Lanjut" in call.page, call.page
                    call.answer("1")
                for answer in walk[drop:]:
                    call.answer(answer)
                assert call.is_over and "DITERIMA" in call.page, call.page
                assert len(net.tickets()) == drop + 1, net.tickets()
            # And behind the last page: the ticket stands, nothing is begun.
            assert "1 Domisili" in net.dial().page


def test_a_number_that_is_not_known_files_nothing(build):
    with Network(build) as net:
        call = net.dial(f"*77*2*{nik(5)}*1#", imsi=NAMELESS_IMSI)
        assert call.is_over and "tidak terbaca" in call.page, call.page
        assert net.tickets() == []


def test_the_hlr_restarts(build):
    with Network(build) as net:
        call = net.dial()
        call.answer("2")
        call.answer(nik(6))
        net.hlr.restart()
        net.msc.close()
        net.wait_registered(2)
        net.msc = Peer(net.hlr.address, "MSC-surat")
        # The network counts anew: the same session number is another session.
        Call.next_session = call.session - 1
        call = net.dial()
        assert "1 Lanjut" in call.page, call.page
        call.answer("1")
        call.answer("1")
        assert call.is_over and "DITERIMA" in call.page, call.page
        assert len(net.tickets()) == 1
        assert net.entity.poll() is None


def test_the_hlrs_guard_timer_fires(build):
    with Network(build, guard_s=1) as net:
        call = net.dial()
        call.answer("2")
        time.sleep(2.5)
        # The HLR has forgotten the session and tells nobody; an answer now is an error.
        net.msc.send_gsup(RESULT, IMSI, call.session, CONTINUE,
                          return_result(call.asked, 0x3C, nik(7)))
        message = net.msc.next(IMSI, call.session, timeout=2)
        assert message is None or message["type"] == 0x21, message
        call = net.dial()
        call.answer("1")
        call.answer(nik(7))
        call.answer("1")
        assert call.is_over and "DITERIMA" in call.page, call.page
        assert len(net.tickets()) == 1


def test_another_entity_is_unharmed(build):
    with Network(build) as net:
        other = Peer(net.hlr.address, "EUSE-lain")
        call = net.dial()
        session = call.session + 1000
        net.msc.send_gsup(0x20, IMSI, session, BEGIN, invoke(9, PROCESS_REQUEST, "*78*5#"))
        asked = other.next(IMSI, session)
        assert asked and read_component(asked["component"])[3] == "*78*5#", asked
        call.answer("2")
        other.send_gsup(RESULT, IMSI, session, END, return_result(9, PROCESS_REQUEST, "halo"))
        answer = net.msc.next(IMSI, session)
        assert read_component(answer["component"])[3] == "halo", answer
        call.answer(nik(8))
        call.answer("1")
        assert call.is_over and "DITERIMA" in call.page, call.page
        # Without its entity, the other code fails and ours does not.
        other.close()
        time.sleep(0.3)
        Call.next_session += 2000
        failed = net.dial("*78#")
        assert failed.page is None and failed.is_over
        assert "1 Domisili" in net.dial(imsi=OTHER_IMSI).page
        assert len(net.tickets()) == 1


def test_damaged_messages_disturb_nobody(build):
    """The HLR passes on only what it can read; what it cannot is sent to us by a peer of our own."""
    with Network(build) as net:
        for component in (invoke(7, 0x3D, "*77#"), invoke(7, PROCESS_REQUEST, "*77" + "9" * 100 + "#"),
                          invoke(7, PROCESS_REQUEST, "*77"), bytes([0xA1, 3, 2, 1, 7])):
            Call.next_session += 1
            net.msc.send_gsup(0x20, IMSI, Call.next_session, BEGIN, component)
            net.msc.next(IMSI, Call.next_session, timeout=0.5)
        assert "1 Domisili" in net.dial().page
        assert net.entity.poll() is None


def test_suratussd_killed_between_two_steps(build):
    with Network(build) as net:
        call = net.dial()
        call.answer("2")
        net.entity.kill()
        net.entity.wait()
        n = net.registrations()
        net.entity = None
        net.start_entity()
        net.wait_registered(n + 1)
        call = net.dial()
        assert "1 Lanjut" in call.page, call.page
        call.answer("1")
        call.answer(nik(9))
        call.answer("1")
        assert "DITERIMA" in call.page, call.page
        assert len(net.tickets()) == 1


def test_off_without_an_hlr(build):
    with House(build) as house:
        result = subprocess.run([f"{house.build}/suratussd", *house.settings()],
                                capture_output=True, text=True, timeout=20)
        assert result.returncode == 2 and "ussd.hlr is empty" in result.stderr, result


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
