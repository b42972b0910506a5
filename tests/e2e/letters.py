#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Letters as PDF: what is on them is what the register holds, word for word; the QR code is read
from a page that was scanned badly; the same letter is the same bytes; paper by lp."""
import json
import math
import os
import random
import re
import sqlite3
import stat
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import House, nik, run_tests, wait_until  # noqa: E402
from office import Desk, NO, OK, USAGE  # noqa: E402

SERVICE = "+6281234567899"
LABELS = [("Nama", "{nama}"), ("NIK", "{nik}"), ("Nomor KK", "{no_kk}"),
          ("Tempat, tanggal lahir", "{tempat_lahir}, {tanggal_lahir}"), ("Jenis kelamin", "{jenis_kelamin}"),
          ("Agama", "{agama}"), ("Status perkawinan", "{status_kawin}"), ("Pekerjaan", "{pekerjaan}"),
          ("Kewarganegaraan", "{kewarganegaraan}")]
MONTHS = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember").split()
HEADER = ("nik,nama,no_kk,sex,tempatlahir,tanggallahir,agama_id,status_kawin,pekerjaan_id,warganegara_id,"
          "alamat,dusun,rw,rt,status_dasar,telepon")
LONG_NAME = "RADEN MAS HARYO SOSRONINGRAT KUSUMADININGRAT PRAWIRODIRDJO WIGNYOSUBROTO ADIKUSUMO DANUREJO SURYA"
PEOPLE = {
    "shortest": f"{nik(1)},SO,3513150101109901,1,ALE,1990-05-12,1,1,1,1,,A,1,1,1,",
    "usual": f"{nik(2)},SITI AMINAH,3513150101109902,2,PROBOLINGGO,1993-08-03,1,2,2,1,Dusun Krajan,KRAJAN,1,2,1,",
    "longest": f"{nik(3)},{LONG_NAME},3513150101109903,1,{'KOTA LAMA ' * 6}X,1940-12-31,7,4,5,3,"
               f"{'Jalan Raya Panglima Besar ' * 4}Nomor 1234567,{'DUSUN ' * 7}KRAJAN,999,999,1,",
}


class Office(Desk):
    def __init__(self, build):
        super().__init__(build)
        self.options += [f"village.service_number={SERVICE}"]

    def pdf(self, name):
        return self.path(f"{name}.pdf")

    def import_people(self):
        with open(self.path("people.csv"), "w", encoding="utf-8") as out:
            out.write("\n".join([HEADER, *PEOPLE.values()]) + "\n")
        assert "3 warga baru" in self.expect(OK, "residents", "import", self.path("people.csv"))

    def file(self, kind, number, purpose="sekolah", name=None):
        words = ["--name", name] if name else []
        out = self.expect(OK, "new", "--kind", kind, "--nik", nik(number), "--purpose", purpose, "--json", *words)
        return json.loads(out)["code"]

    def approve(self, code):
        self.expect(OK, "accept", code)
        self.expect(OK, "approve", code)
        return self.seal(code)

    def seal(self, code):
        """What suratd does; the text has the length and the letters of a real one."""
        row = self.sql(f"SELECT r.number, r.kind, t.name FROM register r JOIN tickets t ON t.id = r.ticket_id"
                       f" WHERE t.code = '{code}'")[0]
        dice = random.Random(code)
        signature = "".join(dice.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
                            for _ in range(86))
        text = "|".join(["SURAT1", "35.13.15.2007", code, *row, "2026-11-21", "2027-05-21", signature])
        self.write("UPDATE register SET seal = ? WHERE ticket_id = (SELECT id FROM tickets WHERE code = ?)", text, code)
        return text

    def write(self, text, *values):
        database = sqlite3.connect(self.store, timeout=10)
        with database:
            database.execute(text, values)
        database.close()

    def snapshot(self, code):
        return json.loads(self.sql("SELECT snapshot FROM register JOIN tickets t ON t.id = ticket_id"
                                   f" WHERE code = '{code}'")[0][0])

    def kinds(self):
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "conf", "letters.conf"), encoding="utf-8") as lines:
            text = lines.read()
        letters = {}
        for block in re.split(r'\n    keyword = ', text)[1:]:
            fields = re.findall(r'\{ name = "(\w+)"; label = "[^"]*"; required = \w+;\s*question = "([^"]*)"', block)
            letters[block.split('"')[1]] = fields
        return letters


def day(text):
    parts = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    return f"{int(parts[3])} {MONTHS[int(parts[2]) - 1]} {parts[1]}" if parts else text


def values_of(snapshot):
    values = {**snapshot.pop("isian"), **{k: v for k, v in snapshot.items() if v}}
    for name in ("tanggal", "tanggal_lahir", "berlaku_sampai"):
        values[name] = day(values.get(name, ""))
    values["jenis_kelamin"] = {"L": "Laki-laki", "P": "Perempuan"}[values["jenis_kelamin"]]
    return values


def fill(text, values):
    def part(match):
        names = re.findall(r"\{(\w+)\}", match[1])
        return match[1] if all(values.get(name, "") not in ("", "-") for name in names) else ""
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], re.sub(r"\[([^]]*)\]", part, text))


def expected(snapshot):
    """The words of the letter in the order in which they are drawn."""
    values = values_of(snapshot)
    place = f"Desa {values['desa']} Kecamatan {values['kecamatan']} Kabupaten {values['kabupaten']}"
    hamlet = "" if values["dusun"].lower() in values.get("alamat", "").lower() else f"Dusun {values['dusun']} "
    street = values.get("alamat", "") + (", " if values.get("alamat") and hamlet else " ")
    said = [f"PEMERINTAH KABUPATEN {values['kabupaten']}".upper(), f"KECAMATAN {values['kecamatan']}".upper(),
            f"DESA {values['desa']}".upper(), f"{values['alamat_kantor']} Telp. {values['telepon']}",
            values["judul"].upper(), f"Nomor : {values['nomor']}", fill(values["pembuka"], values)]
    for label, text in LABELS:
        said += [label, ":", fill(text, values)]
    said += ["Alamat", ":", f"{street}{hamlet}RT {values['rt']} RW {values['rw']} {place}",
             fill(values["isi"], values), fill(values["penutup"], values)]
    for i, who in enumerate(filter(None, values.get("ikut_tanda_tangan", "").split(";")), 1):
        said += [f"{i}. {who}", "( .................................. )"]
    said += [f"{values['desa']}, {values['tanggal']}"]
    if values.get("camat"):
        said += ["Mengetahui,", f"CAMAT {values['kecamatan']}".upper(), "(" + "." * 54 + ")",
                 "Nomor register: " + "." * 24 + " tgl. " + "." * 16]
    name, comma, studied = values["penanda_tangan"].partition(",")
    said += [f"{values['jabatan']} {values['desa']}".upper(), name.upper() + comma + studied]
    if values.get("tembusan"):
        said += ["Tembusan:"] + [f"{i}. {fill(who, values)}"
                                 for i, who in enumerate(values["tembusan"].split(";"), 1)]
    code = f"{values['kode'][:4]}-{values['kode'][4:]}"
    said += ["KODE VERIFIKASI", code, "Keaslian surat ini dapat diperiksa pada register desa.",
             f"Kirim SMS: CEK {code} ke 0812 3456 7899, atau pindai kode ini.",
             "Kode ini bukan tanda tangan: surat berlaku bila ditandatangani dan distempel. Pelayanan surat ini gratis."]
    return "".join("".join(said).split())


def read_text(path):
    """Without white space, in the order of drawing, without what stands on top of further sheets."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    text = re.sub(r"Lanjutan surat nomor \S+, kode [\d-]+, halaman \d+", "", text)
    return "".join(text.split())


