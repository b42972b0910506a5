# SPDX-License-Identifier: MIT
"""What the end-to-end tests share: the real programs on a simulated modem, in a folder of their own.

A test makes a House (modemsim + suratd + surat on a fresh store), lets residents text it, breaks
things, and counts with the simulator's ledger, the only witness that suratd cannot talk to.
"""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Control:
    """A connection to the simulator's control socket: one line out, one answer line back."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.socket.settimeout(30)
        self.buffer = b""
        self.events = []

    def _line(self):
        while b"\n" not in self.buffer:
            chunk = self.socket.recv(65536)
            if not chunk:
                raise EOFError("modemsim closed the control socket")
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.decode("utf-8", "replace")

    def ask(self, command):
        self.socket.sendall(command.encode() + b"\n")
        while True:
            line = self._line()
            if line.startswith(("ok", "error")):
                if line.startswith("error"):
                    raise RuntimeError(f"{command!r}: {line}")
                return line[3:]
            self.events.append(line)

    def next_sms(self, timeout=10):
        """The next `sms FROM TO TEXT` event as (from, to, text); None when none came in time."""
        end = time.monotonic() + timeout
        while True:
            for i, line in enumerate(self.events):
                if line.startswith("sms "):
                    del self.events[i]
                    return tuple(line.split(" ", 3)[1:])
            left = end - time.monotonic()
            if left <= 0:
                return None
            self.socket.settimeout(left)
            try:
                self.events.append(self._line())
            except (TimeoutError, socket.timeout):
                return None
            finally:
                self.socket.settimeout(30)

    def close(self):
        self.socket.close()


class House:
    """One village office in a temporary folder. Its modems are called modem, modem1, modem2...;
    what takes no number means the first one."""

    def __init__(self, build, sim_options=(), options=(), hurry=20, folder=None, n_modems=1):
        self.build = os.path.abspath(build)
        self.folder = folder or tempfile.mkdtemp(prefix="surat-test-")
        self.link = self.path("modem")
        self.control_path = self.path("sim.sock")
        self.ledger = self.path("ledger")
        self.store = self.path("surat.db")
        self.sim_options = list(sim_options)
        self.options = list(options)
        self.hurry = hurry
        self.sims = [None] * n_modems
        self.daemon = None
        self.log = open(self.path("log"), "ab")

    @property
    def sim(self):
        return self.sims[0]

    @sim.setter
    def sim(self, process):
        self.sims[0] = process

    def path(self, name):
        return os.path.join(self.folder, name)

    def path_of(self, path, i):
        """The link, control socket or ledger of the modem with this number."""
        return f"{path}{i}" if i else path

    def __enter__(self):
        for i in range(len(self.sims)):
            self.start_sim(i)
        self.start_daemon()
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.show_log()
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- programs -----------------------------------------------------------------------
    def start_sim(self, i=0):
        link, control = self.path_of(self.link, i), self.path_of(self.control_path, i)
        self.sims[i] = subprocess.Popen(
            [f"{self.build}/modemsim", "--link", link, "--control", control,
             "--ledger", self.path_of(self.ledger, i), *self.sim_options],
            stdout=self.log, stderr=self.log)
        wait_until(lambda: os.path.exists(control) and os.path.lexists(link),
                   10, "modemsim to start")

    def settings(self):
        words = ["-c", f"{self.build}/run/surat.conf", "-o", f"store.path={self.store}"]
        for i in range(len(self.sims)):
            words += ["-o", f"modems.[{i}].port={self.path_of(self.link, i)}",
                      "-o", f"modems.[{i}].hurry={self.hurry}"]
            if i > 0:
                words += ["-o", f"modems.[{i}].name=modem{i}"]
        for option in self.options:
            words += ["-o", option]
        return words

    def start_daemon(self, wait_ready=True, wrapper=()):
        self.daemon = subprocess.Popen([*wrapper, f"{self.build}/suratd", *self.settings()],
                                       stdout=self.log, stderr=self.log)
        if wait_ready:
            self.wait_ready()

    def wait_ready(self, timeout=30):
        wait_until(lambda: set(self.modem_states()) == {"ready"}, timeout, "the modems to be ready")

    def modem_states(self):
        """By their order in the settings; None while suratd has not written it down."""
        if self.daemon.poll() is not None:
            raise RuntimeError(f"suratd ended with {self.daemon.returncode}")
        rows = sorted(self.surat_json("modem", check=False), key=lambda row: row["name"])
        states = [row["state"] for row in rows]
        return states + [None] * (len(self.sims) - len(states))

    def modem_state(self):
        return self.modem_states()[0]

    def kill_daemon(self, how=signal.SIGKILL):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.send_signal(how)
            self.daemon.wait(timeout=60)

    def stop(self):
        self.kill_daemon(signal.SIGTERM)
        for sim in self.sims:
            if sim and sim.poll() is None:
                sim.terminate()
                sim.wait(timeout=10)
        self.log.close()

    def show_log(self, lines=60):
        self.log.flush()
        with open(self.path("log"), "rb") as log:
            tail = log.read().decode("utf-8", "replace").splitlines()[-lines:]
        print("--- last lines of the programs' log", *tail, sep="\n", file=sys.stderr)

    def ring(self):
        """suratd looks at once at all that it else looks at every 10 s."""
        bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with bell:
            bell.setblocking(False)
            try:
                bell.sendto(b"!", f"{self.store}.bell-suratd")
            except BlockingIOError:
                pass  # it has as many rings as it can hear

    def ring_until(self, is_true, timeout, what):
        """Like wait_until(), without waiting for suratd's own look."""
        def ring_and_see():
            self.ring()
            return is_true()
        wait_until(ring_and_see, timeout, what, step_s=0.1)

    def ring_for(self, seconds):
        """Many looks: for what must not happen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.ring()
            time.sleep(0.1)

    # --- people -------------------------------------------------------------------------
    def control(self, i=0):
        return Control(self.path_of(self.control_path, i))

    def surat(self, *words, check=True):
        result = subprocess.run([f"{self.build}/surat", *self.settings(), *words],
                                capture_output=True, text=True, timeout=60)
        if check and result.returncode != 0:
            raise RuntimeError(f"surat {words}: {result.returncode} {result.stderr}")
        return result

    def surat_json(self, *words, check=True):
        result = self.surat(*words, "--json", check=check)
        return json.loads(result.stdout) if result.stdout.strip() else []

    def count(self):
        """The ledger's verdict as a dict of numbers; all modems' ledgers together."""
        ledger = self.ledger if len(self.sims) == 1 else self.join_ledgers()
        result = subprocess.run([f"{TOP}/tests/fake/ledger", ledger, self.store],
                                capture_output=True, text=True, timeout=120)
        verdict = {}
        if result.returncode == 2:
            raise RuntimeError(result.stderr)
        for part in result.stdout.splitlines()[0].split(","):
            name, _, number = part.strip().rpartition(" ")
            verdict[name] = int(number)
        verdict["exit"] = result.returncode
        return verdict


    def join_ledgers(self):
        """One file of all ledgers: each with its own numbers and storages."""
        joined = self.path("ledgers")
        with open(joined, "w", encoding="utf-8") as out:
            for i in range(len(self.sims)):
                with open(self.path_of(self.ledger, i), encoding="utf-8", errors="replace") as lines:
                    out.writelines(qualify(line, i) for line in lines)
        return joined


def qualify(line, i):
    """A ledger's line with its SEQ and STORAGE marked as those of one modem. Storages whose
    messages are not counted keep their names."""
    at_seq, at_storage = {"N": (1, 0), "D": (1, 3), "R": (1, 2), "X": (1, 2)}.get(line[:1], (0, 0))
    words = line.split(" ")
    if at_seq and len(words) > at_seq:
        words[at_seq] += f".{i}"
    if at_storage and words[at_storage] not in ("NONE", "SR", "CDS"):
        words[at_storage] += f".{i}"
    return " ".join(words)


def wait_until(is_true, timeout, what, step_s=0.02):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if is_true():
            return
        time.sleep(step_s)
    raise TimeoutError(f"waited {timeout} s for {what}")


def nik(n):
    """A fictional NIK of a grown-up, another for each n: serials are 99xx."""
    day, month, year = 1 + n % 28, 1 + n // 28 % 12, 60 + n // 336 % 40
    return f"351315{day:02d}{month:02d}{year:02d}{9900 + n % 100:04d}"


class Skip(Exception):
    """What this test needs is not to be had here; the reason is shown."""


def run_tests(tests):
    """Run functions taking the build folder; the closing line counts."""
    build = sys.argv[1] if len(sys.argv) > 1 else f"{TOP}/build"
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    passed = failed = skipped = 0
    for test in tests:
        if only and only not in test.__name__:
            continue
        start = time.monotonic()
        try:
            test(build)
            passed += 1
            print(f"ok {test.__name__} ({time.monotonic() - start:.1f} s)", flush=True)
        except Skip as reason:
            skipped += 1
            print(f"skipped {test.__name__}: {reason}", flush=True)
        except Exception as error:  # every failure is counted and shown
            failed += 1
            print(f"FAILED {test.__name__}: {type(error).__name__}: {error}", flush=True)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed or not passed + skipped else 0)
