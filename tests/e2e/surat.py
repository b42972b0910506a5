#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The surat command from outside: each word, each exit code, JSON, hostile texts, imports, two at once."""
import json
import os
import re
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

from harness import TOP, House, nik, run_tests, wait_until

os.environ["TZ"] = "WIB-7"  # of the programs: a village's computer
OK, NO, USAGE, STORE = 0, 1, 2, 3
SUPARMAN = "3513151205909901"
PHONE = "081234567890"
HOSTILE = "awal \x1b[31mmerah\x1b]0;x\x07 \u202ekanan\u202c \x9b2J \u200b \x7f akhir"
RAW_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

TABLES = {
    "inbox": dict(received_at=1795301000, service_at=0, state="handled", door="sms", modem="a", storage="SM",
                  slot=1, sender="+6281234567890", pdu="", text="", intent="", note="", part_reference=0,
                  part_bits=0, part_total=0, part_number=0, joined_into=None, seen=1),
    "outbox": dict(created_at=1795301000, state="queued", priority=1, to="+6281234567890", text="", phrase="",
                   inbox_id=None, ticket_id=None, modem="", attempts=0, unsure=0, next_at=0, valid_until=0,
                   parts_total=0, parts_sent=0, part_reference=0, sent_at=0, error=-1, sms_reference=-1, note="",
                   given_to="", updated_at=1795301000),
    "tickets": dict(village="35.13.15.2007", kind="SKTM", nik=SUPARMAN, name="SUPARMAN", purpose="sekolah",
                    phone="+6281234567890", door="sms", state="received", reason="", flags="", details="{}",
                    inbox_id=None, item=0, created_at=1795301000, updated_at=1795301000, due_at=0),
    "modems": dict(name="a", state="ready", since_at=1795301000, why="registered", port="/dev/x", model="SIM900",
                   imei="1", sim="2", operator_name="TELKOMSEL", signal_percent=61, sim_used=1, sim_size=20,
                   is_receiving_stopped=0, credit="", last_in_at=0, last_out_at=0, updated_at=int(time.time())),
}


class Desk(House):
    """A store and the surat command, without a modem."""

    def __enter__(self):
        self.surat("queue")  # makes the store
        return self

    def __exit__(self, kind, value, trace):
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words):
        """(exit code, stdout, stderr)"""
        result = self.surat(*words, check=False)
        assert "Sanitizer" not in result.stderr and "runtime error" not in result.stderr, result.stderr
        return result.returncode, result.stdout, result.stderr

    def expect(self, code, *words):
        got, out, err = self.run(*words)
        assert got == code, f"surat {words}: exit {got}, wanted {code}\n{out}{err}"
        assert code == OK or err or words[0] in ("doctor", "residents"), f"surat {words} fails without a word"
        return out if code == OK else out + err

    def screen(self, *words):
        """What people see: checked to be plain and to fit."""
        out = self.expect(OK, *words)
        for line in out.split("\n"):
            assert not RAW_CONTROLS.search(line), f"surat {words}: {line!r}"
            assert len(line) <= 100, f"surat {words}: {len(line)} columns: {line}"
        return out

    def json(self, *words):
        out = self.expect(OK, *words, "--json")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out), f"surat {words}: {out!r}"
        return json.loads(out)

    def sql(self, text, *values):
        database = sqlite3.connect(self.store, timeout=10)
        try:
            rows = database.execute(text, values).fetchall()
            database.commit()
            return rows
        finally:
            database.close()

    def put(self, table, **values):
        """Add a row as another program would have; returns its id."""
        row = dict(TABLES[table], **values)
        if table == "inbox":
            row["dedupe"] = os.urandom(32)
        if table == "tickets" and "code" not in row:
            row["code"] = f"{self.sql('SELECT 10000000 + count(*) FROM tickets')[0][0]}"
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self.sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", *row.values())
        if table == "modems":
            return row["name"]
        return self.sql(f"SELECT max(id) FROM {table}")[0][0]

    def new(self, number=1, kind="SKTM"):
        return self.json("new", "--kind", kind, "--nik", nik(number), "--purpose", "sekolah anak",
                         "--phone", PHONE)

    def file_with(self, name, content):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path


# --- words and exit codes ---------------------------------------------------------------

def test_help_names_every_word_and_explains_it(build):
    with Desk(build) as desk:
        out = desk.screen("help")
        for word in ("queue", "show", "new", "inbox", "unread", "outbox", "send", "explain",
                     "residents import", "modem", "doctor", "help"):
            assert f"  {word} " in out, word
            assert f"pemakaian: surat {word}" in desk.screen("help", *word.split()), word
        assert "--follow" in desk.screen("help", "q")


def test_unknown_words_name_the_nearest(build):
    with Desk(build) as desk:
        for word, nearest in (("qeue", "queue"), ("inbx", "inbox"), ("doktor", "doctor"),
                              ("resident-s", "residents"), ("moden", "modem")):
            said = desk.expect(USAGE, word)
            assert nearest in said, said
        assert "surat help" in desk.expect(USAGE, "zzzzzzzz")