def pages_of(path):
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", info)[1])


def compare(path, wanted):
    got = read_text(path)
    if got != wanted:
        at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
        raise AssertionError(f"{os.path.basename(path)}: ...{got[max(0, at - 30):at + 60]}..."
                             f" wanted ...{wanted[max(0, at - 30):at + 60]}...")


def test_every_letter_of_three_people_says_what_the_register_holds(build):
    with Office(build) as desk:
        desk.import_people()
        kinds = desk.kinds()
        assert len(kinds) == 20, kinds
        several = 0
        for number, size in enumerate(PEOPLE, 1):
            for kind, fields in kinds.items():
                room = 420 // max(1, len(fields))
                purpose = {"shortest": "x", "usual": "sekolah anak", "longest": ("panjang " * 20)[:159]}[size]
                code = desk.file(kind, number, purpose)
                for name, question in fields:
                    example = question.partition("Contoh: ")[2] or "1234"
                    value = {"shortest": "x", "usual": example, "longest": (example + " ") * 20}[size]
                    desk.expect(OK, "fill", code, name, value.encode()[:room - 20].decode(errors="ignore").strip())
                desk.approve(code)
                path = desk.pdf(f"{kind}-{size}")
                desk.expect(OK, "letter", code, "-o", path)
                compare(path, expected(desk.snapshot(code)))
                several += pages_of(path) > 1
        print(f"  60 letters, {several} of them on two sheets")


