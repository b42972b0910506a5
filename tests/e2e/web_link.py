#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A phone is linked with a resident at the desk; from then on its texts need no NIK."""
from browser import Browser
from harness import TOP, run_tests
from pages import OFFICERS, PASSWORD, Pages

NIK = "3513151205909901"
PHONE = "081234567890"


def link(browser, phone=PHONE, nik=NIK, **more):
    browser.get(f"/penduduk/{nik}")
    return browser.post(f"/penduduk/{nik}/hp", {"hp": phone, "ktp": "ya", **more})


def test_daftar_desk_and_a_request_without_nik(build):
    with Pages(build) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        phone = house.control()
        phone.ask("watch +6281234567890")
        phone.ask(f"sms {PHONE} DAFTAR {NIK}")
        assert "...9901" in phone.next_sms()[2]
        operator = house.browser("operator")
        page = operator.get(f"/penduduk/{NIK}")
        assert "lewat SMS DAFTAR" in page.text() and "Belum dikonfirmasi" in page.text(), page.text()
        # Before the desk saw the card, the phone is nobody's.
        phone.ask(f"sms {PHONE} sktm buat sekolah")
        assert "Balas NIK" in phone.next_sms()[2]
        phone.ask(f"sms {PHONE} BATAL")
        phone.next_sms()
        for wrong in ({"phone": "12345"}, {"phone": ""}, {"ktp": ""}):
            assert link(operator, **wrong).status == 422, wrong
        assert "Nomor HP disambungkan" in link(operator).text()
        page = operator.get(f"/penduduk/{NIK}").text()
        assert "Sudah dikonfirmasi" in page and OFFICERS["operator"] in page and "lewat web" in page, page
        phone.ask(f"sms {PHONE} sktm buat sekolah")
        answer = phone.next_sms()[2]
        assert "DITERIMA" in answer and NIK not in answer and "SUPARMAN" not in answer, answer
        ticket, = house.surat_json("queue")
        assert (ticket["nik"], ticket["purpose"]) == (NIK, "sekolah")
        # Unlinked: it is asked again. Both stand in the log.
        operator.get(f"/penduduk/{NIK}")
        assert "Nomor HP dilepas" in operator.post(f"/penduduk/{NIK}/hp", {"lepas": "ya"}).text()
        phone.ask(f"sms {PHONE} domisili buka rekening")
        assert "Balas NIK" in phone.next_sms()[2]
        house.surat("residents", "link", NIK, "0812-3456-7899")
        shown = house.surat("residents", "show", NIK).stdout
        assert "+6281234567899" in shown and "nomor HP dihapus" in shown and OFFICERS["operator"] in shown, shown
        house.surat("residents", "unlink", NIK)
        for role in ("kades", "kecamatan"):
            browser = house.browser(role)
            assert browser.post(f"/penduduk/{NIK}/hp", {"hp": PHONE, "ktp": "ya"}).status == 403, role
        assert operator.post(f"/penduduk/{NIK}/hp", {"hp": PHONE, "ktp": "ya"}, token="").status == 403
        assert link(operator, nik="3513151205909977").status == 404


def test_the_link_in_chromium(build):
    with Pages(build, roles=("operator",)) as house, Browser(1366, 768, is_served=True) as browser:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        address = f"http://127.0.0.1:{house.port}"
        browser.open(address + "/masuk")
        browser.type("input[name=nama]", OFFICERS["operator"])
        browser.type("input[name=sandi]", PASSWORD + "\ue007")
        browser.wait("return document.body.hasAttribute('data-live')")
        phone = house.control()
        phone.ask("watch +6281234567890")
        phone.ask(f"sms {PHONE} DAFTAR {NIK}")
        phone.next_sms()
        browser.open(f"{address}/penduduk/{NIK}")
        assert browser.run("return document.querySelector('input[name=hp]').value") == "0812-3456-7890"
        browser.run("document.querySelector('input[name=ktp]').click()")
        browser.picture(f"{house.build}/screenshots/penduduk-hp-pc.png")
        browser.run("document.querySelector('#hp form button').click()")
        browser.wait("return document.querySelector('.message.good') !== null")
        wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0 and not browser.complaints()
        browser.picture(f"{house.build}/screenshots/penduduk-hp-tersambung-pc.png")


run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
