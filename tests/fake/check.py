#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drive modemsim through its pty as an AT client, and the programs beside it.

usage: tests/fake/check.py [BUILD] [NAME...]      BUILD is build by default

Standard library only. The PDUs are decoded by a third, independent reading of 23.040
and 23.038 that stands in this file.
"""

import contextlib
import fcntl
import os
import pathlib
import re
import select
import socket
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time
import tty

HERE = pathlib.Path(__file__).resolve().parent
TIOCGEXCL = 0x80045440  # ioctl_tty(2); Python does not name it
PATIENCE_S = 10  # for anything that must come; never the measure of a test

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = dict(zip(b"\x0a\x14\x28\x29\x2f\x3c\x3d\x3e\x40\x65", "\f^{}\\[~]|€"))


# --- the third codec -----------------------------------------------------------------


def unpack(octets, n, skip_bits=0):
    number = int.from_bytes(octets, "little") >> skip_bits
    return [number >> 7 * i & 0x7F for i in range(n)]


def septets_to_text(septets):
    out, escaped = "", False
    for septet in septets:
        if escaped:
            out += EXTENSION.get(septet, BASIC[septet])
        elif septet != 0x1B:
            out += BASIC[septet]
        escaped = septet == 0x1B and not escaped
    return out


def pack(text):
    septets = []
    for character in text:
        for code, meant in EXTENSION.items():
            if meant == character:
                septets += [0x1B, code]
                break
        else:
            septets.append(BASIC.index(character))
    number = sum(s << 7 * i for i, s in enumerate(septets))
    return len(septets), number.to_bytes((len(septets) * 7 + 7) // 8, "little")


def semi_octets(digits):
    digits += "F" * (len(digits) % 2)
    return bytes.fromhex("".join(digits[i + 1] + digits[i] for i in range(0, len(digits), 2)))


def decode_deliver(pdu):
    """What a DELIVER says, as a dictionary."""
    octets = bytes.fromhex(pdu)
    octets = octets[1 + octets[0] :]
    n = octets[1]
    address = octets[3 : 3 + (n + 1) // 2]
    if octets[2] == 0xD0:
        sender = septets_to_text(unpack(address, n * 4 // 7))
    else:
        digits = "".join(f"{o & 15:X}{o >> 4:X}" for o in address)[:n]
        sender = ("+" if octets[2] == 0x91 else "") + digits
    at = 3 + len(address)
    pid, dcs, scts, length = octets[at], octets[at + 1], octets[at + 2 : at + 9], octets[at + 9]
    data = octets[at + 10 :]
    header = data[: data[0] + 1] if octets[0] & 0x40 else b""
    if dcs & 0x0C == 0x08:
        assert length == len(data)
        units = [data[i] << 8 | data[i + 1] for i in range(len(header), len(data), 2)]
        text = b"".join(u.to_bytes(2, "big") for u in units)
    else:
        assert len(data) == (length * 7 + 7) // 8, (length, len(data))
        skipped = (len(header) * 8 + 6) // 7
        text = septets_to_text(unpack(data, length)[skipped:])
    part = None
    if header[1:2] == b"\x00":
        part = (header[3], header[4], header[5], 8)
    if header[1:2] == b"\x08":
        part = (header[3] << 8 | header[4], header[5], header[6], 16)
    return dict(sender=sender, pid=pid, dcs=dcs, zone=scts[6], text=text, part=part, scts=scts)


def submit(to="+6281234567890", text="halo", **change):
    """A SUBMIT as hex (centre length 00 in front) and its TPDU's octets."""
    digits = to.lstrip("+")
    n, data = pack(text)
    fields = dict(
        first=0x11,
        reference=0,
        address=bytes([len(digits), 0x91 if to[0] == "+" else 0x81]) + semi_octets(digits),
        pid=0,
        dcs=0,
        period=b"\xa7",
        length=n,
        data=data,
        centre=b"\x00",
    )
    fields.update(change)
    tpdu = (
        bytes([fields["first"], fields["reference"]])
        + fields["address"]
        + bytes([fields["pid"], fields["dcs"]])
        + fields["period"]
        + bytes([fields["length"]])
        + fields["data"]
    )
    return (fields["centre"] + tpdu).hex().upper(), len(tpdu)


# --- a modem under test --------------------------------------------------------------


class Modem:
    def __init__(self, *options, folder=None):
        self.holder = tempfile.TemporaryDirectory() if folder is None else None
        self.folder = pathlib.Path(folder or self.holder.name)
        self.link = self.folder / "modem"
        self.socket = self.folder / "control"
        self.ledger_file = self.folder / "ledger"
        self.process = subprocess.Popen(
            [BUILD / "modemsim", "--link", self.link, "--control", self.socket]
            + ["--ledger", self.ledger_file, "--register-ms", "0", "--seed", "7"]
            + ["--quiet", *options]
        )
        wait_for(lambda: self.link.exists() and self.socket.exists())
        self.controls = self.connect()
        self.port = None
        self.seen = b""
        self.open_port()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close_port()
        self.controls.close()
        self.process.terminate()
        code = self.process.wait(PATIENCE_S)
        if self.holder:
            self.holder.cleanup()
        assert code == 0, f"modemsim ended with {code}"

    def connect(self):
        control = socket.socket(socket.AF_UNIX)
        control.connect(str(self.socket))
        control.settimeout(PATIENCE_S)
        return control.makefile("rw", encoding="utf-8", newline="\n")

    def open_port(self):
        self.port = os.open(self.link, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.port, termios.TCSANOW)
        self.seen = b""

    def close_port(self):
        if self.port is not None:
            os.close(self.port)
        self.port = None

    def control(self, line):
        self.controls.write(line + "\n")
        self.controls.flush()
        answer = self.controls.readline().rstrip("\n")
        assert answer.split(" ")[0] == "ok", f"{line}: {answer}"
        return answer[3:]

    def status(self):
        return dict(word.split("=", 1) for word in self.control("status").split(" "))

    def write(self, data):
        data = data if isinstance(data, bytes) else data.encode()
        while data:
            data = data[os.write(self.port, data) :]

    def read_more(self, wait_s):
        if not select.select([self.port], [], [], wait_s)[0]:
            return False
        try:
            data = os.read(self.port, 65536)
        except OSError:
            data = b""
        if not data:
            raise EOFError("hang-up")
        self.seen += data
        return True

    def expect(self, pattern, wait_s=PATIENCE_S):
        """Wait until `pattern` was seen; give all up to its end."""
        end = time.monotonic() + wait_s
        while True:
            found = re.search(pattern.encode(), self.seen, re.DOTALL)
            if found:
                out, self.seen = self.seen[: found.end()], self.seen[found.end() :]
                return out.decode("utf-8", "replace")
            left = end - time.monotonic()
            if left <= 0 or not self.read_more(left):
                raise AssertionError(f"no {pattern!r} in {self.seen!r}")

    def quiet(self, wait_s=0.15):
        """What comes unasked within a short while."""
        with contextlib.suppress(EOFError):
            while self.read_more(wait_s):
                pass
        out, self.seen = self.seen, b""
        return out.decode("utf-8", "replace")

    def at(self, command, wait_s=PATIENCE_S):
        """One command without echo; the whole answer, line ends taken off."""
        self.write(command + "\r")
        final = r"\r\n(OK|ERROR|\+CM[ES] ERROR: [^\r]*)\r\n"
        return self.expect(final, wait_s).strip("\r\n").replace("\r\n", "\n")

    def setup(self):
        for command in ("ATE0", "AT+CMEE=1", "AT+CMGF=0", "AT+CNMI=2,1,0,0,0"):
            assert self.at(command).endswith("OK")
        return self

    def send(self, pdu, octets, wait_s=PATIENCE_S):
        self.write(f"AT+CMGS={octets}\r")
        self.expect(r"\r\n> ")
        self.write(pdu + "\x1a")
        final = r"\r\n(OK|ERROR|\+CM[ES] ERROR: [^\r]*)\r\n"
        return self.expect(final, wait_s).strip("\r\n").replace("\r\n", "\n")

    def slot(self, index):
        answer = self.at(f"AT+CMGR={index}")
        return re.search(r"\+CMGR: [^\n]*\n([^\n]*)\n", answer).group(1)

    def ledger(self, kind):
        lines = self.ledger_file.read_text().splitlines()
        return [line.split(" ", 1)[1] for line in lines if line.startswith(kind + " ")]


