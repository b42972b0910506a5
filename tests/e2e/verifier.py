#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The verifier's page in Chromium, from disk, without a network; seals of suratd and of plain Python."""
import datetime
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import urllib.parse

import ed25519
from browser import Browser
from harness import TOP, House, nik, run_tests, wait_until

GOOD, REVOKED, STRANGER, REPLACED = (bytes([n]) * 32 for n in (1, 2, 3, 4))
TODAY = datetime.date.today()
VILLAGE = "35.13.15.2008"


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


def facts(village=VILLAGE, name="SUMARNI", issued=day(-10), until=day(80)):
    return f"SURAT1|{village}|48291372|470/012/{village}/2026|DOMISILI|{name}|{issued}|{until}"


def seal(seed, text):
    return text + "|" + ed25519.base64url(ed25519.sign(seed, text.encode()))


def key_line(seed, village=VILLAGE, until="-", state="berlaku"):
    return f"{village} {ed25519.base64url(ed25519.public_key(seed))} 2020-01-01 {until} {state} Tetangga"


KEYS = [key_line(GOOD), key_line(REVOKED, "35.13.15.2009", state="dicabut"),
        key_line(REPLACED, "35.13.15.2010", until=day(-30))]


class Page:
    """The built file, and a browser that has opened it."""

    def __init__(self, build, keys=None, width=1366, height=768, options=()):
        self.folder = tempfile.mkdtemp(prefix="surat-verifier-")
        self.shots = os.path.abspath(f"{build}/screenshots")
        self.file = self.path("verifikasi.html")
        with open(self.path("keys"), "w", encoding="utf-8") as file:
            file.write("SURAT-KUNCI 1\n" + "\n".join(keys or KEYS) + "\n")
        subprocess.run([f"{TOP}/web/verifier/build.py", self.path("keys"), f"{TOP}/conf/letters.conf", self.file],
                       check=True, capture_output=True)
        self.browser = Browser(width, height, options)
        self.browser.open(f"file://{self.file}")

    def path(self, name):
        return os.path.join(self.folder, name)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.browser.__exit__(kind, value, trace)
        shutil.rmtree(self.folder, ignore_errors=True)

    def answer(self):
        """(verdict, all that is said)"""
        self.browser.wait("return !document.getElementById('answer').hidden")
        return self.browser.run("var a = document.getElementById('answer');"
                                "return [a.getAttribute('data-verdict'), a.innerText]")

    def type(self, text):
        """As a USB scanner does: the focus is there, the text, Enter."""
        self.browser.run("document.getElementById('answer').hidden = true")
        self.browser.type("#text", text + "\n")
        return self.answer()

    def check(self, text):
        return self.browser.run("return seal.check(arguments[0], seal.readKeys(document.getElementById('keys')"
                                ".textContent), new Date()).then(function (r) { return r.verdict; })", text)

    def check_all(self, texts):
        return self.browser.run(
            "var keys = seal.readKeys(document.getElementById('keys').textContent);"
            "return Promise.all(arguments[0].map(function (text) { return seal.check(text, keys, new Date()); }))"
            ".then(function (all) { return all.map(function (r) { return r.verdict; }); })", texts)

    def send_picture(self, text, *more):
        """A PNG with this text as QR code, as `qrencode` makes it; `more` for qrencode."""
        path = self.path(f"qr{random.random()}.png")
        subprocess.run(["qrencode", "-l", "M", "-s", "6", "-o", path, *more, text], check=True)
        self.browser.run("document.getElementById('answer').hidden = true")
        self.browser.type("#picture", path)


CASES = [
    ("unasked", seal(GOOD, facts()), "TANDA VERIFIKASI ASLI; daftar desa belum ditanya"),
    ("expired", seal(GOOD, facts(until=day(-1))), "MASA BERLAKU SUDAH HABIS"),
    ("future", seal(GOOD, facts(issued=day(2))), "Periksa dulu tanggal alat ini"),
    ("untrusted", seal(STRANGER, facts("35.13.15.2001")), "Kunci desa 35.13.15.2001 tidak ada di halaman ini"),
    ("key-revoked", seal(REVOKED, facts("35.13.15.2009")), "KUNCI DESA SUDAH TIDAK BERLAKU"),
    ("key-revoked", seal(REPLACED, facts("35.13.15.2010")), "dicabut atau diganti"),
    ("forged", seal(STRANGER, facts()), "PALSU"),
    ("forged", seal(GOOD, facts()).replace("SUMARNI", "SUMIRAN"), "tidak dibuat oleh desa"),
    ("broken", seal(GOOD, facts())[:-1], "tidak utuh"),
    ("broken", "https://example.id/", "BUKAN KODE VERIFIKASI"),
]


