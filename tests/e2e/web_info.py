#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""INFO pages: written by the office at the terminal and on its page, asked for by SMS."""
import re

from browser import Browser
from harness import run_tests
from pages import OFFICERS, PASSWORD, Pages

PHONE = "081234567890"
TEXT = "Posyandu Krajan Senin ke-1, Tengah Selasa ke-2, jam 8-10. Bawa buku KIA."


def save(browser, name, words, text, was=None):
    path = "/informasi" if was is None else f"/informasi/{name}"
    browser.get(path)
    return browser.post("/informasi", {"nama": name, "kata": words, "isi": text, "dari": was or "0"})


def seen_id(browser, name):
    return re.search(r'name="dari" value="(\d+)"', browser.get(f"/informasi/{name}").body).group(1)


def ask(phone, words, by=PHONE):
    """Four answers in ten minutes that led nowhere are what one phone gets."""
    phone.ask(f"sms {by} {words}")
    answer = phone.next_sms()
    assert answer is not None, words
    return answer[2]


def test_a_page_is_written_on_the_page_and_read_by_sms(build):
    with Pages(build) as house:
        operator = house.browser("operator")
        assert "Belum ada halaman" in operator.get("/informasi").text()
        phone = house.control()
        phone.ask("watch +6281234567890")
        assert "belum menulis info" in ask(phone, "INFO")
        page = save(operator, "posyandu", "imunisasi, timbang balita", TEXT)
        assert "Halaman disimpan" in page.text() and TEXT in page.text(), page.text()
        # Nothing was started anew: the next text already brings it.
        assert ask(phone, "jadwal posyandu?") == TEXT
        assert ask(phone, "kapan imunisasi bu") == TEXT
        assert "posyandu" in ask(phone, "INFO")
        # Refused with the reason; what was typed is there again, and nothing changed.
        was = seen_id(operator, "posyandu")
        page = save(operator, "posyandu", "", "x" * 161, was)
        assert page.status == 422 and "kurangi 1 huruf" in page.text() and "x" * 161 in page.body
        page = save(operator, "usaha", "", "Kredit usaha")
        assert page.status == 422 and "berarti surat" in page.text() and "Kredit usaha" in page.body
        for text in ("", "3513151205909901", "\x01", "y" * 5000):
            assert save(operator, "senam", "", text).status == 422, text
        # Markup is text.
        save(operator, "senam", "", "<b>Senam</b> & \"sehat\"")
        page = operator.get("/informasi")
        assert "<b>Senam" not in page.body and "<b>Senam</b> & \"sehat\"" in page.text()
        # Who saw an older page does not write over the newer one.
        assert "Halaman disimpan" in save(operator, "posyandu", "imunisasi", "Posyandu pindah ke balai desa", was).text()
        page = save(house.browser("sekdes"), "posyandu", "imunisasi", "lain", was)
        assert page.status == 422 and "baru saja diubah" in page.text()
        assert save(operator, "posyandu", "", "lagi").status == 422
        phone.ask("watch +6281234567891")
        assert ask(phone, "info posyandu", "081234567891") == "Posyandu pindah ke balai desa"
        history = operator.get("/informasi/posyandu").text()
        assert TEXT in history and OFFICERS["operator"] in history and "lewat web" in history
        operator.get("/informasi/posyandu")
        assert "Halaman dihapus" in operator.post("/informasi/posyandu/hapus", {}).text()
        assert operator.ask("GET", "/informasi/posyandu").status == 404
        assert operator.post("/informasi/posyandu/hapus", {}).status == 404
        assert "Belum ada. Yang ada: senam" in ask(phone, "INFO posyandu", "081234567891")


def test_the_terminal_writes_the_same_pages(build):
    with Pages(build, roles=("operator",)) as house:
        house.surat("info", "set", "Pajak", "PBB dibayar", "di kantor sampai 30 September", "--words", "pbb,bayar pajak")
        row, = house.surat_json("info", "list")
        assert (row["name"], row["words"], row["door"]) == ("pajak", "pbb, bayar pajak", "desk")
        assert row["text"] == "PBB dibayar di kantor sampai 30 September"
        for words in (("sktm", "x"), ("pajak", "x" * 161), ("pajak", "\u65e5"), ("senam", "x", "--words", "pbb")):
            ran = house.surat("info", "set", *words, check=False)
            assert ran.returncode == 1 and "belum disimpan" in ran.stderr, (words, ran)
        assert house.surat_json("info", "list") == [row]
        assert "PBB dibayar" in house.surat("info", "show", "PAJAK").stdout
        assert house.surat("info", "show", "senam", check=False).returncode == 1
        phone = house.control()
        phone.ask("watch +6281234567890")
        assert "30 September" in ask(phone, "kapan bayar pajak pak")
        house.surat("info", "remove", "pajak")
        assert house.surat("info", "remove", "pajak", check=False).returncode == 1
        assert house.surat_json("info", "list") == []


