#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The office by `surat` alone: from a request to a collected letter; PINs; parallel approvals, with kills."""
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import threading
import time

from harness import TOP, House, nik, run_tests

OK, NO, USAGE = 0, 1, 2
PIN = "739518"


class Desk(House):
    """A store and the surat command, without a modem; checking a PIN is cheap."""

    def __init__(self, build):
        super().__init__(build, options=["officers.pin_memory_kib=8", "officers.pin_passes=1"])

    def __enter__(self):
        self.surat("queue")  # makes the store
        return self

    def __exit__(self, kind, value, trace):
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words, typed=""):
        """(exit code, stdout, stderr)"""
        result = subprocess.run([f"{self.build}/surat", *self.settings(), *words], input=typed,
                                capture_output=True, text=True, timeout=60)
        assert "Sanitizer" not in result.stderr and "runtime error" not in result.stderr, result.stderr
        return result.returncode, result.stdout, result.stderr

    def expect(self, code, *words, typed=""):
        got, out, err = self.run(*words, typed=typed)
        assert got == code, f"surat {words}: exit {got}, wanted {code}\n{out}{err}"
        return out if code == OK else out + err

    def new(self, number=1, kind="SKTM"):
        out = self.expect(OK, "new", "--kind", kind, "--nik", nik(number), "--purpose", "sekolah", "--phone",
                          "081234567890", "--json")
        return json.loads(out)["code"]

    def ticket(self, code):
        return json.loads(self.expect(OK, "show", code, "--json"))

    def add_head(self):
        self.expect(OK, "officers", "add", "SUTRISNO", "--role", "kades", "--phone", "081111111111")
        self.expect(OK, "officers", "pin", "SUTRISNO", typed=f"{PIN}\n{PIN}\n")

    def sql(self, text):
        database = sqlite3.connect(self.store, timeout=10)
        try:
            return database.execute(text).fetchall()
        finally:
            database.close()

    def sql_write(self, text):
        database = sqlite3.connect(self.store, timeout=10)
        with database:
            database.execute(text)
        database.close()


def test_from_request_to_collected_letter(build):
    with Desk(build) as desk:
        code = desk.new()
        other = desk.new(3)
        desk.expect(OK, "correct", other, "--kind", "DOMISILI")
        assert desk.ticket(other)["kind"] == "DOMISILI"
        desk.expect(OK, "cancel", other)
        desk.expect(NO, "correct", other, "--kind", "SKTM")
        desk.expect(OK, "incomplete", code, "bawa", "KK")
        assert "KK" in desk.ticket(code)["reason"]
        desk.expect(OK, "accept", code)
        assert desk.ticket(code)["number"] is None
        said = desk.expect(OK, "approve", code)
        number = desk.ticket(code)["number"]
        assert re.fullmatch(r"401/001/35\.13\.15\.2007/\d{4}", number) and number in said, said
        assert "SAH." in desk.expect(OK, "check", code)
        assert "SAH." in desk.expect(OK, "check", number)
        desk.expect(OK, "ready", code)
        assert "SIAP DIAMBIL" in desk.expect(NO, "ready", code)
        desk.expect(NO, "collected", code, "--by", "SITI", "--by-nik", "12")
        desk.expect(OK, "collected", code, "--by", "SITI", "--by-nik", nik(2))
        assert "diwakili SITI" in desk.expect(OK, "show", code)
        desk.expect(NO, "approve", code)
        desk.expect(OK, "revoke", code, "salah nama")
        assert "TIDAK BERLAKU" in desk.expect(NO, "check", code)
        assert desk.ticket(code)["number"] == number
        assert "TIDAK TERDAFTAR" in desk.expect(NO, "check", "401/002/35.13.15.2007/2026")
        texts = [row[0] for row in desk.sql("SELECT phrase FROM outbox ORDER BY id")]
        assert texts == ["R20", "R16", "R17", "R18", "R49"], texts


