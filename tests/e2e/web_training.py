#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The training phone: it texts the simulated network, and is there with a simulated modem only."""
from browser import Browser
from harness import run_tests, wait_until
from pages import OFFICERS, Pages
from web import PHONE
from web_pages import log_in, open_page, press, take

HEAD = "081234567899"
SIZES = {"pc": (1366, 768), "hp": (360, 640)}
TEXTS = "return Array.from(document.querySelectorAll('#layar .sms.{} p')).map(p => p.textContent)"


class Training(Pages):
    """With the head's phone, and with what `make run` sets."""

    def __init__(self, build, **more):
        super().__init__(build, roles=("operator", "kecamatan"), **more)
        self.web_options.append(f"web.training={self.control_path}")

    def __enter__(self):
        super().__enter__()
        self.add_officer(OFFICERS["kades"], "kades", "--phone", HEAD)
        return self


def test_it_texts_the_service_like_any_phone(build):
    with Training(build) as house:
        browser = house.browser("operator")
        page = browser.get("/latihan")
        assert page.status == 200 and "0812-3456-7899" in page.text() and "Belum ada pesan" in page.text(), page.text()
        words = "sktm 3513151205909901 buat \\n sekolah\r\nanak \\ <b>"
        answer = browser.post("/latihan", {"hp": PHONE, "isi": words, "langkah": "kirim"})
        assert answer.status == 200, answer.text()
        wait_until(lambda: house.surat_json("queue"), 20, "the ticket")
        assert [row["text"] for row in house.surat_json("inbox")] == [words.replace("\r", "")]
        code = house.surat_json("queue")[0]["code"]
        wait_until(lambda: f"{code[:4]}-{code[4:]}" in browser.get(f"/latihan?hp={PHONE}").text(), 20, "the answer")
        # A missed call is answered by the menu.
        browser.post("/latihan", {"hp": "085799988877", "langkah": "telepon"})
        wait_until(lambda: "(menelepon)" in (page := browser.get("/latihan?hp=085799988877")).text()
                   and page.body.count("sms in") == 1, 20, "the menu")
        # Other numbers cannot be taken: it stays the first one.
        browser.post("/latihan", {"hp": "081399988877", "isi": "cek", "langkah": "kirim"})
        wait_until(lambda: len(house.surat_json("inbox")) == 3, 20, "the text")
        assert {row["sender"] for row in house.surat_json("inbox")} == {"+6281234567890", "+6285799988877"}
        for wrong in ("", " \n ", "x\x01", "x" * 5000):
            assert browser.post("/latihan", {"hp": PHONE, "isi": wrong, "langkah": "kirim"}).status == 422, wrong
        assert house.browser("kecamatan").get("/latihan").status == 200
        # Without a network it says so, and keeps what was written.
        house.sim.terminate()
        house.sim.wait()
        answer = browser.post("/latihan", {"hp": PHONE, "isi": "masih ada", "langkah": "kirim"})
        assert answer.status == 503 and "tidak menjawab" in answer.text() and "masih ada" in answer.body, answer.text()


def test_it_is_there_with_simulated_modems_only(build):
    with Training(build) as house:
        browser = house.browser("operator")
        assert "HP latihan" in browser.get("/antrean").text()

        def is_there():
            browser.get("/antrean")
            statuses = {browser.get("/latihan").status, browser.get(f"/latihan?training={house.control_path}").status,
                        browser.post("/latihan", {"hp": PHONE, "isi": "cek", "langkah": "kirim",
                                                  "training": house.control_path}).status}
            assert len(statuses) == 1, statuses
            assert (statuses == {200}) == ("HP latihan" in browser.get("/antrean").text())
            return statuses == {200}

        assert is_there()
        n_texts = len(house.surat_json("inbox"))
        for options in (["web.training="], ["modems.[0].port=/dev/ttyS0"], ["modems.[0].port=/dev/null"],
                        ["modems.[1].port=/dev/serial/by-id/none", "modems.[1].name=b"]):
            house.kill_web()
            house.start_web(*options)
            assert not is_there(), options
        assert len(house.surat_json("inbox")) == n_texts


def train(build, size):
    with Training(build) as house, Browser(*SIZES[size], is_served=True) as browser:
        log_in(browser, house)
        open_page(browser, house, "/latihan")
        take(browser, house, size, "latihan-kosong")
        # By the keys of the phone: twice the same letter waits, another key does not.
        browser.run("""
            var keys = document.querySelectorAll('#tombol button');
            [5, 2, 2, 5, 5, 7, 7].forEach(function (i) { keys[i].click(); });""")
        written = browser.run("return document.querySelector('textarea').value")
        assert written == "menu", written
        browser.type("textarea", "\ue007")  # Enter
        browser.wait("return document.querySelectorAll('#layar .sms.in').length >= 1")
        assert browser.run(TEXTS.format("out")) == ["menu"]
        browser.run("document.querySelectorAll('#contoh button')[1].click()")
        assert browser.run("return document.activeElement.tagName") == "TEXTAREA"
        press(browser, "button[value=kirim]")
        browser.wait("return document.querySelector('#layar').textContent.includes('DITERIMA') || "
                     "document.querySelector('#layar').textContent.includes('Kode')")
        browser.wait("var s = document.getElementById('layar');"
                     "return s.scrollTop + s.clientHeight >= s.scrollHeight - 2")
        take(browser, house, size, "latihan")
        assert len(house.surat_json("queue")) == 1


def test_one_trains_on_the_office_pc(build):
    train(build, "pc")


def test_one_trains_on_a_phone(build):
    train(build, "hp")


run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