def test_words_may_be_cut_short_when_it_is_clear(build):
    with Desk(build) as desk:
        assert desk.expect(OK, "q") == desk.expect(OK, "queue")
        assert desk.expect(OK, "mod") == desk.expect(OK, "modem")
        assert "bisa berarti: residents import, residents export" in desk.expect(USAGE, "residents")
        said = desk.expect(USAGE, "s")
        assert "show" in said and "send" in said, said
        path = desk.file_with("a.csv", f"nik,nama\n{SUPARMAN},SUPARMAN\n")
        assert "1 warga baru" in desk.expect(OK, "resi", "imp", path)


def test_wrong_usage_is_exit_2(build):
    with Desk(build) as desk:
        for words in ((), ("",), ("queue", "x"), ("queue", "--jsn"), ("queue", "--state"), ("queue", "--state", "x"),
                      ("queue", "--state", ""), ("queue", "--limit", "0"), ("queue", "--limit", "x"),
                      ("show",), ("show", "1", "2"), ("inbox", "--limit", "-1"), ("inbox", "--follow"),
                      ("send",), ("send", PHONE), ("new",), ("new", "--kind", "SKTM"), ("explain",),
                      ("residents", "import"), ("residents", "export"), ("residents", "search"), ("residents", "search", ""),
                      ("residents", "link", "1"), ("residents", "link", "1", ""), ("doctor", "x"), ("help", "zz"),
                      ("queue", "--state", "a\x1bb"), ("send", PHONE, b"\xff\xfe")):
            code, out, err = desk.run(*words)
            assert code == USAGE, f"surat {words}: exit {code} {out}{err}"
            assert err and not RAW_CONTROLS.search(err.replace("\n", "")), err


def test_wrong_settings_are_exit_2(build):
    with Desk(build) as desk:
        desk.options = ["nonsense.here=1"]
        assert "nonsense" in desk.expect(USAGE, "queue")


def test_a_store_that_does_not_open_is_exit_3(build):
    with Desk(build) as desk:
        garbage = desk.file_with("garbage.db", b"this is no database, only text " * 200)
        for path in (desk.path("none/surat.db"), garbage, desk.folder):
            desk.options = [f"store.path={path}"]
            assert desk.expect(STORE, "queue")
            assert desk.run("doctor")[0] == NO
        with open(garbage, "rb") as file:
            assert file.read(4) == b"this", "a file that is none of ours was changed"


def test_a_full_output_is_told(build):
    with Desk(build) as desk, open("/dev/full", "w", encoding="ascii") as full:
        result = subprocess.run([f"{desk.build}/surat", *desk.settings(), "help"], stdout=full,
                                stderr=subprocess.PIPE, text=True, timeout=60)
        assert result.returncode == NO and result.stderr, result


# --- tickets ----------------------------------------------------------------------------

def test_new_makes_a_ticket_that_queue_and_show_know(build):
    with Desk(build) as desk:
        ticket = desk.new()
        for name, value in (("state", "received"), ("kind", "SKTM"), ("nik", nik(1)), ("purpose", "sekolah anak"),
                            ("phone", "+6281234567890"), ("village", "35.13.15.2007"), ("number", None),
                            ("door", "desk")):
            assert ticket[name] == value, (name, ticket)
        assert re.fullmatch(r"\d{8}", ticket["code"]) and ticket["created_at"] > 0 and "name" in ticket, ticket
        assert desk.json("queue") == [ticket]
        shown = f"{ticket['code'][:4]}-{ticket['code'][4:]}"
        for typed in (ticket["code"], shown, shown.replace("-", " "), shown.replace("-", ".")):
            assert desk.json("show", typed) == ticket, typed
        screen = desk.screen("show", shown)
        for word in (shown, "DITERIMA", nik(1), "sekolah anak", "+6281234567890", "Riwayat"):
            assert word in screen, (word, screen)
        assert desk.sql("SELECT actor, door FROM events")[0][1] == "desk"


def test_codes_that_are_none_are_exit_1(build):
    with Desk(build) as desk:
        code = desk.new()["code"]
        wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
        swapped = next(code[:i] + code[i + 1] + code[i] + code[i + 2:]
                       for i in range(7) if code[i] != code[i + 1])
        for typed in (wrong, swapped, "1", "", "ABCDEFGH", code + "0", "\x1b[31m", "' OR 1=1"):
            desk.expect(NO, "show", typed)
        desk.sql("DELETE FROM outbox")
        other = desk.new(2)["code"]
        desk.sql("UPDATE tickets SET code = '00000017' WHERE code = ?", other)
        assert "tidak ada" in desk.expect(NO, "show", other)


