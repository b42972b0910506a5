#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Copies of the store and the way back: by the page, by the terminal, while texts come in."""
import http.client
import os
import re
import shutil
import sqlite3
import stat
import tempfile

from harness import TOP, nik, run_tests, wait_until
from pages import OFFICERS, Pages
from web import PHONE, file_ticket, text_in

NAME = re.compile(r'href="/cadangan/(surat-\d{8}-\d{6}\.db)"')


def download(house, browser, name):
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    connection.request("GET", f"/cadangan/{name}", headers={"Cookie": f"surat={browser.cookie}"})
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def names(browser):
    return NAME.findall(browser.get("/cadangan").body)


def count(path, table="tickets"):
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_admin_takes_a_copy_along(build):
    with Pages(build, roles=("admin", "operator")) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        file_ticket(house)
        admin = house.browser("admin")
        assert "Belum ada salinan" in admin.get("/cadangan").text()
        admin.post("/cadangan", {})
        wait_until(lambda: names(admin), 20, "the copy")
        page = admin.get("/cadangan")
        assert "Salinan selesai" in page.text() and "Tidak termasuk" in page.text(), page.text()
        name = names(admin)[0]
        status, headers, body = download(house, admin, name)
        assert (status, headers["Content-Disposition"]) == (200, f'attachment; filename="{name}"'), (status, headers)
        assert headers["Cache-Control"] == "no-store"
        taken = house.path("taken.db")
        with open(taken, "wb") as out:
            out.write(body)
        assert count(taken) == 1 and count(taken, "residents") == 20
        kept = f"{house.store}.backup"
        assert os.listdir(kept) == [name], "something else lies in the folder"
        assert not stat.S_IMODE(os.stat(f"{kept}/{name}").st_mode) & stat.S_IRWXO
        assert "unduh" in admin.get("/catatan").text() and "backup taken" in house.web_log()
        # Only such names, and only from there.
        shutil.copy(taken, f"{house.folder}/surat-20200101-000000.db")
        os.symlink(house.store, f"{kept}/surat-20200101-000001.db")
        for wrong in ("surat.db", "surat-20200101-000000.db", "surat-20200101-000001.db", "../surat.db", "..%2fsurat.db",
                      name + "x", name[:-1], name.upper(), f"../{name}", "surat-2020010a-000000.db", ".", ""):
            assert download(house, admin, wrong)[0] in (400, 404), wrong
        assert download(house, house.browser("operator"), name)[0] == 403
        assert download(house, house.browser(), name)[0] == 303


def test_texts_go_on_while_a_copy_is_made(build):
    with Pages(build, roles=("admin",)) as house:
        with sqlite3.connect(house.store, timeout=30) as store:  # some 40 MiB
            store.execute("CREATE TABLE filler (x BLOB)")
            store.execute("WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 10000)"
                          " INSERT INTO filler SELECT randomblob(4000) FROM c")
        admin = house.browser("admin")
        admin.post("/cadangan", {})
        assert "sedang dibuat" in admin.get("/cadangan").text()
        admin.post("/cadangan", {})  # twice is once
        for n in range(5):
            text_in(house, f"sktm {nik(40 + n)} berobat", f"08125550{n:04d}")
        wait_until(lambda: len(house.surat_json("queue")) == 5, 20, "the tickets")
        wait_until(lambda: names(admin), 60, "the copy")
        assert len(names(admin)) == 1
        assert count(f"{house.store}.backup/{names(admin)[0]}", "filler") == 10000
        wait_until(lambda: all(row["state"] == "delivered" for row in house.surat_json("outbox")), 20, "the answers")
        verdict = house.count()
        assert verdict["exit"] == 0, verdict


def test_the_newest_seven_stay(build):
    with Pages(build, roles=("admin",)) as house:
        folder = f"{house.store}.backup"
        os.mkdir(folder)
        for day in range(10, 20):
            with open(f"{folder}/surat-202001{day}-000000.db", "w", encoding="utf-8") as out:
                out.write("x")
        with open(f"{folder}/catatan.txt", "w", encoding="utf-8") as out:
            out.write("not ours")
        admin = house.browser("admin")
        admin.post("/cadangan", {})
        wait_until(lambda: "Salinan selesai" in admin.get("/cadangan").text(), 20, "the copy")
        left = sorted(os.listdir(folder))
        assert left[0] == "catatan.txt" and len(left) == 8 and left[1] == "surat-20200114-000000.db", left


def test_what_cannot_be_made_is_said(build):
    with Pages(build, roles=("admin",), web_options=["store.backup_folder=/proc/none"]) as house:
        admin = house.browser("admin")
        assert admin.post("/cadangan", {}).status == 200
        assert "Salinan gagal" in admin.get("/cadangan").text()


def test_a_copy_brings_everything_back(build):
    with Pages(build, roles=("admin", "operator")) as house:
        house.surat("residents", "import", f"{TOP}/tests/samples/residents.csv")
        first = file_ticket(house, 1)
        copy = house.path("copy.db")
        out = house.surat("backup", copy).stdout
        assert "Permohonan" in out and "kunci penyegel" in out, out
        again = house.surat("backup", copy, check=False)
        assert again.returncode == 3 and "sudah ada" in again.stderr, again
        second = file_ticket(house, 2, "085799988877")
        # Not while somebody works.
        busy = house.surat("restore", copy, check=False)
        assert busy.returncode == 1 and "suratd masih berjalan" in busy.stderr, busy
        house.kill_daemon()
        assert "suratweb masih berjalan" in house.surat("restore", copy, check=False).stderr
        house.kill_web()
        for bad in ("/nowhere", f"{TOP}/README.md", house.folder):
            wrong = house.surat("restore", bad, check=False)
            assert wrong.returncode == 3 and "tidak dapat dipakai" in wrong.stderr, (bad, wrong)
        assert [row["code"] for row in house.surat_json("queue")] == [first, second]
        out = house.surat("restore", copy).stdout
        assert "surat numbers keep" in out and ".before-" in out, out
        assert [row["code"] for row in house.surat_json("queue")] == [first]
        # Work goes on with it; passwords and residents are there.
        house.start_daemon()
        house.start_web()
        assert house.browser("operator").get("/antrean").status == 200
        third = file_ticket(house, 3, "081355500033")
        assert [row["code"] for row in house.surat_json("queue")] == [first, third]
        assert house.surat("residents", "search", "suparman").returncode == 0
        kept = [name for name in os.listdir(house.folder) if ".before-" in name]
        assert len(kept) == 1 and count(house.path(kept[0])) == 2, kept


def test_a_copy_moves_to_another_machine(build):
    with tempfile.TemporaryDirectory() as stick, Pages(build, roles=("admin",)) as house:
        code = file_ticket(house, 1)
        house.surat("backup", stick)  # a folder: the name tells the time
        files = os.listdir(stick)
        assert len(files) == 1 and files[0].startswith("surat-"), files
        with Pages(build, roles=()) as other:
            other.kill_daemon()
            other.kill_web()
            for name in os.listdir(other.folder):
                if name.startswith("surat.db") and os.path.isfile(other.path(name)):
                    os.remove(other.path(name))
            out = other.surat("restore", f"{stick}/{files[0]}").stdout
            assert ".before-" not in out, out
            other.start_daemon()
            assert [row["code"] for row in other.surat_json("queue")] == [code]
            assert [row["name"] for row in other.surat_json("officers", "list")] == [OFFICERS["admin"]]
            other.start_web()
            assert other.browser("admin").get("/cadangan").status == 200


if __name__ == "__main__":
    run_tests([value for name, value in list(globals().items()) if name.startswith("test_")])