def wait_for(is_so, what="condition"):
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)


def equal(got, wanted):
    assert got == wanted, f"\n   got    {got!r}\n   wanted {wanted!r}"


# --- the AT side ---------------------------------------------------------------------


def test_fresh_modem_echoes_and_tells_who_it_is():
    with Modem() as m:
        m.write("AT\r")
        equal(m.expect("OK\r\n"), "AT\r\r\nOK\r\n")
        m.write("ATE0\r")
        equal(m.expect("OK\r\n"), "ATE0\r\r\nOK\r\n")
        equal(m.at("at+cgmm"), "Simulasi\n\nOK")
        equal(m.at("AT+CGMI;+CSQ"), "Desa\n\n+CSQ: 18,99\n\nOK")
        equal(m.at("ATE0V1+CMEE=1"), "OK")
        m.write("A/")
        equal(m.expect("OK\r\n"), "\r\nOK\r\n")


def test_noise_before_the_prefix_is_no_command():
    with Modem().setup() as m:
        equal(m.at("\x1bxxAT+CPIN?"), "+CPIN: READY\n\nOK")
        m.write("hello\r")
        equal(m.quiet(), "")
        equal(m.at("AT+CG\x08PIN?"), "+CPIN: READY\n\nOK")


def test_errors_follow_their_kind_and_cmee():
    with Modem() as m:
        m.at("ATE0")
        equal(m.at("AT+XYZ"), "ERROR")
        equal(m.at("AT+CMEE=7"), "ERROR")
        equal(m.at("AT+CMGR=1"), "+CMS ERROR: 321")  # 27.005 does not know CMEE
        m.at("AT+CMEE=1")
        equal(m.at("AT+CMEE=7"), "+CME ERROR: 50")
        equal(m.at('AT+CSCS="KLINGON"'), "+CME ERROR: 50")
        m.at("AT+CMEE=2")
        equal(m.at("AT+CMEE=7"), "+CME ERROR: incorrect parameters")
        equal(m.at("AT+CREG?;+XYZ;+CSQ"), "+CREG: 0,1\n\nERROR")
        equal(m.at("AT+CSQ=1"), "ERROR")
        equal(m.at("AT+CPIN=\"1234"), "ERROR")
        equal(m.at("AT" + "+" * 2000), "ERROR")
    with Modem("--profile", "sim800") as m:
        m.at("ATE0")
        equal(m.at("AT+CMGD=99"), "ERROR")


def test_settings_are_read_back():
    with Modem().setup() as m:
        for command, answer in (
            ("AT+CNMI?", "+CNMI: 2,1,0,0,0"),
            ("AT+CMGF?", "+CMGF: 0"),
            ("AT+CSCS?", '+CSCS: "GSM"'),
            ("AT+CSMS?", "+CSMS: 0,1,1,1"),
            ("AT+CPMS?", '+CPMS: "SM",0,20,"SM",0,20,"SM",0,20'),
            ("AT+CSCA?", '+CSCA: "+6281100000",145'),
            ("AT+CFUN?", "+CFUN: 1"),
            ("AT+COPS?", '+COPS: 0,0,"TELKOMSEL"'),
            ("AT+CNMI=?", "+CNMI: (0,1,2,3),(0,1,2,3),(0,1,2,3),(0,1,2),(0,1)"),
        ):
            equal(m.at(command), answer + "\n\nOK")
        equal(m.at('AT+CPMS="ME"'), "+CPMS: 0,20,0,20,0,20\n\nOK")
        equal(m.at('AT+CPMS="XX"'), "+CMS ERROR: 302")
        equal(m.at("AT+CNMI=5,1"), "+CMS ERROR: 303")
        assert re.fullmatch(r'\+CCLK: "\d\d/\d\d/\d\d,\d\d:\d\d:\d\d\+28"\n\nOK', m.at("AT+CCLK?"))


def test_message_is_told_read_and_deleted():
    with Modem() as m:
        m.at("ATE0")
        m.control("sms 081234567890 satu")
        equal(m.quiet(), "")  # +CNMI has not been asked
        m.setup()
        m.control("sms 081234567890 dua")
        equal(m.expect("2\r\n"), '\r\n+CMTI: "SM",2\r\n')
        answer = m.at("AT+CMGR=2").split("\n")
        sms = decode_deliver(answer[1])
        equal(answer[0], f"+CMGR: 0,,{len(answer[1]) // 2 - 1 - int(answer[1][:2], 16)}")
        equal((sms["sender"], sms["text"], sms["zone"]), ("+6281234567890", "dua", 0x82))
        equal(m.at("AT+CMGR=2").split("\n")[0].split(",")[0], "+CMGR: 1")
        equal(m.at("AT+CMGD=2"), "OK")
        equal(m.at("AT+CMGR=2"), "+CMS ERROR: 321")
        equal(m.at("AT+CMGR=500"), "+CMS ERROR: 321")
        equal(m.at("AT+CMGR=x"), "+CMS ERROR: 304")
        equal([line.split()[:1] for line in m.ledger("X")], [["2"]])
        equal(len(m.at("AT+CMGL=4").split("\n")), 4)
        equal(m.at("AT+CMGD=1,4"), "OK")
        equal(m.at("AT+CMGL=4"), "OK")