def test_each_case_has_its_own_sentence(build):
    with Page(build) as page:
        for verdict, text, words in CASES:
            got, said = page.type(text)
            assert got == verdict and words in said, (verdict, got, said)
            assert ("SUMARNI" in said) == (verdict not in ("forged", "broken")), said
        got, said = page.type(seal(GOOD, facts(until="")))
        assert got == "unasked" and "seterusnya" in said, said
        got, said = page.type(seal(GOOD, facts(name="<b>A</b>&amp; \\pB\\b")))
        assert got == "unasked" and "<b>A</b>&amp; |B\\" in said, said
        assert page.browser.complaints() == []
        assert page.browser.run("return performance.getEntriesByType('resource').length") == 0


def test_what_suratd_seals_is_accepted_and_what_python_seals_too(build):
    with House(build) as house:
        code = house.surat_json("new", "--kind", "SKTM", "--nik", nik(1), "--name", "SITI AMINAH", "--purpose",
                                "sekolah")["code"]
        house.surat("accept", code)
        house.surat("approve", code)

        wait_until(lambda: sealed_of(house), 20, "the seal")
        keys = house.surat("keys", "export").stdout.splitlines()[1:]
        with Page(build, keys=[line for line in keys if not line.startswith("#")]) as page:
            got, said = page.type(sealed_of(house))
            assert got == "unasked" and "SITI AMINAH" in said and "Krejengan, 35.13.15.2007" in said, said
            assert "Surat Keterangan Tidak Mampu" in said and f"{code[:4]}-{code[4:]}" in said, said
            assert page.type(sealed_of(house).replace("SITI", "SITA"))[0] == "forged"
        # And the other way: a neighbour's seal, made by plain Python, at the terminal.
        path = house.path("keys")
        with open(path, "w", encoding="utf-8") as file:
            file.write("SURAT-KUNCI 1\n" + "\n".join(KEYS) + "\n")
        house.surat("keys", "trust", path)
        for verdict, text, _ in CASES[:-1]:
            result = house.surat("check", text, "--json", check=False)
            assert f'"verdict":"{verdict}"' in result.stdout and result.returncode == 1, (verdict, result)


def test_the_page_of_a_printed_letter_is_read(build):
    """As a phone's photo of it: the whole page, the code somewhere on it."""
    for url in ("", "https://desa.example/cek"):
        with House(build, options=[f"seal.verify_url={url}"]) as house:
            house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv", check=False)
            code = house.surat_json("new", "--kind", "SKTM", "--nik", "3513151205909901", "--purpose",
                                    "sekolah")["code"]
            house.surat("accept", code)
            house.surat("approve", code)
            wait_until(lambda: sealed_of(house), 20, "the seal")
            house.surat("letter", code, "-o", house.path("letter.pdf"))
            subprocess.run(["pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", house.path("letter.pdf"),
                            house.path("page")], check=True)
            picture = next(house.path(name) for name in os.listdir(house.folder) if name.endswith(".png"))
            keys = [line for line in house.surat("keys", "export").stdout.splitlines()[1:] if line[0] != "#"]
            with Page(build, keys=keys) as page:
                page.browser.type("#picture", picture)
                got, said = page.answer()
                assert got == "unasked" and "SUPARMAN" in said and f"{code[:4]}-{code[4:]}" in said, said
                typed = page.browser.run("return document.getElementById('text').value")
                assert typed.startswith(f"{url}#SURAT1%7C" if url else "SURAT1|"), typed
                assert "SAH." in house.surat("check", typed).stdout


def sealed_of(house):
    with sqlite3.connect(house.store, timeout=10) as database:
        return database.execute("SELECT seal FROM register").fetchone()[0]


def test_a_picture_of_a_good_code_is_accepted_of_a_changed_one_refused(build):
    good, changed = seal(GOOD, facts()), seal(GOOD, facts()).replace("DOMISILI", "SKTM")
    for is_own_reader in (False, True):
        with Page(build) as page:
            if is_own_reader:  # jsQR, whatever the browser has
                page.browser.run("delete self.BarcodeDetector; self.BarcodeDetector = undefined")
            page.send_picture(good)
            assert page.answer()[0] == "unasked"
            page.send_picture(changed)
            assert page.answer()[0] == "forged"
            page.send_picture("https://example.id/cek#" + urllib.parse.quote(good, safe="/:"))
            assert page.answer()[0] == "unasked"
            page.send_picture(good, "--background=DDDDDD", "--foreground=444444", "-m", "20")
            assert page.answer()[0] == "unasked"
            with open(page.path("no.png"), "wb") as file:
                file.write(b"no picture")
            page.browser.type("#picture", page.path("no.png"))
            page.browser.wait("return document.getElementById('busy').innerText.indexOf('bukan gambar') >= 0")
            assert page.browser.complaints() == []


def test_without_webcrypto_the_library_says_the_same(build):
    with Page(build) as page:
        has_own = page.browser.run("return !!(self.crypto && crypto.subtle)")
        first = page.check_all([text for _, text, _ in CASES])
        assert first == [verdict for verdict, _, _ in CASES], first
        page.browser.run("Object.defineProperty(self, 'crypto', { value: undefined })")
        assert page.browser.run("return typeof crypto") == "undefined"
        assert page.check_all([text for _, text, _ in CASES]) == first
        print(f"  WebCrypto from disk: {'yes' if has_own else 'no'}")