def test_new_refuses_what_cannot_be_filed(build):
    with Desk(build) as desk:
        def words(**changes):
            values = dict(dict(kind="SKTM", nik=nik(1), purpose="sekolah", phone=PHONE), **changes)
            return ["new"] + [word for name, value in values.items() for word in (f"--{name}", value)]

        for changes in (dict(kind="SURATCINTA"), dict(kind=""), dict(nik="351315120590990"), dict(nik="3" * 17),
                        dict(nik="35131512059099O1"), dict(phone="0335421234"), dict(phone="112"),
                        dict(purpose=""), dict(purpose="   "), dict(purpose="x" * 161), dict(name="y" * 101)):
            assert desk.expect(NO, *words(**changes)), changes
        for changes in (dict(purpose="a\x1b[1mb"), dict(name="a\u202eb"), dict(purpose="a\nb")):
            desk.expect(USAGE, *words(**changes))
        assert desk.json("queue") == []
        desk.expect(OK, *words(purpose="x" * 160))


def test_the_same_request_twice_is_one_ticket(build):
    with Desk(build) as desk:
        first = desk.new()
        code, out, err = desk.run("new", "--kind", "sktm", "--nik", nik(1), "--purpose", "lagi", "--phone", PHONE,
                                  "--json")
        assert code == NO and err and json.loads(out)["code"] == first["code"], (code, out, err)
        assert len(desk.json("queue")) == 1


def test_queue_has_the_open_ones_and_state_picks(build):
    with Desk(build) as desk:
        states = ["received", "incomplete", "checked", "approved", "ready", "collected", "rejected", "cancelled",
                  "revoked", "expired"]
        for state in states:
            desk.put("tickets", state=state, name=state.upper())
        assert [t["state"] for t in desk.json("queue")] == states[:5]
        for state in states:
            assert [t["state"] for t in desk.json("queue", "--state", state)] == [state]
        assert [t["state"] for t in desk.json("queue", "--state", "coll")] == ["collected"]
        assert [t["state"] for t in desk.json("queue", "--state", "siap diambil")] == ["ready"]
        assert "re" in desk.expect(USAGE, "queue", "--state", "re")
        screen = desk.screen("queue")
        for word in ("DITERIMA", "BELUM LENGKAP", "MENUNGGU TANDA TANGAN", "DISETUJUI", "SIAP DIAMBIL"):
            assert word in screen, word
        assert "DITOLAK" not in screen


def test_the_queue_hides_nothing_however_long(build):
    with Desk(build) as desk:
        desk.sql("INSERT INTO tickets (code, village, kind, nik, name, purpose, phone, door, state, reason, flags,"
                 " details, item, created_at, updated_at, due_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
                 " i + 1 FROM n WHERE i < 1234) SELECT 10000000 + i, '35.13.15.2007', 'SKTM', '3513151205909901',"
                 " 'WARGA ' || i, 'p', '', 'sms', 'received', '', '', '{}', 0, 1795301000, 1795301000, 0 FROM n")
        codes = [t["code"] for t in desk.json("queue")]
        assert codes == [f"{10000001 + i}" for i in range(1234)], len(codes)
        assert desk.screen("queue").count("DITERIMA") == 1234
        assert [t["code"] for t in desk.json("queue", "--limit", "3")] == codes[:3]


class Follower:
    """surat queue --follow in the background, its lines as they come."""

    def __init__(self, desk, *words):
        self.child = subprocess.Popen([f"{desk.build}/surat", *desk.settings(), "queue", "--follow", *words],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.buffer = b""

    def line(self, timeout=5):
        """The next line; sooner than the 10 s after which a lost ring would be made good."""
        end = time.monotonic() + timeout
        while b"\n" not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.child.stdout], [], [], left)[0]:
                return None
            chunk = os.read(self.child.stdout.fileno(), 65536)
            if not chunk:
                return None
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.decode()

    def json(self):
        line = self.line()
        return json.loads(line) if line else None

    def end(self):
        self.child.terminate()
        _, err = self.child.communicate(timeout=20)
        return self.child.returncode, err.decode()


def ring(desk):
    """What a commit of surat does for what sqlite3 changed behind its back."""
    desk.surat("send", PHONE, "bel")


def test_follow_shows_changes_at_once(build):
    with Desk(build) as desk:
        first = desk.new(1)
        follower = Follower(desk, "--json")
        assert follower.json() == first
        second = desk.new(2)
        assert follower.json() == second
        def change(sql, code):
            """The next line after a change of another program, which must be about that ticket."""
            desk.sql(f"UPDATE tickets SET {sql} WHERE code = ?", code)
            ring(desk)
            told = follower.json()
            assert told and told["code"] == code, (sql, told)
            return told

        assert change("state = 'checked', updated_at = updated_at + 1", first["code"])["state"] == "checked"
        assert change("state = 'approved'", first["code"])["state"] == "approved"
        assert change("reason = 'x', updated_at = updated_at + 1", second["code"])["reason"] == "x"
        # It leaves the queue in front of one that stays and must not be told again.
        assert change("state = 'collected'", first["code"])["state"] == "collected"
        ring(desk)
        third = desk.new(3)
        assert follower.json() == third, "something was told twice"
        code, err = follower.end()
        assert code == OK and err == "", (code, err)
        bells = [name for name in os.listdir(desk.folder) if ".bell-" in name]
        assert bells == [], bells


def test_follow_ends_when_nobody_reads(build):
    with Desk(build) as desk:
        desk.new(1)
        follower = Follower(desk)
        assert "KODE" in follower.line() and "DITERIMA" in follower.line()
        follower.child.stdout.close()
        assert follower.child.wait(timeout=30) == OK  # without any further ticket
        follower.child.stderr.close()