def test_sending_reaches_the_phone():
    with Modem().setup() as m:
        watcher = m.connect()
        watcher.write("watch 081234567890\n")
        watcher.flush()
        equal(watcher.readline(), "ok\n")
        equal(m.send(*submit(text="halo {} € ~")), "+CMGS: 1\n\nOK")
        equal(watcher.readline(), "sms +6281200000001 +6281234567890 halo {} € ~\n")
        equal(m.send(*submit(to="081234567890", text="2\n")), "+CMGS: 2\n\nOK")
        equal(watcher.readline(), "sms +6281200000001 +6281234567890 2\\n\n")
        watcher.close()
        pdu, _ = submit(text="halo {} € ~")
        equal(m.ledger("S")[0], f"1 +6281234567890 {pdu[2:]} halo {{}} € ~")


def test_escape_at_the_prompt_sends_nothing():
    with Modem().setup() as m:
        m.write("AT+CMGS=20\r")
        m.expect("> ")
        m.write("0011\x1b")
        equal(m.expect("OK\r\n"), "\r\nOK\r\n")
        equal(m.ledger("S"), [])
        equal(m.at("AT"), "OK")


def test_lines_wait_while_the_prompt_stands():
    with Modem().setup() as m:
        pdu, octets = submit()
        m.write(f"AT+CMGS={octets}\r")
        m.expect("> ")
        m.control("urc ^RSSI:3")
        m.write(pdu)
        equal(m.quiet(), "")
        m.write("\x1a")
        equal(m.expect("SSI:3\r\n"), "\r\n+CMGS: 1\r\n\r\nOK\r\n\r\n^RSSI:3\r\n")


WRONG_SUBMITS = {
    "announced one more": (submit()[0], submit()[1] + 1),
    "announced one less": (submit()[0], submit()[1] - 1),
    "odd digits": (submit()[0] + "0", submit()[1]),
    "not hex": (submit()[0][:-1] + "G", submit()[1]),
    "blank inside": (submit()[0][:10] + " " + submit()[0][10:], submit()[1]),
    "empty": ("", 20),
    "a DELIVER": submit(first=0x10),
    "no address": submit(address=b"\x00\x91"),
    "address of 21 digits": submit(address=b"\x15\x91" + b"\x11" * 11),
    "address type without its first bit": submit(address=b"\x04\x11\x21\x43"),
    "alphanumeric address": submit(address=b"\x04\xd0\x41\x42"),
    "odd address without filler": submit(address=b"\x03\x91\x21\x43"),
    "filler inside": submit(address=b"\x04\x91\xf1\x43"),
    "length says one septet more": submit(length=9, data=pack("halohalo")[1] + b"\0\0"),
    "length says fewer": submit(length=4, data=pack("halohalo")[1]),
    "161 septets": submit(length=161, data=b"\x00" * 141),
    "ends with an escape": submit(length=1, data=b"\x1b"),
    "odd UCS2": submit(dcs=8, length=3, data=b"\0a\0"),
    "reserved coding": submit(dcs=0x0C),
    "header longer than data": submit(first=0x51, dcs=8, length=4, data=b"\x09\x00\x03\x01"),
    "part 3 of 2": submit(first=0x51, dcs=8, length=8, data=b"\x05\x00\x03\x01\x02\x03\0a"),
    "part 0": submit(first=0x51, dcs=8, length=8, data=b"\x05\x00\x03\x01\x02\x00\0a"),
    "no room for the period": submit(first=0x19, length=1, data=b""),
    "centre longer than all": ("0C" + submit()[0][2:], submit()[1]),
}


def test_wrong_submits_are_refused():
    with Modem().setup() as m:
        for what, (pdu, octets) in WRONG_SUBMITS.items():
            answer = m.send(pdu, octets)
            assert answer == "+CMS ERROR: 304", f"{what}: {answer}"
        equal(m.ledger("S"), [])
        equal(len(m.ledger("V")), len(WRONG_SUBMITS))
        for command in ("AT+CMGS", "AT+CMGS=", "AT+CMGS=3", "AT+CMGS=165", 'AT+CMGS="1"'):
            equal(m.at(command), "+CMS ERROR: 304")


def test_right_submits_of_every_form_are_taken():
    with Modem().setup() as m:
        m.control("watch *")
        for pdu, octets in (
            submit(first=0x01, period=b""),
            submit(first=0x19, period=b"\x11" * 7),
            submit(first=0x09, period=b"\x11" * 7),
            submit(to="+628123456789", centre=bytes.fromhex("06912618010000")),
            submit(dcs=0x11, reference=255),
            submit(dcs=8, length=6, data="aΩ".encode("utf-16-be") + b"\0b"),
            submit(dcs=0xF5, length=3, data=b"\1\2\3"),
            submit(text="x" * 160),
            submit(to="*123#"[1:4]),
        ):
            assert m.send(pdu, octets).endswith("OK"), pdu


def test_no_network_and_no_centre_refuse_sending():
    with Modem().setup() as m:
        m.control("fault creg 2")
        equal(m.send(*submit()), "+CMS ERROR: 331")
        m.control("fault creg 1")
        m.control("fault lose-centre on")
        m.control("fault reset")
        m.setup()
        equal(m.at("AT+CSCA?"), '+CSCA: "",129\n\nOK')
        equal(m.send(*submit()), "+CMS ERROR: 330")
        equal(m.at('AT+CSCA="+6281100000",145'), "OK")
        equal(m.send(*submit()), "+CMGS: 1\n\nOK")


def test_written_message_is_sent_from_its_slot():
    with Modem().setup() as m:
        pdu, octets = submit()
        m.write(f"AT+CMGW={octets}\r")
        m.expect("> ")
        m.write(pdu + "\x1a")
        equal(m.expect("OK\r\n"), "\r\n+CMGW: 1\r\n\r\nOK\r\n")
        equal(m.at("AT+CMGR=1").split("\n")[0], f"+CMGR: 2,,{octets}")
        equal(m.at("AT+CMSS=1"), "+CMSS: 1\n\nOK")
        equal(m.at("AT+CMGR=1").split("\n")[0], f"+CMGR: 3,,{octets}")
        equal(m.at("AT+CMSS=2"), "+CMS ERROR: 321")


