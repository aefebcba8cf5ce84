#!/usr/bin/env python3
"""Looks over the whole tree for what does not belong: paths of somebody's machine, foreign package hosts, unfinished
marks, names that say nothing, and documents that went missing.

usage: tidy.py SOURCE"""
import pathlib
import re
import subprocess
import sys

MAX_PUBLIC_HEADERS = 15    # the library's face stays small enough to read in one sitting
MAX_FILE_LINES = 500       # of code; past this a file holds more than one thing
REQUIRED = ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/benchmarks.md"]

# Written so that this file does not find itself.
FORBIDDEN = [
    (re.compile(r"(?<![\w./-])/(?:home|root|work|Users)/[a-z]"), "a path of somebody's machine"),
    (re.compile(r"(?:registry\.npm" r"js|pypi\.(?:org|io)|proxy\.gol" r"ang|crates\.i" r"o|files\.pythonh)"), "a package host"),
    (re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b"), "an unfinished mark"),
    (re.compile(r"NOLI" r"NT|#pragma GCC diagnos" r"tic ignored|-Wno-[a-z]"), "a silenced warning"),
    (re.compile(r"\bstable_(?:sort|partition)\b|\binplace_mer" r"ge\b"),
     "an algorithm that clang refuses with libstdc++ 12 (a deprecated buffer); sort by a key without ties"),
]
EMPTY_NAMES = re.compile(r"(?:^|/)(?:\w*_)?(?:utils?|common|misc|core|managers?|helpers?)(?:_\w*)?(?:\.\w+|/)")


def tracked(source):
    """Paths under version control, or, in an unpacked archive, all outside build/."""
    listed = subprocess.run(["git", "-C", source, "ls-files", "-co", "--exclude-standard"], text=True, capture_output=True)
    if listed.returncode == 0:
        names = listed.stdout.splitlines()
    else:
        names = [str(p.relative_to(source)) for p in source.rglob("*") if p.is_file() and "build" not in p.parts]
    return [name for name in sorted(set(names)) if (source / name).is_file()]


def complaints(source):
    names = tracked(source)
    for name in REQUIRED:
        if name not in names:
            yield f"{name} is missing"
    headers = [n for n in names if n.startswith("include/newsloom/")]
    if len(headers) > MAX_PUBLIC_HEADERS:
        yield f"{len(headers)} public headers; at most {MAX_PUBLIC_HEADERS}"
    for name in names:
        if EMPTY_NAMES.search(name):
            yield f"{name}: the name says nothing of what is inside"
        try:
            text = (source / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if name.startswith(("src/", "include/")) and text.count("\n") > MAX_FILE_LINES:
            yield f"{name}: {text.count(chr(10))} lines; at most {MAX_FILE_LINES}"
        if name == "LICENSE" or name.startswith("tests/data/"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, what in FORBIDDEN:
                if found := pattern.search(line):
                    yield f"{name}:{number}: {what}: {found.group(0)}"


def main():
    found = list(complaints(pathlib.Path(sys.argv[1]).resolve()))
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
