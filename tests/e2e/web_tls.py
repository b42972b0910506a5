#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""https by certificate files, as an office with a certificate of its own would have it."""
import http.client
import re
import socket
import ssl
import subprocess
import warnings

from browser import Browser
from harness import run_tests
from pages import OFFICERS, PASSWORD, Pages


class Secure(Pages):
    """With a certificate that it signed itself."""

    def start_web(self, *more):
        self.certificate, self.key = self.path("tls.pem"), self.path("tls.key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out",
                        self.certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=IP:127.0.0.1,DNS:localhost"], check=True, capture_output=True)
        super().start_web(f"web.certificate={self.certificate}", f"web.certificate_key={self.key}", *more)

    def curl(self, *words):
        return subprocess.run(["curl", "-sS", "--max-time", "20", "--cacert", self.certificate, *words],
                              capture_output=True, text=True, check=False)


def test_curl_and_chromium_come_in_and_the_cookie_is_secure(build):
    with Secure(build, roles=("operator",)) as house:
        address = f"https://127.0.0.1:{house.port}"
        assert f"address={address}" in house.web_log()
        got = house.curl("-i", f"{address}/masuk")
        assert got.returncode == 0 and " 200" in got.stdout.splitlines()[0], got
        cookie = re.search(r"(?im)^set-cookie: (.*)$", got.stdout).group(1)
        assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie, cookie
        # Whoever does not know the certificate is told by his own program.
        assert subprocess.run(["curl", "-sS", f"{address}/masuk"], capture_output=True, check=False).returncode == 60
        options = ["--ignore-certificate-errors"]
        with Browser(is_served=True, options=options) as browser:
            browser.open(f"{address}/masuk")
            browser.type("input[name=nama]", OFFICERS["operator"])
            browser.type("input[name=sandi]", PASSWORD + "\ue007")
            browser.wait("return document.body.hasAttribute('data-live')")
            assert browser.run("return location.protocol + location.pathname") == "https:/antrean"
            assert browser.run("return isSecureContext && document.cookie") == ""
            # The stream comes through TLS too.
            house.surat("new", "--kind", "SKTM", "--nik", "3513151205909901", "--purpose", "sekolah", "--name", "X")
            browser.wait("return document.querySelectorAll('#antrean tr[data-key]').length === 1")
            # The token of the form holds, and Origin is https.
            browser.run("document.querySelector('td.kode a').click()")
            browser.wait("return document.querySelector('input[name=langkah][value=accept]') !== null")
            browser.run("document.querySelector('input[name=langkah][value=accept] ~ button').click()")
            browser.wait("return document.querySelector('.pill.checked') !== null")
            browser.open(f"{address}/periksa")
            assert browser.run("return !document.getElementById('kamera').hidden"), "https, and no camera"


def test_what_is_no_tls_harms_nobody(build):
    with Secure(build, roles=("operator",)) as house:
        noise = [b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"\0" * 5000, b"\x16\x03\x01\xff\xff" + b"x" * 70000,
                 b"\x16\x03\x01\x00\x05hello", b"", b"SSH-2.0-x\r\n"]
        for data in noise:
            with socket.create_connection(("127.0.0.1", house.port), timeout=15) as sock:
                try:
                    sock.sendall(data)
                    sock.shutdown(socket.SHUT_WR)
                    while sock.recv(65536):
                        pass
                except OSError:
                    pass
        # Handshakes that never end keep nobody out.
        idle = [socket.create_connection(("127.0.0.1", house.port), source_address=("127.0.0.3", 0))
                for _ in range(60)]
        for sock in idle[::2]:
            sock.sendall(b"\x16\x03\x01\x02")
        got = house.curl("-o", "/dev/null", "-w", "%{http_code}", f"https://127.0.0.1:{house.port}/masuk")
        assert got.stdout == "200", got
        for sock in idle:
            sock.close()
        assert house.web.poll() is None
        # No old protocol. (Python warns of them too.)
        warnings.simplefilter("ignore", DeprecationWarning)
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.minimum_version = context.maximum_version = version
            context.set_ciphers("ALL:@SECLEVEL=0")
            connection = http.client.HTTPSConnection("127.0.0.1", house.port, timeout=10, context=context)
            try:
                connection.request("GET", "/masuk")
            except (ssl.SSLError, OSError):
                continue
            raise AssertionError(f"{version} was taken")


def test_a_wrong_certificate_is_said_at_the_start(build):
    with Secure(build, roles=()) as house:
        for wrong in ("web.certificate=/none.pem", f"web.certificate={house.store}", f"web.certificate_key={house.store}",
                      "web.certificate_key=", "web.certificate_key=/none.key"):
            options = ["-o", f"web.certificate={house.certificate}", "-o", f"web.certificate_key={house.key}",
                       "-o", wrong]
            run = subprocess.run([f"{build}/suratweb", *house.settings(), "-o", "web.listen=127.0.0.1:0", *options],
                                 capture_output=True, text=True, timeout=30, check=False)
            assert run.returncode == 1 and "cannot" in run.stderr + run.stdout, (wrong, run)


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
