#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The pages of those who do not work at the desk: the head, who stands in for him, the kecamatan."""
import re
import sqlite3
import subprocess
import time
import urllib.parse

from browser import Browser
from harness import TOP, nik, run_tests, wait_until
from pages import OFFICERS, PASSWORD, Pages

PIN = "918273"


def file_checked(house, count, first=1):
    """So many requests that the operator has checked; their codes."""
    operator = house.browser("operator")
    codes = []
    for n in range(first, first + count):
        operator.get("/baru")
        operator.post("/baru", {"surat": "SKTM", "nik": nik(n), "nama": f"WARGA {n}", "untuk": f"berobat {n}",
                                "hp": f"0812555{n:05d}"})
        codes.append(house.surat_json("queue")[-1]["code"])
        operator.get(f"/permohonan/{codes[-1]}")
        operator.post(f"/permohonan/{codes[-1]}/langkah", {"langkah": "accept", "dari": "received"})
    return codes


def decide(browser, word, codes, pin=PIN, **more):
    """As the form of /putusan sends it: the same name many times."""
    browser.get("/putusan")
    fields = [("token", browser.token), ("langkah", word), ("pin", pin), *more.items()]
    fields += [("kode", code) for code in codes]
    return browser.ask("POST", "/putusan", body=urllib.parse.urlencode(fields), is_following=True,
                       headers={"Content-Type": "application/x-www-form-urlencoded",
                                "Origin": f"http://{browser.host}"})


def state_of(house, code):
    return house.surat_json("show", code)["state"]


