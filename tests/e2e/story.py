#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""From a resident's text to the letter in somebody's hand and the kecamatan's question, every door used
once; what was complained of until it is settled. suratd runs with -d, and the head's PIN stands nowhere."""
import os
import re
import subprocess

from harness import TOP, House, nik, run_tests, wait_until
from letters import HEADER, PEOPLE
from pages import OFFICERS, Pages
from seal import CHEAP_PIN, HEAD, PIN, house_pin, sql, wait_sealed

RESIDENT, CAMAT, LURAH = "+6281234567811", "+6281234567822", "+6281234567833"


class DebugHouse(House):
    def start_daemon(self, wait_ready=True, wrapper=()):
        self.daemon = subprocess.Popen([f"{self.build}/suratd", "-d", *self.settings()], stdout=self.log,
                                       stderr=self.log)
        self.wait_ready()


def texted(control, sender, text, wanted):
    """The sender's text, and the answer that holds what is wanted."""
    control.ask(f"sms {sender} {text}")
    return heard(control, wanted)


def heard(control, wanted):
    texts = []
    wait_until(lambda: texts.append((control.next_sms() or ("", "", ""))[2]) or wanted in texts[-1], 60, wanted)
    return texts[-1]


def state(house, code):
    return house.surat_json("show", code)["state"]


def newest_number(control):
    """By day the head was asked already, at night nobody asks him of itself: his newest number counts."""
    questions = [texted(control, HEAD, "LIST", "SETUJU")]
    while sms := control.next_sms(timeout=3):
        questions += [sms[2]] if "SETUJU" in sms[2] else []
    return re.search(r"SETUJU (\d{4})", questions[-1]).group(1)


def assert_nowhere(house, secret):
    """Neither in the log nor in any file of the store; the simulator's ledger is the air."""
    house.log.flush()
    for name in ["log"] + [name for name in os.listdir(house.folder) if name.startswith("surat.db")]:
        path = house.path(name)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                content = file.read()
            assert secret.encode() not in content, f"the PIN stands in {name}"
            assert not is_packed_in(secret, content), f"the PIN stands in a PDU of {name}"
    for box in ("inbox", "outbox"):
        assert secret not in house.surat(box, "--json").stdout, box


def is_packed_in(six_letters, content):
    """As septets of a PDU in hexadecimal, at any bit: the four bytes that are wholly of them."""
    number = sum(ord(letter) << (7 * i) for i, letter in enumerate(six_letters))
    return any((number << shift).to_bytes(8, "little")[1:5].hex().encode() in content.lower() for shift in range(8))


def test_from_a_text_to_the_letter_in_hand(build):
    with DebugHouse(build, options=CHEAP_PIN + ["guards.replies_per_day=0"], hurry=1) as house:
        with open(house.path("people.csv"), "w", encoding="utf-8") as file:
            file.write(f"{HEADER}\n{PEOPLE['usual']}\n")
        house.surat("residents", "import", house.path("people.csv"))
        house.surat("officers", "add", "SUTRISNO", "--role", "kades", "--phone", HEAD)
        house.surat("officers", "add", "CAMAT", "--role", "kecamatan", "--phone", CAMAT)
        house_pin(house)
        control = house.control()
        control.ask("watch *")
        answer = texted(control, RESIDENT, f"domisili {nik(2)} buat buka rekening", "-")
        code = re.search(r"\b(\d{4})-?(\d{4})\b", answer)
        code = code.group(1) + code.group(2)
        assert state(house, code) == "received"
        house.surat("accept", code)
        number = newest_number(control)
        texted(control, HEAD, f"SETUJU {number} {PIN}", "DISETUJUI")
        wait_sealed(house, 1)
        house.surat("letter", code, "-o", house.path("a.pdf"))
        printed = subprocess.run(["pdftotext", "-layout", house.path("a.pdf"), "-"], capture_output=True, text=True,
                                 check=True).stdout
        assert "SITI AMINAH" in printed and "SUTRISNO" in printed, printed
        house.surat("ready", code)
        assert "SIAP DIAMBIL" in heard(control, "SIAP DIAMBIL")
        house.surat("collected", code, "--by", "BUDI SANTOSO", "--by-nik", nik(3))
        assert state(house, code) == "collected"
        assert "BUDI SANTOSO" in house.surat("show", code).stdout
        letter = house.surat_json("show", code)["number"]
        assert letter in texted(control, CAMAT, f"CEK {code}", "SAH")
        control.ask(f"sms {LURAH} CEK {code}")  # nobody that the office knows
        told = []
        wait_until(lambda: told.append(control.next_sms()) or LURAH in (told[-1] or ())[:2], 30, "his answer")
        assert told[-1][2] and "SITI" not in told[-1][2] and letter not in told[-1][2], told[-1]
        # The message with the PIN is kept without it, so the ledger does not find it again as it was.
        wait_until(lambda: house.count()["lost"] == house.count()["unexpected"] == 1, 30, "the rest")
        assert house.count()["doubled tickets"] == house.count()["doubled replies"] == 0, house.count()
        assert is_packed_in("rekeni", house.surat("inbox", "--json").stdout.encode()), "the search finds nothing"
        assert_nowhere(house, PIN)