def test_the_block_of_the_signature_says_for_whom_and_by_which_number(build):
    """Every capacity, with and without a NIP, as the paper says it."""
    def block(path):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        lines = [line.strip() for line in text.splitlines()]
        at = next(i for i, line in enumerate(lines) if re.fullmatch(r"Krejengan, \d+ \w+ \d{4}", line))
        return [line for line in lines[at + 1:lines.index("KODE VERIFIKASI")] if line]

    head, nip = "KEPALA DESA KREJENGAN", "NIP. 19800131 200501 1 001"
    vectors = {"a.n.": ["a.n. " + head, "SEKRETARIS DESA"],
               "u.b.": ["a.n. " + head, "SEKRETARIS DESA", "u.b.", "SEKRETARIS DESA"],
               "Plh.": ["Plh. " + head], "Plt.": ["Plt. " + head], "Pj.": ["Pj. " + head]}
    with Office(build) as desk:
        desk.import_people()
        desk.expect(OK, "officers", "add", "Budi Raharjo, S.Sos.", "--role", "sekdes", "--title", "Sekretaris Desa")
        desk.expect(OK, "officers", "pin", "Budi Raharjo, S.Sos.", typed="739518\n739518\n")
        assert "bukan NIP" in desk.expect(NO, "officers", "nip", "Budi Raharjo, S.Sos.", "12345")
        for kind, lines in vectors.items():
            day = desk.sql("SELECT date('now', 'localtime')")[0][0]
            desk.expect(OK, "officers", "delegate", "Budi Raharjo, S.Sos.", kind, day, day)
            for words in (["19800131", "200501", "1", "001"], ["-"]):
                desk.expect(OK, "officers", "nip", "Budi Raharjo, S.Sos.", *words)
                code = desk.file("DOMISILI", 2)
                desk.expect(OK, "accept", code)
                desk.expect(OK, "approve", code, "--as", "Budi Raharjo, S.Sos.", typed="739518\n")
                desk.seal(code)
                desk.expect(OK, "letter", code, "-o", desk.pdf("a"))
                wanted = lines + ["BUDI RAHARJO, S.Sos."] + ([nip] if len(words) > 1 else [])
                assert block(desk.pdf("a")) == wanted, (kind, block(desk.pdf("a")))
                desk.expect(OK, "ready", code)
                desk.expect(OK, "collected", code)


