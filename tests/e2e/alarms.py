#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What village.admin_phone is told by SMS when something about a modem wants a person."""
import signal
import time

from harness import House, run_tests, wait_until

ADMIN = "081299999999"
OPTIONS = ["guards.replies_per_day=0", "outbox.unsure_wait_s=1", f"village.admin_phone={ADMIN}"]
HURRY = 300  # a quarter of an hour is 3 s


def alarms(house, phrase):
    return [row["text"] for row in house.surat_json("outbox") if row["phrase"] == phrase]


def next_sms(house, phone):
    """What the admin gets, and suratd looks again and again."""
    told = []

    def is_told():
        told.append(phone.next_sms(0.05))
        return told[-1] is not None
    house.ring_until(is_told, 40, "the admin to be told")
    return told[-1]


def test_a_dead_modem_is_told_by_the_other_once(build):
    with House(build, options=OPTIONS, n_modems=2, hurry=HURRY) as house:
        dead, alive = house.control(0), house.control(1)
        alive.ask(f"watch {ADMIN}")
        dead.ask("fault hup 3600")
        told = next_sms(house, alive)
        assert told[2].startswith("PERHATIAN: modem a tidak bekerja sejak"), told
        house.ring_for(2)
        assert alive.next_sms(0.1) is None, "told twice"
        assert len(alarms(house, "K12")) == 1


def restart(house, how):
    """And wait until it can be rung."""
    def is_heard():
        try:
            house.ring()
            return True
        except OSError:
            return False
    house.kill_daemon(how)
    house.start_daemon(wait_ready=False)
    wait_until(is_heard, 20, "suratd to listen")


def test_a_restart_tells_nobody_twice_and_nobody_never(build):
    """What was told stays told; what held for a while before it goes on holding."""
    with House(build, options=OPTIONS, n_modems=2, hurry=HURRY) as house:
        dead, alive = house.control(0), house.control(1)
        alive.ask(f"watch {ADMIN}")
        dead.ask("fault hup 3600")
        told, end = None, time.monotonic() + 40
        while told is None and time.monotonic() < end:
            house.ring_for(1.2)  # never the whole 3 s in one run
            told = alive.next_sms(0.05)
            restart(house, signal.SIGTERM)
        assert told is not None, "a daemon that restarts tells nobody"
        for how in (signal.SIGTERM, signal.SIGKILL):
            restart(house, how)
            house.ring_for(4)
        assert len(alarms(house, "K12")) == 1, alarms(house, "K12")


def test_when_the_last_sms_came_is_shown_at_once_and_kept(build):
    with House(build, options=OPTIONS, hurry=HURRY) as house:
        phone = house.control()
        phone.ask("watch 081234567890")
        phone.ask("sms 081234567890 menu")
        assert phone.next_sms() is not None

        def times():
            row = house.surat_json("modem")[0]
            return row["last_in_at"], row["last_out_at"]
        wait_until(lambda: all(times()), 5, "both times to stand in the row")
        before = times()
        restart(house, signal.SIGTERM)
        house.wait_ready()
        house.ring_for(1)
        assert times() == before, (times(), before)


def test_the_only_modem_tells_nothing_of_its_own_death(build):
    """It would come when all is well again."""
    with House(build, options=OPTIONS, hurry=HURRY) as house:
        house.control().ask("fault hup 5")
        house.ring_for(4.5)
        house.wait_ready()
        house.ring_for(1)
        assert alarms(house, "K12") == []


def test_mode_41_a_sim_that_does_not_empty_is_told(build):
    with House(build, options=OPTIONS, sim_options=["--slots", "5"], hurry=HURRY) as house:
        phone = house.control()
        phone.ask(f"watch {ADMIN}")
        phone.ask("fault reject-delete -1")
        for n in range(8):
            phone.ask(f"sms 0812000000{n:02d} menu")
        told = next_sms(house, phone)
        assert "SIM di modem a hampir penuh" in told[2], told
        wait_until(lambda: len(alarms(house, "K13")) == 1, 5, "it stands in the outbox")


def test_mode_08_power_that_drops_again_and_again_is_told(build):
    with House(build, options=OPTIONS, hurry=HURRY) as house:
        phone = house.control()
        phone.ask(f"watch {ADMIN}")
        for n in range(5):
            phone.ask("fault hup 0.2")
            wait_until(lambda: house.surat_json("modem")[0]["drops"] > n or n > 3, 10, "the unplug to be noted")
            house.wait_ready()
        told = next_sms(house, phone)
        assert "tercabut" in told[2] and "dalam sejam" in told[2], told


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
