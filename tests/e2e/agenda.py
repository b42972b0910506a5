#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The month's book of letters on paper holds what `surat register` lists, and nothing is written when it cannot be."""
import os
import re
import subprocess
import time

from harness import run_tests
from letters import Office
from office import NO, OK, USAGE


def read(path):
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    return "".join(text.split())


def info(path):
    return subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout


def test_the_book_is_what_the_register_lists(build):
    with Office(build) as desk:
        desk.import_people()
        codes = [desk.file("DOMISILI", i % 3 + 1, f"kredit bank {i}") for i in range(12)]
        for code in codes:
            desk.approve(code)
        desk.expect(OK, "ready", codes[1])
        desk.expect(OK, "collected", codes[1])
        desk.expect(OK, "revoke", codes[2], "data keliru")
        desk.expect(OK, "register", "--pdf", desk.pdf("book"))
        assert os.stat(desk.pdf("book")).st_mode & 0o777 == 0o600
        rows = desk.expect(OK, "register", "--csv").splitlines()[1:]
        assert len(rows) == 12, rows
        words = read(desk.pdf("book"))
        at = 0
        for i, row in enumerate(rows):
            number = row.split(",")[0].strip('"')
            found = words.find(number, at)
            assert found > at, (number, words)
            at = found
            assert f"kreditbank{i}" in words, (i, words)
        day = time.strftime("%d-%m-%Y")
        assert words.count(day) == 13 and f"SUDAHDIAMBIL{day}" in words and words.count("DICABUT") == 1, words
        assert "BUKUAGENDASURATKELUAR" in words and "KecamatanKrejengan" in words
        size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info(desk.pdf("book")))
        assert float(size[1]) > float(size[2]), size[0]
        desk.expect(OK, "register", "--pdf", desk.pdf("again"))
        with open(desk.pdf("book"), "rb") as first, open(desk.pdf("again"), "rb") as second:
            assert first.read() == second.read()
        desk.expect(OK, "register", "--month", "2020-02", "--pdf", desk.pdf("empty"))
        assert "BulanFebruari2020" in read(desk.pdf("empty")) and "Tidakadasurat" in read(desk.pdf("empty"))


def test_what_cannot_be_written_is_told(build):
    with Office(build) as desk:
        assert "tidak dapat ditulis" in desk.expect(NO, "register", "--pdf", desk.path("no/folder.pdf"))
        desk.expect(USAGE, "register", "--pdf")
        desk.expect(USAGE, "register", "--month", "2026-13", "--pdf", desk.pdf("wrong"))
        assert not os.path.exists(desk.pdf("wrong"))


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