def read_grey(path, page="1"):
    """(width, height, bytes) of a page at 150 dpi."""
    raw = subprocess.run(["pdftoppm", "-r", "150", "-gray", "-f", page, "-l", page, path], capture_output=True,
                         check=True).stdout
    width, height = map(int, re.match(rb"P5\s(\d+)\s(\d+)\s255\s", raw).groups())
    return width, height, raw[-width * height:]


def foot_of(image, inches=3):
    """The lower left part of a page, where the code is."""
    width, height, pixels = image
    side = int(inches * 150)
    rows = [pixels[y * width:y * width + side] for y in range(height - side, height)]
    return side, side, b"".join(rows)


def turn(image, degrees):
    width, height, pixels = image
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    out = bytearray(b"\xff" * (width * height))
    for y in range(height):
        for x in range(width):
            dx, dy = x - width / 2, y - height / 2
            fx, fy = width / 2 + dx * cosine - dy * sine, height / 2 + dx * sine + dy * cosine
            ix, iy = math.floor(fx), math.floor(fy)
            if 0 <= ix < width - 1 and 0 <= iy < height - 1:
                at, rx, ry = iy * width + ix, fx - ix, fy - iy
                out[y * width + x] = int((pixels[at] * (1 - rx) + pixels[at + 1] * rx) * (1 - ry)
                                         + (pixels[at + width] * (1 - rx) + pixels[at + width + 1] * rx) * ry)
    return width, height, bytes(out)


def blur(image, box):
    """Each dot the mean of 13 x 13 around it."""
    width, height, pixels = image
    left, top, right, bottom = box
    out = bytearray(pixels)
    for y in range(top, bottom):
        for x in range(left, right):
            dots = [pixels[v * width + u] for v in range(max(0, y - 6), min(height, y + 7), 2)
                    for u in range(max(0, x - 6), min(width, x + 7), 2)]
            out[y * width + x] = sum(dots) // len(dots)
    return width, height, bytes(out)


def dirty(image, amount):
    dice = random.Random(1)
    width, height, pixels = image
    return width, height, bytes(min(255, max(0, dot + int(dice.gauss(0, amount)))) for dot in pixels)


def scanned(path, turned=0, noise=0, blurred=False):
    image = foot_of(read_grey(path))
    if blurred:
        # A tenth of the code: a smear right across it. It is 45 mm wide, 27 mm from the left.
        left, top = int(27 / 25.4 * 150), image[1] - int((13 + 36) / 25.4 * 150)
        image = blur(image, (left, top, left + int(45 / 25.4 * 150), top + int(4.5 / 25.4 * 150)))
    if turned:
        image = turn(image, turned)
    if noise:
        image = dirty(image, noise)
    picture = path[:-4] + ".pgm"
    with open(picture, "wb") as out:
        out.write(b"P5 %d %d 255\n" % image[:2] + image[2])
    return picture


def scan(picture):
    result = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
                            capture_output=True, text=True, check=False)
    return result.stdout.rstrip("\n")


def test_the_code_is_read_from_a_bad_scan(build):
    with Office(build) as desk:
        desk.import_people()
        for number, kind in ((1, "DOMISILI"), (2, "USAHA"), (3, "RAMAI")):
            code = desk.file(kind, number)
            for name, _ in desk.kinds()[kind]:
                desk.expect(OK, "fill", code, name, "pasar")
            text = desk.approve(code)
            path = desk.pdf(code)
            desk.expect(OK, "letter", code, "-o", path)
            ways = [{}, {"turned": 3}, {"turned": -3}, {"noise": 25}, {"turned": 3, "noise": 25},
                    {"blurred": True}, {"turned": 3, "noise": 25, "blurred": True}]
            for how in ways:
                assert scan(scanned(path, **how)) == text, (kind, how)