def test_one_letter_by_every_door(build):
    """Asked for by SMS, checked on a page, approved on the head's phone, printed by surat, ready on a page,
    given out by surat, judged by the kecamatan's phone and on its page."""
    with Pages(build, options=["guards.replies_per_day=0"], hurry=1) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        house.surat("officers", "phone", OFFICERS["kecamatan"], CAMAT)
        house.surat("officers", "add", "SUTRISNO", "--role", "kades", "--phone", HEAD)
        house.say("SUTRISNO", "pin", PIN)
        control = house.control()
        control.ask("watch *")
        answer = texted(control, RESIDENT, "sktm 3513151205909901 buat berobat ibu", "-")
        code = "".join(re.search(r"\b(\d{4})-?(\d{4})\b", answer).groups())
        operator = house.browser("operator")

        def step(word, state_before):
            operator.get(f"/permohonan/{code}")
            return operator.post(f"/permohonan/{code}/langkah", {"langkah": word, "dari": state_before}).text()

        assert "SUPARMAN" in operator.get(f"/permohonan/{code}").text()
        step("accept", "received")
        assert state(house, code) == "checked"
        number = newest_number(control)
        texted(control, HEAD, f"SETUJU {number} {PIN}", "DISETUJUI")
        step("accept", "checked")  # a page that is late
        assert state(house, code) == "approved"
        wait_sealed(house, 1)
        house.surat("letter", code, "-o", house.path("a.pdf"))
        assert open(house.path("a.pdf"), "rb").read(5) == b"%PDF-"
        step("ready", "approved")
        heard(control, "SIAP DIAMBIL")
        house.surat("collected", code)
        letter = house.surat_json("show", code)["number"]
        assert letter in texted(control, CAMAT, f"CEK {code}", "SAH")
        page = house.browser("kecamatan").get(f"/periksa?surat={code}")
        assert letter in page.text() and "SAH" in page.text(), page.text()
        doors = [row[0] for row in sql(house, "SELECT door FROM events ORDER BY id")]
        assert doors == ["sms", "web", "sms", "desk", "web", "desk"], doors


def test_one_letter_by_surat_alone(build):
    """A walk-in, from the first word to the book, by nothing but the command."""
    with House(build, options=CHEAP_PIN) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        for name, role, pin in (("SUTRISNO", "kades", PIN), ("SITI", "operator", "847362")):
            house.surat("officers", "add", name, "--role", role)
            typed(house, f"{pin}\n{pin}\n", "officers", "pin", name)
        assert "SUPARMAN" in house.surat("residents", "search", "suparman").stdout
        code = house.surat_json("new", "--kind", "SKTM", "--nik", "3513151205909901", "--purpose", "sekolah")["code"]
        assert code in house.surat("queue").stdout.replace("-", "")
        house.surat("correct", code, "--purpose", "beasiswa anak")
        house.surat("incomplete", code, "fotokopi", "KK")
        house.surat("complete", code)
        typed(house, "847362\n", "accept", code, "--as", "SITI")
        typed(house, f"{PIN}\n", "approve", code, "--as", "SUTRISNO")
        wait_sealed(house, 1)
        house.surat("letter", code, "-o", house.path("a.pdf"))
        printed = subprocess.run(["pdftotext", "-layout", house.path("a.pdf"), "-"], capture_output=True, text=True,
                                 check=True).stdout
        assert "SUPARMAN" in printed and "SUTRISNO" in printed and "beasiswa anak" in printed, printed
        house.surat("ready", code)
        assert "SAH." in house.surat("check", code).stdout
        house.surat("collected", code, "--by", "BUDI SANTOSO", "--by-nik", nik(3))
        ticket = house.surat_json("show", code)
        assert ticket["state"] == "collected" and ticket["purpose"] == "beasiswa anak", ticket
        assert ticket["number"] in house.surat("register", "--csv").stdout
        assert "SKTM" in house.surat("report").stdout.upper()
        steps = sql(house, "SELECT step, actor FROM events ORDER BY id")
        assert [step for step, _ in steps] == ["new", "correct", "incomplete", "complete", "accept", "approve", "printed",
                                               "ready", "collected"], steps
        assert dict(steps)["accept"] == "SITI" and dict(steps)["approve"] == "SUTRISNO", steps


def typed(house, words, *command):
    result = subprocess.run([f"{house.build}/surat", *house.settings(), *command], input=words, text=True,
                            capture_output=True, timeout=60)
    assert result.returncode == 0, (command, result.stdout, result.stderr)


def test_a_complaint_is_answered_and_settled_by_text(build):
    with DebugHouse(build, options=["guards.replies_per_day=0"], hurry=1) as house:
        control = house.control()
        control.ask("watch *")
        answer = texted(control, RESIDENT, "LAPOR jalan berlubang di RT 3 dekat masjid", "A-")
        number = re.search(r"A-\d+", answer).group(0)
        house.surat("complaints", "answer", number, "Diperbaiki besok pagi")
        heard(control, "Diperbaiki besok pagi")
        control.ask(f"sms {RESIDENT} SELESAI {number}")
        wait_until(lambda: house.surat_json("complaints", "show", number)["state"] == "closed", 30, "the end")
        wait_until(lambda: house.count()["exit"] == 0, 30, "nothing lost and nothing doubled")


if __name__ == "__main__":
    run_tests([test_from_a_text_to_the_letter_in_hand, test_one_letter_by_every_door, test_one_letter_by_surat_alone,
               test_a_complaint_is_answered_and_settled_by_text])
