# SPDX-License-Identifier: MIT
"""A community network on loopback for the tests of suratussd: Debian's real osmo-hlr, and our own
MSC and external USSD entity, which speak GSUP as the standards and Osmocom's documents have it.
Nothing of ussd/ is used: a wrong reading there would show here.

Each network has an address of its own under 127/8, since osmo-hlr's ports are fixed.
"""
import os
import random
import shutil
import socket
import struct
import subprocess
import time

from harness import Skip, wait_until

GSUP, VTY, CONTROL = 4222, 4258, 4259
REQUEST, ERROR, RESULT = 0x20, 0x21, 0x22
BEGIN, CONTINUE, END = 1, 2, 3
INVOKE, RETURN_RESULT, RETURN_ERROR = 0xA1, 0xA2, 0xA3
PROCESS_REQUEST, NETWORK_REQUEST = 0x3B, 0x3C


def pack(text):
    """23.038 6.1.2.3.1; plain characters only."""
    bits = 0
    septets = [{"@": 0, "$": 2, "_": 0x11}.get(c, ord(c)) for c in text]
    if len(septets) % 8 == 7:
        septets.append(13)
    for i, septet in enumerate(septets):
        bits |= septet << (7 * i)
    return bits.to_bytes((7 * len(septets) + 7) // 8, "little")


def unpack(octets):
    bits = int.from_bytes(octets, "little")
    septets = [bits >> (7 * i) & 0x7F for i in range(len(octets) * 8 // 7)]
    while septets and septets[-1] == 13:
        septets.pop()
    text = "".join({0: "@", 2: "$", 0x11: "_"}.get(s, chr(s)) for s in septets)
    return text[:-1] if len(octets) % 7 == 0 and text.endswith("@") else text


def element(tag, value):
    assert len(value) < 128
    return bytes([tag, len(value)]) + value


def elements(octets):
    found = []
    while octets:
        assert octets[1] < 128, "a long length: osmo-hlr would not read it"
        found.append((octets[0], octets[2:2 + octets[1]]))
        octets = octets[2 + octets[1]:]
    return found


def argument(text):
    return element(0x30, element(4, b"\x0f") + element(4, pack(text)))


def invoke(number, operation, text):
    return element(INVOKE, element(2, bytes([number])) + element(2, bytes([operation])) + argument(text))


def return_result(number, operation, text):
    body = element(2, bytes([operation])) + argument(text)
    return element(RETURN_RESULT, element(2, bytes([number])) + element(0x30, body))


def read_component(octets):
    """(kind, invoke number, operation or error, text, octets of text)"""
    (kind, body), = elements(octets)
    parts = elements(body)
    number = parts[0][1][0]
    if kind == RETURN_ERROR:
        return kind, number, parts[1][1][0], None, 0
    if kind == RETURN_RESULT:
        parts = [parts[0]] + elements(parts[1][1])
    operation = parts[1][1][0]
    (_, _dcs), (_, string) = elements(parts[2][1])
    return kind, number, operation, unpack(string), len(string)


def digits(number):
    number += "f" * (len(number) % 2)
    return bytes(int(number[i + 1] + number[i], 16) for i in range(0, len(number), 2))


class Peer:
    """A GSUP connection to the HLR under a name."""

    def __init__(self, address, name):
        self.socket = socket.create_connection((address, GSUP), timeout=20)
        self.name = name.encode()
        self.buffer = b""
        self.is_known = False
        self.messages = []
        end = time.monotonic() + 10
        while not self.is_known:
            assert time.monotonic() < end, "the HLR did not ask who we are"
            self.pump(1)

    def send(self, protocol, payload):
        self.socket.sendall(struct.pack(">HB", len(payload), protocol) + payload)

    def pump(self, timeout):
        """Take in what came; False when nothing did."""
        self.socket.settimeout(timeout)
        try:
            chunk = self.socket.recv(65536)
        except (TimeoutError, socket.timeout):
            return False
        if not chunk:
            raise EOFError("the HLR closed the connection")
        self.buffer += chunk
        while len(self.buffer) >= 3:
            length, protocol = struct.unpack(">HB", self.buffer[:3])
            if len(self.buffer) < 3 + length:
                break
            payload, self.buffer = self.buffer[3:3 + length], self.buffer[3 + length:]
            self.take(protocol, payload)
        return True

    def take(self, protocol, payload):
        if protocol == 0xFE and payload[0] == 0x00:
            self.send(0xFE, b"\x01")
        elif protocol == 0xFE and payload[0] == 0x04:
            answer = b"\x05"
            for tag, text in ((8, b"0/0/0\0"), (0, self.name + b"\0")):
                answer += struct.pack(">HB", len(text) + 1, tag) + text
            self.send(0xFE, answer)
            self.is_known = True
        elif protocol == 0xFE and payload[0] == 0x06:
            self.send(0xFE, b"\x06")
        elif protocol == 0xEE and payload[0] == 0x05:
            self.messages.append(self.read_gsup(payload[1:]))

    @staticmethod
    def read_gsup(octets):
        message = {"type": octets[0]}
        octets = octets[1:]
        while octets:
            tag, value = octets[0], octets[2:2 + octets[1]]
            octets = octets[2 + octets[1]:]
            if tag == 0x01:
                message["imsi"] = "".join(f"{b & 15:x}{b >> 4:x}" for b in value).rstrip("f")
            elif tag == 0x02:
                message["cause"] = value[0]
            elif tag == 0x30:
                message["session"] = struct.unpack(">I", value)[0]
            elif tag == 0x31:
                message["state"] = value[0]
            elif tag == 0x35:
                message["component"] = value
        return message

    def send_gsup(self, kind, imsi, session, state, component=b""):
        payload = bytes([5, kind]) + element(1, digits(imsi)) + element(0x30, struct.pack(">I", session))
        payload += element(0x31, bytes([state]))
        if component:
            payload += element(0x35, component)
        self.send(0xEE, payload)

    def next(self, imsi, session, timeout=20):
        """The next message of that session; None when none came in time."""
        end = time.monotonic() + timeout
        while True:
            for i, message in enumerate(self.messages):
                if message.get("session") == session and message.get("imsi") == imsi:
                    return self.messages.pop(i)
            left = end - time.monotonic()
            if left <= 0 or not self.pump(left):
                return None

    def close(self):
        self.socket.close()


class Call:
    """One phone's USSD session at the MSC."""
    next_session = 0x20000000

    def __init__(self, msc, imsi, dialled):
        Call.next_session += 1
        self.msc, self.imsi, self.session = msc, imsi, Call.next_session
        self.is_over = False
        self.asked = None
        msc.send_gsup(REQUEST, imsi, self.session, BEGIN, invoke(7, PROCESS_REQUEST, dialled))
        self.page = self.read()

    def read(self):
        message = self.msc.next(self.imsi, self.session)
        assert message is not None, "no answer"
        self.is_over = message["state"] == END
        kind, number, operation, text, n_octets = read_component(message["component"])
        if kind == RETURN_ERROR:
            self.error = operation
            return None
        assert n_octets <= 112, f"a page of {n_octets} octets"
        if self.is_over:
            assert (kind, number, operation) == (RETURN_RESULT, 7, PROCESS_REQUEST), message
        else:
            assert (kind, operation) == (INVOKE, NETWORK_REQUEST), message
            self.asked = number
        return text

    def answer(self, text):
        assert not self.is_over, self.page
        self.msc.send_gsup(RESULT, self.imsi, self.session, CONTINUE,
                           return_result(self.asked, NETWORK_REQUEST, text))
        self.page = self.read()
        return self.page

    def hang_up(self):
        self.msc.send_gsup(REQUEST, self.imsi, self.session, END)


class Hlr:
    """osmo-hlr with subscribers {imsi: number}; *77 leads to "surat", *78 to "lain"."""

    def __init__(self, house, subscribers, guard_s=30):
        if shutil.which("osmo-hlr") is None:
            raise Skip("osmo-hlr is not installed (make deps)")
        self.house = house
        self.address = "127.77.%d.%d" % (random.randrange(1, 254), random.randrange(1, 254))
        self.config, self.database = house.path("hlr.conf"), house.path("hlr.db")
        self.process = None
        self.write_config(guard_s)
        self.start()
        self.vty(*(words for imsi, number in subscribers.items()
                   for words in (f"subscriber imsi {imsi} create",
                                 f"subscriber imsi {imsi} update msisdn {number or 'none'}")))

    def write_config(self, guard_s):
        lines = ["log stderr", " logging level set-all notice", "line vty", f" bind {self.address}",
                 "ctrl", f" bind {self.address}", "hlr", " gsup", f"  bind ip {self.address}",
                 " euse surat", " euse lain", " ussd route prefix *77 external surat",
                 " ussd route prefix *78 external lain", f" ncss-guard-timeout {guard_s}"]
        with open(self.config, "w", encoding="ascii") as out:
            out.write("\n".join(lines) + "\n")

    def start(self):
        self.process = subprocess.Popen(
            ["osmo-hlr", "-s", "-c", self.config, "-l", self.database],
            stdout=self.house.log, stderr=self.house.log)
        wait_until(self.is_up, 20, "osmo-hlr")

    def is_up(self):
        assert self.process.poll() is None, f"osmo-hlr ended with {self.process.returncode}"
        try:
            for port in (GSUP, CONTROL, VTY):
                socket.create_connection((self.address, port), timeout=2).close()
        except OSError:
            return False
        return True

    def vty(self, *commands):
        with socket.create_connection((self.address, VTY), timeout=10) as vty:
            said = b""
            for words in ("enable", *commands):
                vty.sendall(words.encode() + b"\r\n")
            vty.sendall(b"exit\r\n")
            while chunk := vty.recv(65536):
                said += chunk
        assert b"%" not in said.replace(b"% Updated", b"").replace(b"% Created", b"") or \
            b"Unknown command" not in said, said
        return said.decode("latin-1")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=10)

    def restart(self):
        self.stop()
        self.start()
