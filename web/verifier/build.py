#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Usage: web/verifier/build.py KEYS LETTERS.CONF OUT.html

Put the verifier's parts, a file of public keys (surat keys export) and the letters' titles into one
HTML file that needs nothing else."""
import base64
import hashlib
import html
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCRIPTS = ["vendor/nacl-fast.min.js", "vendor/jsQR.js", "seal.js", "page.js"]
KEY = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4} [-_A-Za-z0-9]{43} \S+ \S+ (berlaku|dicabut) .+")


def source_hash(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def key_lines(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    if lines[:1] != ["SURAT-KUNCI 1"]:
        sys.exit(f"{path}: not a file of keys (surat keys export)")
    keys = [line for line in lines[1:] if line and not line.startswith("#")]
    for line in keys:
        if not KEY.fullmatch(line):
            sys.exit(f"{path}: not a key: {line}")
    return keys


def title_lines(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    return [f"{word} {title}" for word, title in
            re.findall(r'keyword\s*=\s*"([A-Z0-9]+)".*?\btitle\s*=\s*"([^"]+)"', text, re.S)]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    keys = key_lines(sys.argv[1])
    style = (HERE / "page.css").read_text(encoding="utf-8")
    script = "\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    if re.search(r"</(script|style)|<!--|\r", script + style, re.I):
        sys.exit("a script or style would end early, or not be what was hashed")
    policy = ("default-src 'none'; base-uri 'none'; form-action 'none'; "
              f"script-src {source_hash(script)}; style-src {source_hash(style)}; "
              "img-src blob: data:; media-src blob: mediastream:")
    parts = {"POLICY": html.escape(policy), "STYLE": style, "SCRIPT": script,
             "KEYS": html.escape("\n".join(keys)), "TITLES": html.escape("\n".join(title_lines(sys.argv[2])))}
    page = re.sub(r"@([A-Z]+)@", lambda match: parts[match.group(1)], (HERE / "page.html").read_text(encoding="utf-8"))
    out = pathlib.Path(sys.argv[3])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    print(f"{out}: {len(keys)} keys, {len(page.encode()) // 1024} KiB")


main()