# --- texts ------------------------------------------------------------------------------

def test_hostile_texts_are_shown_escaped(build):
    with Desk(build) as desk:
        desk.put("inbox", text=HOSTILE, state="unread", sender="BANK\x1b[2J", note="x\x1by")
        desk.put("inbox", text="satu\x00dua", state="unread")
        desk.put("outbox", text=HOSTILE, to="+6281\x1b", note=HOSTILE[:40])
        desk.put("tickets", code="48291376", name=HOSTILE, purpose=HOSTILE, reason=HOSTILE, flags="a\x1b b",
                 phone=HOSTILE[:20], details=json.dumps({"x": HOSTILE}))
        desk.put("modems", operator_name="\x1b[31mX", why="\u202ewhy", credit="\x9b1m")
        for words in (("inbox",), ("unread",), ("outbox",), ("queue",), ("modem",)):
            screen = desk.screen(*words)
            assert "\\x1B[31m" in screen or "\\x1B" in screen, (words, screen)
        assert "\\x202E" in desk.screen("unread")
        for name in ("inbox", "unread", "outbox"):
            assert any(row["text"] == HOSTILE for row in desk.json(name)), name
        assert desk.json("queue")[0]["purpose"] == HOSTILE
        assert desk.json("modem")[0]["operator"] == "\x1b[31mX"
        assert "\\x1B" in desk.run("doctor")[1] and not RAW_CONTROLS.search(desk.run("doctor")[1].replace("\n", ""))


def test_a_text_cannot_fake_a_row(build):
    with Desk(build) as desk:
        desk.put("inbox", text="halo\n    99  21-11 10:00  +6281111111111  SELESAI  palsu\r\nx", state="unread")
        desk.put("tickets", purpose="a\n4829-1372  DISETUJUI")
        for words in (("inbox",), ("unread",)):
            rows = [line for line in desk.screen(*words).split("\n")[1:] if line and not line.startswith("    ")]
            assert len(rows) == 1, rows
        rows = [line for line in desk.screen("queue").split("\n")[1:] if line]
        assert len(rows) == 1 and "a 4829" in rows[0], rows


def test_long_texts_are_shown_whole_and_fit(build):
    with Desk(build) as desk:
        words = " ".join(f"kata{i}" for i in range(300))
        desk.put("inbox", text=words, state="unread")
        desk.put("inbox", text="x" * 1500 + "AKHIR")
        desk.put("outbox", text=words)
        for name in ("unread", "outbox"):
            screen = " ".join(desk.screen(name).split())
            assert words in screen.replace("DIBUAT", ""), name
        assert "AKHIR" in desk.screen("inbox")


def test_a_nik_is_masked_on_the_screen(build):
    with Desk(build) as desk:
        desk.put("inbox", text=f"sktm {SUPARMAN} ya, 3513 1512 0590 9901 atau 0812-3456-7890")
        desk.put("outbox", text=f"NIK {SUPARMAN} diterima")
        desk.put("tickets", code="48291376")
        for name in ("inbox", "outbox", "queue"):
            screen = desk.screen(name)
            assert "...9901" in screen, screen
            assert "35131512" not in screen and "3513 1512" not in screen, screen
        assert "0812-3456-7890" in desk.screen("inbox")
        assert SUPARMAN in desk.json("inbox")[0]["text"] and desk.json("queue")[0]["nik"] == SUPARMAN


def test_damaged_and_unread_wait_for_a_human(build):
    with Desk(build) as desk:
        pdu = "0791261801000000040D91261832547698F0000062111290517082A0C227F2E904"
        damaged = desk.put("inbox", state="damaged", pdu=pdu, sender="", note="UDL lies at octet 24")
        unread = desk.put("inbox", state="unread", text="Pak lampu jalan mati")
        part = desk.put("inbox", state="part", text="bagian dua", part_total=3, part_number=2)
        desk.put("inbox", state="handled", text="menu")
        desk.put("inbox", state="joined", text="ikut yang lain", part_total=3, part_number=1, joined_into=part)
        desk.put("inbox", state="report")
        assert {row["id"] for row in desk.json("unread")} == {damaged, unread}
        screen = desk.screen("inbox")
        assert pdu in re.sub(r"\s", "", screen), screen
        for word in ("RUSAK", "UDL lies at octet 24", "PERLU DIBACA", "SEBAGIAN", "[bagian 2 dari 3]"):
            assert word in screen, (word, screen)
        assert "LAPORAN" not in screen and "ikut yang lain" not in screen, screen
        assert len(desk.json("inbox")) == 6
        assert "surat unread" in desk.expect(NO, "doctor")
        for wrong in ("0", "x", "1.5", "99", str(part), ""):
            desk.expect(NO, "seen", wrong)
        desk.expect(NO, "seen", str(damaged), "99")
        assert len(desk.json("unread")) == 2, "half of a refused order was done"
        desk.expect(OK, "seen", str(damaged), str(unread))
        assert desk.json("unread") == []
        row = next(row for row in desk.json("inbox") if row["id"] == damaged)
        assert row["state"] == "handled" and row["note"].startswith("dibaca ") and "UDL" in row["note"], row
        assert row["pdu"] == pdu


