#!/usr/bin/env python3
"""The scripts of tests/tools do what the README says: install, and the demonstration.

Usage: tests/tools/check.py BUILD
"""
import os
import pathlib
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time

TOOLS = pathlib.Path(__file__).resolve().parent
ROOT = TOOLS.parent.parent
INSTALLED = {
    "etc/surat/letters.conf": 0o644,
    "etc/surat/phrases.conf": 0o644,
    "etc/surat/surat.conf": 0o640,
    "etc/surat/words.conf": 0o644,
    "usr/bin/surat": 0o755,
    "usr/lib/modules-load.d/surat.conf": 0o644,
    "usr/lib/systemd/system/suratd.service": 0o644,
    "usr/lib/systemd/system/suratussd.service": 0o644,
    "usr/lib/systemd/system/suratweb.service": 0o644,
    "usr/lib/systemd/system/suratweb.socket": 0o644,
    "usr/lib/sysusers.d/surat.conf": 0o644,
    "usr/lib/tmpfiles.d/surat.conf": 0o644,
    "usr/lib/udev/rules.d/60-surat.rules": 0o644,
    "usr/sbin/suratd": 0o755,
    "usr/sbin/suratussd": 0o755,
    "usr/sbin/suratweb": 0o755,
    "usr/share/bash-completion/completions/surat": 0o644,
    "usr/share/man/man1/surat.1": 0o644,
    "usr/share/man/man5/surat.conf.5": 0o644,
    "usr/share/man/man8/suratd.8": 0o644,
    "usr/share/man/man8/suratussd.8": 0o644,
    "usr/share/man/man8/suratweb.8": 0o644,
    "usr/share/surat/letters.conf": 0o644,
    "usr/share/surat/phrases.conf": 0o644,
    "usr/share/surat/surat.conf.sample": 0o644,
    "usr/share/surat/words.conf": 0o644,
}


def check(what, is_right):
    print(("ok   " if is_right else "FAIL ") + what)
    if not is_right:
        sys.exit(1)


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def files_under(folder):
    return {str(p.relative_to(folder)): stat.S_IMODE(p.stat().st_mode)
            for p in folder.rglob("*") if p.is_file()}


def check_install(build, folder):
    target = folder / "root"
    code, said = run(TOOLS / "install", build, target, "/usr")
    check(f"install ends well {said}", code == 0)
    found = files_under(target)
    check(f"installed is what should be: {sorted(set(found.items()) ^ set(INSTALLED.items()))}",
          found == INSTALLED)
    settings = target / "etc/surat/surat.conf"
    code, said = run(build / "suratd", "-n", "-c", settings)
    check(f"the installed settings are sound {said}", code == 0)

    settings.write_text("mine\n")
    (target / "etc/surat/phrases.conf").write_text("mine too\n")
    (target / "usr/share/surat/phrases.conf").write_text("old\n")
    code, said = run(TOOLS / "install", build, target, "/usr")
    check("a second install keeps the settings and says so",
          code == 0 and settings.read_text() == "mine\n" and "kept" in said
          and (target / "etc/surat/phrases.conf").read_text() == "mine too\n")
    check("and brings the rest up to date",
          (target / "usr/share/surat/phrases.conf").read_text() != "old\n")

    other = folder / "other"
    run(TOOLS / "install", build, other, "/usr/local")
    unit = (other / "usr/lib/systemd/system/suratd.service").read_text()
    check("the unit follows the prefix",
          "ExecStart=/usr/local/sbin/suratd\n" in unit
          and "ExecPaths=/usr/local/sbin/suratd " in unit
          and (other / "usr/local/sbin/suratd").exists())


class Demo:
    """The demonstration in a build folder of its own, which holds links to the programs."""

    def __init__(self, build, folder):
        self.build = folder / "demo"
        self.build.mkdir()
        for name in ("suratd", "suratweb", "surat", "modemsim", "phone"):
            (self.build / name).symlink_to(build / name)
        code, said = run(TOOLS / "run-settings", self.build)
        check(f"settings for a build folder are written {said}", code == 0)

    def start(self):
        log = open(self.build / "log", "w", encoding="utf-8")
        child = subprocess.Popen([TOOLS / "demo", self.build], stdout=log, stderr=log,
                                 start_new_session=True)
        log.close()
        self.wait_for("Ctrl-C stops it", child)
        return child

    def wait_for(self, text, child):
        for _ in range(600):
            said = (self.build / "log").read_text(encoding="utf-8")
            if text in said:
                return
            if child.poll() is not None:
                break
            time.sleep(0.05)
        child.kill()
        check(f"the demonstration says '{text}', not:\n{said}", False)

    def stop(self, child):
        child.send_signal(signal.SIGINT)
        child.wait(30)
        return child.returncode

    def count(self, table):
        with sqlite3.connect(self.build / "run" / "surat.db") as store:
            return store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def are_programs_gone(self):
        ours = str(self.build / "run")
        for process in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = process.read_bytes().decode("utf-8", "replace").split("\0")
            except OSError:
                continue
            if any(word.startswith(ours) for word in words):
                return False
        return True


def check_demo(build, folder):
    demo = Demo(build, folder)
    child = demo.start()
    check("the demonstration starts", True)
    check("with twenty residents", demo.count("residents") == 20)
    code, said = run(TOOLS / "demo", demo.build)
    check("a second one refuses politely", code == 0 and "runs already" in said)
    code, said = run(demo.build / "surat", "-c", demo.build / "run" / "surat.conf", "queue")
    check(f"the queue can be seen {said}", code == 0)
    demo.wait_for("ready", child)
    check("the modem becomes ready", True)
    check("Ctrl-C ends it well", demo.stop(child) == 0)
    check("and leaves no program behind", demo.are_programs_gone())

    child = demo.start()
    check("it starts again on the same store", demo.count("residents") == 20)
    check("and stops again", demo.stop(child) == 0 and demo.are_programs_gone())


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="surat-tools-"))
    os.chdir(ROOT)
    try:
        check_install(build, folder)
        check_demo(build, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
