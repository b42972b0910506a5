#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The operator's day in a real browser, on an office PC and on a phone, with pictures in BUILD/screenshots."""
from browser import Browser
from harness import TOP, nik, run_tests, wait_until
from pages import OFFICERS, PASSWORD, Pages

SIZES = {"pc": (1366, 768), "hp": (360, 640)}
WORD = ("return document.querySelector(arguments[0]) ? "
        "document.querySelector(arguments[0]).textContent : null")


def open_page(browser, house, path):
    browser.open(f"http://127.0.0.1:{house.port}{path}")


def press(browser, selector):
    browser.run("document.querySelector(arguments[0]).click()", selector)


def log_in(browser, house, role="operator"):
    open_page(browser, house, "/masuk")
    browser.type("input[name=nama]", OFFICERS[role])
    browser.type("input[name=sandi]", PASSWORD)
    press(browser, "button.primary")
    browser.wait("return document.body.hasAttribute('data-live') && document.readyState === 'complete'")


def text(house, words, sender="081234567890"):
    control = house.control()
    control.ask(f"sms {sender} {words}")
    control.close()


def take(browser, house, size, name):
    """A picture; and nothing may stand outside the screen or be complained of."""
    wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} is {wide} pixels too wide on {size}"
    browser.picture(f"{house.build}/screenshots/{name}-{size}.png")
    complaints = browser.complaints()
    assert not complaints, (name, complaints)


def the_operators_day(build, size):
    with Pages(build) as house, Browser(*SIZES[size], is_served=True) as browser:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        open_page(browser, house, "/")
        take(browser, house, size, "masuk")
        log_in(browser, house)
        take(browser, house, size, "antrean-kosong")
        # A new SMS is there without anybody touching the page, and blinks.
        text(house, "sktm 3513151205909901 buat sekolah anak")
        browser.wait("return document.querySelectorAll('#antrean tr[data-key]').length === 1 && "
                     "document.querySelector('#antrean tr.new') !== null")
        for i, words in enumerate(("domisili 3513156104729909 kredit bank", "sku 3513151411699908 pinjaman",
                                   f"sktm {nik(4)} berobat ke rumah sakit")):
            text(house, words, f"08129990001{i}")
        text(house, "pak saya mau tanya soal batas tanah dengan tetangga", "081355500033")
        browser.wait("return document.querySelectorAll('#antrean tr[data-key]').length >= 3")
        wait_until(lambda: house.surat_json("unread"), 20, "the message")
        browser.wait("return document.querySelector('#strip').textContent.includes('Perlu dibaca')")
        take(browser, house, size, "antrean")
        # By keys: down to the first row, and open it.
        browser.run("document.activeElement.blur()")
        browser.run("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))")
        assert browser.run("return document.activeElement.closest('tr[data-key]') !== null")
        browser.run("document.activeElement.click()")
        browser.wait("return location.pathname.startsWith('/permohonan/')")
        assert browser.run(WORD, "#sms") == "sktm 3513151205909901 buat sekolah anak"
        take(browser, house, size, "permohonan")
        # Not complete: the reason is chosen, not typed.
        browser.run("document.querySelectorAll('details.step')[0].open = true")
        take(browser, house, size, "belum-lengkap")
        press(browser, "details.step[open] input[value='fotokopi KK belum ada']")
        press(browser, "details.step[open] button.primary")
        browser.wait("return document.querySelector('.pill.incomplete') && document.querySelector('.message.good')")
        take(browser, house, size, "sesudah-belum-lengkap")
        press(browser, "input[name=langkah][value=accept] ~ button")
        browser.wait("return document.querySelector('.pill.checked') !== null")
        take(browser, house, size, "menunggu")
        # Somebody at the desk.
        open_page(browser, house, "/baru")
        browser.run("document.querySelector('select[name=surat]').value = 'SKTM'")
        browser.type("input[name=nik]", "3513152802969914")
        browser.type("input[name=untuk]", "beasiswa kuliah")
        browser.type("input[name=hp]", "0813 5550 0044")
        take(browser, house, size, "baru")
        press(browser, "main button.primary")
        browser.wait("return location.pathname.startsWith('/permohonan/')")
        path = browser.run("return location.pathname")
        open_page(browser, house, f"{path}/tanda")
        take(browser, house, size, "tanda-terima")
        # Messages, and a free reply.
        open_page(browser, house, "/pesan")
        take(browser, house, size, "pesan")
        press(browser, "li[data-key] a.primary")
        browser.wait("return location.pathname.startsWith('/nomor/')")
        browser.type("textarea", "Besok pagi petugas datang. Terima kasih.")
        press(browser, "textarea ~ button")
        browser.wait("return document.querySelector('.sms.out:last-child') !== null && "
                     "document.querySelector('#percakapan').textContent.includes('Besok pagi')")
        browser.wait("return document.querySelector('#percakapan').textContent.includes('SAMPAI')")
        take(browser, house, size, "percakapan")
        open_page(browser, house, "/penduduk?cari=su")
        take(browser, house, size, "penduduk")
        press(browser, "tr[data-key] a")
        browser.wait("return /^.penduduk.[0-9]+$/.test(location.pathname)")
        take(browser, house, size, "seorang-penduduk")
        open_page(browser, house, "/akun")
        take(browser, house, size, "akun")
        open_page(browser, house, "/tidak-ada")
        browser.complaints()  # the browser names each 404
        take(browser, house, size, "tidak-ditemukan")


