#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A USSD gateway that calls by HTTP: the real suratweb beside suratd, called as aggregators do."""
import http.client
import json
import re
import socket
import subprocess
import threading
import time
import urllib.parse

from harness import House, nik, run_tests, wait_until

SECRET = "0123456789abcdef0123456789abcdef"
CODE = re.compile(r"\b(\d{4})-(\d{4})\b")
JSON = ["gateway.is_json=true", "gateway.session=SessionId", "gateway.phone=Mobile",
        "gateway.text=Message", "gateway.step=Sequence", "gateway.status=",
        'gateway.more={"Type":"response","Message":"{teks}"}',
        'gateway.end={"Type":"release","Message":"{teks}"}']


class Pages:
    """A house with its pages, and a gateway that calls them."""

    def __init__(self, build, options=(), secret=SECRET):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.house = House(build, options=[f"gateway.secret={secret}", *options])
        self.web = None

    def __enter__(self):
        self.house.__enter__()
        self.web = subprocess.Popen(
            [f"{self.house.build}/suratweb", *self.house.settings(), "-o",
             f"web.listen=127.0.0.1:{self.port}"], stdout=self.house.log, stderr=self.house.log)
        wait_until(self.is_up, 20, "suratweb")
        return self

    def is_up(self):
        assert self.web.poll() is None, f"suratweb ended with {self.web.returncode}"
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=2).close()
            return True
        except OSError:
            return False

    def __exit__(self, kind, value, trace):
        if self.web:
            self.web.terminate()
            self.web.wait(timeout=20)
        self.house.__exit__(kind, value, trace)

    def call(self, body, media="application/x-www-form-urlencoded", secret=SECRET, method="POST",
             headers=None):
        """Status, media type and body of the answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request(method, f"/ussd/{secret}", body, {"Content-Type": media, **(headers or {})})
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        return answer.status, answer.getheader("Content-Type"), text

    def step(self, session, number, answers, **more):
        status, media, text = self.call(urllib.parse.urlencode(
            {"sessionId": session, "phoneNumber": number, "networkCode": "51001",
             "serviceCode": "*77#", "text": "*".join(answers), **more}))
        assert status == 200 and media.startswith("text/plain"), (status, media, text)
        return text

    def tickets(self):
        return self.house.surat_json("queue", "--limit", "1000")


def test_a_form_walks_to_a_ticket_and_an_sms(build):
    with Pages(build) as pages:
        phone = pages.house.control()
        phone.ask("watch *")
        walk = ["2", nik(1), "1"]
        texts = [pages.step("AT1", "+6281234500001", walk[:n]) for n in range(4)]
        assert texts[0].startswith("CON Surat Desa") and texts[3].startswith("END DITERIMA"), texts
        again = [pages.step("AT1", "+6281234500001", walk[:n]) for n in (3, 0, 2, 1, 3)]
        assert again == [texts[n] for n in (3, 0, 2, 1, 3)], again
        row, = pages.tickets()
        assert row["kind"] == "SKTM" and row["nik"] == nik(1) and row["purpose"] == "Sekolah", row
        sms = phone.next_sms()
        assert sms and sms[1] == "+6281234500001" and CODE.search(sms[2]).group() in texts[3], sms
        assert phone.next_sms(1) is None, "a second SMS"
        assert pages.step("AT1", "+6281234500001", walk, status="Success", input="x") == ""
        assert {r["door"] for r in pages.house.surat_json("inbox")} == {"http"}


def test_curl_walks_too(build):
    with Pages(build) as pages:
        done = subprocess.run(
            ["curl", "-sS", "-d", "sessionId=c1", "-d", "phoneNumber=+6281234500002", "--data-urlencode",
             f"text=1*{nik(2)}*2", f"http://127.0.0.1:{pages.port}/ussd/{SECRET}"],
            capture_output=True, text=True, timeout=20, check=True)
        assert done.stdout.startswith("END DITERIMA"), done.stdout


def test_json_by_steps(build):
    with Pages(build, JSON) as pages:
        def step(n, text):
            status, media, body = pages.call(json.dumps(
                {"SessionId": "h1", "Mobile": 6281234500003, "Message": text, "Sequence": n}),
                "application/json")
            assert status == 200 and media.startswith("application/json"), body
            return json.loads(body)
        assert step(1, "")["Message"].startswith("Surat Desa")
        for n, text in ((2, "2"), (3, nik(3)), (3, nik(3))):
            assert step(n, text)["Type"] == "response"
        assert step(4, "1")["Type"] == "release"
        assert len(pages.tickets()) == 1
        for damaged in ("", "[]", "{", '{"SessionId":"\\ud800"}', "null", '"x"', "{}",
                        '{"SessionId":{"a":1},"Mobile":"0812"}', '{"SessionId":"a\\u0000b"}'):
            status, _, body = pages.call(damaged, "application/json")
            assert status == 400, (damaged, body)
        assert pages.call(b'{"SessionId":"\xff","Mobile":"1"}', "application/json")[0] == 400


def test_a_drop_at_every_step_gives_one_ticket(build):
    with Pages(build) as pages:
        for drop in range(4):
            walk, number = ["3", nik(20 + drop), "3", "warung kopi"], f"+62812345000{drop:02d}"
            for n in range(drop + 1):
                pages.step(f"a{drop}", number, walk[:n])
            text = pages.step(f"b{drop}", number, [])
            answers = []
            if drop > 0:
                assert "1 Lanjut" in text, text
                answers = ["1"]
                pages.step(f"b{drop}", number, answers)
            for answer in walk[drop:]:
                answers = answers + [answer]
                text = pages.step(f"b{drop}", number, answers)
            assert text.startswith("END DITERIMA"), text
            assert len(pages.tickets()) == drop + 1


def test_who_has_not_both_learns_nothing(build):
    with Pages(build, ["gateway.sources=203.0.113.7"]) as pages:
        body = urllib.parse.urlencode({"sessionId": "s", "phoneNumber": "+6281234500001", "text": ""})
        assert pages.call(body)[0] == 404  # not from there
        assert pages.call(body, headers={"X-Forwarded-For": "203.0.113.7"})[0] == 200  # our own proxy
        assert pages.call(body, secret="x" * 32, headers={"X-Forwarded-For": "203.0.113.7"})[0] == 404
        assert pages.call(None, method="GET", headers={"X-Forwarded-For": "203.0.113.7"})[0] == 404
        assert len(pages.house.surat_json("inbox")) == 1
    with Pages(build, secret="") as pages:
        assert pages.call("sessionId=s", secret="")[0] == 404


def test_what_is_no_call_is_refused(build):
    with Pages(build) as pages:
        for body in ("", "sessionId=&phoneNumber=1", "sessionId=a", "sessionId=a&phoneNumber=%ff",
                     "sessionId=" + "a" * 200 + "&phoneNumber=1",
                     "sessionId=a&phoneNumber=1&text=" + "1" * 600):
            assert pages.call(body)[0] == 400, body
        assert pages.call("x" * 70000)[0] == 413
        assert pages.house.surat_json("inbox") == []


def test_the_modem_hangs_and_the_pages_answer(build):
    with Pages(build) as pages:
        network = pages.house.control()
        network.ask("fault silence on")
        walk = ["2", nik(4), "1"]
        times = []
        for n in range(4):
            start = time.monotonic()
            text = pages.step("AT1", "+6281234500004", walk[:n])
            times.append(time.monotonic() - start)
        assert text.startswith("END DITERIMA"), text
        print(f"  with the modem silent: {max(times) * 1000:.0f} ms at most")
        network.ask("watch *")
        network.ask("fault silence off")
        sms = network.next_sms(60)
        assert sms and "DITERIMA" in sms[2], sms


def test_fifty_sessions_at_once(build):
    with Pages(build, ["guards.replies_per_day=0"]) as pages:
        times, failures = [], []

        def walk(i):
            answers, number = ["2", nik(i), "1"], f"+6281234{i:06d}"
            try:
                for n in range(4):
                    start = time.monotonic()
                    text = pages.step(f"load{i}", number, answers[:n])
                    times.append(time.monotonic() - start)
                assert text.startswith("END DITERIMA"), text
            except Exception as error:  # told below
                failures.append(f"{i}: {error!r}")

        threads = [threading.Thread(target=walk, args=(i,)) for i in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == [], failures[:3]
        assert len(pages.tickets()) == 50
        times.sort()
        print(f"  200 steps of 50 sessions at once: median {times[100] * 1000:.0f} ms, "
              f"p99 {times[197] * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms")


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