def test_full_storage_leaves_messages_in_the_network():
    with Modem("--slots", "3", "--profile", "huawei-e173").setup() as m:
        m.control("burst 5 +62812 nomor {n}")
        m.expect(r'\^SMMEMFULL: "SM"\r\n')
        status = m.status()
        equal((status["SM"], status["waiting"]), ("3/3", "2"))
        equal(m.at("AT+CPMS?"), '+CPMS: "SM",3,3,"SM",3,3,"SM",3,3\n\nOK')
        seen = []
        for _ in range(5):
            sms = decode_deliver(m.slot(0))
            seen.append((sms["sender"], sms["text"]))
            equal(m.at("AT+CMGD=0"), "OK")
            wait_for(lambda: m.status()["waiting"] == "0" or m.status()["SM"] == "3/3")
            if m.status()["SM"] != "3/3":
                break
        first = m.at("AT+CMGL=4")
        for line in first.split("\n"):
            if re.fullmatch("[0-9A-F]{20,}", line):
                seen.append((decode_deliver(line)["sender"], decode_deliver(line)["text"]))
        equal(sorted(seen), [(f"+62812{n:08}", f"nomor {n}") for n in range(1, 6)])


def test_wrong_pin_counts_down_across_restarts():
    with tempfile.TemporaryDirectory() as folder:
        options = ["--pin", "1234", "--state", folder + "/sim"]
        with Modem(*options) as m:
            m.at("ATE0+CMEE=1")
            equal(m.at("AT+CPIN?"), "+CPIN: SIM PIN\n\nOK")
            equal(m.at("AT+CIMI"), "+CME ERROR: 11")
            equal(m.at("AT+CMGR=1"), "+CMS ERROR: 311")
            equal(m.at("AT+CREG?"), "+CREG: 0,0\n\nOK")
            equal(m.at('AT+CPIN="99"'), "+CME ERROR: 50")
            equal(m.at('AT+CPIN="9999"'), "+CME ERROR: 16")
            equal(m.at("AT+CPINR"), "+CPINR: SIM PIN,2,3\n+CPINR: SIM PUK,10,10\n\nOK")
        with Modem(*options) as m:
            m.at("ATE0+CMEE=1")
            equal(m.at('AT+CPIN="9999"'), "+CME ERROR: 16")
            equal(m.at('AT+CPIN="9999"'), "+CME ERROR: 16")
            equal(m.at("AT+CPIN?"), "+CPIN: SIM PUK\n\nOK")
            equal(m.at('AT+CPIN="1234"'), "+CME ERROR: 12")
            equal(m.at('AT+CPIN="11111111","4321"'), "+CME ERROR: 16")
            equal(m.at('AT+CPIN="12345678","4321"'), "OK")
            equal(m.at("AT+CREG?"), "+CREG: 0,1\n\nOK")
        with Modem(*options) as m:
            m.at("ATE0+CMEE=1")
            equal(m.at('AT+CPIN="4321"'), "OK")
            equal(m.at('AT+CPIN="4321"'), "+CME ERROR: 3")
            m.control("fault reset")
            m.at("ATE0")
            equal(m.at("AT+CPIN?"), "+CPIN: SIM PIN\n\nOK")


def test_line_is_paced_in_both_directions():
    with Modem("--baud", "9600").setup() as m:
        byte_s = 10 / 9600
        m.control("sms +6281 " + "x" * 160)
        m.expect(r"\+CMTI[^\r]*\r\n")
        began = time.monotonic()
        m.write("AT+CMGR=1\r")
        answer = m.expect("OK\r\n")
        took = time.monotonic() - began
        least = (len(answer) + len("AT+CMGR=1\r")) * byte_s
        assert least * 0.98 <= took < least + 5, (least, took)


def test_registration_is_announced():
    with Modem().setup() as m:
        equal(m.at("AT+CREG=2"), "OK")
        m.control("fault creg 3")
        equal(m.expect("3\r\n"), "\r\n+CREG: 3\r\n")
        m.control("fault creg 1")
        equal(m.expect('D"\r\n'), '\r\n+CREG: 1,"1A2B","0C3D"\r\n')
        equal(m.at("AT+CREG?"), '+CREG: 2,1,"1A2B","0C3D"\n\nOK')
        equal(m.at("AT+CFUN=4"), "OK")
        equal(m.expect("0\r\n"), "\r\n+CREG: 0\r\n")
        equal(m.at("AT+CSQ"), "+CSQ: 99,99\n\nOK")
        m.control("sms +62812 menunggu")
        equal(m.status()["waiting"], "1")
        equal(m.at("AT+CFUN=1"), "OK")
        m.expect(r'\+CMTI: "SM",1\r\n')


def test_call_rings_until_it_is_hung_up():
    with Modem().setup() as m:
        equal(m.at("AT+CLIP=1"), "OK")
        m.control("call 081234567890 2")
        equal(m.expect("0\r\n"), '\r\nRING\r\n\r\n+CLIP: "+6281234567890",145,,,,0\r\n')
        equal(m.at("AT+CHUP"), "OK")
        m.control("call 081234567890")
        m.expect("RING\r\n")
        m.control("hangup")
        m.expect("\r\nNO CARRIER\r\n")


def test_ussd_is_written_as_each_modem_does():
    packed = pack("*888#")[1].hex().upper()
    for profile, request, answer in (
        ("generic", "*888#", r'\+CUSD: 0,"Rp 5 sisa",15'),
        ("huawei-e173", packed, f'\\+CUSD: 0,"{pack("Rp 5 sisa")[1].hex().upper()}",15'),
        ("sim7600", "*888#", f'\\+CUSD: 0,"{"Rp 5 sisa".encode("utf-16-be").hex().upper()}",72'),
    ):
        with Modem("--profile", profile).setup() as m:
            m.control("fault balance Rp 5 sisa")
            equal(m.at(f'AT+CUSD=1,"{request}",15'), "OK")
            m.expect(answer + "\r\n")
            equal(m.ledger("U"), ["*888#"])
            assert "ERROR" in m.at('AT+CUSD=1,"hello",15')
    with Modem("--profile", "zte").setup() as m:  # the answer comes before OK
        m.write('AT+CUSD=1,"*888#",15\r')
        assert m.expect("OK\r\n").startswith("\r\n+CUSD: 0,")
    with Modem().setup() as m:
        m.at('AT+CSCS="UCS2"')
        request = "*888#".encode("utf-16-be").hex().upper()
        equal(m.at(f'AT+CUSD=1,"{request}",15'), "OK")
        m.control("ussd 1 Menu:\\n1 Ya")
        m.expect(f'\\+CUSD: 1,"{"Menu:".encode("utf-16-be").hex().upper()}000A[0-9A-F]*",15\r\n')


# --- what the network delivers -------------------------------------------------------


def delivered(m, n):
    """The n messages that lie in the slots, deleted behind us."""
    wait_for(lambda: m.status()["SM"].startswith(f"{n}/"), f"{n} messages")
    m.quiet(0.05)
    out = [decode_deliver(m.slot(i)) for i in range(1, n + 1)]
    for i in range(1, n + 1):
        equal(m.at(f"AT+CMGD={i}"), "OK")
    return out