def test_the_printed_code_is_what_suratd_sealed(build):
    """The whole way: suratd seals, the page is scanned, surat check says it is good."""
    with House(build, options=[f"village.service_number={SERVICE}"]) as house:
        people, path = house.path("people.csv"), house.path("letter.pdf")
        with open(people, "w", encoding="utf-8") as out:
            out.write("\n".join([HEADER, *PEOPLE.values()]) + "\n")
        house.surat("residents", "import", people)
        for number, url in ((2, ""), (1, "https://desa.example/cek")):
            code = json.loads(house.surat("new", "--kind", "SKCK", "--nik", nik(number), "--purpose", "kerja",
                                          "--json").stdout)["code"]
            for word in ("accept", "approve"):
                house.surat(word, code)
            words = ("-o", f"seal.verify_url={url}", "letter", code, "-o", path)
            wait_until(lambda: house.surat(*words, check=False).returncode == 0, 10, "the seal")
            text = scan(scanned(path, turned=3, noise=25))
            assert text.startswith(url or "SURAT1|"), text
            said = house.surat("check", text, check=False)
            assert said.returncode == 0, (text, said.stdout, said.stderr)


def test_the_same_letter_is_the_same_bytes_and_each_print_is_remembered(build):
    with Office(build) as desk:
        desk.import_people()
        code = desk.file("DOMISILI", 2)
        assert "belum disetujui" in desk.expect(NO, "letter", code, "-o", desk.pdf("a"))
        desk.expect(OK, "accept", code)
        desk.expect(OK, "approve", code)
        assert "belum disegel" in desk.expect(NO, "letter", code, "-o", desk.pdf("a"))
        desk.seal(code)
        assert not os.path.exists(desk.pdf("a"))
        number = desk.ticket(code)["number"]
        made = []
        for name in ("a", "b"):
            assert number in desk.expect(OK, "letter", code, "-o", desk.pdf(name))
            with open(desk.pdf(name), "rb") as file:
                made.append(file.read())
        assert made[0] == made[1] and made[0].startswith(b"%PDF")
        # What the office knows by now does not change a letter that is out.
        desk.write("UPDATE residents SET name = 'ORANG LAIN', religion = 'HINDU'")
        desk.options += ["village.head_name=Pengganti", "print.opening=Lain"]
        desk.expect(OK, "letter", code, "-o", desk.pdf("c"))
        with open(desk.pdf("c"), "rb") as file:
            assert file.read() == made[0]
        steps = [row[0] for row in desk.sql("SELECT step FROM events ORDER BY id")]
        assert steps[-3:] == ["printed", "reprint", "reprint"], steps
        desk.expect(OK, "ready", code)
        desk.expect(OK, "letter", code, "-o", desk.pdf("d"))
        desk.expect(OK, "revoke", code, "salah")
        assert "dicabut" in desk.expect(NO, "letter", code, "-o", desk.pdf("e"))
        assert stat.S_IMODE(os.stat(desk.pdf("a")).st_mode) == 0o600
        assert sorted(name for name in os.listdir(desk.folder) if ".pdf" in name) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_what_is_missing_is_told_and_filled_in(build):
    with Office(build) as desk:
        desk.import_people()
        code = desk.file("USAHA", 9, name="TAMU")
        ended, _, said = desk.run("accept", code)
        assert ended == OK and "agama" in said and "usaha" in said and "surat fill" in said, said
        assert "tidak punya isian 'hobi'" in desk.expect(NO, "fill", code, "hobi", "x")
        assert "tidak punya isian 'nama'" in desk.expect(NO, "fill", code, "nama", "x")
        assert "huruf kendali" in desk.expect(NO, "fill", code, "usaha", "a\u202eb")
        desk.expect(OK, "approve", code)
        desk.seal(code)
        assert "isian masih kosong: no_kk, tempat_lahir" in desk.expect(NO, "letter", code, "-o", desk.pdf("a"))
        assert "sudah disetujui" in desk.expect(NO, "fill", code, "agama", "ISLAM")
        other = desk.file("USAHA", 8, name="TAMU")
        for line in ("no_kk -", "tempat_lahir PROBOLINGGO", "tanggal_lahir 1990-05-12", "jenis_kelamin L", "rt 1",
                     "agama ISLAM", "status_kawin KAWIN", "pekerjaan PETANI", "kewarganegaraan WNI", "rw 2"):
            desk.expect(OK, "fill", other, *line.split())
        assert "lengkap" in desk.expect(OK, "fill", other, "usaha", "warung <b>kopi</b> &amp; {nama} [x]")
        desk.approve(other)
        desk.expect(OK, "letter", other, "-o", desk.pdf("b"))
        text = read_text(desk.pdf("b"))
        assert "warung<b>kopi</b>&amp;{nama}[x]." in text and "sejaktahun" not in text, text
        # What residents have is not replaced by what was filled in.
        known = desk.file("DOMISILI", 2)
        desk.expect(OK, "fill", known, "agama", "HINDU")
        desk.approve(known)
        desk.expect(OK, "letter", known, "-o", desk.pdf("c"))
        assert "HINDU" not in read_text(desk.pdf("c"))


