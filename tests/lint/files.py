"""The project's files and what the checks share."""
import pathlib
import re
import subprocess
import sys

FOLDERS = ["base", "modem", "ussd", "store", "letters", "handlers", "web", "conf", "apps"]


def every_file():
    """All files that git has or would take; of an unpacked archive, all but the build."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"],
                            capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = listed.stdout.splitlines()
    else:
        names = [str(path) for path in pathlib.Path(".").rglob("*")]
    paths = [pathlib.Path(name) for name in names]
    return sorted(p for p in set(paths)
                  if p.is_file() and p.parts[0] not in ("build", ".git"))


def sources(suffixes=(".c", ".h"), with_tests=True):
    """The C files of the programs, and of the tests."""
    folders = FOLDERS + (["tests"] if with_tests else [])
    return [p for p in every_file() if p.suffix in suffixes and p.parts[0] in folders]


def without_comments(text, keep_strings=False):
    """C text with comments, and texts in quotes, blanked out; line numbers stay."""
    def blank(match):
        found = match.group(0)
        if found[0] in "\"'" and keep_strings:
            return found
        return re.sub(r"[^\n]", " ", found)
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
                  blank, text, flags=re.S)


def finish(findings):
    """Print what was found and end the check."""
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)