def test_every_character_survives():
    with Modem().setup() as m:
        letters = BASIC.replace("\x1b", "").replace("\r", "\\r").replace("\n", "\\n")
        m.control("sms +62812 " + letters)
        equal(delivered(m, 1)[0]["text"], BASIC.replace("\x1b", ""))
        m.control("sms +62812 ^{}\\\\[~]|€")
        equal(delivered(m, 1)[0]["text"], "^{}\\[~]|€")
        m.control("sms +62812 surat 😀 ﷽ ꦧ")
        sms = delivered(m, 1)[0]
        equal((sms["dcs"], sms["text"].decode("utf-16-be")), (8, "surat 😀 ﷽ ꦧ"))


def test_senders_of_every_kind():
    with Modem().setup() as m:
        for written, shown in (
            ("081234567890", "+6281234567890"),
            ("6281234567890", "+6281234567890"),
            ("+447700900123", "+447700900123"),
            ("=081234567890", "081234567890"),
            ("888", "888"),
            ("TELKOMSEL", "TELKOMSEL"),
            ("Pak\\sRT", "Pak RT"),
        ):
            m.control(f"sms {written} x")
            equal(delivered(m, 1)[0]["sender"], shown)


def test_long_texts_come_in_parts():
    with Modem("--slots", "100").setup() as m:
        text = "{" * 80 + "abc " * 100
        m.control("sms +62812 " + text)
        parts = delivered(m, 4)
        equal("".join(p["text"] for p in parts), text)
        equal([p["part"] for p in parts], [(0, 4, n, 8) for n in (1, 2, 3, 4)])
        text = "surat 😀" * 30
        m.control("sms +62812 " + text)
        parts = delivered(m, 4)
        equal(b"".join(p["text"] for p in parts).decode("utf-16-be"), text)
        assert all(p["text"].decode("utf-16-be") for p in parts)  # no pair is cut
        m.control("sms-parts 2,1,3:0xBEEF".replace("0xBEEF", str(0xBEEF)) + "/16 +62812 pendek saja")
        parts = delivered(m, 3)
        equal([p["part"] for p in parts], [(0xBEEF, 3, n, 16) for n in (2, 1, 3)])
        equal(parts[1]["text"] + parts[0]["text"] + parts[2]["text"], "pendek saja")
        m.control("sms-parts 1,1:0 +62812 dobel")
        equal([p["part"] for p in delivered(m, 2)], [(0, 1, 1, 8)] * 2)
        m.control("sms-parts 1,2/cut +62812 😀")
        equal([p["text"] for p in delivered(m, 2)], [b"\xd8\x3d", b"\xde\x00"])


def test_equal_texts_differ_and_repeats_do_not():
    with Modem().setup() as m:
        m.control("sms +62812 sama")
        m.control("sms +62812 sama")
        first, second = delivered(m, 2)
        assert first["scts"] != second["scts"]
        m.control("fault dup on")
        m.control("sms +62812 kembar")
        first, second = delivered(m, 2)
        equal(first, second)


def test_shuffled_network_delivers_all():
    with Modem("--slots", "50").setup() as m:
        m.control("fault reorder on")
        m.control("burst 40 +62812 {n}")
        got = [sms["text"] for sms in delivered(m, 40)]
        assert got != sorted(got, key=int)
        equal(sorted(got, key=int), [str(n) for n in range(1, 41)])


def test_direct_delivery_waits_for_its_acknowledgement():
    with Modem().setup() as m:
        equal(m.at("AT+CSMS=1"), "+CSMS: 1,1,1\n\nOK")
        equal(m.at("AT+CNMI=2,2,0,0,0"), "OK")
        equal(m.at("AT+CNMA"), "+CMS ERROR: 340")
        m.control("sms +62812 satu")
        m.control("sms +62812 dua")
        lines = m.expect(r"\+CMT: ,\d+\r\n[0-9A-F]+\r\n").strip().split("\r\n")
        equal(decode_deliver(lines[1])["text"], "satu")
        equal(lines[0], f"+CMT: ,{len(lines[1]) // 2 - 1 - int(lines[1][:2], 16)}")
        equal(m.quiet(), "")
        equal(m.at("AT+CNMA"), "OK")
        lines = m.expect(r"\+CMT: ,\d+\r\n[0-9A-F]+\r\n").strip().split("\r\n")
        equal(decode_deliver(lines[1])["text"], "dua")
        m.control("fault reset")  # before the acknowledgement: it comes again
        m.setup()
        m.expect(r'\+CMTI: "SM",1\r\n', 1) if "CMTI" in m.seen.decode() else None
        equal(decode_deliver(m.slot(1))["text"], "dua")


def test_classes_and_silent_messages():
    with Modem().setup() as m:
        m.control("sms-class 0 +62812 kilat")
        m.expect(r"\+CMT: ,\d+\r\n[0-9A-F]+\r\n")
        m.control("sms-class 1 +62812 biasa")
        m.expect(r'\+CMTI: "SM",1\r\n')
        m.control("pdu 000405912618F240006211129051708200")
        wait_for(lambda: len(m.ledger("D")) == 3)
        assert m.ledger("D")[2].split()[2:4] == ["NONE", "-1"]
        equal(m.quiet(), "")


def test_any_pdu_is_shown_as_it_is():
    with Modem().setup() as m:
        for i, pdu in enumerate(("00", "0791", "ZZ", "07912618010000000", "FF" * 300), 1):
            m.control("pdu " + pdu)
            equal(m.slot(i), pdu)


def test_reports_come_when_they_are_asked_for():
    with Modem().setup() as m:
        equal(m.at("AT+CNMI=2,1,0,1,0"), "OK")
        equal(m.send(*submit(first=0x31)), "+CMGS: 1\n\nOK")
        lines = m.expect(r"\+CDS: \d+\r\n[0-9A-F]+\r\n").strip().split("\r\n")
        report = bytes.fromhex(lines[1])[7:]
        equal((report[0] & 3, report[1], report[-1]), (2, 1, 0))
        equal(lines[0], f"+CDS: {len(report)}")
        m.control("fault report off")
        m.send(*submit(first=0x31))
        equal(m.quiet(), "")
        m.control("fault report on")
        equal(m.at("AT+CNMI=2,1,0,2,0"), "OK")
        m.send(*submit(first=0x31))
        m.expect(r'\+CDSI: "SR",1\r\n')
        m.at('AT+CPMS="SR"')
        assert m.at("AT+CMGR=1").endswith("OK")


# --- what goes wrong -----------------------------------------------------------------