def test_what_makes_no_sense_is_refused(build):
    with Desk(build) as desk:
        code = desk.new()
        desk.expect(USAGE, "accept")
        desk.expect(USAGE, "reject", code)
        desk.expect(NO, "reject", code, "  ")
        desk.expect(NO, "accept", "12345678")
        desk.expect(NO, "accept", "1234")
        desk.expect(NO, "approve", code)
        desk.expect(NO, "officers", "add", "X", "--role", "raja")
        desk.expect(NO, "officers", "pin", "nobody", typed=f"{PIN}\n{PIN}\n")
        desk.expect(NO, "numbers", "keep", "5-3", "x")
        assert desk.ticket(code)["state"] == "received"


def test_an_officer_is_known_by_his_pin_and_three_tries(build):
    with Desk(build) as desk:
        desk.add_head()
        assert "terlalu mudah" in desk.expect(NO, "officers", "pin", "SUTRISNO", typed="123456\n123456\n")
        desk.expect(NO, "officers", "pin", "SUTRISNO", typed=f"{PIN}\n847362\n")
        first, second = desk.new(1), desk.new(2)
        desk.expect(OK, "accept", first)
        desk.expect(OK, "accept", second)
        assert "SUTRISNO" not in desk.sql("SELECT group_concat(pin) FROM officers")[0][0]
        desk.expect(NO, "accept", first, "--as", "SUTRISNO", typed=f"{PIN}\n")  # not a head's work
        desk.expect(OK, "approve", first, "--as", "sutrisno", typed=f"{PIN}\n")
        actor, role = desk.sql("SELECT actor, role FROM events ORDER BY id DESC LIMIT 1")[0]
        assert (actor, role) == ("SUTRISNO", "head")
        for left in (2, 1, 0):
            if left == 0:  # the last try waits for a quarter of an hour
                assert "15 menit lagi" in desk.expect(NO, "approve", second, "--as", "SUTRISNO", typed=f"{PIN}\n")
                desk.sql_write("UPDATE officers SET failed_at = failed_at - 900")
            assert f"sisa percobaan {left}" in desk.expect(NO, "approve", second, "--as", "SUTRISNO", typed="739519\n")
        assert "terkunci" in desk.expect(NO, "approve", second, "--as", "SUTRISNO", typed=f"{PIN}\n")
        assert "TERKUNCI" in desk.expect(OK, "officers", "list")
        desk.expect(OK, "officers", "unlock", "SUTRISNO")
        desk.expect(OK, "approve", second, "--as", "SUTRISNO", typed=f"{PIN}\n")
        desk.expect(OK, "officers", "lock", "SUTRISNO")  # his phone is gone
        assert "terkunci" in desk.expect(NO, "withdraw", second, "--as", "SUTRISNO", typed=f"{PIN}\n")
        assert "bukan nomor" in desk.expect(NO, "officers", "phone", "SUTRISNO", "12")
        desk.expect(OK, "officers", "phone", "SUTRISNO", "081111111117")
        assert desk.sql("SELECT phone FROM officers") == [("+6281111111117",)]
        assert "tidak berlaku lagi" in desk.sql("SELECT text FROM outbox WHERE \"to\" = '+6281111111111'"
                                                " ORDER BY id DESC LIMIT 1")[0][0]
        desk.expect(OK, "officers", "remove", "SUTRISNO")
        assert json.loads(desk.expect(OK, "officers", "list", "--json")) == []


def test_a_pin_is_nothing_without_its_pepper(build):
    with Desk(build) as desk:
        pepper = f"{desk.store}.pepper"
        desk.add_head()
        assert os.stat(pepper).st_mode & 0o777 == 0o640
        code = desk.new()
        desk.expect(OK, "accept", code)

        def doctor():
            findings = json.loads(desk.run("doctor", "--json")[1])
            return next(f for f in findings if f["check"] == "PIN")

        assert doctor()["verdict"] == "good", doctor()
        os.chmod(pepper, 0o644)
        assert doctor()["verdict"] == "wrong"
        os.rename(pepper, f"{pepper}.away")
        assert doctor()["verdict"] == "wrong" and "officers pin" in doctor()["todo"]
        for _ in range(4):  # nothing is judged: no try is lost
            assert "hilang" in desk.expect(NO, "approve", code, "--as", "SUTRISNO", typed=f"{PIN}\n")
        os.rename(f"{pepper}.away", pepper)
        os.chmod(pepper, 0o640)
        desk.expect(OK, "approve", code, "--as", "SUTRISNO", typed=f"{PIN}\n")
        os.remove(pepper)
        desk.expect(OK, "officers", "pin", "SUTRISNO", typed="847362\n847362\n")
        assert doctor()["verdict"] == "good", doctor()
        desk.expect(OK, "withdraw", code, "--as", "SUTRISNO", typed="847362\n")