def test_hostile_names_are_printed_as_they_are_or_refused(build):
    names = {"<span size='900000'>BESAR</span>": True, "&lt;b&gt; %s %n \\n {nik} [x]": True, "O'NEIL; DROP TABLE": True,
             "ꦱꦸꦥꦂꦩꦤ꧀": True, "a\u202eNAMRAPUS": False, "A\u200bB": False, "A" + "\u0301" * 40: False,
             "N\u0303\u0301": True}
    with Office(build) as desk:
        desk.import_people()
        for i, (name, is_printed) in enumerate(names.items()):
            code = desk.file("DOMISILI", 2, purpose="x")
            desk.write("UPDATE tickets SET name = ?, nik = ? WHERE code = ?", name, nik(2), code)
            desk.approve(code)
            path = desk.pdf(f"n{i}")
            said = desk.expect(OK if is_printed else NO, "letter", code, "-o", path)
            if not is_printed:
                assert "isian 'nama'" in said, said
            elif name.isascii():
                assert ":" + "".join(name.split()) + "NIK" in read_text(path), name
            desk.expect(OK, "ready", code)


def fake_lp(desk, code=0):
    """lp as CUPS has it, as far as we use it: keeps what it was told."""
    folder = desk.path("bin")
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/lp", "w", encoding="utf-8") as out:
        out.write(f'#!/bin/sh\nfor word; do printf "%s\\n" "$word" >>"{folder}/told"; last=$word; done\n'
                  f'cp "$last" "{folder}/paper.pdf"\nexit {code}\n')
    os.chmod(f"{folder}/lp", 0o755)
    return folder


