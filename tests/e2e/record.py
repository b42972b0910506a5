#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""surat modem record: what went over the wire is a file that leads to the same states, without people in it."""
import os
import re
import signal
import subprocess

from harness import House, run_tests, wait_until

PHONE = "081234567890"
OPTIONS = ["guards.replies_per_day=0"]


def start(house, path, *words):
    return subprocess.Popen([f"{house.build}/surat", *house.settings(), "modem", "record", path, *words],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return ""


def test_a_recorded_story_leads_to_the_same_state_and_names_nobody(build):
    with House(build, options=OPTIONS) as house:
        path = house.path("modem-a.story")
        process = start(house, path)
        wait_until(lambda: " # ready" in read(path).partition(" # probing")[2], 20, "it is set up once more")
        control = house.control()
        control.ask(f"watch {PHONE}")
        control.ask(f"sms {PHONE} menu")
        assert control.next_sms() is not None
        wait_until(lambda: re.search(r" > AT\+CMGD=", read(path)), 20, "all of it is in the file")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        assert process.returncode == 0 and err == "" and "baris" in out, (process.returncode, out, err)
        story = read(path)
        assert os.stat(path).st_mode & 0o007 == 0
        for secret in ("81234567890", "2618325476", "356938035643809", "510101234567890", "menu"):
            assert secret not in story, secret
        assert re.search(r"^\d+ > AT\+CMGS=\d+\n\d+ < >\n\d+ > [0-9A-F]+\n", story, re.M), story
        played = subprocess.run([f"{build}/tests/modem/test_stories", path], capture_output=True, text=True)
        assert played.returncode == 0 and "ready, as in the story; 0 commands" in played.stdout, played
        control.ask(f"sms {PHONE} menu")  # the service does not mind that the reader is gone
        assert control.next_sms() is not None


def test_it_ends_with_suratd_and_starts_with_none(build):
    with House(build, options=OPTIONS) as house:
        process = start(house, house.path("first"))
        wait_until(lambda: read(house.path("first")), 20, "it records")
        again = start(house, house.path("first"))
        assert again.wait(10) == 1 and "tidak bisa membuat" in again.stderr.read()
        unknown = start(house, house.path("other"), "zz")
        assert unknown.wait(10) == 1 and "tidak ada modem bernama 'zz'" in unknown.stderr.read()
        second = start(house, house.path("second"), "a")
        wait_until(lambda: read(house.path("second")), 20, "the newest one records")
        assert process.wait(10) == 1 and "direkam orang lain" in process.stderr.read()
        house.kill_daemon()
        assert second.wait(10) == 1
        late = start(house, house.path("late"))
        assert late.wait(10) == 1 and "suratd tidak berjalan" in late.stderr.read()
        assert not os.path.exists(house.path("late"))


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