def test_the_operators_day_on_the_office_pc(build):
    the_operators_day(build, "pc")


def test_the_operators_day_on_a_phone(build):
    the_operators_day(build, "hp")


def test_no_text_ever_runs(build):
    evil = ["<script>document.title='ran'</script>", "\"><img src=x onerror=\"document.title='ran'\">",
            "'><svg onload=document.title='ran'>", "</p></blockquote><script>document.title='ran'</script>",
            "</textarea><script>document.title='ran'</script>", "javascript:document.title='ran'"]
    with Pages(build, roles=("operator",)) as house, Browser(is_served=True) as browser:
        for i, words in enumerate(evil):
            text(house, f"tanya pak {words}", f"08127700000{i}")
            text(house, f"sktm {nik(30 + i)} untuk {words}", f"08127700001{i}")
        wait_until(lambda: len(house.surat_json("inbox")) == 2 * len(evil), 30, "the texts")
        log_in(browser, house)
        for i, words in enumerate(evil):
            open_page(browser, house, f"/nomor/+62812770000" + f"0{i}")
            shown = browser.run("return Array.from(document.querySelectorAll('.sms.in p')).map(p => p.textContent)")
            assert shown == [f"tanya pak {words}"], (shown, words)
        for ticket in house.surat_json("queue"):
            open_page(browser, house, f"/permohonan/{ticket['code']}")
            assert browser.run("return document.querySelector('input[name=untuk]').value") == ticket["purpose"]
        for path in ("/antrean", "/pesan", "/antrean?cari=" + "%22%3E%3Cscript%3Edocument.title%3D'ran'%3C/script%3E"):
            open_page(browser, house, path)
            assert browser.run("return document.title") != "ran", path
            assert browser.run("return document.scripts.length") == 1, path
        assert not browser.complaints()


def test_basic_work_needs_no_script(build):
    with Pages(build, roles=("operator",)) as house, Browser(is_served=True) as browser:
        text(house, f"sktm {nik(3)} berobat")
        wait_until(lambda: house.surat_json("queue"), 20, "the ticket")
        browser.cdp("Emulation.setScriptExecutionDisabled", {"value": True})

        def enter(selector):
            """Press it as the keyboard does: no script of the page takes part."""
            browser.type(selector, "\ue007")

        open_page(browser, house, "/masuk")
        browser.type("input[name=nama]", OFFICERS["operator"])
        browser.type("input[name=sandi]", PASSWORD + "\ue007")
        enter("td.kode a")
        enter("input[name=langkah][value=accept] ~ button")
        wait_until(lambda: house.surat_json("queue")[0]["state"] == "checked", 20, "the step")


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
