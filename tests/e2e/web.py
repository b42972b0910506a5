#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The pages against the real programs: what an operator does, and what nobody may do."""
import html
import http.client
import json
import re
import signal
import socket
import subprocess
import sqlite3
import time

from harness import TOP, nik, run_tests, wait_until
from pages import OFFICERS, PASSWORD, Browser, Pages, Stream

PHONE, OTHER = "081234567890", "085799988877"
BUSINESS = ("inbox", "outbox", "tickets", "events", "register", "residents", "officers", "drafts",
            "people", "notes", "delegations", "challenges", "web_passwords")


def text_in(house, words, sender=PHONE):
    with_control = house.control()
    with_control.ask(f"sms {sender} {words}")
    with_control.close()


def file_ticket(house, n=1, sender=PHONE):
    before = len(house.surat_json("queue"))
    text_in(house, f"sktm {nik(n)} buat sekolah anak", sender)
    wait_until(lambda: len(house.surat_json("queue")) > before, 20, "the ticket")
    return house.surat_json("queue")[-1]["code"]


def settled(house):
    """Everything that matters, once suratd has nothing to send any more."""
    wait_until(lambda: all(row["state"] == "delivered" for row in house.surat_json("outbox")), 20, "the answers")
    return content(house)


def state_of(house, code):
    return house.surat_json("show", code)["state"]