def test_boxes_list_the_newest_first_and_all_of_them_as_json(build):
    with Desk(build) as desk:
        ids = [desk.put("inbox", text=f"pesan {i}") for i in range(7)]
        assert [row["id"] for row in desk.json("inbox")] == ids[::-1]
        assert [row["id"] for row in desk.json("inbox", "--limit", "2")] == ids[:-3:-1]
        desk.sql("INSERT INTO inbox (received_at, service_at, state, door, modem, storage, slot, sender, pdu, text,"
                 " intent, note, part_reference, part_bits, part_total, part_number, seen, dedupe)"
                 " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                 " SELECT 1, 0, 'handled', 'sms', 'a', 'SM', 1, '', '', 'x', '', '', 0, 0, 0, 0, 1,"
                 " randomblob(32) FROM n")
        assert len(desk.json("inbox")) == 507
        assert desk.screen("inbox").count("SELESAI") == 100


def test_send_queues_a_text(build):
    with Desk(build) as desk:
        out = desk.screen("send", "0812-3456-7890", "Posyandu besok", "jam 8")
        assert "+6281234567890" in out, out
        row, = desk.json("outbox")
        assert row["to"] == "+6281234567890" and row["text"] == "Posyandu besok jam 8", row
        assert row["state"] == "queued" and row["priority"] == 2, row
        desk.expect(OK, "send", PHONE, "--", "-10 derajat")
        assert desk.json("outbox")[0]["text"] == "-10 derajat"
        assert "2 SMS menunggu" in desk.screen("modem")


def test_send_refuses_what_no_phone_should_get(build):
    with Desk(build) as desk:
        for number in ("", "112", "123", "0335421234", "+15551234567", "TELKOMSEL", "08123", "0812345678901234",
                       "081234567890; drop", "\x1b[31m"):
            desk.expect(NO, "send", number, "halo")
        for text in ("", "   ", "a\x1b[31mb", "a\u202eb", "a\x00"[:1] + "\x07", "x" * 1225, "\U0001f600" * 300,
                     "y" * 5000):
            desk.expect(NO, "send", PHONE, text)
        assert desk.json("outbox") == []
        desk.expect(OK, "send", PHONE, "x" * 1224)
        desk.expect(OK, "send", PHONE, "dua\nbaris \U0001f600")


def test_explain_tells_and_changes_nothing(build):
    with Desk(build) as desk:
        before = {t: desk.sql(f"SELECT count(*) FROM {t}") for t in ("inbox", "outbox", "tickets", "drafts", "people")}
        told = desk.json("explain", "sktm", SUPARMAN, "buat sekolah anak", "--from", PHONE)
        assert told["intent"] == "REQUEST" and told["letters"] == ["SKTM"] and told["nik"] == [SUPARMAN], told
        assert told["tickets"] == ["SKTM"] and len(told["replies"]) >= 1, told
        screen = " ".join(desk.screen("explain", "sktm", SUPARMAN, "buat sekolah anak", "--from", PHONE).split())
        assert ",".join(f'"{why}"' for why in told["why"]) + " Kotak masuk" in screen, screen
        screen = desk.screen("explain", 'apa "itu, \\ ya')
        assert "\nKotak masuk " in screen and 'apa "itu, \\ ya\n' in screen, screen
        for text in (HOSTILE, "", "\\\"", "{},[]", "'); DROP TABLE inbox; --", "x" * 3800):
            assert desk.json("explain", text)["intent"], text
            desk.screen("explain", text)
        desk.expect(NO, "explain", "x" * 5000)
        after = {t: desk.sql(f"SELECT count(*) FROM {t}") for t in before}
        assert after == before, after


# --- modem and doctor -------------------------------------------------------------------

def test_modem_is_one_screen(build):
    with Desk(build) as desk:
        assert desk.json("modem") == []
        assert "suratd" in desk.screen("modem")
        desk.put("modems", why="w" * 300)
        screen = desk.screen("modem")
        for word in ("SIAP", "TELKOMSEL", "61 %", "1 dari 20", "SIM900", "0 SMS menunggu"):
            assert word in screen, (word, screen)
        desk.put("modems", name="b", state="pin", signal_percent=-1, sim_used=-1, sim_size=-1, is_receiving_stopped=1)
        screen = desk.screen("modem")
        assert "SIM BELUM BISA DIPAKAI" in screen and "BERHENTI" in screen and "-1 %" not in screen and "dari -1" not in screen, screen
        a, b = desk.json("modem")
        assert a["state"] == "ready" and a["signal_percent"] == 61 and a["sim_used"] == 1, a
        assert b["signal_percent"] is None and b["sim_used"] is None and b["is_receiving_stopped"] is True, b


def findings(desk, code):
    got, out, err = desk.run("doctor", "--json")
    assert got == code, (got, out, err)
    return {f["check"] for f in json.loads(out) if f["verdict"] == "wrong"}, json.loads(out)


