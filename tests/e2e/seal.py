#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""suratd seals what was approved, by whatever door and whatever is killed when."""
import os
import re
import sqlite3
import stat
import subprocess
import time

from harness import House, nik, run_tests, wait_until

HEAD = "081111111111"
PIN = "739518"
CHEAP_PIN = ["officers.pin_memory_kib=8", "officers.pin_passes=1"]
SEAL = re.compile(r"SURAT1\|35\.13\.15\.2007\|(\d{8})\|[^|]+\|SKTM\|[^|]+\|\d{4}-\d\d-\d\d\|\d{4}-\d\d-\d\d\|[-_A-Za-z0-9]{86}")


def sql(house, text):
    database = sqlite3.connect(house.store, timeout=10)
    try:
        return database.execute(text).fetchall()
    finally:
        database.close()


def new_checked(house, number):
    code = house.surat_json("new", "--kind", "SKTM", "--nik", nik(number), "--name", "SUPARMAN", "--purpose",
                            "sekolah")["code"]
    house.surat("accept", code)
    return code


def seals(house):
    return [row[0] for row in sql(house, "SELECT seal FROM register ORDER BY id")]


def wait_sealed(house, count):
    wait_until(lambda: len([seal for seal in seals(house) if seal]) == count, 20, f"{count} seals")