def test_steps_that_the_village_switched_off(build):
    with Desk(build) as desk:
        desk.add_head()
        desk.expect(OK, "officers", "add", "SITI", "--role", "sekdes")
        desk.expect(OK, "officers", "pin", "SITI", typed="847362\n847362\n")
        options = desk.options
        desk.options = [*options, "desk.check=operatr"]
        assert "must be operator, sekdes or none" in desk.run("queue")[2]
        desk.options = [*options, "desk.check=sekdes"]
        code = desk.new(1)
        desk.expect(NO, "accept", code)
        desk.expect(NO, "accept", code, "--as", "SUTRISNO", typed=f"{PIN}\n")
        desk.expect(OK, "accept", code, "--as", "SITI", typed="847362\n")
        desk.options = [*options, "desk.check=none"]
        desk.expect(OK, "residents", "import", f"{TOP}/tests/samples/residents.csv")
        assert desk.ticket(desk.new(2))["state"] == "received"  # nobody knows this NIK: a person must look
        out = desk.expect(OK, "new", "--kind", "SKTM", "--nik", "3513151205909901", "--purpose", "sekolah", "--json")
        code = json.loads(out)["code"]
        assert json.loads(out)["state"] == "checked"
        desk.expect(OK, "approve", code, "--as", "SUTRISNO", typed=f"{PIN}\n")


def test_a_complaint_is_assigned_answered_and_closed(build):
    with Desk(build) as desk:
        desk.expect(OK, "officers", "add", "BUDI", "--role", "operator", "--phone", "081111111112")
        desk.sql_write("INSERT INTO notes (created_at, village, phone, kind, text, inbox_id) VALUES"
                       " (1795000000, '35.13.15.2007', '+6281234567890', 'complaint', 'lampu \x1b[2J mati', 0)")
        desk.sql_write("INSERT INTO complaints VALUES (1, 'sms', '', 'received', NULL, '', 1795000000, 1795000100, 0, 0)")
        assert "lewat batas" in desk.expect(OK, "complaints", "list")
        assert "\x1b" not in desk.expect(OK, "complaints", "show", "A-1")
        assert json.loads(desk.expect(OK, "complaints", "list", "--late", "--json"))[0]["number"] == "A-1"
        desk.expect(NO, "complaints", "assign", "A-1", "nobody")
        desk.expect(NO, "complaints", "answer", "A-2", "sudah")
        desk.expect(NO, "complaints", "answer", "x", "sudah")
        desk.expect(NO, "complaints", "close", "A-1")
        desk.expect(OK, "complaints", "assign", "a1", "budi")
        assert "BUDI" in desk.expect(OK, "complaints", "show", "A-1")
        assert "100 huruf" in desk.expect(NO, "complaints", "answer", "A-1", "x" * 101)
        desk.expect(OK, "complaints", "answer", "A-1", "sudah", "diganti")
        assert desk.expect(OK, "complaints", "list").count("A-1") == 0
        desk.expect(OK, "complaints", "reopen", "A-1", "mati lagi")
        desk.expect(OK, "complaints", "answer", "1", "diganti lagi")
        desk.expect(OK, "complaints", "close", "A-1")
        shown = json.loads(desk.expect(OK, "complaints", "show", "A-1", "--json"))
        assert (shown["state"], shown["officer"], shown["answer"]) == ("closed", "BUDI", "diganti lagi"), shown
        desk.expect(NO, "complaints", "answer", "A-1", "lagi")
        texts = [row[0] for row in desk.sql("SELECT phrase FROM outbox ORDER BY id")]
        assert texts == ["K20", "R60", "R60"], texts


