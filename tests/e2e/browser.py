# SPDX-License-Identifier: MIT
"""Headless Chromium for tests, by chromedriver (W3C WebDriver over HTTP; nothing but Python's own)."""
import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from harness import Skip

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """One window without a network; with `is_served` it reaches this machine, and nothing else."""

    def __init__(self, width=1366, height=768, options=(), is_served=False):
        if not shutil.which("chromedriver") or not shutil.which("chromium"):
            raise Skip("chromium and chromium-driver are not installed (make deps)")
        self.folder = tempfile.mkdtemp(prefix="surat-browser-")
        self.base = f"http://127.0.0.1:{self._start_driver()}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     f"--window-size={width},{height}", f"--user-data-dir={self.folder}",
                     "--host-resolver-rules=MAP * ~NOTFOUND" + (" , EXCLUDE 127.0.0.1" if is_served else ""), "--lang=id", *options]
        session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.base += f"/session/{session['sessionId']}"
        if not is_served:
            self.cdp("Network.enable", {})
            self.cdp("Network.emulateNetworkConditions",
                     {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0})
        self.cdp("Emulation.setDeviceMetricsOverride",
                 {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def _start_driver(self):
        """Its port. It draws one by lot and ends when that is taken for IPv4 or IPv6: then again."""
        for _ in range(10):
            self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                           stderr=subprocess.DEVNULL, text=True)
            for line in self.driver.stdout:
                found = re.search(r"successfully on port (\d+)", line)
                if found:
                    return found.group(1)
            self.driver.wait()
            time.sleep(0.2)
        raise RuntimeError("chromedriver did not start")

    def _ask(self, method, path, body=None):
        request = urllib.request.Request(self.base + path, method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].splitlines()[0]) from None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        try:
            self._ask("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(timeout=10)
            shutil.rmtree(self.folder, ignore_errors=True)

    def cdp(self, command, parameters):
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, address):
        self._ask("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        """What the script returns; one that returns a promise is waited for."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def type(self, selector, text):
        """As a keyboard does; for a file input, the file's name."""
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        self._ask("POST", f"/element/{found[ELEMENT]}/value", {"text": text})

    def wait(self, script, timeout=20):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.05)
        raise TimeoutError(f"waited {timeout} s for {script}")

    def complaints(self):
        """What the browser's console says is wrong."""
        entries = self._ask("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def picture(self, path):
        """The whole page, not only what is in the window."""
        size = self.cdp("Page.getLayoutMetrics", {})["cssContentSize"]
        shot = self.cdp("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}})
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