def mutations(text, other, count):
    dice = random.Random(20261121)
    for _ in range(count):
        changed = list(text)
        for _ in range(dice.randint(1, 3)):
            at, to = dice.randrange(len(changed)), dice.randrange(len(changed))
            how = dice.randrange(5)
            if how == 0:
                changed[at] = chr(dice.randrange(32, 127))
            elif how == 1:
                del changed[at]
            elif how == 2:
                changed.insert(at, changed[to])
            elif how == 3:
                changed[at], changed[to] = changed[to], changed[at]
            else:
                changed[at:to] = other[at:to]
        result = "".join(changed).strip()
        if result not in (text, other):
            yield result


def test_no_mutation_is_accepted(build):
    text, other = seal(GOOD, facts()), seal(GOOD, facts(name="SUPARMAN", until=day(800)))
    count = 200000 if os.environ.get("SURAT_LONG") else 1500
    order = 2**252 + 27742317777372353535851937790883648493
    with Page(build) as page:
        for is_own in (True, False):
            if not is_own:
                page.browser.run("Object.defineProperty(self, 'crypto', { value: undefined })")
            changed = list(mutations(text, other, count))
            for start in range(0, len(changed), 2000):
                verdicts = page.check_all(changed[start:start + 2000])
                assert "unasked" not in verdicts, changed[start + verdicts.index("unasked")]
            # The same number mod L is another signature to a careless verifier (RFC 8032 5.1.7).
            signature = ed25519.sign(GOOD, facts().encode())
            large = int.from_bytes(signature[32:], "little") + order
            twin = facts() + "|" + ed25519.base64url(signature[:32] + large.to_bytes(32, "little"))
            assert page.check(twin) == "forged" and page.check(text) == "unasked"
            print(f"  {len(changed)} mutations refused by {'WebCrypto' if is_own else 'tweetnacl'}")


def test_an_address_with_a_seal_behind_it_is_checked_at_once(build):
    with Page(build) as page:
        for verdict, text, _ in CASES[:1] + CASES[6:7]:
            page.browser.open("about:blank")
            page.browser.open(f"file://{page.file}#" + urllib.parse.quote(text, safe="/:"))
            assert page.answer()[0] == verdict


def make_film(text, path, module=7, margin=20):
    """What Chromium's pretended camera shows, as YUV4MPEG2: grey letters on a grey wall, a code between."""
    drawn = subprocess.run(["qrencode", "-l", "M", "-m", "4", "-t", "ASCII", text], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    width, height = 640, 480
    luma = bytearray(b"\xa0" * width * height)
    for y in range(min(len(drawn) * module, height - margin)):
        row = drawn[y // module]
        line = b"".join((b"\x30" if row[2 * x] == "#" else b"\xd0") * module for x in range(len(row) // 2))
        at = (margin + y) * width + 3 * margin
        luma[at:at + len(line)] = line
    with open(path, "wb") as film:
        film.write(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420\n")
        for _ in range(4):
            film.write(b"FRAME\n" + luma + b"\x80" * (width * height // 2))


def test_the_camera_reads_a_code(build):
    with tempfile.TemporaryDirectory() as folder:
        make_film(seal(GOOD, facts()), f"{folder}/film.y4m")
        options = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                   f"--use-file-for-fake-video-capture={folder}/film.y4m"]
        with Page(build, options=options) as page:
            page.browser.run("document.getElementById('camera').click()")
            assert page.answer()[0] == "unasked"
            assert page.browser.run("return document.getElementById('view').hidden")


def test_how_it_looks(build):
    """Screenshots to be looked at; here only that all is on them."""
    for name, width, height in (("desktop", 1366, 768), ("phone", 360, 740)):
        with Page(build, width=width, height=height) as page:
            page.browser.picture(f"{page.shots}/verifier-{name}-empty.png")
            for verdict, text, _ in CASES:
                page.type(text)
                page.browser.picture(f"{page.shots}/verifier-{name}-{verdict}.png")
                wide = page.browser.run("return document.documentElement.scrollWidth - window.innerWidth")
                assert wide <= 0, f"{name} {verdict}: {wide} pixels too wide"


if __name__ == "__main__":
    run_tests([test_each_case_has_its_own_sentence, test_what_suratd_seals_is_accepted_and_what_python_seals_too,
               test_the_page_of_a_printed_letter_is_read,
               test_a_picture_of_a_good_code_is_accepted_of_a_changed_one_refused,
               test_without_webcrypto_the_library_says_the_same, test_no_mutation_is_accepted,
               test_an_address_with_a_seal_behind_it_is_checked_at_once, test_the_camera_reads_a_code,
               test_how_it_looks])