def test_the_month_stands_in_its_books(build):
    with Desk(build) as desk:
        codes = [desk.new(i) for i in range(3)]
        desk.expect(OK, "correct", codes[0], "--purpose", "=1+1")
        desk.expect(OK, "reject", codes[2], "bukan warga")
        for code in codes[:2]:
            desk.expect(OK, "accept", code)
            desk.expect(OK, "approve", code)
        out = desk.expect(OK, "report")
        assert re.search(r"SKTM +3 +0 +2 +0 +1 +0 +0", out) and re.search(r"JUMLAH +3", out), out
        assert "Waktu tengah" in out and "SMS keluar: 1 pesan" in out, out
        assert '"SKTM","3","0","2"' in desk.expect(OK, "report", "--csv")
        assert "SKTM" not in desk.expect(OK, "report", "--month", "2020-01")
        desk.expect(USAGE, "report", "--month", "2026-13")
        desk.expect(USAGE, "register", "--month", "bulan lalu")
        numbers = [desk.ticket(code)["number"] for code in codes[:2]]
        book = desk.expect(OK, "register")
        assert 0 < book.index(numbers[0]) < book.index(numbers[1]), book
        lines = desk.expect(OK, "register", "--csv").splitlines()
        assert len(lines) == 3 and "\"'=1+1\"" in lines[1], lines
        rows = json.loads(desk.expect(OK, "register", "--json"))
        assert [row["number"] for row in rows] == numbers and rows[0]["purpose"] == "=1+1", rows
        assert json.loads(desk.expect(OK, "report", "--json"))[0]["filed"] == 3
        assert "Biaya" not in out
        desk.options.append("outbox.price_rp=350")
        desk.sql_write("UPDATE outbox SET parts_sent = 3")
        assert "Biaya SMS: Rp 1050 (3 SMS x Rp 350)" in desk.expect(OK, "report")


def test_what_was_handed_over_and_who_did_how_much(build):
    with Desk(build) as desk:
        desk.add_head()
        desk.expect(OK, "officers", "add", "SITI", "--role", "operator")
        desk.expect(OK, "officers", "pin", "SITI", typed="847362\n847362\n")
        codes = [desk.new(i) for i in range(3)]
        for code, minutes in zip(codes, (60, 180, 600)):
            desk.sql_write(f"UPDATE tickets SET created_at = created_at - {60 * minutes} WHERE code = '{code}'")
            desk.expect(OK, "accept", code, "--as", "SITI", typed="847362\n")
            desk.expect(OK, "approve", code, "--as", "SUTRISNO", typed=f"{PIN}\n")
        for code in codes[:2]:
            desk.expect(OK, "ready", code)
        desk.expect(OK, "collected", codes[1], "--by", "=BUDI", "--by-nik", nik(7))
        desk.expect(OK, "collected", codes[0])
        book = json.loads(desk.expect(OK, "expedition", "--json"))
        assert [row["row"] for row in book] == [1, 2], book
        assert [row["number"] for row in book] == [desk.ticket(c)["number"] for c in (codes[1], codes[0])], book
        assert "=BUDI" in book[0]["note"] and book[1]["note"] == "", book
        assert "diwakili" in desk.expect(OK, "expedition")
        lines = desk.expect(OK, "expedition", "--csv").splitlines()
        assert len(lines) == 3 and lines[0].startswith('"NO","DIAMBIL","NOMOR"'), lines
        assert json.loads(desk.expect(OK, "expedition", "--month", "2020-01", "--json")) == []
        desk.expect(OK, "revoke", codes[0], "keliru")  # it was handed over all the same
        assert len(json.loads(desk.expect(OK, "expedition", "--json"))) == 2
        recap = {(row["what"], row["step"]): row for row in json.loads(desk.expect(OK, "recap", "--json"))}
        letters = recap["SKTM", ""]
        assert letters["count"] == 3 and abs(letters["median_hours"] - 3) < 0.2, letters
        assert recap["SITI", "accept"]["count"] == recap["SUTRISNO", "approve"]["count"] == 3, recap
        assert '"SITI","accept","3"' in desk.expect(OK, "recap", "--csv")
        assert re.search(r"SUTRISNO +approve +3", desk.expect(OK, "recap"))


BROKEN = [  # column, cell, what the operator reads
    ("nik", "351315120590990", "15 angka"), ("nik", "3,51E+15", "E+"), ("nama", "SITI <b>", "nama hanya"), ("nama", "", "kosong"),
    ("sex", "X", "tidak dikenal"), ("tanggallahir", "31-02-1990", "tidak ada"), ("tanggallahir", "33005", "Excel"),
    ("rt", "1000", "paling banyak 3"), ("agama_id", "99", "tidak dikenal"), ("no_kk", "123", "3 angka")]


