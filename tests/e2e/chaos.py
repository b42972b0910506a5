#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sessions of one to five mixed faults, drawn by a seed: nothing lost, doubled or hung.

One service lives through all of them. Each session texts a few residents, fires its faults,
ends them and waits until all is answered; one that does not get there fails with its seed.
SURAT_SESSIONS sets how many (200; 20000 with SURAT_LONG), SURAT_SEED repeats a run.
"""
import os
import random
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

from harness import House, nik, run_tests

SESSIONS = int(os.environ.get("SURAT_SESSIONS", 20000 if os.environ.get("SURAT_LONG") else 200))
SEED = int(os.environ.get("SURAT_SEED", random.randrange(1 << 30)))
PER_HOUSE = 50  # then a fresh one, so that counting stays cheap
HOUSES_AT_ONCE = 4  # they wait most of the time
HURRY = 200
DRAIN_S = 20
OPTIONS = ["guards.replies_per_day=0", "outbox.unsure_wait_s=1"]

# Faults that end with `fault clear` or by themselves. {n} 1 to 3, {s} a short time,
# {b} a byte of an answer.
FAULTS = [
    "hup {s}", "hup {s} newlink", "hup-at AT+CMGR before {s} 1", "hup-at AT+CMGD after {s} 1",
    "hup-after-ctrl-z before {s} 1", "hup-after-ctrl-z after {s} 1", "hup-at AT+CMGS before {s} 1",
    "reset", "forget", "silence {s}", "drop-first 1", "input-burst 700", "at-open \\r\\n^BOOT:9,0\\r\\n",
    "urc-at each {b} ^RSSI:18", "urc-at each {b} RING", "urc-at each {b} RDY", "urc-at each {b} +CMTI: \"SM\",4",
    "urc-at {b} ^RSSI:18", "urc-at {b} RING", "urc-at {b} +CMTI: \"SM\",4", "urc-at {b} RDY",
    "urc-every 40 ^RSSI:18", "urc-repeat 0.02 ^HCSQ:\"LTE\",40", "urcs-in-prompt on",
    "drop-ok {n}", "drop-ok AT+CMGR {n}", "drop-ok AT+CMGD {n}", "drop-ok AT+CMGS 1", "cut {b} {n}",
    "late 8", "answer {n} AT+CMGR= \\r\\n+CMS ERROR: 500\\r\\n", "answer {n} AT+CMGS= \\r\\nERROR\\r\\n",
    "answer {n} AT+CPMS", "answer {n} AT+CREG?", "prompt bare", "prompt crlf", "prompt noline",
    "line-end lf", "line-end crcrlf", "line-end nolead", "line-end blank", "echo on", "echo random",
    "no-prompt {n}", "ignore-ctrl-z 1", "refuse-send 500 {n}", "refuse-send 38 1",
    "hold-send {s}", "hang-after-ctrl-z 1", "lose-send 1", "reject-delete {n}", "slow-delete {s}",
    "swap-after-read {n}", "lie-length 2", "empty-slot mixed", "bad-index on", "mute-cmti on",
    "overflow on", "slots 4", "sim-busy {s}", "creg 0", "creg 2", "lte-only on", "dup on",
    "reorder on", "delay {s}", "report on",
]


class Residents:
    def __init__(self, house):
        self.control = house.control()
        self.asked = 0

    def ask(self, times):
        for _ in range(times):
            n = self.asked
            self.asked += 1
            self.control.ask(f"sms 0812{n:08d} sktm {nik(n)} buat sekolah id{n:06d}")


def draw_faults(dice):
    for pattern in dice.sample(FAULTS, dice.randrange(1, 6)):
        yield pattern.format(n=dice.randrange(1, 4), s=f"{dice.uniform(0.01, 0.12):.3f}",
                             b=dice.randrange(0, 90))


def end_faults(control):
    for command in ("clear", "creg 1", "lte-only off", "slots 20", "report off"):
        control.ask(f"fault {command}")


def is_drained(store, n_asked):
    row = store.execute(
        "SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM outbox WHERE state IN"
        " ('queued', 'sending', 'retry') OR state = 'unsure' AND next_at > 0)").fetchone()
    return row[0] >= n_asked and row[1] == 0


def run_session(house, residents, store, seed):
    dice = random.Random(seed)
    faults = list(draw_faults(dice))
    residents.ask(dice.randrange(1, 3))
    for fault in faults:
        residents.control.ask(f"fault {fault}")
        if dice.random() < 0.5:
            residents.ask(1)
        time.sleep(dice.uniform(0, 0.03))
    time.sleep(0.05)
    end_faults(residents.control)
    end = time.monotonic() + DRAIN_S
    while not is_drained(store, residents.asked):
        if house.daemon.poll() is not None:
            raise AssertionError(f"seed {seed}: suratd ended {house.daemon.returncode}; {faults}")
        if time.monotonic() > end:
            states = store.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
            raise AssertionError(f"seed {seed}: hangs after {faults}; {residents.asked} asked,"
                                 f" {states}, modem {house.surat_json('modem')}")
        time.sleep(0.005)


def judge(house, residents, seed):
    verdict = house.count()
    unsure = sum(row["unsure"] for row in house.surat_json("outbox", "--limit", "100000"))
    print(f"  from seed {seed}: {residents.asked} texts; {verdict}; lost answers {unsure}", flush=True)
    for name in ("lost", "doubled tickets", "unexpected"):
        assert verdict[name] == 0, (name, verdict)
    assert verdict["doubled replies"] <= unsure, "doubled outside the lost-answer window"


def run_house(build, seeds):
    with House(build, options=OPTIONS, hurry=HURRY) as house:
        residents = Residents(house)
        store = sqlite3.connect(f"file:{house.store}?mode=ro", uri=True, isolation_level=None)
        for seed in seeds:
            run_session(house, residents, store, seed)
        store.close()
        judge(house, residents, seeds[0])


def test_sessions_of_mixed_faults_lose_double_and_hang_nothing(build):
    seeds = range(SEED, SEED + SESSIONS)
    parts = [seeds[i:i + PER_HOUSE] for i in range(0, len(seeds), PER_HOUSE)]
    with ThreadPoolExecutor(HOUSES_AT_ONCE) as pool:
        for _ in pool.map(lambda part: run_house(build, part), parts):
            pass


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
