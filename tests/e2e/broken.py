#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is wrong with a modem, and what to do: surat doctor and surat modem say it on one screen each."""
from harness import House, run_tests, wait_until

SCREEN_LINES = 24
REFUSED = "fault answer always AT+CPIN? \\r\\n{}\\r\\n"

# name, options of the simulator, of suratd, faults from the start, faults once it is ready, what both screens say
STATES = [
    ("no SIM card", [], [], [REFUSED.format("+CME\\x20ERROR:\\x2010")], [],
     ["tidak menemukan kartu SIM", "pasang kartu SIM sampai klik"]),
    ("no SIM card, in words", [], [], [REFUSED.format("+CPIN:\\x20NOT\\x20INSERTED\\r\\n\\r\\nOK")], [],
     ["tidak menemukan kartu SIM", "pasang kartu SIM sampai klik"]),
    ("no registration", [], [], ["fault creg 2"], [], ["sedang mencari jaringan", "periksa antena dan tempat modem"]),
    ("denied", [], [], ["fault creg 3"], [], ["jaringan menolak kartu ini", "periksa registrasi NIK"]),
    ("PIN wrong", ["--pin", "1234"], ["modems.[0].pin=9999"], [], [], ["SIM menolak PIN", "isi 'pin' yang benar"]),
    ("PUK", [], [], [REFUSED.format("+CPIN:\\x20SIM\\x20PUK\\r\\n\\r\\nOK")], [],
     ["SIM minta lebih dari PIN", "buka dengan PUK dari operator"]),
    ("clock", [], [], ["fault answer always AT+CCLK? \\r\\n+CCLK:\\x20\"50/01/01,00:00:00+28\"\\r\\n\\r\\nOK\\r\\n"], [],
     ["menit di belakang jam jaringan", "bandingkan dengan jam HP"]),
    ("modem gone", [], [], [], ["fault hup 3600"], ["tidak ada; modem tercolok?", "colokkan modem"]),
    ("modem mute", [], [], [], ["fault silence on"], ["modem diam", "cabut lalu colokkan lagi"]),
]


def words(text):
    return " ".join(text.split())


def check(build, name, sim_options, options, at_start, later, said):
    house = House(build, sim_options=sim_options, options=options, hurry=100)
    try:
        house.start_sim()
        control = house.control()
        for fault in at_start:
            control.ask(fault)
        house.start_daemon(wait_ready=bool(later))
        for fault in later:
            control.ask(fault)

        n_screens = 1 if name == "clock" else 2  # the doctor's alone

        def screens():
            house.ring()
            return [house.surat(word, check=False).stdout for word in ("doctor", "modem")]
        wait_until(lambda: house.modem_states()[0] is not None, 20, "a row of the modem")
        wait_until(lambda: all(text in words(screen) for screen in screens()[:n_screens] for text in said), 20, f"{name}: {said}")
        for screen in screens():
            assert len(screen.splitlines()) <= SCREEN_LINES, (name, screen)
        assert house.surat("doctor", check=False).returncode == 1
    finally:
        house.stop()


def test_each_broken_state_says_what_is_wrong_and_what_to_do(build):
    for state in STATES:
        print("  " + state[0], flush=True)
        check(build, *state)


def test_mode_41_a_full_sim_is_said_with_its_number(build):
    with House(build, sim_options=["--slots", "5"], options=["guards.replies_per_day=0"], hurry=100) as house:
        control = house.control()
        control.ask("fault reject-delete -1")
        for n in range(8):
            control.ask(f"sms 0812000000{n:02d} menu")
        wait_until(lambda: "SIM hampir penuh, 5 dari 5" in words(house.surat("doctor", check=False).stdout), 20,
                   "the doctor to see it")
        assert "5 dari 5 tempat SMS terisi" in house.surat("modem").stdout


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