def test_line_may_stand_before_every_byte_of_an_answer():
    with Modem().setup() as m:
        m.control("sms +62812 x")
        m.expect(r"\+CMTI[^\r]*\r\n")
        m.write("AT+CMGR=1,1\r")
        whole = m.expect("OK\r\n")
        for offset in range(len(whole)):
            m.control(f"fault urc-at {offset} ^RSSI:25")
            m.write("AT+CMGR=1,1\r")
            wanted = whole[:offset] + "\r\n^RSSI:25\r\n" + whole[offset:]
            equal(m.expect(".{%d}" % len(wanted)), wanted)
        m.control("fault urc-at each 3 RING")
        for _ in range(3):
            m.write("AT\r")
            equal(m.expect("K\r\n"), "\r\nO\r\nRING\r\nK\r\n")
        m.control("fault clear")
        m.control("fault urc-every 5")
        m.write("AT+CGMM\r")
        got = m.quiet()
        assert got.count("^RSSI:25") >= 2, got
        equal(got.replace("\r\n^RSSI:25\r\n", ""), "\r\nSimulasi\r\n\r\nOK\r\n")


def test_answers_get_lost_late_or_scripted():
    with Modem().setup() as m:
        m.control("fault drop-ok 1")
        m.write("AT+CSQ\r")
        equal(m.quiet(), "\r\n+CSQ: 18,99\r\n")
        equal(m.at("AT"), "OK")
        m.control("fault drop-ok AT+CREG 1")
        equal(m.at("AT"), "OK")
        m.write("AT+CREG?\r")
        equal(m.quiet(), "\r\n+CREG: 0,1\r\n")
        m.control("fault late 300")
        m.write("AT\r")
        equal(m.quiet(0.05), "")
        m.expect("OK\r\n")
        m.control("fault clear")
        m.control("fault answer 1 AT+CPIN? \\r\\n+CPIN:READY\\r\\n\\r\\nOK\\r\\n")
        equal(m.at("AT+CPIN?"), "+CPIN:READY\n\nOK")
        equal(m.at("AT+CPIN?"), "+CPIN: READY\n\nOK")
        m.control("fault answer always AT+CMGL ")
        m.write("AT+CMGL=4\r")
        equal(m.quiet(), "")


def test_forms_of_lines_and_prompts():
    with Modem().setup() as m:
        for style, wanted in (
            ("lf", "\nOK\n"),
            ("crcrlf", "\r\r\nOK\r\r\n"),
            ("cr", "\rOK\r"),
            ("nolead", "OK\r\n"),
            ("blank", "\r\n\r\nOK\r\n\r\n"),
        ):
            m.control("fault line-end " + style)
            m.write("AT\r")
            equal(m.quiet(), wanted)
        m.control("fault line-end crlf")
        for style, wanted in (("bare", "\r\n>"), ("crlf", "\r\n>\r\n"), ("noline", "> ")):
            m.control("fault prompt " + style)
            m.write("AT+CMGS=20\r")
            equal(m.quiet(), wanted)
            m.write("\x1b")
            m.expect("OK\r\n")
        m.control("fault no-prompt")
        m.control("fault ignore-esc")
        m.write("AT+CMGS=20\r")
        equal(m.quiet(), "")
        m.write("\x1b")
        equal(m.quiet(), "")
        m.write("\x1b")
        m.expect("OK\r\n")


def test_window_between_ctrl_z_and_the_answer():
    with Modem().setup() as m:
        pdu, octets = submit()
        for fault, n_accepted in (("hang-after-ctrl-z", 1), ("lose-send", 0)):
            m.control("fault " + fault)
            m.write(f"AT+CMGS={octets}\r")
            m.expect("> ")
            m.write(pdu + "\x1a")
            equal(m.quiet(), "")
            equal(len(m.ledger("S")), n_accepted)
            m.control("fault clear")
            equal(m.at("AT"), "OK")
            m.ledger_file.write_text("")
        m.control("fault refuse-send 38 1 081234567890")
        equal(m.send(pdu, octets), "+CMS ERROR: 38")
        equal(m.send(pdu, octets), "+CMGS: 2\n\nOK")
        m.control("fault hold-send 0.3")
        m.write(f"AT+CMGS={octets}\r")
        m.expect("> ")
        m.write(pdu + "\x1a")
        wait_for(lambda: len(m.ledger("S")) == 2)  # the network has it already
        m.control("sms +62812 dazwischen")
        equal(m.expect("OK\r\n"), '\r\n+CMTI: "SM",1\r\n\r\n+CMGS: 3\r\n\r\nOK\r\n')


def test_unplugged_modem_hangs_up_and_comes_back_cold():
    with Modem().setup() as m:
        before = os.readlink(m.link)
        m.control("fault hup 0.2 newlink")
        try:
            while m.read_more(PATIENCE_S):
                pass
            raise AssertionError("no hang-up")
        except EOFError:
            pass
        m.close_port()
        assert not m.link.is_symlink()
        wait_for(m.link.exists)
        assert os.readlink(m.link) != before
        m.open_port()
        m.write("AT\r")
        equal(m.expect("OK\r\n"), "AT\r\r\nOK\r\n")  # echo is on again
        m.setup()
        pdu, octets = submit()
        for where, n_accepted in (("before", 0), ("after", 1)):
            m.control(f"fault hup-after-ctrl-z {where} 0")
            m.write(f"AT+CMGS={octets}\r")
            m.expect("> ")
            m.write(pdu + "\x1a")
            equal(m.quiet(), "")
            m.close_port()
            wait_for(m.link.exists)
            m.open_port()
            m.setup()
            equal(len(m.ledger("S")), n_accepted)


def test_silence_garbage_and_wrong_speed():
    with Modem().setup() as m:
        m.control("fault silence on")
        m.write("AT\r")
        equal(m.quiet(), "")
        m.control("fault silence off")
        equal(m.at("AT"), "OK")
        m.control("fault garbage 500")
        m.write("AT+CGMM\r")
        assert m.quiet() != "\r\nSimulasi\r\n\r\nOK\r\n"
        m.control("fault clear")
        m.control("fault speed 9600")
        m.write("AT\r")
        assert "OK" not in m.quiet()
        attributes = termios.tcgetattr(m.port)
        attributes[4] = attributes[5] = termios.B9600
        termios.tcsetattr(m.port, termios.TCSANOW, attributes)
        m.quiet()
        m.write("\r")
        equal(m.at("AT"), "OK")


