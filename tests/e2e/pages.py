# SPDX-License-Identifier: MIT
"""A House with its pages: suratweb on a free port, officers with passwords, and a plain browser that
keeps a cookie and knows the token of the last page's forms."""
import html
import http.client
import re
import signal
import subprocess
import time
import urllib.parse

from harness import House, wait_until

PASSWORD = "rahasia-desa-1"
OFFICERS = {"operator": "Siti Aminah", "sekdes": "Budi Santoso", "kades": "H. Sampurna",
            "kecamatan": "Rudi Camat", "admin": "Dewi Admin"}
# The cheapest hash: the tests' time is not the passwords'.
CHEAP = ["officers.pin_memory_kib=8", "officers.pin_passes=1"]


class Pages(House):
    """The house with suratweb; `roles` get accounts."""

    def __init__(self, build, roles=tuple(OFFICERS), web_options=(), **more):
        more["options"] = [*CHEAP, *more.get("options", ())]
        super().__init__(build, **more)
        self.roles = roles
        self.web_options = list(web_options)
        self.web = None
        self.port = 0

    def __enter__(self):
        super().__enter__()
        for role in self.roles:
            self.add_officer(OFFICERS[role], role)
        self.start_web()
        return self

    def add_officer(self, name, role, *more):
        self.surat("officers", "add", name, "--role", role, *more)
        self.say(name, "password", PASSWORD)

    def say(self, name, what, secret):
        subprocess.run([f"{self.build}/surat", *self.settings(), "officers", what, name],
                       input=f"{secret}\n{secret}\n", text=True, check=True, capture_output=True, timeout=60)

    def start_web(self, *more):
        log = self.path("weblog")
        before = open(log).read().count("suratweb started") if self.web else 0
        options = ["-o", f"web.listen=127.0.0.1:{self.port}"]
        for option in [*self.web_options, *more]:
            options += ["-o", option]
        with open(log, "ab") as out:
            self.web = subprocess.Popen([f"{self.build}/suratweb", *self.settings(), *options],
                                        stdout=out, stderr=out)
        wait_until(lambda: open(log).read().count("suratweb started") > before or self.web.poll() is not None,
                   20, "suratweb to start")
        if self.web.poll() is not None:
            raise RuntimeError(f"suratweb ended: {open(log).read()}")
        self.port = int(re.findall(r"address=https?://127\.0\.0\.1:(\d+)", open(log).read())[-1])

    def web_log(self):
        return open(self.path("weblog"), encoding="utf-8").read()

    def kill_web(self, how=signal.SIGTERM):
        if self.web and self.web.poll() is None:
            self.web.send_signal(signal.SIGCONT)
            self.web.send_signal(how)
            self.web.wait(timeout=20)

    def stop(self):
        self.kill_web()
        super().stop()

    def show_log(self, lines=60):
        super().show_log(lines)
        print("--- suratweb:", *self.web_log().splitlines()[-20:], sep="\n")

    def browser(self, role=None, **more):
        browser = Browser(self.port, **more)
        if role:
            browser.log_in(OFFICERS[role])
        return browser


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read().decode("utf-8")
        self.location = self.headers.get("Location", "")

    def text(self):
        """What a person reads: tags away, entities back."""
        return html.unescape(re.sub(r"<[^>]*>", " ", self.body))


class Browser:
    def __init__(self, port, address="127.0.0.1", host=None):
        self.port = port
        self.address = address  # from which it comes
        self.host = host or f"127.0.0.1:{port}"
        self.cookie = ""
        self.token = ""

    def ask(self, method, path, body=None, headers=(), is_following=False):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30,
                                                source_address=(self.address, 0))
        sent = {"Host": self.host}
        if self.cookie:
            sent["Cookie"] = f"surat={self.cookie}"
        sent.update(headers)
        sent = {name: value for name, value in sent.items() if value is not None}
        connection.request(method, path, body=body, headers=sent)
        answer = Answer(connection.getresponse())
        connection.close()
        self.take(answer)
        if is_following and answer.status == 303:
            return self.get(answer.location)
        return answer

    def take(self, answer):
        cookie = re.search(r"surat=([0-9a-f]*)", answer.headers.get("Set-Cookie", ""))
        if cookie:
            self.cookie = cookie.group(1)
        token = re.search(r'name="token" value="([0-9a-f]+)"', answer.body)
        if token:
            self.token = token.group(1)

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers.get("headers", ()), is_following=True)

    def post(self, path, fields, headers=None, token=None, is_following=True):
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        sent.update(headers or {})
        fields = dict(fields)
        fields["token"] = self.token if token is None else token
        body = urllib.parse.urlencode({k: v for k, v in fields.items() if v is not None})
        return self.ask("POST", path, body=body, headers=sent, is_following=is_following)

    def log_in(self, name, password=PASSWORD):
        self.get("/masuk")
        answer = self.post("/masuk", {"nama": name, "sandi": password})
        if answer.status != 200 or 'action="/masuk"' in answer.body:
            raise RuntimeError(f"{name} cannot log in: {answer.status} {answer.text()[-300:]}")
        return answer


class Stream:
    """A page that waits to be told (server-sent events)."""

    def __init__(self, browser):
        self.connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=30)
        self.connection.request("GET", "/kabar", headers={"Host": browser.host,
                                                          "Cookie": f"surat={browser.cookie}"})
        self.response = self.connection.getresponse()
        if self.response.status != 200:
            raise RuntimeError(f"/kabar: {self.response.status}")
        self.line()

    def line(self):
        while True:
            line = self.response.readline()
            if not line:
                raise EOFError("the stream ended")
            if line.strip():
                return line.decode().strip()

    def next_change(self, timeout=10):
        self.connection.sock.settimeout(timeout)
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.line().startswith("data:"):
                return
        raise TimeoutError("no change was told")

    def close(self):
        self.connection.close()