def test_a_hundred_thousand_residents_and_the_broken_rows_among_them(build):
    count, n_broken = 100_000, 500
    columns = ["nik", "nama", "no_kk", "sex", "tempatlahir", "tanggallahir", "agama_id", "rt", "rw", "telepon", "desil"]

    def row(i):  # 100,000 fictional NIKs: serials 99xx, dates apart
        day, month, year = 1 + i // 100 % 28, 1 + i // 2800 % 12, 40 + i // 33600
        return {"nik": f"351315{day:02d}{month:02d}{year:02d}{9900 + i % 100}", "nama": f"WARGA {chr(65 + i % 26)}",
                "no_kk": f"35131501011599{i % 90 + 10}", "sex": str(1 + i % 2), "tempatlahir": "PROBOLINGGO",
                "tanggallahir": f"19{year:02d}-{month:02d}-{day:02d}", "agama_id": "1", "rt": str(i % 20), "rw": "1",
                "telepon": "081234567890" if i == 7 else "", "desil": str(i % 10 + 1)}

    expected = {}
    with Desk(build) as desk:
        path = f"{desk.folder}/people.csv"
        with open(path, "w", encoding="utf-8") as file:
            print(",".join(columns), file=file)
            for i in range(count):
                cells = row(i)
                if i % (count // n_broken) == 150:
                    column, cell, why = BROKEN[len(expected) % len(BROKEN)]
                    cells[column] = f'"{cell}"'
                    expected[i + 2] = (column if cell or column != "nama" else "", why)
                print(",".join(cells[name] for name in columns), file=file)
        assert len(expected) == n_broken
        began = time.monotonic()
        out = desk.expect(NO, "residents", "import", path)
        print(f"  {count} rows, {n_broken} of them broken: {time.monotonic() - began:.1f} s")
        assert f"{count} baris: {count - n_broken} warga baru, 0 diperbarui, {n_broken} ditolak" in out, out[-300:]
        told = {}
        for line in out.splitlines():
            if found := re.match(r"baris (\d+)(?:, kolom (\w+))?: (?!peringatan)(.*)", line):
                told[int(found.group(1))] = (found.group(2) or "", found.group(3))
        assert told.keys() == expected.keys(), sorted(set(told) ^ set(expected))[:5]
        for line, (column, why) in expected.items():
            assert told[line][0] == column and why in told[line][1], (line, told[line], column, why)
        assert desk.expect(OK, "residents", "search", "0812-3456-7890").count("WARGA") == 1
        assert "10" in desk.expect(OK, "residents", "show", row(9)["nik"])
        # A letter keeps what was printed, whatever the next file says of the person.
        code = desk.expect(OK, "new", "--kind", "DOMISILI", "--nik", row(3)["nik"], "--purpose", "bank", "--json")
        code = json.loads(code)["code"]
        desk.expect(OK, "accept", code)
        desk.expect(OK, "approve", code)
        before = desk.sql("SELECT snapshot, number, signer_name FROM register")
        tickets = desk.sql("SELECT * FROM tickets")
        with open(path, "w", encoding="utf-8") as file:
            print(",".join(columns), *(",".join({**row(i), "nama": "NAMA LAIN", "rt": "9"}[name] for name in columns)
                                       for i in range(50)), sep="\n", file=file)
        desk.expect(OK, "residents", "import", path)
        assert "NAMA LAIN" in desk.expect(OK, "residents", "show", row(3)["nik"])
        assert "WARGA D" in before[0][0]
        assert desk.sql("SELECT snapshot, number, signer_name FROM register") == before
        assert desk.sql("SELECT * FROM tickets") == tickets


def test_who_looked_at_whom_is_noted_here_too(build):
    with Desk(build) as desk:
        desk.expect(OK, "residents", "import", f"{TOP}/tests/samples/residents.csv")
        code = desk.new()
        for _ in range(3):
            desk.expect(OK, "show", code)  # one look
        desk.expect(OK, "residents", "search", "suparman")
        desk.expect(OK, "residents", "show", "3513151205909901")
        desk.expect(OK, "residents", "export", f"{desk.folder}/all.csv")
        rows = json.loads(desk.expect(OK, "views", "--json"))
        assert [(row["action"], row["subject"]) for row in rows] == [
            ("ekspor", "semua penduduk"), ("penduduk", "3513151205909901"), ("cari", "suparman"), ("lihat", code)], rows
        assert all(row["who"] and row["from"] == "terminal" for row in rows), rows
        assert [row["subject"] for row in json.loads(desk.expect(OK, "views", f"{code[:4]}-{code[4:]}", "--json"))] == [code]
        assert len(desk.expect(OK, "views", "3513151205909901", "--csv").splitlines()) == 2
        assert "SIAPA" in desk.expect(OK, "views")


def test_a_setting_demands_the_officer(build):
    with Desk(build) as desk:
        desk.add_head()
        code = desk.new()
        desk.expect(OK, "accept", code)
        desk.options.append("officers.approval_needs_officer=true")
        assert "--as" in desk.expect(NO, "approve", code)
        desk.expect(OK, "approve", code, "--as", "SUTRISNO", typed=f"{PIN}\n")
        desk.expect(OK, "ready", code)


def test_numbers_begin_where_the_hand_stopped_and_skip_what_is_kept(build):
    with Desk(build) as desk:
        year = time.localtime().tm_year
        desk.options += [f"village.number_start=217/{year}", "village.number_format={urut:3}/{tahun}"]
        desk.expect(OK, "numbers", "keep", "218-220", "dipakai", "kantor")
        numbers = []
        for i in range(3):
            code = desk.new(i)
            desk.expect(OK, "accept", code)
            desk.expect(OK, "approve", code)
            numbers.append(desk.ticket(code)["number"])
        assert numbers == [f"217/{year}", f"221/{year}", f"222/{year}"], numbers


def make_checked(desk, count):
    codes = []
    for i in range(count):
        codes.append(desk.new(i))
        desk.expect(OK, "accept", codes[-1])
    return codes


def approve_all(desk, codes, is_killing):
    """Four at a time; with kills, whoever was killed is done again."""
    waiting, lock = list(codes), threading.Lock()

    def work():
        dice = random.Random(threading.get_ident())
        while True:
            with lock:
                if not waiting:
                    return
                code = waiting.pop()
            child = subprocess.Popen([f"{desk.build}/surat", *desk.settings(), "approve", code],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if is_killing and dice.random() < 0.5:
                time.sleep(dice.uniform(0.005, 0.08))
                child.kill()
                child.wait()
                with lock:
                    waiting.insert(0, code)  # perhaps it was done; then this is refused
            else:
                child.wait()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def check_numbers(desk, count):
    sequences = [row[0] for row in desk.sql("SELECT sequence FROM register ORDER BY sequence")]
    assert sequences == list(range(1, count + 1)), sequences
    assert desk.sql("SELECT count(DISTINCT number) FROM register")[0][0] == count
    assert desk.sql("SELECT count(*) FROM tickets WHERE state = 'approved'")[0][0] == count
    assert desk.sql("SELECT count(*) FROM events WHERE step = 'approve'")[0][0] == count


def test_fifty_parallel_approvals_give_fifty_consecutive_numbers(build):
    with Desk(build) as desk:
        codes = make_checked(desk, 50)
        approve_all(desk, codes, is_killing=False)
        check_numbers(desk, 50)


def test_the_same_with_kill_9_in_between(build):
    with Desk(build) as desk:
        codes = make_checked(desk, 50)
        approve_all(desk, codes, is_killing=True)
        check_numbers(desk, 50)


def test_of_two_officers_at_once_one_is_told(build):
    with Desk(build) as desk:
        for code in make_checked(desk, 5):
            children = [subprocess.Popen([f"{desk.build}/surat", *desk.settings(), word, code, *rest],
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                        for word, *rest in (("approve",), ("reject", "data salah"))]
            ends = [(child.communicate(timeout=60)[1], child.returncode) for child in children]
            assert sorted(code for _, code in ends) == [OK, NO], ends
            assert any("tidak bisa dari situ" in said for said, _ in ends), ends


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