def test_doctor_is_content_when_all_is_well(build):
    with Desk(build) as desk:
        desk.put("modems")
        service = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        service.bind(desk.store + ".bell-suratd")
        wrong, _ = findings(desk, OK)
        assert wrong == set(), wrong
        assert "semua beres" in desk.screen("doctor")
        service.close()  # a dead listener's socket is no running service
        wrong, _ = findings(desk, NO)
        assert wrong == {"suratd"}, wrong


def test_doctor_names_what_is_wrong_and_what_to_do(build):
    with Desk(build) as desk:
        def wrong_after(**changes):
            desk.sql("DELETE FROM modems")
            desk.put("modems", **changes)
            return findings(desk, NO)[0] - {"suratd"}

        wrong, found = findings(desk, NO)
        assert wrong == {"suratd", "modem"}, found
        assert all(f["todo"] for f in found if f["verdict"] == "wrong"), found
        now = int(time.time())
        soon = time.strftime("%Y-%m-%d", time.localtime(now + 10 * 86400))
        late = time.strftime("%Y-%m-%d", time.localtime(now + 100 * 86400))
        for changes in (dict(state="absent"), dict(state="pin"), dict(state="lost"), dict(signal_percent=3),
                        dict(sim_used=20), dict(sim_used=16), dict(is_receiving_stopped=1),
                        dict(updated_at=now - 1000), dict(drops=4, dropped_at=now - 3600),
                        dict(credit_rupiah=9999), dict(active_until=soon), dict(grace_until=soon)):
            assert wrong_after(**changes) == {"modem"}, changes
        for changes in (dict(), dict(sim_used=15), dict(updated_at=now - 400), dict(updated_at=now + 1000),
                        dict(drops=3, dropped_at=now), dict(drops=9, dropped_at=now - 2 * 86400),
                        dict(credit_rupiah=10000), dict(active_until=late, grace_until=soon)):
            assert wrong_after(**changes) == set(), changes
        asked = ("-o", "modems.[0].credit_ussd=*888#")
        for hours, code in ((70, OK), (74, NO)):
            desk.sql("DELETE FROM modems")
            desk.put("modems", credit_at=now - hours * 3600, credit_rupiah=20000)
            wrong = json.loads(desk.run(*asked, "doctor", "--json")[1])
            assert any("pulsanya" in f["what"] for f in wrong if f["verdict"] == "wrong") == (code == NO), wrong
        for changes, check in ((dict(state="failed", created_at=now), "SMS keluar"),
                               (dict(state="unsure", created_at=now), "SMS keluar"),
                               (dict(state="queued", created_at=now - 3600), "SMS keluar")):
            row = desk.put("outbox", **changes)
            assert wrong_after() == {check}, changes
            desk.sql("DELETE FROM outbox WHERE id = ?", row)
        for state in ("unread", "damaged"):
            row = desk.put("inbox", state=state)
            assert wrong_after() == {"SMS masuk"}, state
            desk.sql("DELETE FROM inbox WHERE id = ?", row)
        for state in ("failed", "unsure"):
            desk.put("outbox", state=state, created_at=now - 30 * 86400)
        assert wrong_after() == set(), "what failed a month ago is past help"
        os.chmod(desk.store, 0o666)
        assert wrong_after() == {"penyimpanan"}


def test_doctor_goes_on_when_settings_are_broken(build):
    with Desk(build) as desk:
        desk.options = ["nonsense.here=1"]
        wrong, found = findings(desk, NO)
        assert wrong == {"pengaturan"} and len(found) > 5, found


def test_doctor_wants_a_time_zone_of_indonesia(build):
    with Desk(build) as desk:
        try:
            for zone, is_wrong in (("WITA-8", False), ("WIT-9", False), ("UTC0", True), ("XST-8:30", True)):
                os.environ["TZ"] = zone
                checks = [f for f in json.loads(desk.run("doctor", "--json")[1]) if f["check"] == "jam"]
                wrong = [f for f in checks if f["verdict"] == "wrong"]
                assert bool(wrong) == is_wrong, (zone, checks)
                assert all("set-timezone" in f["todo"] for f in wrong), checks
        finally:
            os.environ["TZ"] = "WIB-7"


def test_doctor_sees_a_clock_in_the_past(build):
    with Desk(build) as desk:
        copy = desk.path("bin")
        os.mkdir(copy)
        shutil.copy(f"{desk.build}/surat", copy)
        os.utime(f"{copy}/surat", (4102444800, 4102444800))
        result = subprocess.run([f"{copy}/surat", *desk.settings(), "doctor", "--json"], capture_output=True,
                                text=True, timeout=60)
        assert "jam" in {f["check"] for f in json.loads(result.stdout) if f["verdict"] == "wrong"}, result.stdout


# --- residents --------------------------------------------------------------------------

HEADER = "nik,nama,no_kk,sex,tempatlahir,tanggallahir,agama_id,status_kawin,pekerjaan_id,warganegara_id," \
         "alamat,dusun,rw,rt,status_dasar,telepon"


