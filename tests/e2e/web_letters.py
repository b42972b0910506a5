#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The letter from the ticket's page: the PDF that the browser gets, who gets it, and what stays of it."""
import http.client
import os
import re
import signal
import sqlite3
import subprocess
import urllib.parse

from harness import TOP, run_tests, wait_until
from pages import OFFICERS, Pages
from web import PHONE, step, text_in

PIN = "918273"
NIK = "3513151205909901"


def pages(build, **more):
    return Pages(build, roles=("operator", "sekdes", "kades", "admin", "kecamatan"), **more)


def file_and_check(house):
    house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
    house.say(OFFICERS["kades"], "pin", PIN)
    text_in(house, f"domisili {NIK} untuk kredit bank", PHONE)
    wait_until(lambda: house.surat_json("queue"), 20, "the ticket")
    code = house.surat_json("queue")[0]["code"]
    operator = house.browser("operator")
    step(operator, code, "accept")
    return code, operator


def approve(house, code, is_sealed=True):
    step(house.browser("kades"), code, "approve", pin=PIN)
    if is_sealed:
        wait_until(lambda: seal(house, code), 20, "the seal")


def sql(house, text, *values):
    with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
        return store.execute(text, values).fetchall()


def seal(house, code):
    rows = sql(house, "SELECT coalesce(seal, '') FROM register r JOIN tickets t ON t.id = r.ticket_id WHERE code = ?",
               code)
    return rows[0][0] if rows else ""


def printed(house, code):
    """(who, in which role, by which door, state) of each print."""
    return sql(house, 'SELECT e.actor, e.role, e.door, "from" = "to" FROM events e JOIN tickets t ON t.id = ticket_id'
                      " WHERE code = ? AND step IN ('printed', 'reprint') ORDER BY e.id", code)


def ask(house, browser, code, token=None):
    """(status, headers, bytes) of the printing form's answer."""
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    body = urllib.parse.urlencode({"token": browser.token if token is None else token})
    connection.request("POST", f"/permohonan/{code}/cetak", body=body, headers={
        "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{house.port}",
        "Cookie": f"surat={browser.cookie}"})
    response = connection.getresponse()
    got = response.status, response.headers, response.read()
    connection.close()
    return got


def read_qr(house, pdf):
    path = house.path("web.pdf")
    with open(path, "wb") as out:
        out.write(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", path, house.path("web")], check=True)
    found = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", house.path("web.png")],
                           capture_output=True, text=True, check=False)
    return found.stdout.rstrip("\n")


def words_of(house):
    return subprocess.run(["pdftotext", "-layout", house.path("web.pdf"), "-"], capture_output=True, text=True,
                          check=True).stdout


def has_button(browser, code):
    return f'action="/permohonan/{code}/cetak"' in browser.get(f"/permohonan/{code}").body


def test_the_page_gives_the_letter_that_the_register_holds(build):
    with pages(build, web_options=["seal.verify_url=https://desa.example/v"]) as house:
        code, operator = file_and_check(house)
        assert not has_button(operator, code)
        approve(house, code)
        assert has_button(operator, code)
        status, headers, pdf = ask(house, operator, code)
        assert (status, headers["Content-Type"]) == (200, "application/pdf"), (status, pdf[:300])
        assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Disposition"] == f'inline; filename="{code}.pdf"', headers["Content-Disposition"]
        qr = read_qr(house, pdf)
        assert qr.startswith("https://desa.example/v#SURAT1"), qr
        assert house.surat("check", qr, check=False).returncode == 0
        words = words_of(house)
        number = house.surat_json("show", code)["number"]
        for said in ("SURAT KETERANGAN DOMISILI", number, "SUPARMAN", NIK, "kredit bank", f"{code[:4]}-{code[4:]}"):
            assert said in words, (said, words)
        # The same bytes again, also when it was fetched.
        step(operator, code, "ready")
        assert has_button(operator, code) and ask(house, operator, code)[2] == pdf
        step(operator, code, "collected")
        assert has_button(operator, code) and ask(house, operator, code)[2] == pdf
        assert printed(house, code)[-3:] == [(OFFICERS["operator"], "operator", "web", 1)] * 3, printed(house, code)
        assert house.surat_json("show", code)["state"] == "collected"
        assert "dicetak" in operator.get(f"/permohonan/{code}").text()


def test_who_may_not_gets_nothing(build):
    with pages(build) as house:
        code, operator = file_and_check(house)
        approve(house, code)
        operator.get(f"/permohonan/{code}")
        nobody = house.browser()
        nobody.get("/masuk")
        for browser, token in ((operator, ""), (operator, "0" * 32), (house.browser("kades"), None),
                               (house.browser("kecamatan"), None), (nobody, None)):
            status, headers, body = ask(house, browser, code, token)
            assert status == 403 and headers["Content-Type"].startswith("text/html"), (status, body)
            assert b"%PDF" not in body and headers["Content-Disposition"] is None
        assert not has_button(house.browser("kades"), code)
        assert printed(house, code) == []
        for role in ("sekdes", "admin"):
            browser = house.browser(role)
            assert has_button(browser, code) and ask(house, browser, code)[2].startswith(b"%PDF"), role
        assert [row[:2] for row in printed(house, code)] == [(OFFICERS["sekdes"], "secretary"),
                                                             (OFFICERS["admin"], "operator")]
        assert ask(house, operator, "00000000")[0] == 404


def test_a_letter_that_is_none_says_why(build):
    with pages(build) as house:
        code, operator = file_and_check(house)

        def refused(words):
            status, headers, body = ask(house, operator, code)
            assert (status, headers["Content-Type"]) == (409, "text/html; charset=utf-8"), (status, body)
            assert words in body.decode(), body.decode()

        refused("belum disetujui")
        os.kill(house.daemon.pid, signal.SIGSTOP)
        try:
            approve(house, code, is_sealed=False)
            assert not has_button(operator, code)
            assert "belum disegel" in operator.get(f"/permohonan/{code}").text()
            refused("belum disegel")
        finally:
            os.kill(house.daemon.pid, signal.SIGCONT)
        wait_until(lambda: has_button(operator, code), 20, "the seal")
        step(house.browser("kades"), code, "revoke", pin=PIN, alasan="data di surat keliru")
        assert not has_button(operator, code)
        refused("dicabut")
        assert printed(house, code) == []


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