def test_storage_faults():
    with Modem("--slots", "4").setup() as m:
        m.control("fault reject-delete")
        m.control("sms-parts 1,2,3 +62812 abc")
        wait_for(lambda: m.status()["SM"] == "3/4")
        m.quiet(0.05)
        equal(m.at("AT+CMGD=1"), "+CMS ERROR: 500")
        m.control("fault cascade-delete on")
        equal(m.at("AT+CMGD=1"), "OK")
        equal(m.status()["SM"], "0/4")
        m.control("fault overflow on")
        m.control("burst 5 +62812 {n}")
        wait_for(lambda: m.status()["ME"] == "1/4")
        assert '+CMTI: "ME",1' in m.quiet(0.05)
        m.control("fault lie-length 2")
        answer = m.at("AT+CMGR=1").split("\n")
        equal(int(answer[0].split(",")[2]), len(answer[1]) // 2 - 7 + 2)
        m.at("AT+CMGD=1,4")
        m.control("fault empty-slot ok")
        equal(m.at("AT+CMGR=1"), "OK")
        m.control("fault bad-index on")
        m.control("sms +62812 x")
        m.expect(r'\+CMTI: "SM",-1\r\n')
        m.control("fault mute-cmti on")
        m.control("sms +62812 x")
        equal(m.quiet(), "")
        m.control("fault sim-busy 60")
        equal(m.at("AT+CPIN?"), "+CME ERROR: 14")
        equal(m.at("AT+CMGR=1"), "+CMS ERROR: 314")
        m.control("fault clear")
        equal(m.at("AT+CPIN?"), "+CPIN: READY\n\nOK")


def test_plug_is_pulled_at_a_command():
    for where, n_deleted in (("before", 0), ("after", 1)):
        with Modem().setup() as m:
            m.control("sms +62812 x")
            wait_for(lambda: m.status()["SM"] == "1/20")
            m.control(f"fault hup-at AT+CMGD {where} 0")
            m.write("AT+CMGD=1\r")
            wait_for(lambda: any(f.startswith("hup-at") for f in m.ledger("F")))
            equal(len(m.ledger("X")), n_deleted)
            wait_for(lambda: len(m.ledger("B")) == 2)
            m.close_port()
            m.open_port()
            m.setup()
            equal(m.status()["SM"], f"{1 - n_deleted}/20")


def test_answers_cut_and_lines_of_other_times():
    with Modem().setup() as m:
        m.control("fault cut 10")
        m.write("AT+CGMM\r")
        equal(m.quiet(), "\r\nSimulasi")
        equal(m.at("AT"), "OK")
        m.control("fault urc-repeat 0.05 ^RSSI:9")
        for _ in range(3):
            m.expect("RSSI:9\r\n")
        m.control("fault clear")
        m.control("fault at-open 0791\\r\\nOK\\r\\n")
        m.close_port()
        wait_for(lambda: m.status()["open"] == "0")
        m.open_port()
        equal(m.quiet(), "0791\r\nOK\r\n")
        m.control("fault forget")
        m.write("AT+CNMI?\r")
        assert m.expect("OK\r\n").startswith("AT+CNMI?\r\r\n+CNMI: 0,0")


def test_network_faults():
    with Modem("--slots", "1").setup() as m:
        m.control("watch *")
        m.control("fault lte-only on")
        equal(m.at("AT+CREG?;+CEREG?"), "+CREG: 0,0\n\n+CEREG: 0,1\n\nOK")
        m.control("fault no-credit")
        assert m.send(*submit()).endswith("+CMS ERROR: 38")
        equal(decode_deliver(m.slot(1))["sender"], "TELKOMSEL")
        m.control("fault clear")
        m.control("fault refuse-send 38 1 +6281234567890 1")
        assert m.send(*submit()).endswith("OK")
        equal(m.controls.readline().split(" ")[0], "sms")
        equal(m.send(*submit()), "+CMS ERROR: 38")
        m.control("fault drop-sent on")
        assert m.send(*submit()).endswith("OK")
        m.control("sms +62812 berikut")  # the next line read is its answer: no sms
        m.control("fault swap-after-read")
        assert decode_deliver(m.slot(1))["sender"] == "TELKOMSEL"
        equal(decode_deliver(m.slot(1))["text"], "berikut")


def test_reset_loses_settings_and_says_so():
    with Modem("--profile", "sim800").setup() as m:
        m.control("fault reset")
        m.expect("\r\nRDY\r\n.*\r\nCall Ready\r\n\r\nSMS Ready\r\n")
        m.write("AT+CNMI?\r")
        assert m.expect("OK\r\n").startswith("AT+CNMI?\r\r\n+CNMI: 0,0,0,0,0")
        m.at("ATE0")
        m.write("AT+CFUN=1,1\r")
        assert m.expect("SMS Ready\r\n").startswith("\r\nOK\r\n\r\nRDY\r\n")


def test_commands_of_a_maker():
    with Modem("--profile", "huawei-e173").setup() as m:
        equal(m.at("AT^CURC=0"), "OK")
        equal(m.at("AT^CPIN"), "^CPIN: SIM PIN,3,10,3,10,3\n\nOK")
        assert m.at("AT^ICCID").startswith("^ICCID: 8962")
        equal(m.at("AT+CPINR"), "ERROR")
        m.at('AT+CSCS="UCS2";+COPS=3,2')
        equal(m.at("AT+COPS?"), '+COPS: 0,2,"51010"\n\nOK')
    with Modem().setup() as m:
        equal(m.at("AT^CURC=0"), "ERROR")


def test_every_profile_can_be_talked_to():
    names = subprocess.run(
        [BUILD / "modemsim", "--help"], capture_output=True, text=True, check=True
    ).stdout.split("profiles: ")[1]
    for name in names.split():
        with Modem("--profile", name).setup() as m:
            fields = re.findall(r"\(([0-9,]+)\)", m.at("AT+CNMI=?"))
            equal(len(fields), 5)
            for digit in "0123":
                answer = m.at(f"AT+CNMI=2,1,0,0,{digit}")
                equal(answer == "OK", digit in fields[4])
            m.control("sms +62812 halo")
            index = re.search(r'",(\d+)', m.expect(r"\+CMTI: [^\r]*\r\n")).group(1)
            storage = re.search(r'"(..)"', m.at("AT+CPMS?")).group(1)
            equal(m.ledger("D")[0].split()[2:4], [storage, index])
            equal(decode_deliver(m.slot(index))["text"], "halo")


# --- around it -----------------------------------------------------------------------


def test_killed_program_leaves_neither_lock_nor_bytes():
    with Modem().setup() as m:
        fcntl.ioctl(m.port, termios.TIOCEXCL)
        m.close_port()
        wait_for(lambda: m.status()["open"] == "0")
        m.control("urc ^STALE")
        m.open_port()
        wait_for(lambda: m.status()["open"] == "1")
        equal(m.quiet(), "")
        equal(m.at("AT"), "OK")
        exclusive = bytearray(4)
        fcntl.ioctl(m.port, TIOCGEXCL, exclusive)
        equal(bytes(exclusive), bytes(4))


def test_idle_simulator_sleeps():
    with Modem().setup() as m:
        stat = pathlib.Path(f"/proc/{m.process.pid}/stat")

        def ticks():
            fields = stat.read_text().rsplit(") ", 1)[1].split()
            return int(fields[11]) + int(fields[12])

        before = ticks()
        time.sleep(1)
        assert ticks() - before <= 10, "more than a tenth of a processor"


def test_control_socket_says_what_is_wrong():
    with Modem() as m:
        for line, answer in (
            ("nonsense", "error there is no command 'nonsense'"),
            ("sms 08", "error needs a sender and a text"),
            ("fault nonsense", "error there is no fault 'nonsense'"),
            ("fault hup", "error usage: fault hup SECONDS"),
            ("burst x y z", "error the number of texts"),
            ("pdu", "error a PDU has"),
            ("sms-parts 0 08 x", "error the order"),
        ):
            m.controls.write(line + "\n")
            m.controls.flush()
            got = m.controls.readline()
            assert got.startswith(answer), got
        assert "sms FROM TEXT" in m.control("help")


def test_times_for_the_bench():
    with Modem().setup() as m:
        m.control("bench on")
        m.control("sms +62812 halo")
        m.expect(r"\+CMTI[^\r]*\r\n")
        m.send(*submit())
        times = [line.split() for line in m.ledger("T")]
        equal([t[0] for t in times], ["cmti", "cmgs", "sent"])
        assert int(times[0][2]) <= int(times[1][2]) <= int(times[2][2])


def phone(m, *arguments, text=""):
    return subprocess.run(
        [BUILD / "phone", *arguments, "--control", m.socket if m else "/nonexistent"],
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_phone_sends_and_shows_replies():
    with Modem().setup() as m:
        sender = subprocess.Popen(
            [BUILD / "phone", "081234567890", "--control", m.socket, "--once", "sktm halo"],
            stdout=subprocess.PIPE,
            text=True,
        )
        m.expect(r'\+CMTI: "SM",1\r\n')
        equal(decode_deliver(m.slot(1))["text"], "sktm halo")
        m.send(*submit(text="Kode 4829-1372\nTerima kasih"))
        equal(sender.communicate(timeout=60)[0], "Kode 4829-1372\nTerima kasih\n")
        equal(sender.returncode, 0)
        got = phone(m, "081234567891", text="satu\ndua\n")
        equal((got.returncode, got.stdout), (0, ""))
        equal([n.split(" ", 2)[2] for n in m.ledger("N")], ["sktm halo", "satu", "dua"])
        got = phone(None, "0812")
        equal((got.returncode, "make run" in got.stderr), (3, True))
        equal(phone(m).returncode, 2)


def store_with(folder, inbox, tickets, outbox):
    path = folder / "store.db"
    path.unlink(missing_ok=True)
    store = sqlite3.connect(path)
    store.executescript(
        'CREATE TABLE inbox (id INTEGER, door, sender, pdu, text, state);'
        'CREATE TABLE tickets (inbox_id INTEGER);'
        'CREATE TABLE outbox ("to" TEXT, text TEXT, state TEXT);'
    )
    rows = [(*row, "handled")[:5] for row in inbox]
    store.executemany("INSERT INTO inbox VALUES (?, 'sms', ?, ?, ?, ?)", rows)
    store.executemany("INSERT INTO tickets VALUES (?)", [(t,) for t in tickets])
    store.executemany("INSERT INTO outbox VALUES (?, ?, 'sent')", outbox)
    store.commit()
    return path


def test_ledger_finds_what_is_lost_and_doubled():
    sent = submit(text="balas")[0][2:]
    lines = [
        "N 1 +62812 halo satu", "D 1 5 SM 1 04AA", "R 1 SM 1", "X 1 SM 1",
        "N 2 +62812 halo dua", "D 2 6 SM 1 04BB", "F drop-ok AT",
        f"S 1 +62812 {sent} balas",
    ]  # fmt: skip
    one, two = (1, "+62812", "0004AA", "halo satu"), (2, "+62812", "079100000000000004BB", "halo dua")
    reply = [("+62812", "balas")]
    more = [f"S 2 +62812 {sent} balas"]
    strange, noise = (9, "+62813", "0004CC", "tiga"), (9, "", "0004C", "", "damaged")
    for inbox, tickets, outbox, extra, wanted, code in (
        ([one, two], [1, 2], reply, [], "2, lost 0, doubled tickets 0, doubled replies 0, unexpected 0", 0),
        ([one, two, strange], [1, 2], reply, [], "2, lost 0, doubled tickets 0, doubled replies 0, unexpected 1", 1),
        ([one, two, noise], [1, 2], reply, [], "2, lost 0, doubled tickets 0, doubled replies 0, unexpected 0", 0),
        ([one, noise], [1], reply, [], "2, lost 1, doubled tickets 0, doubled replies 0, unexpected 0", 1),
        ([one], [1], reply, [], "2, lost 1, doubled tickets 0, doubled replies 0, unexpected 0", 1),
        ([one, two, (3, *one[1:])], [1, 2, 3], reply, [], "2, lost 0, doubled tickets 1, doubled replies 0, unexpected 0", 1),
        ([one, two], [1, 2], reply, more, "2, lost 0, doubled tickets 0, doubled replies 1, unexpected 0", 0),
        ([one, two], [1, 2], [], [], "2, lost 0, doubled tickets 0, doubled replies 0, unexpected 1", 1),
        ([one, two], [1, 2], reply * 2, [], "2, lost 0, doubled tickets 0, doubled replies 0, unexpected 0", 1),
    ):  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            ledger = pathlib.Path(folder) / "ledger"
            ledger.write_text("\n".join(lines + extra) + "\n")
            store = store_with(pathlib.Path(folder), inbox, tickets, outbox)
            got = subprocess.run([HERE / "ledger", ledger, store], capture_output=True, text=True)
            shown = got.stdout.split("\n")[0] or got.stderr
            equal((shown, got.returncode), ("delivered " + wanted, code))


def main(arguments):
    names = arguments[1:]
    tests = [(n, f) for n, f in globals().items() if n.startswith("test_")]
    n_passed = n_failed = 0
    for name, test in tests:
        if names and not any(word in name for word in names):
            continue
        began = time.monotonic()
        try:
            test()
            n_passed += 1
            if os.environ.get("V"):
                print(f"ok {name} {time.monotonic() - began:.1f} s")
        except Exception as error:  # a test must not end the others
            n_failed += 1
            line = error.__traceback__
            while line.tb_next and line.tb_next.tb_frame.f_code.co_filename == __file__:
                line = line.tb_next
            print(f"FAIL {name} line {line.tb_lineno}: {type(error).__name__} {error}")
    print(f"{n_passed} passed, {n_failed} failed")
    return 1 if n_failed else 0


if __name__ == "__main__":
    BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
    sys.exit(main(sys.argv[1:]))