def test_paper_goes_through_lp_and_a_missing_one_is_told(build):
    with Office(build) as desk:
        desk.import_people()
        code = desk.file("DOMISILI", 2)
        desk.approve(code)
        path, usual = desk.pdf("a"), os.environ["PATH"]
        os.environ["PATH"] = desk.path("nothing")
        try:
            assert "cups" in desk.expect(NO, "letter", code, "--print")
            assert desk.sql("SELECT count(*) FROM events WHERE step = 'printed'") == [(0,)]
            folder = fake_lp(desk)
            os.environ["PATH"] = f"{folder}:/usr/bin:/bin"
            desk.options += ["print.printer=Epson-L120", "print.copies=3"]
            desk.expect(OK, "letter", code, "--print", "-o", path)
            with open(f"{folder}/told", encoding="utf-8") as told:
                words = told.read().splitlines()
            number = desk.ticket(code)["number"]
            assert words[:3] == ["-n3", f"-t{number}", "-dEpson-L120"] and words[3].startswith("/tmp/"), words
            assert not os.path.exists(words[3])
            with open(f"{folder}/paper.pdf", "rb") as a, open(path, "rb") as b:
                assert a.read() == b.read()
            assert desk.sql("SELECT why FROM events WHERE step = 'printed'") == [("dicetak: 3 lembar di Epson-L120",)]
            desk.expect(OK, "letter", code, "--print")
            fake_lp(desk, 1)
            assert "menolak" in desk.expect(NO, "letter", code, "--print")
            assert desk.ticket(code)["state"] == "approved" and desk.ticket(code)["number"] == number
            other = desk.file("DOMISILI", 3)
            desk.approve(other)
            assert "0 surat dibuat, 2 belum bisa" in desk.expect(NO, "letter", "--all-approved", "--print")
            fake_lp(desk)
            assert "2 surat dibuat, 0 belum bisa" in desk.expect(OK, "letter", "--all-approved", "--print")
            steps = {each: [row[0] for row in desk.sql(
                "SELECT step FROM events JOIN tickets t ON t.id = ticket_id WHERE step LIKE '%print%'"
                f" AND code = '{each}' ORDER BY events.id")] for each in (code, other)}
            assert steps == {code: ["printed", "reprint", "reprint", "print-failed", "reprint", "print-failed", "reprint"],
                             other: ["printed", "print-failed", "printed"]}, steps
            assert desk.ticket(other)["state"] == "approved" and "GAGAL DICETAK" in desk.expect(OK, "show", other)
            desk.options.append("print.printer=-x")
            assert "printer" in desk.expect(USAGE, "letter", code, "--print")
        finally:
            os.environ["PATH"] = usual


def test_the_camats_number_comes_back_into_the_history(build):
    with Office(build) as desk:
        desk.import_people()
        codes = {kind: desk.file(kind, 2) for kind in ("SKTM", "DOMISILI", "RAMAI")}
        assert len(desk.expect(OK, "camat", "list").splitlines()) == 1
        for kind, code in codes.items():
            assert "perlu tanda tangan camat" in desk.expect(NO, "camat", "number", code, "1")
            desk.approve(code)
        waiting = desk.expect(OK, "camat", "list")
        assert "SKTM" in waiting and "RAMAI" in waiting and "DOMISILI" not in waiting, waiting
        assert "perlu tanda tangan camat" in desk.expect(NO, "camat", "number", codes["DOMISILI"], "1")
        assert "bukan tanggal" in desk.expect(NO, "camat", "number", codes["SKTM"], "1", "besok")
        desk.expect(OK, "officers", "add", "CAMAT", "--role", "kecamatan")
        desk.expect(OK, "officers", "pin", "CAMAT", typed="739518\n739518\n")
        desk.expect(NO, "camat", "number", codes["SKTM"], "470/12", "--as", "CAMAT", typed="000000\n")
        desk.expect(OK, "camat", "number", codes["SKTM"], "470/12", "--as", "CAMAT", typed="739518\n")
        assert "sudah dipakai" in desk.expect(NO, "camat", "number", codes["RAMAI"], "470/12")
        assert "SKTM" not in desk.expect(OK, "camat", "list")
        month = desk.sql("SELECT strftime('%Y-%m', 'now', 'localtime')")[0][0]
        rows = desk.expect(OK, "camat", "list", "--csv", "--month", month)
        assert "470/12" in rows and rows.count("\n") == 3, rows
        assert "470/12" in desk.expect(OK, "show", codes["SKTM"])