def test_the_head_decides_many_at_once(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        codes = file_checked(house, 6)
        head = house.browser("kades")
        page = head.get("/")
        assert "Persetujuan" in page.text() and page.body.count('name="kode"') == 6, page.text()
        assert OFFICERS["operator"] in page.text(), "it does not say who checked"
        assert nik(1) not in page.body, "the list shows a whole NIK"
        # Nothing without codes, a reason, the right PIN.
        assert "pilih suratnya" in decide(head, "approve", []).text()
        assert "alasannya" in decide(head, "reject", codes[:1]).text()
        assert "PIN salah" in decide(head, "approve", codes, pin="111119").text()
        assert all(state_of(house, code) == "checked" for code in codes)
        assert "sudah mendapat nomor" in decide(head, "approve", codes[:3]).text()
        assert "Ditolak" in decide(head, "reject", codes[3:5], alasan="tidak memenuhi syarat").text()
        assert [state_of(house, code) for code in codes] == ["approved"] * 3 + ["rejected"] * 2 + ["checked"]
        numbers = [house.surat_json("show", code)["number"] for code in codes[:3]]
        assert len(set(numbers)) == 3, numbers
        # What changed meanwhile is left alone; the rest is done.
        page = decide(head, "approve", [codes[0], codes[5], "12345678", "x"])
        assert "Sebagian belum" in page.text()
        assert [state_of(house, code) for code in (codes[0], codes[5])] == ["approved", "approved"]
        assert house.surat_json("show", codes[0])["number"] == numbers[0]
        for word in ("accept", "ready", "revoke", "cancel", "x", ""):
            assert decide(head, word, codes, alasan="apa saja").status == 400, word
        assert PIN not in house.web_log() and "111119" not in house.web_log()


def test_villages_that_share_a_store_see_only_their_own(build):
    """A kecamatan box: two villages, one store, one machine, and so one cookie for both."""
    with Pages(build) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        code = file_checked(house, 1)[0]
        house.browser("operator").get("/penduduk?cari=suparman")
        operator, admin = house.browser("operator"), house.browser("admin")
        assert "suparman" in admin.get("/catatan").text()
        own = operator.port
        other = ["-o", "village.code=35.13.15.2008", "-o", "village.name=Sebelah"]
        for role in ("operator", "kades", "admin"):
            house.surat(*other, "officers", "add", f"Sebelah {role}", "--role", role)
            subprocess.run([f"{build}/surat", *house.settings(), *other, "officers", "password", f"Sebelah {role}"],
                           input=f"{PASSWORD}\n{PASSWORD}\n", text=True, check=True, capture_output=True, timeout=60)
        house.kill_web()
        house.start_web(*other[1::2])
        # What one was logged in to here, one is not there.
        assert operator.port == own and operator.ask("GET", "/antrean").location == "/masuk"
        pages = {}
        for role in ("operator", "kades", "admin"):
            browser = house.browser()
            browser.log_in(f"Sebelah {role}")
            pages[role] = browser
        for browser in (pages["operator"], pages["kades"]):
            for path in ("/antrean", "/antrean?keadaan=checked", "/putusan", "/nomor/+6281255500001",
                         "/penduduk?cari=suparman", "/api/queue.json", f"/antrean?cari={nik(1)}"):
                page = browser.get(path)
                assert code not in page.body and "WARGA" not in page.body and "SUPARMAN" not in page.body, page.text()
        assert "Semua 0" in " ".join(pages["operator"].get("/antrean").text().split())
        for path in (f"/permohonan/{code}", f"/permohonan/{code}/tanda", f"/api/ticket/{code}.json",
                     "/penduduk/3513151205909901"):
            assert pages["operator"].get(path).status == 404, path
        notes = pages["admin"].get("/catatan").text()
        assert "Sebelah operator" in notes and OFFICERS["operator"] not in notes and nik(1) in notes, notes
        # Nor does one get at a neighbour's data by writing his NIK into a request of one's own.
        pages["operator"].get("/baru")
        made = pages["operator"].post("/baru", {"surat": "SKTM", "nik": "3513151205909901", "nama": "X", "untuk": "x"})
        assert "masuk antrean" in made.text() and "SUPARMAN" not in made.body, made.text()


def test_an_approval_is_withdrawn_within_fifteen_minutes(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        codes = file_checked(house, 2)
        head = house.browser("kades")
        assert "dapat ditarik" in decide(head, "approve", codes).text()
        assert "ditarik" in decide(head, "withdraw", codes[:1]).text()
        assert [state_of(house, code) for code in codes] == ["checked", "approved"]
        assert "Tarik persetujuan" in head.get(f"/permohonan/{codes[1]}").text()
        # Sixteen minutes later. (The register is never changed; the test takes the guard away.)
        with sqlite3.connect(house.store) as store:
            for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND "
                                         "tbl_name = 'register'").fetchall():
                store.execute(f'DROP TRIGGER "{name}"')
            store.execute("UPDATE register SET issued_at = issued_at - 960")
        assert "dapat ditarik" not in head.get("/putusan").text()
        assert "Tarik persetujuan" not in head.get(f"/permohonan/{codes[1]}").text()
        late = house.surat("withdraw", codes[1], check=False)
        assert late.returncode == 1 and "dalam 15 menit" in late.stderr, late
        assert "Sebagian belum" in decide(head, "withdraw", codes[1:]).text()
        assert state_of(house, codes[1]) == "approved"


def test_three_wrong_pins_lock_here_as_by_sms(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        codes = file_checked(house, 1)
        head = house.browser("kades")
        for wrong in ("111119", "", "9" * 500):
            assert "PIN salah" in decide(head, "approve", codes, pin=wrong).text()
            if wrong == "":  # the last try waits for a quarter of an hour
                assert "15 menit" in decide(head, "approve", codes).text()
                with sqlite3.connect(house.store, timeout=10) as store:
                    store.execute("UPDATE officers SET failed_at = failed_at - 900")
        assert "PIN terkunci" in decide(head, "approve", codes).text()
        assert state_of(house, codes[0]) == "checked"
        assert "terkunci" in house.surat("officers", "list").stdout.lower()


def test_the_secretary_decides_with_a_mandate_only(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        house.say(OFFICERS["sekdes"], "pin", "827364")
        codes = file_checked(house, 3)
        secretary, head = house.browser("sekdes"), house.browser("kades")
        page = secretary.get("/putusan")
        assert "Hanya untuk dilihat" in page.text() and 'name="kode"' not in page.body
        for word in ("approve", "reject", "withdraw"):
            assert decide(secretary, word, codes, pin="827364", alasan="x").status == 403, word
        assert secretary.post("/mandat", {"petugas": OFFICERS["sekdes"], "sebagai": "Plh.", "pin": "827364",
                                          "dari": "2020-01-01", "sampai": "2090-01-01"}).status == 403
        day = time.strftime("%Y-%m-%d")
        form = {"petugas": OFFICERS["sekdes"], "sebagai": "Plh.", "dari": day, "sampai": day, "pin": PIN}
        head.get("/putusan")
        for wrong in ({"petugas": "Tidak Ada"}, {"sebagai": "Raja"}, {"dari": "besok"}, {"sampai": "2020-01-01"},
                      {"sampai": ""}):
            assert "Mandat belum disimpan" in head.post("/mandat", {**form, **wrong}).text(), wrong
        assert "PIN salah" in head.post("/mandat", {**form, "pin": "000001"}).text()
        assert "Mandat disimpan" in head.post("/mandat", form).text()
        assert OFFICERS["sekdes"] in head.get("/putusan").text()
        assert "sudah mendapat nomor" in decide(secretary, "approve", codes[:1], pin="827364").text()
        with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
            assert store.execute("SELECT signer_name, signer_kind FROM register").fetchall() == \
                [(OFFICERS["sekdes"], "Plh.")]
        head.get("/putusan")
        assert "diakhiri" in head.post("/mandat/akhir", {"petugas": OFFICERS["sekdes"], "pin": PIN}).text()
        assert decide(secretary, "approve", codes[1:2], pin="827364").status == 403
        assert state_of(house, codes[1]) == "checked"


def verdict(page):
    found = re.search(r'class="word">([^<]*)<', page.body)
    return found.group(1) if found else None


def test_the_kecamatan_checks_by_code_number_and_seal(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        codes = file_checked(house, 2)
        camat = house.browser("kecamatan")

        def check(asked):
            return camat.get("/periksa?" + urllib.parse.urlencode({"surat": asked}))

        assert "Periksa keaslian" in camat.get("/").text(), "the kecamatan's page is not the first it sees"
        # A request is no letter yet, and nothing of it is told.
        page = check(codes[0])
        assert verdict(page) == "TDK TERDAFTAR" and "WARGA" not in page.body, page.text()
        decide(house.browser("kades"), "approve", codes[:1])
        number = house.surat_json("show", codes[0])["number"]
        for asked in (codes[0], f"{codes[0][:4]}-{codes[0][4:]}", number, f"  {number.lower()}\r\n"):
            page = check(asked)
            assert verdict(page) == "SAH", (asked, page.text())
            assert number in page.text() and "WARGA 1" in page.text(), (asked, page.text())
            assert nik(1) not in page.body
        for asked in ("99999999", "abc/1/2020", "<script>alert(1)</script>", "SURAT1|x", "%", "'", "1" * 900):
            page = check(asked)
            assert page.status == 200 and verdict(page) in ("TDK TERDAFTAR", "TIDAK UTUH"), (asked, page.text())
            assert "<script>alert" not in page.body
        house.surat("revoke", codes[0], "data di surat keliru")
        assert verdict(check(codes[0])) == "TIDAK BERLAKU"
        # Nothing else is the kecamatan's business.
        for path in ("/putusan", "/antrean", f"/permohonan/{codes[0]}", "/penduduk", "/pesan"):
            assert camat.ask("GET", path).status == 403, path


def test_the_kecamatan_registers_letters_and_sees_the_month(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        codes = file_checked(house, 2)
        camat, operator = house.browser("kecamatan"), house.browser("operator")
        assert "Tidak ada yang menunggu" in camat.get("/camat").text()
        assert camat.post(f"/camat/{codes[0]}", {"nomor": "1", "tanggal": ""}).status == 404, "it is no letter yet"
        decide(house.browser("kades"), "approve", codes)
        page = camat.get("/camat")
        assert page.body.count('name="nomor"') == 2 and nik(1) not in page.body, page.text()  # waiting, and of the month
        page = camat.post(f"/camat/{codes[0]}", {"nomor": "470/12 <b>", "tanggal": ""})
        assert "Nomor register camat disimpan" in page.text() and "470/12 &lt;b&gt;" in page.body, page.text()
        assert page.body.count('name="nomor"') == 2  # one waits, one may be corrected
        for wrong, said in (({"nomor": "", "tanggal": ""}, "harus diisi"), ({"nomor": "a\tb", "tanggal": ""}, "kendali"),
                            ({"nomor": "470/12 <B>", "tanggal": ""}, "sudah dipakai"),
                            ({"nomor": "9", "tanggal": "2099-01-01"}, "hari ini")):
            page = operator.post(f"/camat/{codes[1]}", wrong)
            assert page.status == 422 and said in page.text(), (wrong, page.status, page.text())
        operator.post(f"/camat/{codes[1]}", {"nomor": "470/13", "tanggal": ""})
        shown = operator.get(f"/permohonan/{codes[1]}").text()
        assert "470/13" in shown and "camat" in shown, shown
        assert "470/13" in house.surat("show", codes[1]).stdout
        kades = house.browser("kades")
        assert 'name="nomor"' not in kades.get("/camat").body and "470/13" in kades.get("/camat").text()
        month = kades.get("/camat").body.split("rekap.csv?bulan=")[1].split('"')[0]
        rows = camat.get(f"/camat/rekap.csv?bulan={month}").body.splitlines()
        assert rows[0].startswith('"Surat","Masuk"') and rows[1] == '"SKTM","2","0","2","0","0","0","0.0"', rows
        assert camat.get("/camat/rekap.csv?bulan=2020-1").body.count("\n") == 1
        for bad in ("2026-13", "x", "2026-11x", "1999-1"):
            assert camat.get(f"/camat?bulan={bad}").status == 404, bad


def test_the_kiosk_tells_the_state_to_whoever_knows_the_code(build):
    with Pages(build, roles=("operator",)) as house:
        assert house.browser().get("/anjungan").status == 404, "there is a kiosk that nobody asked for"
        house.kill_web()
        house.start_web("web.is_kiosk=true")
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        operator = house.browser("operator")
        operator.get("/baru")
        operator.post("/baru", {"surat": "SKTM", "nik": "3513151205909901", "nama": "", "untuk": "berobat jantung"})
        code = house.surat_json("queue")[0]["code"]
        day = ("12", "05", "1990")  # as in the file
        kiosk = house.browser()
        page = kiosk.get("/anjungan")
        assert page.status == 200 and code[:4] not in page.body and 'http-equiv="refresh"' in page.body
        shown = f"{code[:4]}-{code[4:]}"
        for asked in ({"kode": code}, {"kode": f" {shown} "}, {"nik": "3513 1512 0590 9901", "lahir": "-".join(day)},
                      {"nik": "3513151205909901", "lahir": "/".join(day)}):
            page = kiosk.post("/anjungan", asked)
            assert page.status == 200 and shown in page.text() and "DITERIMA" in page.text(), (asked, page.text())
            assert "Antrean nomor <b>1</b>" in page.body, page.text()
            # Who stands behind learns no more than he sees.
            for secret in ("SUPARMAN", "0590990", "jantung"):
                assert secret not in page.body, secret
            assert 'content="60;url=/anjungan"' in page.body
            kiosk.get("/anjungan")
        typos = ({"kode": "1234"}, {"nik": "123", "lahir": "-".join(day)}, {}, {"kode": "x" * 5000},
                 {"nik": "3513151205909901", "lahir": "x"}, {"nik": "3513151205909901"})
        for wrong in typos:
            page = kiosk.post("/anjungan", wrong)
            assert page.status == 422 and shown not in page.body, (wrong, page.status)
        # Twenty that could be right, and no more for a while; typing slips were not counted.
        said = set()
        for i in range(20):
            wrong = {"nik": nik(30 + i) if i % 2 else "3513151205909901", "lahir": "02-03-1977"}
            page = kiosk.post("/anjungan", wrong)
            assert page.status == 200 and shown not in page.body
            said.add(re.sub(r'value="[^"]*"', "", page.body))
        assert len(said) == 1, "it tells whose NIK is known"
        page = kiosk.post("/anjungan", {"kode": code})
        assert page.status == 429 and shown not in page.body, page.text()
        elsewhere = house.browser(address="127.0.0.9")
        elsewhere.get("/anjungan")
        assert shown in elsewhere.post("/anjungan", {"kode": code}).text()
        assert elsewhere.post("/anjungan", {"kode": code}, token="0" * 32).status == 403
        assert elsewhere.post("/anjungan", {"kode": code}, headers={"Origin": "http://evil.example"}).status == 403


def test_the_figures_of_a_month_are_those_of_the_store(build):
    with Pages(build) as house:
        house.say(OFFICERS["kades"], "pin", PIN)
        codes = file_checked(house, 4)
        head = house.browser("kades")
        decide(head, "approve", codes[:2])
        decide(head, "reject", codes[2:3], alasan="tidak memenuhi syarat")

        def rows(page):
            found = re.findall(r'<th scope="row">([^<]*)</th><td class="count">(\d+)</td>.*?<rect width="(\d+)"',
                               page.body)
            return {label: (int(count), int(width)) for label, count, width in found}

        shown = rows(head.get("/angka"))
        assert shown["Tdk mampu"] == (4, 300) and shown["Terbit"] == (2, 300), shown
        assert shown["Ditolak"] == (1, 150) and shown["Masih diproses"] == (1, 150), shown
        assert shown["Dibatalkan"] == (0, 0) and shown["Cara lain"] == (4, 300), shown
        month = time.strftime("%Y-%m")
        assert rows(head.get(f"/angka?bulan={month}")) == shown
        assert "Tidak ada permohonan" in head.get("/angka?bulan=2001-1").text()
        for wrong in ("2026-13", "2026-0", "1999-1", "2026", "x", "2026-11x", "9999999999-1", "-1--1"):
            assert head.get(f"/angka?bulan={wrong}").status == 404, wrong


def the_heads_day(build, size, width, height):
    with Pages(build) as house, Browser(width, height, is_served=True) as browser:
        house.say(OFFICERS["kades"], "pin", PIN)
        codes = file_checked(house, 3)
        address = f"http://127.0.0.1:{house.port}"

        def take(name):
            wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} is {wide} pixels too wide on {size}"
            browser.picture(f"{house.build}/screenshots/{name}-{size}.png")
            assert not browser.complaints(), name

        browser.open(address + "/masuk")
        browser.type("input[name=nama]", OFFICERS["kades"])
        browser.type("input[name=sandi]", PASSWORD + "\ue007")
        browser.wait("return document.querySelectorAll('.head tr[data-key]').length === 3")
        take("putusan")
        browser.run("document.querySelectorAll('.head input[name=kode]')[0].click();"
                    "document.querySelectorAll('.head input[name=kode]')[1].click()")
        browser.type(".decide input[name=pin]", PIN + "\ue007")  # Enter approves
        browser.wait("return document.querySelector('.message.good') !== null && "
                     "document.querySelectorAll('.head tr[data-key]').length === 1")
        assert [state_of(house, code) for code in codes] == ["approved", "approved", "checked"]
        take("putusan-sesudah")
        # A scanner: it types, and presses Enter.
        browser.open(address + "/periksa")
        browser.type("input[name=surat]", codes[0] + "\ue007")
        browser.wait("return document.querySelector('.verdict.good') !== null")
        take("periksa")
        browser.open(address + "/angka")
        take("angka")
        camat = house.browser("kecamatan")
        camat.get("/camat")
        camat.post(f"/camat/{codes[0]}", {"nomor": "470/12/426.508/2026", "tanggal": ""})
        browser.run("document.querySelector('form.account button').click()")
        browser.wait("return document.querySelector('input[name=nama]') !== null")
        browser.type("input[name=nama]", OFFICERS["kecamatan"])
        browser.type("input[name=sandi]", PASSWORD + "\ue007")
        browser.wait("return document.querySelector('.scan') !== null")
        browser.open(address + "/camat")
        take("camat")


def test_the_heads_day_in_chromium_on_a_pc(build):
    the_heads_day(build, "pc", 1366, 768)


def test_the_heads_day_in_chromium_on_a_phone(build):
    the_heads_day(build, "hp", 360, 640)


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