def person(number, **changes):
    row = dict(dict(nik=nik(number), nama="WARGA", no_kk="3513150101109901", sex="1", tempatlahir="PROBOLINGGO",
                    tanggallahir="", agama_id="1", status_kawin="2", pekerjaan_id="9", warganegara_id="1",
                    alamat="Jl. Mawar", dusun="KRAJAN", rw="1", rt="2", status_dasar="1", telepon=""), **changes)
    return ",".join(row[name] for name in HEADER.split(","))


def test_doctor_reads_the_whole_file_and_the_queue_what_it_needs(build):
    with Desk(build) as desk:
        desk.expect(OK, "residents", "import", desk.file_with("a.csv", "nik,nama\n" + "".join(
            f"351315{1 + i % 28:02d}{1 + i // 28 % 12:02d}50{9901 + i // 336},WARGA\n" for i in range(3000))))
        desk.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        page = desk.sql("SELECT rootpage FROM sqlite_schema WHERE name = 'residents_by_name'")[0][0]
        size = desk.sql("PRAGMA page_size")[0][0]
        with open(desk.store, "r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
        desk.expect(OK, "queue")
        assert "surat restore" in desk.expect(NO, "doctor")


def test_import_names_each_broken_row(build):
    broken = [
        (dict(nik="351315120590990"), "kolom nik"), (dict(nik="35131512059099011"), "kolom nik"),
        (dict(nik="3.51315E+15"), "E+"), (dict(nik="3513151205900000"), "0000"), (dict(nik="0"), "belum punya NIK"),
        (dict(nik=nik(1)), "sudah ada di baris"), (dict(no_kk="12"), "kolom no_kk"), (dict(nama=""), "nama kosong"),
        (dict(nama="SITI 99"), "kolom nama"), (dict(nama="X\x1b[31m"), "kolom nama"), (dict(sex="X"), "kolom sex"),
        (dict(tanggallahir="31-02-1990"), "kolom tanggallahir"), (dict(tanggallahir="33005"), "Excel"),
        (dict(tanggallahir="01-01-2999"), "kolom tanggallahir"), (dict(agama_id="77"), "kolom agama_id"),
        (dict(status_kawin="?"), "kolom status_kawin"), (dict(pekerjaan_id="90"), "kolom pekerjaan_id"),
        (dict(warganegara_id="9"), "kolom warganegara_id"), (dict(status_dasar="5"), "kolom status_dasar"),
        (dict(rt="ABC"), "kolom rt"), (dict(rw="1234"), "kolom rw"), (dict(alamat="A\x07B"), "kolom alamat"),
        (dict(alamat="Jl. Mawar, 5"), "pemisah kolom"), (dict(nama='"BUKA'), "tanda kutip"),
        (dict(alamat="x" * 130), "terlalu panjang"),
    ]
    with Desk(build) as desk:
        rows = [HEADER, person(1)] + [person(10 + i, **changes) for i, (changes, _) in enumerate(broken)]
        rows += [person(2), person(3).replace("WARGA", "REN\xe9")]
        content = ("\ufeff" + "\r\n".join(rows[:-1]) + "\r\n").encode() + rows[-1].encode("latin-1")
        code, out, err = desk.run("residents", "import", desk.file_with("a.csv", content))
        assert code == NO and err == "", (code, err)
        lines = out.splitlines()
        for i, (changes, word) in enumerate(broken):
            told = [line for line in lines if line.startswith(f"baris {i + 3}")]
            assert any(word in line for line in told), (changes, word, told)
        assert any(line.startswith(f"baris {len(broken) + 4}: ") and "UTF-8" in line for line in lines), lines[-3:]
        assert f"2 warga baru, 0 diperbarui, {len(broken) + 1} ditolak" in lines[-1], lines[-1]
        assert not RAW_CONTROLS.search(out.replace("\n", "")), out
        assert desk.sql("SELECT count(*) FROM residents") == [(2,)]


def test_import_gives_names_to_requests(build):
    with Desk(build) as desk:
        path = desk.file_with("a.csv", HEADER.replace(",", ";") + "\n" +
                            person(1, nama="SITI AMINAH", telepon=PHONE).replace(",", ";") + "\n")
        assert "1 warga baru" in desk.expect(OK, "residents", "import", path)
        assert "1 diperbarui" in desk.expect(OK, "residents", "import", path)
        assert desk.new(1)["name"] == "SITI AMINAH"
        assert desk.new(1, "DOMISILI")["flags"] == ""


def test_import_refuses_files_as_a_whole(build):
    with Desk(build) as desk:
        for content in (b"", b"PK\x03\x04", "nik,nama\n".encode("utf-16"), b"nama,umur\nX,1\n", b"\x00" * 100,
                        os.urandom(4096), HEADER.replace("rt", "rt_").encode(),
                        (HEADER + "\n" + "\n".join(person(0, nik=f"35131512059099{i}0") for i in range(1, 8))).encode()):
            assert desk.expect(NO, "residents", "import", desk.file_with("a.csv", content)), content[:20]
        for path in (desk.path("none.csv"), desk.folder, "/dev/null"):
            assert desk.expect(NO, "residents", "import", path), path
        assert desk.sql("SELECT count(*) FROM residents") == [(0,)]


def test_residents_are_exported_found_and_linked(build):
    with Desk(build) as desk:
        rows = [HEADER, person(1, nama="SITI AMINAH", alamat="=1+1", telepon=PHONE), person(2, nama="SUPARMAN", dusun="TENGAH")]
        desk.expect(OK, "residents", "import", desk.file_with("a.csv", "\n".join(rows) + "\n"))
        kept, path = desk.sql("SELECT * FROM residents ORDER BY nik"), desk.path("b.csv")
        desk.expect(OK, "residents", "export", path)
        assert os.stat(path).st_mode & 0o077 == 0
        with open(path, encoding="utf-8", newline="") as file:
            assert "\"'=1+1\"" in file.read()
        assert "2 diperbarui, 0 ditolak" in desk.expect(OK, "residents", "import", path)
        assert desk.sql("SELECT * FROM residents ORDER BY nik") == kept
        assert desk.expect(NO, "residents", "export", desk.path("none/b.csv"))
        assert sorted(os.listdir(desk.folder)).count("b.csv") == 1
        assert not [name for name in os.listdir(desk.folder) if name.startswith("b.csv.")]
        out = desk.expect(OK, "residents", "search", "siti", "am")
        assert nik(1) in out and nik(2) not in out, out
        assert nik(2) in desk.expect(OK, "residents", "search", "tengah")
        assert "hanya 1" in desk.expect(OK, "residents", "search", nik(1)[:14], "--limit", "1")
        for words in ("%", "SUTRISNO"):
            assert desk.expect(NO, "residents", "search", words)
        assert "+6281234567801" in desk.expect(OK, "residents", "link", nik(2), "0812 3456 7801")
        assert "+6281234567801" in desk.expect(OK, "residents", "show", nik(2))
        for words in ((nik(2), "12345"), (nik(9), PHONE)):
            assert desk.expect(NO, "residents", "link", *words)
        assert "+6281234567801" in desk.expect(OK, "residents", "show", nik(2))
        assert "tanpa nomor HP" in desk.expect(OK, "residents", "unlink", nik(2))
        assert "SUPARMAN" in desk.expect(OK, "residents", "show", nik(2))
        assert desk.expect(NO, "residents", "show", nik(9))


# --- several at once --------------------------------------------------------------------

def test_two_processes_at_once_lose_nothing(build):
    with Desk(build) as desk:
        path = desk.file_with("a.csv", "nik,nama\n" + "".join(
            f"35131512{1 + i % 28:02d}{1 + i // 28 % 12:02d}{1000 + i:04d},WARGA\n" for i in range(1000)))

        def start(*words):
            return subprocess.Popen([f"{desk.build}/surat", *desk.settings(), *words], stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True)

        running = [start("residents", "import", path)]
        for i in range(20):
            running.append(start("new", "--kind", "SKTM", "--nik", nik(i), "--purpose", "p", "--phone", PHONE,
                                 "--json"))
            if len(running) % 4 == 0:
                running[-3].wait(timeout=60)
        codes = set()
        for child in running:
            out, err = child.communicate(timeout=60)
            assert child.returncode == OK, (child.args, out, err)
            if "new" in child.args:
                codes.add(json.loads(out)["code"])
        assert len(codes) == 20 and {t["code"] for t in desk.json("queue")} == codes
        assert desk.sql("SELECT count(*) FROM residents") == [(1000,)]


def test_a_store_that_is_held_is_exit_3_and_nothing_happened(build):
    with Desk(build) as desk:
        holder = sqlite3.connect(desk.store, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        desk.expect(STORE, "send", PHONE, "halo")
        assert desk.json("queue") == [], "reading must go on"
        holder.execute("ROLLBACK")
        holder.close()
        assert desk.json("outbox") == []
        desk.expect(OK, "send", PHONE, "halo")


# --- completion -------------------------------------------------------------------------

def test_bash_completes_words_options_and_states(build):
    with Desk(build) as desk:
        def complete(*words):
            script = f"""
                source {TOP}/apps/surat.bash-completion
                COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
                _surat; printf '%s\\n' "${{COMPREPLY[@]}}" """
            result = subprocess.run(["bash", "-c", script, "bash", f"{desk.build}/surat", *words],
                                    capture_output=True, text=True, timeout=60)
            assert result.returncode == 0, (words, result.stdout, result.stderr)
            return set(result.stdout.split())

        assert complete("que") == {"queue"}
        assert "inbox" in complete("in") and "queue" not in complete("in")
        assert {"queue", "residents", "doctor"} <= complete("")
        assert complete("residents", "i") == {"import"}
        assert complete("queue", "--") == {"--json", "--follow", "--state", "--late", "--limit"}
        assert complete("queue", "--state", "re") == {"received", "ready", "rejected", "revoked"}
        assert complete("-c", "x.conf", "mod") == {"modem"}


if __name__ == "__main__":
    run_tests([function for name, function in list(globals().items()) if name.startswith("test_")])
