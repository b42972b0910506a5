#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Complaints on the pages: texted, seen, given to somebody, answered, closed by the resident."""
import re
import sqlite3

from browser import Browser
from harness import run_tests, wait_until
from pages import OFFICERS, PASSWORD, Pages

PHONE = "081234567890"
WORDS = "LAPOR lampu jalan mati di dusun Krajan <b>gelap</b>"


def file_one(house, words=WORDS, phone=PHONE):
    before = len(house.surat_json("complaints", "list"))
    control = house.control()
    control.ask(f"sms {phone} {words}")
    control.close()
    wait_until(lambda: len(house.surat_json("complaints", "list")) > before, 20, "the complaint")


def shown(house, number="A-1"):
    return house.surat_json("complaints", "show", number)


def step(browser, word, was, path="/lapor/1", **more):
    browser.get(path)
    return browser.post(f"{path}/langkah", {"langkah": word, "dari": was, **more})


def test_a_complaint_is_answered_on_the_page_and_closed_by_the_resident(build):
    with Pages(build) as house:
        operator = house.browser("operator")
        assert "LAPOR" not in operator.get("/antrean").text().split("Antrean")[1].split("Kode")[0]
        assert "sudah dijawab" in operator.get("/lapor").text()
        file_one(house)
        assert re.search(r'href="/lapor">LAPOR <b>1</b>', operator.get("/antrean").body)
        page = operator.get("/lapor")
        assert 'href="/lapor/1">A-1<' in page.body and "DITERIMA" in page.text(), page.text()
        assert "lampu jalan mati" in page.text() and "<b>gelap" not in page.body
        assert 'class="late"' not in page.body
        page = operator.get("/lapor/1")
        assert "dusun Krajan" in page.text() and 'href="/nomor/+6281234567890"' in page.body, page.text()
        assert "TERLAMBAT" not in page.text() and "<b>gelap" not in page.body
        # Whose it is: he is told.
        page = step(operator, "assign", "received", petugas=OFFICERS["sekdes"])
        assert "diserahkan" in page.text() and "DITANGANI" in page.text(), page.text()
        assert shown(house)["officer"] == OFFICERS["sekdes"]
        # What is missing or too long is said, what was typed is kept, and nothing changes.
        page = step(operator, "answer", "assigned", isi="  ")
        assert page.status == 422 and "Belum dilakukan" in page.text()
        page = step(operator, "answer", "assigned", isi="x" * 150)
        assert page.status == 422 and "x" * 150 in page.body and '" open>' in page.body, page.text()
        for wrong in ("x" * 5000, "satu\ndua"):
            assert step(operator, "answer", "assigned", isi=wrong).status == 422
        assert step(operator, "close", "assigned").status == 422
        assert step(operator, "assign", "assigned").status == 422
        assert "baru saja berubah" in step(operator, "assign", "assigned", petugas="Tidak Ada").text()
        assert "baru saja berubah" in step(operator, "assign", "assigned", petugas=OFFICERS["kecamatan"]).text()
        assert "baru saja berubah" in step(operator, "answer", "received", isi="sudah diganti").text()
        assert (shown(house)["state"], shown(house)["answer"]) == ("assigned", "")
        # The answer goes out as an SMS.
        phone = house.control()
        phone.ask("watch +6281234567890")
        assert "antrean kirim" in step(operator, "answer", "assigned", isi="lampu sudah diganti").text()
        assert "A-1: lampu sudah diganti" in phone.next_sms()[2]
        assert shown(house)["state"] == "answered"
        assert "LAPOR <b>" not in operator.get("/lapor").body and "A-1" not in operator.get("/lapor").text()
        page = operator.get("/lapor?keadaan=semua")
        assert "A-1" in page.text() and "DIJAWAB" in page.text()
        # The resident is content.
        phone.ask(f"sms {PHONE} SELESAI A-1")
        assert "SELESAI" in phone.next_sms()[2]
        page = operator.get("/lapor/1")
        assert "SELESAI" in page.text() and 'value="answer"' not in page.body
        assert "DIBUKA LAGI" in step(operator, "reopen", "closed", isi="mati lagi").text()
        assert "ditutup" in step(operator, "close", "reopened", isi="bukan urusan desa").text()
        page = operator.get("/lapor/1").text()
        for words in ("lewat web", "lewat sms", "mati lagi", "bukan urusan desa", OFFICERS["operator"]):
            assert words in page, (words, page)


