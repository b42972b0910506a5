#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Nothing lost, nothing doubled: random kills and unplugs under load, counted by the ledger.

SURAT_KILLS and SURAT_UNPLUGS set how many (200 and 100), shared among HOUSES offices side by
side, for a fault is mostly waiting; SURAT_SEED repeats a run.
"""
import os
import random
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from harness import House, Skip, nik, run_tests, wait_until

HOUSES = 4
LONG = 50 if os.environ.get("SURAT_LONG") else 1
KILLS = int(os.environ.get("SURAT_KILLS", 200 * LONG))
UNPLUGS = int(os.environ.get("SURAT_UNPLUGS", 100 * LONG))
SEED = int(os.environ.get("SURAT_SEED", random.randrange(1 << 30)))
OPTIONS = ["guards.replies_per_day=0", "outbox.unsure_wait_s=1"]


class Residents:
    """Ask for letters, each with a number, a NIK and a purpose of its own."""

    def __init__(self, house):
        self.control = house.control()
        self.asked = 0

    def ask(self, times):
        for _ in range(times):
            n = self.asked
            self.asked += 1
            self.control.ask(f"sms 0812{n:08d} sktm {nik(n)} buat sekolah id{n:06d}")


def drain(house, residents, timeout=90):
    """Until every request is a ticket and nothing waits to be sent."""
    def is_done():
        if len(house.surat_json("inbox", "--limit", "100000")) < residents.asked:
            return False
        waiting = {"queued", "sending", "retry"}
        rows = house.surat_json("outbox", "--limit", "100000")
        return not any(r["state"] in waiting or (r["state"] == "unsure" and r["next_at"])
                       for r in rows)
    wait_until(is_done, timeout, "the queue to drain")


def judge(house, residents, faults, seed=SEED):
    verdict = house.count()
    rows = house.surat_json("outbox", "--limit", "100000")
    unsure = sum(r["unsure"] for r in rows)
    print(f"  seed {seed}: {faults} faults, {residents.asked} texts; {verdict}; lost answers {unsure}")
    tickets = house.surat_json("queue", "--limit", "100000")
    assert len(tickets) == residents.asked, (len(tickets), residents.asked)
    assert verdict["lost"] == 0, verdict
    assert verdict["doubled tickets"] == 0, verdict
    assert verdict["unexpected"] == 0, verdict
    assert verdict["doubled replies"] <= unsure, "doubled outside the lost-answer window"


def side_by_side(run, build, n_faults):
    """run(build, seed, faults) in several houses; the first one's trouble is raised."""
    share = -(-n_faults // HOUSES)
    with ThreadPoolExecutor(HOUSES) as pool:
        runs = [pool.submit(run, build, SEED + i, share) for i in range(HOUSES)]
        for one in runs:
            one.result()


def test_kills_lose_and_double_nothing(build):
    side_by_side(kill_again_and_again, build, KILLS)


def test_unplugs_lose_and_double_nothing(build):
    side_by_side(unplug_again_and_again, build, UNPLUGS)


def kill_again_and_again(build, seed, n_kills):
    dice = random.Random(seed)
    with House(build, options=OPTIONS, hurry=20) as house:
        residents = Residents(house)
        for _ in range(n_kills):
            residents.ask(dice.randrange(1, 9))
            time.sleep(dice.uniform(0, 0.15))
            house.kill_daemon()
            house.start_daemon(wait_ready=False)
            time.sleep(dice.uniform(0, 0.25))
        house.wait_ready()
        drain(house, residents)
        judge(house, residents, n_kills, seed)


def unplug_again_and_again(build, seed, n_unplugs):
    dice = random.Random(seed)
    with House(build, options=OPTIONS, hurry=20) as house:
        residents = Residents(house)
        for _ in range(n_unplugs):
            residents.ask(dice.randrange(1, 9))
            time.sleep(dice.uniform(0, 0.1))
            residents.control.ask(f"fault hup {dice.uniform(0, 0.2):.3f}")
            time.sleep(dice.uniform(0.05, 0.4))
        house.wait_ready(60)
        drain(house, residents)
        judge(house, residents, n_unplugs, seed)


class SmallDisk:
    """A file system of a few MB that can be filled and emptied; needs the right to mount."""

    def __init__(self, folder):
        self.folder = folder
        self.ballast = os.path.join(folder, "ballast")

    def __enter__(self):
        os.makedirs(self.folder)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", self.folder],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Skip(f"cannot mount a small disk: {done.stderr.strip()}")
        return self

    def __exit__(self, *why):
        subprocess.run(["umount", "-l", self.folder], check=True)

    def fill(self):
        with open(self.ballast, "wb", buffering=0) as out:
            try:
                while True:
                    out.write(b"x" * 4096)
            except OSError:
                pass

    def free(self):
        os.unlink(self.ballast)


def test_full_disk_leaves_messages_on_the_sim_and_says_so(build):
    house = House(build, options=OPTIONS, hurry=20)
    with SmallDisk(house.path("disk")) as disk:
        house.store = house.path("disk/surat.db")
        with house:
            residents = Residents(house)
            for _ in range(3):
                residents.ask(3)
                wait_until(lambda: len(house.surat_json("queue")) == residents.asked, 20, "tickets")
                disk.fill()
                residents.ask(4)
                time.sleep(1)
                with open(house.path("log"), "rb") as log:
                    assert b"store full" in log.read(), "it does not say so"
                assert sim_used(residents) >= 4, "taken off the SIM with a full disk"
                disk.free()
                wait_until(lambda: len(house.surat_json("queue")) == residents.asked, 40,
                           "the tickets after the disk has room again")
            drain(house, residents)
            judge(house, residents, 3)


def test_a_stop_does_not_wait_for_a_hung_modem(build):
    """Its answer may take 300 s (here 30), the patience is 30 (3); systemd would kill before that."""
    with House(build, options=OPTIONS, hurry=10) as house:
        phone = house.control()
        phone.ask("fault hang-after-ctrl-z 1")
        phone.ask("sms 081234567890 menu")
        wait_until(lambda: any(r["state"] == "sending" for r in house.surat_json("outbox")), 10, "the send")
        house.daemon.send_signal(signal.SIGTERM)
        assert house.daemon.wait(timeout=20) == 0
        first = min(house.surat_json("outbox"), key=lambda row: row["id"])
        assert first["state"] == "unsure" and first["next_at"], first


def sim_used(residents):
    words = dict(w.split("=", 1) for w in residents.control.ask("status").split() if "=" in w)
    return sum(int(words[name].split("/")[0]) for name in ("SM", "ME"))


if __name__ == "__main__":
    run_tests([test_a_stop_does_not_wait_for_a_hung_modem, test_full_disk_leaves_messages_on_the_sim_and_says_so, test_kills_lose_and_double_nothing, test_unplugs_lose_and_double_nothing])
