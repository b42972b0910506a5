#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same dialogue by five doors gives the same stored request: SMS, a missed call, +CUSD, HTTP
and GSUP, each through its real programs."""
import json
import sqlite3

from cusd import PATTERN, Caller
from gateway import Pages
from gsup import Network
from harness import House, nik, run_tests

NUMBER = "6281234500077"
IMSI = "510770000000077"
WALK = ["2", nik(7), "sekolah anak"]
# What must be the same; the door, the code and the times are each request's own.
FACTS = "village, kind, nik, name, purpose, phone, state, reason, flags, details, item"


def stored(house):
    """The one request that the store holds, and what followed from it."""
    with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
        rows = store.execute(f"SELECT {FACTS}, door FROM tickets").fetchall()
        drafts = store.execute("SELECT count(*) FROM drafts").fetchone()[0]
        events = store.execute("SELECT step, \"from\", \"to\", role FROM events").fetchall()
        receipts = store.execute("SELECT phrase, \"to\" FROM outbox WHERE ticket_id IS NOT NULL").fetchall()
    assert len(rows) == 1, rows
    assert drafts == 0, "a draft is left"
    return rows[0][-1], (rows[0][:-1], events, receipts)


def by_text(house, phone):
    for answer in WALK:
        phone.ask(f"sms {NUMBER} {answer}")
        assert phone.next_sms(), f"no reply to {answer}"


def by_sms(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {NUMBER}")
        phone.ask(f"sms {NUMBER} menu")
        assert "2 Tdk mampu" in phone.next_sms()[2]
        phone.next_sms(2)  # the note on privacy
        by_text(house, phone)
        return stored(house)


def by_call(build):
    with House(build) as house:
        phone = house.control()
        phone.ask(f"watch {NUMBER}")
        phone.ask(f"call {NUMBER} 10")
        assert "2 Tdk mampu" in phone.next_sms()[2]
        by_text(house, phone)
        return stored(house)


def by_cusd(build):
    with House(build, options=[PATTERN]) as house:
        caller = Caller(house, NUMBER)
        caller.say("*77#")
        for answer in WALK:
            page = caller.say(answer)
        assert "DITERIMA" in page, page
        return stored(house)


def by_http(build):
    with Pages(build) as pages:
        for n in range(4):
            page = pages.step("AT1", "+" + NUMBER, WALK[:n])
        assert page.startswith("END DITERIMA"), page
        return stored(pages.house)


def by_gsup(build):
    import gsup
    gsup.SUBSCRIBERS[IMSI] = NUMBER
    with Network(build) as net:
        call = net.dial(imsi=IMSI)
        for answer in WALK:
            call.answer(answer)
        assert call.is_over and "DITERIMA" in call.page, call.page
        return stored(net.house)


def test_five_doors_store_the_same_request(build):
    doors = {"sms": by_sms, "call": by_call, "cusd": by_cusd, "http": by_http, "gsup": by_gsup}
    found = {name: walk(build) for name, walk in doors.items()}
    # The talk after a missed call goes on by SMS, and so its request has that door.
    assert {name: door for name, (door, _) in found.items()} == {
        "sms": "sms", "call": "sms", "cusd": "cusd", "http": "http", "gsup": "gsup"}
    first = found["sms"][1]
    assert first[0][1:5] == ("SKTM", nik(7), "", "sekolah anak"), first
    for name, (_, request) in found.items():
        assert request == first, f"{name}: {request} is not {first}"
    print(f"  by each door: {json.dumps(first)}")


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