def test_an_approval_at_the_terminal_is_sealed_at_once(build):
    with House(build) as house:
        folder = house.store + ".keys"
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
        files = os.listdir(folder)
        assert files == ["35.13.15.2007.key"], files
        assert stat.S_IMODE(os.stat(f"{folder}/{files[0]}").st_mode) == 0o600
        with open(f"{folder}/{files[0]}", encoding="ascii") as file:
            private = file.read().split()[-1]
        code = new_checked(house, 1)
        began = time.monotonic()
        house.surat("approve", code)
        wait_sealed(house, 1)
        print(f"  sealed {1000 * (time.monotonic() - began):.0f} ms after 'surat approve' was started")
        assert SEAL.fullmatch(seals(house)[0]).group(1) == code, seals(house)
        for name in os.listdir(house.folder):  # the private key is in its file and nowhere else
            path = house.path(name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    assert private.encode() not in file.read(), name


def test_an_approval_by_sms_is_sealed(build):
    with House(build, options=CHEAP_PIN) as house:
        house.surat("officers", "add", "SUTRISNO", "--role", "kades", "--phone", HEAD)
        house_pin(house)
        head = house.control()
        head.ask(f"watch {HEAD}")
        new_checked(house, 1)
        head.ask(f"sms {HEAD} LIST")  # at night nobody asks him of itself
        wait_until(lambda: answered(head, heard(head)), 60, "the confirmation")
        wait_sealed(house, 1)


def answered(head, text):
    """Says yes to each question, since a newer number ends an older one. Whether it was taken."""
    number = re.search(r"SETUJU (\d{4})", text)
    if number:
        head.ask(f"sms {HEAD} SETUJU {number.group(1)} {PIN}")
    return "DISETUJUI" in text


def heard(phone):
    sms = phone.next_sms()
    return sms[2] if sms else ""


def house_pin(house):
    subprocess.run([f"{house.build}/surat", *house.settings(), "officers", "pin", "SUTRISNO"],
                   input=f"{PIN}\n{PIN}\n", text=True, check=True, capture_output=True)


def test_killed_between_approval_and_seal_the_next_start_seals(build):
    with House(build) as house:
        codes = [new_checked(house, i) for i in range(3)]
        house.surat("approve", codes[0])
        wait_sealed(house, 1)
        house.kill_daemon()
        house.surat("approve", codes[1])
        house.surat("approve", codes[2])
        assert seals(house)[1:] == [None, None]
        first = seals(house)[0]
        house.start_daemon()
        wait_sealed(house, 3)
        assert seals(house)[0] == first
        assert len(sql(house, "SELECT * FROM keys")) == 1


def test_kills_at_any_moment_lose_no_seal_and_make_one_key(build):
    with House(build) as house:
        rounds = 100 if os.environ.get("SURAT_LONG") else 6
        codes = [new_checked(house, i) for i in range(rounds)]
        for i, code in enumerate(codes):
            if i == 0:
                for name in os.listdir(house.store + ".keys"):  # the first start, with kills
                    os.unlink(f"{house.store}.keys/{name}")
                sql_write(house, "DELETE FROM keys")
            house.surat("approve", code)
            time.sleep(0.007 * (i % 5))
            house.kill_daemon()
            house.start_daemon(wait_ready=False)
            time.sleep(0.003 * (i % 7))
        wait_sealed(house, rounds)
        assert len(sql(house, "SELECT * FROM keys")) == 1
        assert [SEAL.fullmatch(seal).group(1) for seal in seals(house)] == codes
        house.wait_ready()


def sql_write(house, text):
    database = sqlite3.connect(house.store, timeout=10)
    with database:
        database.execute(text)
    database.close()


def test_an_open_key_file_is_refused_and_said_in_the_log(build):
    with House(build) as house:
        key = house.store + ".keys/35.13.15.2007.key"
        os.chmod(key, 0o644)
        code = new_checked(house, 1)
        house.surat("approve", code)
        wait_until(lambda: "is open to others (mode 0644): chmod 0600" in log_of(house), 10, "the refusal")
        assert seals(house) == [None]
        sql_write(house, "UPDATE register SET issued_at = issued_at - 61")  # doctor is not that hasty
        assert "1 surat disetujui belum bersegel" in house.surat("doctor", check=False).stdout
        house.surat("new", "--kind", "SKTM", "--nik", nik(5), "--name", "X", "--purpose", "x")
        time.sleep(0.3)
        assert log_of(house).count("is open to others") == 1  # once, not at each look
        os.chmod(key, 0o600)
        house.surat("new", "--kind", "SKTM", "--nik", nik(6), "--name", "X", "--purpose", "x")  # the bell
        wait_sealed(house, 1)
        assert "semua surat bersegel" in house.surat("doctor", check=False).stdout


def log_of(house):
    house.log.flush()
    with open(house.path("log"), encoding="utf-8", errors="replace") as log:
        return log.read()


def test_keys_are_rotated_revoked_and_trusted_from_the_terminal(build):
    with House(build) as house:
        first = house.surat_json("keys", "show")[0]
        house.surat("approve", new_checked(house, 1))
        wait_sealed(house, 1)
        said = house.surat("keys", "rotate").stdout
        keys = house.surat_json("keys", "show")
        assert [key["state"] for key in keys] == ["own", "own"] and keys[0]["until_at"] > 0, keys
        assert keys[1]["fingerprint"] in said and keys[0]["public_key"] == first["public_key"]
        assert len(os.listdir(house.store + ".keys")) == 1  # the old private key is gone
        house.surat("approve", new_checked(house, 2))
        wait_sealed(house, 2)
        old, new = seals(house)
        assert "SAH." in house.surat("check", old).stdout and "SAH." in house.surat("check", new).stdout
        exported = house.path("exported")
        house.surat("keys", "export", exported)
        with House(build, options=["village.code=35.13.15.2009"]) as neighbour:
            assert "belum dipercaya" in neighbour.surat("check", old, check=False).stdout
            assert "2 kunci baru" in neighbour.surat("keys", "trust", exported).stdout
            result = neighbour.surat("check", "https://x/cek#" + new.replace("|", "%7C").replace(" ", "%20"), check=False)
            assert "daftar desa belum ditanya" in result.stdout and result.returncode == 1, result
            house.surat("keys", "revoke", keys[1]["fingerprint"], "komputer dicuri")
            assert "sudah tidak berlaku" in house.surat("check", new, check=False).stdout
            assert "SAH." in house.surat("check", old).stdout
            house.surat("keys", "export", exported)
            # The new key, and the bad news of the second one.
            assert "1 kunci baru, 1 berubah, 1 sudah" in neighbour.surat("keys", "trust", exported).stdout
            assert "sudah tidak berlaku" in neighbour.surat("check", new, check=False).stdout
            assert "TANDA ASLI" in neighbour.surat("check", old, check=False).stdout
        house.surat("approve", new_checked(house, 3))
        wait_sealed(house, 3)
        assert "SAH." in house.surat("check", seals(house)[2]).stdout


def test_a_rotation_without_suratd_waits_for_its_start(build):
    with House(build) as house:
        house.kill_daemon()
        assert "suratd tidak berjalan" in house.surat("keys", "rotate").stdout
        assert "suratd tidak berjalan" in house.surat("keys", "rotate").stdout
        house.start_daemon()
        assert len(house.surat_json("keys", "show")) == 2


if __name__ == "__main__":
    run_tests([test_an_approval_at_the_terminal_is_sealed_at_once, test_an_approval_by_sms_is_sealed,
               test_killed_between_approval_and_seal_the_next_start_seals,
               test_kills_at_any_moment_lose_no_seal_and_make_one_key,
               test_an_open_key_file_is_refused_and_said_in_the_log,
               test_keys_are_rotated_revoked_and_trusted_from_the_terminal,
               test_a_rotation_without_suratd_waits_for_its_start])