def content(house, tables=BUSINESS):
    """Everything that matters, to see that nothing changed."""
    with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
        return {table: store.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def routes(build):
    """(method, pattern, roles) of each page; roles () is everybody."""
    out = subprocess.run([f"{build}/suratweb", "routes"], capture_output=True, text=True, check=True)
    for line in out.stdout.splitlines():
        method, pattern, roles = line.split(" ")
        yield method, pattern, () if roles == "public" else tuple(roles.split(","))


def step(browser, code, word, **more):
    page = browser.get(f"/permohonan/{code}")
    state = re.search(r'name="dari" value="(\w+)"', page.body)
    return browser.post(f"/permohonan/{code}/langkah",
                        {"langkah": word, "dari": state.group(1) if state else "", **more})


# --- The operator's day ------------------------------------------------------------------
def test_a_request_goes_from_the_sms_to_the_hand(build):
    with Pages(build) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        kades = OFFICERS["kades"]
        house.say(kades, "pin", "918273")
        control = house.control()
        control.ask("watch *")
        control.ask(f"sms {PHONE} sktm 3513151205909901 buat sekolah anak")
        wait_until(lambda: house.surat_json("queue"), 20, "the ticket")
        code = house.surat_json("queue")[0]["code"]
        operator = house.browser("operator")
        queue = operator.get("/antrean")
        assert f"{code[:4]}-{code[4:]}" in queue.body and "SUPARMAN" in queue.body, queue.text()
        assert "3513151205909901" not in queue.body, "the queue shows a whole NIK"
        page = operator.get(f"/permohonan/{code}")
        assert "sktm 3513151205909901 buat sekolah anak" in page.text()
        # The head is no operator's business.
        assert operator.post(f"/permohonan/{code}/langkah",
                             {"langkah": "approve", "dari": "received"}).status == 403
        assert "dimintai persetujuan" in step(operator, code, "accept").text()
        head = house.browser("kades")
        assert "PIN salah" in step(head, code, "approve", pin="000000").text()
        assert state_of(house, code) == "checked"
        assert "mendapat nomor" in step(head, code, "approve", pin="918273").text()
        assert "dikabari" in step(operator, code, "ready").text()
        assert "Selesai" in step(operator, code, "collected").text()
        shown = house.surat_json("show", code)
        assert shown["state"] == "collected" and shown["number"], shown
        events = content(house, ("events",))["events"]
        assert [row[5] for row in events] == ["sms", "web", "web", "web", "web"], events
        got = []
        while (sms := control.next_sms(timeout=5)) is not None:
            got.append(sms[2])
            if "sudah diambil" in sms[2]:
                break
        assert any("SIAP DIAMBIL" in text for text in got), got


def test_what_was_understood_is_put_right(build):
    with Pages(build, roles=("operator",)) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        code = file_ticket(house, 5)
        browser = house.browser("operator")
        browser.get(f"/permohonan/{code}")
        right = {"surat": "DOMISILI", "nik": "3513 1512 0590 9901", "nama": "", "untuk": "kredit bank"}
        answer = browser.post(f"/permohonan/{code}/ubah", right)
        assert "Sudah dibetulkan" in answer.text(), answer.text()
        ticket = house.surat_json("show", code)
        assert (ticket["kind"], ticket["nik"], ticket["name"], ticket["purpose"], ticket["flags"]) == \
            ("DOMISILI", "3513151205909901", "SUPARMAN", "kredit bank", ""), ticket
        for wrong in ({**right, "nik": "123"}, {**right, "surat": "XYZ"}, {**right, "untuk": ""},
                      {**right, "untuk": "x" * 161}):
            assert "Belum disimpan" in browser.post(f"/permohonan/{code}/ubah", wrong).text(), wrong
        # From the search, only the NIK is sent; everything else stays.
        found = browser.get(f"/penduduk?cari=sulastri&untuk={code}")
        other = re.search(r'name="nik" value="(\d{16})"', found.body).group(1)
        browser.post(f"/permohonan/{code}/ubah", {"nik": other})
        ticket = house.surat_json("show", code)
        assert (ticket["nik"], ticket["name"], ticket["purpose"]) == (other, "SULASTRI", "kredit bank"), ticket
        step(browser, code, "accept")
        assert "berubah" in browser.post(f"/permohonan/{code}/ubah", right).text()
        assert house.surat_json("show", code)["nik"] == other


def test_incomplete_and_reject_tell_the_reason_by_sms(build):
    with Pages(build, roles=("operator",)) as house:
        codes = [file_ticket(house, 1), file_ticket(house, 2, OTHER)]
        browser = house.browser("operator")
        assert "alasannya" in step(browser, codes[0], "incomplete").text()
        assert state_of(house, codes[0]) == "received"
        step(browser, codes[0], "incomplete", alasan="fotokopi KK belum ada")
        step(browser, codes[1], "reject", alasan="tidak memenuhi syarat", alasan_lain="sudah pindah desa")
        texts = [row["text"] for row in house.surat_json("outbox")]
        assert any("BELUM LENGKAP: fotokopi KK belum ada" in text for text in texts), texts
        assert any("DITOLAK: sudah pindah desa" in text for text in texts), texts
        # Two officers press at once: the second one is told.
        late = browser.post(f"/permohonan/{codes[0]}/langkah", {"langkah": "accept", "dari": "received"})
        assert "berubah" in late.text() and state_of(house, codes[0]) == "incomplete"


def test_a_walk_in_is_filed_once_and_gets_a_slip(build):
    with Pages(build, roles=("operator",)) as house:
        browser = house.browser("operator")
        browser.get("/baru")
        form = {"surat": "SKTM", "nik": nik(3), "nama": "TONI", "untuk": "berobat", "hp": "0812 9990 0011"}
        page = browser.post("/baru", form)
        assert "masuk antrean" in page.text(), page.text()
        code = house.surat_json("queue")[0]["code"]
        browser.get("/baru")
        assert "Tidak dibuat lagi" in browser.post("/baru", form).text()
        assert len(house.surat_json("queue")) == 1
        assert f"{code[:4]}-{code[4:]}" in browser.get(f"/permohonan/{code}/tanda").text()
        for wrong in ({"nik": "12"}, {"surat": ""}, {"untuk": ""}, {"nik": "", "nama": ""}, {"hp": "112"}):
            answer = browser.post("/baru", {**form, **wrong})
            assert answer.status == 422, (wrong, answer.status)
        assert len(house.surat_json("queue")) == 1


def test_messages_are_read_and_answered(build):
    with Pages(build, roles=("operator",)) as house:
        control = house.control()
        control.ask("watch *")
        control.ask(f"sms {PHONE} pak saya mau tanya soal batas tanah dengan tetangga")
        wait_until(lambda: house.surat_json("unread"), 20, "the message")
        control.next_sms()
        browser = house.browser("operator")
        page = browser.get("/pesan")
        assert "batas tanah" in page.text() and "Perlu dibaca" in page.text()
        talk = browser.get("/nomor/+6281234567890")
        assert "batas tanah" in talk.text()
        said = "Besok pagi diperbaiki.\nMaaf <b>menunggu</b> & terima kasih"
        answer = browser.post("/nomor/+6281234567890", {"isi": said.replace("\n", "\r\n")})
        assert "antrean kirim" in answer.text(), answer.text()
        assert said in [row["text"] for row in house.surat_json("outbox")]
        assert control.next_sms()[2].startswith("Besok pagi diperbaiki."), "the reply did not go out"
        for wrong in ("", " \n ", "x" * 451):
            assert browser.post("/nomor/+6281234567890", {"isi": wrong}).status == 422, wrong
        assert browser.post("/nomor/112", {"isi": "halo"}).status == 422
        number = re.search(r"/pesan/(\d+)/dibaca", browser.get("/pesan").body).group(1)
        assert "sudah diurus" in browser.post(f"/pesan/{number}/dibaca", {}).text()
        assert not house.surat_json("unread")


def test_json_is_the_same_as_on_the_terminal(build):
    with Pages(build, roles=("operator",)) as house:
        code = file_ticket(house)
        browser = house.browser("operator")
        assert json.loads(browser.get("/api/queue.json").body) == house.surat_json("queue")
        assert json.loads(browser.get(f"/api/ticket/{code}.json").body) == house.surat_json("show", code)
        modem = json.loads(browser.get("/api/modem.json").body)
        assert modem["modems"][0]["state"] == "ready" and modem["waiting"] == 0, modem
        assert Browser(house.port).get("/api/queue.json").status == 403


def test_a_new_sms_is_told_to_twenty_open_pages(build):
    with Pages(build, roles=("operator",)) as house:
        browser = house.browser("operator")
        streams = [Stream(browser) for _ in range(20)]
        text_in(house, f"sktm {nik(7)} berobat")
        for stream in streams:
            stream.next_change()
        wait_until(lambda: "berobat" in browser.get("/antrean").body, 10, "the ticket on the page")
        # What is done on a page is told to the other pages too.
        code = house.surat_json("queue")[0]["code"]
        other = Stream(browser)
        step(browser, code, "accept")
        other.next_change()
        for stream in [*streams, other]:
            stream.close()
        assert browser.get("/antrean").status == 200


# --- Who may ------------------------------------------------------------------------------
def fill(pattern, code):
    for word in (code, "1"):
        pattern = pattern.replace("*", word, 1)
    return pattern


def test_wrong_roles_are_refused_everywhere(build):
    with Pages(build) as house:
        code = file_ticket(house)
        before = settled(house)
        browsers = {role: house.browser(role) for role in OFFICERS}
        browsers[None] = house.browser()
        browsers[None].get("/masuk")
        n_checked = 0
        for method, pattern, roles in routes(build):
            if not roles:
                continue
            for role, browser in browsers.items():
                if role in roles:
                    continue
                path = fill(pattern, code)
                if method == "POST":
                    answer = browser.post(path, {"langkah": "accept", "dari": "received", "isi": "x"},
                                          is_following=False)
                    assert answer.status == 403, (path, role, answer.status)
                else:
                    answer = browser.ask("GET", path)
                    is_sent_away = answer.status == 403 or (answer.status == 303 and
                                                            answer.location == "/masuk")
                    assert is_sent_away, (path, role, answer.status)
                n_checked += 1
        assert n_checked > 40, n_checked
        assert content(house) == before


def test_forms_without_token_or_from_elsewhere_are_refused(build):
    with Pages(build) as house:
        code = file_ticket(house)
        operator, admin = house.browser("operator"), house.browser("admin")
        other = house.browser("operator")
        before = settled(house)
        own = f"http://127.0.0.1:{house.port}"
        tries = [
            {"token": ""}, {"token": "0" * 32}, {"token": other.token},
            {"headers": {"Origin": "http://evil.example"}},
            {"headers": {"Origin": "null"}},
            {"headers": {"Origin": own + ".evil.example"}},
            {"headers": {"Origin": f"http://127.0.0.1:{house.port + 1}"}},
            {"headers": {"Origin": None}},
            {"headers": {"Origin": None, "Referer": "http://evil.example/" + own}},
            {"headers": {"Host": "evil.example"}},
            {"headers": {"Host": f"evil.example:{house.port}", "Origin": f"http://evil.example:{house.port}"}},
            {"headers": {"Content-Type": "text/plain"}},
            {"headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        ]
        n_refused = 0
        for method, pattern, roles in routes(build):
            if method != "POST":
                continue
            browser = admin if roles and "operator" not in roles else operator
            for wrong in tries:
                answer = browser.post(fill(pattern, code),
                                      {"langkah": "accept", "dari": "received", "isi": "x", "surat": "SKTM",
                                       "nik": nik(9), "untuk": "x", "nama": OFFICERS["operator"],
                                       "sandi": PASSWORD}, is_following=False, **wrong)
                assert answer.status in (400, 403, 421), (pattern, wrong, answer.status)
                n_refused += 1
        assert n_refused >= 9 * len(tries), n_refused
        assert content(house) == before
        # The same with everything right goes through: it was not refused for another reason.
        assert step(operator, code, "accept").status == 200 and state_of(house, code) == "checked"


def test_foreign_hosts_are_refused(build):
    with Pages(build, roles=("operator",), web_options=["web.hosts=surat.desa.id"]) as house:
        for host, expected in (("evil.example", 421), ("127.0.0.1.evil.example", 421), ("localhost:1", 200),
                               ("surat.desa.id", 200), ("SURAT.desa.id:80", 200), ("192.168.1.10", 200),
                               ("[::1]:8080", 200), ("127.0.0.1:80:80", 421), ("a b", 421), ("@127.0.0.1", 421)):
            assert Browser(house.port, host=host).ask("GET", "/masuk").status == expected, host


# What a look may leave behind: when a session was seen last, and the note of who looked at whom.
LOOKS = ("web_sessions", "web_views")


def dump(house):
    """The whole store, row by row, but for what a look leaves behind."""
    with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        assert {*BUSINESS, *LOOKS} <= {*tables}, tables
        kept = {table: sorted(store.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
                for table in tables if table not in LOOKS}
    kept["sqlite_sequence"] = [row for row in kept["sqlite_sequence"] if row[0] not in LOOKS]
    return kept


def test_a_get_changes_nothing(build):
    with Pages(build, web_options=["web.is_kiosk=true"]) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        code = file_ticket(house)
        text_in(house, "lapor jalan rusak di depan pasar")
        wait_until(lambda: house.surat_json("complaints", "list"), 20, "the complaint")
        browsers = [house.browser(role) for role in OFFICERS] + [house.browser()]
        settled(house)
        # The clock stands for suratd: what it writes by itself is no GET's doing.
        house.kill_daemon(signal.SIGTERM)
        before = dump(house)
        n_asked = 0
        wish = "langkah=accept&dari=received&alasan=x&isi=x&surat=SKTM&untuk=x&kode=" + code + "&nik=" + nik(4)
        for _, pattern, _ in routes(build):
            path = fill(pattern, code)
            for browser in browsers:
                if path == "/kabar":
                    if browser is not browsers[-1]:
                        Stream(browser).close()
                    continue
                for query in ("", "?" + wish, f"?{wish}&token={browser.token}"):
                    for method in ("GET", "HEAD"):
                        browser.ask(method, path + query)
                        n_asked += 1
        after = dump(house)
        assert after == before, [table for table in before if after[table] != before[table]]
        assert n_asked > 6 * 6 * 35, n_asked
        # Were something written, this would show: one form does.
        operator = browsers[list(OFFICERS).index("operator")]
        assert step(operator, code, "accept").status == 200
        assert dump(house) != before


def test_every_look_at_a_resident_is_noted(build):
    with Pages(build, roles=("operator", "admin")) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        code = file_ticket(house)
        browser = house.browser("operator")
        browser.get(f"/permohonan/{code}")
        browser.get(f"/permohonan/{code}")
        browser.get("/penduduk/3513151205909901")
        browser.get("/penduduk?cari=suparman")
        browser.get("/nomor/+6281234567890")
        with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
            rows = store.execute("SELECT action, subject FROM web_views ORDER BY id").fetchall()
        assert rows == [("lihat", code), ("penduduk", "3513151205909901"), ("cari", "suparman"),
                        ("percakapan", "+6281234567890")], rows
        assert "suparman" in house.browser("admin").get("/catatan").text()


def test_each_search_by_place_and_each_reply_is_noted(build):
    with Pages(build, roles=("operator",)) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        browser = house.browser("operator")
        for place in ("rt=1", "rt=2", "rt=2&rw=1", "cari=krajan&rw=1"):
            browser.get(f"/penduduk?{place}")
        browser.get("/nomor/+6281234567890")
        for words in ("satu", "dua"):
            assert "antrean kirim" in browser.post("/nomor/+6281234567890", {"isi": words}).text()
        with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
            rows = store.execute("SELECT action, subject FROM web_views ORDER BY id").fetchall()
        assert [subject for action, subject in rows if action == "cari"] == \
            ["RT 1", "RT 2", "RT 2 RW 1", "krajan RW 1"], rows
        assert len([1 for action, _ in rows if action == "balas"]) == 2, rows


def test_the_last_address_that_a_proxy_says_counts(build):
    """Some proxies add a header of their own below the browser's: whoever is behind one must not choose it."""
    with Pages(build, roles=("operator",)) as house:
        browser = house.browser("operator")
        connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
        connection.putrequest("GET", "/penduduk?cari=suparman", skip_host=True)
        for name, value in (("Host", browser.host), ("Cookie", f"surat={browser.cookie}"),
                            ("X-Forwarded-For", "10.9.9.9"), ("X-Forwarded-For", "10.1.1.1, 192.168.7.7")):
            connection.putheader(name, value)
        connection.endheaders()
        assert connection.getresponse().status == 200
        connection.close()
        with sqlite3.connect(f"file:{house.store}?mode=ro", uri=True) as store:
            assert store.execute("SELECT address FROM web_views").fetchall() == [("192.168.7.7",)]


def test_a_name_with_signs_is_searched_for_as_it_stands(build):
    with Pages(build, roles=("operator",)) as house:
        browser = house.browser("operator")
        browser.get("/baru")
        name = "100% A&B #1 + 'C'"
        page = browser.post("/baru", {"surat": "SKTM", "nik": "", "nama": name, "untuk": "berobat"})
        link = html.unescape(re.search(r'href="(/penduduk\?untuk=[^"]*)"', page.body).group(1)).replace(" ", "%20")
        found = browser.get(link)
        assert found.status == 200 and f'value="{html.escape(name).replace("&#x27;", "&#39;")}"' in found.body, found.text()
        for n in range(51):
            house.surat("new", "--kind", "SKTM", "--nik", nik(n), "--name", f"A&B ke {n}", "--purpose", "x")
        more = browser.get("/antrean?cari=A%26B")
        link = html.unescape(re.search(r'href="(/antrean[^"]*sesudah=[^"]*)"', more.body).group(1)).replace(" ", "%20")
        assert 'name="cari" value="A&amp;B"' in browser.get(link).body, link


def test_two_officers_who_put_it_right_at_once(build):
    with Pages(build, roles=("operator", "sekdes")) as house:
        code = file_ticket(house, 5)
        browsers = [house.browser(role) for role in ("operator", "sekdes")]
        seen = [re.search(r'name="versi" value="(\d+)"', browser.get(f"/permohonan/{code}").body).group(1)
                for browser in browsers]
        time.sleep(1.1)  # what is seen is told apart by the second
        right = {"surat": "SKTM", "nama": "BARU", "untuk": "kredit bank"}
        assert "Sudah dibetulkan" in browsers[0].post(f"/permohonan/{code}/ubah",
                                                      {**right, "nik": nik(6), "versi": seen[0]}).text()
        late = browsers[1].post(f"/permohonan/{code}/ubah", {**right, "nik": nik(5), "versi": seen[1]})
        assert "baru saja berubah" in late.text() and house.surat_json("show", code)["nik"] == nik(6), late.text()


def test_a_store_that_cannot_be_written_is_no_wrong_pin(build):
    with Pages(build, roles=("operator", "kades")) as house:
        house.say(OFFICERS["kades"], "pin", "918273")
        code = file_ticket(house)
        step(house.browser("operator"), code, "accept")
        head = house.browser("kades")
        head.get(f"/permohonan/{code}")
        with sqlite3.connect(house.store, isolation_level=None) as store:
            store.execute("BEGIN IMMEDIATE")
            answer = head.post(f"/permohonan/{code}/langkah",
                               {"langkah": "approve", "dari": "checked", "pin": "918273"})
            store.execute("ROLLBACK")
        assert "PIN salah" not in answer.text() and "bermasalah" in answer.text(), answer.text()


# --- Sessions -----------------------------------------------------------------------------
def test_sessions_begin_anew_and_end(build):
    with Pages(build, roles=("operator",)) as house:
        name = OFFICERS["operator"]
        browser = house.browser()
        first = browser.get("/masuk")
        before = browser.cookie
        cookie = first.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Secure" not in cookie, cookie
        browser.log_in(name)
        assert browser.cookie != before, "the token of before the login lives on"
        with open(house.store, "rb") as store:
            assert browser.cookie.encode() not in store.read(), "the store holds a token"
        stolen = Browser(house.port)
        stolen.cookie = browser.cookie
        assert stolen.get("/antrean").status == 200
        # Going out ends it for whoever holds it.
        browser.post("/keluar", {})
        assert stolen.ask("GET", "/antrean").location == "/masuk"
        # It outlives a restart, and ends with a new password, and with the officer.
        browser.log_in(name)
        house.kill_web()
        house.start_web()
        assert "Antrean" in browser.get("/antrean").text()
        house.say(name, "password", "lain-sekali-2")
        assert browser.ask("GET", "/antrean").location == "/masuk"
        browser.log_in(name, "lain-sekali-2")
        house.surat("officers", "remove", name)
        assert browser.ask("GET", "/antrean").location == "/masuk"


def test_idle_sessions_end(build):
    with Pages(build, roles=("operator",), web_options=["web.idle_minutes=1"]) as house:
        browser = house.browser("operator")
        with sqlite3.connect(house.store) as store:
            store.execute("UPDATE web_sessions SET seen_at = seen_at - 50")
        # What a page asks by itself keeps nobody logged in.
        assert browser.get("/antrean", headers={"X-Surat-Live": "1"}).status == 200
        with sqlite3.connect(house.store) as store:
            store.execute("UPDATE web_sessions SET seen_at = seen_at - 50")
        assert browser.ask("GET", "/antrean").location == "/masuk"
        browser = house.browser("operator")
        with sqlite3.connect(house.store) as store:
            store.execute("UPDATE web_sessions SET created_at = created_at - 43201")
        assert browser.ask("GET", "/antrean").location == "/masuk"


def test_guessing_a_password_leads_nowhere(build):
    with Pages(build, roles=("operator", "sekdes")) as house:
        browser = house.browser()
        browser.get("/masuk")
        said = set()
        for i in range(5):
            for name in (OFFICERS["operator"], "Tidak Ada"):
                answer = browser.post("/masuk", {"nama": name, "sandi": f"salah-{i}"})
                assert answer.status == 403
                said.add(re.sub(r'value="[^"]*"', "", re.sub("Siti Aminah|Tidak Ada", "", answer.body)))
        assert len(said) == 1, "an unknown name is answered in other words"
        # The sixth is not judged, be it right.
        answer = browser.post("/masuk", {"nama": OFFICERS["operator"], "sandi": PASSWORD})
        assert answer.status == 429 and "Tunggu 1 menit" in answer.text(), answer.text()
        house.kill_web(signal.SIGKILL)
        house.start_web()
        browser.get("/masuk")
        assert browser.post("/masuk", {"nama": OFFICERS["operator"].upper(), "sandi": PASSWORD}).status == 429
        # Ten more from here, and nobody may try from here; elsewhere they may.
        for i in range(10):
            browser.post("/masuk", {"nama": f"orang {i}", "sandi": "x"})
        assert browser.post("/masuk", {"nama": OFFICERS["sekdes"], "sandi": PASSWORD}).status == 429
        assert house.browser("sekdes", address="127.0.0.9").get("/antrean").status == 200


def test_the_first_account_needs_the_code_from_the_terminal(build):
    with Pages(build, roles=()) as house:
        code = re.search(r"type the code (\w+)", house.web_log()).group(1)
        browser = house.browser()
        assert 'name="kode"' in browser.get("/").body
        form = {"kode": code, "nama": "Kepala Kantor", "sandi": PASSWORD, "ulang": PASSWORD}
        for wrong in ({"kode": "AAAAAAAAAA"}, {"kode": ""}, {"sandi": "pendek", "ulang": "pendek"},
                      {"ulang": "lain"}, {"nama": ""}, {"nama": "x" * 100}):
            assert browser.post("/siapkan", {**form, **wrong}).status == 422, wrong
        assert not house.surat_json("officers", "list")
        assert "Silakan masuk" in browser.post("/siapkan", form).text()
        browser.log_in("Kepala Kantor")
        assert [row["role"] for row in house.surat_json("officers", "list")] == ["admin"]
        # Once is all.
        assert house.browser().get("/siapkan").body.count('name="kode"') == 0
        again = house.browser()
        again.get("/masuk")
        again.post("/siapkan", {**form, "nama": "Orang Lain"})
        assert len(house.surat_json("officers", "list")) == 1
        # Without any account left, and without a code until the next start: a page, not a circle.
        house.surat("officers", "remove", "Kepala Kantor")
        assert house.browser().ask("GET", "/masuk").status == 200


# --- Hostile bytes ------------------------------------------------------------------------
XSS = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>",
    "javascript:alert(1)", "</textarea><script>alert(1)</script>", "</title><script>x</script>",
    "<!--<script>", "]]>", "{{7*7}}", "${7*7}", "<%= 7*7 %>", "&lt;script&gt;", "&#60;b&#62;", "&amp;amp;",
    "<a href=\"javascript:alert(1)\">x</a>", "<iframe src=//evil.example>", "<b onmouseover='x()'>b</b>",
    "\" autofocus onfocus=alert(1) x=\"", "`-alert(1)-`", "\\\"-alert(1)//", "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content=0>", "<base href=//evil.example>", "<form action=//evil.example>",
    "%3Cscript%3Ealert(1)%3C/script%3E", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]
GSM7 = ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
        "¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€")


def test_texts_appear_as_they_were_typed(build):
    with Pages(build, roles=("operator",)) as house:
        words = [f"tanya {i}: {text}" for i, text in enumerate(XSS)] + ["tanya: " + GSM7[i:i + 60]
                                                                        for i in range(0, len(GSM7), 60)]
        control = house.control()
        for i, text in enumerate(words):
            control.ask(f"sms 0812770000{i:02d} " + text.replace("\\", "\\\\"))
        wait_until(lambda: len(house.surat_json("inbox")) >= len(words), 60, "the texts")
        arrived = {row["sender"]: row["text"] for row in house.surat_json("inbox")}
        browser = house.browser("operator")
        for i, text in enumerate(words):
            sender = f"+62812770000{i:02d}"
            assert arrived[sender] == text, (arrived[sender], text)
            for path in (f"/nomor/{sender}", ):
                body = browser.get(path).body
                shown = [html.unescape(p) for p in re.findall(r'sms in"[^>]*><p>([^<]*)</p>', body)]
                assert text in shown, (text, shown)
                assert "<script>alert" not in body and "onerror=alert" not in body.replace("&quot;", "") or \
                    text not in body, text
        # A purpose on the queue and in the fields of the form.
        text_in(house, f"sktm {nik(8)} untuk \"><script>alert(1)</script>", OTHER)
        wait_until(lambda: house.surat_json("queue"), 20, "the ticket")
        code = house.surat_json("queue")[0]["code"]
        for path in ("/antrean", f"/permohonan/{code}", "/nomor/+6285799988877", "/antrean?cari=%22%3E%3Cscript%3E"):
            body = browser.get(path).body
            assert body.count("<script") == 1 and "<script src=" in body, path


def test_strange_paths_find_nothing(build):
    with Pages(build, roles=("operator",)) as house:
        browser = house.browser("operator")
        ups = ["../", "..%2f", "%2e%2e/", "..\\", "..%5c", "%252e%252e%252f", "..;/", "%c0%ae%c0%ae/", "....//",
               ".%00./"]
        targets = ["etc/passwd", "surat.db", "etc/surat/surat.conf", "proc/self/environ", "gaya.css", ".env",
                   "surat.db-wal", "web/static/style.css"]
        strings = [prefix + up * depth + target for up in ups for target in targets for depth in (1, 6)
                   for prefix in ("/", "/permohonan/")]
        strings += ["//etc/passwd", "/gaya.css/", "/gaya.css%00", "/GAYA.CSS", "/permohonan/", "/permohonan//",
                    "/nomor/" + "9" * 70, "/api/ticket/.json", "/penduduk/%2e", "/antrean/..", "/?%zz", "/./masuk",
                    "*", "http://evil.example/masuk"]
        assert len(strings) >= 200
        for path in strings:
            connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", browser.host)
            connection.putheader("Cookie", f"surat={browser.cookie}")
            connection.endheaders()
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status in (400, 403, 404), (path, answer.status)
            assert b"root:" not in body and b"SQLite" not in body, path
            connection.close()


def raw(house, data, is_reading=True, address="127.0.0.1"):
    with socket.create_connection(("127.0.0.1", house.port), timeout=30, source_address=(address, 0)) as sock:
        try:
            sock.sendall(data)
            answer = b""
            while is_reading and (chunk := sock.recv(65536)):
                answer += chunk
        except (ConnectionResetError, BrokenPipeError):
            pass
        return answer


def test_large_and_double_requests_are_cut_off(build):
    with Pages(build, roles=("operator",)) as house:
        browser = house.browser("operator")
        head = f"POST /baru HTTP/1.1\r\nHost: {browser.host}\r\nCookie: surat={browser.cookie}\r\n" \
               f"Origin: http://{browser.host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        cases = {
            "a huge body": (head + "Content-Length: 1000000000\r\n\r\n" + "x" * 70000, (b"413",)),
            "one byte too many": (head + "Content-Length: 65537\r\n\r\n", (b"413",)),
            "two lengths": (head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (b"400",)),
            "chunks": (head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", (b"400",)),
            "a length that is none": (head + "Content-Length: 0x10\r\n\r\n", (b"400", b"413")),
            "a negative length": (head + "Content-Length: -1\r\n\r\n", (b"400", b"413")),
            "a long header": (f"GET / HTTP/1.1\r\nHost: {browser.host}\r\nX: {'x' * 100000}\r\n\r\n",
                              (b"431", b"400", b"")),
            "a long target": (f"GET /masuk?{'x' * 5000} HTTP/1.1\r\nHost: {browser.host}\r\n"
                              "Connection: close\r\n\r\n", (b"414",)),
            "another method": (f"DELETE /antrean HTTP/1.1\r\nHost: {browser.host}\r\nConnection: close\r\n\r\n",
                               (b"405",)),
            "no host": ("GET /masuk HTTP/1.1\r\nConnection: close\r\n\r\n", (b"400", b"421")),
            "no HTTP": ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", (b"400", b"")),
        }
        for what, (data, expected) in cases.items():
            answer = raw(house, data.encode("latin-1"))
            status = answer.split(b" ")[1] if answer.startswith(b"HTTP/1.") else b""
            assert status in expected, (what, answer[:100])
            assert browser.get("/antrean").status == 200, what
        # The largest that is taken.
        fields = "token=" + browser.token + "&untuk="
        body = fields + "x" * (65536 - len(fields))
        answer = raw(house, (head + f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n" + body).encode())
        assert answer.startswith(b"HTTP/1.1 422"), answer[:100]


def test_slow_clients_are_cut_while_others_are_served(build):
    with Pages(build, roles=("operator",)) as house:
        slow = [socket.create_connection(("127.0.0.1", house.port)) for _ in range(60)]
        for i, sock in enumerate(slow):
            sock.sendall(b"GET /masuk HTTP/1.1\r\nHost: 127" if i % 2 else
                         b"POST /masuk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nnama=")
        browser = house.browser("operator", address="127.0.0.2")
        end = time.monotonic() + 60
        open_ones = list(slow)
        while open_ones and time.monotonic() < end:
            assert browser.get("/antrean").status == 200
            for sock in list(open_ones):
                try:
                    sock.sendall(b"x")  # a byte now and then keeps no connection
                    sock.setblocking(False)
                    if sock.recv(1000) == b"":
                        raise ConnectionResetError
                except BlockingIOError:
                    sock.setblocking(True)
                    continue
                except OSError:
                    pass
                sock.close()
                open_ones.remove(sock)
            time.sleep(0.5)
        assert not open_ones, f"{len(open_ones)} slow clients are still connected"


def test_sms_goes_on_while_the_pages_are_killed_hung_and_flooded(build):
    with Pages(build, roles=("operator",)) as house:
        control = house.control()
        browser = house.browser("operator")
        n = 0

        def texts(count):
            nonlocal n
            for _ in range(count):
                control.ask(f"sms 08125550{n:04d} sktm {nik(20 + n)} berobat")
                n += 1
            wait_until(lambda: sum(row["state"] in ("sent", "delivered") for row in house.surat_json("outbox")) >= n,
                       60, "the answers")

        house.web.send_signal(signal.SIGSTOP)
        flood = []
        for _ in range(150):  # more than it takes; nobody reads them
            sock = socket.socket()
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", house.port))
            flood.append(sock)
        texts(10)
        house.web.send_signal(signal.SIGCONT)
        for sock in flood:
            sock.close()
        for i in range(300):
            sock = socket.create_connection(("127.0.0.1", house.port))
            sock.sendall(f"GET /antrean HTTP/1.1\r\nHost: {browser.host}\r\nCookie: surat={browser.cookie}\r\n\r\n"
                         .encode())
            sock.close()
        texts(10)
        house.kill_web(signal.SIGKILL)
        texts(10)
        house.start_web()
        assert browser.get("/antrean").status == 200
        verdict = house.count()
        assert verdict["exit"] == 0, verdict
        assert len(house.surat_json("queue")) == n, (len(house.surat_json("queue")), n)


def test_files_are_the_same_and_kept(build):
    with Pages(build, roles=()) as house:
        browser = house.browser()
        for path, file in (("/gaya.css", "static/style.css"), ("/skrip.js", "static/script.js"),
                           ("/ikon.svg", "static/icon.svg"), ("/hp.js", "static/phone.js"),
                           ("/kamera.js", "static/camera.js"), ("/jsqr.js", "verifier/vendor/jsQR.js")):
            answer = browser.ask("GET", path)
            with open(f"{TOP}/web/{file}", encoding="utf-8") as expected:
                assert answer.body == expected.read(), path
            again = browser.ask("GET", path, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status == 304 and not again.body
        policy = browser.ask("GET", "/siapkan").headers
        assert policy["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy["Content-Security-Policy"] and policy["Cache-Control"] == "no-store"
        assert policy["X-Frame-Options"] == "DENY" and policy["X-Content-Type-Options"] == "nosniff"


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
