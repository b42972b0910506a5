#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The check page reads QR codes: by camera where a browser gives one, from a photo anywhere."""
import os
import sqlite3
import subprocess
import tempfile

from browser import Browser
from harness import run_tests, wait_until
from pages import OFFICERS, Pages
from verifier import make_film
from web import routes
from web_pages import log_in, open_page, press, take
from web_roles import PIN, decide, file_checked

FAKE = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
SHOWN = "return !document.getElementById(arguments[0]).hidden"


def sql(house, text):
    with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
        return store.execute(text).fetchall()


def seal_one(house):
    """A letter that is approved and sealed: its code, and what its QR code holds."""
    house.say(OFFICERS["kades"], "pin", PIN)
    code = file_checked(house, 1)[0]
    decide(house.browser("kades"), "approve", [code])
    wait_until(lambda: sql(house, "SELECT 1 FROM register WHERE seal <> ''"), 20, "the seal")
    return code, sql(house, "SELECT seal FROM register")[0][0]


def test_the_camera_reads_a_letter(build):
    with Pages(build) as house, tempfile.TemporaryDirectory() as folder:
        code, text = seal_one(house)
        make_film(text, f"{folder}/film.y4m")
        options = [*FAKE, f"--use-file-for-fake-video-capture={folder}/film.y4m"]
        with Browser(is_served=True, options=options) as browser:
            log_in(browser, house, "kecamatan")
            open_page(browser, house, "/periksa")
            assert browser.run(SHOWN, "kamera") and not browser.run(SHOWN, "tampilan")
            press(browser, "#kamera")
            browser.wait("return document.querySelector('.verdict.good') !== null")
            assert f"{code[:4]}-{code[4:]}" in browser.run("return document.querySelector('.verdict').textContent")
            assert not browser.complaints()


def test_a_photo_does_where_there_is_no_camera(build):
    with Pages(build) as house, tempfile.TemporaryDirectory() as folder:
        _, text = seal_one(house)
        photo, nothing = os.path.join(folder, "foto.png"), os.path.join(folder, "kosong.png")
        subprocess.run(["qrencode", "-l", "M", "-s", "6", "-o", photo, text], check=True)
        with open(nothing, "wb") as out:
            out.write(b"not a picture")
        for size, (width, height) in (("pc", (1366, 768)), ("hp", (360, 640))):
            with Browser(width, height, is_served=True) as browser:
                log_in(browser, house, "kecamatan")
                # As on plain http from another computer: there browsers have no mediaDevices.
                browser.cdp("Page.addScriptToEvaluateOnNewDocument", {"source":
                            "Object.defineProperty(navigator, 'mediaDevices', {value: undefined})"})
                open_page(browser, house, "/periksa")
                assert not browser.run(SHOWN, "kamera")
                assert "lewat https" in browser.run("return document.getElementById('kata-kamera').textContent")
                take(browser, house, size, "periksa-kosong")
                browser.type("#foto", nothing)
                browser.wait("return document.getElementById('kata-kamera').textContent.includes('bukan foto')")
                browser.type("#foto", photo)
                browser.wait("return document.querySelector('.verdict.good') !== null")
                take(browser, house, size, "periksa-foto")


def test_only_the_check_page_may_see(build):
    with Pages(build) as house:
        browser = house.browser("operator")
        n_blind = 0
        for method, pattern, _ in routes(build):
            if method != "GET" or "*" in pattern or pattern == "/kabar":
                continue
            headers = browser.ask("GET", pattern).headers
            may_see = pattern == "/periksa"
            assert ("camera=(self)" in headers["Permissions-Policy"]) == may_see, pattern
            assert ("blob:" in headers["Content-Security-Policy"]) == may_see, pattern
            assert "unsafe" not in headers["Content-Security-Policy"], pattern
            n_blind += not may_see
        assert n_blind > 15, n_blind


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