def test_late_ones_are_marked_and_all_are_listed_newest_first(build):
    with Pages(build, roles=("operator",)) as house:
        for i in range(3):
            file_one(house, f"LAPOR jalan rusak nomor {i} di rt 3", f"08123456780{i}")
        with sqlite3.connect(house.store) as store:
            store.execute("UPDATE complaints SET due_at = 1000 WHERE id = 2")
        operator = house.browser("operator")
        page = operator.get("/lapor").body
        assert re.findall(r'data-key="a(\d)" class="(\w*)"', page) == [("1", ""), ("2", "late"), ("3", "")], page
        assert "TERLAMBAT" in operator.get("/lapor/2").text()
        page = operator.get("/lapor?keadaan=semua").body
        assert re.findall(r'data-key="a(\d)"', page) == ["3", "2", "1"]
        page = operator.get("/lapor?keadaan=semua&sebelum=3").body
        assert re.findall(r'data-key="a(\d)"', page) == ["2", "1"]


def test_who_has_no_business_there_does_nothing(build):
    with Pages(build) as house:
        file_one(house)
        camat = house.browser("kecamatan")
        for path in ("/lapor", "/lapor/1"):
            assert camat.ask("GET", path).status == 403, path
            assert house.browser().ask("GET", path).status == 303, path
        assert camat.post("/lapor/1/langkah", {"langkah": "answer", "dari": "received", "isi": "x"}).status == 403
        assert "LAPOR <b>" not in camat.get("/periksa").body
        operator = house.browser("operator")
        form = {"langkah": "answer", "dari": "received", "isi": "sudah"}
        operator.get("/lapor/1")
        for token in ("", "0" * 32):
            assert operator.post("/lapor/1/langkah", form, token=token).status == 403, token
        assert operator.post("/lapor/1/langkah", form, headers={"Origin": "http://evil.example"}).status == 403
        assert operator.post("/lapor/1/langkah", {**form, "langkah": "escalate"}).status == 400
        for number in ("2", "0", "-1", "x", "1x", "A-1", "99999999999999999999", "%31%00"):
            assert operator.ask("GET", f"/lapor/{number}").status in (400, 404), number
        assert operator.post("/lapor/2/langkah", form).status == 404
        assert operator.get("/lapor?keadaan=x").status == 404
        assert shown(house)["state"] == "received"
        for role in ("sekdes", "kades", "admin"):
            assert "diserahkan" in step(house.browser(role), "assign", shown(house)["state"],
                                        petugas=OFFICERS["operator"]).text(), role


def the_complaints_in_chromium(build, size, width, height):
    with Pages(build, roles=("operator", "sekdes")) as house, Browser(width, height, is_served=True) as browser:
        address = f"http://127.0.0.1:{house.port}"

        def take(name):
            wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} is {wide} pixels too wide on {size}"
            browser.picture(f"{house.build}/screenshots/{name}-{size}.png")
            assert not browser.complaints(), name

        browser.open(address + "/masuk")
        browser.type("input[name=nama]", OFFICERS["operator"])
        browser.type("input[name=sandi]", PASSWORD + "\ue007")
        browser.wait("return document.body.hasAttribute('data-live')")
        browser.open(address + "/lapor")
        file_one(house)
        file_one(house, "LAPOR jalan rusak berat di depan masjid Al Ikhlas RT 3 RW 1, sudah dua bulan tidak "
                 "diperbaiki, banyak anak jatuh", "081355500033")
        browser.wait("return document.querySelectorAll('#laporan tr[data-key]').length === 2")
        take("lapor")
        browser.run("document.querySelector('#laporan a').click()")
        browser.wait("return location.pathname === '/lapor/1'")
        browser.run("document.querySelector('details.step').open = true")
        take("lapor-satu")
        browser.type("details[open] input[name=isi]", "Lampu diganti besok pagi.\ue007")
        browser.wait("return document.querySelector('.pill.answered') !== null && "
                     "document.querySelector('.message.good') !== null")
        take("lapor-dijawab")
        browser.open(address + "/lapor?keadaan=semua")
        take("lapor-semua")


def test_complaints_in_chromium_on_a_pc(build):
    the_complaints_in_chromium(build, "pc", 1366, 768)


def test_complaints_in_chromium_on_a_phone(build):
    the_complaints_in_chromium(build, "hp", 360, 640)


run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