def test_the_years_budget_becomes_a_page(build):
    with Pages(build, roles=("operator",)) as house:
        path = f"{house.folder}/apbdes.csv"

        def take(words, check=True):
            with open(path, "w", encoding="utf-8") as file:
                file.write("jenis;uraian;jumlah\n" + words)
            return house.surat("info", "apbdes", path, check=check)

        take("pendapatan;Dana Desa;987.654.000\nbelanja;Rabat beton;412.500.000\nbelanja;Jumlah;412.500.000\n")
        phone = house.control()
        phone.ask("watch +6281234567890")
        answer = ask(phone, "APBDES")
        assert "pendapatan Rp987,7 jt" in answer and "Rabat beton 412,5 jt" in answer, answer
        assert ask(phone, "dana desa berapa pak?") == answer
        ran = take("pendapatan;Dana Desa;1\nbelanja;x;=1+1\nbelanja;Jumlah;5\n", check=False)
        assert ran.returncode == 1 and "baris 3: jumlah '=1+1' adalah rumus" in ran.stdout, ran
        assert "baris 4: tertulis 5" in ran.stdout and "2 baris salah" in ran.stderr, ran
        assert house.surat_json("info", "show", "apbdes")["text"] == answer


def test_who_has_no_business_there_does_nothing(build):
    with Pages(build) as house:
        house.surat("info", "set", "senam", "Jumat")
        form = {"nama": "senam", "kata": "", "isi": "palsu", "dari": "1"}
        camat = house.browser("kecamatan")
        for path in ("/informasi", "/informasi/senam"):
            assert camat.ask("GET", path).status == 403, path
            assert house.browser().ask("GET", path).status == 303, path
        assert camat.post("/informasi", form).status == 403
        assert camat.post("/informasi/senam/hapus", {}).status == 403
        operator = house.browser("operator")
        operator.get("/informasi")
        for token in ("", "0" * 32):
            assert operator.post("/informasi", form, token=token).status == 403
        assert operator.post("/informasi", form, headers={"Origin": "http://evil.example"}).status == 403
        for wrong in ("x", "-1", "1x"):
            assert operator.post("/informasi", {**form, "dari": wrong}).status == 400, wrong
        for name in ("..", "%2e%2e", "x" * 60, "senam%00", "se%20nam"):
            assert operator.ask("GET", f"/informasi/{name}").status in (400, 404), name
        assert house.surat_json("info", "show", "senam")["text"] == "Jumat"


def the_pages_in_chromium(build, size, width, height):
    with Pages(build, roles=("operator",)) as house, Browser(width, height, is_served=True) as browser:
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
        browser.open(address + "/informasi")
        browser.type("input[name=nama]", "posyandu")
        browser.type("input[name=kata]", "imunisasi, timbang balita")
        browser.type("textarea[name=isi]", TEXT)
        assert browser.run("return document.querySelector('.hint').textContent") == f"{len(TEXT)} dari 160 huruf"
        browser.run("document.querySelector('main form button').click()")
        browser.wait("return document.querySelector('.message.good') !== null")
        # Written by somebody else: it appears by itself.
        house.surat("info", "set", "pajak", "PBB 2026 dibayar di kantor desa sampai 30 September. Bawa SPPT tahun lalu.",
                    "--words", "pbb, bayar pajak")
        browser.wait("return document.querySelectorAll('#halaman li[data-key]').length === 2")
        take("informasi")
        browser.type("textarea[name=isi]", "x" * 165)
        browser.wait("return document.querySelector('.hint.over').textContent.indexOf('kurangi 5') > 0")
        browser.open(address + "/informasi/posyandu")
        take("informasi-satu")


def test_the_pages_in_chromium_on_a_pc(build):
    the_pages_in_chromium(build, "pc", 1366, 768)


def test_the_pages_in_chromium_on_a_phone(build):
    the_pages_in_chromium(build, "hp", 390, 844)


run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