def test_all_approved_letters_go_into_a_folder(build):
    with Office(build) as desk:
        desk.import_people()
        codes = [desk.file("DOMISILI", number) for number in (1, 2, 3)]
        for code in codes:
            desk.approve(code)
        bare = desk.file("USAHA", 2)
        desk.approve(bare)  # what it sells was never asked
        said = desk.expect(NO, "letter", "--all-approved", "-o", desk.path("folder"))
        assert "3 surat dibuat, 1 belum bisa" in said and "kosong: usaha" in said, said
        assert sorted(os.listdir(desk.path("folder"))) == sorted(f"{code}-DOMISILI.pdf" for code in codes)
        assert desk.ticket(codes[0])["number"] in desk.expect(OK, "letter", codes[0], "--envelope", "-o", desk.pdf("dl"))
        assert "KepadaYth." in read_text(desk.pdf("dl")) and pages_of(desk.pdf("dl")) == 1
        assert desk.sql("SELECT count(*) FROM events WHERE step LIKE '%print%'") == [(3,)], "an envelope is no print"
        desk.expect(NO, "letter", bare, "--envelope", "-o", desk.pdf("dl"))
        for words in ((), (codes[0],), (codes[0], "--envelope"), (codes[0], "--envelope", "--print", "-o", "x"), (codes[0], "--all-approved", "-o", "x"), ("--preview", "SKTM")):
            desk.expect(USAGE, "letter", *words)
        for target in (desk.folder, "/dev/null", desk.path("none/a.pdf")):
            desk.expect(NO, "letter", codes[0], "-o", target)
        assert not stat.S_ISREG(os.stat("/dev/null").st_mode)


def test_every_letter_has_a_specimen_on_both_papers(build):
    with Office(build) as desk:
        for kind in desk.kinds():
            for paper in ("F4", "A4"):
                path = desk.pdf(f"{kind}-{paper}")
                desk.options = [f"village.service_number={SERVICE}", f"print.paper={paper}",
                                "print.head_script=ꦝꦺꦱꦏꦿꦺꦗꦺꦔꦤ꧀"]
                desk.expect(OK, "letter", "--preview", kind, "-o", path)
                assert pages_of(path) == 1 or (kind, paper) == ("WARIS", "A4"), (kind, paper)
                assert "CONTOH" in read_text(path)
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in fonts.splitlines()[2:]]
        assert any("Javanese" in row[0] for row in rows), fonts
        assert all(row[-5] == "yes" for row in rows), fonts
        desk.expect(NO, "letter", "--preview", "TIDAKADA", "-o", path)


def black_png(width, height):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = (b"\0" + b"\0" * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def test_the_emblem_may_be_svg_or_png_and_a_broken_one_is_told(build):
    with Office(build) as desk:
        with open(desk.path("logo.png"), "wb") as out:
            out.write(black_png(40, 50))
        with open(desk.path("logo.svg"), "w", encoding="utf-8") as out:
            out.write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><rect width="4" height="5" fill="black"/></svg>')
        for name in ("bad.svg", "bad.png"):
            with open(desk.path(name), "w", encoding="utf-8") as out:
                out.write("<svg")
        base = list(desk.options)
        for name in ("logo.png", "logo.svg"):
            desk.options = base + [f"print.logo={desk.path(name)}"]
            desk.expect(OK, "letter", "--preview", "SKTM", "-o", desk.pdf("a"))
            width, _, pixels = read_grey(desk.pdf("a"))
            assert pixels[int(26 / 25.4 * 150) * width + int(37 / 25.4 * 150)] < 60, name
        for name in ("bad.svg", "bad.png", "none.png", "none.svg"):
            desk.options = base + [f"print.logo={desk.path(name)}"]
            assert "logo" in desk.expect(NO, "letter", "--preview", "SKTM", "-o", desk.pdf("b")), name
        assert not os.path.exists(desk.pdf("b"))


def test_the_poster_names_number_letters_and_examples(build):
    with Office(build) as desk:
        desk.expect(OK, "poster", "-o", desk.pdf("poster"))
        text = subprocess.run(["pdftotext", desk.pdf("poster"), "-"], capture_output=True, text=True, check=True).stdout
        for word in ("0812 3456 7899", "GRATIS", "sktm 3513155205909901", "domisili 3513155205909901", "DOMISILI",
                     "SKTM", "USAHA", "HILANG", "PENGANTAR", "SKCK", "BELUMNIKAH"):
            assert word in text, word
        assert pages_of(desk.pdf("poster")) == 1
        desk.options = []
        assert "service_number" in desk.expect(NO, "poster", "-o", desk.pdf("other"))


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
