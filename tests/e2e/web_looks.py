#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The kiosk, the copies and a print in a real browser, on an office PC and on a phone."""
import http.client
import urllib.parse

from browser import Browser
from harness import TOP, run_tests, wait_until
from pages import OFFICERS, Pages
from web import PHONE, step, text_in
from web_pages import log_in, open_page, press, take

SIZES = {"pc": (1366, 768), "hp": (360, 640)}
NIK, PIN = "3513151205909901", "918273"


def look(build, size):
    with Pages(build, web_options=["web.is_kiosk=true"]) as house, Browser(*SIZES[size], is_served=True) as browser:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        house.say(OFFICERS["kades"], "pin", PIN)
        text_in(house, f"domisili {NIK} kredit bank", PHONE)
        wait_until(lambda: house.surat_json("queue"), 20, "the ticket")
        code = house.surat_json("queue")[0]["code"]
        # The hall.
        open_page(browser, house, "/anjungan")
        take(browser, house, size, "anjungan")
        browser.type("input[name=kode]", code + "\ue007")
        browser.wait("return document.querySelector('#hasil .place') !== null")
        take(browser, house, size, "anjungan-kode")
        open_page(browser, house, "/anjungan")
        browser.type("input[name=nik]", NIK)
        browser.type("input[name=lahir]", "12-05-1990\ue007")
        browser.wait("return document.querySelector('#hasil .slip') !== null")
        # A print stands in the history of a page that is open elsewhere, by itself.
        operator = house.browser("operator")
        step(operator, code, "accept")
        step(house.browser("kades"), code, "approve", pin=PIN)
        wait_until(lambda: f'action="/permohonan/{code}/cetak"' in operator.get(f"/permohonan/{code}").body, 20, "the seal")
        log_in(browser, house, "admin")
        open_page(browser, house, f"/permohonan/{code}")
        browser.wait("return document.readyState === 'complete'")
        assert "DICETAK" not in browser.run("return document.getElementById('riwayat').textContent")
        browser.run("window.isStill = true")
        connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
        connection.request("POST", f"/permohonan/{code}/cetak", body=urllib.parse.urlencode({"token": operator.token}),
                           headers={"Content-Type": "application/x-www-form-urlencoded",
                                    "Origin": f"http://{operator.host}", "Cookie": f"surat={operator.cookie}"})
        assert connection.getresponse().read().startswith(b"%PDF")
        browser.wait("return document.getElementById('riwayat').textContent.includes('DICETAK')")
        assert browser.run("return window.isStill === true"), "the page was loaded anew"
        take(browser, house, size, "dicetak")
        # The copies.
        open_page(browser, house, "/cadangan")
        take(browser, house, size, "cadangan-kosong")
        press(browser, "main button.primary")
        browser.wait("return document.querySelector('#salinan li[data-key]') !== null")
        take(browser, house, size, "cadangan")


def test_it_looks_well_on_the_office_pc(build):
    look(build, "pc")


def test_it_looks_well_on_a_phone(build):
    look(build, "hp")


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
